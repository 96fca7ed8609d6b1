"""The tools of the way back: at a counter, at the desk, by the citizen; and what each may not see."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from ieum.exchange.agreements import store as agreements
from ieum.exchange.events import store as outbox
from ieum.exchange.parties import store as parties
from ieum.exchange.parties.values import ALL_SCOPES, HUB, PartyKind
from ieum.kernel.context import Caller, Context
from ieum.kernel.errors import NotAllowed, WrongArgument
from ieum.kernel.upload import Upload
from ieum.services.scamcall import responding
from ieum.services.scamcall.due_process import (
    counter_tools,
    deciding_tools,
    holder_tools,
    objection_tools,
    switching,
)
from ieum.services.scamcall.due_process import store as due_process
from ieum.services.scamcall.due_process.lookup import store as lookup
from ieum.services.scamcall.due_process.values import Ground, SwitchKind
from ieum.services.scamcall.judgement import store as judgements
from ieum.services.scamcall.judgement.rules import Stage
from ieum.services.scamcall.orders import store as orders
from ieum.services.scamcall.orders.values import Order, OrderState
from ieum.services.scamcall.vocabulary import Action, SubjectKind
from tests.services.scamcall.due_process.country import (
    NUMBER,
    let_rules,
    member,
    open_orders,
    signal,
    subscribe,
)

pytestmark = pytest.mark.django_db(transaction=True)
WORD = "봄에 핀 살구꽃"
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 100


def acting(party: str, id: int | None = 7) -> Context:
    return Context(caller=Caller(id=id, party=party, scopes=ALL_SCOPES, key=None if id else 3))


@pytest.fixture
def block() -> Order:
    for id, kind in (("nuri-telecom", PartyKind.TELECOM), ("han-bank", PartyKind.BANK)):
        member(id, kind)
    let_rules()
    subscribe("nuri-telecom", "han-bank")
    for id in ("nuri-telecom", "han-bank"):
        signal(parties.party(id), f"{id}-1", timezone.now())
    return open_orders()[Action.BLOCK]


def filed_at_counter(block: Order, **given: Any) -> str:
    answer = counter_tools.take_objection(
        reference=block.reference,
        ground=Ground.OTHER,
        word=WORD,
        channel=counter_tools.Counter.COUNTER,
        context=acting("nuri-telecom"),
        **given,
    )
    assert answer.result is not None
    return answer.result.reference


def test_without_a_telephone_from_the_counter_to_the_receipt(block: Order) -> None:
    found = counter_tools.find_notice(SubjectKind.PHONE, NUMBER, acting("nuri-telecom"))
    assert found.result is not None
    assert block.reference in str(found.result)
    reference = filed_at_counter(
        block, statement="제 번호입니다.", papers=[Upload("신분증.png", PNG)]
    )
    case = deciding_tools.objection_case(reference, acting(HUB))
    assert case.result is not None
    assert case.result.statement == "제 번호입니다."
    assert [paper.content.read() for paper in case.result.papers] == [PNG]
    deciding_tools.decide_objection(
        reference, deciding_tools.Verdict.UPHELD, "본인의 번호로 확인됨", acting(HUB)
    )
    status = objection_tools.objection_status(block.reference, WORD)
    assert status.result is not None
    assert (status.result.confirmed, status.result.subscribers) == (0, 2)
    ended = orders.find(block.reference)
    assert ended is not None
    for party in ("nuri-telecom", "han-bank"):
        outbox.confirm(orders.KIND, ended.pseudonym, ended.revision, party)
    other = open_orders()
    assert other == {}
    receipt = counter_tools.receipt_at_counter(reference, acting("nuri-telecom"))
    assert receipt.result is not None
    words = receipt.result.file.content.read().decode()
    assert "han-bank 이름" in words
    assert NUMBER not in words


def test_an_objection_is_seen_by_its_counter_and_by_who_decides_and_by_no_other(
    block: Order,
) -> None:
    reference = filed_at_counter(block)
    for stranger in ("han-bank", "nuri-telecom"):
        assert deciding_tools.objection_case(reference, acting(stranger)).refusal is not None
        listed = deciding_tools.objections_to_decide(acting(stranger)).result
        assert listed is not None
        assert listed.objections.rows == []
    assert counter_tools.objection_taken(reference, acting("han-bank")).refusal is not None
    assert counter_tools.receipt_at_counter(reference, acting("han-bank")).refusal is not None
    mine = counter_tools.objections_taken(acting("nuri-telecom")).result
    assert mine is not None
    assert [row[0] for row in mine.objections.rows] == [reference]


def test_a_program_decides_nothing(block: Order) -> None:
    reference = filed_at_counter(block)
    with pytest.raises(NotAllowed):
        deciding_tools.decide_objection(
            reference, deciding_tools.Verdict.UPHELD, "까닭", acting(HUB, id=None)
        )
    assert Action.BLOCK in open_orders()


def test_a_reason_that_tells_of_somebody_else_is_refused(block: Order) -> None:
    reference = filed_at_counter(block)
    for reason in ("피해자 +1 202 555 0199 확인", "계좌 999-00-0000000", "http://victim.example/x"):
        with pytest.raises(WrongArgument):
            deciding_tools.decide_objection(
                reference, deciding_tools.Verdict.REJECTED, reason, acting(HUB)
            )


def test_a_wrong_word_and_a_wrong_reference_are_answered_alike(block: Order) -> None:
    filed_at_counter(block)
    wrong = objection_tools.objection_status(block.reference, "다른 암호말")
    unknown = objection_tools.objection_status("SC-0000-0001", WORD)
    assert wrong.refusal is not None
    assert wrong.refusal == unknown.refusal


def test_what_data_went_where_is_told_and_no_victim_with_it(block: Order) -> None:
    filed_at_counter(block)
    found = objection_tools.data_about_me(block.reference, WORD, acting(HUB))
    assert found.result is not None
    rows = [[str(cell) for cell in row] for row in found.result.moved.rows]
    assert {row[2] for row in rows} >= {"nuri-telecom 이름", "han-bank 이름"}
    orders_given = [row for row in rows if row[5] == "통신사기피해환급법 제13조의4"]
    assert {row[3] for row in orders_given} == {"nuri-telecom 이름", "han-bank 이름"}
    assert NUMBER not in str(rows)


def test_what_is_no_picture_and_no_pdf_is_not_taken(block: Order) -> None:
    with pytest.raises(WrongArgument):
        filed_at_counter(block, papers=[Upload("page.html", b"<script>")])
    assert counter_tools.objections_taken(acting("nuri-telecom")).result.objections.rows == []  # type: ignore[union-attr]


def test_a_number_that_goes_to_somebody_new_is_free_at_once(block: Order) -> None:
    with pytest.raises(NotAllowed):
        holder_tools.note_new_holder(SubjectKind.PHONE, NUMBER, acting("han-bank"))
    answer = holder_tools.note_new_holder(SubjectKind.PHONE, NUMBER, acting("nuri-telecom"))
    assert answer.result is not None
    assert answer.result.ended == 2
    assert open_orders() == {}


def test_a_rule_that_is_switched_off_frees_whom_it_bound_and_comes_back_with_alerts(
    block: Order,
) -> None:
    hub, now = parties.party(HUB), timezone.now()
    assert switching.switch_off(SwitchKind.RULE, "phone-block", hub, "account:1", "test", now) == 1
    assert set(open_orders()) == {Action.ALERT}
    signal(member("city-police", PartyKind.POLICE), "p1", now)
    assert set(open_orders()) == {Action.ALERT}
    switching.switch_on(SwitchKind.RULE, "phone-block", hub, "account:1", "test", now)
    assert judgements.let_of("phone-block", judgements.lets()).stage is Stage.ALERT


def test_a_source_that_is_switched_off_supports_nothing(block: Order) -> None:
    hub, now = parties.party(HUB), timezone.now()
    switching.switch_off(SwitchKind.SOURCE, "han-bank", hub, "account:1", "test", now)
    assert set(open_orders()) == {Action.ALERT}
    ended = orders.find(block.reference)
    assert ended is not None
    assert ended.state is OrderState.RELEASED


def test_all_rules_stop_at_once(block: Order) -> None:
    hub, now = parties.party(HUB), timezone.now()
    assert switching.switch_off(SwitchKind.ALL, "", hub, "account:1", "test", now) == 2
    signal(parties.party("nuri-telecom"), "t9", now + timedelta(minutes=1), "+12025550199")
    assert open_orders("+12025550199") == {}


def test_a_subscriber_that_is_switched_off_is_given_nothing_new_and_can_still_speak(
    block: Order,
) -> None:
    hub, now = parties.party(HUB), timezone.now()
    switching.switch_off(SwitchKind.SUBSCRIBER, "han-bank", hub, "account:1", "test", now)
    assert agreements.terms_of("han-bank").fields(HUB, orders.KIND, now) == frozenset()
    assert parties.party("han-bank").is_live
    # Who must confirm a release is whoever may hold the order.
    assert "han-bank" in due_process.subscribers(now)
    switching.switch_on(SwitchKind.SUBSCRIBER, "han-bank", hub, "account:1", "test", now)
    assert "action" in agreements.terms_of("han-bank").fields(HUB, orders.KIND, now)


def test_nobody_is_said_to_have_got_what_was_kept_from_them(block: Order) -> None:
    hub, now = parties.party(HUB), timezone.now()

    def takers() -> set[str]:
        found = lookup.moved(block.subject, block.holder)
        return {one.taker for one in found if one.order == block.reference}

    assert takers() == {"nuri-telecom", "han-bank"}
    before = block.starts_at - timedelta(seconds=1)
    switching.switch_off(SwitchKind.SUBSCRIBER, "han-bank", hub, "account:1", "test", before)
    assert takers() == {"nuri-telecom"}
    switching.switch_on(SwitchKind.SUBSCRIBER, "han-bank", hub, "account:1", "test", now)
    assert takers() == {"nuri-telecom"}


def test_what_the_operator_switched_off_only_the_operator_switches_on(block: Order) -> None:
    hub, bank, now = parties.party(HUB), parties.party("han-bank"), timezone.now()
    for kind in (SwitchKind.SUBSCRIBER, SwitchKind.SOURCE):
        switching.switch_off(kind, bank.id, hub, "account:1", "test", now)
        with pytest.raises(NotAllowed):
            switching.switch_on(kind, bank.id, bank, "account:2", "test", now)
        switching.switch_on(kind, bank.id, hub, "account:1", "test", now)
        switching.switch_off(kind, bank.id, bank, "account:2", "test", now)
        switching.switch_on(kind, bank.id, bank, "account:2", "test", now)
    assert due_process.switched_off() == []


def test_a_party_switches_nobody_else_off(block: Order) -> None:
    bank, now = parties.party("han-bank"), timezone.now()
    for kind, target in (
        (SwitchKind.SOURCE, "nuri-telecom"),
        (SwitchKind.RULE, "phone-block"),
        (SwitchKind.ALL, ""),
    ):
        with pytest.raises(NotAllowed):
            switching.switch_off(kind, target, bank, "account:1", "test", now)
    switching.switch_off(SwitchKind.SOURCE, "han-bank", bank, "account:1", "test", now)


def test_a_signal_that_is_taken_back_frees_whom_it_bound(block: Order) -> None:
    responding.retract(parties.party("han-bank"), "han-bank-1", timezone.now())
    assert set(open_orders()) == {Action.ALERT}
