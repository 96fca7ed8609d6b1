"""An answer as text for a terminal: the result first, then why, then what it rests on.

It is drawn from the rendered answer, so that a finished job is drawn like an answer at once.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args

from pydantic import BaseModel

from ieum.hub.doors import terminal_pictures
from ieum.hub.doors.terminal_tables import Heading, table
from ieum.hub.look.wording import (
    as_heading,
    cell_text,
    is_number,
    number_text,
    size_text,
    unit_suffix,
)
from ieum.kernel.answer import Result
from ieum.kernel.messages import Message, _, in_language
from ieum.kernel.text_form import TextForm

#: Blocks from low to high, for a line drawn in a row of text.
BLOCKS = "▁▂▃▄▅▆▇█"
#: More points than this are not listed one by one; --json has them all.
MOST_POINTS = 40
LONGEST_QUOTE = 200


def draw(answer: Mapping[str, Any], answer_type: Any, language: str, most: int = 0) -> str:
    """The whole answer; ``most`` is the width of the terminal in cells, 0 for any."""
    drawing = _Drawing(language, most)
    if answer["refusal"] is not None:
        drawing.refusal(answer["refusal"])
    else:
        drawing.result(answer["result"], result_type(answer_type))
    drawing.steps(answer["steps"])
    drawing.sources(answer["sources"])
    drawing.notes(answer["notes"])
    return "\n".join(drawing.lines).strip("\n") + "\n"


def terminal_width() -> int:
    """Cells in a line of the terminal that reads us; 0 where a file or a program does."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 0


def result_type(answer_type: Any) -> Any:
    """The type of the result in an ``Answer[…]``."""
    annotation = answer_type.model_fields["result"].annotation
    members = [member for member in get_args(annotation) if member is not type(None)]
    return members[0] if members else annotation


def figure(value: Any, language: str, unit: str = "") -> str:
    """One scalar in words, as pages write it; ``unit`` decides how its digits are grouped."""
    return "-" if value is None else cell_text(value, language, unit)


class _Drawing:
    """The lines drawn so far, in one language."""

    def __init__(self, language: str, most: int) -> None:
        self.language = language
        self.most = most
        self.lines: list[str] = []

    def result(self, result: Any, declared: Any) -> None:
        """A view, or a model whose fields are scalars and views, each under its description."""
        if isinstance(result, dict) and "view" in result:
            self._view(result)
        elif isinstance(result, dict):
            self._fields(result, declared)
        else:
            self._say(figure(result, self.language))

    def refusal(self, refusal: Mapping[str, Any]) -> None:
        """What is missing, what would help, and whom to ask."""
        self._say(self._words(_("답할 수 없습니다.")) + " " + refusal["missing"])
        for label, text in (
            (_("이렇게 하면 됩니다"), refusal["helps"]),
            (_("물어볼 곳"), refusal["ask"]),
        ):
            if text:
                self._say(f"  {self._words(label)}: {text}")

    def steps(self, steps: Sequence[Mapping[str, Any]]) -> None:
        """How the result came about."""
        if steps:
            self._heading(_("과정"))
        for number, step in enumerate(steps, 1):
            basis = f" ({step['basis']})" if step["basis"] else ""
            self._say(f"  {number}. {step['says']}{basis}")

    def sources(self, sources: Sequence[Mapping[str, Any]]) -> None:
        """What the figures rest on."""
        if sources:
            self._heading(_("근거"))
        for number, source in enumerate(sources, 1):
            names = ("publisher", "published", "version", "locator")
            parts = [cell_text(source[name], self.language) for name in names if source[name]]
            self._say(f"  [{number}] " + ", ".join([source["title"], *parts]))
            if source["quote"]:
                self._say(f"      “{_shortened(source['quote'])}”")
            for place in filter(None, (source["page"], source["address"])):
                self._say(f"      {place}")

    def notes(self, notes: Sequence[str]) -> None:
        """What the reader should also know."""
        if notes:
            self._heading(_("참고"))
        for note in notes:
            self._say(f"  - {note}")

    def _fields(self, result: Mapping[str, Any], declared: Any) -> None:
        labels = _labels(declared, self.language)
        # What a result leaves out does not concern this call.
        scalars = {
            name: one
            for name, one in result.items()
            if one is not None and not isinstance(one, dict | list)
        }
        for name, value in scalars.items():
            self._say(f"{labels.get(name, name)}: {self._scalar(value, declared, name)}")
        for name, value in result.items():
            if isinstance(value, dict):
                self._part(labels.get(name, name), value, _field_type(declared, name))
            elif isinstance(value, list):
                self._list(labels.get(name, name), value, _field_type(declared, name))

    def _scalar(self, value: Any, declared: Any, name: str) -> str:
        form = _text_form(declared, name)
        if form is not None and value is not None and not isinstance(value, str):
            return form.written(value, self.language)
        return figure(value, self.language)

    def _part(self, label: str, value: Mapping[str, Any], declared: Any) -> None:
        if value.get("view") == "value":
            self._value(value)
            return
        self._say("")
        # A table or a picture that bears the same words as its heading says them itself.
        if label not in (value.get("caption"), value.get("title")):
            self._say(label)
        self.result(value, declared)

    def _list(self, label: str, values: Sequence[Any], declared: Any) -> None:
        if not any(isinstance(one, dict) for one in values):
            words = ", ".join(figure(one, self.language) for one in values)
            self._say(f"{label}: {words or '-'}")
            return
        for number, value in enumerate(values, 1):
            self._part(f"{label} {number}", value, declared)

    def _view(self, view: Mapping[str, Any]) -> None:
        match view["view"]:
            case "value":
                self._value(view)
            case "table":
                self._table(view)
            case "series":
                self._series(view)
            case "places":
                self._places(view)
            case "text":
                self._marked_text(view)
            case "region_map" | "areas" | "timeline":
                self.lines += terminal_pictures.draw(view, self.language, self.most)
            case "file":
                self._file(view)

    def _value(self, view: Mapping[str, Any]) -> None:
        self._say(f"{view['label']}: {self._with_unit(view['value'], view['unit'])}")

    def _with_unit(self, value: Any, unit: str) -> str:
        text = figure(value, self.language, unit)
        return text if value is None else text + unit_suffix(unit, text)

    def _table(self, view: Mapping[str, Any]) -> None:
        if view["caption"]:
            self._say(view["caption"])
        headings = []
        for number, column in enumerate(view["columns"]):
            cells = [row[number] for row in view["rows"]]
            numeric = any(is_number(cell) for cell in cells)
            unit = f" ({column['unit']})" if column["unit"] else ""
            headings.append(Heading(as_heading(column["label"]) + unit, to_the_right=numeric))
        rows = [
            [
                " ".join(figure(cell, self.language, column["unit"]).split())
                for cell, column in zip(row, view["columns"], strict=True)
            ]
            for row in view["rows"]
        ]
        self.lines += table(headings, rows, self.most)
        if not rows:
            self._say(self._words(_("해당하는 것이 없습니다.")))

    def _series(self, view: Mapping[str, Any]) -> None:
        unit = f" ({view['unit']})" if view["unit"] else ""
        self._say(view["title"] + unit)
        for line in view["lines"]:
            points = line["points"]
            self._say(f"{line['label']}  {_row_of_blocks([point['y'] for point in points])}")
            for point in _thinned(points):
                self._say("  " + self._point(point, view["unit"]))
            if len(points) > MOST_POINTS:
                self._say(
                    "  "
                    + self._words(
                        _("값 {count}개를 모두 보려면 --json 을 쓰세요.", count=len(points))
                    )
                )

    def _point(self, point: Mapping[str, Any], unit: str) -> str:
        between = ""
        if point["low"] is not None and point["high"] is not None:
            low, high = number_text(point["low"], unit), number_text(point["high"], unit)
            between = f"  ({low} ~ {high})"
        x = figure(point["x"], self.language)
        return f"{x}  {number_text(point['y'], unit)}{between}"

    def _places(self, view: Mapping[str, Any]) -> None:
        if view["title"]:
            self._say(view["title"])
        for number, place in enumerate(view["places"], 1):
            note = f"  {place['note']}" if place["note"] else ""
            where = f"{place['latitude']:.5f}, {place['longitude']:.5f}"
            self._say(f"{number}. {place['label']}  ({where}){note}")

    def _marked_text(self, view: Mapping[str, Any]) -> None:
        if view["title"]:
            self._say(view["title"])
        self.lines += _with_marks(view["text"], view["marks"]).splitlines()

    def _file(self, view: Mapping[str, Any]) -> None:
        self._say(f"{view['name']}  ({size_text(view['size'], self.language)})")
        if "address" in view:
            self._say(f"  → {view['address']}")

    def _heading(self, message: Message) -> None:
        self.lines += ["", self._words(message)]

    def _words(self, message: Message) -> str:
        return message.text(self.language)

    def _say(self, line: str) -> None:
        self.lines.append(line)


def _labels(declared: Any, language: str) -> dict[str, str]:
    """What the fields of a result mean; the description stands in the model."""
    if not (isinstance(declared, type) and issubclass(declared, BaseModel)):
        return {}
    labels = {}
    for name, field in declared.model_fields.items():
        if field.description:
            description = field.description
            message = description if isinstance(description, Message) else Message(description)
            labels[name] = in_language(message, language).rstrip(".")
    return labels


def _field_type(declared: Any, name: str) -> Any:
    """The model behind a field: through ``list`` and ``| None``."""
    if not (isinstance(declared, type) and issubclass(declared, BaseModel)):
        return None
    field = declared.model_fields.get(name)
    return None if field is None else next(_models(field.annotation), None)


def _models(annotation: Any) -> Iterator[Any]:
    if isinstance(annotation, type) and issubclass(annotation, Result):
        yield annotation
    for member in get_args(annotation):
        yield from _models(member)


def _text_form(declared: Any, name: str) -> TextForm | None:
    """How the values of a field are written, where its type says so."""
    if not (isinstance(declared, type) and issubclass(declared, BaseModel)):
        return None
    field = declared.model_fields.get(name)
    metadata = [] if field is None else [*field.metadata, *_inner_metadata(field.annotation)]
    return next((item for item in metadata if isinstance(item, TextForm)), None)


def _inner_metadata(annotation: Any) -> Iterator[Any]:
    yield from getattr(annotation, "__metadata__", ())
    for member in get_args(annotation):
        yield from _inner_metadata(member)


def _row_of_blocks(values: Sequence[float]) -> str:
    if not values:
        return "-"
    shown = list(_thinned(values))
    low, high = min(shown), max(shown)
    if low == high:
        return BLOCKS[len(BLOCKS) // 2] * len(shown)
    steps = len(BLOCKS) - 1
    return "".join(BLOCKS[round((value - low) / (high - low) * steps)] for value in shown)


def _thinned(points: Sequence[Any]) -> Sequence[Any]:
    """At most ``MOST_POINTS`` of the points, evenly, with the first and the last."""
    if len(points) <= MOST_POINTS:
        return points
    last = len(points) - 1
    return [points[round(number * last / (MOST_POINTS - 1))] for number in range(MOST_POINTS)]


def _with_marks(text: str, marks: Sequence[Mapping[str, Any]]) -> str:
    """The text with its marked stretches in brackets, each followed by what it means."""
    parts, at = [], 0
    for mark in sorted(marks, key=lambda mark: (mark["start"], mark["end"])):
        start, end = max(mark["start"], at), mark["end"]
        meaning = f"|{mark['label'] or mark['kind']}"
        parts += [text[at:start], "⟦", text[start:end], meaning, "⟧"]
        at = max(at, end)
    return "".join([*parts, text[at:]])


def _shortened(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST_QUOTE else flat[: LONGEST_QUOTE - 1] + "…"
