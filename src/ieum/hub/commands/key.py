"""Make, list or end the access keys with which programs act for accounts."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ieum.hub.accounts.models import User


def configure(parser: argparse.ArgumentParser) -> None:
    """One action, and what it is about."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="new|list|end")
    new = actions.add_parser("new", help="make a key for an account; it is printed once")
    new.add_argument("email", help="e-mail address of the account")
    new.add_argument("--name", required=True, help="what to know the key by")
    new.add_argument(
        "--scope",
        choices=["read", "act"],
        default="read",
        help="read: only tools that change nothing; act: all that the account may (read)",
    )
    new.add_argument("--days", type=int, default=90, help="how many days it can be used (90)")
    listed = actions.add_parser("list", help="the keys that can be used")
    listed.add_argument("email", nargs="?", help="e-mail address of the account")
    end = actions.add_parser("end", help="end a key at once")
    end.add_argument("number", type=int, help="number of the key, as the list shows it")


def run(arguments: argparse.Namespace) -> int:
    """Do it."""
    from ieum.hub.doors.hub_ready import hub_ready

    hub_ready()
    from ieum.hub.accounts import access_keys
    from ieum.hub.saying import mention, say
    from ieum.kernel.messages import _

    if arguments.action == "list":
        return list_keys(arguments)
    if arguments.action == "end":
        row = access_keys.end_key(arguments.number)
        say(arguments, _("접근 키 '{name}'{name:-을/를} 끝냈습니다.", name=row.name))
        return 0
    key = access_keys.make_key(
        account_of(arguments.email), arguments.name, arguments.scope, arguments.days
    )
    print(key)
    mention(arguments, _("이 키는 지금만 보입니다. 안전한 곳에 두세요."))
    return 0


def list_keys(arguments: argparse.Namespace) -> int:
    """Print each key that is not over, the newest first."""
    from django.utils import timezone

    from ieum.hub.accounts.models import AccessKey
    from ieum.hub.saying import say
    from ieum.kernel.messages import _

    keys = AccessKey.objects.filter(revoked_at=None, expires_at__gt=timezone.now())
    if arguments.email:
        keys = keys.filter(account=account_of(arguments.email))
    rows = list(keys.select_related("account"))
    if not rows:
        say(arguments, _("쓸 수 있는 접근 키가 없습니다."))
    for row in rows:
        say(
            arguments,
            _(
                "{number}  {name}  {email}  {scope}  {day}까지",
                number=row.pk,
                name=row.name,
                email=row.account.email,
                scope=row.scope,
                day=row.expires_at.date(),
            ),
        )
    return 0


def account_of(email: str) -> User:
    """The account with this address. Raises ``CommandFailed``."""
    from ieum.hub.accounts.models import User, UserManager
    from ieum.hub.saying import CommandFailed
    from ieum.kernel.messages import _

    found = User.objects.filter(email=UserManager.normalize_email(email)).first()
    if found is None:
        raise CommandFailed(_("'{email}' 계정이 없습니다.", email=email[:100]))
    return found
