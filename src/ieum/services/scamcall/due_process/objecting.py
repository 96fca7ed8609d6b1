"""The way back: an objection filed, looked into, decided by a person, and what it frees freed first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ieum.exchange.events import store as outbox
from ieum.exchange.events.values import Event, Lane
from ieum.exchange.ledger import store as ledger
from ieum.exchange.ledger.entries import Entry, Evidence, Scalar
from ieum.exchange.parties.values import HUB, Party
from ieum.kernel.errors import NotAllowed, WrongArgument
from ieum.kernel.messages import _
from ieum.services.scamcall.due_process import outcomes, store
from ieum.services.scamcall.due_process.clearing import still_counting
from ieum.services.scamcall.due_process.clocks import clock
from ieum.services.scamcall.due_process.values import (
    UNDECIDED,
    Channel,
    Ground,
    Objection,
    ObjectionState,
    day_of,
    fits,
)
from ieum.services.scamcall.identifiers import store as subjects
from ieum.services.scamcall.orders import store as orders
from ieum.services.scamcall.orders.notices import scope_after_partial_release
from ieum.services.scamcall.orders.values import Order, OrderState
from ieum.services.scamcall.signals import store as signals
from ieum.services.scamcall.signals.values import SignalRecord
from ieum.services.scamcall.vocabulary import SIGNALS, Action, Standing, SubjectKind

#: What those who signalled are told of an objection; they tell the victims (법 제7조제2항).
KIND = "scamcall.objection"


def file(
    order: Order,
    ground: Ground,
    statement: str,
    contact: str,
    word: str,
    now: datetime,
    *,
    channel: Channel = Channel.ONLINE,
    taken_by: str = "",
    by: str = "citizen",
) -> Objection:
    """Take in an objection against an order, and tell those whose signals it was issued on.

    Raises ``WrongArgument`` for a ground that does not fit or a telephone's objection after its time.
    """
    if not fits(ground, order.kind):
        raise WrongArgument(
            "ground",
            _(
                "'{ground}' 사유는 {kind}에 대한 명령에는 낼 수 없습니다.",
                ground=ground.words,
                kind=order.kind.words,
            ),
        )
    if order.kind is SubjectKind.PHONE:
        began, today = day_of(order.starts_at), day_of(now)
        last = clock("phone_objection", today).last_day(began)
        if last is not None and today > last:
            raise WrongArgument(
                "reference",
                _("이 명령에 이의를 낼 수 있는 날은 {last}까지였습니다.", last=last),
            )
    with store.at_once():
        objection = store.file(order, ground, channel, statement, contact, word, taken_by, now)
        _write("objection.filed", objection, taken_by or HUB, by, now, ground=str(ground))
        told = {one.party for one in _supporting(order, now)} - {HUB}
        if told:
            outbox.publish([_news(objection, told, now)])
    return objection


def ask_for_papers(objection: Objection, party: Party, what: str, by: str, now: datetime) -> None:
    """Ask for papers; until they come the clock stands still."""
    _must_decide(objection, party)
    with store.at_once():
        store.wait(objection.reference, what, day_of(now))
        _write("objection.papers-asked", objection, party.id, by, now)


def papers_came(objection: Objection, party: str, by: str, now: datetime) -> None:
    """Note that what was asked for has come, so that the clock runs again."""
    if objection.state is not ObjectionState.WAITING:
        return
    with store.at_once():
        store.go_on(objection.reference, day_of(now))
        _write("objection.papers-came", objection, party, by, now)


def extend(objection: Objection, party: Party, reason: str, by: str, now: datetime) -> None:
    """Take longer for the decision, once, for a reason that is told to whoever objected."""
    _must_decide(objection, party)
    if objection.extended:
        raise NotAllowed(_("결정 기한은 한 번만 늘릴 수 있습니다."))
    if objection.due is not None and day_of(now) > objection.due:
        raise NotAllowed(_("결정 기한이 이미 지나 늘릴 수 없습니다. 바로 결정해 주세요."))
    with store.at_once():
        store.extend(objection.reference, reason)
        _write("objection.extended", objection, party.id, by, now)


def decide(
    objection: Objection,
    party: Party,
    outcome: ObjectionState,
    reason: str,
    by: str,
    now: datetime,
    *,
    kept_won: int | None = None,
    material_suffices: bool = False,
) -> Objection:
    """Decide an objection, and free at once what it frees.

    ``kept_won``: for a partial release, the amount of fraud that stays frozen, in won.
    ``material_suffices``: that the papers show it well enough to free the account before two months.
    Raises ``NotAllowed`` or ``WrongArgument`` for what the law does not let be decided so.
    """
    _must_decide(objection, party)
    if outcome in UNDECIDED:
        raise WrongArgument(
            "outcome", _("결정은 받아들임, 일부 받아들임, 받아들이지 않음 중 하나입니다.")
        )
    _lawful(objection, outcome, kept_won, material_suffices, now)
    with store.at_once():
        today = day_of(now)
        if not store.decide(objection.reference, outcome, reason, by, today, now, kept_won):
            raise NotAllowed(_("이미 결정된 이의입니다."))
        body: dict[str, Scalar] = {"outcome": str(outcome), "kept_won": kept_won}
        if objection.order.action is Action.FREEZE:
            body["material_suffices"] = material_suffices
        _write("objection.decided", objection, party.id, by, now, **body)
        said_so = _organisations(objection.order, now)
        if outcome is ObjectionState.UPHELD:
            _free(objection, said_so, by, now)
            _close_others(objection, reason, by, now)
            if objection.ground is Ground.NEW_HOLDER:
                pass_on(objection.order.subject, objection.order.holder, party.id, by, now)
        elif outcome is ObjectionState.PARTLY and kept_won is not None:
            freed = orders.release_partly(
                objection.order.reference,
                kept_won,
                scope_after_partial_release(kept_won).text("ko"),
                f"objection {objection.reference}",
                by,
                now,
            )
            store.note_release(objection.reference, freed, said_so, now)
        outcomes.note(objection, outcome, said_so, by, now)
    return store.by_reference(objection.reference)


def pass_on(subject: int, holder: int, party: str, by: str, now: datetime) -> int:
    """Note that the number or account of a holder has gone to somebody new; how many orders ended.

    What was ordered for the holder before ends, but for blocks of a route, which bind no holder. A
    holder who had gone already changes nothing.
    """
    with store.at_once():
        if subjects.by_numbers([subject])[subject].holder != holder:
            return 0
        subjects.pass_on(subject, now)
        old = [one for one in orders.open_orders(subject) if one.action is not Action.BLOCK_PATH]
        for one in old:
            orders.end(one.reference, OrderState.RELEASED, "new holder", by, now)
        ledger.write(
            Entry(kind="holder.changed", party=party, actor=by, at=now, body={"ended": len(old)})
        )
    return len(old)


def note_lookup(objection: Objection, now: datetime) -> None:
    """Write down that somebody looked up what data about them went where."""
    _write("lookup.made", objection, HUB, "citizen", now)


def note_counter_search(found: Sequence[Order], party: str, by: str, now: datetime) -> None:
    """Write down that an official looked for the orders on somebody's number or account."""
    evidence = tuple(Evidence(reference=f"scamcall:{order.reference}") for order in found)
    ledger.write(Entry(kind="notice.found", party=party, actor=by, at=now, evidence=evidence))


def _must_decide(objection: Objection, party: Party) -> None:
    if objection.party != party.id:
        raise NotAllowed(_("이 이의는 다른 기관이 결정합니다."))
    if objection.state not in UNDECIDED:
        raise NotAllowed(_("이미 결정된 이의입니다."))


def _lawful(
    objection: Objection,
    outcome: ObjectionState,
    kept_won: int | None,
    material_suffices: bool,
    now: datetime,
) -> None:
    """법 제8조: what may be freed, how much of it, and from when on."""
    is_freeze = objection.order.action is Action.FREEZE
    partly = outcome is ObjectionState.PARTLY
    if partly and (not is_freeze or kept_won is None):
        raise WrongArgument(
            "kept_won", _("일부 해제는 지급정지에만 있고, 남길 피해금을 원으로 적어야 합니다.")
        )
    if not partly and kept_won is not None:
        raise WrongArgument("kept_won", _("남길 피해금은 일부를 받아들일 때만 적습니다."))
    if outcome is ObjectionState.REJECTED or not is_freeze:
        return
    if objection.ground is Ground.NOT_FOR_FRAUD and not partly:
        raise WrongArgument(
            "outcome",
            _(
                "법 제7조제1항제3호의 이의로는 피해금을 뺀 금액만 풀 수 있습니다(제8조제1항제2호 단서). "
                "일부를 받아들이고 남길 피해금을 적어 주세요."
            ),
        )
    freely = objection.freely_released_from
    if freely is not None and day_of(now) < freely and not material_suffices:
        raise NotAllowed(
            _(
                "피해자가 이의를 통보받은 날부터 2개월이 지나는 {day} 전에는, 객관적 자료로 충분히 소명된 때에만 "
                "풀 수 있습니다(법 제8조제2항제2호).",
                day=freely,
            )
        )


def _free(objection: Objection, said_so: Sequence[str], by: str, now: datetime) -> None:
    """End the order and what else binds the same holder, the order itself first.

    Blocks of a route stay: they never bind the holder of the number that was shown falsely.
    """
    order = objection.order
    also = [
        one
        for one in orders.open_orders(order.subject)
        if one.holder == order.holder
        and one.reference != order.reference
        and one.action is not Action.BLOCK_PATH
    ]
    for one in [order, *also]:
        ended = orders.end(
            one.reference, OrderState.RELEASED, f"objection {objection.reference}", by, now
        )
        store.note_release(objection.reference, ended, said_so, now)


def _close_others(objection: Objection, reason: str, by: str, now: datetime) -> None:
    """Whoever else objected to the same order has got what they asked for."""
    for other in store.of_order(objection.order.reference):
        store.decide(other.reference, ObjectionState.UPHELD, reason, by, day_of(now), now)
        _write("objection.decided", other, other.party, by, now, outcome="upheld")


def _organisations(order: Order, now: datetime) -> list[str]:
    return sorted({one.organisation for one in _supporting(order, now)})


def _supporting(order: Order, now: datetime) -> list[SignalRecord]:
    """The signals that spoke against the holder whom an order concerns."""
    found = still_counting(signals.signals_of([order.subject], now))
    return [
        one
        for one in found.get(order.subject, ())
        if one.holder == order.holder and SIGNALS[one.type].standing is Standing.SUSPECT
    ]


def _news(objection: Objection, told: set[str], now: datetime) -> Event:
    return Event(
        kind=KIND,
        giver=HUB,
        subject=objection.order.pseudonym,
        revision=subjects.next_revisions([objection.order.subject])[objection.order.subject],
        body={
            "order": objection.order.reference,
            "pseudonym": objection.order.pseudonym,
            "ground": str(objection.ground),
            "filed_at": objection.filed_at.isoformat(),
        },
        at=now,
        lane=Lane.ORDINARY,
        audience=frozenset(told),
    )


def _write(
    kind: str, objection: Objection, party: str, by: str, now: datetime, **body: Scalar
) -> None:
    ledger.write(
        Entry(
            kind=kind,
            party=party,
            actor=by,
            at=now,
            basis=_BASIS.get(objection.order.kind, ""),
            evidence=(
                Evidence(reference=f"scamcall:{objection.reference}"),
                Evidence(reference=f"scamcall:{objection.order.reference}"),
            ),
            rule=objection.order.rule,
            body={"channel": str(objection.channel), **body},
        )
    )


_BASIS = {
    SubjectKind.ACCOUNT: "통신사기피해환급법 제7조·제8조",
    SubjectKind.PHONE: "통신사기피해환급법 제13조의3·영 제10조의2",
}
