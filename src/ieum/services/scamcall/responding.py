"""From a signal to an order: taken in once, shared, judged, acted on, all in one transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from ieum.exchange.events import store as outbox
from ieum.exchange.events.values import Event, Lane
from ieum.exchange.parties.values import Party
from ieum.kernel.context import SEOUL
from ieum.kernel.messages import Message, _
from ieum.services.scamcall.due_process.clearing import still_counting
from ieum.services.scamcall.identifiers import store as subjects
from ieum.services.scamcall.identifiers.store import SubjectRecord
from ieum.services.scamcall.judgement import store as judgements
from ieum.services.scamcall.judgement.rules import Rule, action_at, rules_on
from ieum.services.scamcall.judgement.support import Support, support
from ieum.services.scamcall.orders import store as orders
from ieum.services.scamcall.orders.notices import appeal_address, notice_for, scope_of
from ieum.services.scamcall.orders.values import Order, OrderState
from ieum.services.scamcall.signals import store as signals
from ieum.services.scamcall.signals.bulk import OneAtATime
from ieum.services.scamcall.signals.gathering import Gathering
from ieum.services.scamcall.signals.store import Sent, TakenBack, Took
from ieum.services.scamcall.signals.values import Receipt, Sighting, Taken
from ieum.services.scamcall.vocabulary import SIGNALS, Action, SubjectKind

#: A party and what it sends at once.
Batch = tuple[Party, Sequence[Sighting]]
#: A kind and an identifier in its normal form.
Identifier = tuple[SubjectKind, str]
#: How much later than now a party's clock may be, and how old a signal may be.
CLOCKS_DIFFER = timedelta(minutes=5)
OLDEST = timedelta(days=30)
#: Signals of one call that are taken in by one transaction.
MOST_AT_ONCE = 50


def receive(party: Party, sightings: Sequence[Sighting], now: datetime) -> list[Receipt]:
    """Take in signals of a party; what became of each, in their order.

    A signal that cannot be taken is refused with its reason, and the others are taken. What a party on
    trial sends is kept and answered alike, and reaches and moves nobody.
    """
    return receive_together([(party, sightings)], now)[0]


def receive_together(batches: Sequence[Batch], now: datetime) -> list[list[Receipt]]:
    """``receive`` for some parties in one transaction, which costs little more than for one."""
    allowed = judgements.allowed(_identifiers(one for _party, some in batches for one in some))
    reasons: dict[tuple[str, str], Message] = {}
    first: dict[tuple[str, str], Sent] = {}
    for party, some in batches:
        for one in some:
            reason = _refusal(party, one, allowed, now)
            if reason is not None:
                reasons[party.id, one.event_id] = reason
            else:
                first.setdefault((party.id, one.event_id), (party, one))
    fit = [sent for key, sent in first.items() if key not in reasons]
    with signals.at_once():
        took = signals.take(fit, now) if fit else Took({}, {}, {}, {})
        live = [
            (party, one)
            for party, one in fit
            if party.is_live and (party.id, one.event_id) in took.taken
        ]
        if live:
            found = [took.subjects[one.kind, one.identifier] for _party, one in live]
            _share(live, found, took, now)
            judge({subject.id: subject for subject in found}, now)
    seen: set[tuple[str, str]] = set()
    return [_receipts(party, some, reasons, took, seen) for party, some in batches]


def take_in(party: Party, sightings: Sequence[Sighting], now: datetime) -> list[Receipt]:
    """``receive`` together with whatever else comes in just now, as it does while hundreds report.

    Many are taken in a part at a time, so that others' come between. Raises ``TooManyCalls`` where as many
    of the same party are being taken in already.
    """
    if signals.is_in_transaction():
        return receive(party, sightings, now)
    if len(sightings) <= MOST_AT_ONCE:
        return _gathering.call(_Call(party, now, sightings)).receipts
    parts = (
        sightings[first : first + MOST_AT_ONCE] for first in range(0, len(sightings), MOST_AT_ONCE)
    )
    with _bulk.of(party.id):
        return [
            receipt
            for part in parts
            for receipt in _gathering.call(_Call(party, now, part)).receipts
        ]


@dataclass(frozen=True, slots=True)
class _Call:
    """What a party sends just now: signals, or the event id of one that it takes back."""

    party: Party
    now: datetime
    sightings: Sequence[Sighting] = ()
    taken_back: str | None = None


@dataclass(frozen=True, slots=True)
class _Result:
    receipts: list[Receipt] = field(default_factory=list)
    was_there: bool = False


def _worked_off(calls: Sequence[_Call]) -> list[_Result]:
    """Take back, then take in, in one transaction: whoever is freed waits for nobody's report."""
    now = max(call.now for call in calls)
    found: dict[int, _Result] = {}
    with signals.at_once():
        backs = [n for n, call in enumerate(calls) if call.taken_back is not None]
        if backs:
            retractions = [(calls[n].party, calls[n].taken_back or "") for n in backs]
            for n, was_there in zip(backs, _retract_together(retractions, now), strict=True):
                found[n] = _Result(was_there=was_there)
        sends = [n for n, call in enumerate(calls) if call.taken_back is None]
        if sends:
            batches = [(calls[n].party, calls[n].sightings) for n in sends]
            for n, receipts in zip(sends, receive_together(batches, now), strict=True):
                found[n] = _Result(receipts)
    return [found[n] for n in range(len(calls))]


_gathering = Gathering(
    _worked_off,
    size=lambda call: max(len(call.sightings), 1),
    side=lambda call: call.party.id,
)
_bulk = OneAtATime()


def _receipts(
    party: Party,
    sightings: Iterable[Sighting],
    reasons: Mapping[tuple[str, str], Message],
    took: Took,
    seen: set[tuple[str, str]],
) -> list[Receipt]:
    receipts = []
    for one in sightings:
        key = party.id, one.event_id
        if key in reasons:
            receipts.append(Receipt(one.event_id, Taken.REFUSED, reason=reasons[key]))
        elif key in took.before or key in seen:
            number = took.before.get(key) or took.taken[key]
            receipts.append(Receipt(one.event_id, Taken.REPEATED, number))
        else:
            receipts.append(Receipt(one.event_id, Taken.ACCEPTED, took.taken[key]))
        seen.add(key)
    return receipts


def retract(party: Party, event_id: str, now: datetime) -> bool:
    """Take a party's signal back, and with it the orders of rules that nothing supports any more.

    It is done together with whatever else is taken back just now. False where the party never sent a
    signal of this number.
    """
    if signals.is_in_transaction():
        return _retract_together([(party, event_id)], now)[0]
    return _gathering.call(_Call(party, now, taken_back=event_id)).was_there


def _retract_together(wanted: Sequence[tuple[Party, str]], now: datetime) -> list[bool]:
    taken_back = signals.retract([(party.id, event) for party, event in wanted], now)
    found = [
        (party, one)
        for (party, _event), one in zip(wanted, taken_back, strict=True)
        if one is not None
    ]
    _share_retractions([(party, one) for party, one in found if one.event is not None], now)
    let_go({one.subject: f"signal of {party.id} retracted" for party, one in found}, now)
    return [one is not None for one in taken_back]


def _share_retractions(found: Sequence[tuple[Party, TakenBack]], now: datetime) -> None:
    """Tell whoever was told of signals that they are taken back, before all else, without their words."""
    following = subjects.next_revisions(one.subject for _party, one in found)
    events = []
    for party, one in found:
        assert one.event is not None
        assert one.seen_at is not None
        type, retracts, first_told_at = one.event
        revision = following[one.subject]
        following[one.subject] += 1
        events.append(
            Event(
                kind=type.kind,
                giver=party.id,
                subject=one.pseudonym,
                revision=revision,
                body={
                    "pseudonym": one.pseudonym,
                    "seen_at": one.seen_at.isoformat(),
                    "others_stand": one.others_stand,
                },
                at=now,
                lane=Lane.RELEASE,
                retracts=retracts,
                first_told_at=first_told_at,
            )
        )
    outbox.publish(events)


def let_go(reasons: Mapping[int, str], now: datetime) -> int:
    """End the orders that rules issued on some subjects and that no rule would issue now; how many.

    ``reasons``: by subject.
    """
    open_ones = [order for order in orders.open_orders(*reasons) if order.rule]
    if not open_ones:
        return 0
    touched = {order.subject for order in open_ones}
    found = still_counting(signals.signals_of(touched, now))
    organisations = {signal.organisation for some in found.values() for signal in some}
    records = judgements.track_records(organisations)
    day = now.astimezone(SEOUL).date()
    weighed, met = {}, {}
    for number, subject in subjects.by_numbers(touched).items():
        support_now = support(found.get(number, ()), records, now, subject.holder)
        rules = rules_on(day, subject.kind)
        weighed[number] = support_now
        met[number] = {rule.name for rule in rules if rule.is_met(support_now)}
    # What decays is for the clock of the order; only a lost ground ends it early.
    return orders.release(
        {
            order.reference: reasons[order.subject]
            for order in open_ones
            if order.rule not in met[order.subject]
            and len(weighed[order.subject].contributions) < order.evidence["organisations"]
        },
        now,
    )


def judge(touched: Mapping[int, SubjectRecord], now: datetime) -> list[Order]:
    """Weigh what is known of some subjects and issue the orders that rules call for."""
    found = still_counting(signals.signals_of(touched, now))
    organisations = {signal.organisation for some in found.values() for signal in some}
    records = judgements.track_records(organisations)
    lets = judgements.lets()
    taken = orders.open_actions(touched)
    day = now.astimezone(SEOUL).date()
    wanted: list[Order] = []
    for id, subject in touched.items():
        weighed = support(found.get(id, ()), records, now, subject.holder)
        if not weighed.contributions:
            continue
        met = [rule for rule in rules_on(day, subject.kind) if rule.is_met(weighed)]
        if weighed.is_spoofed:
            _spare_holder(id, {rule.name for rule in met}, now)
            taken = {pair for pair in taken if pair[0] != id}
        for rule in met:
            stage = judgements.let_of(rule.id, lets).stage_for(rule.id, subject.pseudonym)
            action = action_at(stage, rule.action)
            if action is not None and (id, action) not in taken:
                wanted.append(_order(subject, rule, action, weighed, now))
    return orders.issue(wanted, now) if wanted else []


def _spare_holder(subject: int, met: Collection[str], now: datetime) -> None:
    """Free the holder of a number that turns out to be shown falsely of what rules had ordered before."""
    for order in orders.open_orders(subject):
        if order.rule and order.rule not in met:
            by = f"rule {order.rule}"
            orders.end(order.reference, OrderState.RELEASED, "number shown falsely", by, now)


def _order(
    subject: SubjectRecord, rule: Rule, action: Action, weighed: Support, now: datetime
) -> Order:
    reference = orders.new_reference()
    needs_approval = rule.needs_approval and action is rule.action
    return Order(
        reference=reference,
        subject=subject.id,
        kind=subject.kind,
        pseudonym=subject.pseudonym,
        holder=subject.holder,
        action=action,
        basis=rule.basis,
        evidence={
            "score": round(weighed.score, 4),
            "organisations": weighed.organisations,
            "kinds": sorted(weighed.kinds),
            "reporters": sorted({one.organisation for one in weighed.contributions}),
            "since": weighed.since.isoformat() if weighed.since else None,
        },
        confidence=round(weighed.score * 100),
        requester=f"rule {rule.name}",
        approver="",
        rule=rule.name,
        scope=scope_of(action).text("ko"),
        starts_at=now,
        expires_at=now + timedelta(hours=rule.lasts_hours),
        notice=notice_for(action, reference, rule.basis).text("ko"),
        appeal=appeal_address(reference),
        state=OrderState.PENDING if needs_approval else OrderState.LIVE,
    )


def _share(sent: Sequence[Sent], found: Sequence[SubjectRecord], took: Took, now: datetime) -> None:
    outbox.publish(
        Event(
            kind=one.type.kind,
            giver=party.id,
            subject=subject.pseudonym,
            revision=took.revisions[party.id, one.event_id],
            body=one.body() | {"pseudonym": subject.pseudonym},
            at=now,
        )
        for (party, one), subject in zip(sent, found, strict=True)
    )


def _identifiers(sightings: Iterable[Sighting]) -> set[Identifier]:
    found = {(one.kind, one.identifier) for one in sightings}
    return found | {
        (one.counterpart_kind, one.counterpart) for one in sightings if one.counterpart_kind
    }


def _refusal(
    party: Party, one: Sighting, allowed: Mapping[Identifier, str], now: datetime
) -> Message | None:
    definition = SIGNALS[one.type]
    if party.kind not in definition.senders:
        return _("'{type}' 신호는 이런 기관이 보내는 것이 아닙니다.", type=one.type.words)
    if one.kind not in definition.subjects:
        return _(
            "'{type}' 신호는 {kind:을/를} 가리킬 수 없습니다.",
            type=one.type.words,
            kind=one.kind.words,
        )
    who = allowed.get((one.kind, one.identifier))
    if who is not None:
        return _("'{who}'{who:-은/는} 막지 않기로 한 곳입니다.", who=who)
    if one.seen_at > now + CLOCKS_DIFFER:
        return _("본 때가 아직 오지 않았습니다. 보내는 쪽의 시계를 맞춰 주세요.")
    if one.seen_at < now - OLDEST:
        return _("{days}일보다 오래된 신호는 받지 않습니다.", days=OLDEST.days)
    return None
