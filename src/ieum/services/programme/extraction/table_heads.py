"""The heads of a table: what the cells of each column say of their row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from ieum.services.programme.extraction.table_units import NUMBER, unit_of_head

_ORDER = re.compile(r"(?:연번|번호|순번|순위|no\.?|#)", re.IGNORECASE)
_NAME = re.compile(
    r"사\s?업|과\s?제|구\s?분|내\s?역|항\s?목|분\s?야|프로그램|명칭|program|project|item|name", re.I
)
_WORK = re.compile(r"사\s?업|과\s?제|프로그램|program|project", re.IGNORECASE)
_LEAD = re.compile(
    r"소\s?관|주\s?관|부\s?처|담\s?당|기\s?관|부\s?서|수행|ministry|agency|lead|office",
    re.IGNORECASE,
)
_PERIOD = re.compile(r"기\s?간|period|term", re.IGNORECASE)
_REGION = re.compile(
    r"지\s?역|위\s?치|대상지|권\s?역|시\s?[·․]?\s?도|장소|region|place", re.IGNORECASE
)
_OTHER = re.compile(
    r"증\s?감|증\s?가|감\s?소|비\s?율|비\s?중|비\s?고|%|률|대비|인원|개소|건수|물량|대수|change|share|note",
    re.IGNORECASE,
)
_FUNDING = re.compile(
    r"국\s?비|국\s?고|지\s?방\s?비|도\s?비|시\s?비|군\s?비|구\s?비|민\s?간|민\s?자|자부담|융\s?자|기\s?타|"
    r"state|local|private",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"예\s?산|사\s?업\s?비|금\s?액|투\s?자|소\s?요|재\s?원|지원액|교부|배정|지급|출연|보조금|규\s?모|억\s?원|만\s?원|천\s?원|합\s?계|총\s?계|"
    r"(?:^|\s)계$|총액|결산|추경|budget|amount|cost|won|total",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)|['’‘`](\d\d)(?!\d)|(?<!\d)(\d\d)\s?년")
_RELATIVE_YEAR = {"올해": 0, "금년": 0, "내년": 1, "차년": 1, "작년": -1, "지난해": -1, "전년": -1}
_WHOLE_WORK = re.compile(r"총\s?(?:사업|연구|투자|공사)비")
_BLANKS = ("-", "–", "—", "·")
#: Heads after which a new column of amounts begins, as ``계`` does under two years in turn.
_SUM = re.compile(r"(?:^|\s)(?:합\s?계|총\s?계|소\s?계|계|총액|사업비)(?:\s?\([^()]*\))?$")


class Column(Enum):
    """What the cells of a column say of their row."""

    NAME = auto()
    GROUP = auto()
    """What the row stands under: 분야 beside 사업."""
    LEAD = auto()
    PERIOD = auto()
    REGION = auto()
    AMOUNT = auto()
    FUNDING = auto()
    """Whose money it is: a part of the row's amount."""
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Head:
    """A column: what it holds, its words, and the fiscal year its amounts are for, if it says."""

    column: Column
    text: str
    year: int | None = None
    unit: int | None = None


def heads_of(
    tops: Sequence[Sequence[str]],
    body: Sequence[Sequence[str]],
    width: int,
    this_year: int | None,
) -> tuple[Head, ...]:
    """The heads of a table from the texts of its head rows and of the rows below them."""
    words = _words(tops, width)
    has_total = any(_AMOUNT.search(w) and not _FUNDING.search(w) for w in words)
    sums = [w for w in words if _AMOUNT.search(w) and not _FUNDING.search(w)]
    of_sums = {_year(w, this_year) for w in sums}
    is_apart = any(_WHOLE_WORK.search(w) for w in sums)
    heads: list[Head] = []
    for at, text in enumerate(words):
        filled = [row[at] for row in body if at < len(row) and row[at]]
        numbers = sum(bool(NUMBER.fullmatch(t) or t in _BLANKS) for t in filled)
        numeric = 2 * numbers > len(filled) and not _PERIOD.search(text)
        named = any(head.column is Column.NAME for head in heads)
        # 국비 ’26년 beside 총사업비 is what one year has, and no share of a sum for that year.
        own = _year(text, this_year)
        apart = is_apart and own is not None and own not in of_sums
        column = _column(text, numeric=numeric, named=named, has_total=has_total, apart=apart)
        year = _year(text, this_year) if column in (Column.AMOUNT, Column.FUNDING) else None
        heads.append(Head(column, text, year, unit_of_head(text)))
    _set_name(heads)
    return tuple(heads)


def _words(tops: Sequence[Sequence[str]], width: int) -> list[str]:
    """The words over each column; a head over several columns is over those that have none, where
    a lower head parts them."""
    filled: list[list[str]] = []
    for number, row in enumerate(tops):
        cells = [row[at] if at < len(row) else "" for at in range(width)]
        below = tops[number + 1 :]
        for at in range(1, width):
            parted = any(at < len(lower) and lower[at] for lower in below)
            if not cells[at] and parted:
                cells[at] = cells[at - 1]
        filled.append(cells)
    return [" ".join(row[at] for row in filled if row[at]) for at in range(width)]


def _set_name(heads: list[Head]) -> None:
    """Of the columns of words the one that names what the money goes to; those before it group."""
    broad = [at for at, head in enumerate(heads) if head.column is Column.NAME]
    finer = [
        at
        for at, head in enumerate(heads)
        if head.column is Column.OTHER and _WORK.search(head.text) and at < len(heads) - 1
    ]
    if broad and finer and not _WORK.search(heads[broad[0]].text):
        # 분야 | 사업: the group, and what its money goes to.
        heads[broad[0]] = Head(Column.GROUP, heads[broad[0]].text)
        heads[finer[0]] = Head(Column.NAME, heads[finer[0]].text)
    counts_only = any(head.column is Column.REGION for head in heads) and not any(
        _NAME.search(head.text) for head in heads
    )
    if not counts_only and not any(head.column is Column.NAME for head in heads):
        named_at = next((at for at, head in enumerate(heads) if head.column is Column.OTHER), 0)
        heads[named_at] = Head(Column.NAME, heads[named_at].text)


def _column(text: str, *, numeric: bool, named: bool, has_total: bool, apart: bool) -> Column:
    if _ORDER.fullmatch(text):
        return Column.OTHER
    if numeric:
        if _OTHER.search(text):
            return Column.OTHER
        if _FUNDING.search(text) and has_total and not _SUM.search(text) and not apart:
            return Column.FUNDING
        is_amount = _AMOUNT.search(text) or YEAR.search(text) or _FUNDING.search(text)
        relative = any(word in text for word in _RELATIVE_YEAR)
        return Column.AMOUNT if is_amount or relative else Column.OTHER
    for column, words in (
        (Column.LEAD, _LEAD),
        (Column.PERIOD, _PERIOD),
        (Column.REGION, _REGION),
        (Column.NAME, _NAME),
    ):
        if words.search(text) and not (column is Column.NAME and named):
            return column
    return Column.AMOUNT if _AMOUNT.search(text) and named else Column.OTHER


def _year(text: str, this_year: int | None) -> int | None:
    years = {int(m[1] or f"20{m[2] or m[3]}") for m in YEAR.finditer(text)}
    if years:
        return years.pop() if len(years) == 1 else None
    for word, off in _RELATIVE_YEAR.items():
        if word in text and this_year is not None:
            return this_year + off
    return None
