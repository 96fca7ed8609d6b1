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
from ieum.services.programme.extraction.amounts import Use, use_of
from ieum.services.programme.extraction.findings import Basis, Budget, Place, Timing
from ieum.services.programme.extraction.leads import Speakers, lead_of, partners_of, regions_of
from ieum.services.programme.extraction.mentions import Mention, headline, is_same, likeness
from ieum.services.programme.extraction.name_words import is_budget_line
from ieum.services.programme.extraction.naming import name_of
from ieum.services.programme.extraction.outline import Outline, outline_of
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
#: A whole work rather than a year's share of it.
_WHOLE_WORK = re.compile(
    r"(?:총\s?사업비|총\s?투자비|사업비\s?총|\d년간|\d년에\s?걸쳐)(?:\s?총|\s?약)*\s?[:：]?\s?$"
)
_OF_A_WORK = re.compile(r"\s?(?:규모)?의\s?(?:[가-힣]+\s){0,2}(?:프로젝트|사업|프로그램)")


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
    mentions = _of_the_headline_year(mentions)
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
    return with_times_of_wholes(merged, parents_of(outline, groups, merged))


def _in_prose(
    document: Document, outline: Outline, speakers: Speakers, rows: Sequence[Place]
) -> Iterator[Mention]:
    told: list[Mention] = []
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
            if use_of(passage, figure, after_a_sum=bool(told or here)) is not Use.BUDGET:
                continue
            mention = _mention(document, passage, figure, outline, speakers, here)
            if this_work is not None and not str(mention.budget.years):
                mention = replace(mention, budget=mention.budget.timed(this_work))
            here.append(_with_time_of_its_list(mention, here))
        told += here
    return iter(told)


def _with_time_of_its_list(mention: Mention, earlier: Sequence[Mention]) -> Mention:
    """``올해 A에 120억원, B에 85억원을``: the time said once is that of all in the sentence."""
    if not earlier or not mention.budget.is_untimed or mention.is_bracketed:
        return mention
    last = earlier[-1]
    text = mention.passage.text
    together = any(s <= last.at and mention.at < e for s, e in sentences(text))
    if not together or last.is_bracketed or last.budget.is_untimed:
        return mention
    known = last.budget
    timing = Timing(known.basis, known.years, known.starts, known.ends)
    return replace(mention, budget=mention.budget.timed(timing))


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
) -> Mention:
    last = earlier[-1].name if earlier else None
    name = name_of(document, passage, figure, outline, last)
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
        regions=regions_of(passage, figure, name.text, lead),
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


def _is_share(mention: Mention) -> bool:
    """Whether an amount may be what a year gives to a work, rather than all that the work costs."""
    text, end = mention.passage.text, mention.budget.amount_at[1] - mention.passage.start
    return not (_WHOLE_WORK.search(text[: mention.at]) or _OF_A_WORK.match(text, end))


def _merged(group: Sequence[Mention]) -> Budget:
    """One budget of all its mentions: the fullest time, the most telling name."""
    best = min(group, key=_vagueness)
    timed = next(
        (m.budget for m in sorted(group, key=_openness) if str(m.budget.years)), best.budget
    )
    started = next((m.budget for m in group if m.budget.starts), timed)
    qualified = next((m.budget for m in group if m.budget.qualifier != "exact"), best.budget)
    named = next((m.budget for m in group if m.budget.lead), best.budget)
    placed = next((m.budget for m in group if m.budget.regions != ("전국",)), best.budget)
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


def _openness(mention: Mention) -> bool:
    return mention.budget.years.first is None


def _vagueness(mention: Mention) -> tuple[bool, bool, bool, int]:
    name = mention.name
    return (
        name.is_generic,
        headline(mention),
        not name.is_own,
        mention.at if headline(mention) else 0,
    )
