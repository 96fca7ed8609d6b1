"""The figures of a document beside its budgets: counts, shares, dates, ranks, measures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ieum.search.figures import Figure as Found
from ieum.search.figures import FigureKind
from ieum.search.passages import Document, Passage, Role
from ieum.services.programme.extraction.amounts import SOURCES
from ieum.services.programme.extraction.findings import Budget, Figure
from ieum.services.programme.extraction.nearest_time import COMPARED
from ieum.services.programme.extraction.tables import is_row, tables_of
from ieum.text.money import find_money
from ieum.text.qualifiers import qualifier_around

#: "This day" and the like: the day of the report, not a figure of what is reported.
_DEICTIC = re.compile(r"(?:이날|오늘|당일|어제|전날|내일|이달|현재)$")
#: An ordinal that is part of a title or of the order of business: 제3차장, 4차산업혁명, 제1호 안건.
_IN_A_NAME = re.compile(r"장(?=[^가-힣]|$|이|은|을)|산업혁명|\s?안건|\s?의안|\s?항|원|\s?[연년]도")
_BRACKET = re.compile(r"\s?\(([^()]{3,80})\)")
_LARGE_UNIT = re.compile(r"(?:[천백십]?[만억조])\s?원$")
_SHARE = re.compile(rf"({SOURCES})\s?(\d[\d,.]*)(?=\s?(?:[,·+/]|$|\)))")
_HALF_YEAR = re.compile(r"(?:20\d\d년\s?|올해\s?|내년\s?)?[상하]반기")
_TOGETHER = re.compile(r"한\s?곳(?:에서?|으로)")
_RHETORICAL = re.compile(r"(?:한|두)\s?(?:단계|걸음|차원|축|몫|번|데)$")
_NUMBER_OF_NOTICE = re.compile(r"\d{4}\s?-\s?$")
_OF = re.compile(r"\s?([가-힣A-Za-z·]{2,12})")
_PAIR = re.compile(r"(?<![\d.,])(\d{1,2})([가-힣])\s?(\d{1,2})([가-힣])(?![가-힣]*[원년])")


def figures_of(document: Document, budgets: list[Budget]) -> list[Figure]:
    """The figures of a document, each once for what it is a figure of."""
    taken = [place for b in budgets for place in (b.amount_at, *b.also_at)]
    tables = tables_of(document, None)
    rows = {row.passage.ordinal for table in tables for row in (*table.tops, *table.rows)}
    seen: set[tuple[str, str, str]] = set()
    figures = []
    for passage in document.passages:
        for figure in _of_passage(passage, taken, in_table=passage.ordinal in rows):
            key = (figure.value, figure.unit, figure.of or figure.raw)
            if key not in seen:
                seen.add(key)
                figures.append(figure)
    return figures


def _of_passage(
    passage: Passage, taken: list[tuple[int, int]], *, in_table: bool
) -> Iterator[Figure]:
    """The figures of a passage. Times in a table of amounts are its heads and the periods of its
    rows; those of a timetable are what it tells."""
    text = passage.text
    for found in passage.figures:
        place = (passage.start + found.start, passage.start + found.end)
        if found.kind is FigureKind.REGION or place in taken or _is_idle(passage, found):
            continue
        if found.kind is FigureKind.AMOUNT and (_is_unit(passage, found) or _in_row(text, found)):
            continue
        if found.kind in (FigureKind.DATE, FigureKind.PERIOD) and (
            (in_table and _in_row(text, found)) or COMPARED.match(text, found.end)
        ):
            continue
        if found.kind in (FigureKind.DATE, FigureKind.PERIOD) and _dates_a_budget(
            passage, found, taken
        ):
            continue
        for value in _values(found):
            after = _OF.match(text, found.end)
            yield Figure(
                raw=found.text.strip(),
                at=place,
                value=value,
                unit=found.unit if found.kind is not FigureKind.SHARE else "share",
                qualifier=qualifier_around(text, found.start, found.end),
                of=after[1] if after and found.kind is FigureKind.COUNT else "",
            )
    yield from _shares(passage)
    for match in _PAIR.finditer(text):
        if any(f.start < match.end() and match.start() < f.end for f in passage.figures):
            continue
        for number, unit in ((1, 2), (3, 4)):
            start, end = match.start(number), match.end(unit)
            yield Figure(
                text[start:end],
                (passage.start + start, passage.start + end),
                match[number],
                match[unit],
            )


def _shares(passage: Passage) -> Iterator[Figure]:
    """``520억 원(국비 260, 도비 104, 민간 156)``: shares in the unit of the amount before them."""
    for found in passage.figures:
        bracket = _BRACKET.match(passage.text, found.end)
        money = find_money(found.text) if bracket and found.kind is FigureKind.AMOUNT else []
        unit = _LARGE_UNIT.search(found.text) if money else None
        if bracket is None or unit is None:
            continue
        for share in _SHARE.finditer(passage.text, *bracket.span(1)):
            amount = find_money(f"{share[2]}{unit[0]}")
            if len(amount) == 1 and amount[0].won:
                place = (passage.start + share.start(), passage.start + share.end())
                yield Figure(share[0], place, str(amount[0].won), "KRW", "exact", share[1])


def _is_unit(passage: Passage, found: Found) -> bool:
    """Whether words of money are the unit of a table and no amount."""
    return "단위" in passage.text[max(0, found.start - 6) : found.start]


def _in_row(text: str, found: Found) -> bool:
    start = text.rfind("\n", 0, found.start) + 1
    end = text.find("\n", found.end)
    return is_row(text[start : end if end >= 0 else len(text)])


def _is_idle(passage: Passage, found: Found) -> bool:
    if _DEICTIC.search(found.text) or _RHETORICAL.search(found.text):
        return True
    if _HALF_YEAR.fullmatch(found.text) or _TOGETHER.match(passage.text, found.start):
        return True
    if passage.role is Role.CAPTION and found.kind is not FigureKind.DATE:
        return True
    if found.kind is FigureKind.COUNT and not re.search(r"\d|[한두세네]", found.text):
        return True
    if passage.text.startswith("당", found.end):
        return True  # 1인당: what a rate is for.
    if found.unit == "호" and _NUMBER_OF_NOTICE.search(
        passage.text[max(0, found.start - 8) : found.start]
    ):
        return True
    return bool(_IN_A_NAME.match(passage.text, found.end)) and found.unit in ("차", "호", "회")


def _dates_a_budget(passage: Passage, found: Found, taken: list[tuple[int, int]]) -> bool:
    """Whether a time only says for when an amount beside it is: a field of that budget."""
    start, end = passage.start + found.start, passage.start + found.end
    if found.first is None:
        return False  # A length of time (4년) is a figure of its own.
    if (
        found.unit not in ("year", "")
        and found.first
        and found.last
        and (found.first.year == found.last.year)
    ):
        return False
    return any(
        (0 <= amount[0] - end <= 12 or 0 <= start - amount[1] <= 3)
        and "." not in passage.text[found.end : amount[0] - passage.start]
        for amount in taken
    )


def _values(found: Found) -> list[str]:
    if found.kind is FigureKind.SHARE and found.value is not None:
        return [_plain(found.value / 100)]
    if found.kind is FigureKind.AMOUNT:
        for money in find_money(found.text):
            if money.amount_to is not None:
                return [_plain(money.amount), _plain(money.amount_to)]
    if found.value is not None and found.kind not in (FigureKind.DATE, FigureKind.PERIOD):
        return [_plain(found.value)]
    if found.kind is FigureKind.DATE and found.first is not None:
        length = {"day": 10, "month": 7, "year": 4}.get(found.unit, 10)
        return [found.first.isoformat()[:length]]
    if found.first and found.last and found.unit in ("day", "month"):
        length = 10 if found.unit == "day" else 7
        return [found.first.isoformat()[:length], found.last.isoformat()[:length]]
    if found.first and found.last:
        return [f"{found.first.year}-{found.last.year}"]
    return re.findall(r"\d+(?:\.\d+)?", found.text) or [found.text]


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")
