"""The allow list: entered by whoever oversees, kept with its history, and freeing whoever is bound at once."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from ieum.exchange.events import store as outbox
from ieum.exchange.events.values import Lane
from ieum.exchange.ledger.rows import LedgerPending
from ieum.exchange.parties import store as parties
from ieum.exchange.parties.values import HUB, Party, PartyKind
from ieum.kernel.context import SEOUL, Caller, Context
from ieum.kernel.errors import NotAllowed, NotFound, WrongArgument
from ieum.kernel.upload import Upload
from ieum.services.scamcall.clock import another_clock
from ieum.services.scamcall.due_process import allowing
from ieum.services.scamcall.identifiers import store as subjects
from ieum.services.scamcall.judgement import allow_list
from ieum.services.scamcall.judgement import store as judgements
from ieum.services.scamcall.judgement.allow_list import AllowedHolder
from ieum.services.scamcall.orders import live_tools
from ieum.services.scamcall.orders import store as orders
from ieum.services.scamcall.orders.values import Order, OrderState
from ieum.services.scamcall.oversight import allow_tools
from ieum.services.scamcall.oversight.allow_tools import Allowed
from ieum.services.scamcall.vocabulary import Action, SubjectKind
from tests.services.scamcall.due_process.country import (
    ACCOUNT,
    NUMBER,
    frozen,
    let_rules,
    member,
    open_orders,
    signal,
)

pytestmark = pytest.mark.django_db(transaction=True)
HEAD = "kind,identifier,match,holder,who,basis,valid_from,valid_until\n"
TODAY = timezone.now().astimezone(SEOUL).date()


@pytest.fixture(autouse=True)
def reporters() -> list[Party]:
    let_rules()
    parties.party(HUB)
    return [member("nuri-telecom", PartyKind.TELECOM), member("han-bank", PartyKind.BANK)]


def at_the_hub() -> Context:
    return Context(caller=Caller(id=4, party=HUB, scopes=frozenset({"*:oversee", "*:receive"})))


def blocked(number: str = NUMBER) -> Order:
    for party in ("nuri-telecom", "han-bank"):
        signal(parties.party(party), f"{party}{number}", timezone.now(), number)
    return open_orders(number)[Action.BLOCK]


def allow(
    identifier: str = NUMBER,
    kind: SubjectKind = SubjectKind.PHONE,
    *,
    beginning: bool = False,
    valid_from: date = TODAY,
    valid_until: date | None = None,
) -> Allowed:
    answer = allow_tools.allow_identifier(
        kind,
        identifier,
        AllowedHolder.HOSPITAL,
        "견본 병원",
        "공문 1",
        valid_from,
        at_the_hub(),
        valid_until,
        beginning,
    )
    assert answer.result is not None
    return answer.result


def state_of(order: Order) -> OrderState:
    found = orders.find(order.reference)
    assert found is not None
    return found.state


def test_what_becomes_allowed_is_released_at_once_and_ahead_of_all_else() -> None:
    block = blocked()
    start = outbox.newest()
    assert (allow().added, open_orders()) == (1, {})
    assert state_of(block) is OrderState.RELEASED
    told = outbox.read_after(start)[0]
    assert {one.lane for one in told} == {Lane.RELEASE}
    assert block.reference in {one.body["reference"] for one in told}
    kinds = [json.loads(bytes(one.leaf)) for one in LedgerPending.objects.order_by("pk")]
    added = next(one for one in kinds if one["kind"] == "allowed.added")
    assert added["body"]["who"] == "견본 병원"
    assert NUMBER not in str(added)


def test_what_people_ordered_against_it_is_released_too() -> None:
    signal(parties.party("han-bank"), "b", timezone.now(), ACCOUNT)
    signal(member("du-bank", PartyKind.BANK), "d", timezone.now(), ACCOUNT)
    freeze = frozen(parties.party("han-bank"), timezone.now())
    allow(ACCOUNT, SubjectKind.ACCOUNT)
    assert state_of(freeze) is OrderState.RELEASED


def test_signals_from_before_order_nothing_against_what_has_become_allowed() -> None:
    signal(parties.party("nuri-telecom"), "t", timezone.now())
    allow()
    found = orders.issue([_again(blocked("+12025550124"))], timezone.now())
    assert found == []


def _again(order: Order) -> Order:
    """An order on the number that is allowed, as something that has not looked would issue it."""
    subject = subjects.find(SubjectKind.PHONE, NUMBER)
    assert subject is not None
    return replace(
        order,
        reference=orders.new_reference(),
        subject=subject.id,
        pseudonym=subject.pseudonym,
    )


def test_all_that_begin_so_are_freed_and_their_neighbours_are_not() -> None:
    inside, outside = blocked("+12025550155"), blocked("+12025550165")
    assert allow("+1202555015", beginning=True).ended == 2
    assert state_of(inside) is OrderState.RELEASED
    assert state_of(outside) is OrderState.LIVE
    pair = (SubjectKind.PHONE, "+12025550159")
    assert judgements.allowed({pair}) == {pair: "견본 병원"}


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (SubjectKind.PHONE, "02"),
        (SubjectKind.PHONE, "+8202"),
        (SubjectKind.ACCOUNT, "999:"),
        (SubjectKind.ACCOUNT, "999:123"),
        (SubjectKind.LINK, "example.org/a"),
        (SubjectKind.PHONE, "+1202555 015x"),
    ],
)
def test_a_beginning_of_too_many_is_refused(kind: SubjectKind, text: str) -> None:
    with pytest.raises(WrongArgument):
        allow(text, kind, beginning=True)
    assert judgements.allowances(True, 0, 10) == []


def test_an_entry_holds_from_its_first_day_until_its_last() -> None:
    block = blocked()
    tomorrow, after = TODAY + timedelta(days=1), TODAY + timedelta(days=3)
    assert allow(valid_from=tomorrow, valid_until=after).ended == 0
    assert state_of(block) is OrderState.LIVE
    pair = {(SubjectKind.PHONE, NUMBER)}
    begins = allow_tools.first_moment(tomorrow)
    assert judgements.allowed(pair, begins - timedelta(seconds=1)) == {}
    assert judgements.allowed(pair, begins) != {}
    assert judgements.allowed(pair, allow_tools.first_moment(after)) == {}
    assert allowing.follow(begins) == 2
    assert state_of(block) is OrderState.RELEASED
    assert allowing.follow(begins) == 0
    with another_clock(lambda: allow_tools.first_moment(after)):
        assert allow(valid_from=after).added == 1
    assert len(judgements.allowances(True, 0, 10)) == 2


# It signs a list, by a key that is written down for good: no flush of the tables undoes that.
@pytest.mark.django_db
def test_what_was_not_released_before_the_end_of_a_process_is_by_the_next() -> None:
    block = blocked()
    wish = allow_list.Wish(
        SubjectKind.PHONE, NUMBER, False, AllowedHolder.BANK, "은행", "공문", timezone.now()
    )
    judgements.allow(wish, "account:4")
    listed = live_tools.live_list(at_the_hub()).result
    assert listed is not None
    assert listed.orders.rows == []
    assert state_of(block) is OrderState.RELEASED
    assert allowing.follow(timezone.now()) == 0


def test_an_entry_that_is_removed_stays_to_be_seen_and_orders_nothing() -> None:
    blocked()
    allow()
    assert allow().known == 1
    (entry,) = judgements.allowances(False, 0, 10)
    allow_tools.end_allowance(entry.id, "번호를 바꿈", at_the_hub())
    assert open_orders() == {}
    assert judgements.allowed({(SubjectKind.PHONE, NUMBER)}) == {}
    assert judgements.allowances(False, 0, 10) == []
    shown = allow_tools.allow_list_entries(at_the_hub(), True).result
    assert shown is not None
    assert [row[2] for row in shown.entries.rows] == [NUMBER]
    assert "번호를 바꿈" in shown.entries.rows[0]
    assert len(shown.shipped.rows) == len(allow_list.shipped())
    with pytest.raises(NotFound):
        allow_tools.end_allowance(entry.id, "다시", at_the_hub())


def csv_of(*lines: str, head: str = HEAD) -> Upload:
    return Upload("allow.csv", (head + "".join(f"{line}\n" for line in lines)).encode())


def test_a_table_enters_many_and_frees_whom_they_are_of() -> None:
    block = blocked()
    answer = allow_tools.allow_many(
        csv_of(
            f"phone,{NUMBER},exact,hospital,견본 병원,공문,{TODAY},",
            f"phone,+1202555017,beginning,bank,견본 은행,공문,{TODAY},2999-12-31",
            f"account,{ACCOUNT},exact,agency,견본 기관,공문,{TODAY},",
        ),
        at_the_hub(),
    )
    assert answer.result is not None
    assert (answer.result.added, answer.result.ended) == (3, 2)
    assert state_of(block) is OrderState.RELEASED


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [f"phone,{NUMBER},exact,hospital,,공문,{TODAY},"],
        [f"phone,{NUMBER},exact,hospital,병원,,{TODAY},"],
        [f"phone,{NUMBER},exact,shop,가게,공문,{TODAY},"],
        [f"phone,{NUMBER},like,bank,은행,공문,{TODAY},"],
        [f"phone,{NUMBER},exact,bank,은행,공문,tomorrow,"],
        [f"phone,{NUMBER},exact,bank,은행,공문,{TODAY},{TODAY}"],
        [f"phone,{NUMBER},exact,bank,은행,공문,{TODAY},,more"],
        ["phone,nothing,exact,bank,은행,공문,2026-11-21,"],
        [f'phone,"{NUMBER}'],
    ],
)
def test_a_table_with_a_wrong_line_enters_nothing_and_repeats_no_number(lines: list[str]) -> None:
    good = f"account,{ACCOUNT},exact,bank,은행,공문,{TODAY},"
    with pytest.raises(WrongArgument) as error:
        allow_tools.allow_many(csv_of(*([good, *lines] if lines else [])), at_the_hub())
    said = str(error.value.faults[0].message.text("en"))
    assert NUMBER not in said
    assert not lines or "3" in said or "CSV" in said
    assert judgements.allowances(True, 0, 10) == []


def test_a_table_with_other_columns_or_letters_is_refused() -> None:
    for content in (b"number\n112\n", "번호".encode("cp949"), b""):
        with pytest.raises(WrongArgument):
            allow_tools.allow_many(Upload("a.csv", content), at_the_hub())


def test_programs_enter_nothing() -> None:
    program = Context(caller=Caller(key=1, party=HUB, scopes=frozenset({"*:oversee"})))
    with pytest.raises(NotAllowed):
        allow_tools.allow_many(csv_of(), program)
    with pytest.raises(NotAllowed):
        allow_tools.end_allowance(1, "까닭", program)
