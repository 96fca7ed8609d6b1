"""Who leads what an amount is for, and where it is to happen, as far as the text names them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from ieum.search.figures import Figure
from ieum.search.passages import Document, Passage, Role, sentences
from ieum.services.programme.extraction.bodies import Body, find_bodies
from ieum.text.regions import Region, find_regions

_ACTS = re.compile(r"\s?(?:은|는|이|가|에서|,|\()")
_SHARED = re.compile(r"\d+대\s?권역|권역별|지역별")
_WHOLE = "전국"
_TOPIC = re.compile(r"(?:권|지역)?\s?(?:은|는|에서는|에는)")


@dataclass(frozen=True, slots=True)
class Lead:
    """The body that acts: its full name, where it stands in the document, its region if local."""

    name: str
    at: tuple[int, int]
    region: str = ""


def lead_of(document: Document, passage: Passage, figure: Figure) -> Lead | None:
    """The acting body nearest before an amount in its passage or those that govern it, else the
    one the whole document speaks for; None where the text names none."""
    bodies = _bodies(passage.text, document.issued)
    acting = [b for b in bodies if b.start < figure.start and _ACTS.match(passage.text, b.end)]
    if acting:
        return _lead(passage, acting[-1])
    for ordinal in reversed(passage.path):
        above = document.passages[ordinal]
        acting = [b for b in _bodies(above.text, document.issued) if _ACTS.match(above.text, b.end)]
        if acting:
            return _lead(above, acting[0])
    return _speaker(document)


def regions_of(
    document: Document, passage: Passage, figure: Figure, name: str, lead: Lead | None
) -> tuple[str, ...]:
    """Where it is to happen: regions of its name, its sentence, or its local government.

    Of a programme "of four regions" those that its paragraph lists; else the whole country.
    """
    in_name = _short(find_regions(name))
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
    if lead and lead.region:
        return (lead.region,)
    start, end = next(
        ((s, e) for s, e in sentences(passage.text) if s <= figure.start < e),
        (0, len(passage.text)),
    )
    return _short(find_regions(passage.text[start:end])) or (_WHOLE,)


def _short(regions: list[Region]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_short_name(region) for region in regions if not region.ambiguous))


def _short_name(region: Region) -> str:
    if region.place.level == "country":
        return _WHOLE
    return (
        region.place.short.removesuffix("권")
        if region.place.level == "super_region"
        else (region.place.short)
    )


def _lead(passage: Passage, body: Body) -> Lead:
    return Lead(body.name, (passage.start + body.start, passage.start + body.end), body.region)


def _speaker(document: Document) -> Lead | None:
    """Whom a document speaks for: the body its title begins with, else the one it names most."""
    for passage in document.passages[:1]:
        bodies = _bodies(passage.text, document.issued)
        if passage.role is Role.TITLE and bodies:
            return _lead(passage, bodies[0])
    counted: Counter[str] = Counter()
    first: dict[str, Lead] = {}
    for passage in document.passages:
        for body in _bodies(passage.text, document.issued):
            counted[body.name] += 1
            first.setdefault(body.name, _lead(passage, body))
    if not counted:
        return None
    return first[counted.most_common(1)[0][0]]


@lru_cache(maxsize=4096)
def _bodies(text: str, issued: object) -> tuple[Body, ...]:
    return tuple(find_bodies(text, issued))  # type: ignore[arg-type]
