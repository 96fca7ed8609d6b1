"""Who stands behind a request."""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings
from django.http import HttpRequest

from ieum.hub.accounts.access_keys import known_key
from ieum.hub.accounts.models import ADMINISTRATORS, OFFICIALS, KeyScope, User
from ieum.kernel.context import Caller

NOBODY = Caller()
#: Whoever has the command line of the machine has the database too: nothing is kept from them.
OPERATOR = Caller(id=0, name="operator", groups=frozenset({ADMINISTRATORS}), staff=True)


def caller_of(request: HttpRequest) -> Caller:
    """The account signed in, or nobody.

    A request without a session cookie costs no database query.
    """
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return NOBODY
    user = request.user
    return caller_of_user(user) if isinstance(user, User) else NOBODY


def caller_of_program(request: HttpRequest) -> Caller:
    """The caller at a door for programs: the account of the access key sent, else as for people.

    The key comes as ``Authorization: Bearer`` (RFC 6750); one that is not good is refused with
    ``NotSignedIn`` rather than taken for nobody. Another scheme is not ours: a proxy may need it.
    """
    sent = request.META.get("HTTP_AUTHORIZATION")
    if sent is None:
        return caller_of(request)
    scheme, _blank, key = sent.partition(" ")
    if scheme.lower() != "bearer":
        return caller_of(request)
    row = known_key(key.strip())
    return replace(caller_of_user(row.account), key=row.pk, reads_only=row.scope == KeyScope.READ)


def caller_of_user(user: User) -> Caller:
    """The caller that an account is."""
    groups = frozenset(user.groups.values_list("name", flat=True))
    staff = user.is_superuser or bool(groups & {ADMINISTRATORS, OFFICIALS})
    return Caller(user.pk, str(user), groups, staff=staff)
