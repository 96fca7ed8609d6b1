"""What becomes of the orders of a rule that may do less than before, whoever or whatever stopped it.

What the rule ordered by itself, beyond what it may do now, is released at once: nobody has looked at it, and
the rule is what is doubted. What a person approved has a ground of its own, that person's judgement, and
stays until its time is up or an objection ends it; so does what people asked for. What another
rule still calls for is ordered anew, in that rule's name and with its own notice, after all that is released.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from ieum.services.scamcall import responding
from ieum.services.scamcall.due_process import store
from ieum.services.scamcall.identifiers import store as subjects
from ieum.services.scamcall.judgement import store as judgements
from ieum.services.scamcall.judgement.rules import Let, Rule, action_at, all_rules
from ieum.services.scamcall.orders import store as orders
from ieum.services.scamcall.orders.values import Order, OrderState
from ieum.services.scamcall.vocabulary import Action

#: Orders ended, or subjects judged again, in one transaction.
_AT_ONCE = 200
_MILDEST_FIRST = list(Action)
BY = "rule stopped"
_PENDING, _LIVE = OrderState.PENDING, OrderState.LIVE


def end_what_goes_beyond(
    now: datetime, rules: Collection[str] = (), *, reason: str = "", by: str = BY
) -> int:
    """End what rules ordered by themselves and may not order any more; how many orders ended.

    ``rules``: their names; all of them if none is named. Called again it ends nothing more, so that what a
    process did not come to do before it was killed is done by the next.
    """
    lets = judgements.lets()
    newest = {rule.id: rule for rule in sorted(all_rules(), key=lambda rule: rule.version)}
    ended = 0
    touched: set[int] = set()
    for name in sorted(rules or newest):
        how_far = judgements.let_of(name, lets)
        if _may_do_all(how_far, newest[name]):
            continue
        after: int | None = 0
        while after is not None:
            found, after = orders.automatic_page(name, after, _AT_ONCE)
            beyond = [one for one in found if _goes_beyond(one, newest[name], how_far)]
            ended += _end(beyond, reason or f"rule {name} stopped", by, now)
            touched |= {one.subject for one in beyond}
    _judge_again(sorted(touched), now)
    return ended


def _may_do_all(how_far: Let, rule: Rule) -> bool:
    return how_far.canary_percent >= 100 and action_at(how_far.stage, rule.action) is rule.action


def _goes_beyond(order: Order, rule: Rule, how_far: Let) -> bool:
    allowed = action_at(how_far.stage_for(rule.id, order.pseudonym), rule.action)
    if allowed is None:
        return True
    return _MILDEST_FIRST.index(order.action) > _MILDEST_FIRST.index(allowed)


def _end(beyond: list[Order], reason: str, by: str, now: datetime) -> int:
    """Release what is in force; what waits for a person, and was told to nobody, is dropped. How many."""
    ended = 0
    with store.at_once():
        subjects.locked(one.subject for one in beyond)
        for one in beyond:
            order = orders.find(one.reference)
            # Somebody may have approved it, or it may have ended, since it was read.
            if order is None or order.approver or order.state not in (_PENDING, _LIVE):
                continue
            over = OrderState.RELEASED if order.state is _LIVE else OrderState.DROPPED
            orders.end(order.reference, over, reason, by, now)
            ended += 1
    return ended


def _judge_again(touched: list[int], now: datetime) -> None:
    for begin in range(0, len(touched), _AT_ONCE):
        with store.at_once():
            some = subjects.locked(touched[begin : begin + _AT_ONCE])
            responding.judge({number: subjects.record(row) for number, row in some.items()}, now)
