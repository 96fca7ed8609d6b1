"""What a message that somebody got holds: telephone numbers, links, and signs of a manoeuvre."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import phonenumbers

from ieum.services.scamcall.identifiers.normal import REGION, WrongIdentifier, normal
from ieum.services.scamcall.vocabulary import SubjectKind

LONGEST_MESSAGE = 5000
#: So many of each are looked at; a message holds few.
MOST_FOUND = 20
_LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>\"'()\[\]{}]{1,500}|\b[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}/[^\s<>\"'()]{1,300}",
    re.IGNORECASE | re.ASCII,
)
_SHORT = re.compile(r"(?<![\d-])1\d{2,3}(?![\d-])", re.ASCII)


@dataclass(frozen=True, slots=True)
class Found:
    """An identifier in a text: as it stands there, and in its normal form."""

    kind: SubjectKind
    text: str = field(repr=False)
    identifier: str = field(repr=False)


def identifiers_in(text: str) -> list[Found]:
    """The telephone numbers and links of a text, in order, each once."""
    found: dict[tuple[SubjectKind, str], tuple[int, Found]] = {}

    def keep(kind: SubjectKind, raw: str, start: int) -> None:
        try:
            one = Found(kind, raw, normal(kind, raw))
        except WrongIdentifier:
            return
        found.setdefault((kind, one.identifier), (start, one))

    text = text[:LONGEST_MESSAGE]
    links = list(_LINK.finditer(text))
    for match in links[:MOST_FOUND]:
        keep(SubjectKind.LINK, match[0].rstrip(".,;:!?"), match.start())
    # Digits inside of a link are no telephone number.
    plain = list(text)
    for match in links:
        plain[match.start() : match.end()] = " " * (match.end() - match.start())
    rest = "".join(plain)
    matcher = phonenumbers.PhoneNumberMatcher(
        rest, REGION, leniency=phonenumbers.Leniency.POSSIBLE, max_tries=MOST_FOUND
    )
    for one in matcher:
        keep(SubjectKind.PHONE, one.raw_string, one.start)
    for match in list(_SHORT.finditer(rest))[:MOST_FOUND]:
        keep(SubjectKind.PHONE, match[0], match.start())
    return [one for _start, one in sorted(found.values(), key=lambda pair: pair[0])]
