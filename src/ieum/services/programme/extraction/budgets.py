"""The budgets of a document: each amount of won, what it is for, when, by whom and where.

An amount that a text states twice for the same thing is one budget; amounts of different basis or
period never are. A budget knows the one it is a part of, so that nobody adds the two.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ieum.search.figures import Figure, FigureKind
from ieum.search.passages import Document, Passage, Role, sentences
from ieum.services.programme.extraction.amounts import Use, is_named_by_source, use_of
from ieum.services.programme.extraction.dealing import dealt_out
from ieum.services.programme.extraction.findings import Basis, Budget, Place, Timing
from ieum.services.programme.extraction.leads import Speakers, lead_of, partners_of
from ieum.services.programme.extraction.lengths import with_years_of_lengths
from ieum.services.programme.extraction.lists import (
    with_time_of_its_list,
    with_what_their_list_says,
)
from ieum.services.programme.extraction.mentions import Mention, headline, is_same, likeness
from ieum.services.programme.extraction.name_words import Name, is_budget_line
from ieum.services.programme.extraction.naming import name_of
from ieum.services.programme.extraction.naming_told import fuller
from ieum.services.programme.extraction.outline import Outline, outline_of
from ieum.services.programme.extraction.places import (
    WHOLE_COUNTRY,
    regions_of,
    with_places_of_wholes,
)
from ieum.services.programme.extraction.table_budgets import budgets_of_tables
from ieum.services.programme.extraction.tables import tables_of
from ieum.services.programme.extraction.timing import (
    annual,
    timing_of,
    told_of_this_work,
)
from ieum.services.programme.extraction.wholes import parents_of, with_times_of_wholes
from ieum.text.money import find_money
from ieum.text.qualifiers import Qualifier, qualifier_around

_ROLES = (Role.TITLE, Role.SUBTITLE, Role.HEADING, Role.PARAGRAPH, Role.ITEM)


_COUNT = re.compile(
    r"(?<![\d.,])(\d{1,3})\s?(?:개|대|건|가지)\s?(?:의\s)?(?:세부|신규|핵심|중점|주요|전략|추진)?\s?(?:사업|과제|프로젝트|분야)"
)
_OF_A_WORK = re.compile(
    r"\s?(?:규모)?의\s?(?:[가-힣A-Za-z]+\s){0,2}(?:프로젝트|사업|프로그램)|"
    r"(?:\s?규모|(?<=규모))(?:의|로)\s(?!예산|국비|사업비|재정|투자|편성|확보|확정|지원|늘|확대)"
)
_APART = re.compile(r"(?:이와|그와)?\s?별도로")


def budgets_of(document: Document) -> list[Budget]:
    """The budgets of a document, in the order in which its text first states them."""
    outline = outline_of(document)
    speakers = Speakers(document)
    tables = tables_of(document, document.issued.year if document.issued else None)
    rows = sorted(place for table in tables for place in table.places)
    mentions = [
        *_in_prose(document, outline, speakers, rows),
        *budgets_of_tables(document, tables, speakers),
    ]
    mentions.sort(key=lambda mention: mention.budget.amount_at)
    mentions = with_years_of_lengths(document, mentions)
    mentions = _of_their_total(_of_the_headline_year(mentions))
    groups: list[list[Mention]] = []
    of_won: dict[int, list[list[Mention]]] = defaultdict(list)
    for mention in mentions:
        known = of_won[mention.budget.won]
        same = [group for group in known if is_same(document, group, mention)]
        if same:
            max(same, key=lambda g: max(likeness(document, m, mention) for m in g)).append(mention)
        else:
            groups.append([mention])
            known.append(groups[-1])
    merged = [_merged(group) for group in groups]
    parents, listed = parents_of(outline, groups, merged)
    for at, parent in enumerate(parents):
        # 연도별 투자 규모는 …: the parts are of what the whole is for.
        if parent is not None and all(m.name.is_generic for m in groups[at]):
            whole = merged[parent]
            merged[at] = replace(merged[at], name=whole.name, name_at=whole.name_at)
    for at, count in listed.items():
        merged[at] = replace(merged[at], counts=tuple(dict.fromkeys((*merged[at].counts, count))))
    return with_places_of_wholes(document, groups, with_times_of_wholes(merged, parents))


def _in_prose(
    document: Document, outline: Outline, speakers: Speakers, rows: Sequence[Place]
) -> Iterator[Mention]:
    told: list[Mention] = []
    shares: set[int] = set()
    for passage in document.passages:
        if passage.role not in _ROLES:
            continue
        this_work = told_of_this_work(passage)
        if this_work is not None and told:
            last = told.pop()
            told.append(replace(last, budget=last.budget.timed(this_work)))
        here: list[Mention] = []
        for figure in passage.figures:
            at = passage.start + figure.start
            row = bisect_right(rows, (at, sys.maxsize)) - 1
            if row >= 0 and at < rows[row][1]:
                continue
            if not _is_won(figure):
                continue
            use = use_of(passage, figure, after_a_sum=bool(told or here))
            if use is Use.FUNDING and _is_told_again(passage, figure, told):
                use = Use.BUDGET
            if use is Use.FUNDING:
                shares.add(int(figure.value or 0))
            if use is not Use.BUDGET:
                continue
            before = told[-1].name if told else None
            mention = _mention(document, passage, figure, outline, speakers, here, before)
            if this_work is not None and not str(mention.budget.years):
                mention = replace(mention, budget=mention.budget.timed(this_work))
            here.append(with_time_of_its_list(mention, here))
        told = [
            *_with_time_of_shares(document, passage, outline, told),
            *dealt_out(passage, with_what_their_list_says(here), speakers),
        ]
    # A title may lead with the share of the state before the text says of what it is one.
    return (
        m
        for m in told
        if m.budget.won not in shares or not is_named_by_source(m.passage.text, m.at)
    )


def _is_told_again(passage: Passage, figure: Figure, told: Sequence[Mention]) -> bool:
    """Whether money that its sentence names by its source alone is what was told of before so: 국비 900억원
    in the title and in the text."""
    same = (m for m in told if m.budget.won == figure.value)
    return use_of(passage, figure) is Use.BUDGET and any(
        is_named_by_source(m.passage.text, m.at) for m in same
    )


def _with_time_of_shares(
    document: Document, passage: Passage, outline: Outline, told: list[Mention]
) -> list[Mention]:
    """The mentions told so far; the last of them without a time is of that for which its shares are
    told: 사업비 150억원을 확보했다. 2027년부터 2029년까지 국비 75억원과 군비 75억원을 들여."""
    won = [f for f in passage.figures if _is_won(f)]
    if not told or not told[-1].budget.is_untimed or len(won) < 2:
        return told
    parts = [f for f in won if use_of(passage, f, after_a_sum=True) is Use.FUNDING]
    if not parts or sum(int(f.value or 0) for f in parts) != told[-1].budget.won:
        return told
    timing = timing_of(document, passage, parts[0], outline, is_budget_line=False, from_above=False)
    return [*told[:-1], replace(told[-1], budget=told[-1].budget.timed(timing))]


def _is_won(figure: Figure) -> bool:
    return (
        figure.kind is FigureKind.AMOUNT
        and figure.unit == "KRW"
        and figure.value is not None
        and figure.value == int(figure.value)
        and figure.value > 0
    )


def _mention(
    document: Document,
    passage: Passage,
    figure: Figure,
    outline: Outline,
    speakers: Speakers,
    earlier: Sequence[Mention],
    told: Name | None,
) -> Mention:
    last = earlier[-1].name if earlier else None
    name = fuller(document, passage, name_of(document, passage, figure, outline, last, told))
    timing = timing_of(
        document,
        passage,
        figure,
        outline,
        is_budget_line=name.is_generic or is_budget_line(name.text),
        from_above=not name.is_own,
    )
    lead = lead_of(document, passage, figure, outline, speakers)
    start, end = passage.start + figure.start, passage.start + figure.end
    assert figure.value is not None
    budget = Budget(
        name=name.text,
        name_at=name.at,
        won=int(figure.value),
        amount_at=(start, end),
        qualifier=_qualifier(passage.text, figure),
        lead=lead.name if lead else "",
        lead_at=lead.at if lead else None,
        partners=partners_of(passage, figure, lead, speakers),
        regions=regions_of(document, passage, figure, outline, name.text, name.at, lead),
        counts=_counts(passage.text, figure),
    )
    return Mention(passage, figure.start, name, budget.timed(timing))


def _counts(text: str, figure: Figure) -> tuple[int, ...]:
    """``3개 사업 208억원``, ``3대 과제 8개 사업에 640억원``: how many parts it is said to have."""
    start, end = next(((s, e) for s, e in sentences(text) if s <= figure.start < e), (0, len(text)))
    found = _COUNT.finditer(text[max(start, figure.start - 30) : min(end, figure.end + 20)])
    return tuple(dict.fromkeys(int(match[1]) for match in found))


def _qualifier(text: str, figure: Figure) -> Qualifier:
    for money in find_money(text[max(0, figure.start - 12) : figure.end + 12]):
        if money.won == figure.value:
            return money.qualifier
    return qualifier_around(text, figure.start, figure.end)


def _of_the_headline_year(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions; those without a time are of the year that the headline states of its amount.

    ``올해 912억원`` in the title makes the amounts below it, none larger, this year's.
    """
    titled = [m for m in mentions if headline(m)]
    leading = sorted({m.passage.ordinal for m in mentions if not headline(m)})[:1]
    stated = [
        m.budget
        for m in mentions
        if (headline(m) or m.passage.ordinal in leading)
        and (not titled or any(m.budget.won == t.budget.won for t in titled))
        and m.budget.starts
    ]
    first = stated[0] if stated else None
    if first is None or first.basis is not Basis.ANNUAL or first.years.first is None:
        return list(mentions)
    timing = annual(first.years.first)
    return [
        replace(m, budget=m.budget.timed(timing))
        if m.budget.is_untimed and m.budget.won <= first.won and _is_share(m)
        else m
        for m in mentions
    ]


def _of_their_total(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions; amounts of a table that says no time are of that which the text states of their
    total: 3년간 총 1,150억원을 투입한다, and a table whose last row is 1,150."""
    said = {m.budget.won: m.budget for m in mentions if m.table is None and not m.budget.is_untimed}
    known = {
        (m.table, m.column): said[m.budget.won]
        for m in mentions
        if m.is_total and m.column is not None and m.budget.won in said
    }
    made = []
    for mention in mentions:
        whole = None if mention.column is None else known.get((mention.table, mention.column))
        if whole is not None:
            timing = Timing(whole.basis, whole.years, whole.starts, whole.ends)
            mention = replace(mention, budget=mention.budget.timed(timing))
        made.append(mention)
    return made


def _is_share(mention: Mention) -> bool:
    """Whether an amount may be what a year gives to a work, rather than all that the work costs."""
    text, end = mention.passage.text, mention.budget.amount_at[1] - mention.passage.start
    return not (
        mention.is_of_whole_work or _OF_A_WORK.match(text, end) or _APART.search(text[: mention.at])
    )


def _merged(group: Sequence[Mention]) -> Budget:
    """One budget of all its mentions: the fullest time, the most telling name."""
    best = min(group, key=_vagueness)
    timed = next(
        (m.budget for m in sorted(group, key=_openness) if str(m.budget.years)), best.budget
    )
    started = next((m.budget for m in group if m.budget.starts), timed)
    qualified = next((m.budget for m in group if m.budget.qualifier != "exact"), best.budget)
    named = next((m.budget for m in group if m.budget.lead), best.budget)
    placed = max((m.budget for m in group), key=lambda b: _telling(b.regions))
    first = group[0].budget
    return replace(
        best.budget,
        amount_at=first.amount_at,
        basis=timed.basis,
        years=timed.years,
        starts=started.starts,
        ends=started.ends or timed.ends,
        qualifier=qualified.qualifier,
        lead=named.lead,
        lead_at=named.lead_at,
        regions=placed.regions,
        partners=tuple(dict.fromkeys(p for m in group for p in m.budget.partners)),
        counts=tuple(dict.fromkeys(n for m in group for n in m.budget.counts)),
        also_at=tuple(m.budget.amount_at for m in group[1:]),
    )


def _telling(regions: tuple[str, ...]) -> int:
    return 2 if regions and regions != (WHOLE_COUNTRY,) else int(bool(regions))


def _openness(mention: Mention) -> bool:
    return mention.budget.years.first is None


def _vagueness(mention: Mention) -> tuple[bool, bool, bool, int]:
    name = mention.name
    return (
        name.is_generic and not name.is_announced,
        headline(mention),
        not name.is_own,
        mention.at if headline(mention) else 0,
    )
