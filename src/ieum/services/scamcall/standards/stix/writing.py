"""Orders and signals as STIX 2.1: what is kept of each, and what a reader is shown of it.

An order is an ``indicator`` that is revoked when the order ends. A signal is ``observed-data`` about an
``x-ieum-subject``, the pseudonym of a line, an account, a link or an app; of a suspect it is also a
``sighting`` of an indicator. Of somebody in danger there is no indicator: they are nobody to act
against. What STIX has no property for stands in extensions, whose definitions are in each collection.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from ieum.exchange.events.values import Event
from ieum.exchange.parties.values import HUB
from ieum.services.scamcall.standards.stix.identifiers import (
    ORDER_EXTENSION,
    SIGNAL_EXTENSION,
    SUBJECT,
    SUBJECT_EXTENSION,
    Ids,
)
from ieum.services.scamcall.standards.timestamps import (
    stix_timestamp,
)
from ieum.services.scamcall.vocabulary import SIGNALS, SignalType, Standing

#: Without these fields there is nothing to say in STIX: they must be among the agreed ones.
NEEDED_OF_ORDERS = frozenset({"pseudonym", "starts_at", "expires_at", "state"})
NEEDED_OF_SIGNALS = frozenset({"pseudonym", "seen_at"})
_OF_ORDERS = ("reference", "action", "state", "basis", "scope", "appeal", "kept_won")
_OF_SIGNALS = ("type", "manoeuvre", "caller_id", "amount_won")
_LIVE = "live"
#: When the definitions below were made.
_DEFINED_AT = "2026-11-21T00:00:00.000Z"
_DEFINITIONS = (
    (
        SUBJECT_EXTENSION,
        "new-sco",
        "x-ieum-subject",
        "An observable that stands for a phone line, a bank account, a link or an app. "
        "'pseudonym' (string): a keyed pseudonym, 'kind.epoch.value', where kind is phone, account, "
        "link or app. Senders may give 'kind' and 'value' (the identifier itself) in its place.",
    ),
    (
        ORDER_EXTENSION,
        "property-extension",
        "scam-call order",
        "What is asked about the subject of an indicator: 'reference', 'action' (alert, delay, block, "
        "freeze, block_path), 'state', 'basis' (law or contract), 'scope', 'appeal' (where to object), "
        "'kept_won' (integer: what stays frozen after a partial release). All but the last are strings.",
    ),
    (
        SIGNAL_EXTENSION,
        "property-extension",
        "scam-call signal",
        "What was seen: 'signal_type', 'manoeuvre', 'caller_id' (strings), 'amount_won' (integer).",
    ),
)


def definitions(ids: Ids) -> list[dict[str, Any]]:
    """The definitions of our extensions."""
    return [
        {
            "type": "extension-definition",
            "spec_version": "2.1",
            "id": id,
            "created_by_ref": ids.identity(HUB),
            "created": _DEFINED_AT,
            "modified": _DEFINED_AT,
            "name": name,
            "description": text,
            "schema": text,
            "version": "1.0.0",
            "extension_types": [type],
        }
        for id, type, name, text in _DEFINITIONS
    ]


def identity(ids: Ids, party: str, name: str, at: datetime) -> dict[str, Any]:
    """A party."""
    kept = {"id": ids.identity(party), "name": name, "by": ids.identity(HUB)}
    time = stix_timestamp(at)
    return _identity({**kept, "type": "identity", "created": time, "modified": time}, {}, ids)


def version_of(at: datetime, revision: int) -> datetime:
    """The version that an event makes: its time, told apart from another of the same millisecond."""
    whole = at.microsecond // 1000 * 1000
    return at.replace(microsecond=whole) + timedelta(microseconds=revision % 1000)


def is_of_suspect(kind: str) -> bool:
    """Whether signals of this name speak of somebody to stop, so that there is an indicator."""
    return SIGNALS[SignalType(kind.partition(".")[2])].standing is Standing.SUSPECT


def names_of_signal(ids: Ids, event: Event, revision: int) -> dict[str, str]:
    """The ids of the objects that a signal becomes, by their type; its indicator is not its alone."""
    names = {
        "identity": ids.identity(event.giver),
        SUBJECT: ids.subject(event.subject),
        "observed-data": ids.of("observed-data", event.giver, event.subject, revision),
    }
    if is_of_suspect(event.kind):
        names["sighting"] = ids.of("sighting", event.giver, event.subject, revision)
    return names


def indicator_of(ids: Ids, event: Event, generation: int) -> str:
    """The id of the indicator that all signals of a giver and kind on a subject are sightings of.

    What is revoked is so for good (STIX 2.1, 3.2): what is reported after that is of the next
    ``generation``, counted from 0.
    """
    names = event.giver, event.kind, event.subject
    return ids.of("indicator", *names, *([generation] if generation else []))


def written(kept: Mapping[str, Any], fields: frozenset[str], ids: Ids) -> dict[str, Any]:
    """The object that a reader is shown, of what is kept and of the fields that they may see."""
    body = {name: value for name, value in kept["body"].items() if name in fields}
    return _WRITERS[kept["type"]](kept, body, ids)


def _common(kept: Mapping[str, Any]) -> dict[str, Any]:
    revoked = {"revoked": True} if kept.get("revoked") else {}
    return revoked | {
        "type": kept["type"],
        "spec_version": "2.1",
        "id": kept["id"],
        "created_by_ref": kept["by"],
        "created": kept["created"],
        "modified": kept["modified"],
    }


def _indicator(kept: Mapping[str, Any], body: Mapping[str, Any], ids: Ids) -> dict[str, Any]:
    found = _common(kept) | {
        "indicator_types": ["malicious-activity"],
        "pattern": f"[{SUBJECT}:pseudonym = '{body['pseudonym']}']",
        "pattern_type": "stix",
        "pattern_version": "2.1",
    }
    if "state" not in body:
        return found | {
            "name": "Reported in scam calls",
            "description": "A party of the hub has reported this subject; see its sightings.",
            "valid_from": _time(body["seen_at"]),
        }
    found |= {
        "name": f"Scam-call order: {body.get('action', 'act')}",
        "description": "In force from valid_from to valid_until, unless revoked before.",
        "valid_from": _time(body["starts_at"]),
        "valid_until": _time(body["expires_at"]),
        **_confidence(body),
        "extensions": {ORDER_EXTENSION: _extension({name: body.get(name) for name in _OF_ORDERS})},
    }
    return found if body["state"] == _LIVE else found | {"revoked": True}


def _subject(kept: Mapping[str, Any], body: Mapping[str, Any], ids: Ids) -> dict[str, Any]:
    return {
        "type": SUBJECT,
        "spec_version": "2.1",
        "id": kept["id"],
        "pseudonym": body["pseudonym"],
        "extensions": {SUBJECT_EXTENSION: {"extension_type": "new-sco"}},
    }


def _observed(kept: Mapping[str, Any], body: Mapping[str, Any], ids: Ids) -> dict[str, Any]:
    properties = {name: body.get(name) for name in _OF_SIGNALS}
    properties["signal_type"] = properties.pop("type")
    extension = {"extensions": {SIGNAL_EXTENSION: _extension(properties)}}
    return _common(kept) | {
        "first_observed": _time(body["seen_at"]),
        "last_observed": _time(body["seen_at"]),
        "number_observed": 1,
        "object_refs": [ids.subject(body["pseudonym"])],
        **_confidence(body),
        **({} if kept.get("revoked") else extension),
    }


def _sighting(kept: Mapping[str, Any], body: Mapping[str, Any], ids: Ids) -> dict[str, Any]:
    return _common(kept) | {
        "first_seen": _time(body["seen_at"]),
        "last_seen": _time(body["seen_at"]),
        "count": 1,
        "sighting_of_ref": kept["indicator"],
        "observed_data_refs": [kept["observed"]],
        "where_sighted_refs": [kept["by"]],
        **_confidence(body),
    }


def _identity(kept: Mapping[str, Any], body: Mapping[str, Any], ids: Ids) -> dict[str, Any]:
    return _common(kept) | {
        "created_by_ref": ids.identity(HUB),
        "name": kept["name"],
        "identity_class": "organization",
    }


_WRITERS = {
    "identity": _identity,
    "indicator": _indicator,
    SUBJECT: _subject,
    "observed-data": _observed,
    "sighting": _sighting,
}


def _extension(properties: Mapping[str, Any]) -> dict[str, Any]:
    told = {name: value for name, value in properties.items() if value is not None}
    return {"extension_type": "property-extension", **told}


def _confidence(body: Mapping[str, Any]) -> dict[str, int]:
    return {"confidence": body["confidence"]} if "confidence" in body else {}


def _time(text: str) -> str:
    return stix_timestamp(datetime.fromisoformat(text))
