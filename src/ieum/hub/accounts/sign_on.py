"""What follows when somebody comes back from the provider of single sign-on."""

from __future__ import annotations

import logging
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.http import HttpRequest

from ieum.hub import environment
from ieum.hub.accounts.groups import be_in_groups
from ieum.hub.accounts.models import ADMINISTRATORS, OFFICIALS, User, UserManager
from ieum.hub.failures import failure
from ieum.kernel.errors import NotAllowed
from ieum.kernel.messages import Message, _

logger = logging.getLogger("ieum.accounts")


class SignOnAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Makes accounts of the provider's people, and keeps their groups as the provider says."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        user = sociallogin.user
        if sociallogin.is_existing:
            if user.pk:
                self._follow_provider(user, sociallogin)
            return
        if not user.email:
            self._refuse(
                request,
                _(
                    "로그인 서버가 전자우편 주소를 알려 주지 않아 계정을 만들 수 없습니다. "
                    "로그인 서버 관리자에게 email 항목을 내보내 달라고 요청해 주세요."
                ),
            )
        if User.objects.filter(email=user.email).exists():
            # A verified address would have found that account before this.
            self._refuse(
                request,
                _(
                    "이 전자우편 주소의 계정이 이미 있지만, 로그인 서버가 주소를 확인해 주지 않았습니다. "
                    "먼저 비밀번호로 로그인하거나 관리자에게 문의해 주세요."
                ),
            )

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        if not environment.OIDC_NEW_ACCOUNTS.value():
            self._refuse(
                request,
                _("이 허브에는 당신의 계정이 아직 없습니다. 관리자에게 계정을 요청해 주세요."),
            )
        return True

    def populate_user(
        self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]
    ) -> User:
        user: User = super().populate_user(request, sociallogin, data)
        user.email = UserManager.normalize_email(user.email)
        full = f"{data.get('last_name') or ''} {data.get('first_name') or ''}"
        user.name = (data.get("name") or full).strip()[:150]
        return user

    def save_user(self, request: HttpRequest, sociallogin: SocialLogin, form: Any = None) -> User:
        user: User = super().save_user(request, sociallogin, form)
        self._follow_provider(user, sociallogin)
        return user

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Any = None,
        extra_context: Any = None,
    ) -> None:
        logger.warning(
            "single sign-on failed", extra={"reason": str(error), "detail": repr(exception)}
        )

    def _follow_provider(self, user: User, sociallogin: SocialLogin) -> None:
        """Put the account into the groups that the provider's groups stand for."""
        rules = {
            ADMINISTRATORS: environment.OIDC_ADMINISTRATORS.value(),
            OFFICIALS: environment.OIDC_OFFICIALS.value(),
        }
        theirs = groups_at_provider(sociallogin.account.extra_data)
        be_in_groups(
            user, {ours: bool(theirs.intersection(names)) for ours, names in rules.items() if names}
        )

    def _refuse(self, request: HttpRequest, reason: Message) -> None:
        raise ImmediateHttpResponse(failure(request, NotAllowed(reason)))


def groups_at_provider(data: dict[str, Any]) -> set[str]:
    """The groups in what the provider said, from the user information or the identity token."""
    for part in (data.get("userinfo"), data.get("id_token"), data):
        value: Any = part
        for name in environment.OIDC_GROUPS_CLAIM.value().split("."):
            value = value.get(name) if isinstance(value, dict) else None
        if isinstance(value, str):
            return {value}
        if isinstance(value, list):
            return {name for name in value if isinstance(name, str)}
    return set()
