"""From an objection to a release that every subscriber has confirmed, and nothing of it forgotten."""

from __future__ import annotations

import base64
from datetime import timedelta

import pytest
from django.utils import timezone

from ieum.exchange.events import store as outbox
from ieum.exchange.events.values import Lane
from ieum.exchange.ledger.rows import LedgerPending
from ieum.exchange.parties import store as parties
from ieum.exchange.parties.values import HUB, Party, PartyKind
from ieum.kernel.errors import NotAllowed, WrongArgument
from ieum.services.scamcall.due_process import objecting, store
from ieum.services.scamcall.due_process.receipt import receipt
from ieum.services.scamcall.due_process.values import Ground, Objection, ObjectionState, day_of
from ieum.services.scamcall.identifiers import store as subjects
from ieum.services.scamcall.judgement import store as judgements
from ieum.services.scamcall.judgement.rules import Stage
from ieum.services.scamcall.orders import store as orders
from ieum.services.scamcall.orders.values import Order, OrderState
from ieum.services.scamcall.vocabulary import Action, SubjectKind
from tests.exchange.parties.signing.signer import Signer
from tests.services.scamcall.due_process.country import (
    ACCOUNT,
    NUMBER,
    frozen,
    let_rules,
    member,
    open_orders,
    signal,
    subscribe,
)

pytestmark = pytest.mark.django_db(transaction=True)
WORD = "봄에 핀 살구꽃"


@pytest.fixture
def telecom() -> Party:
    return member("nuri-telecom", PartyKind.TELECOM)


@pytest.fixture
def bank() -> Party:
    return member("han-bank", PartyKind.BANK)


@pytest.fixture
def hub() -> Party:
    return parties.party(HUB)


@pytest.fixture
def block(telecom: Party, bank: Party) -> Order:
    let_rules()
    subscribe("nuri-telecom", "han-bank")
    signal(telecom, "t1", timezone.now())
    signal(bank, "b1", timezone.now())
    return open_orders()[Action.BLOCK]


@pytest.fixture
def freeze(telecom: Party, bank: Party) -> Order:
    let_rules("account-alert")
    subscribe("nuri-telecom", "han-bank")
    now = timezone.now()
    signal(bank, "b1", now, ACCOUNT)
    return frozen(bank, now)


def objected(order: Order, ground: Ground = Ground.OTHER, word: str = WORD) -> Objection:
    return objecting.file(order, ground, "제 번호입니다.", "", word, timezone.now())


def kinds_in_ledger() -> list[str]:
    import json

    return [
        json.loads(bytes(leaf))["kind"]
        for leaf in LedgerPending.objects.order_by("id").values_list("leaf", flat=True)
    ]


def test_a_block_that_was_wrong_is_lifted_and_everybody_confirms_it(
    block: Order, hub: Party
) -> None:
    objection = objected(block)
    start = outbox.newest()
    decided = objecting.decide(
        objection, hub, ObjectionState.UPHELD, "본인 확인", "account:1", timezone.now()
    )
    assert decided.state is ObjectionState.UPHELD
    assert open_orders() == {}
    first = outbox.read_after(start)[0][0]
    assert (first.lane, first.body["reference"], first.body["state"]) == (
        Lane.RELEASE,
        block.reference,
        "released",
    )
    release = store.releases(objection.reference)[0]
    assert (release.subscribers, release.is_complete) == (("han-bank", "nuri-telecom"), False)
    signer = Signer.of("han-bank")
    lines = "han-bank", orders.KIND, release.pseudonym, str(release.revision)
    text = "".join(f"{line}\n" for line in ("ieum confirmation 1", *lines)).encode()
    signature = base64.b64encode(signer.private.sign(text)).decode()
    outbox.confirm(orders.KIND, release.pseudonym, release.revision, "han-bank", signature)
    outbox.confirm(orders.KIND, release.pseudonym, release.revision, "nuri-telecom")
    kept = store.releases(objection.reference)[0]
    assert kept.is_complete
    page = receipt(decided, [kept], "ko").content.read().decode()
    assert page.count(signer.key) == 1
    assert "han-bank 이름" in page
    assert "nuri-telecom 이름" in page
    assert {"objection.filed", "objection.decided", "order.released"} <= set(kinds_in_ledger())


def test_those_who_signalled_are_told_of_an_objection_and_nobody_else(block: Order) -> None:
    start = outbox.newest()
    objected(block)
    told = [event for event in outbox.read_after(start)[0] if event.kind == objecting.KIND]
    assert [event.audience for event in told] == [frozenset({"han-bank", "nuri-telecom"})]
    assert "제 번호" not in str(told)


def test_only_the_party_that_ordered_decides(block: Order, bank: Party) -> None:
    objection = objected(block)
    with pytest.raises(NotAllowed):
        objecting.decide(
            objection, bank, ObjectionState.UPHELD, "까닭", "account:1", timezone.now()
        )
    assert Action.BLOCK in open_orders()


def test_what_was_released_stays_released_until_others_bring_new_evidence(
    block: Order, hub: Party, telecom: Party, bank: Party
) -> None:
    objecting.decide(
        objected(block), hub, ObjectionState.UPHELD, "까닭", "account:1", timezone.now()
    )
    later = timezone.now() + timedelta(hours=1)
    signal(telecom, "t2", later)
    signal(bank, "b2", later)
    assert open_orders() == {}
    signal(member("city-police", PartyKind.POLICE), "p1", later)
    assert set(open_orders()) == {Action.ALERT}
    signal(member("new-telecom", PartyKind.TELECOM), "n1", later)
    assert Action.BLOCK in open_orders()


def test_a_number_that_went_to_somebody_new_is_freed_without_blaming_who_signalled(
    block: Order, hub: Party
) -> None:
    objection = objected(block, Ground.NEW_HOLDER)
    objecting.decide(objection, hub, ObjectionState.UPHELD, "까닭", "account:1", timezone.now())
    subject = subjects.find(SubjectKind.PHONE, NUMBER)
    assert subject is not None
    assert subject.holder == 2
    assert judgements.track_records(["han-bank", "nuri-telecom"]) == {}


def test_outcomes_count_for_those_who_signalled_and_once_an_order(block: Order, hub: Party) -> None:
    for word in ("첫째 암호", "둘째 암호"):
        objecting.decide(
            objected(block, word=word),
            hub,
            ObjectionState.REJECTED,
            "까닭",
            "account:1",
            timezone.now(),
        )
    records = judgements.track_records(["han-bank", "nuri-telecom"])
    assert {(one.confirmed, one.refuted) for one in records.values()} == {(1, 0)}
    assert Action.BLOCK in open_orders()


def test_a_rule_that_binds_too_many_wrongly_stops_by_itself(
    telecom: Party, bank: Party, hub: Party
) -> None:
    let_rules()
    for number in ("+12025550101", "+12025550102"):
        assert judgements.let_of("phone-block", judgements.lets()).stage is Stage.FULL
        signal(telecom, f"t{number}", timezone.now(), number)
        signal(bank, f"b{number}", timezone.now(), number)
        block = open_orders(number)[Action.BLOCK]
        objecting.decide(
            objected(block), hub, ObjectionState.UPHELD, "까닭", "account:1", timezone.now()
        )
    assert judgements.let_of("phone-block", judgements.lets()).stage is Stage.ALERT
    assert "rule.stopped" in kinds_in_ledger()


def test_a_partial_release_keeps_the_amount_of_the_fraud_alone(freeze: Order, bank: Party) -> None:
    objection = objected(freeze, Ground.NOT_FOR_FRAUD)
    now = timezone.now()
    with pytest.raises(WrongArgument):
        objecting.decide(objection, bank, ObjectionState.UPHELD, "까닭", "account:9", now)
    start = outbox.newest()
    decided = objecting.decide(
        objection,
        bank,
        ObjectionState.PARTLY,
        "까닭",
        "account:9",
        now,
        kept_won=10_000,
        material_suffices=True,
    )
    kept = open_orders(ACCOUNT)[Action.FREEZE]
    assert (decided.kept_won, kept.kept_won, kept.state) == (10_000, 10_000, OrderState.LIVE)
    first = outbox.read_after(start)[0][0]
    assert (first.lane, first.body["kept_won"]) == (Lane.RELEASE, 10_000)
    assert "order.partly_released" in kinds_in_ledger()


def test_a_freeze_is_lifted_before_two_months_only_on_sufficient_material(
    freeze: Order, bank: Party
) -> None:
    objection = objected(freeze, Ground.NOT_USED)
    now = timezone.now()
    with pytest.raises(NotAllowed):
        objecting.decide(objection, bank, ObjectionState.UPHELD, "까닭", "account:9", now)
    assert objection.freely_released_from is not None
    objecting.decide(
        objection,
        bank,
        ObjectionState.UPHELD,
        "까닭",
        "account:9",
        now,
        material_suffices=True,
    )
    assert open_orders(ACCOUNT) == {}


def test_the_clock_stands_still_while_papers_are_awaited(block: Order, hub: Party) -> None:
    objection = objected(block)
    now = timezone.now()
    before = objection.due
    assert before is not None
    objecting.ask_for_papers(objection, hub, "신분증", "account:1", now)
    waiting = store.by_reference(objection.reference)
    assert (waiting.state, waiting.due) == (ObjectionState.WAITING, None)
    objecting.papers_came(waiting, HUB, "account:1", now + timedelta(days=7))
    after = store.by_reference(objection.reference).due
    assert after is not None
    assert after - before == timedelta(days=7) or after > before + timedelta(days=6)
    objecting.extend(waiting, hub, "확인 중", "account:1", now)
    with pytest.raises(NotAllowed):
        objecting.extend(store.by_reference(objection.reference), hub, "또", "account:1", now)


def test_a_stranger_who_knows_the_reference_sees_nothing_and_shuts_nobody_out(
    block: Order,
) -> None:
    objected(block, word="남의 암호말")
    objection = objected(block)
    now = timezone.now()
    found = store.opened(block.reference.lower().replace("-", " "), "봄에  핀 살구꽃", now)
    assert found == objection
    for guess in range(store.MOST_WRONG_WORDS - 1):
        assert store.opened(block.reference, f"guess {guess}", now) is None
    with pytest.raises(NotAllowed):
        store.opened(block.reference, "guess again", now)
    with pytest.raises(NotAllowed):
        store.opened(block.reference, WORD, now)
    assert store.opened(block.reference, WORD, now + store.LOCKED_FOR) is not None


def test_a_telephone_has_thirty_days_to_object(block: Order) -> None:
    late = timezone.now() + timedelta(days=60)
    assert day_of(late) > day_of(block.starts_at)
    with pytest.raises(WrongArgument):
        objecting.file(block, Ground.OTHER, "", "", WORD, late)


def test_a_ground_of_accounts_does_not_fit_a_telephone(block: Order) -> None:
    with pytest.raises(WrongArgument):
        objected(block, Ground.RIGHTFUL)
