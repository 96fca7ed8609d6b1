"""A hub in which many subjects live through random histories side by side.

What happens to them comes from outside, as a party's signals, an officer's freezes and a holder's
objections do; what the hub made of it is handed to the judge.
"""

from __future__ import annotations

import json
import random
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from benchmarks.judges.histories import OPEN, History, Said, faults

ROUNDS = 12
START = datetime(2026, 11, 20, tzinfo=UTC)
WAITS = [timedelta(minutes=1), timedelta(hours=2), timedelta(hours=9), timedelta(days=1)]
#: Party, its kind, its group, whether it is on trial.
PARTIES = [
    ("nuri-telecom", "telecom", "", False),
    ("nara-telecom", "telecom", "", False),
    ("han-bank", "bank", "", False),
    ("one-card", "bank", "one-group", False),
    ("one-securities", "bank", "one-group", False),
    ("city-police", "police", "", False),
    ("far-bank", "bank", "", True),
]
RULES = ("phone-alert", "phone-block", "path-block", "account-alert", "account-freeze")
STEPS = {"report": 50, "spoofed": 6, "retract": 6, "object": 10, "decide": 12, "pass_on": 2}
STEPS |= {"freeze": 4, "nothing": 10}


@dataclass
class Life:
    """One subject and what has happened to it."""

    identifier: str
    history: History = field(default_factory=History)
    sent: list[tuple[str, str, Said]] = field(default_factory=list)
    events: int = 0
    #: The number of the subject once it was signalled.
    subject: int | None = None
    #: References of its orders that were open when last looked at, and of objections not decided.
    open: list[str] = field(default_factory=list)
    objections: list[str] = field(default_factory=list)

    @property
    def is_account(self) -> bool:
        return ":" in self.identifier


class Country:
    """A hub with its parties, and many subjects whose histories go on side by side."""

    def __init__(self, chance: random.Random) -> None:
        from ieum.exchange.parties import store as parties
        from ieum.exchange.parties.values import HUB, PartyKind, PartyState

        self.chance = chance
        self.now = START
        self.counted: Counter[str] = Counter()
        self.wrong: list[str] = []
        for id, kind, group, is_trial in PARTIES:
            state = PartyState.TRIAL if is_trial else PartyState.LIVE
            parties.add_party(id, f"{id} 기관", PartyKind(kind), group=group, state=state)
        self.parties = {id: parties.party(id) for id, *_rest in PARTIES}
        self.hub = parties.party(HUB)

    def generation(self, size: int) -> None:
        """A number of histories from their beginning to their end."""
        clear()
        self.now += timedelta(days=40)
        lives = [self._born(number) for number in range(size)]
        for _round in range(ROUNDS):
            self._round(lives)
        self._end(lives)
        self.counted["histories"] += size

    def _born(self, number: int) -> Life:
        if self.chance.random() < 0.4:
            return Life(f"999:{number:012}")
        return Life(f"+1202555{number:04}")

    def _round(self, lives: list[Life]) -> None:
        from django.db import transaction

        from ieum.services.scamcall.judgement import store as judgements
        from ieum.services.scamcall.judgement.rules import Let, Stage
        from ieum.services.scamcall.orders import store as orders

        with transaction.atomic():
            self.now += self.chance.choice(WAITS)
            while orders.expire(self.now):
                pass
            # Whoever runs the hub lets the rules again that objections have stopped.
            for rule in RULES:
                if judgements.lets().get(rule, Let(Stage.OFF)).stage is not Stage.FULL:
                    judgements.let(rule, Let(Stage.FULL), "account:1", "benchmark")
            steps = self.chance.choices(list(STEPS), list(STEPS.values()), k=len(lives))
            self.signal(lives, steps)
            self.now += timedelta(seconds=1)
            for one, step in zip(lives, steps, strict=True):
                if step in ("retract", "object", "decide", "pass_on", "freeze"):
                    getattr(self, step)(one)
            self.kill()
        self.judge(lives)

    def signal(self, lives: list[Life], steps: list[str]) -> None:
        """Parties signal those subjects whose step it is."""
        from ieum.services.scamcall import responding
        from ieum.services.scamcall.identifiers import store as subjects
        from ieum.services.scamcall.signals.values import Sighting
        from ieum.services.scamcall.vocabulary import CallerId, SignalType, SubjectKind

        sent: dict[str, list[Sighting]] = defaultdict(list)
        for one, step in zip(lives, steps, strict=True):
            if step not in ("report", "spoofed"):
                continue
            money = [id for id, kind, *_rest in PARTIES if kind in ("bank", "police")]
            party = self.chance.choice(money if one.is_account else [id for id, *_ in PARTIES])
            one.events += 1
            event = f"{one.identifier.replace('+', '')}.{one.events}"
            spoofed = step == "spoofed" and not one.is_account
            sent[party].append(
                Sighting(
                    event_id=event,
                    type=SignalType.COLLECTION_ACCOUNT
                    if one.is_account
                    else SignalType.NUMBER_REPORT,
                    kind=SubjectKind.ACCOUNT if one.is_account else SubjectKind.PHONE,
                    identifier=one.identifier,
                    seen_at=self.now,
                    confidence=self.chance.choice([60, 80, 100]),
                    caller_id=CallerId.SPOOFED if spoofed else CallerId.UNVERIFIED,
                )
            )
            by = self.parties[party]
            said = Said(
                by.independent, str(by.kind), by.is_live, spoofed, one.history.holder, self.now
            )
            one.history.said.append(said)
            one.sent.append((party, event, said))
            self.counted["signals"] += 1
        for party, sightings in sent.items():
            responding.receive(self.parties[party], sightings, self.now)
        for one, step in zip(lives, steps, strict=True):
            if step in ("report", "spoofed") and one.subject is None:
                kind = SubjectKind.ACCOUNT if one.is_account else SubjectKind.PHONE
                known = subjects.find(kind, one.identifier)
                one.subject = known.id if known else None

    def retract(self, life: Life) -> None:
        """A party takes one of its signals back."""
        from ieum.services.scamcall import responding

        if life.sent:
            party, event, said = self.chance.choice(life.sent)
            said.retracted_at = said.retracted_at or self.now
            responding.retract(self.parties[party], event, self.now)
            self.counted["retractions"] += 1

    def object(self, life: Life) -> None:
        """Somebody objects to an order that is open."""
        from ieum.services.scamcall.due_process import objecting
        from ieum.services.scamcall.due_process.values import Ground, fits
        from ieum.services.scamcall.orders import store as orders

        order = orders.find(self.chance.choice(life.open)) if life.open else None
        if order is None or len(life.objections) > 2:
            return
        grounds = [one for one in Ground if fits(one, order.kind)]
        filed = objecting.file(order, self.chance.choice(grounds), "", "", "secret word", self.now)
        life.objections.append(filed.reference)
        self.counted["objections"] += 1

    def decide(self, life: Life) -> None:
        """A person decides the oldest objection to an order."""
        from ieum.exchange.parties.values import HUB
        from ieum.kernel.errors import IeumError
        from ieum.services.scamcall.due_process import objecting, store
        from ieum.services.scamcall.due_process.values import Ground, ObjectionState

        if not life.objections:
            return
        objection = store.by_reference(life.objections[0])
        if objection.decided_at is not None:
            # Decided together with another against the same order.
            del life.objections[0]
            return
        outcome = self.chance.choice(
            [ObjectionState.UPHELD, ObjectionState.PARTLY, ObjectionState.REJECTED]
        )
        party = self.hub if objection.party == HUB else self.parties[objection.party]
        try:
            objecting.decide(
                objection,
                party,
                outcome,
                "까닭",
                "account:1",
                self.now,
                kept_won=10_000 if outcome is ObjectionState.PARTLY else None,
                material_suffices=self.chance.random() < 0.7,
            )
        except IeumError:
            # What the law does not let be decided so must have changed nothing; the judge sees.
            self.counted["refused decisions"] += 1
            return
        del life.objections[0]
        self.counted[f"decisions {outcome}"] += 1
        if outcome is ObjectionState.REJECTED:
            return
        holder = objection.order.holder
        is_whole = outcome is ObjectionState.UPHELD
        life.history.free(self.now, holder, is_whole)
        if is_whole and objection.ground is Ground.NEW_HOLDER and life.history.holder == holder:
            life.history.holder += 1

    def pass_on(self, life: Life) -> None:
        """The number or account goes to somebody new."""
        from ieum.services.scamcall.due_process import objecting

        if life.subject is not None:
            holder = life.history.holder
            objecting.pass_on(life.subject, holder, "hub", "account:1", self.now)
            life.history.holder += 1
            self.counted["new holders"] += 1

    def freeze(self, life: Life) -> None:
        """A bank's officer freezes an account, and an investigator approves it."""
        from ieum.services.scamcall.orders import store as orders
        from ieum.services.scamcall.orders.values import OrderState
        from ieum.services.scamcall.vocabulary import Action

        if not life.is_account or life.subject is None:
            return
        found = orders.open_orders(life.subject)
        if not found or any(one.action is Action.FREEZE for one in found):
            return
        orders.issue(
            [
                replace(
                    found[0],
                    reference=orders.new_reference(),
                    action=Action.FREEZE,
                    rule="",
                    requester="han-bank account:7",
                    approver="city-police account:8",
                    state=OrderState.LIVE,
                    holder=life.history.holder,
                    starts_at=self.now,
                    expires_at=self.now + timedelta(days=30),
                )
            ],
            self.now,
        )
        self.counted["freezes by officers"] += 1

    def kill(self) -> None:
        """Now and then something is switched off, and on again at once."""
        from ieum.services.scamcall.due_process import switching
        from ieum.services.scamcall.due_process.values import SwitchKind

        if self.chance.random() > 0.02:
            return
        kind, target = self.chance.choice(
            [
                (SwitchKind.RULE, "phone-block"),
                (SwitchKind.SOURCE, "one-card"),
                (SwitchKind.ALL, ""),
            ]
        )
        switching.switch_off(kind, target, self.hub, "account:1", "benchmark", self.now)
        switching.switch_on(kind, target, self.hub, "account:1", "benchmark", self.now)
        self.counted["kill switches"] += 1

    def judge(self, lives: list[Life]) -> None:
        """Hold every order on the subjects against what has happened to them."""
        found = orders_by_subject()
        for one in lives:
            if one.subject is None:
                continue
            some = found.get(one.subject, [])
            one.open = [order["reference"] for order in some if order["state"] in OPEN]
            wrong = faults(one.history, some, self.now)
            self.wrong += [f"{one.identifier}: {fault}" for fault in wrong]

    def _end(self, lives: list[Life]) -> None:
        """All orders were told and written down, releases ahead of all else."""
        every = [order for some in orders_by_subject().values() for order in some]
        self.counted["orders"] += len(every)
        self.wrong += untold(every)


def orders_by_subject() -> dict[int, list[dict[str, Any]]]:
    """Every order as it is kept, by the number of what it is on."""
    from ieum.services.scamcall.models import Order

    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for order in Order.objects.order_by("id").values():
        found[order["subject_id"]].append(order)
    return found


def untold(orders: list[dict[str, Any]]) -> list[str]:
    """Orders in force or ended that subscribers or the ledger never heard of."""
    from ieum.exchange.models import ExchangeEvent, LedgerPending

    told: dict[tuple[str, str], set[int]] = defaultdict(set)
    for lane, body in ExchangeEvent.objects.filter(kind="scamcall.order").values_list(
        "lane", "body"
    ):
        values = json.loads(bytes(body))
        told[values["reference"], values["state"]].add(lane)
    written = {
        (entry["body"]["order"], entry["kind"])
        for entry in map(
            json.loads, map(bytes, LedgerPending.objects.values_list("leaf", flat=True))
        )
        if entry["kind"].startswith("order.")
    }
    found = []
    for order in orders:
        reference, state = order["reference"], order["state"]
        if (reference, "order.issued") not in written:
            found.append(f"{reference} was issued and not written down")
        if state in ("released", "expired"):
            if told[reference, state] != {0}:
                found.append(f"{reference} was {state} and not told ahead of all else")
            if (reference, f"order.{state}") not in written:
                found.append(f"{reference} was {state} and not written down")
        elif state == "live" and not told[reference, "live"]:
            found.append(f"{reference} is in force and was not told")
    return found


def clear() -> None:
    """Forget the subjects of before, and how right each party was with them."""
    from ieum.exchange.models import ExchangeEvent, LedgerPending
    from ieum.services.scamcall.models import RuleLet, Subject, Switch, TrackRecordRow

    for rows in (Subject, ExchangeEvent, LedgerPending, RuleLet, Switch, TrackRecordRow):
        rows.objects.all().delete()
