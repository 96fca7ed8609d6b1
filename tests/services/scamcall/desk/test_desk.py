"""The desk at night and by day: what is seen, frozen, approved, handed over and asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from ieum.exchange.agreements import store as agreements
from ieum.exchange.agreements.values import Purpose
from ieum.exchange.ledger.rows import LedgerPending
from ieum.exchange.parties import store as parties
from ieum.exchange.parties.values import HUB, Party, PartyKind, PartyState
from ieum.kernel.context import SEOUL, Caller, Context
from ieum.kernel.errors import NotAllowed, WrongArgument
from ieum.services.scamcall import responding
from ieum.services.scamcall.clock import another_clock
from ieum.services.scamcall.desk import (
    board_tools,
    case_tools,
    order_tools,
    payer_tools,
    shift_tools,
)
from ieum.services.scamcall.desk.acting import FreezeGround
from ieum.services.scamcall.desk.order_tools import OrderNow, Verdict
from ieum.services.scamcall.desk.payer_tools import OnCall
from ieum.services.scamcall.desk.rows import ShiftNote
from ieum.services.scamcall.due_process import switching
from ieum.services.scamcall.due_process.values import SwitchKind
from ieum.services.scamcall.identifiers import store as subjects
from ieum.services.scamcall.orders import store as orders
from ieum.services.scamcall.orders.values import Order, OrderState
from ieum.services.scamcall.signals.values import Sighting
from ieum.services.scamcall.vocabulary import SignalType, SubjectKind
from tests.services.scamcall.due_process.country import (
    ACCOUNT,
    NUMBER,
    let_rules,
    member,
    open_orders,
    signal,
)

pytestmark = pytest.mark.django_db(transaction=True)
NEXT = "999:0000001"
LAST = "999:0000002"


@pytest.fixture
def bank() -> Party:
    return member("han-bank", PartyKind.BANK)


@pytest.fixture
def telecom() -> Party:
    return member("nuri-telecom", PartyKind.TELECOM)


def person(party: Party, number: int = 7) -> Context:
    """An account that works at a party's desk."""
    scopes = frozenset({"*:receive", "*:decide", "*:approve", "*:ask"})
    return Context(caller=Caller(id=number, name="직원", party=party.id, scopes=scopes))


def program(party: Party) -> Context:
    return Context(caller=Caller(key=1, party=party.id, scopes=frozenset({"scamcall:decide"})))


@contextmanager
def hour(number: int) -> Iterator[datetime]:
    """The next such hour of the day in Korea, as the service's clock has it."""
    here = timezone.now().astimezone(SEOUL)
    then = here.replace(hour=number, minute=0, second=0, microsecond=0)
    moment = then if then > here else then + timedelta(days=1)
    with another_clock(lambda: moment):
        yield moment


def freeze(context: Context, hours: int = 24) -> OrderNow:
    answer = order_tools.freeze_account(ACCOUNT, FreezeGround.VICTIM, "FDS-1", context, hours)
    assert answer.result is not None
    return answer.result


def order(reference: str) -> Order:
    found = orders.find(reference)
    assert found is not None
    return found


def offer(giver: Party, taker: Party, type: SignalType, *fields: str) -> None:
    now = timezone.now()
    made = agreements.make_offer(
        giver.id,
        type.kind,
        Purpose.PREVENTION,
        ["type", *fields],
        starts_at=now - timedelta(hours=1),
        ends_at=now + timedelta(days=30),
        retention_days=30,
        basis="통신사기피해환급법 제13조의4",
    )
    agreements.accept(made.id, taker.id)


def transfer(party: Party, event: str, source: str, target: str, won: int) -> None:
    responding.receive(
        party,
        [
            Sighting(
                event_id=event,
                type=SignalType.COLLECTION_ACCOUNT,
                kind=SubjectKind.ACCOUNT,
                identifier=source,
                seen_at=timezone.now(),
                confidence=90,
                counterpart_kind=SubjectKind.ACCOUNT,
                counterpart=target,
                amount_won=won,
            )
        ],
        timezone.now(),
    )


def test_at_night_one_officer_freezes_at_once_and_it_lapses_in_the_morning(bank: Party) -> None:
    with hour(2) as now:
        made = order(freeze(person(bank)).order)
        assert made.state is OrderState.LIVE
        assert made.expires_at.astimezone(SEOUL).hour == 10
        assert made.basis
        assert made.notice
        assert made.appeal
        assert made.evidence["case"] == "FDS-1"
        orders.expire(now + timedelta(hours=7, minutes=59))
        assert order(made.reference).state is OrderState.LIVE
        orders.expire(now + timedelta(hours=8))
    assert order(made.reference).state is OrderState.EXPIRED


def test_a_second_person_in_the_morning_lets_the_freeze_last_as_long_as_was_asked(
    bank: Party,
) -> None:
    with hour(2) as now:
        made = freeze(person(bank, 7), hours=72)
    with another_clock(lambda: now + timedelta(hours=7)):
        order_tools.decide_order(made.order, Verdict.APPROVE, person(bank, 8))
    approved = order(made.order)
    assert approved.approver == "han-bank account:8"
    assert approved.expires_at == approved.starts_at + timedelta(hours=72)


def test_by_day_a_freeze_binds_nobody_before_a_second_person_approves(bank: Party) -> None:
    with hour(14) as now:
        made = freeze(person(bank, 7))
        assert order(made.order).state is OrderState.PENDING
        queue = order_tools.approval_queue(person(bank, 8)).result
        assert queue is not None
        assert [row[0] for row in queue.waiting.rows] == [made.order]
        order_tools.decide_order(made.order, Verdict.APPROVE, person(bank, 8))
    approved = order(made.order)
    assert approved.state is OrderState.LIVE
    assert (approved.starts_at, approved.expires_at) == (now, now + timedelta(hours=24))


@pytest.mark.parametrize("verdict", list(Verdict))
@pytest.mark.parametrize("at", [2, 14])
def test_nobody_decides_on_their_own_request(bank: Party, verdict: Verdict, at: int) -> None:
    with hour(at):
        made = freeze(person(bank, 7))
        with pytest.raises(NotAllowed):
            order_tools.decide_order(made.order, verdict, person(bank, 7))
        assert order(made.order).approver == ""


def test_another_party_neither_sees_nor_approves_nor_releases_a_request(bank: Party) -> None:
    other = member("du-bank", PartyKind.BANK)
    with hour(2):
        made = freeze(person(bank))
        queue = order_tools.approval_queue(person(other)).result
        assert queue is not None
        assert queue.waiting.rows == []
        assert order_tools.decide_order(made.order, Verdict.APPROVE, person(other)).refusal
        with pytest.raises(NotAllowed):
            order_tools.release_order(made.order, "까닭", person(other))


def test_what_is_turned_down_ends_at_once(bank: Party) -> None:
    with hour(2):
        made = freeze(person(bank, 7))
        order_tools.decide_order(made.order, Verdict.TURN_DOWN, person(bank, 8), "근거 부족")
    assert order(made.order).state is OrderState.RELEASED


def test_what_was_approved_waits_no_more(bank: Party) -> None:
    with hour(14):
        made = freeze(person(bank, 7))
        order_tools.decide_order(made.order, Verdict.APPROVE, person(bank, 8))
        with pytest.raises(NotAllowed):
            order_tools.decide_order(made.order, Verdict.TURN_DOWN, person(bank, 9))


def test_what_has_lapsed_is_not_approved_any_more(bank: Party) -> None:
    with hour(2) as now:
        made = freeze(person(bank, 7))
    with another_clock(lambda: now + timedelta(hours=9)), pytest.raises(NotAllowed):
        order_tools.decide_order(made.order, Verdict.APPROVE, person(bank, 8))


def test_a_freeze_of_a_rule_is_approved_by_a_person_of_a_member(
    bank: Party, telecom: Party
) -> None:
    let_rules()
    signal(bank, "b", timezone.now(), ACCOUNT)
    signal(member("city-police", PartyKind.POLICE), "p", timezone.now(), ACCOUNT)
    (pending,) = (one for one in open_orders(ACCOUNT).values() if one.state is OrderState.PENDING)
    assert order_tools.decide_order(pending.reference, Verdict.APPROVE, person(telecom)).refusal
    order_tools.decide_order(pending.reference, Verdict.APPROVE, person(bank))
    assert order(pending.reference).state is OrderState.LIVE


def test_programs_and_parties_on_trial_freeze_nothing(bank: Party) -> None:
    trial = parties.add_party("new-bank", "새 은행", PartyKind.BANK, state=PartyState.TRIAL)
    for context in (program(bank), person(trial), person(member("a-shop", PartyKind.PLATFORM))):
        with pytest.raises(NotAllowed):
            freeze(context)
    assert open_orders(ACCOUNT) == {}


def test_a_bank_freezes_only_accounts_that_it_holds() -> None:
    other = member("du-bank", PartyKind.BANK, codes=("997", "998"))
    with hour(2), pytest.raises(WrongArgument) as error:
        freeze(person(other))
    message = str(error.value.faults[0].message.text("en"))
    assert "999" in message
    assert "997, 998" in message
    assert ACCOUNT.partition(":")[2] not in message
    assert open_orders(ACCOUNT) == {}
    parties.set_institution_codes("du-bank", ["998", "999"])
    with hour(2):
        assert order(freeze(person(other)).order).state is OrderState.LIVE


def test_a_bank_without_a_registered_code_freezes_nothing() -> None:
    with hour(2), pytest.raises(NotAllowed, match="institution code"):
        freeze(person(member("du-bank", PartyKind.BANK, codes=())))


def test_investigators_ask_for_a_freeze_whichever_bank_holds_the_account() -> None:
    with hour(2):
        made = freeze(person(member("city-police", PartyKind.POLICE)))
    assert order(made.order).state is OrderState.LIVE


def test_an_account_is_frozen_once_and_who_asks_again_is_told_of_that_freeze(bank: Party) -> None:
    with hour(2):
        made = freeze(person(bank, 7), hours=24)
        again = order_tools.freeze_account(
            ACCOUNT, FreezeGround.VICTIM, "FDS-2", person(bank, 8), 48
        )
    assert again.result is not None
    assert again.result.order == made.order
    assert again.notes
    assert order(made.order).evidence["asked_hours"] == 24


def test_own_freezes_are_released_with_a_reason(bank: Party) -> None:
    with hour(2):
        made = freeze(person(bank, 7))
        order_tools.release_order(made.order, "피해가 아님을 확인", person(bank, 9))
    assert order(made.order).state is OrderState.RELEASED


def test_the_board_shows_what_was_agreed_and_no_number_of_others(
    bank: Party, telecom: Party
) -> None:
    signal(telecom, "t", timezone.now())
    assert board(bank) == []
    offer(telecom, bank, SignalType.NUMBER_REPORT)
    (row,) = board(bank)
    assert row[0] == row[1]
    assert NUMBER not in str(row)
    (own,) = board(telecom)
    assert own[1] == NUMBER
    assert len(board(parties.party(HUB))) == 1


def board(party: Party) -> list[list[object]]:
    answer = board_tools.board(person(party))
    assert answer.result is not None
    return [list(row) for row in answer.result.subjects.rows]


def test_confidence_that_was_not_agreed_counts_as_unknown(bank: Party, telecom: Party) -> None:
    signal(telecom, "t", timezone.now())
    offer(telecom, bank, SignalType.NUMBER_REPORT)
    (without,) = board(bank)
    offer(telecom, bank, SignalType.NUMBER_REPORT, "confidence")
    (with_it,) = board(bank)
    assert int(str(without[4])) < int(str(with_it[4]))


def test_the_trail_follows_the_money_and_names_whom_to_call(bank: Party) -> None:
    other = member("du-bank", PartyKind.BANK, night_contact="야간 데스크 내선 0")
    transfer(bank, "1", ACCOUNT, NEXT, 3_000_000)
    transfer(other, "2", NEXT, LAST, 2_900_000)
    found = case_tools.desk_case(ACCOUNT, person(bank)).result
    assert found is not None
    assert [row[3] for row in found.trail.rows] == [3_000_000]
    offer(other, bank, SignalType.COLLECTION_ACCOUNT, "counterpart")
    found = case_tools.desk_case(ACCOUNT, person(bank)).result
    assert found is not None
    assert [row[3] for row in found.trail.rows] == [3_000_000, None]
    assert LAST not in str(found.trail.rows)
    assert found.contacts.rows[0][2] == "야간 데스크 내선 0"


def test_money_that_goes_in_a_circle_is_followed_once(bank: Party) -> None:
    transfer(bank, "1", ACCOUNT, NEXT, 1)
    transfer(bank, "2", NEXT, ACCOUNT, 2)
    found = case_tools.desk_case(ACCOUNT, person(bank)).result
    assert found is not None
    assert [row[3] for row in found.trail.rows] == [1, 2]


def test_the_board_numbers_the_campaigns_of_what_it_shows(bank: Party) -> None:
    transfer(bank, "1", ACCOUNT, NEXT, 1)
    transfer(bank, "2", LAST, NEXT, 2)
    assert {row[11] for row in board(bank)} == {1}


def test_notes_of_a_shift_are_read_by_the_own_party_alone_and_kept_sealed(bank: Party) -> None:
    shift_tools.hand_over("두 건이 남았습니다.", person(bank))
    left = shift_tools.shift(person(bank, 8)).result
    assert left is not None
    assert left.notes.rows[0][3] == "두 건이 남았습니다."
    other = shift_tools.shift(person(member("du-bank", PartyKind.BANK))).result
    assert other is not None
    assert other.notes.rows == []
    assert "두 건" not in bytes(ShiftNote.objects.get().sealed).decode(errors="replace")


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
    from ieum.services.scamcall.signals.rows import Signal

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
