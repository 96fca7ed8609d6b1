"""What one party can do to the others: flood them, or find out what it was not told."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from ieum.exchange.parties import store as parties
from ieum.exchange.parties.values import PartyKind, PartyState
from ieum.hub.accounts.caller import NOBODY
from ieum.hub.calls import Door, Request, perform
from ieum.hub.registry import registry
from ieum.kernel.context import Caller
from ieum.kernel.errors import TooManyCalls
from ieum.services.scamcall.identifiers import store as subjects
from ieum.services.scamcall.signals.tools import SIGNAL_RATE
from ieum.services.scamcall.vocabulary import SubjectKind

pytestmark = pytest.mark.django_db
#: Numbers that nobody can have (North American example range).
NUMBER = "+1202555{:04d}"


def program(party: str, kind: PartyKind = PartyKind.TELECOM) -> Caller:
    """A program of a live party that may send, receive and ask."""
    parties.add_party(party, f"{party} 이름", kind, state=PartyState.LIVE)
    scopes = ["scamcall:submit", "scamcall:receive", "scamcall:ask"]
    return parties.caller_of_key(parties.make_key(party, "all", scopes, 1))


def call(caller: Caller, tool: str, client: str = "", **given: Any) -> dict[str, Any]:
    found = registry().tool("scamcall", tool)
    outcome = perform(Request(found, given, False, caller, "en", Door.API, client=client))
    assert outcome.answer is not None
    rendered: dict[str, Any] = outcome.answer.rendered("en")
    return rendered


def signals(count: int, first: int = 0) -> list[dict[str, Any]]:
    seen = timezone.now().isoformat()
    return [
        {
            "event_id": f"e{first + number}",
            "type": "number_report",
            "kind": "phone",
            "identifier": NUMBER.format(100 + (first + number) % 100),
            "seen_at": seen,
            "confidence": 80,
        }
        for number in range(count)
    ]


@pytest.fixture
def stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """No allowance grows back while a test runs, however slow the machine is."""
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now)


def tries_until_stopped(work: Callable[[int], None]) -> int:
    """How many tries succeed before there are too many; a thousand where nothing stops them."""
    for number in range(1000):
        try:
            work(number)
        except TooManyCalls:
            return number
    return 1000


@pytest.mark.usefixtures("stopped_clock")
def test_a_flood_of_one_party_is_refused_in_bulk_and_others_are_served(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    flooding, other = program("flood"), program("han-bank", PartyKind.BANK)
    tool = registry().tool("scamcall", "send_signals")
    assert SIGNAL_RATE.each == "signals"
    # A million reports in calls of five hundred: what the allowance does not hold is refused before
    # anything is stored, however it is cut into calls.
    taken = refused = 0
    ran = 0

    def counted(**given: Any) -> Any:
        nonlocal ran
        ran += len(given["signals"])
        return registry().tool("scamcall", "check").call(text="112")

    monkeypatch.setattr(tool, "call", counted)
    bulk = signals(500)
    for _call in range(2000):
        try:
            call(flooding, "send_signals", signals=bulk)
            taken += 500
        except TooManyCalls:
            refused += 500
    assert taken == ran == SIGNAL_RATE.calls
    assert taken + refused == 1_000_000
    monkeypatch.undo()
    assert call(other, "send_signals", signals=signals(1))["result"]["accepted"] == 1


def test_confirming_says_the_same_of_a_pseudonym_that_is_there_and_of_one_that_is_not() -> None:
    sender, asking = program("nuri-telecom"), program("han-bank", PartyKind.BANK)
    call(sender, "send_signals", signals=signals(1))
    known = subjects.find(SubjectKind.PHONE, NUMBER.format(100))
    assert known is not None
    unknown = known.pseudonym[:-4] + ("aaaa" if known.pseudonym[-4:] != "aaaa" else "bbbb")
    said = []
    for pseudonym in (known.pseudonym, unknown):
        answer = call(asking, "confirm_applied", pseudonym=pseudonym, revision=1)["result"]
        assert answer.pop("pseudonym") == pseudonym
        said.append(answer)
    assert said[0] == said[1]


@pytest.mark.usefixtures("stopped_clock")
def test_a_subject_that_others_reported_looks_as_if_it_were_not_there() -> None:
    sender, asking = program("nuri-telecom"), program("han-bank", PartyKind.BANK)
    call(sender, "send_signals", signals=signals(1))
    known = subjects.find(SubjectKind.PHONE, NUMBER.format(100))
    assert known is not None
    unknown = known.pseudonym[:-4] + ("aaaa" if known.pseudonym[-4:] != "aaaa" else "bbbb")
    said = [
        call(asking, "desk_case", subject=subject)
        for subject in (known.pseudonym, unknown, NUMBER.format(100), NUMBER.format(101))
    ]
    assert said[0]["refusal"]
    assert all(one == said[0] for one in said)

    def look(number: int) -> None:
        call(asking, "desk_case", subject=f"phone.1.{number:032x}")

    assert tries_until_stopped(look) <= 130


def test_whoever_goes_through_pseudonyms_is_stopped() -> None:
    asking = program("han-bank", PartyKind.BANK)

    def confirm(number: int) -> None:
        call(asking, "confirm_applied", pseudonym=f"phone.1.{number:032x}", revision=1)

    assert tries_until_stopped(confirm) <= 130


@pytest.mark.usefixtures("stopped_clock")
def test_checking_says_nothing_of_what_was_reported_and_is_stopped_soon() -> None:
    sender = program("nuri-telecom")
    call(sender, "send_signals", signals=signals(1))
    said = []
    for number in (100, 101):
        answer = call(NOBODY, "check", client="192.0.2.7", text=NUMBER.format(number))
        said.append([cell[1:] for cell in answer["result"]["found"]["rows"]])
    assert said[0] == said[1]

    def check(number: int) -> None:
        call(NOBODY, "check", client="192.0.2.7", text=NUMBER.format(100 + number % 100))

    assert tries_until_stopped(check) <= 130
