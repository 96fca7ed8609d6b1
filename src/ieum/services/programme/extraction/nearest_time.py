"""Which time of a text stands nearest to an amount, and so says for when it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ieum.search.figures import Figure, FigureKind
from ieum.search.passages import Passage, sentences
from ieum.services.programme.extraction.amounts import Use, use_of
from ieum.services.programme.extraction.phrases import clause_around, quote_around

TIMES = (FigureKind.DATE, FigureKind.PERIOD)
SPENDING = re.compile(r"\s?(?:을|를)?\s?(?:들여|투입해|투자해)")
ENDS = re.compile(r"까지|\bby\b|\buntil\b|\bthrough\b")
#: A year that an amount is compared with is not the one it is for: 올해보다 12% 많은 3,600억원.
COMPARED = re.compile(
    r"\s?(?:예산|본예산|대비|수준)?\s?(?:보다|대비|[와과]\s?(?:같|비교|동일)|에\s?비해|수준)"
)
#: 올해는 두 곳을 착공하기로 하고 278억원을: a time that a whole sentence is about.
IS_TOPIC = re.compile(r"(?:에)?(?:는|엔)[\s,]")
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
_RELATED = re.compile(
    r"(?:이를\s위한\s|관련\s|해당\s|이\s)예산(?:은|으로|안은)?\s(?:총\s|약\s|모두\s)?"
)
_SAID = re.compile(r"[가-힣]다\s?$")


def bracketed(passage: Passage, figure: Figure) -> tuple[int, int] | None:
    """Where the bracket that an amount stands in opens and closes."""
    opened = passage.text.rfind("(", 0, figure.start)
    if opened < 0 or ")" in passage.text[opened : figure.start]:
        return None
    closed = passage.text.find(")", figure.end)
    return (opened, closed) if closed >= 0 else None


def time_beside(passage: Passage, figure: Figure) -> Figure | None:
    """The time nearest to an amount: in its bracket, else before it in its clause or sentence."""
    times = [
        f
        for f in passage.figures
        if f.kind in TIMES
        and f.first is not None
        and not COMPARED.match(passage.text, f.end)
        and (quote_around(passage.text, f.start) is None or f.start > figure.start)
    ]
    bracket = bracketed(passage, figure)
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
    spends = SPENDING.match(passage.text, figure.end) is not None
    beside = next(
        (f for f in after if f.kind is FigureKind.PERIOD or (spends and f.unit == "year")), None
    )
    topics = [f for f in times if start <= f.start < figure.start]
    if beside is None and topics and IS_TOPIC.match(passage.text, topics[-1].end):
        return topics[-1]
    return beside


def short_year(passage: Passage, figure: Figure) -> int | None:
    """The year of ``(과기정통부, ’26, 38억원)``."""
    bracket = bracketed(passage, figure)
    match = _SHORT.search(passage.text, *bracket) if bracket else None
    return int(f"20{match[1]}") if match else None


def year_of_related(passage: Passage, figure: Figure) -> int | None:
    """The year of the sentence before, of which an amount is the budget: ``내년에 무인선 8척을 띄운다. 관련 예산
    290억 원은``."""
    spans = sentences(passage.text)
    number = next((n for n, (s, e) in enumerate(spans) if s <= figure.start < e), 0)
    if not number or not _RELATED.fullmatch(passage.text, spans[number][0], figure.start):
        return None
    start, end = spans[number - 1]
    years = [
        f.first.year
        for f in passage.figures
        if start <= f.start < end and f.kind is FigureKind.DATE and f.unit == "year" and f.first
    ]
    return years[0] if len(set(years)) == 1 else None


def told_before(passage: Passage, figure: Figure) -> Figure | None:
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
            time.kind in TIMES
            and time.unit == "year"
            and ENDS.search(passage.text[time.start : time.end + 3])
        ):
            return time
    return None


def _due(passage: Passage, bracket: tuple[int, int], times: Sequence[Figure]) -> Figure | None:
    """``2027년까지 시험동(320억원)을 짓고``: by when the clause of a bracket says that it is to be there."""
    since, until = clause_around(passage, bracket[0], bracket[1])
    if not _BUILT.match(passage.text[bracket[1] + 1 : until]):
        return None
    before = [f for f in times if since <= f.start and f.end <= bracket[0]]
    is_due = before and ENDS.search(passage.text[before[-1].start : before[-1].end + 3])
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
    return use_of(passage, figure) not in (Use.FUNDING, Use.RATE, Use.CHANGE)


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
