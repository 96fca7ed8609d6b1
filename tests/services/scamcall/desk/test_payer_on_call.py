"""Is the payer on a suspicious call now? As far as the operators agreed to tell, and no further."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from ieum.exchange.ledger.rows import LedgerPending
from ieum.exchange.parties import store as parties
from ieum.exchange.parties.values import HUB, Party, PartyKind
from ieum.kernel.errors import NotAllowed
from ieum.services.scamcall import responding
from ieum.services.scamcall.desk import payer_tools
from ieum.services.scamcall.desk.payer_tools import OnCall
from ieum.services.scamcall.due_process import switching
from ieum.services.scamcall.due_process.values import SwitchKind
from ieum.services.scamcall.identifiers import store as subjects
from ieum.services.scamcall.signals.rows import Signal
from ieum.services.scamcall.signals.values import Sighting
from ieum.services.scamcall.vocabulary import SignalType, SubjectKind
from tests.services.scamcall.desk.at_the_desk import offer, person
from tests.services.scamcall.due_process.country import NUMBER, member

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def bank() -> Party:
    return member("han-bank", PartyKind.BANK)


@pytest.fixture
def telecom() -> Party:
    return member("nuri-telecom", PartyKind.TELECOM)


def on_call(party: Party, now: datetime, **given: object) -> None:
    plain = Sighting(
        event_id=f"c{now.timestamp()}",
        type=SignalType.SUSPICIOUS_CALL,
        kind=SubjectKind.PHONE,
        identifier=NUMBER,
        seen_at=now,
        confidence=90,
    )
    responding.receive(party, [replace(plain, **given)], now)  # type: ignore[arg-type]


def ask(party: Party) -> OnCall:
    answer = payer_tools.payer_on_call(NUMBER, "TX-1", person(party))
    assert answer.result is not None
    return answer.result.on_call


def test_a_bank_learns_of_a_suspicious_call_as_the_operator_agreed(
    bank: Party, telecom: Party
) -> None:
    on_call(telecom, timezone.now())
    assert ask(bank) is OnCall.UNKNOWN
    offer(telecom, bank, SignalType.SUSPICIOUS_CALL)
    assert ask(bank) is OnCall.YES
    responding.retract(telecom, f"{subject_event()}", timezone.now())
    assert ask(bank) is OnCall.NO
    member("saet-telecom", PartyKind.TELECOM)
    assert ask(bank) is OnCall.UNKNOWN


def subject_event() -> str:
    return str(Signal.objects.values_list("event_id", flat=True).get())


def test_an_operator_that_was_switched_off_as_a_source_says_nothing_of_payers(
    bank: Party, telecom: Party
) -> None:
    offer(telecom, bank, SignalType.SUSPICIOUS_CALL)
    on_call(telecom, timezone.now())
    hub = parties.party(HUB)
    switching.switch_off(SwitchKind.SOURCE, telecom.id, hub, "account:1", "고장", timezone.now())
    assert ask(bank) is OnCall.UNKNOWN


def test_a_call_of_more_than_two_hours_ago_or_of_an_earlier_holder_says_nothing(
    bank: Party, telecom: Party
) -> None:
    offer(telecom, bank, SignalType.SUSPICIOUS_CALL)
    on_call(telecom, timezone.now() - timedelta(hours=2, minutes=1))
    assert ask(bank) is OnCall.NO
    on_call(telecom, timezone.now())
    assert ask(bank) is OnCall.YES
    subject = subjects.find(SubjectKind.PHONE, NUMBER)
    assert subject is not None
    subjects.pass_on(subject.id, timezone.now())
    assert ask(bank) is OnCall.NO


def test_each_question_is_in_the_ledger_without_the_number(bank: Party) -> None:
    ask(bank)
    (entry,) = (bytes(one.leaf).decode() for one in LedgerPending.objects.all())
    assert '"question.payer_on_call"' in entry
    assert "TX-1" in entry
    assert NUMBER not in entry
    assert NUMBER[1:] not in entry


def test_only_banks_ask_about_payers(telecom: Party) -> None:
    with pytest.raises(NotAllowed):
        ask(telecom)
