"""Which time an amount is for: one fiscal year or a whole programme, and from when to when."""

from __future__ import annotations

import re
from datetime import date

from ieum.search.figures import Figure, FigureKind
from ieum.search.passages import Document, Passage, sentences
from ieum.search.tokens import HANGUL
from ieum.services.programme.extraction.findings import NO_YEARS, Basis, Timing, Years
from ieum.services.programme.extraction.fiscal import fiscal_year
from ieum.services.programme.extraction.naming_told import is_of_another
from ieum.services.programme.extraction.nearest_time import (
    ENDS,
    IS_TOPIC,
    SPENDING,
    TIMES,
    bracketed,
    short_year,
    time_beside,
    told_before,
    year_of_related,
)
from ieum.services.programme.extraction.outline import Outline, without_mark
from ieum.services.programme.extraction.timing_english import (
    english_timing_of,
    english_timing_of_this_work,
)

_BUDGET = re.compile(r"예산|국비|사업비|도비|시비|재정|본예산|추경")
_SPENT = re.compile(
    r"\s?(?:을|를|이|가)?\s?(?:[가-힣·\s]{0,14})?(?:투입|투자|집행|편성|확보|배정|반영|지원|쓴|책정|교부|배분|지급|출연)"
)
_OF_A_WORK = re.compile(r"\s?(?:규모)?의?\s?(?:대형\s?|대규모\s?)?(?:프로젝트|사업|프로그램|펀드)")
_FUND = re.compile(r"펀드[’'」』]?(?:를|을|는|은|도)?\s(?:총\s|약\s|모두\s)?$")
_STARTS = re.compile(r"부터")
_FOR_YEARS = re.compile(
    r"\s?(?:향후\s?|앞으로\s?)?(\d{1,2})\s?(?:개\s?)?년\s?(?:간|동안|에\s?걸쳐)"
)
_FROM_TO = re.compile(r"\s?(?:원)?\s?(?:\([^()]*\)\s?)?에서\s")
_TO = re.compile(r"\s?(?:원)?(?:으)?로\s")
#: (2025) 1,670억원 → (2026) 1,826억원
_YEAR_BEFORE = re.compile(r"[(\[](?:(20\d\d)|['’](\d\d))[)\]]\s?$")
_FIRST_BUDGET = re.compile(r"(?:본|당초|기정)\s?예산(?:액|안)?(?:인|은)?\s?$")
_ITS_BUDGET_IS = re.compile(
    r"(?:도)?(?:의)?\s?(?:[가-힣A-Za-z·]{1,12}\s){0,3}(?:예산|사업비|국비|투자액)(?:안|액)?(?:을|를|은|는|이|가)\s(?:당초\s|기존\s|종전\s|애초\s)?"
)
#: 총연구비: 72억원 (1차년도 15억원)
_FIRST_YEAR = re.compile(r"(?:1차\s?[년연]도|1년\s?차|첫해|초년도)(?:에는|에|는)?\s?(?:총|약)?\s?$")
_LAST_YEAR = re.compile(r"(?:전년도?|전년도?\s?(?:본)?예산)(?:은|는|의)?\s?[(:]?\s?$")
_EVERY_YEAR = re.compile(
    r"(?:연간?|매년|해마다|연평균|every year|annually|a year|annual)\s?(?:약|총)?\s?$"
)
_EVERY_YEAR_AFTER = re.compile(r"\s(?:a|per|each|every)\s(?:year)|\sannually")
_VERBAL = frozenset(["EC", "ETM", "EF"])
_PERIOD_FIELD = re.compile(
    r"(?:사업|추진|지원|시행|계획|연구|수행)?\s?기\s?간\s*(?:[:：\t)]|은\s)|period\s*[:：]", re.I
)
_THIS_WORK = re.compile(
    r"(?:이번|이|동|해당|본)\s(?:사업|계획|프로젝트|프로그램|과제)(?:은|는|이)\s"
)

_WHOLE_COST = re.compile(r"\(총\s?(?:사업비|투자비|투자액|예산)\s?[:：]?\s?(?:약\s?)?$")


def timing_of(
    document: Document,
    passage: Passage,
    figure: Figure,
    outline: Outline,
    *,
    is_budget_line: bool,
    from_above: bool,
) -> Timing:
    """The time an amount is for.

    ``is_budget_line``: the amount is a budget as such, not what a named work costs.
    ``from_above``: what it is for was named by an opener above; its times may stand there too.
    """
    if not HANGUL.search(passage.text):
        english = english_timing_of(passage, figure, document.issued)
        if english is not None:
            return english
    before = passage.text[max(0, figure.start - 16) : figure.start]
    fiscal, is_stated = fiscal_year(document)
    current = fiscal or (document.issued.year if document.issued else None)
    if _FIRST_YEAR.search(before) and (course := _in_field(document, passage, outline)):
        first = course.years.first
        if first is not None:
            return annual(first)
    if current and _LAST_YEAR.search(before):
        return annual(current - 1)
    if written := _YEAR_BEFORE.search(before):
        return annual(int(written[1] or f"20{written[2]}"))
    if short := short_year(passage, figure):
        return annual(short)
    if (year := year_of_related(passage, figure)) is not None:
        return annual(year)
    beside = time_beside(passage, figure) or told_before(passage, figure)
    if beside is None and _WHOLE_COST.search(before) and bracketed(passage, figure):
        # 47억 원(총사업비 290억 원): all that it costs, beside what it has this year.
        return Timing(Basis.TOTAL)
    if beside is not None:
        timing = _of_time(passage, figure, beside, in_bracket=bracketed(passage, figure))
        if timing is not None:
            return _with_start(document, passage, timing, from_above)
    risen = _risen_to(passage, figure)
    if risen is not None:
        return annual(risen)
    if is_stated and fiscal and _falls_or_rises_to(passage, figure):
        return annual(fiscal - 1)
    if _EVERY_YEAR.search(before) or _EVERY_YEAR_AFTER.match(passage.text, figure.end):
        return Timing(Basis.ANNUAL)
    told = _in_field(document, passage, outline)
    if told is not None:
        return told
    of_a_work = _OF_A_WORK.match(passage.text, figure.end) or _FUND.search(before)
    if fiscal and not of_a_work:
        if is_stated:
            return annual(fiscal)
        if is_budget_line:
            # The plan's year is not written beside the amount: no start or end is claimed.
            return Timing(Basis.ANNUAL, Years(fiscal, fiscal))
    if from_above:
        return _of_scope(document, passage)
    return Timing(Basis.TOTAL)


def annual(year: int) -> Timing:
    """One fiscal year, which the text names."""
    return Timing(Basis.ANNUAL, Years(year, year), _first(year), _last(year))


def over(first: int, last: int) -> Timing:
    """A whole programme from one year to another."""
    return Timing(Basis.TOTAL, Years(first, last), _first(first), _last(last))


def told_of_this_work(passage: Passage) -> Timing | None:
    """``이번 사업은 2026년부터 2028년까지 추진되며``: a sentence that gives the time of what the text
    just told of."""
    if not HANGUL.search(passage.text):
        return english_timing_of_this_work(passage)
    if not _THIS_WORK.match(passage.text):
        return None
    periods = [
        f
        for f in passage.figures
        if f.kind is FigureKind.PERIOD and f.first and f.last and f.first.year != f.last.year
    ]
    first = sentences(passage.text)[:1]
    if not periods or not first or periods[0].start >= first[0][1]:
        return None
    period = periods[0]
    if any(is_of_another(passage.text, f) for f in passage.figures):
        return (
            None  # 이 사업은 2029년까지 700억원을 들이는 ‘전환 지원’의 하나: the time of that one.
        )
    assert period.first is not None
    assert period.last is not None
    years = Years(period.first.year, period.last.year)
    return Timing(Basis.TOTAL, years, period.first, period.last)


def _in_field(document: Document, passage: Passage, outline: Outline) -> Timing | None:
    """``· 기간: 2026. 3. ~ 2029. 12.`` beside ``· 사업비: 385억원``: a field of the same sheet."""
    for other in (passage, *outline.fields(passage)):
        _, line = without_mark(other.text)
        match = _PERIOD_FIELD.search(line)
        if match is None or (match.start() > 12 and other is not passage):
            continue
        for time in other.figures:
            if (
                time.start >= len(other.text) - len(line) + match.end()
                and time.kind in TIMES
                and time.first
                and time.last
                and time.first != time.last
            ):
                if time.first.year == time.last.year:
                    return annual(time.first.year)
                years = Years(time.first.year, time.last.year)
                return Timing(Basis.TOTAL, years, time.first, time.last)
    return None


def _falls_or_rises_to(passage: Passage, figure: Figure) -> bool:
    """Whether an amount is the one of before: 880억원에서 640억원으로 줄었다."""
    after = next(
        (f for f in passage.figures if f.kind is FigureKind.AMOUNT and f.start >= figure.end), None
    )
    return bool(
        after
        and _FROM_TO.fullmatch(passage.text[figure.end : after.start])
        and _TO.match(passage.text, after.end)
    )


def _risen_to(passage: Passage, figure: Figure) -> int | None:
    """The year of the second amount of ``내년 … 예산을 올해 4,580억원에서 5,130억원으로``."""
    amounts = [f for f in passage.figures if f.kind is FigureKind.AMOUNT and f.end <= figure.start]
    if not amounts or not _FROM_TO.match(passage.text, amounts[-1].end):
        return None
    if figure.start - amounts[-1].end > 20:
        return None
    first = time_beside(passage, amounts[-1])
    if first is None or first.first is None or first.unit != "year":
        return None
    others = [
        f.first.year
        for f in passage.figures
        if f.kind is FigureKind.DATE
        and f.unit == "year"
        and f.first
        and f.start < first.start
        and f.first.year > first.first.year
    ]
    if _ITS_BUDGET_IS.fullmatch(passage.text, first.end, amounts[-1].start):
        return first.first.year  # 올해 예산을 18억 원에서 23억 원으로: of one year, put right.
    if _FIRST_BUDGET.search(passage.text[: amounts[-1].start]):
        return first.first.year  # A supplementary budget is of the same year.
    return others[-1] if others else first.first.year + 1


def _first(year: int) -> date:
    return date(year, 1, 1)


def _last(year: int) -> date:
    return date(year, 12, 31)


def _of_time(
    passage: Passage, figure: Figure, time: Figure, in_bracket: tuple[int, int] | None
) -> Timing | None:
    first, last = time.first, time.last
    if first is None or last is None:
        return None
    if first.year != last.year:
        return Timing(Basis.TOTAL, Years(first.year, last.year), first, last)
    length = _FOR_YEARS.match(passage.text, time.end)
    if ENDS.search(passage.text[max(0, time.start - 6) : time.end + 3]):
        if length:
            return over(last.year - int(length[1]) + 1, last.year)
        return Timing(Basis.TOTAL, Years(None, last.year), None, last)
    if _STARTS.search(passage.text[time.start : time.end + 3]):
        if length:
            return over(first.year, first.year + int(length[1]) - 1)
        return Timing(Basis.TOTAL, Years(first.year, None), first, None)
    if _OF_A_WORK.match(passage.text, figure.end) and not in_bracket:
        return None
    if _FOR_YEARS.search(passage.text, time.end, figure.start) and not in_bracket:
        return Timing(Basis.TOTAL)  # 내년 7대 과제 추진…3년간 4200억원
    around = passage.text[time.end : figure.start] + passage.text[figure.end : figure.end + 16]
    is_spent = _SPENT.match(passage.text, figure.end) or _BUDGET.search(around)
    is_direct = not passage.text[time.end : figure.start].strip(" ,:도에는")
    if (
        in_bracket
        or is_spent
        or is_direct
        or (time.unit == "year" and IS_TOPIC.match(passage.text, time.end))
        or (time.unit == "year" and _together(passage, time, figure))
    ):
        return annual(first.year)
    return None


def _together(passage: Passage, time: Figure, figure: Figure) -> bool:
    """Whether no verb stands between a year and the amount, or the amount is spent in it."""
    if time.start >= figure.end:
        return SPENDING.match(passage.text, figure.end) is not None
    return time.end <= figure.start and not any(
        token.tag in _VERBAL for token in passage.tokens if time.end <= token.start < figure.start
    )


def _with_start(document: Document, passage: Passage, timing: Timing, from_above: bool) -> Timing:
    """A programme "by 2030" begins when the text around it says that it begins."""
    if timing.starts is not None or timing.basis is Basis.ANNUAL or not from_above:
        return timing
    starts = _of_scope(document, passage).starts
    return Timing(timing.basis, timing.years, starts, timing.ends)


def _of_scope(document: Document, passage: Passage) -> Timing:
    """When what an opener announces begins and ends, from the times in its paragraph."""
    starts: date | None = None
    ends: date | None = None
    for time in passage.figures:
        if time.kind not in TIMES or time.first is None or time.last is None:
            continue
        words = passage.text[time.start : time.end + 3]
        if _STARTS.search(words):
            starts = min(starts or time.first, time.first)
        elif ENDS.search(words):
            ends = max(ends or time.last, time.last)
    if starts is None:
        for ordinal in passage.path:
            governing = document.passages[ordinal]
            years = [
                f for f in governing.figures if f.kind in TIMES and f.first and f.unit == "year"
            ]
            if years:
                starts = years[0].first
                break
    return Timing(Basis.TOTAL, NO_YEARS, starts, ends)
