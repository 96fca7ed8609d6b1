"""What django-allauth asks the hub about accounts."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse

from ieum.hub.language_choice import language_of
from ieum.hub.safety.client import client_address
from ieum.kernel.messages import _

PASSWORD_IS_NEW = frozenset(
    {"account/messages/password_changed.txt", "account/messages/password_set.txt"}
)
CHANGED = _("비밀번호를 바꾸었습니다. 다음부터 새 비밀번호로 로그인해 주세요.")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by administrators or by single sign-on; nobody signs up by themselves."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account")

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        *arguments: Any,
        **named: Any,
    ) -> None:
        """Say that a password is a new one; of all else the page that follows shows what happened."""
        if message_template in PASSWORD_IS_NEW:
            messages.add_message(request, level, CHANGED.text(language_of(request)))
