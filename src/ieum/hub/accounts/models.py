"""Accounts: people sign in with their e-mail address; what they may do follows from groups."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils import timezone

from ieum.kernel.context import ADMINISTRATORS

#: Members may use tools with ``access="staff"``.
OFFICIALS = "officials"
GROUPS = (ADMINISTRATORS, OFFICIALS)


class UserManager(BaseUserManager["User"]):
    """Makes accounts. Addresses are kept in lower case, so that one person has one account."""

    @classmethod
    def normalize_email(cls, email: str | None) -> str:
        return (email or "").strip().lower()

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=self.normalize_email(username))

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Make an account; without a password it can sign in by OIDC only."""
        if not email:
            raise ValueError("An account needs an e-mail address.")
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Make an administrator."""
        from django.contrib.auth.models import Group

        user = self.create_user(email, password, is_staff=True, is_superuser=True, **fields)
        user.groups.add(Group.objects.get_or_create(name=ADMINISTRATORS)[0])
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who can sign in."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=150, blank=True)
    #: Preferred language, ``ko`` or ``en``; blank follows the browser.
    language = models.CharField(max_length=2, blank=True)
    #: May enter the administration pages.
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=timezone.now)

    objects: ClassVar[UserManager] = UserManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.name or self.email

    def clean(self) -> None:
        self.email = UserManager.normalize_email(self.email)

    def get_full_name(self) -> str:
        """The name to show; Django's own pages ask for it."""
        return str(self)


class KeyScope(models.TextChoices):
    """What a program may do with a key: read, or all that its account may."""

    READ = "read"
    ACT = "act"


class AccessKey(models.Model):
    """A key with which a program acts for an account. Only its digest is kept."""

    account = models.ForeignKey(User, models.CASCADE, related_name="access_keys")
    digest = models.CharField(max_length=64, unique=True)
    #: What the account calls it, to know it by.
    name = models.CharField(max_length=100)
    scope = models.CharField(max_length=4, choices=KeyScope, default=KeyScope.READ)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    #: To the hour.
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return f"{self.pk} {self.name} of {self.account_id}"

    @property
    def is_live(self) -> bool:
        """Whether the key still opens anything."""
        return self.revoked_at is None and self.expires_at > timezone.now()
