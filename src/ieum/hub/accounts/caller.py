"""Who stands behind a request."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from ieum.hub.accounts.models import ADMINISTRATORS, OFFICIALS, User
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


def caller_of_user(user: User) -> Caller:
    """The caller that an account is."""
    groups = frozenset(user.groups.values_list("name", flat=True))
    staff = user.is_superuser or bool(groups & {ADMINISTRATORS, OFFICIALS})
    return Caller(user.pk, str(user), groups, staff=staff)
