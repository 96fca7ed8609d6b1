"""Accounts in the administration pages."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group
from django.forms import CheckboxSelectMultiple

from ieum.hub.accounts.models import User

# Clients and tokens follow from the keys of parties; made or changed by hand they would open nothing.
for _model in apps.get_app_config("oauth2_provider").get_models():
    if admin.site.is_registered(_model):
        admin.site.unregister(_model)


@admin.register(User)
class UserAdmin(DjangoUserAdmin):
    """Make accounts, put them into groups, shut them out."""

    ordering = ("email",)
    list_display = ("email", "name", "is_active", "is_staff", "last_login")
    search_fields = ("email", "name")
    fieldsets = (
        (None, {"fields": ("email", "name", "language", "password")}),
        (None, {"fields": ("is_active", "is_staff", "is_superuser", "groups")}),
    )
    add_fieldsets = (
        (
            None,
            {
                "classes": ("wide",),
                "fields": ("email", "usable_password", "password1", "password2"),
            },
        ),
    )
    # Boxes to tick: Django's chooser of two lists writes styles into the page, which the content
    # security policy forbids.
    filter_horizontal = ()

    def formfield_for_manytomany(self, *given: Any, **named: Any) -> Any:
        """Groups are few: each gets a box."""
        return super().formfield_for_manytomany(
            *given, **{**named, "widget": CheckboxSelectMultiple()}
        )


admin.site.unregister(Group)


@admin.register(Group)
class GroupAdmin(DjangoGroupAdmin):
    """Groups, with a plain list of permissions for the same reason."""

    filter_horizontal = ()
