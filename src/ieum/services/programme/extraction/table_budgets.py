"""The budgets in the tables of a document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from ieum.search.figures import FigureKind, find_figures
from ieum.search.passages import Document, Role
from ieum.services.programme.extraction.amounts import SOURCES
from ieum.services.programme.extraction.bodies import find_bodies
from ieum.services.programme.extraction.findings import NO_YEARS, Basis, Budget, Timing, Years
from ieum.services.programme.extraction.fiscal import fiscal_year
from ieum.services.programme.extraction.leads import Lead, Speakers
from ieum.services.programme.extraction.mentions import Mention
from ieum.services.programme.extraction.name_words import WORK, Name, is_name, main_name, name_in
from ieum.services.programme.extraction.outline import without_mark
from ieum.services.programme.extraction.phrases import named, phrases_of
from ieum.services.programme.extraction.places import regions_in
from ieum.services.programme.extraction.table_heads import Column
from ieum.services.programme.extraction.tables import Cell, Row, Table
from ieum.services.programme.extraction.timing import annual, over
from ieum.text.money import find_money
from ieum.text.regions import provinces

_MARK = re.compile(r"^(?:\d+[.)]|[①-⑳]|[-·•ㅇ□○◦▪■◇◆▶▷])\s*")
_BULLET = re.compile(r"[·•ㅇ○\-–‧∙◦└*]\s*")
_OFFICE = re.compile(
    r"[가-힣·]{2,}(?:부|처|청|원|공사|공단|재단|위원회|센터|진흥원|시|도|군|구|본부)$"
)
#: A row that says whose money it is, or by how much it grew.
_FUNDS = re.compile(rf"{SOURCES}(?:\([^()]*\))?|(?:증감|증가|전년대비)[률액]?")
#: The head of what a whole work costs, beside that of one of its years.
_WHOLE = re.compile(r"총\s?(?:사업|연구|투자|소요|공사)|^총액|^계$|합\s?계")
#: What says in a cell of words that its amount is a budget.
_IS_BUDGET = re.compile(
    r"(?:예산|사업비|투자비|투자액|국비|연구비)(?:은|는|안)?\s?(?:총|약|모두)?\s?\d"
)
_THIS_YEAR = re.compile(r"(20\d\d)\s?년(?:도|\s?예산|\s|$)|(올해|내년)")


def budgets_of_tables(
    document: Document, tables: Sequence[Table], speakers: Speakers
) -> Iterator[Mention]:
    """Each amount of each row, under the name in its row; what funds it is no budget of its own."""
    for number, table in enumerate(tables):
        subtotals = {
            row.group: at for at, row in enumerate(table.rows) if row.is_subtotal and row.group
        }
        over: tuple[int, Lead | None] | None = None
        for at_row, row in enumerate(table.rows):
            name = _name(document, table, row)
            if name is None or _FUNDS.fullmatch(re.sub(r"\s", "", name.text)):
                continue
            own = _lead_in(document, row.group if row.is_subtotal else _named(table, row))
            is_sum = row.is_total or row.is_subtotal
            is_entry = not is_sum and _is_entry(table, row)
            if not is_entry and not is_sum:
                over = (at_row, own)
            under = over if is_entry else None
            lead = own or (under[1] if under else None) or _lead_in(document, row.group)
            lead = _lead(document, table, row, speakers, lead)
            at_sum = subtotals.get(row.group) if row.group and not is_sum else None
            for at in _amount_columns(table):
                won = _won(table, row, at)
                if won is not None:
                    yield Mention(
                        row.passage,
                        row.cells[at].start - row.passage.start,
                        name,
                        _budget(document, table, row, at, won, name, lead),
                        number,
                        at_row,
                        under[0] if under else at_sum,
                        row.is_total,
                        None if _says_when(document, table, row, at) else at,
                        at,
                        _is_whole_work(table, row, at),
                    )


def _named(table: Table, row: Row) -> Cell | None:
    """The cell that names what the money of a row goes to."""
    return _cell(table, row, Column.NAME)


def _is_entry(table: Table, row: Row) -> bool:
    """Whether a row is marked as one of those under the last row without a mark."""
    cell = _named(table, row)
    return cell is not None and _BULLET.match(cell.text) is not None


def _lead_in(document: Document, cell: Cell | None) -> Lead | None:
    """The body that the name of a row begins with."""
    bodies = find_bodies(cell.text, document.issued) if cell else []
    if cell is None or not bodies or bodies[0].start > 0:
        return None
    body = bodies[0]
    place = (cell.start, cell.start + body.end)
    return Lead(body.name, place, (body.region,) if body.region else ())


def _amount_columns(table: Table) -> list[int]:
    """The columns of amounts; of a table that has none, those whose words state some: 주요 내용 | 2027년 예산
    215억원, 거점 6곳 운영."""
    amounts = [at for at, head in enumerate(table.heads) if head.column is Column.AMOUNT]
    if amounts:
        return amounts
    return [
        at
        for at, head in enumerate(table.heads)
        if head.column is Column.OTHER
        and any(_IS_BUDGET.search(row.cells[at].text) for row in table.rows if at < len(row.cells))
    ]


def _won(table: Table, row: Row, at: int) -> int | None:
    won = table.won(row, at)
    if won is not None or at >= len(row.cells):
        return won
    money = find_money(row.cells[at].text)
    in_words = table.heads[at].column is not Column.AMOUNT
    if len(money) != 1 or (in_words and not _IS_BUDGET.search(row.cells[at].text)):
        return None
    return money[0].won


def _budget(
    document: Document,
    table: Table,
    row: Row,
    at: int,
    won: int,
    name: Name,
    lead: Lead | None,
) -> Budget:
    cell = row.cells[at]
    place = _cell(table, row, Column.REGION)
    regions = _regions_of(place) if place else ()
    if not regions:
        regions = regions_in(name.text) or (lead.regions if lead else ())
    if not regions and row.group is not None:
        regions = regions_in(row.group.text)
    return Budget(
        name=name.text,
        name_at=name.at,
        won=won,
        amount_at=(cell.start, cell.end),
        lead=lead.name if lead else "",
        lead_at=lead.at if lead else None,
        regions=regions,
    ).timed(_timing(document, table, row, at))


def _regions_of(cell: Cell) -> tuple[str, ...]:
    """The regions of a cell for them, in which 경기 is no match and 광주 no town."""
    own = tuple(p.short for p in provinces() if p.short == cell.text)
    return own or regions_in(cell.text)


def _cell(table: Table, row: Row, column: Column) -> Cell | None:
    for at, head in enumerate(table.heads):
        if head.column is column and at < len(row.cells) and row.cells[at].text:
            return row.cells[at]
    return None


def _name(document: Document, table: Table, row: Row) -> Name | None:
    """The words of a row; those of a subtotal are its group, those of a total what the table or the
    document is about."""
    if row.is_total:
        main = _section(document, row) or main_name(document)
        return Name(main.text, main.at, is_own=False, is_generic=True) if main else None
    cell = row.group if row.is_subtotal else _named(table, row)
    if cell is None and all(head.column is not Column.NAME for head in table.heads):
        place = _cell(table, row, Column.REGION)
        known = _announced(table) or main_name(document)
        # 서울 | 3,150: what the table is of, in each region.
        return Name(f"{known.text} {place.text}", known.at) if place and known else None
    if cell is None:
        return _announced(table) if row.is_subtotal else None
    text = re.sub(r"\s+", " ", _MARK.sub("", cell.text))
    return Name(text, (cell.start, cell.end)) if len(text) > 1 else None


def _section(document: Document, row: Row) -> Name | None:
    """The work that the outermost heading over a row names: Ⅰ. 전용차로 구축."""
    for ordinal in row.passage.path:
        heading = document.passages[ordinal]
        start, text = without_mark(heading.text)
        if heading.role is Role.HEADING and WORK.search(text) and is_name(text):
            return Name(named(text), (heading.start + start, heading.end))
    return None


def _announced(table: Table) -> Name | None:
    """What the line over a table says that it is of: 신산업 분야의 주요 사업은 다음 표와 같다."""
    line = table.lead_in
    first = next((p for p in phrases_of(line) if is_name(p.text)), None) if line else None
    return name_in(line, first) if line and first else None


def _lead(
    document: Document, table: Table, row: Row, speakers: Speakers, named: Lead | None
) -> Lead | None:
    cell = row.office
    if cell is not None:
        bodies = find_bodies(cell.text, document.issued)
        if bodies:
            body = bodies[0]
            place = (cell.start + body.start, cell.start + body.end)
            return Lead(body.name, place, (body.region,) if body.region else ())
        if _OFFICE.fullmatch(cell.text):
            return Lead(cell.text, (cell.start, cell.end))
    if named is not None:
        return named
    if row.is_total and any(head.column is Column.LEAD for head in table.heads):
        return speakers.titled
    return speakers.main


def _timing(document: Document, table: Table, row: Row, at: int) -> Timing:
    year = table.heads[at].year
    if year is not None:
        return annual(year)
    period = _period(document, table, row, at)
    if period is not None:
        first, last = period
        if first.year == last.year:
            return annual(first.year)
        return Timing(Basis.TOTAL, Years(first.year, last.year), first, last)
    if _WHOLE.search(table.heads[at].text) and len(table.years) == 1:
        return _of_all_rows(document, table)
    years_beside = table.years
    if len(years_beside) > 1 and _is_whole_work(table, row, at):
        return Timing(Basis.TOTAL, NO_YEARS)  # 총사업비 beside what two of its years have.
    if len(years_beside) > 1:
        return over(years_beside[0], years_beside[-1])
    said = _THIS_YEAR.search(table.above)
    if said and said[1]:
        return annual(int(said[1]))
    if said and document.issued:
        return annual(document.issued.year + (said[2] == "내년"))
    fiscal, _ = fiscal_year(document)
    return annual(fiscal) if fiscal else Timing(Basis.TOTAL, NO_YEARS)


def _is_whole_work(table: Table, row: Row, at: int) -> bool:
    """Whether an amount is all that a work costs, rather than the sum of the years beside it."""
    if table.heads[at].year is not None or not _WHOLE.search(table.heads[at].text):
        return False
    yearly = [_won(table, row, n) or 0 for n, h in enumerate(table.heads) if h.year is not None]
    return bool(yearly) and sum(yearly) != _won(table, row, at)


def _says_when(document: Document, table: Table, row: Row, at: int) -> bool:
    """Whether a column, a row or the heads of a table say for when an amount is."""
    return (
        table.heads[at].year is not None
        or bool(table.years)
        or _period(document, table, row, at) is not None
    )


def _period(
    document: Document, table: Table, row: Row, at: int | None = None
) -> tuple[date, date] | None:
    """From when to when a row, or its cell ``at`` in words, says that its work goes."""
    in_words = at is not None and table.heads[at].column is not Column.AMOUNT
    cell = row.cells[at] if in_words and at is not None else _cell(table, row, Column.PERIOD)
    for figure in find_figures(cell.text, document.issued) if cell else ():
        if figure.kind in (FigureKind.PERIOD, FigureKind.DATE) and figure.first and figure.last:
            return figure.first, figure.last
    return None


def _of_all_rows(document: Document, table: Table) -> Timing:
    """The time that the works of a table take together, as far as their rows say it."""
    periods = [p for row in table.rows if (p := _period(document, table, row)) is not None]
    if not periods:
        return Timing(Basis.TOTAL, NO_YEARS)
    return over(min(first for first, _ in periods).year, max(last for _, last in periods).year)
