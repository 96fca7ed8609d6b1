"""The tables of a document: rows of cells under heads, with the unit their numbers are in.

A table is found by its shape alone, whatever file it came from: lines whose cells are parted by tabs
or upright bars, one beneath the other. Its unit stands above it or in a head: (단위: 백만원).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

from ieum.search.passages import Document, Passage

_PART = re.compile(r"\s*[|│｜]\s*|\t+")
_UNIT = re.compile(
    r"단위\s*[:：]?\s*[^)\n]{0,12}?((?:[천백십]?[만억조]|[천백]만|십억|천|백)?\s?원)"
)
_HEAD_UNIT = re.compile(r"\(\s*((?:[천백십]?[만억조]|[천백]만|십억|천)\s?원|원)\s*\)")
_ENGLISH_UNIT = re.compile(
    r"(?:units?\s*[:：]?\s*|\(\s*)(?:in\s+)?(?:KRW\s*)?(?:(\d+)\s*)?(million|billion|trillion)"
    r"(?:\s*(?:won|KRW))?",
    re.IGNORECASE,
)
_WON = {
    "원": 1,
    "천원": 10**3,
    "만원": 10**4,
    "십만원": 10**5,
    "백만원": 10**6,
    "천만원": 10**7,
    "억원": 10**8,
    "십억원": 10**9,
    "백억원": 10**10,
    "천억원": 10**11,
    "조원": 10**12,
}
_ENGLISH_WON = {"million": 10**6, "billion": 10**9, "trillion": 10**12}
_NUMBER = re.compile(
    r"(?P<less>[△▲▽▼-]\s?)?\(?(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<part>\.\d+)?\)?"
)
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
_TOTAL = re.compile(r"(?:총\s?)?합\s?계|총\s?계|총액|계|소\s?계|total|sum", re.IGNORECASE)
_AMOUNT = re.compile(
    r"예\s?산|사\s?업\s?비|금\s?액|투\s?자|소\s?요|재\s?원|지원액|규\s?모|억\s?원|만\s?원|천\s?원|합\s?계|총\s?계|"
    r"^계$|총액|결산|추경|budget|amount|cost|won|total",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)|['’‘`](\d\d)(?!\d)|(?<!\d)(\d\d)\s?년")
_RELATIVE_YEAR = {"올해": 0, "금년": 0, "내년": 1, "차년": 1, "작년": -1, "지난해": -1, "전년": -1}
_BLANKS = ("-", "–", "—", "·")
#: Lines above a table in which its unit may stand.
_ABOVE = 4
_FEWEST_ROWS = 2


class Column(Enum):
    """What the cells of a column say of their row."""

    NAME = auto()
    LEAD = auto()
    PERIOD = auto()
    REGION = auto()
    AMOUNT = auto()
    FUNDING = auto()
    """Whose money it is: a part of the row's amount."""
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell; [start, end) in characters of the document."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table and the passage it stands in."""

    passage: Passage
    cells: tuple[Cell, ...]

    @property
    def is_total(self) -> bool:
        """Whether it adds up the rows above it."""
        return any(_TOTAL.fullmatch(cell.text) for cell in self.cells[:2])


@dataclass(frozen=True, slots=True)
class Head:
    """A column: what it holds, its words, and the fiscal year its amounts are for, if it says."""

    column: Column
    text: str
    year: int | None = None
    unit: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under heads; ``unit`` is won a number, None if the table does not say."""

    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    unit: int | None
    above: str
    """The lines right above it."""

    @property
    def places(self) -> list[tuple[int, int]]:
        """The stretches of the document that its rows take."""
        return [(row.cells[0].start, row.cells[-1].end) for row in self.rows]

    @property
    def years(self) -> tuple[int, ...]:
        """The fiscal years that columns of amounts are for."""
        return tuple(sorted({h.year for h in self.heads if h.year and h.column is Column.AMOUNT}))

    def won(self, row: Row, at: int) -> int | None:
        """The amount in a cell in won; None for a blank, a fall (△240) or words."""
        if at >= len(row.cells):
            return None
        match = _NUMBER.fullmatch(row.cells[at].text)
        unit = self.heads[at].unit or self.unit
        if match is None or match["less"] or unit is None:
            return None
        won = Decimal(match["digits"].replace(",", "") + (match["part"] or "")) * unit
        return int(won) if won > 0 and won == won.to_integral_value() else None


def tables_of(document: Document, this_year: int | None) -> list[Table]:
    """The tables of a document, in order. ``this_year`` is what 올해 and 전년 in a head count from."""
    tables: list[Table] = []
    above: list[str] = []
    rows: list[Row] = []
    for passage, start, line in _lines(document):
        cells = _cells(line, start)
        if len(cells) > 1:
            rows.append(Row(passage, cells))
            continue
        if rows:
            tables += _made(rows, above, this_year, below=line)
            rows, above = [], []
        above = [*above[1 - _ABOVE :], line]
    return tables + _made(rows, above, this_year)


def is_row(text: str) -> bool:
    """Whether a line is one of a table by its shape."""
    return len(_PART.split(text.strip())) > 1


def _lines(document: Document) -> Iterator[tuple[Passage, int, str]]:
    for passage in document.passages:
        for match in re.finditer(r"[^\n]+", passage.text):
            yield passage, passage.start + match.start(), match[0]


def _cells(line: str, start: int) -> tuple[Cell, ...]:
    cells = []
    at = 0
    for end, after in [*((m.start(), m.end()) for m in _PART.finditer(line)), (len(line), 0)]:
        text = line[at:end]
        lead = len(text) - len(text.lstrip())
        place = start + at + lead
        cells.append(Cell(text.strip(), place, place + len(text.strip())))
        at = after
    framed = line.strip().startswith(("|", "│", "｜"))
    return tuple(cells[1:] if framed else cells)


def _made(
    rows: Sequence[Row], above: Sequence[str], this_year: int | None, below: str = ""
) -> list[Table]:
    if len(rows) < _FEWEST_ROWS:
        return []
    first = next((at for at, row in enumerate(rows) if at and _holds_numbers(row)), None)
    if first is None:
        return []
    tops, body = rows[:first], rows[first:]
    width = max(len(row.cells) for row in rows)
    heads = _heads(tops, body, width, this_year)
    body = [_filled(row, heads) for row in body]
    said = _unit_in("\n".join(above))
    if said is None:
        said = _unit_in("\n".join([*(cell.text for row in tops for cell in row.cells), below]))
    return [Table(heads, tuple(body), said, "\n".join(above))]


def _filled(row: Row, heads: Sequence[Head]) -> Row:
    """A row of as many cells as the table has: the word of a total may span the first ones."""
    missing = len(heads) - len(row.cells)
    fits = all(
        heads[at].column in (Column.AMOUNT, Column.FUNDING, Column.OTHER)
        for at, cell in enumerate(row.cells)
        if _NUMBER.fullmatch(cell.text)
    )
    if missing <= 0 or fits:
        return row
    first, *rest = row.cells
    blank = Cell("", first.start, first.start)
    if row.is_total:
        return Row(row.passage, (first, *[blank] * missing, *rest))
    # A cell of the row above spans this one.
    return Row(row.passage, (*[blank] * missing, *row.cells))


def _holds_numbers(row: Row) -> bool:
    """Whether a row holds amounts rather than heads, in which a bare number is a year."""
    numbers = [m for cell in row.cells[1:] if (m := _NUMBER.fullmatch(cell.text))]
    money = any(re.search(r"\d\s?[조억만천]?\s?원$", cell.text) for cell in row.cells[1:])
    return money or any(not YEAR.fullmatch(m[0]) for m in numbers)


def _unit_in(text: str) -> int | None:
    for match in (_UNIT.search(text), _HEAD_UNIT.search(text)):
        if match:
            return _WON.get(re.sub(r"\s", "", match[1]))
    english = _ENGLISH_UNIT.search(text)
    return int(english[1] or 1) * _ENGLISH_WON[english[2].lower()] if english else None


def _heads(
    tops: Sequence[Row], body: Sequence[Row], width: int, this_year: int | None
) -> tuple[Head, ...]:
    words = [
        " ".join(row.cells[at].text for row in tops if at < len(row.cells) and row.cells[at].text)
        for at in range(width)
    ]
    has_total = any(_AMOUNT.search(w) and not _FUNDING.search(w) for w in words)
    heads: list[Head] = []
    for at, text in enumerate(words):
        filled = [r.cells[at].text for r in body if at < len(r.cells) and r.cells[at].text]
        numbers = sum(bool(_NUMBER.fullmatch(t) or t in _BLANKS) for t in filled)
        numeric = 2 * numbers > len(filled) and not _PERIOD.search(text)
        named = any(head.column is Column.NAME for head in heads)
        column = _column(text, numeric=numeric, named=named, has_total=has_total)
        year = _year(text, this_year) if column in (Column.AMOUNT, Column.FUNDING) else None
        match = _HEAD_UNIT.search(text)
        unit = _WON.get(re.sub(r"\s", "", match[1])) if match else None
        heads.append(Head(column, text, year, unit))
    broad = [at for at, head in enumerate(heads) if head.column is Column.NAME]
    finer = [
        at
        for at, head in enumerate(heads)
        if head.column is Column.OTHER and _WORK.search(head.text) and at < len(heads) - 1
    ]
    if broad and finer and not _WORK.search(words[broad[0]]):
        # 분야 | 사업: the group, and what its money goes to.
        heads[broad[0]] = Head(Column.OTHER, words[broad[0]])
        heads[finer[0]] = Head(Column.NAME, words[finer[0]])
    if not any(head.column is Column.NAME for head in heads):
        named_at = next((at for at, head in enumerate(heads) if head.column is Column.OTHER), 0)
        heads[named_at] = Head(Column.NAME, heads[named_at].text)
    return tuple(heads)


def _column(text: str, *, numeric: bool, named: bool, has_total: bool) -> Column:
    if _ORDER.fullmatch(text):
        return Column.OTHER
    if numeric:
        if _OTHER.search(text):
            return Column.OTHER
        if _FUNDING.search(text) and has_total:
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
