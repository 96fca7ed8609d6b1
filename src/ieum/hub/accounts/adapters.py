"""What django-allauth asks the hub about accounts."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest

from ieum.hub.safety.client import client_address


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by administrators or by single sign-on; nobody signs up by themselves."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)


class SignOnAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Accounts that come by single sign-on."""
