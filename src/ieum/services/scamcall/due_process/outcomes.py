"""What a decision teaches: who was right, and whether a rule binds too many who should be free."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from ieum.exchange.ledger import store as ledger
from ieum.exchange.ledger.entries import Entry
from ieum.exchange.parties.values import HUB
from ieum.services.scamcall.due_process import store
from ieum.services.scamcall.due_process.values import Ground, Objection, ObjectionState, day_of
from ieum.services.scamcall.judgement import store as judgements
from ieum.services.scamcall.judgement.rules import STAGES, Let, Stage, rules_on

#: One well-founded objection may happen to any rule; the second counts, however young the rule is.
PARDONED = 1
#: Where whoever signalled saw rightly, though the wrong person was bound by it.
_NOBODY_WAS_WRONG = frozenset({Ground.NEW_HOLDER, Ground.SPOOFED, Ground.RIGHTFUL})


def note(
    objection: Objection,
    outcome: ObjectionState,
    organisations: Collection[str],
    by: str,
    now: datetime,
) -> None:
    """Let a decision count for the records of who had signalled, and for the rule that had acted.

    Each order counts once. A partial release says that the report was true and the freeze too wide: it
    counts against the rule and against no reporter.
    """
    if store.is_first_outcome(objection):
        if outcome is ObjectionState.REJECTED:
            judgements.note_outcome(organisations, True)
        elif outcome is ObjectionState.UPHELD and objection.ground not in _NOBODY_WAS_WRONG:
            judgements.note_outcome(organisations, False)
    if objection.order.rule and outcome is not ObjectionState.REJECTED:
        _stop_where_too_often(objection, now)


def is_over_budget(issued: int, wrong: int, budget_per_1000: int) -> bool:
    """Whether a rule has bound more people wrongly than it may."""
    return wrong > max(PARDONED, budget_per_1000 * issued / 1000)


def _stop_where_too_often(objection: Objection, now: datetime) -> None:
    name = objection.order.rule.partition("@")[0]
    rule = next(
        (one for one in rules_on(day_of(now), objection.order.kind) if one.id == name), None
    )
    if rule is None:
        return
    stage = judgements.let_of(rule.id, judgements.lets()).stage
    if STAGES.index(stage) <= STAGES.index(Stage.ALERT):
        return
    issued, wrong = store.wrong_of_rule(rule.id)
    if not is_over_budget(issued, wrong, rule.objections_per_1000):
        return
    why = f"{wrong} well-founded objections to {issued} orders"
    judgements.let(rule.id, Let(Stage.ALERT), "objection budget", why)
    ledger.write(
        Entry(
            kind="rule.stopped",
            party=HUB,
            actor="objection budget",
            at=now,
            basis=rule.basis,
            rule=rule.name,
            body={
                "issued": issued,
                "wrong": wrong,
                "budget_per_1000": rule.objections_per_1000,
                "stage": str(Stage.ALERT),
            },
        )
    )
