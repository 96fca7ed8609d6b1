"""Years of amounts for which a text states only how many (3년간 96억원), from what else it says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ieum.search.passages import Document, sentences
from ieum.services.programme.extraction.findings import Basis, Timing
from ieum.services.programme.extraction.mentions import Mention, headline
from ieum.services.programme.extraction.timing import over

#: 재난안전 종합계획(2026~2029): the years of a plan, written behind its name.
_PLAN = re.compile(
    r"(?:계획|전략|대책|방안|로드맵|구상|프로젝트|사업|방향|비전)\s?[’'」』]?\s?[(（]\s?(?:20)?[’']?(\d\d)년?\s?[~∼～\-–]\s?(?:20)?[’']?(\d\d)년?\s?[)）]"
)
_FOR_YEARS = re.compile(
    r"(\d{1,2})\s?(?:개\s?)?년\s?(?:간|동안|에\s?걸쳐)(?:[^.]*\s등)?(?:[\s,]*(?:총|약|모두|국비|도비|시비|사업비|예산))*\s*$"
)
#: ‘도약 사업’을 2027년부터 2030년까지 추진한다고 밝혔다: the years of what is announced.
_IS_CARRIED_OUT = re.compile(r"(?:에)?\s?(?:[가-힣]{1,6}\s)?(?:추진|시행|실시|운영|진행|시작|펼)")
_FIRST = re.compile(r"첫\s?해|1차\s?[년연]도|시작으로")
#: Passages among which the name of the plan that a document tells of stands.
_HEAD = 6


def with_years_of_lengths(document: Document, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions; one that is only for so many years is for those of the plan, if it takes as many,
    or for those from the year of its first share: 3년간 96억원을 들이는데, 올해 몫은 28억원이다."""
    plan = plan_years(document)
    begun: set[int | None] = {
        m.budget.years.first
        for m in mentions
        if m.budget.basis is Basis.TOTAL and m.budget.years.first
    }
    return [
        _timed(mention, plan, mentions[at + 1 : at + 2], begun)
        for at, mention in enumerate(mentions)
    ]


def plan_years(document: Document) -> tuple[int, int] | None:
    """The first and last year of the plan that a document tells of, if its head writes them."""
    for passage in document.passages[:_HEAD]:
        for time in passage.figures:
            is_carried_out = _IS_CARRIED_OUT.match(passage.text, time.end)
            if is_carried_out and time.first and time.last and time.first.year < time.last.year:
                return time.first.year, time.last.year
        if match := _PLAN.search(passage.text):
            first, last = int(f"20{match[1]}"), int(f"20{match[2]}")
            return (first, last) if first < last else None
    return None


def _timed(
    mention: Mention,
    plan: tuple[int, int] | None,
    after: Sequence[Mention],
    begun: set[int | None],
) -> Mention:
    budget = mention.budget
    is_inferred = budget.basis is Basis.ANNUAL and bool(budget.years.first) and not budget.starts
    if plan is not None and is_inferred and mention.table is None:
        # A plan over years is no budget of the next one, though it may speak of that.
        whole = over(*plan) if headline(mention) else Timing(Basis.TOTAL)
        return replace(mention, budget=budget.timed(whole))
    length = _FOR_YEARS.search(mention.passage.text[: mention.at])
    if budget.basis is Basis.ANNUAL or budget.years.first is not None or mention.table is not None:
        return mention
    timing: Timing | None = None
    if plan is not None and budget.years.last in (None, plan[1]):
        is_whole = mention.name.is_generic and budget.years.last is not None
        if is_whole or (length and int(length[1]) == plan[1] - plan[0] + 1):
            timing = over(*plan)
    if timing is None and length and budget.is_untimed and after:
        share = after[0].budget
        text = mention.passage.text
        together = any(s <= mention.at and after[0].at < e for s, e in sentences(text))
        is_share = after[0].passage is mention.passage and after[0].name.text == mention.name.text
        first = share.years.first
        is_first = is_share and _FIRST.search(text[mention.at : after[0].at])
        is_share = is_share and share.basis is Basis.ANNUAL and bool(is_first or together)
        if is_share and first and (is_first or first in begun):
            timing = over(first, first + int(length[1]) - 1)
    return mention if timing is None else replace(mention, budget=budget.timed(timing))
