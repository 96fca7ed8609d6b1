"""Indicators read as signals."""

from __future__ import annotations

from typing import Any

import pytest

from ieum.services.scamcall.standards.stix.identifiers import SIGNAL_EXTENSION
from ieum.services.scamcall.standards.stix.reading import NoSignal, sighting_of
from ieum.services.scamcall.vocabulary import Manoeuvre, SignalType, SubjectKind

PHONE = "[x-ieum-subject:kind = 'phone' AND x-ieum-subject:value = '+1 202-555-0123']"


def indicator(**given: Any) -> dict[str, Any]:
    return {
        "type": "indicator",
        "id": "indicator--00000000-0000-4000-8000-000000000001",
        "pattern": PHONE,
        "pattern_type": "stix",
        "valid_from": "2026-11-20T09:30:00.000Z",
        **given,
    }


@pytest.mark.parametrize(
    ("pattern", "kind", "identifier"),
    [
        (PHONE, SubjectKind.PHONE, "+12025550123"),
        (
            "[x-ieum-subject:value='999:1234567' AND x-ieum-subject:kind='account']",
            SubjectKind.ACCOUNT,
            "999:1234567",
        ),
        ("[url:value = 'http://a.example/b']", SubjectKind.LINK, "a.example/b"),
        ("[domain-name:value = 'a.example']", SubjectKind.LINK, "a.example"),
        ("[software:name = 'kr.example.app']", SubjectKind.APP, "kr.example.app"),
    ],
)
def test_a_pattern_names_a_subject(pattern: str, kind: SubjectKind, identifier: str) -> None:
    found = sighting_of(indicator(pattern=pattern))
    assert (found.kind, found.identifier) == (kind, identifier)
    assert found.event_id == indicator()["id"]
    assert found.type is SignalType.NUMBER_REPORT


def test_an_extension_says_more() -> None:
    told = {
        "extension_type": "property-extension",
        "signal_type": "handset_detection",
        "manoeuvre": "agency",
        "amount_won": 10**6,
    }
    found = sighting_of(indicator(confidence=80, extensions={SIGNAL_EXTENSION: told}))
    assert found.type is SignalType.HANDSET_DETECTION
    assert found.manoeuvre is Manoeuvre.AGENCY
    assert (found.confidence, found.amount_won) == (80, 10**6)


@pytest.mark.parametrize(
    "given",
    [
        {"type": "malware"},
        {"pattern_type": "snort"},
        {"pattern": "[file:name = 'a']"},
        {"pattern": "[url:value = 'http://a.example/'] OR [url:value = 'http://b.example/']"},
        {"pattern": "[url:value LIKE 'http://a%']"},
        {"pattern": "[" * 10_000},
        {"pattern": 7},
        {"pattern": "[url:value = 'http://']"},
        {"pattern": "[x-ieum-subject:kind = 'person' AND x-ieum-subject:value = 'a']"},
        {"valid_from": None},
        {"valid_from": "yesterday"},
        {"confidence": 101},
        {"id": "indicator--한글"},
        {"extensions": {SIGNAL_EXTENSION: {"signal_type": "rumour"}}},
        {"extensions": {SIGNAL_EXTENSION: "text"}},
        {"extensions": {SIGNAL_EXTENSION: {"amount_won": -1}}},
    ],
)
def test_what_names_no_subject_is_refused_with_its_reason(given: dict[str, Any]) -> None:
    with pytest.raises(NoSignal, match=r"\w"):
        sighting_of(indicator(**given))


def test_a_refusal_repeats_no_identifier() -> None:
    with pytest.raises(NoSignal) as caught:
        sighting_of(indicator(pattern=PHONE.replace("+1 202-555-0123", "12")))
    assert "12" not in str(caught.value)
