"""Where what an amount is for is to happen, as far as the text names a place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ieum.search.figures import Figure, FigureKind
from ieum.search.passages import Document, Passage, Role, sentences
from ieum.services.programme.extraction.bodies import short_name
from ieum.services.programme.extraction.findings import Budget
from ieum.services.programme.extraction.leads import Lead
from ieum.services.programme.extraction.mentions import Mention, headline
from ieum.services.programme.extraction.outline import Outline, without_mark
from ieum.services.programme.extraction.tables import is_row
from ieum.text.regions import Region, find_regions

WHOLE_COUNTRY = "전국"
ABROAD = "해외"
_SHARED = re.compile(r"\d+대\s?권역|권역별|지역별")
_TOPIC = re.compile(r"(?:권|지역)?\s?(?:은|는|에서는|에는)")
#: Where something was said or signed, not where it is to happen.
_VENUE = re.compile(
    r"[가-힣\s]{0,14}에서\s?(?:열린|개최|가진|진행|기자|브리핑|발표|협약|회의|간담회)"
)
#: Where a text was written: Sejong, October 19, 2026 -, (대전=…).
_DATELINE = re.compile(
    r"\s?(?:[A-Z][\w, ]{2,30},\s(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}|\d{1,2}\s[A-Z][a-z]{2,8})\b|[(\[][가-힣·]{2,8}\s?=[^)\]]*[)\]])"
)
#: Other countries that get help; 해외 진출 and 해외 시장 are for firms at home.
_ABROAD = re.compile(
    r"개발\s?도상국|개도국|수원국|협력국|공적\s?개발\s?원조|(?<![A-Za-z])ODA(?![A-Za-z])|해외\s?\d+\s?개국|developing\s(?:countries|nations)"
)
_SPENT = re.compile(r"\s?원?(?:을|를)\s?(?:들여|투입해|투자해|써서|투입하여|투자하여)")
#: 720억원(국비 360억원)을 들여
_SHARES = re.compile(r"\s?원?\s?\([^()]*\)")
_PAIR = re.compile(r"(?<![가-힣])([가-힣]{2,3})[·∙ㆍ]([가-힣]{2,3}?)(?=의\s|에\s|에서\s|\s)")
_ABOUT = re.compile(r"([가-힣A-Za-z][가-힣A-Za-z\s·]{1,30}?)(?:은|는)\s")
_IS_THERE = re.compile(
    r"(?:에|에서|으로|로|이|가|을|를)\s(?:[가-힣]{1,8}\s){0,2}(?:들어선|들어서|세워|세운|짓는|지어|설치|건립|조성|구축|대상|운영|문을\s연|시범)"
)
#: Wholes above a part, at most.
_DEEPEST = 12


def regions_of(
    document: Document,
    passage: Passage,
    figure: Figure,
    outline: Outline,
    name: str,
    name_at: tuple[int, int],
    lead: Lead | None,
) -> tuple[str, ...]:
    """Where it is to happen: regions of its name, its local government, its sentence, the heading
    above; empty where none of them names any.

    Of a programme "of four regions" those that its paragraph lists.
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
    if passage.role in (Role.TITLE, Role.SUBTITLE):
        # 정부, 무인 항만에 8,000억원… 부산은 관제실 짓는다: a headline says several things.
        start, end = _in_headline(passage.text, figure.start)
    else:
        start, end = _own_stretch(passage, figure, start, end)
    own = regions_in(passage.text[start:end])
    # 충북 음성에 훈련장을 짓는다. 430억 원을 들이며: one place, told where it was named.
    where = regions_in(passage.text[slice(*named_in)])
    return own or (where if len(where) == 1 else ()) or _of_headings(document, passage, outline)


def _own_stretch(passage: Passage, figure: Figure, start: int, end: int) -> tuple[int, int]:
    """The part of a sentence in which the place of one of its amounts lies: what stands before it,
    since the amount before; where that names none, what follows on it alone."""
    amounts = [f for f in passage.figures if f.kind is FigureKind.AMOUNT and start <= f.start < end]
    since = max([start, *(f.end for f in amounts if f.end <= figure.start)])
    bracket = _SHARES.match(passage.text, figure.end)
    told = bracket.end() if bracket else figure.end
    until = min([end, *(f.start for f in amounts if f.start >= told)])
    if regions_in(passage.text[since : figure.start]):
        return since, figure.start
    is_spent = until == end or _SPENT.match(passage.text, told)
    return (figure.end, until) if is_spent else (since, figure.start)


def _in_headline(text: str, at: int) -> tuple[int, int]:
    """The part of a headline between its dots that a place of it lies in."""
    ends = [m.end() for m in re.finditer(r"…|\.{2,3}|·{3}", text)]
    since = max([0, *(end for end in ends if end <= at)])
    return since, min([len(text), *(end for end in ends if end > at)])


def _of_headings(document: Document, passage: Passage, outline: Outline) -> tuple[str, ...]:
    """The regions of the nearest line above that is a heading and names some: ◇ 호남권."""
    for ordinal in reversed(outline.above(passage)):
        above = document.passages[ordinal]
        marked, line = without_mark(above.text)
        if is_row(above.text) or not (marked or above.role is Role.HEADING):
            continue
        if regions := regions_in(line):
            return regions
    return ()


def regions_in(text: str) -> tuple[str, ...]:
    """The short names of the regions that a text names as places of what it tells of."""
    dateline = _DATELINE.match(text)
    since = dateline.end() if dateline else 0
    found = dict.fromkeys(
        _short_name(region)
        for region in find_regions(text)
        if region.span.start >= since
        and not region.ambiguous
        and not _VENUE.match(text, region.span.end)
    )
    if _ABROAD.search(text):
        return (ABROAD,)
    return tuple(dict.fromkeys((*found, *_paired(text))))


def _paired(text: str) -> Iterator[str]:
    """Towns that are named side by side without 시 or 군, each of which alone may be another word:
    경주·부여의."""
    for match in _PAIR.finditer(text):
        towns = [_town(name) for name in match.groups()]
        if all(towns):
            yield from filter(None, towns)


def _town(name: str) -> str | None:
    for ending in ("시", "군"):
        for region in find_regions(name + ending):
            is_all = region.span.start == 0 and region.span.end == len(name) + 1
            if is_all and region.place.level == "municipality" and not region.ambiguous:
                return _short_name(region)
    return None


def _short_name(region: Region) -> str:
    return WHOLE_COUNTRY if region.place.level == "country" else short_name(region.place)


def _told_elsewhere(document: Document) -> list[tuple[str, tuple[str, ...]]]:
    """What sentences are about, and the regions in which they say it is to be: 지상국은 사천과 제주에 들어선다."""
    told = []
    for passage in document.passages:
        for start, end in sentences(passage.text):
            sentence = passage.text[start:end]
            topic = _ABOUT.match(sentence)
            if topic and _IS_THERE.search(sentence) and (regions := regions_in(sentence)):
                told.append((topic[1], regions))
    return told


def with_places_of_wholes(
    document: Document, groups: Sequence[Sequence[Mention]], budgets: Sequence[Budget]
) -> list[Budget]:
    """The budgets, each with its ``groups`` of mentions; one for which no place is named is where its
    whole is, else where the work is that the document leads with, if it is of that work or the title
    names the place; else in the whole country."""
    leading = next((at for at, group in enumerate(groups) if any(map(headline, group))), 0)
    titled = {
        region
        for passage in document.passages
        if passage.role in (Role.TITLE, Role.SUBTITLE)
        for region in regions_in(passage.text)
    }
    told = _told_elsewhere(document)
    made = []
    for at, budget in enumerate(budgets):
        found = next((b.regions for b in _with_wholes(budgets, at) if b.regions), ())
        whole = budgets[leading]
        is_of_it = titled.issuperset(whole.regions) or any(
            m.name.is_generic or m.table is not None or m.name.text == whole.name
            for m in groups[at]
        )
        if not found:
            names = (regions for topic, regions in told if _is_called(budget.name, topic))
            found = next(names, ())
        if not found and is_of_it and whole.won >= budget.won:
            found = whole.regions
        made.append(replace(budget, regions=found or (WHOLE_COUNTRY,)))
    return made


def _is_called(name: str, topic: str) -> bool:
    return name.startswith(topic) or name.endswith(topic)


def _with_wholes(budgets: Sequence[Budget], at: int | None) -> Iterator[Budget]:
    for _ in range(_DEEPEST):
        if at is None:
            return
        yield budgets[at]
        at = budgets[at].parent
