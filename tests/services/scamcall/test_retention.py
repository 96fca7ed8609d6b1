"""What may be kept no longer is gone, and the ledger says which it was."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from ieum.exchange.ledger import store as ledger
from ieum.exchange.ledger.entries import commitment
from ieum.exchange.parties import store as parties
from ieum.exchange.parties.values import HUB, PartyKind
from ieum.services.scamcall import responding, retention
from ieum.services.scamcall.due_process import objecting
from ieum.services.scamcall.due_process import store as objections
from ieum.services.scamcall.due_process.papers_store import KEPT_AFTER_DECISION, KEPT_AT_MOST
from ieum.services.scamcall.due_process.rows import ObjectionPaper
from ieum.services.scamcall.due_process.values import Ground, Objection, ObjectionState
from ieum.services.scamcall.identifiers import store as subjects
from ieum.services.scamcall.identifiers.rows import Subject
from ieum.services.scamcall.orders import store as orders
from ieum.services.scamcall.orders.values import Order, OrderState
from ieum.services.scamcall.signals.rows import Signal
from ieum.services.scamcall.signals.values import Sighting
from ieum.services.scamcall.vocabulary import Action, SignalType, SubjectKind
from tests.services.scamcall.due_process.country import (
    ACCOUNT,
    NUMBER,
    let_rules,
    member,
    open_orders,
    signal,
)

pytestmark = pytest.mark.django_db(transaction=True)
YEAR = timedelta(days=365)


def written(kind: str) -> list[dict[str, Any]]:
    """What the ledger holds of a kind."""
    found = [json.loads(entry.leaf) for entry in ledger.take_waiting(1000)]
    return [one["body"] for one in found if one["kind"] == kind]


def proves(body: dict[str, Any], *names: object) -> bool:
    listed = "".join(f"{name}\n" for name in names).encode()
    right = commitment(bytes.fromhex(body["salt"]), listed)
    return body["count"] == len(names) and body["commitment"] == right


def blocked() -> Order:
    """A number that is blocked on the word of two."""
    let_rules("phone-block")
    for id, kind in (("nuri-telecom", PartyKind.TELECOM), ("han-bank", PartyKind.BANK)):
        signal(member(id, kind), f"{id}-1", timezone.now())
    return open_orders()[Action.BLOCK]


def after(days: int) -> datetime:
    return timezone.now() + timedelta(days=days)


def test_signals_whose_time_is_up_are_gone_and_the_ledger_says_which() -> None:
    telecom = member("nuri-telecom", PartyKind.TELECOM)
    for event in ("t1", "t2", "t3"):
        signal(telecom, event, timezone.now())
    now = timezone.now()
    numbers = list(Signal.objects.order_by("id").values_list("id", flat=True))
    Signal.objects.filter(pk__in=numbers[:2]).update(delete_at=now)
    assert retention.delete_signals(now) == 2
    assert list(Signal.objects.values_list("id", flat=True)) == numbers[2:]
    (body,) = written("signals.deleted")
    assert proves(body, *numbers[:2])
    assert retention.delete_signals(now) == 0


def test_an_identifier_goes_with_the_last_signal_that_spoke_of_it_or_named_it_beside() -> None:
    bank, now = member("han-bank", PartyKind.BANK), timezone.now()
    sighting = Sighting(
        event_id="b1",
        type=SignalType.NUMBER_REPORT,
        kind=SubjectKind.PHONE,
        identifier=NUMBER,
        seen_at=now,
        confidence=50,
        counterpart_kind=SubjectKind.ACCOUNT,
        counterpart=ACCOUNT,
    )
    responding.receive(bank, [sighting], now)
    numbers = sorted(Subject.objects.values_list("id", flat=True))
    signal(bank, "b2", now, ACCOUNT)
    Signal.objects.filter(event_id="b1").update(delete_at=now)
    retention.delete_signals(now)
    assert subjects.find(SubjectKind.PHONE, NUMBER) is None
    account = subjects.find(SubjectKind.ACCOUNT, ACCOUNT)
    assert account is not None
    (body,) = written("identifiers.deleted")
    assert proves(body, *(number for number in numbers if number != account.id))
    # The same number is somebody new when it is seen again.
    signal(bank, "b3", now)
    again = subjects.find(SubjectKind.PHONE, NUMBER)
    assert again is not None
    assert subjects.identifier(again.id) == NUMBER


def test_the_subject_of_an_order_in_force_stays_and_that_of_a_past_one_cannot_be_linked() -> None:
    order = blocked()
    Signal.objects.all().update(delete_at=timezone.now())
    retention.delete_signals(timezone.now())
    assert subjects.identifier(order.subject) == NUMBER
    orders.end(order.reference, OrderState.RELEASED, "test", "account:1", timezone.now())
    retention.delete_signals(after(364))
    assert subjects.identifier(order.subject) == NUMBER
    retention.delete_signals(after(366))
    row = Subject.objects.get(pk=order.subject)
    assert bytes(row.sealed) == b""
    assert row.pseudonym != order.pseudonym
    assert subjects.find(SubjectKind.PHONE, NUMBER) is None
    past = orders.find(order.reference)
    assert past is not None
    assert past.state is OrderState.RELEASED
    # Another epoch has no identifier to make a pseudonym of, and leaves it alone.
    subjects.begin_epoch(timezone.now())
    assert subjects.renew() == 0
    retention.delete_signals(after(367))
    assert Subject.objects.get(pk=order.subject).pseudonym == row.pseudonym


def objected(order: Order) -> Objection:
    now = timezone.now()
    found = objecting.file(order, Ground.OTHER, "제 번호입니다.", "우편", "살구꽃", now)
    for content in (b"%PDF- one", b"%PDF- two"):
        objections.add_paper(found.reference, "application/pdf", content, now)
    return found


def test_papers_and_words_of_an_objection_go_when_nobody_can_contest_the_decision() -> None:
    objection = objected(blocked())
    objecting.decide(
        objection,
        parties.party(HUB),
        ObjectionState.UPHELD,
        "본인 확인",
        "account:1",
        timezone.now(),
    )
    papers = list(ObjectionPaper.objects.order_by("id").values_list("id", flat=True))
    before = timezone.now() + KEPT_AFTER_DECISION - timedelta(hours=1)
    assert retention.delete_papers(before) == 0
    assert objections.words_of(objection.reference) == ("제 번호입니다.", "우편")
    later = before + timedelta(hours=2)
    assert retention.delete_papers(later) == 1
    assert objections.papers(objection.reference) == []
    assert objections.words_of(objection.reference) == ("", "")
    assert objections.by_reference(objection.reference).reason == "본인 확인"
    entries = [json.loads(entry.leaf) for entry in ledger.take_waiting(1000)]
    bodies = {one["kind"]: one["body"] for one in entries}
    assert proves(bodies["objection-papers.deleted"], *papers)
    assert proves(bodies["objection-words.deleted"], objection.reference)
    assert retention.delete_papers(later) == 0


def test_papers_of_an_objection_that_waits_stay_for_five_years_at_most() -> None:
    objection = objected(blocked())
    assert retention.delete_papers(timezone.now() + 4 * YEAR) == 0
    assert len(objections.papers(objection.reference)) == 2
    assert retention.delete_papers(timezone.now() + KEPT_AT_MOST + timedelta(hours=1)) == 1
    assert objections.papers(objection.reference) == []
