"""Parties, their people and their keys in rows."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Party(models.Model):
    """An organisation that takes part in the exchange."""

    id = models.CharField(primary_key=True, max_length=40)
    name = models.CharField(max_length=100, unique=True)
    name_en = models.CharField(max_length=100, blank=True)
    kind = models.CharField(max_length=10)
    state = models.CharField(max_length=10)
    night_contact = models.CharField(max_length=200, blank=True)
    group = models.CharField(max_length=40, blank=True)
    #: Codes of the accounts that it holds, sorted, with blanks between.
    institution_codes = models.CharField(max_length=100, blank=True)
    #: Whether calls of its programs must be signed.
    demands_signatures = models.BooleanField(default=False)
    joined_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class PartyMember(models.Model):
    """A role of an account at a party. An account acts for one party only."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="party_roles"
    )
    party = models.ForeignKey(Party, models.PROTECT, related_name="members")
    role = models.CharField(max_length=10)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["account", "role"], name="one_role_once_an_account"),
        )

    def __str__(self) -> str:
        return f"{self.account_id} {self.role} at {self.party_id}"


class PartyKey(models.Model):
    """An API key of a party. Only its digest is kept."""

    party = models.ForeignKey(Party, models.PROTECT, related_name="keys")
    digest = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=100)
    #: Scopes as ``service:scope``, sorted, with blanks between.
    scopes = models.CharField(max_length=500)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    #: To the hour.
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return f"{self.pk} {self.name} of {self.party_id}"
