"""The few forms in which a result is shown; every door can draw each of them."""

from __future__ import annotations

from datetime import date
from math import isfinite
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    model_validator,
)

from ieum.kernel.messages import Message
from ieum.text.regions import provinces

Words = Message | str
"""Text for people: a message, or words that come from data and have no translation."""

Cell = Message | str | bool | int | float | date | None
"""What may stand in a table."""


class Frozen(BaseModel):
    """A model that is never changed after it is made."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Value(Frozen):
    """One figure or fact, with its unit."""

    view: Literal["value"] = "value"
    label: Words
    value: Cell
    unit: Words = ""


class Column(Frozen):
    """A column of a table; figures of a column with a unit stand to the right."""

    name: str
    label: Words
    unit: Words = ""


PLAIN_CELLS = frozenset({str, bool, int, float, date, type(None), Message})


def _quickly(rows: Any, validate: ValidatorFunctionWrapHandler) -> Any:
    """Take rows of cells that are plainly allowed as they are.

    Trying each type a cell may have, cell by cell, took longer than all else in a large table.
    """
    if type(rows) is not list or any(type(row) is not list for row in rows):
        return validate(rows)
    kinds = set[type]().union(*(map(type, row) for row in rows))
    if not kinds <= PLAIN_CELLS:
        return validate(rows)
    if float in kinds and not all(
        isfinite(cell) for row in rows for cell in row if type(cell) is float
    ):
        return validate(rows)
    return rows


class Table(Frozen):
    """Rows under named columns, each row as long as the columns are many."""

    view: Literal["table"] = "table"
    caption: Words = ""
    columns: list[Column]
    rows: Annotated[list[list[Cell]], WrapValidator(_quickly)]

    @model_validator(mode="after")
    def _rows_fit_columns(self) -> Table:
        for number, row in enumerate(self.rows):
            if len(row) != len(self.columns):
                raise ValueError(
                    f"row {number} has {len(row)} cells for {len(self.columns)} columns"
                )
        return self


class Point(Frozen):
    """A value at a date or position, with the interval it may lie in."""

    x: date | float
    y: float
    low: float | None = None
    high: float | None = None


class Line(Frozen):
    """The points of one thing, in the order of x."""

    label: Words
    points: list[Point]


class Series(Frozen):
    """Lines over time or another ordered quantity."""

    view: Literal["series"] = "series"
    title: Words
    unit: Words = ""
    lines: list[Line]


class Place(Frozen):
    """A point on the map, in degrees (WGS 84)."""

    label: Words
    latitude: float = Field(ge=-90, le=90)
    longitude: float = Field(ge=-180, le=180)
    note: Words = ""


class Places(Frozen):
    """Points on the map, best first."""

    view: Literal["places"] = "places"
    title: Words = ""
    places: list[Place]


class Mark(Frozen):
    """A stretch of text, [start, end) in characters, and what it means.

    ``name`` is what the rest of the result calls it by, where it does.
    """

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    kind: str
    label: Words = ""
    name: str = ""


class MarkedText(Frozen):
    """Text with marked stretches, which do not overlap."""

    view: Literal["text"] = "text"
    title: Words = ""
    text: str
    marks: list[Mark] = []


class RegionValue(Frozen):
    """What a province has; ``value`` is None where it is not known, which is not zero."""

    code: str
    """ISO 3166-2:KR, such as ``KR-29``."""
    label: Words
    value: int | float | None
    note: Words = ""


class RegionGroup(Frozen):
    """Provinces that belong together in some division of the country; the map outlines them."""

    label: Words
    codes: list[str]


class RegionMap(Frozen):
    """A value for each province of Korea, on a map of all seventeen with Ulleungdo and Dokdo.

    ``in_won``: the values are amounts of won, which people read in 억 and 조, or in billions.
    """

    view: Literal["region_map"] = "region_map"
    title: Words
    unit: Words = ""
    in_won: bool = False
    values: list[RegionValue]
    groups: list[RegionGroup] = []

    @model_validator(mode="after")
    def _provinces_stand_once(self) -> RegionMap:
        known = {province.code for province in provinces()}
        codes = [value.code for value in self.values]
        for code in (*codes, *(code for group in self.groups for code in group.codes)):
            if code not in known:
                raise ValueError(f"{code!r} is no province (ISO 3166-2:KR)")
        if len(set(codes)) < len(codes):
            raise ValueError("a province has two values")
        return self


class Area(Frozen):
    """An amount drawn as an area. ``is_firm`` is False for one that is approximate or a bound;
    ``note`` is what must be known to read it."""

    label: Words
    value: float = Field(gt=0)
    group: Words = ""
    is_firm: bool = True
    note: Words = ""


class Areas(Frozen):
    """Amounts of one kind as areas of one rectangle (a treemap).

    ``in_won`` as for a ``RegionMap``; ``adds_up`` is False where the amounts stand beside each
    other but may not be added, so that neither a sum nor shares of it are shown.
    """

    view: Literal["areas"] = "areas"
    title: Words
    unit: Words = ""
    in_won: bool = False
    adds_up: bool = True
    areas: list[Area]


class Period(Frozen):
    """When something runs; a side that nobody stated is None.

    ``when`` says it in words, with what the days cannot say (by 2030, the whole of 2027);
    the baseline is what was planned first.
    """

    label: Words
    first: date | None = None
    last: date | None = None
    when: Words = ""
    baseline_first: date | None = None
    baseline_last: date | None = None
    note: Words = ""

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Period:
        for first, last in (
            (self.first, self.last),
            (self.baseline_first, self.baseline_last),
        ):
            if first and last and last < first:
                raise ValueError(f"a period ends on {last}, before it starts on {first}")
        return self


class Timeline(Frozen):
    """Periods under each other against one axis of time, with the day it is today."""

    view: Literal["timeline"] = "timeline"
    title: Words
    today: date
    periods: list[Period]


View = Value | Table | Series | Places | MarkedText | RegionMap | Areas | Timeline
