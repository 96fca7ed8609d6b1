"""Access keys: how a program acts for an account at the JSON and the MCP door.

A key is 256 random bits, shown once, kept as its SHA-256 digest: a key that long needs no slow hash.
It always expires, and can be ended at any time.
"""

from __future__ import annotations

import secrets
from datetime import timedelta
from hashlib import sha256

from django.utils import timezone

from ieum.hub.accounts.models import AccessKey, KeyScope, User
from ieum.kernel.errors import IeumError, NotFound, NotSignedIn
from ieum.kernel.messages import _

PREFIX = "ieum_"
LONGEST_DAYS = 366
#: How long a key may live, in days, as the page offers it.
DAYS = (7, 30, 90, 365)
MOST_KEYS = 20
LONGEST_NAME = 100
#: How exactly it is known when a key was last used; a write for every call would cost too much.
USE_KNOWN_TO = timedelta(hours=1)
#: How long the row of a key that is over can still be seen.
KEPT_FOR = timedelta(days=90)


class WrongKeyWish(IeumError):
    """A key that cannot be made as wished, and why."""

    code = "wrong-key-wish"
    status = 422


def make_key(account: User, name: str, scope: str, days: int) -> str:
    """A new key for an account, which nobody can be shown again.

    Raises ``WrongKeyWish`` for a name, scope or number of days that cannot be, or when the account
    has ``MOST_KEYS`` already.
    """
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise WrongKeyWish(
            _("키를 알아볼 이름을 1자에서 {most}자까지로 지어 주세요.", most=LONGEST_NAME)
        )
    if scope not in KeyScope.values:
        raise WrongKeyWish(
            _("'{scope}'{scope:-은/는} 없는 권한입니다. 쓸 수 있는 것: read, act", scope=scope[:20])
        )
    if not 1 <= days <= LONGEST_DAYS:
        raise WrongKeyWish(
            _(
                "키는 1일에서 {most}일까지 쓸 수 있습니다. {days}일은 안 됩니다.",
                most=LONGEST_DAYS,
                days=days,
            )
        )
    if live_keys(account) >= MOST_KEYS:
        raise WrongKeyWish(
            _("한 계정의 키는 {most}개까지입니다. 쓰지 않는 키를 끝내 주세요.", most=MOST_KEYS)
        )
    key = PREFIX + secrets.token_urlsafe(32)
    AccessKey.objects.create(
        account=account,
        digest=_digest(key),
        name=name,
        scope=scope,
        expires_at=timezone.now() + timedelta(days=days),
    )
    return key


def live_keys(account: User) -> int:
    """How many keys of an account are not over."""
    return account.access_keys.filter(revoked_at=None, expires_at__gt=timezone.now()).count()


def known_key(key: str) -> AccessKey:
    """The row of a key that a program sent, with its account.

    Raises ``NotSignedIn`` for a key that is unknown or over, or whose account is shut out.
    """
    now = timezone.now()
    row = (
        AccessKey.objects.select_related("account")
        .filter(digest=_digest(key), revoked_at=None, expires_at__gt=now, account__is_active=True)
        .first()
    )
    if row is None:
        raise NotSignedIn(
            _("보낸 접근 키는 없거나 끝난 키입니다. '내 계정'의 접근 키에서 새로 만들어 주세요.")
        )
    if row.last_used_at is None or now - row.last_used_at > USE_KNOWN_TO:
        AccessKey.objects.filter(pk=row.pk).update(last_used_at=now)
    return row


def end_key(number: int, account: User | None = None) -> AccessKey:
    """End a key, of this account if one is given. Raises ``NotFound``."""
    keys = AccessKey.objects.filter(pk=number)
    row = (keys if account is None else keys.filter(account=account)).first()
    if row is None:
        raise NotFound(_("{number}번 접근 키가 없습니다.", number=number))
    if row.revoked_at is None:
        row.revoked_at = timezone.now()
        row.save(update_fields=["revoked_at"])
    return row


def tidy() -> None:
    """Delete the rows of keys that are long over."""
    before = timezone.now() - KEPT_FOR
    AccessKey.objects.filter(expires_at__lt=before).delete()
    AccessKey.objects.filter(revoked_at__lt=before).delete()


def _digest(key: str) -> str:
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
