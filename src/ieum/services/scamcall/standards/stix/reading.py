"""STIX 2.1 indicators read as signals of the party that sends them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from ieum.services.scamcall.identifiers.normal import WrongIdentifier
from ieum.services.scamcall.signals.forms import SignalForm
from ieum.services.scamcall.signals.values import Sighting
from ieum.services.scamcall.standards.stix.identifiers import SIGNAL_EXTENSION, SUBJECT
from ieum.services.scamcall.vocabulary import SignalType, SubjectKind

#: How sure a sender is that does not say.
CONFIDENCE = 50
_MORE = frozenset({"manoeuvre", "caller_id", "amount_won"})
_TEXT = r"'((?:[^'\\]|\\.)*)'"
_COMPARISON = re.compile(rf"([a-z0-9-]+):([a-z_]+)\s*=\s*{_TEXT}")
_PATTERN = re.compile(
    rf"\[\s*{_COMPARISON.pattern}(?:\s+AND\s+{_COMPARISON.pattern})?\s*\]", re.ASCII
)
_STANDARD = {
    ("url", "value"): SubjectKind.LINK,
    ("domain-name", "value"): SubjectKind.LINK,
    ("software", "name"): SubjectKind.APP,
}


class NoSignal(Exception):
    """A STIX object that says nothing that can be taken as a signal; why, in English."""


def sighting_of(sent: Mapping[str, Any]) -> Sighting:
    """The signal that an indicator is. Raises ``NoSignal``.

    Its id is the event id, so that it is one signal however often it is sent. The pattern names one
    subject: ``[x-ieum-subject:kind = 'phone' AND x-ieum-subject:value = '…']``, or
    ``[url:value = '…']``, ``[domain-name:value = '…']``, ``[software:name = '…']``. What a signal says
    beyond that stands in the extension ``SIGNAL_EXTENSION``.
    """
    if sent.get("type") != "indicator":
        raise NoSignal("Only indicators are taken as signals")
    if sent.get("pattern_type") != "stix":
        raise NoSignal("Only patterns of the type 'stix' are read")
    kind, identifier = _subject(str(sent.get("pattern", "")))
    extensions = sent.get("extensions")
    told = extensions.get(SIGNAL_EXTENSION, {}) if isinstance(extensions, dict) else {}
    if not isinstance(told, dict):
        raise NoSignal("An extension must be an object")
    form = {
        "event_id": sent["id"],
        "type": told.get("signal_type", SignalType.NUMBER_REPORT),
        "kind": str(kind),
        "identifier": identifier,
        "seen_at": sent.get("valid_from"),
        "confidence": sent.get("confidence", CONFIDENCE),
        **{name: value for name, value in told.items() if name in _MORE},
    }
    try:
        return SignalForm.model_validate(form, strict=False).sighting()
    except WrongIdentifier as error:
        raise NoSignal(error.message.text("en")) from error
    except ValidationError as error:
        first = error.errors()[0]
        raise NoSignal(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from error


def _subject(pattern: str) -> tuple[SubjectKind, str]:
    match = _PATTERN.fullmatch(pattern.strip())
    if match is None:
        raise NoSignal("The pattern must compare one subject")
    groups = match.groups()
    named = {(groups[0], groups[1]): groups[2]}
    if groups[3] is not None:
        named[groups[3], groups[4]] = groups[5]
    for name, kind in _STANDARD.items():
        if set(named) == {name}:
            return kind, _unescaped(named[name])
    kind_and_value = {(SUBJECT, "kind"), (SUBJECT, "value")}
    kinds = {str(kind): kind for kind in SubjectKind}
    if set(named) == kind_and_value and named[SUBJECT, "kind"] in kinds:
        return kinds[named[SUBJECT, "kind"]], _unescaped(named[SUBJECT, "value"])
    raise NoSignal("The pattern names no phone, account, link or app")


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)
