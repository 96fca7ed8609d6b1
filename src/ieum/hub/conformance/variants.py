"""Calls of a tool that a suite sends through every door: its examples, and what breaks them.

A variant is one JSON text, and, where a medium of texts can say the same thing, the texts that say
it. A form or a command line knows no types, so it cannot say, for instance, "a number where text
belongs"; such a variant has no texts, and ``without_texts`` says why.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ieum.kernel.shapes import MOST_INTEGER, Argument, Kind, Shape
from ieum.kernel.text_form import TextForm
from ieum.kernel.tool import Tool
from ieum.kernel.upload import Upload

Texts = Mapping[str, Any]
#: A text that no type but text reads.
NONSENSE = "zz?"
UNKNOWN_NAME = "zz_unknown"
TYPED = "texts have no types"
ABSENT = object()
#: Stands for the JSON number 1e999, which Python's encoder would not write.
HUGE = math.inf


@dataclass(frozen=True, slots=True)
class Variant:
    """One call. ``code`` is the fault it must be refused with at ``path``, if it is broken.

    ``object`` says whether the JSON text is an object that a JSON reader takes; a door whose own
    message is JSON, such as MCP, can carry no other.
    """

    name: str
    body: bytes
    texts: Texts | None
    without_texts: str = ""
    path: str = ""
    code: str = ""
    is_object: bool = True

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Change:
    """Another value for one argument: as JSON, as text, and the fault it must meet."""

    name: str
    json: Any
    text: Any
    code: str = ""
    inner_path: str = ""
    without_texts: str = ""
    #: Where the text goes when not to the argument itself: a field of a flat model.
    text_at: str = ""


def examples(tool: Tool) -> Iterator[Variant]:
    """The tool's own examples."""
    for number, example in enumerate(tool.examples, 1):
        yield Variant(f"example {number}", as_json(example), texts_of(tool, example))


def broken(tool: Tool) -> Iterator[Variant]:
    """The first example with one thing wrong at a time, then what is wrong as a whole."""
    example = dict(tool.examples[0])
    for argument in tool.arguments.arguments:
        base = example
        if argument.name not in base:
            base = next((dict(e) for e in tool.examples if argument.name in e), example)
        for change in changes(argument, base.get(argument.name)):
            yield _changed(tool, base, argument, change)
    yield from _unknown(tool, example)
    yield from _unreadable(tool)


def texts_of(tool: Tool, values: Mapping[str, Any]) -> dict[str, Any]:
    """The texts and files that say what these JSON values say."""
    texts: dict[str, Any] = {}
    plain: dict[str, Any] = {}
    for name, value in values.items():
        argument = tool.arguments.by_name.get(name)
        if argument is not None and _holds_files(argument.shape):
            several = value if isinstance(value, list) else [value]
            files = [Upload.from_json(one) for one in several]
            texts[name] = files if isinstance(value, list) else files[0]
        else:
            plain[name] = value
    return {**tool.arguments.as_text(plain), **texts}


def as_json(values: Any) -> bytes:
    """JSON text, which may hold 1e999 and half characters as a careless program would send."""
    mark = "@huge@"

    def marked(value: Any) -> Any:
        if isinstance(value, float) and value == HUGE:
            return mark
        if isinstance(value, dict):
            return {name: marked(one) for name, one in value.items()}
        return [marked(one) for one in value] if isinstance(value, list) else value

    return json.dumps(marked(values)).replace(f'"{mark}"', "1e999").encode()


def changes(argument: Argument, value: Any) -> Iterator[Change]:
    """What can be wrong with one argument."""
    if argument.required:
        yield Change("left out", ABSENT, ABSENT, "missing")
        yield Change("null", None, "", "missing")
        yield Change("blank", "   ", "   ", "missing")
    else:
        yield Change("null", None, "")
        yield Change("blank", "   ", "   ")
    yield from _wrong_values(argument.shape, value)


def _wrong_values(shape: Shape, value: Any) -> Iterator[Change]:
    yield from _wrong_types(shape)
    match shape.kind:
        case Kind.INTEGER | Kind.NUMBER:
            yield from _wrong_numbers(shape)
        case Kind.TEXT:
            yield from _wrong_texts(shape)
        case Kind.DATE | Kind.DATETIME | Kind.CHOICE:
            yield from _wrong_words(shape)
        case Kind.MODEL:
            yield from _wrong_models(shape, value)
        case Kind.LIST:
            yield from _wrong_lists(shape, value)


def _wrong_types(shape: Shape) -> Iterator[Change]:
    """One value of each JSON type that the shape is not."""
    kind, code = shape.kind, "choice" if shape.kind is Kind.CHOICE else "type"
    typed = TYPED if shape.text_form or kind in (Kind.TEXT, Kind.LIST, Kind.UPLOAD) else ""
    if kind is not Kind.BOOLEAN:
        yield Change("true", True, "true", code, without_texts=typed)
    if kind not in (Kind.INTEGER, Kind.NUMBER):
        yield Change("a number", 7, "7", code, without_texts=typed)
    if kind is Kind.INTEGER:
        yield Change("half a unit", 3500000.5, "3500000.5", code, without_texts=typed)
        yield Change("a whole float", 3.0, "3.0", code, without_texts=typed)
        yield Change("digits in quotes", "3", None, "" if shape.text_form else code)
    if kind is not Kind.TEXT:
        listed = TYPED if kind in (Kind.LIST, Kind.UPLOAD) else ""
        expected = "" if shape.text_form else code
        yield Change("nonsense", NONSENSE, NONSENSE, expected, without_texts=listed)
    if kind not in (Kind.LIST, Kind.UPLOAD):
        two = [NONSENSE, NONSENSE]
        yield Change("given twice", two, two, code)
    if kind is not Kind.MODEL:
        an_object = {"zz": 1}
        yield Change("an object", an_object, None, code, without_texts=TYPED)
    deep: Any = 1
    for _level in range(40):
        deep = [deep]
    yield Change("nested 40 deep", deep, None, without_texts=TYPED)


def _wrong_numbers(shape: Shape) -> Iterator[Change]:
    typed = TYPED if shape.text_form else ""
    yield Change("1e999", HUGE, "1e999", "not-finite", without_texts=typed)
    if shape.kind is Kind.INTEGER:
        for huge in (2**70, -(2**70)):
            yield Change(f"{huge}", huge, str(huge), "too-large", without_texts=typed)
        yield Change("2**63", MOST_INTEGER + 1, str(MOST_INTEGER + 1), "too-large", "", typed)
    for bound, beyond, code in (
        (shape.at_least, -1, "too-small"),
        (shape.above, 0, "too-small"),
        (shape.at_most, 1, "too-large"),
        (shape.below, 0, "too-large"),
    ):
        if bound is not None and abs(bound) < MOST_INTEGER:
            over = bound + beyond
            text, reason = _number_text(shape.text_form, over)
            yield Change(f"{over}, beyond a bound", over, text, code, without_texts=reason)


def _number_text(form: TextForm | None, value: float) -> tuple[str | None, str]:
    if form is None:
        return str(value), ""
    try:
        text = form.write(value)
        if form.read(text) == value:
            return text, ""
    except ValueError:
        pass
    return None, "the text form does not go so far"


def _wrong_texts(shape: Shape) -> Iterator[Change]:
    for name, text in (("half a character", "가\udcff나"), ("a null character", "가\0나")):
        yield Change(name, text, text, "text")
    if shape.text_form is not None:
        return
    if shape.longest is not None:
        long = "가" * (shape.longest + 1)
        yield Change("too long", long, long, "too-long")
    if shape.shortest is not None and shape.shortest > 1:
        short = "가" * (shape.shortest - 1)
        yield Change("too short", short, short, "too-short")


def _wrong_words(shape: Shape) -> Iterator[Change]:
    if shape.text_form is not None:
        return
    words = {
        Kind.DATE: ["2026-02-30", "20260301", "2026-3-1", "2026-03-01T00:00:00"],
        Kind.DATETIME: ["2026-03-01T09:00:00", "2026-03-01T25:00:00+09:00"],
        Kind.CHOICE: [f"{choice.value}x" for choice in shape.choices[:1]],
    }[shape.kind]
    for word in words:
        yield Change(word, word, word, "choice" if shape.kind is Kind.CHOICE else "type")


def _wrong_models(shape: Shape, value: Any) -> Iterator[Change]:
    base = value if isinstance(value, dict) else None
    if base is None:
        return
    has_form = shape.text_form is not None
    reason = "the model has one text" if has_form else ""
    more = base | {UNKNOWN_NAME: 1}
    yield Change(
        "an unknown field", more, "1", "unknown", UNKNOWN_NAME, reason, text_at=UNKNOWN_NAME
    )
    for field in shape.fields:
        for change in changes(field, base.get(field.name)):
            if change.json is ABSENT:
                inner = {name: one for name, one in base.items() if name != field.name}
            else:
                inner = base | {field.name: change.json}
            yield replace(
                change,
                name=f"{field.name}: {change.name}",
                json=inner,
                inner_path=_joined(field.name, change.inner_path),
                without_texts=change.without_texts or reason,
                text_at=field.name,
            )


def _wrong_lists(shape: Shape, value: Any) -> Iterator[Change]:
    item = shape.item
    if item is None or not isinstance(value, list) or not value:
        return
    # The texts of a list are those of its items, so only items with a text of their own change.
    for change in _wrong_values(item, value[0]):
        items = [change.json, *value[1:]]
        as_text = isinstance(change.text, str) and not change.without_texts
        yield replace(
            change,
            name=f"item: {change.name}",
            json=items,
            text=[change.text] if as_text else None,
            inner_path=_joined("0", change.inner_path),
            without_texts="" if as_text else change.without_texts or TYPED,
        )
    yield Change("an empty item", [*value, ""], None, "missing", str(len(value)), TYPED)
    yield Change("a null item", [*value, None], None, "missing", str(len(value)), TYPED)
    if shape.longest is not None and shape.longest <= 2000:
        many = [value[0]] * (shape.longest + 1)
        reason = "a form holds fewer files" if item.kind is Kind.UPLOAD else ""
        yield Change("too many items", many, "as json", "too-long", without_texts=reason)


def _changed(tool: Tool, base: Mapping[str, Any], argument: Argument, change: Change) -> Variant:
    name = argument.name
    others = {key: value for key, value in base.items() if key != name}
    values = others if change.json is ABSENT else {**others, name: change.json}
    texts: Texts | None = None
    if not change.without_texts and change.text is not None:
        texts = _changed_texts(tool, base, argument, change)
    return Variant(
        f"{name}: {change.name}",
        as_json(values),
        texts,
        change.without_texts or TYPED,
        _joined(name, change.inner_path),
        change.code,
    )


def _changed_texts(
    tool: Tool, base: Mapping[str, Any], argument: Argument, change: Change
) -> Texts:
    name = argument.name
    texts = texts_of(tool, base)
    if change.text_at:
        key = f"{name}.{change.text_at}"
        texts.pop(key, None)
        if change.text is ABSENT:
            return texts
        return {**texts, key: change.text}
    kept = {
        key: value for key, value in texts.items() if key != name and not key.startswith(f"{name}.")
    }
    if change.text is ABSENT:
        return kept
    if change.text == "as json":
        return {**kept, **texts_of(tool, {name: change.json})}
    if argument.shape.kind is Kind.LIST and isinstance(change.text, list):
        rest = texts.get(name, [])
        return {**kept, name: [*change.text, *(rest[1:] if isinstance(rest, list) else [])]}
    return {**kept, name: change.text}


def _unknown(tool: Tool, example: Mapping[str, Any]) -> Iterator[Variant]:
    texts = texts_of(tool, example)
    for name in (UNKNOWN_NAME, *(f"{argument.name}x" for argument in tool.arguments.arguments)):
        if name not in tool.arguments.by_name:
            more = {**example, name: "1"}
            label = f"unknown name {name}"
            yield Variant(label, as_json(more), {**texts, name: "1"}, "", name, "unknown")
    nothing_else: dict[str, Any] = {UNKNOWN_NAME: "1"}
    yield Variant(
        "an unknown name alone", as_json(nothing_else), nothing_else, "", UNKNOWN_NAME, "unknown"
    )


def _unreadable(tool: Tool) -> Iterator[Variant]:
    name = next((a.name for a in tool.arguments.arguments), "zz")
    key = json.dumps(name)
    for label, body in (
        ("a list", b"[1]"),
        ("a text", b'"x"'),
        ("a number", b"5"),
        ("half a document", b'{"'),
        ("NaN", f"{{{key}: NaN}}".encode()),
        ("Infinity", f"{{{key}: Infinity}}".encode()),
        ("bytes that are no text", f"{{{key}: ".encode() + b'"\xff"}'),
        ("nested 200,000 deep", f"{{{key}: ".encode() + b"[" * 200_000),
    ):
        yield Variant(
            f"JSON that is {label}",
            body,
            None,
            "not JSON of an object",
            "",
            "unreadable-request",
            is_object=False,
        )


def _holds_files(shape: Shape) -> bool:
    return (shape.item or shape).kind is Kind.UPLOAD


def _joined(*parts: str) -> str:
    return ".".join(part for part in parts if part)
