"""What a regulator counts: clocks of objections, false blocks, how far rules have been let."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count

from ieum.exchange.ledger import store as ledger
from ieum.exchange.ledger.entries import Entry
from ieum.exchange.parties.values import HUB
from ieum.services.scamcall.due_process import store as objections
from ieum.services.scamcall.due_process.rows import Objection as ObjectionRow
from ieum.services.scamcall.due_process.values import Objection, ObjectionState, day_of
from ieum.services.scamcall.judgement import store as judgements
from ieum.services.scamcall.judgement.rows import RuleLet, TrackRecordRow
from ieum.services.scamcall.judgement.rules import Let, Rule
from ieum.services.scamcall.orders.rows import Order as OrderRow
from ieum.services.scamcall.orders.values import OrderState

#: Decisions so long ago are looked at for clocks that were missed.
LOOKED_BACK = timedelta(days=365)
_WRONG = [str(ObjectionState.UPHELD), str(ObjectionState.PARTLY)]
_UNDECIDED = [str(ObjectionState.OPEN), str(ObjectionState.WAITING)]


@dataclass(frozen=True, slots=True)
class OrdersOf:
    """Orders of one requester: how many bound somebody, and how many of them wrongly."""

    requester: str
    issued: int
    wrong: int


@dataclass(frozen=True, slots=True)
class LetNote:
    """How far a rule has been let, since when, by whom and why."""

    let: Let
    at: datetime | None
    by: str
    reason: str


def undecided(most: int) -> list[Objection]:
    """Objections that nobody has decided, the oldest first."""
    found = ObjectionRow.objects.filter(state__in=_UNDECIDED).order_by("filed_at")
    return [objections.record(row) for row in found[:most]]


def decided_late(now: datetime, most: int) -> list[tuple[Objection, date]]:
    """Objections of the last year that were decided after their last day, and that day."""
    found = (
        ObjectionRow.objects.exclude(state__in=_UNDECIDED)
        .filter(decided_at__gte=now - LOOKED_BACK)
        .order_by("-decided_at")
    )
    late: list[tuple[Objection, date]] = []
    for row in found.iterator():
        one = objections.record(row)
        if one.due is not None and one.decided_at is not None and day_of(one.decided_at) > one.due:
            late.append((one, one.due))
            if len(late) == most:
                break
    return late


def orders_by_requester() -> list[OrdersOf]:
    """Orders that bound somebody, by the organisation that asked for them; those of rules apart."""
    bound = OrderRow.objects.filter(rule="").exclude(
        state__in=[str(OrderState.PENDING), str(OrderState.DROPPED)]
    )
    return _by_requester(bound.values_list("requester", "reference"))


def _by_requester(found: Sequence[tuple[str, str]]) -> list[OrdersOf]:
    issued: dict[str, set[str]] = {}
    for requester, reference in found:
        issued.setdefault(requester.partition(" ")[0], set()).add(reference)
    wrong = set(
        ObjectionRow.objects.filter(state__in=_WRONG, order__rule="").values_list(
            "order__reference", flat=True
        )
    )
    return [
        OrdersOf(requester, len(some), len(some & wrong))
        for requester, some in sorted(issued.items())
    ]


def records() -> list[tuple[str, int, int]]:
    """Organisations whose signals had an outcome: how often they were right and wrong."""
    return list(
        TrackRecordRow.objects.order_by("organisation").values_list(
            "organisation", "confirmed", "refuted"
        )
    )


def wrong_of_rule(rule: str) -> tuple[int, int]:
    """Orders of a rule since it was last let, and those of them found wrong."""
    return objections.wrong_of_rule(rule)


def let_note(rule: str) -> LetNote:
    """How far a rule has been let now, and who decided that."""
    row = RuleLet.objects.filter(rule=rule).order_by("-id").first()
    now = judgements.let_of(rule, judgements.lets())
    if row is None:
        return LetNote(now, None, "", "")
    return LetNote(now, row.at, row.by, row.reason)


def let(rule: Rule, how_far: Let, by: str, reason: str, now: datetime) -> None:
    """Let a rule so far from now on, and write it to the ledger."""
    with objections.at_once():
        judgements.let(rule.id, how_far, by, reason)
        ledger.write(
            Entry(
                kind="rule.let",
                party=HUB,
                actor=by,
                at=now,
                basis=rule.basis,
                rule=rule.name,
                body={"stage": str(how_far.stage), "canary_percent": how_far.canary_percent},
            )
        )


def in_force() -> dict[str, int]:
    """How many orders are in force, by action."""
    found = OrderRow.objects.filter(state=str(OrderState.LIVE)).values_list("action")
    return dict(found.annotate(Count("id")).order_by("action"))


def released_since(since: datetime) -> int:
    """How many orders were released, before their time, since then."""
    found = OrderRow.objects.filter(state=str(OrderState.RELEASED), ended_at__gte=since)
    return int(found.count())
