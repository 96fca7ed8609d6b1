"""Who leads what an amount is for, and where it is to happen, as far as the text names them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from ieum.search.figures import Figure
from ieum.search.passages import Document, Passage, Role, sentences
from ieum.services.programme.extraction.bodies import (
    Body,
    find_bodies,
    lesser_bodies,
    short_name,
)
from ieum.services.programme.extraction.outline import Outline
from ieum.services.programme.extraction.tables import is_row
from ieum.text.regions import Region, find_regions

_ACTS = re.compile(
    r"\s?(?:은|는|이|가|에서|,|\()|\s(?:\([A-Z]+\)\s)?(?:said|announced|will|plans?|is|has|aims|spent)\b"
)
_LEADS = re.compile(r"\s?(?:주관|소관|주도|총괄)")
_TOGETHER = re.compile(r"\s?(?:와|과|·|및|,|and)\s?")
_WITH = re.compile(r"\s?(?:등)?(?:와|과)?\s?(?:함께|공동|협력|합동)")
_SHARED = re.compile(r"\d+대\s?권역|권역별|지역별")
_WHOLE = "전국"
#: 정부는: no ministry is named.
_STATE = re.compile(r"정부(?:는|가)\s")
_TOPIC = re.compile(r"(?:권|지역)?\s?(?:은|는|에서는|에는)")
#: Where something was said or signed, not where it is to happen.
_VENUE = re.compile(
    r"[가-힣\s]{0,14}에서\s?(?:열린|개최|가진|진행|기자|브리핑|발표|협약|회의|간담회)"
)


@dataclass(frozen=True, slots=True)
class Lead:
    """The body that acts: its full name, where it stands in the document, its region if local."""

    name: str
    at: tuple[int, int]
    regions: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    """Those that the text names as acting with it."""


class Speakers:
    """The bodies that a document names, and the one it speaks for."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._lesser = lesser_bodies(document)
        self._known: dict[str, tuple[Body, ...]] = {}

    def bodies(self, text: str) -> tuple[Body, ...]:
        """The bodies in a passage, in order."""
        if text not in self._known:
            self._known[text] = tuple(find_bodies(text, self._document.issued, self._lesser))
        return self._known[text]

    @cached_property
    def titled(self) -> Lead | None:
        """The body that the title or a line under it begins with or names."""
        for passage in self._document.passages:
            if passage.role not in (Role.TITLE, Role.SUBTITLE):
                break
            if bodies := self.bodies(passage.text):
                return joined(passage, bodies, bodies[0])
        return None

    @cached_property
    def main(self) -> Lead | None:
        """Whom a document speaks for: the body its title names, else the one it names most."""
        if self.titled is not None:
            return self.titled
        counted: Counter[str] = Counter()
        first: dict[str, Lead] = {}
        for passage in self._document.passages:
            if is_row(passage.text):
                continue
            for body in self.bodies(passage.text):
                counted[body.name] += 1
                first.setdefault(body.name, _lead(passage, body))
        return first[counted.most_common(1)[0][0]] if counted else None


def lead_of(
    document: Document, passage: Passage, figure: Figure, outline: Outline, speakers: Speakers
) -> Lead | None:
    """The acting body nearest before an amount in its passage or those that govern it, else the
    one the whole document speaks for; None where the text names none."""
    bodies = speakers.bodies(passage.text)
    named = [b for b in bodies if b.start >= figure.end and _LEADS.match(passage.text, b.end)]
    if named and named[0].start - figure.end < 30:
        return _lead(passage, named[0])
    acting = [b for b in bodies if b.start < figure.start and _ACTS.match(passage.text, b.end)]
    if acting:
        return joined(passage, bodies, acting[-1])
    if speakers.titled is None and _STATE.match(passage.text[_sentence_start(passage, figure) :]):
        return None
    for ordinal in reversed(outline.above(passage)):
        above = document.passages[ordinal]
        bodies = speakers.bodies(above.text)
        acting = [b for b in bodies if _ACTS.match(above.text, b.end)]
        if acting:
            return joined(above, bodies, acting[0])
    return speakers.main


def _sentence_start(passage: Passage, figure: Figure) -> int:
    return next((s for s, e in sentences(passage.text) if s <= figure.start < e), 0)


def joined(passage: Passage, bodies: Sequence[Body], acting: Body) -> Lead:
    """A body, and those that the text names with it: 행정안전부와 교육부는."""
    together = [acting]
    for body in reversed([b for b in bodies if b.end <= acting.start]):
        between = passage.text[body.end : together[0].start]
        if not _TOGETHER.fullmatch(between) or between.strip() == ",":
            break
        together.insert(0, body)
    for body in [b for b in bodies if b.start >= acting.end]:
        between = passage.text[together[-1].end : body.start]
        if between.strip() not in ("·", "와", "과", "및"):
            break
        together.append(body)
    lead = _lead(passage, together[0])
    if len(together) == 1:
        return lead
    regions = tuple(dict.fromkeys(body.region for body in together if body.region))
    partners = tuple(dict.fromkeys(body.name for body in together[1:]))
    return Lead(lead.name, lead.at, regions, partners)


def partners_of(
    passage: Passage, figure: Figure, lead: Lead | None, speakers: Speakers
) -> tuple[str, ...]:
    """The bodies that work with the lead: those named with it, and those of its sentence."""
    start, end = next(
        ((s, e) for s, e in sentences(passage.text) if s <= figure.start < e),
        (0, len(passage.text)),
    )
    helpers = [
        body.name
        for body in speakers.bodies(passage.text)
        if start <= body.start < end and _WITH.match(passage.text, body.end)
    ]
    named = lead.partners if lead else ()
    return tuple(dict.fromkeys(p for p in (*named, *helpers) if not lead or p != lead.name))


def regions_of(
    passage: Passage, figure: Figure, name: str, name_at: tuple[int, int], lead: Lead | None
) -> tuple[str, ...]:
    """Where it is to happen: regions of its name, its sentence, or its local government.

    Of a programme "of four regions" those that its paragraph lists; else the whole country.
    """
    in_name = regions_in(name)
    if in_name:
        return in_name
    if _SHARED.search(name) or _SHARED.search(passage.text[figure.start : figure.end + 20]):
        listed = tuple(
            dict.fromkeys(
                _short_name(region)
                for region in find_regions(passage.text)
                if _TOPIC.match(passage.text, region.span.end)
            )
        )
        if len(listed) > 1:
            return listed
    if lead and lead.regions:
        return lead.regions
    start, end = next(
        ((s, e) for s, e in sentences(passage.text) if s <= figure.start < e),
        (0, len(passage.text)),
    )
    named_in = next(
        (
            (s, e)
            for s, e in sentences(passage.text)
            if s <= name_at[0] - passage.start < e and e <= start
        ),
        (0, 0),
    )
    own = regions_in(passage.text[start:end])
    # 충북 음성에 훈련장을 짓는다. 430억 원을 들이며: one place, told where it was named.
    where = regions_in(passage.text[slice(*named_in)])
    return own or (where if len(where) == 1 else ()) or (_WHOLE,)


def regions_in(text: str) -> tuple[str, ...]:
    """The short names of the regions that a text names as places of what it tells of."""
    return tuple(
        dict.fromkeys(
            _short_name(region)
            for region in find_regions(text)
            if not region.ambiguous and not _VENUE.match(text, region.span.end)
        )
    )


def _short_name(region: Region) -> str:
    return _WHOLE if region.place.level == "country" else short_name(region.place)


def _lead(passage: Passage, body: Body) -> Lead:
    place = (passage.start + body.start, passage.start + body.end)
    return Lead(body.name, place, (body.region,) if body.region else ())
