"""Show what the language model cost, set budgets for it, and make keys to it."""

from __future__ import annotations

import argparse
import sys


def configure(parser: argparse.ArgumentParser) -> None:
    who = parser.add_mutually_exclusive_group()
    who.add_argument("--service", metavar="NAME", help="a budget of one service")
    who.add_argument("--party", metavar="NAME", help="a budget of one party, such as: account 7")
    parser.add_argument(
        "--period", choices=["day", "month"], default="month", help="how long it lasts (month)"
    )
    parser.add_argument("--tokens", metavar="N", type=_limit, help="most tokens; none to lift it")
    parser.add_argument("--won", metavar="N", type=_limit, help="most won; none to lift it")
    parser.add_argument(
        "--new-key", metavar="SERVICE:PARTY", help="make a key to /v1 that is charged to them"
    )
    parser.add_argument("--revoke-keys", metavar="SERVICE:PARTY", help="end all their keys")


def run(arguments: argparse.Namespace) -> int:
    from ieum.hub.doors.hub_ready import hub_ready

    hub_ready()
    if arguments.new_key or arguments.revoke_keys:
        return _keys(arguments)
    if arguments.tokens is not None or arguments.won is not None:
        _set(arguments)
    _show(arguments.period)
    return 0


def _limit(text: str) -> int:
    """A whole number of 0 or more; -1 stands for `none`."""
    if text == "none":
        return -1
    try:
        number = int(text.replace(",", "").replace("_", ""))
    except ValueError:
        number = -1
    if not 0 <= number < 2**62:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no limit; expected a whole number of 0 or more, or none"
        )
    return number


def _set(arguments: argparse.Namespace) -> None:
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
        new(arguments.tokens, old.token_limit if old else None),
        new(arguments.won, old.won_limit if old else None),
    )


def _show(period: str) -> None:
    from ieum.hub.gateway.usage import budget_states, usage_by_party, usage_by_service

    for title, uses in (
        ("service", usage_by_service(period)),
        ("party", usage_by_party(period)),
    ):
        print(f"{title:24} {'calls':>8} {'tokens':>14} {'won':>14}   this {period}")
        for use in uses:
            print(f"{use.name:24} {use.calls:8,} {use.tokens:14,} {use.won:14,.2f}")
        print()
    print("budget                                    used                  limit")
    for state in budget_states():
        name = f"{state.scope} {state.name} a {state.period}".replace("  ", " ")
        if state.token_limit is not None:
            print(f"{name:32} {state.tokens:14,} {state.token_limit:>18,} tokens")
        if state.won_limit is not None:
            print(f"{name:32} {state.microwon / 1e6:14,.2f} {state.won_limit:>18,} won")


def _keys(arguments: argparse.Namespace) -> int:
    from ieum.hub.gateway.keys import make_key, revoke_keys

    given = arguments.new_key or arguments.revoke_keys
    service, colon, party = given.partition(":")
    if not (service and colon and party):
        print(f"{given!r} is no SERVICE:PARTY, such as tax:city", file=sys.stderr)
        return 2
    if arguments.new_key:
        print(make_key(service, party))
        print("This key is shown once; only its digest is kept.", file=sys.stderr)
    else:
        print(f"{revoke_keys(service, party)} keys ended.")
    return 0
