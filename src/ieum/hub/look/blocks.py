"""An answer's result as blocks to draw: the headline, facts, tables, charts, maps, marked text.

Works on the rendered answer (plain JSON values in one language), so that an answer fresh from its
tool and one that a job has kept are drawn alike. Labels come from the tool's answer type.
"""

from __future__ import annotations

import types
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, ClassVar, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from ieum.hub.look.areas import Areas, areas_of
from ieum.hub.look.charts import Chart, chart_of
from ieum.hub.look.maps import Map, map_of
from ieum.hub.look.marks import Marked, marked_of
from ieum.hub.look.region_maps import RegionMap, region_map_of
from ieum.hub.look.timelines import Timeline, timeline_of
from ieum.hub.look.wording import as_heading, cell_text, is_number, size_text, unit_suffix
from ieum.kernel.messages import Message, _
from ieum.kernel.quantities import Won
from ieum.kernel.text_form import TextForm

#: A fact longer than this is a paragraph rather than a figure.
LONG_FACT = 60
#: What fits side by side into 360 pixels.
MOST_COLUMNS_ON_PHONE = 3
LONGEST_CELL_ON_PHONE = 16
#: Characters from which a cell gets the room of a sentence, and below which it stays on one line.
LONGEST_CELL_ON_A_LINE, SHORTEST_CELL_BROKEN = 24, 18
#: What stands in a cell without a value.
NO_VALUE = "–"
WON = _("{amount:won}")
WON_FORM = next(part for part in get_args(Won) if isinstance(part, TextForm))


@dataclass(frozen=True, slots=True)
class Fact:
    """A labelled value."""

    label: str
    text: str
    unit: str = ""

    @property
    def is_long(self) -> bool:
        """Whether it reads as a paragraph."""
        return len(self.text) > LONG_FACT

    @property
    def suffix(self) -> str:
        """The unit as it follows the text: ``원`` and ``%`` directly, ``km`` behind a space."""
        return unit_suffix(self.unit, self.text)


@dataclass(frozen=True, slots=True)
class Headline:
    """The one figure that the question was about."""

    template: ClassVar[str] = "look/headline.html"
    fact: Fact


@dataclass(frozen=True, slots=True)
class Facts:
    """Labelled values under each other."""

    template: ClassVar[str] = "look/facts.html"
    title: str
    facts: Sequence[Fact]


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a column."""

    label: str
    unit: str
    is_number: bool

    @property
    def name(self) -> str:
        """The label with its unit, as it stands before a cell of its own on a phone."""
        return f"{self.label} ({self.unit})" if self.unit else self.label


@dataclass(frozen=True, slots=True)
class GridCell:
    """A finished text under its heading."""

    heading: Heading
    text: str

    @property
    def style(self) -> str:
        """The class of the cell: how it takes its room, and whether a phone leaves it out."""
        if self.text == NO_VALUE:
            return "number blank" if self.heading.is_number else "blank"
        if self.heading.is_number:
            return "number"
        if len(self.text) > LONGEST_CELL_ON_A_LINE:
            return "wide"
        return "nowrap" if len(self.text) < SHORTEST_CELL_BROKEN else ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of finished texts."""

    template: ClassVar[str] = "look/table.html"
    caption: str
    headings: Sequence[Heading]
    rows: Sequence[Sequence[str]]

    @property
    def is_stacked(self) -> bool:
        """Whether a phone shows each row as a card, because it has no room for the columns."""
        return len(self.headings) > MOST_COLUMNS_ON_PHONE or any(
            len(text) > LONGEST_CELL_ON_PHONE for row in self.rows for text in row
        )

    def cells(self) -> Iterator[list[GridCell]]:
        """Each row with its headings."""
        for row in self.rows:
            yield [GridCell(*one) for one in zip(self.headings, row, strict=True)]


@dataclass(frozen=True, slots=True)
class Listing:
    """Several values of one kind."""

    template: ClassVar[str] = "look/listing.html"
    title: str
    items: Sequence[str]


@dataclass(frozen=True, slots=True)
class Download:
    """A file to take home."""

    template: ClassVar[str] = "look/download.html"
    label: str
    name: str
    size: str
    address: str


Block = (
    Headline
    | Facts
    | Grid
    | Listing
    | Download
    | Chart
    | Map
    | Marked
    | RegionMap
    | Areas
    | Timeline
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A value with its label and, where it is known, the field it came from."""

    label: str
    value: Any
    field: FieldInfo | None = None


def blocks(result: Any, answer_type: Any, language: str) -> list[Block]:
    """What to draw for a rendered result."""
    if result is None:
        return []
    if _is_view(result) or not isinstance(result, Mapping):
        entries: Iterable[Labelled] = [Labelled("", result)]
    else:
        entries = _entries(result, _model_in(_result_annotation(answer_type)), language)
    return list(_with_headline(_drawn(entries, "", language)))


def _with_headline(found: Iterator[Block]) -> Iterator[Block]:
    """The same, with the first fact shown large where it is a short figure."""
    first = next(found, None)
    if first is None:
        return
    if isinstance(first, Facts) and not first.title and not first.facts[0].is_long:
        yield Headline(first.facts[0])
        if first.facts[1:]:
            yield Facts("", first.facts[1:])
    else:
        yield first
    yield from found


def _drawn(entries: Iterable[Labelled], title: str, language: str) -> Iterator[Block]:
    """Blocks for the values of a model; neighbouring facts share one block."""
    facts: list[Fact] = []
    for entry in entries:
        fact = _fact(entry, language)
        if fact is not None:
            facts.append(fact)
            continue
        if facts:
            yield Facts(title, facts)
            facts = []
        yield from _block(entry, language)
    if facts:
        yield Facts(title, facts)


def _fact(entry: Labelled, language: str) -> Fact | None:
    value = entry.value
    if _is_view(value):
        if value["view"] != "value":
            return None
        unit = value["unit"]
        return Fact(value["label"], cell_text(value["value"], language, unit), unit)
    if isinstance(value, Mapping | list):
        return None
    return Fact(entry.label, _field_text(value, entry.field, language))


def _field_text(value: Any, field: FieldInfo | None, language: str) -> str:
    if is_number(value) and field is not None and WON_FORM in field.metadata:
        return Message(WON, {"amount": value}).text(language)
    return cell_text(value, language)


def _block(entry: Labelled, language: str) -> Iterator[Block]:
    value = entry.value
    if _is_view(value) and value["view"] == "file":
        size = size_text(value["size"], language)
        yield Download(entry.label, value["name"], size, value["address"])
    elif _is_view(value):
        yield _view(_captioned(value, entry.label), language)
    elif isinstance(value, Mapping):
        inner = _model_in(entry.field.annotation if entry.field else None)
        yield from _drawn(_entries(value, inner, language), entry.label, language)
    elif value and all(_is_view(one) for one in value):
        yield from _drawn((Labelled("", one) for one in value), entry.label, language)
    elif value and all(isinstance(one, Mapping) for one in value):
        yield _grid_of_models(entry, language)
    else:
        nothing = [] if value else [cell_text(None, language)]
        items = [cell_text(one, language) for one in value]
        yield Listing(entry.label, items or nothing)


def _captioned(view: Mapping[str, Any], label: str) -> Mapping[str, Any]:
    """A table without a caption under the name of its field, which tells it from its neighbours."""
    if view["view"] != "table" or view["caption"]:
        return view
    return {**view, "caption": label}


def _view(value: Mapping[str, Any], language: str) -> Block:
    match value["view"]:
        case "table":
            return _table(value, language)
        case "series":
            return chart_of(value, language)
        case "places":
            return map_of(value)
        case "text":
            return marked_of(value)
        case "region_map":
            return region_map_of(value, language)
        case "areas":
            return areas_of(value, language)
        case "timeline":
            return timeline_of(value, language)
    raise ValueError(f"no page draws the view {value['view']!r}")


def _table(table: Mapping[str, Any], language: str) -> Grid:
    columns = table["columns"]
    headings = [
        Heading(
            as_heading(column["label"]),
            column["unit"],
            any(is_number(row[number]) for row in table["rows"]) or bool(column["unit"]),
        )
        for number, column in enumerate(columns)
    ]
    rows = [
        [
            cell_text(value, language, column["unit"]) if value is not None else NO_VALUE
            for value, column in zip(row, columns, strict=True)
        ]
        for row in table["rows"]
    ]
    return Grid(table["caption"], headings, rows)


def _grid_of_models(entry: Labelled, language: str) -> Grid:
    """A list of models as a table, one a row."""
    model = _model_in(entry.field.annotation if entry.field else None)
    names = list(dict.fromkeys(chain.from_iterable(entry.value)))
    fields = {name: _field(model, name) for name in names}
    headings = [
        Heading(
            as_heading(_label(name, fields[name], language)),
            "",
            any(is_number(row.get(name)) for row in entry.value),
        )
        for name in names
    ]
    rows = [
        [_in_cell(row.get(name), fields[name], language) for name in names] for row in entry.value
    ]
    return Grid(entry.label, headings, rows)


def _in_cell(value: Any, field: FieldInfo | None, language: str) -> str:
    """One cell; whatever does not fit into a cell is written out in a line."""
    if value is None:
        return NO_VALUE
    if _is_view(value) and value["view"] == "value":
        unit = value["unit"]
        text = cell_text(value["value"], language, unit)
        return text + unit_suffix(unit, text)
    if isinstance(value, Mapping):
        return ", ".join(_in_cell(one, None, language) for one in value.values())
    if isinstance(value, list):
        return ", ".join(_in_cell(one, None, language) for one in value)
    return _field_text(value, field, language)


def _entries(
    values: Mapping[str, Any], model: type[BaseModel] | None, language: str
) -> Iterator[Labelled]:
    for name, value in values.items():
        # What a result leaves out does not concern this call.
        if value is not None:
            field = _field(model, name)
            yield Labelled(_label(name, field, language), value, field)


def _label(name: str, field: FieldInfo | None, language: str) -> str:
    if field is not None and field.description:
        return Message(field.description).text(language)
    return name.replace("_", " ")


def _field(model: type[BaseModel] | None, name: str) -> FieldInfo | None:
    return model.model_fields.get(name) if model is not None else None


def _is_view(value: Any) -> bool:
    return isinstance(value, Mapping) and isinstance(value.get("view"), str)


def _result_annotation(answer_type: Any) -> Any:
    return answer_type.model_fields["result"].annotation


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The model inside an annotation such as ``Model | None`` or ``list[Model]``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (Union, types.UnionType, list, tuple, Sequence):
        return next(filter(None, map(_model_in, get_args(annotation))), None)
    return None
