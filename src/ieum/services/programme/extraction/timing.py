"""Which time an amount is for: one fiscal year or a whole programme, and from when to when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from ieum.search.figures import Figure, FigureKind
from ieum.search.passages import Document, Passage, sentences
from ieum.search.tokens import HANGUL
from ieum.services.programme.extraction.amounts import Use, use_of
from ieum.services.programme.extraction.findings import NO_YEARS, Basis, Timing, Years
from ieum.services.programme.extraction.fiscal import fiscal_year
from ieum.services.programme.extraction.outline import Outline, without_mark
from ieum.services.programme.extraction.phrases import clause_around, quote_around
from ieum.services.programme.extraction.timing_english import (
    english_timing_of,
    english_timing_of_this_work,
)

_TIMES = (FigureKind.DATE, FigureKind.PERIOD)
_BUDGET = re.compile(r"예산|국비|사업비|도비|시비|재정|본예산|추경")
_SPENT = re.compile(
    r"\s?(?:을|를|이|가)?\s?(?:[가-힣·\s]{0,14})?(?:투입|투자|집행|편성|확보|배정|반영|지원|쓴|책정|교부|배분|지급|출연)"
)
_OF_A_WORK = re.compile(r"\s?(?:규모)?의?\s?(?:대형\s?|대규모\s?)?(?:프로젝트|사업|프로그램|펀드)")
_SPENDING = re.compile(r"\s?(?:을|를)?\s?(?:들여|투입해|투자해)")
_STARTS = re.compile(r"부터")
_ENDS = re.compile(r"까지|\bby\b|\buntil\b|\bthrough\b")
_FOR_YEARS = re.compile(
    r"\s?(?:향후\s?|앞으로\s?)?(\d{1,2})\s?(?:개\s?)?년\s?(?:간|동안|에\s?걸쳐)"
)
#: A year that an amount is compared with is not the one it is for: 올해보다 12% 많은 3,600억원.
COMPARED = re.compile(
    r"\s?(?:예산|본예산|대비|수준)?\s?(?:보다|대비|[와과]\s?(?:같|비교|동일)|에\s?비해|수준)"
)
_FROM_TO = re.compile(r"\s?(?:원)?\s?(?:\([^()]*\)\s?)?에서\s")
_TO = re.compile(r"\s?(?:원)?(?:으)?로\s")
#: (2025) 1,670억원 → (2026) 1,826억원
_YEAR_BEFORE = re.compile(r"[(\[](?:(20\d\d)|['’](\d\d))[)\]]\s?$")
_FIRST_BUDGET = re.compile(r"(?:본|당초|기정)\s?예산(?:액|안)?(?:인|은)?\s?$")
#: 총연구비: 72억원 (1차년도 15억원)
_FIRST_YEAR = re.compile(r"(?:1차\s?[년연]도|1년\s?차|첫해|초년도)(?:에는|에|는)?\s?(?:총|약)?\s?$")
_LAST_YEAR = re.compile(r"(?:전년도?|전년도?\s?(?:본)?예산)(?:은|는|의)?\s?[(:]?\s?$")
_EVERY_YEAR = re.compile(
    r"(?:연간?|매년|해마다|연평균|every year|annually|a year|annual)\s?(?:약|총)?\s?$"
)
_EVERY_YEAR_AFTER = re.compile(r"\s(?:a|per|each|every)\s(?:year)|\sannually")
#: 올해는 두 곳을 착공하기로 하고 278억원을: a time that a whole sentence is about.
_IS_TOPIC = re.compile(r"(?:에)?(?:는|엔)[\s,]")
#: 올해 관련 예산(302억 원)
_ITS_BUDGET = re.compile(
    r"(?:의)?\s?(?:(?:관련|해당|[가-힣·A-Za-z]{2,10})\s){0,2}(?:예산|국비|사업비|투자액)?(?:안|액)?\s?"
)
_BUILT = re.compile(
    r"(?:을|를)\s(?:[가-힣]{1,8}\s)?(?:짓|세우|세운|건립|구축|조성|설치|마련|완공|개발|만들|만든|갖추|갖춘|도입|보급)"
)
_SHORT = re.compile(r"(?<=[(,\s])[’'](\d\d)(?=\s?[,)])")
_ONLY_COST = re.compile(
    r"(?:여기에|이에|이를\s위해)?\s?(?:총\s?)?(?:사업비|예산|비용|투자비|공사비|소요\s?예산|재원)?(?:에)?(?:는|은|로|으로)?\s?(?:모두|총|약|전체)?\s?"
)
_SAID = re.compile(r"[가-힣]다\s?$")
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
    if short := _short_year(passage, figure):
        return annual(short)
    beside = _beside(passage, figure) or _told_before(passage, figure)
    if beside is None and _WHOLE_COST.search(before) and _bracketed(passage, figure):
        # 47억 원(총사업비 290억 원): all that it costs, beside what it has this year.
        return Timing(Basis.TOTAL)
    if beside is not None:
        timing = _of_time(passage, figure, beside, in_bracket=_bracketed(passage, figure))
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
    of_a_work = _OF_A_WORK.match(passage.text, figure.end)
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
                and time.kind in _TIMES
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
    first = _beside(passage, amounts[-1])
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
    if _FIRST_BUDGET.search(passage.text[: amounts[-1].start]):
        return first.first.year  # A supplementary budget is of the same year.
    return others[-1] if others else first.first.year + 1


def _first(year: int) -> date:
    return date(year, 1, 1)


def _last(year: int) -> date:
    return date(year, 12, 31)


def _bracketed(passage: Passage, figure: Figure) -> tuple[int, int] | None:
    opened = passage.text.rfind("(", 0, figure.start)
    if opened < 0 or ")" in passage.text[opened : figure.start]:
        return None
    closed = passage.text.find(")", figure.end)
    return (opened, closed) if closed >= 0 else None


def _beside(passage: Passage, figure: Figure) -> Figure | None:
    """The time nearest to an amount: in its bracket, else before it in its clause or sentence."""
    times = [
        f
        for f in passage.figures
        if f.kind in _TIMES
        and f.first is not None
        and not COMPARED.match(passage.text, f.end)
        and (quote_around(passage.text, f.start) is None or f.start > figure.start)
    ]
    bracket = _bracketed(passage, figure)
    is_bare = _bare_bracket(passage, times, bracket)
    if is_bare is not None:
        bracket = None
    if bracket and not _restates(passage, bracket):
        within = [f for f in times if bracket[0] < f.start < bracket[1]]
        if not within and not passage.text[bracket[0] + 1 : figure.start].strip():
            # 지난해(190억 원)보다: the bracket says how much the time before it had.
            within = [
                f
                for f in times
                if f.end <= bracket[0] and _ITS_BUDGET.fullmatch(passage.text[f.end : bracket[0]])
            ]
        return _nearest_in_list(passage, figure, within) or _due(passage, bracket, times)
    start, end = next(
        ((s, e) for s, e in sentences(passage.text) if s <= figure.start < e),
        (0, len(passage.text)),
    )
    amounts = [f for f in passage.figures if f.kind is FigureKind.AMOUNT and f.unit == figure.unit]
    earlier = (f for f in reversed(amounts) if start <= f.start and f.end <= figure.start)
    start = next((f.end for f in earlier if _has_own_time(passage, f)), start)
    said = figure.start if is_bare is None else is_bare - 1
    clause = clause_around(passage, said, figure.end)
    before = [f for f in times if max(start, clause[0]) <= f.start < figure.start]
    if before:
        return before[-1]
    later = (f for f in amounts if figure.end <= f.start < end)
    after_it = next((f.start for f in later if _has_own_time(passage, f)), end)
    following = min(end, clause[1], after_it)
    after = [f for f in times if figure.end <= f.start < following]
    spends = _SPENDING.match(passage.text, figure.end) is not None
    beside = next(
        (f for f in after if f.kind is FigureKind.PERIOD or (spends and f.unit == "year")), None
    )
    topics = [f for f in times if start <= f.start < figure.start]
    if beside is None and topics and _IS_TOPIC.match(passage.text, topics[-1].end):
        return topics[-1]
    return beside


def _short_year(passage: Passage, figure: Figure) -> int | None:
    """The year of ``(과기정통부, ’26, 38억원)``."""
    bracket = _bracketed(passage, figure)
    match = _SHORT.search(passage.text, *bracket) if bracket else None
    return int(f"20{match[1]}") if match else None


def _told_before(passage: Passage, figure: Figure) -> Figure | None:
    """The time of the sentence before, where one only says how much: ``감시망을 2028년까지 넓힌다. 사업비는 모두
    780억 원이다``."""
    spans = sentences(passage.text)
    number = next((n for n, (s, e) in enumerate(spans) if s <= figure.start < e), 0)
    if not number or not _ONLY_COST.fullmatch(passage.text, spans[number][0], figure.start):
        return None
    start, end = spans[number - 1]
    if any(f.kind is FigureKind.AMOUNT for f in passage.figures if start <= f.start < end):
        return None
    for time in reversed([f for f in passage.figures if start <= f.start < end]):
        is_course = time.kind is FigureKind.PERIOD and time.first
        if is_course or (
            time.kind in _TIMES
            and time.unit == "year"
            and _ENDS.search(passage.text[time.start : time.end + 3])
        ):
            return time
    return None


def _due(passage: Passage, bracket: tuple[int, int], times: Sequence[Figure]) -> Figure | None:
    """``2027년까지 시험동(320억원)을 짓고``: by when the clause of a bracket says that it is to be there."""
    since, until = clause_around(passage, bracket[0], bracket[1])
    if not _BUILT.match(passage.text[bracket[1] + 1 : until]):
        return None
    before = [f for f in times if since <= f.start and f.end <= bracket[0]]
    is_due = before and _ENDS.search(passage.text[before[-1].start : before[-1].end + 3])
    return before[-1] if is_due else None


def _bare_bracket(
    passage: Passage, times: Sequence[Figure], bracket: tuple[int, int] | None
) -> int | None:
    """Where a bracket opens that names no time, after a sentence that may: 2027년까지 구축한다(280억 원)."""
    if bracket is None or any(bracket[0] < f.start < bracket[1] for f in times):
        return None
    return bracket[0] if _SAID.search(passage.text[: bracket[0]]) else None


def _has_own_time(passage: Passage, figure: Figure) -> bool:
    """Whether a time before an amount is no longer that of the next one: a share has that of its sum."""
    return use_of(passage, figure) not in (Use.FUNDING, Use.RATE)


def _nearest_in_list(passage: Passage, figure: Figure, times: Sequence[Figure]) -> Figure | None:
    """``(’26년 240억원, ’27년 600억원)``: each amount has the time between it and its neighbours; one
    time alone, ``(220억원, 국비 100억원, 2026년)``, is that of all."""
    amounts = [f for f in passage.figures if f.kind is FigureKind.AMOUNT]
    since = max([0, *(f.end for f in amounts if f.end <= figure.start)])
    until = min([len(passage.text), *(f.start for f in amounts if f.start >= figure.end)])
    before = [f for f in times if since <= f.start < figure.start]
    after = [f for f in times if figure.end <= f.start < until]
    if before:
        return before[-1]
    if after and len(times) == 1:
        return after[0]
    return times[0] if times and (len(times) == 1 or not after) else after[0] if after else None


def _restates(passage: Passage, bracket: tuple[int, int]) -> bool:
    """Whether a bracket only gives the amount before it in another currency."""
    return any(f.kind is FigureKind.AMOUNT and f.end == bracket[0] for f in passage.figures)


def _of_time(
    passage: Passage, figure: Figure, time: Figure, in_bracket: tuple[int, int] | None
) -> Timing | None:
    first, last = time.first, time.last
    if first is None or last is None:
        return None
    if first.year != last.year:
        return Timing(Basis.TOTAL, Years(first.year, last.year), first, last)
    length = _FOR_YEARS.match(passage.text, time.end)
    if _ENDS.search(passage.text[max(0, time.start - 6) : time.end + 3]):
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
        or (time.unit == "year" and _IS_TOPIC.match(passage.text, time.end))
        or (time.unit == "year" and _together(passage, time, figure))
    ):
        return annual(first.year)
    return None


def _together(passage: Passage, time: Figure, figure: Figure) -> bool:
    """Whether no verb stands between a year and the amount, or the amount is spent in it."""
    if time.start >= figure.end:
        return _SPENDING.match(passage.text, figure.end) is not None
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
        if time.kind not in _TIMES or time.first is None or time.last is None:
            continue
        words = passage.text[time.start : time.end + 3]
        if _STARTS.search(words):
            starts = min(starts or time.first, time.first)
        elif _ENDS.search(words):
            ends = max(ends or time.last, time.last)
    if starts is None:
        for ordinal in passage.path:
            governing = document.passages[ordinal]
            years = [
                f for f in governing.figures if f.kind in _TIMES and f.first and f.unit == "year"
            ]
            if years:
                starts = years[0].first
                break
    return Timing(Basis.TOTAL, NO_YEARS, starts, ends)
