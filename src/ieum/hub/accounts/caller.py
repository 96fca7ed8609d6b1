"""Who stands behind a request."""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings
from django.http import HttpRequest

from ieum.exchange.parties import store as parties
from ieum.exchange.parties.values import ALL_SCOPES, HUB
from ieum.hub.accounts.access_keys import known_key
from ieum.hub.accounts.models import ADMINISTRATORS, OFFICIALS, KeyScope, User
from ieum.hub.accounts.signed_requests import check_signature
from ieum.kernel.context import Caller

TOKEN_PREFIX = "ieumt_"
NOBODY = Caller()
#: Whoever has the command line of the machine has the database too: nothing is kept from them.
OPERATOR = Caller(
    id=0,
    name="operator",
    groups=frozenset({ADMINISTRATORS}),
    staff=True,
    party=HUB,
    scopes=ALL_SCOPES,
)


def caller_of(request: HttpRequest) -> Caller:
    """The account signed in, or nobody.

    A request without a session cookie costs no database query.
    """
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return NOBODY
    user = request.user
    return caller_of_user(user) if isinstance(user, User) else NOBODY


def caller_of_program(request: HttpRequest) -> Caller:
    """The caller at a door for programs: the account or the party of the key sent, else as for people.

    The key comes as ``Authorization: Bearer`` (RFC 6750); one that is not good is refused with
    ``NotSignedIn`` rather than taken for nobody. Another scheme is not ours: a proxy may need it.
    """
    sent = request.META.get("HTTP_AUTHORIZATION")
    if sent is None:
        return caller_of(request)
    scheme, _blank, key = sent.partition(" ")
    if scheme.lower() != "bearer":
        return caller_of(request)
    return caller_with_key(request, key.strip())


def caller_with_key(request: HttpRequest, key: str) -> Caller:
    """The caller that comes with a key or a token, wherever in the request it stood.

    Raises ``NotSignedIn`` for one that opens nothing, ``WrongSignature`` where its party demands that
    calls be signed and this one is not, or wrongly.
    """
    caller = _caller_of_key(key)
    if caller.party is not None:
        check_signature(request, caller.party)
    return caller


def _caller_of_key(key: str) -> Caller:
    if key.startswith(parties.PREFIX):
        return parties.caller_of_key(key)
    if key.startswith(TOKEN_PREFIX):
        # Few hubs have parties whose programs use tokens.
        from ieum.hub.accounts.party_tokens import caller_of_token

        return caller_of_token(key)
    row = known_key(key)
    return replace(caller_of_user(row.account), key=row.pk, reads_only=row.scope == KeyScope.READ)


def caller_of_user(user: User) -> Caller:
    """The caller that an account is."""
    groups = frozenset(user.groups.values_list("name", flat=True))
    if user.is_superuser:
        groups |= {ADMINISTRATORS}
    staff = bool(groups & {ADMINISTRATORS, OFFICIALS})
    return parties.caller_of_account(Caller(user.pk, str(user), groups, staff=staff))
