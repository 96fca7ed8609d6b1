"""The budgets in the tables of a document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ieum.search.figures import FigureKind, find_figures
from ieum.search.passages import Document
from ieum.services.programme.extraction.bodies import find_bodies
from ieum.services.programme.extraction.findings import NO_YEARS, Basis, Budget, Timing, Years
from ieum.services.programme.extraction.leads import Lead, Speakers, regions_in
from ieum.services.programme.extraction.mentions import Mention
from ieum.services.programme.extraction.name_words import Name, main_name
from ieum.services.programme.extraction.tables import Cell, Column, Row, Table
from ieum.services.programme.extraction.timing import annual, fiscal_year, over
from ieum.text.money import find_money

_TOTAL_WORDS = re.compile(r"(?:총\s?)?합\s?계|총\s?계|총액|계|소\s?계|total|sum", re.IGNORECASE)
_BULLET = re.compile(r"[·•ㅇ○\-–‧∙◦└*]\s*")
_OFFICE = re.compile(
    r"[가-힣]{2,}(?:부|처|청|원|공사|공단|재단|위원회|센터|진흥원|시|도|군|구|본부)$"
)
_THIS_YEAR = re.compile(r"(20\d\d)\s?년(?:도|\s?예산|\s|$)|(올해|내년)")


def budgets_of_tables(
    document: Document, tables: Sequence[Table], speakers: Speakers
) -> Iterator[Mention]:
    """Each amount of each row, under the name in its row; what funds it is no budget of its own."""
    for number, table in enumerate(tables):
        group: tuple[int, Lead | None] | None = None
        for at_row, row in enumerate(table.rows):
            name = _name(document, table, row)
            if name is None:
                continue
            is_entry = _is_entry(table, row)
            own = _lead_in(document, _cell(table, row, Column.NAME))
            if not is_entry and not row.is_total:
                group = (at_row, own)
            lead = own or (group[1] if group and is_entry else None)
            lead = _lead(document, table, row, speakers, lead)
            for at in _amount_columns(table):
                won = _won(table, row, at)
                if won is not None:
                    budget = _budget(document, table, row, at, won, name, lead)
                    yield Mention(
                        row.passage,
                        row.cells[at].start - row.passage.start,
                        name,
                        budget,
                        number,
                        at_row,
                        group[0] if group and is_entry else None,
                        row.is_total,
                    )


def _is_entry(table: Table, row: Row) -> bool:
    """Whether a row is marked as one of those under the last row without a mark."""
    cell = _cell(table, row, Column.NAME)
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
    return [at for at, head in enumerate(table.heads) if head.column is Column.AMOUNT]


def _won(table: Table, row: Row, at: int) -> int | None:
    won = table.won(row, at)
    if won is not None or at >= len(row.cells):
        return won
    money = find_money(row.cells[at].text)
    return money[0].won if len(money) == 1 else None


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
    regions = regions_in(place.text) if place else ()
    if not regions:
        regions = regions_in(name.text) or (lead.regions if lead else ()) or ("전국",)
    return Budget(
        name=name.text,
        name_at=name.at,
        won=won,
        amount_at=(cell.start, cell.end),
        lead=lead.name if lead else "",
        lead_at=lead.at if lead else None,
        regions=regions,
    ).timed(_timing(document, table, row, at))


def _cell(table: Table, row: Row, column: Column) -> Cell | None:
    for at, head in enumerate(table.heads):
        if head.column is column and at < len(row.cells) and row.cells[at].text:
            return row.cells[at]
    return None


def _name(document: Document, table: Table, row: Row) -> Name | None:
    """The words of a row; those of a total are what the table or the document is about."""
    if row.is_total:
        main = main_name(document)
        return Name(main.text, main.at, is_own=False, is_generic=True) if main else None
    cell = _cell(table, row, Column.NAME)
    if cell is None or _TOTAL_WORDS.fullmatch(cell.text):
        return None
    text = re.sub(r"\s+", " ", re.sub(r"^(?:\d+[.)]|[①-⑳]|[-·•ㅇ□])\s*", "", cell.text))
    return Name(text, (cell.start, cell.end)) if len(text) > 1 else None


def _lead(
    document: Document, table: Table, row: Row, speakers: Speakers, named: Lead | None
) -> Lead | None:
    cell = _cell(table, row, Column.LEAD)
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
    cell = _cell(table, row, Column.PERIOD)
    if cell is not None:
        for figure in find_figures(cell.text, document.issued):
            if figure.kind in (FigureKind.PERIOD, FigureKind.DATE) and figure.first and figure.last:
                if figure.first.year == figure.last.year:
                    return annual(figure.first.year)
                years = Years(figure.first.year, figure.last.year)
                return Timing(Basis.TOTAL, years, figure.first, figure.last)
    years_beside = table.years
    if len(years_beside) > 1:
        return over(years_beside[0], years_beside[-1])
    said = _THIS_YEAR.search(table.above)
    if said and said[1]:
        return annual(int(said[1]))
    if said and document.issued:
        return annual(document.issued.year + (said[2] == "내년"))
    fiscal, _ = fiscal_year(document)
    return annual(fiscal) if fiscal else Timing(Basis.TOTAL, NO_YEARS)
