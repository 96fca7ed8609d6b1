"""The desk at night and by day: what is seen, frozen, approved, handed over and asked."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from ieum.exchange.parties import store as parties
from ieum.exchange.parties.values import HUB, Party, PartyKind, PartyState
from ieum.kernel.context import SEOUL
from ieum.kernel.errors import NotAllowed, WrongArgument
from ieum.services.scamcall import responding
from ieum.services.scamcall.clock import another_clock
from ieum.services.scamcall.desk import (
    board_tools,
    case_tools,
    order_tools,
    shift_tools,
)
from ieum.services.scamcall.desk.acting import FreezeGround
from ieum.services.scamcall.desk.order_tools import Verdict
from ieum.services.scamcall.desk.rows import ShiftNote
from ieum.services.scamcall.orders import store as orders
from ieum.services.scamcall.orders.values import OrderState
from ieum.services.scamcall.signals.values import Sighting
from ieum.services.scamcall.vocabulary import SignalType, SubjectKind
from tests.services.scamcall.desk.at_the_desk import (
    freeze,
    hour,
    offer,
    order,
    person,
    program,
    waiting,
)
from tests.services.scamcall.due_process.country import (
    ACCOUNT,
    NUMBER,
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
def police() -> Party:
    return member("city-police", PartyKind.POLICE)


@pytest.fixture
def telecom() -> Party:
    return member("nuri-telecom", PartyKind.TELECOM)


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
    bank: Party, police: Party
) -> None:
    with hour(2) as now:
        made = freeze(person(bank, 7), hours=72)
    with another_clock(lambda: now + timedelta(hours=7)):
        order_tools.decide_order(made.order, Verdict.APPROVE, person(police, 8))
    approved = order(made.order)
    assert approved.approver == "city-police account:8"
    assert approved.expires_at == approved.starts_at + timedelta(hours=72)


def test_by_day_a_freeze_binds_nobody_before_a_second_person_approves(
    bank: Party, police: Party
) -> None:
    with hour(14) as now:
        made = freeze(person(bank, 7))
        assert order(made.order).state is OrderState.PENDING
        assert waiting(police) == [made.order]
        assert waiting(bank) == [made.order]
        order_tools.decide_order(made.order, Verdict.APPROVE, person(police, 8))
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
    other = member("du-bank", PartyKind.BANK, codes=["998"])
    with hour(2):
        made = freeze(person(bank))
        assert waiting(other) == []
        assert order_tools.decide_order(made.order, Verdict.APPROVE, person(other)).refusal
        with pytest.raises(NotAllowed):
            order_tools.release_order(made.order, "까닭", person(other))


def test_what_is_turned_down_ends_at_once(bank: Party, police: Party) -> None:
    with hour(2):
        made = freeze(person(bank, 7))
        order_tools.decide_order(made.order, Verdict.TURN_DOWN, person(police, 8), "근거 부족")
    assert order(made.order).state is OrderState.RELEASED


def test_what_was_approved_waits_no_more(bank: Party, police: Party) -> None:
    with hour(14):
        made = freeze(person(bank, 7))
        order_tools.decide_order(made.order, Verdict.APPROVE, person(police, 8))
        with pytest.raises(NotAllowed):
            order_tools.decide_order(made.order, Verdict.TURN_DOWN, person(police, 9))


def test_what_has_lapsed_is_not_approved_any_more(bank: Party, police: Party) -> None:
    with hour(2) as now:
        made = freeze(person(bank, 7))
    with another_clock(lambda: now + timedelta(hours=9)), pytest.raises(NotAllowed):
        order_tools.decide_order(made.order, Verdict.APPROVE, person(police, 8))


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
