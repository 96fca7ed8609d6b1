"""The simulated country meets the hub: its signals are sent, and what the hub does is lived with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from ieum.exchange.events import store as outbox
from ieum.exchange.parties import store as parties
from ieum.exchange.parties.values import HUB, Party
from ieum.kernel.messages import _
from ieum.services.scamcall import responding, upkeep
from ieum.services.scamcall.clock import another_clock
from ieum.services.scamcall.desk import acting
from ieum.services.scamcall.desk.second_person import to_decide
from ieum.services.scamcall.due_process import objecting
from ieum.services.scamcall.due_process.store import subscribers
from ieum.services.scamcall.due_process.values import Ground, Objection, ObjectionState
from ieum.services.scamcall.identifiers import store as subjects
from ieum.services.scamcall.identifiers.store import SubjectRecord
from ieum.services.scamcall.orders import store as orders
from ieum.services.scamcall.orders.values import Order, OrderState
from ieum.services.scamcall.signals.values import Sighting, Taken
from ieum.services.scamcall.simulation import store
from ieum.services.scamcall.simulation.gangs import Gang
from ieum.services.scamcall.simulation.innocents import let_be_spoken_of
from ieum.services.scamcall.simulation.story import DAY, Seen, Story
from ieum.services.scamcall.simulation.truth import BINDING, Innocence, Truth
from ieum.services.scamcall.vocabulary import Action, SubjectKind

GANGS = 12
#: How often whoever approves a freeze, and whoever decides an objection, judges rightly.
APPROVES_RIGHTLY, DECIDES_RIGHTLY = 0.92, 0.95
#: How many of the innocent who are bound object, and of the guilty.
INNOCENT_OBJECT, GUILTY_OBJECT = 0.8, 0.03
#: What a false claimant had paid in, which stays frozen.
CLAIMED_WON = 1_000_000
#: Minutes between looks for orders whose time is up.
EXPIRE_EVERY = 30.0
_GROUNDS = {
    Innocence.SPOOFED: Ground.SPOOFED,
    Innocence.RECYCLED: Ground.NEW_HOLDER,
}
#: Whose officers approve freezes in the country: the first that may.
APPROVERS = ("sample-police", "sample-watchdog", "sample-internet", HUB)
#: Which telecom says that numbers went to somebody new.
TELLS = "sample-telecom-1"


def new_story(seed: int, begins: float = 0.0) -> Story:
    """A country with its gangs and its innocents at work."""
    story = Story(seed, begins)
    for _number in range(GANGS):
        Gang(story)
    let_be_spoken_of(story)
    return story


class Run:
    """One run of a story against the hub.

    ``moment``: the time that the hub is told for a minute of the story.
    """

    def __init__(
        self, story: Story, members: Mapping[str, Party], moment: Callable[[float], datetime]
    ) -> None:
        self.story = story
        self.members = members
        self.moment = moment
        self.numbers = 0
        self.cursor = outbox.newest()
        self.prefix = f"{story.chance.randrange(16**8):08x}"
        self._known: dict[str, SubjectRecord] = {}
        self._names: dict[str, str] = {}
        self._waiting: set[str] = set()
        self._stopped: set[str] = set()
        self._expired = story.minute
        self._rules = -1

    @property
    def truth(self) -> Truth:
        """What is true, and what was done so far."""
        return self.story.truth

    def go_on(self, minute: float) -> None:
        """Live up to a minute of the story, and let the hub hear and do what follows from it."""
        now = self.moment(minute)
        with another_clock(lambda: now):
            seen = self.story.live_until(minute)
            self._pass_on(now)
            if seen:
                self._send(seen, now)
            if minute - self._expired >= EXPIRE_EVERY:
                self._expired = minute
                upkeep.expire(now)
                self._look_at_rules(now)
            self._hear()

    def _look_at_rules(self, now: datetime) -> None:
        """Let an operator look into a rule that stopped by itself, and let it act again a day later."""
        self._rules = upkeep.follow_rules(self._rules, now)
        for rule in store.stopped_rules() - self._stopped:
            self._stopped.add(rule)
            self.truth.stops += 1

            def let(rule: str = rule) -> None:
                self._stopped.discard(rule)
                store.let_fully(rule)

            self.story.later(DAY, let)

    def _send(self, seen: list[Seen], now: datetime) -> None:
        by_sender: dict[str, list[Sighting]] = defaultdict(list)
        for one in seen:
            self.numbers += 1
            by_sender[one.sender].append(self._sighting(one, now))
        batches = [(self.members[sender], some) for sender, some in sorted(by_sender.items())]
        for receipts in responding.receive_together(batches, now):
            for receipt in receipts:
                self.truth.signals[str(receipt.taken)] += 1
                assert receipt.taken is not Taken.REPEATED
        for identifier, kind in dict.fromkeys((one.identifier, one.kind) for one in seen):
            self._look_at(kind, identifier)

    def _sighting(self, one: Seen, now: datetime) -> Sighting:
        return Sighting(
            event_id=f"{self.prefix}-{self.numbers}",
            type=one.type,
            kind=one.kind,
            identifier=one.identifier,
            seen_at=min(self.moment(one.seen), now),
            confidence=one.confidence,
            manoeuvre=one.manoeuvre,
            caller_id=one.caller_id,
            counterpart_kind=one.counterpart_kind,
            counterpart=one.counterpart,
            amount_won=one.amount_won,
        )

    def _look_at(self, kind: SubjectKind, identifier: str) -> None:
        """Know the subject by its pseudonym, and put what waits for approval on somebody's desk."""
        if identifier not in self._known:
            found = subjects.find(kind, identifier)
            if found is None:
                return  # It was refused: an official number.
            self._known[identifier] = found
            self._names[found.pseudonym] = identifier
        if kind is not SubjectKind.ACCOUNT:
            return
        for order in orders.open_orders(self._known[identifier].id):
            if order.state is OrderState.PENDING and order.reference not in self._waiting:
                self._waiting.add(order.reference)
                self.story.later(
                    self.story.chance.uniform(3, 30),
                    partial(self._approve, order, identifier),
                )

    def _approve(self, order: Order, identifier: str) -> None:
        """Let an officer look at an order that waits, and judge it rightly mostly."""
        now = self.moment(self.story.minute)
        is_fraud = self.truth.innocence(identifier) is None
        is_right = self.story.chance.random() < APPROVES_RIGHTLY
        offices = [parties.party(id) for id in APPROVERS]
        office = next((one for one in offices if to_decide([order], one, now)), None)
        waiting = orders.find(order.reference)
        if office is None or waiting is None or waiting.state is not OrderState.PENDING:
            return
        if is_fraud is is_right:
            acting.approve(waiting, office, "officer", now)
        else:
            acting.turn_down(waiting, office, "officer", "-", now)

    def _hear(self) -> None:
        """Read what the hub told its subscribers, as one of them."""
        events, self.cursor = outbox.read_after(self.cursor, 10_000)
        for event in events:
            identifier = self._names.get(event.subject)
            if event.kind != orders.KIND or identifier is None:
                continue
            if event.body["state"] == OrderState.LIVE and event.body["kept_won"] is None:
                self._bound(identifier, str(event.body["reference"]))

    def _bound(self, identifier: str, reference: str) -> None:
        order = orders.find(reference)
        assert order is not None
        rule = order.rule.partition("@")[0]
        self.truth.see_order(identifier, order.action, rule, self.story.minute)
        watcher = self.story.watchers.get(identifier)
        if watcher is not None and self.truth.fraud(identifier) is not None:
            watcher(identifier, order.action)
        if order.action in BINDING:
            self._may_object(identifier, reference)

    def _may_object(self, identifier: str, reference: str) -> None:
        chance = self.story.chance
        innocence = self.truth.innocence(identifier)
        share = GUILTY_OBJECT if innocence is None else INNOCENT_OBJECT
        if chance.random() < share:
            self.story.later(chance.uniform(1, 12) * 60, lambda: self._object(reference, innocence))

    def _object(self, reference: str, innocence: Innocence | None) -> None:
        order = orders.find(reference)
        assert order is not None
        if order.state is not OrderState.LIVE:
            return
        ground = Ground.OTHER
        if order.action is Action.FREEZE:
            is_claim = innocence is Innocence.CLAIM
            ground = Ground.NOT_FOR_FRAUD if is_claim else Ground.NOT_USED
        elif innocence in _GROUNDS and order.kind is SubjectKind.PHONE:
            ground = _GROUNDS[innocence]
        now = self.moment(self.story.minute)
        objection = objecting.file(
            order, ground, _("견본 이의입니다.").text("ko"), "", f"견본 {reference}", now
        )
        self.truth.objections["filed"] += 1
        began = self.story.minute
        self.story.later(
            self.story.chance.uniform(2, 36) * 60,
            lambda: self._decide(objection, innocence, began),
        )

    def _decide(self, objection: Objection, innocence: Innocence | None, began: float) -> None:
        """Let the hub's official decide, rightly mostly, and all subscribers confirm what is freed."""
        order = orders.find(objection.order.reference)
        assert order is not None
        if order.state is not OrderState.LIVE:
            self.truth.objections["overtaken"] += 1
            return
        now = self.moment(self.story.minute)
        is_right = self.story.chance.random() < DECIDES_RIGHTLY
        outcome, kept = ObjectionState.REJECTED, None
        if (innocence is not None) is is_right:
            partly = objection.ground is Ground.NOT_FOR_FRAUD
            outcome = ObjectionState.PARTLY if partly else ObjectionState.UPHELD
            kept = CLAIMED_WON if partly else None
        objecting.decide(
            objection,
            parties.party(HUB),
            outcome,
            _("견본 결정입니다.").text("ko"),
            "sample official",
            now,
            kept_won=kept,
            material_suffices=outcome is not ObjectionState.REJECTED,
        )
        self.truth.objections[str(outcome)] += 1
        if outcome is not ObjectionState.REJECTED:
            self.truth.released_after.append(self.story.minute - began)
            freed = orders.find(order.reference)
            assert freed is not None
            for taker in subscribers(now):
                outbox.confirm(orders.KIND, freed.pseudonym, freed.revision, taker)

    def _pass_on(self, now: datetime) -> None:
        """Let telecoms give numbers to others; those who are not told find it out by what is bound."""
        passed, self.story.passed_on = self.story.passed_on, []
        for identifier, is_told in passed:
            known = self._known.get(identifier)
            if known is None:
                continue
            if is_told:
                holder = subjects.by_numbers([known.id])[known.id].holder
                objecting.pass_on(known.id, holder, TELLS, "sample telecom", now)
                continue
            for order in orders.open_orders(known.id):
                self._bound(identifier, order.reference)
