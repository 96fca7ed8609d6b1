"""Support is counted by organisations that say something with weight, and by those who traced the call."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ieum.exchange.parties.values import PartyKind
from ieum.services.scamcall.citizens.tools import CITIZENS_CONFIDENCE
from ieum.services.scamcall.judgement.support import (
    CITIZENS,
    LEAST_COUNTED,
    Support,
    TrackRecord,
    support,
)
from ieum.services.scamcall.signals.values import SignalRecord
from ieum.services.scamcall.vocabulary import CallerId, Manoeuvre, SignalType

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
SIGNAL = SignalRecord(
    id=1,
    subject=1,
    holder=1,
    party="han-bank",
    party_kind=PartyKind.BANK,
    organisation="han-bank",
    type=SignalType.NUMBER_REPORT,
    seen_at=NOW,
    received_at=NOW,
    confidence=100,
    manoeuvre=Manoeuvre.UNKNOWN,
    caller_id=CallerId.UNVERIFIED,
    counterpart=None,
)
TELECOM = replace(SIGNAL, party_kind=PartyKind.TELECOM, organisation="nuri-telecom")


def of(*signals: SignalRecord) -> Support:
    return support(signals, {}, NOW, holder=1)


def test_a_report_by_a_stranger_confirms_no_organisation() -> None:
    stranger = replace(
        SIGNAL,
        party_kind=PartyKind.AGENCY,
        organisation=CITIZENS,
        confidence=CITIZENS_CONFIDENCE,
    )
    together = of(TELECOM, stranger)
    assert together.score > of(TELECOM).score
    assert (together.organisations, together.kinds) == (1, {PartyKind.TELECOM})


def test_one_wrong_report_of_a_stranger_hardly_counts_against_the_others() -> None:
    stranger = replace(SIGNAL, organisation=CITIZENS, confidence=CITIZENS_CONFIDENCE)

    def score(organisation: str, record: TrackRecord) -> float:
        signal = replace(stranger, organisation=organisation)
        return support([signal], {organisation: record}, NOW, holder=1).score

    ordinary = 0.35 * CITIZENS_CONFIDENCE / 100
    assert score(CITIZENS, TrackRecord()) == pytest.approx(ordinary)
    assert 0.98 * ordinary < score(CITIZENS, TrackRecord(0, 1)) < ordinary
    assert score("han-bank", TrackRecord(0, 1)) < 0.9 * ordinary
    # Where most of them are wrong, all weigh less; the best record makes no organisation of them.
    assert score(CITIZENS, TrackRecord(100, 900)) < 0.25 * ordinary
    assert score(CITIZENS, TrackRecord(10_000, 0)) < LEAST_COUNTED


def test_what_was_said_long_ago_confirms_nobody() -> None:
    old = replace(SIGNAL, seen_at=NOW - timedelta(days=9))
    assert of(TELECOM, old).organisations == 1
    assert of(TELECOM, SIGNAL).organisations == 2


@pytest.mark.parametrize(
    ("traced", "is_spoofed"),
    [
        ([CallerId.SPOOFED], True),
        ([CallerId.VERIFIED], False),
        ([CallerId.SPOOFED, CallerId.VERIFIED], False),
        ([CallerId.SPOOFED, CallerId.SPOOFED, CallerId.VERIFIED], True),
        ([], False),
    ],
)
def test_those_who_traced_the_call_say_whose_number_it_was(
    traced: list[CallerId], is_spoofed: bool
) -> None:
    others = [replace(SIGNAL, organisation=f"bank-{number}") for number in range(5)]
    some = [
        replace(TELECOM, organisation=f"telecom-{number}", caller_id=caller_id)
        for number, caller_id in enumerate(traced)
    ]
    assert of(*others, *some).is_spoofed is is_spoofed


def test_what_an_organisation_traced_outlasts_what_it_did_not() -> None:
    traced = replace(TELECOM, confidence=50, caller_id=CallerId.SPOOFED)
    assert of(TELECOM, traced).is_spoofed
