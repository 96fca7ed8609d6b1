"""Show what the language model cost, set budgets for it, and make keys to it."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from ieum.hub.saying import mention, say
from ieum.kernel.messages import Message, _

if TYPE_CHECKING:
    from ieum.hub.gateway.usage import BudgetState, Use

PERIODS = {"day": _("하루"), "month": _("한 달")}
RUNNING = {"day": _("오늘"), "month": _("이번 달")}
SCOPES = {"total": _("허브 전체"), "service": _("서비스"), "party": _("쓰는 쪽")}


def configure(parser: argparse.ArgumentParser) -> None:
    """Whose budget, what it is, and keys."""
    who = parser.add_mutually_exclusive_group()
    who.add_argument("--service", metavar="NAME", help="a budget of one service")
    who.add_argument("--party", metavar="NAME", help="a budget of one party, such as: account 7")
    parser.add_argument(
        "--period", choices=["day", "month"], default="month", help="how long it lasts (month)"
    )
    parser.add_argument("--tokens", metavar="N", help="most tokens; none to lift it")
    parser.add_argument("--won", metavar="N", help="most won; none to lift it")
    parser.add_argument(
        "--new-key", metavar="SERVICE:PARTY", help="make a key to /v1 that is charged to them"
    )
    parser.add_argument("--revoke-keys", metavar="SERVICE:PARTY", help="end all their keys")


def run(arguments: argparse.Namespace) -> int:
    """Set what is to be set, then show what was used and what the budgets are."""
    limits = {name: _limit(name, getattr(arguments, name)) for name in ("tokens", "won")}
    from ieum.hub.doors.hub_ready import hub_ready

    hub_ready()
    if arguments.new_key or arguments.revoke_keys:
        return _keys(arguments)
    if any(limit is not None for limit in limits.values()):
        _set(arguments, limits)
    _show(arguments)
    return 0


def _limit(name: str, text: str | None) -> int | None:
    """A whole number of 0 or more; -1 stands for `none`. None where nothing was said.

    Raises ``WrongCommand``.
    """
    from ieum.hub.doors.commands import WrongCommand

    if text is None:
        return None
    if text == "none":
        return -1
    try:
        number = int(text.replace(",", "").replace("_", ""))
    except ValueError:
        number = -1
    if not 0 <= number < 2**62:
        raise WrongCommand(
            _(
                "--{name}의 값 '{text}'{text:-은/는} 한도가 아닙니다. 0 이상의 정수나 none을 써 주세요.",
                name=name,
                text=text[:40],
            )
        )
    return number


def _set(arguments: argparse.Namespace, limits: dict[str, int | None]) -> None:
    from ieum.hub.gateway.models import Budget, Scope
    from ieum.hub.gateway.usage import set_budget

    scope, name = Scope.TOTAL, ""
    if arguments.service:
        scope, name = Scope.SERVICE, arguments.service
    elif arguments.party:
        scope, name = Scope.PARTY, arguments.party
    old = Budget.objects.filter(scope=scope, name=name, period=arguments.period).first()

    def new(given: int | None, before: int | None) -> int | None:
        return before if given is None else None if given < 0 else given

    set_budget(
        scope,
        name,
        arguments.period,
        new(limits["tokens"], old.token_limit if old else None),
        new(limits["won"], old.won_limit if old else None),
    )


def _show(arguments: argparse.Namespace) -> None:
    from ieum.hub.gateway.usage import budget_states, usage_by_party, usage_by_service

    period = RUNNING[arguments.period]
    for title, uses in (
        (_("{period} 서비스별로 쓴 것", period=period), usage_by_service(arguments.period)),
        (_("{period} 쓰는 쪽별로 쓴 것", period=period), usage_by_party(arguments.period)),
    ):
        _listed(arguments, title, [(use.name, _used(use)) for use in uses], _("  쓴 적 없음"))
    rows = [row for state in budget_states() for row in _budget(arguments, state)]
    _listed(arguments, _("예산"), rows, _("  정해 둔 예산 없음"))


def _listed(
    arguments: argparse.Namespace, title: Message, rows: list[tuple[str, Message]], none: Message
) -> None:
    from ieum.hub.doors.help_pages import columns
    from ieum.hub.saying import language_of

    say(arguments, title)
    for line in columns([(name, what.text(language_of(arguments))) for name, what in rows]):
        print(line)
    if not rows:
        say(arguments, none)


def _used(use: Use) -> Message:
    return _(
        "{calls:,}번 부름, 토큰 {tokens:,}개, {won:,.2f}원",
        calls=use.calls,
        tokens=use.tokens,
        won=use.won,
    )


def _budget(arguments: argparse.Namespace, state: BudgetState) -> list[tuple[str, Message]]:
    """A budget's limits, each with what is used of it."""
    from ieum.hub.saying import language_of

    language = language_of(arguments)
    of = f"{SCOPES[state.scope].text(language)} {state.name}".strip()
    name = f"{of}, {PERIODS[state.period].text(language)}"
    rows = []
    if state.token_limit is not None:
        used = _("토큰 {used:,} / {limit:,}", used=state.tokens, limit=state.token_limit)
        rows.append((name, used))
    if state.won_limit is not None:
        used = _("{used:,.0f}원 / {limit:,}원", used=state.used_won, limit=state.won_limit)
        rows.append((name, used))
    return rows


def _keys(arguments: argparse.Namespace) -> int:
    from ieum.hub.doors.commands import WrongCommand
    from ieum.hub.gateway.keys import make_key, revoke_keys

    given = arguments.new_key or arguments.revoke_keys
    service, colon, party = given.partition(":")
    if not (service and colon and party):
        raise WrongCommand(
            _(
                "'{given}'{given:-은/는} 서비스:쓰는 쪽 꼴이 아닙니다. 예: letters:city",
                given=given[:60],
            )
        )
    if arguments.new_key:
        print(make_key(service, party))
        mention(arguments, _("이 키는 지금만 보입니다. 안전한 곳에 두세요."))
    else:
        ended = revoke_keys(service, party)
        say(arguments, _("열쇠 {count}개를 끝냈습니다.", count=ended))
    return 0
