"""The arguments of a call as people read them: days and amounts in words, choices by their names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from ieum.hub.look.wording import cell_text, foreign_language, language_written
from ieum.kernel.labels import name_and_advice
from ieum.kernel.messages import Message
from ieum.kernel.shapes import Argument, Kind, Shape
from ieum.kernel.tool import Tool
from ieum.kernel.upload import Upload

#: What stands between the items of a list.
BETWEEN = " / "


def choice_text(choice: StrEnum, language: str) -> str:
    """What a member of a StrEnum is called: its ``words`` where it has them."""
    words = getattr(choice, "words", None)
    return words.text(language) if isinstance(words, Message) else str(choice.value)


def label_of(argument: Argument, language: str) -> str:
    """What an argument is called beside its value."""
    return name_and_advice(argument.description.text(language))[0]


def advice_of(argument: Argument, language: str) -> str:
    """What its description says beyond its name: where to find it, how it is written."""
    return name_and_advice(argument.description.text(language))[1]


def value_text(shape: Shape, value: Any, language: str) -> str:
    """A JSON value of an argument in words; one that its shape does not allow stays as it is."""
    if shape.text_form is not None:
        return _in_text_form(shape, value, language)
    match shape.kind:
        case Kind.LIST if isinstance(value, list | tuple) and shape.item is not None:
            return BETWEEN.join(value_text(shape.item, one, language) for one in value)
        case Kind.MODEL if isinstance(value, Mapping):
            return ", ".join(text for _label, text in _fields(shape, value, language))
        case Kind.CHOICE:
            chosen = next((one for one in shape.choices if one.value == value), None)
            return choice_text(chosen, language) if chosen is not None else str(value)
        case Kind.DATE | Kind.DATETIME:
            read = date.fromisoformat if shape.kind is Kind.DATE else datetime.fromisoformat
            try:
                return cell_text(read(str(value)), language)
            except ValueError:
                return str(value)
        case Kind.TEXT:
            return str(value)
        case Kind.UPLOAD:
            return value.name if isinstance(value, Upload) else _name_of_file(value)
    return cell_text(value, language)


def in_words(tool: Tool, values: Mapping[str, Any], language: str) -> Sequence[tuple[str, str]]:
    """Label and text of each argument that was given, in the order of the form."""
    found: list[tuple[str, str]] = []
    for argument in tool.arguments.arguments:
        value = values.get(argument.name)
        if value is None:
            continue
        label = label_of(argument, language)
        if _is_spread(argument.shape, value):
            inner = _fields(argument.shape, value, language)
            found += [(f"{label}: {name}", text) for name, text in inner]
        else:
            found.append((label, value_text(argument.shape, value, language)))
    return found


def examples_in(tool: Tool, language: str) -> Sequence[Mapping[str, Any]]:
    """The tool's examples for readers of a language: those written in it or in none; where there
    are none, all."""
    own = [
        one for one in tool.examples if language_of_values(tool, one, language) in ("", language)
    ]
    return [
        {
            name: _reworded(tool.arguments.by_name[name].shape, value, language)
            for name, value in example.items()
        }
        for example in own or tool.examples
    ]


def _reworded(shape: Shape, value: Any, language: str) -> Any:
    """An amount and the like that was written in the other language, written in this one."""
    if shape.kind is Kind.LIST and shape.item is not None and isinstance(value, list | tuple):
        return [_reworded(shape.item, one, language) for one in value]
    foreign = isinstance(value, str) and foreign_language(value, language)
    return value_text(shape, value, language) if foreign and shape.text_form else value


def language_of_values(tool: Tool, values: Mapping[str, Any], language: str) -> str:
    """The language other than this one in which any of the values is written; else this one, or
    none where no value is text."""
    found = {
        language_written(text)
        for name, value in values.items()
        if name in tool.arguments.by_name
        for text in _free_texts(tool.arguments.by_name[name].shape, value, language)
    } - {""}
    return next((one for one in sorted(found) if one != language), language if found else "")


def _free_texts(shape: Shape, value: Any, language: str) -> Iterator[str]:
    """What was written freely in a value, in the words in which it is shown."""
    if shape.text_form is not None or shape.kind is Kind.TEXT:
        yield value_text(shape, value, language)
    elif shape.kind is Kind.LIST and shape.item is not None and isinstance(value, list | tuple):
        for one in value:
            yield from _free_texts(shape.item, one, language)
    elif shape.kind is Kind.MODEL and isinstance(value, Mapping):
        for field in shape.fields:
            if field.name in value:
                yield from _free_texts(field.shape, value[field.name], language)
    elif shape.kind is Kind.UPLOAD and isinstance(value, Mapping):
        yield str(value.get("text", ""))


def _fields(shape: Shape, value: Mapping[str, Any], language: str) -> Iterator[tuple[str, str]]:
    for field in shape.fields:
        if value.get(field.name) is not None:
            yield label_of(field, language), value_text(field.shape, value[field.name], language)


def _is_spread(shape: Shape, value: Any) -> bool:
    """Whether a value is shown field by field, as a flat model without a text form is."""
    return shape.kind is Kind.MODEL and shape.text_form is None and isinstance(value, Mapping)


def _in_text_form(shape: Shape, value: Any, language: str) -> str:
    form = shape.text_form
    assert form is not None
    try:
        python = form.read(value) if isinstance(value, str) else value
        if shape.kind is Kind.MODEL and isinstance(python, Mapping):
            python = shape.python_type(**python)
        return form.written(python, language)
    except (TypeError, ValueError, LookupError, AttributeError):
        # What was understood is shown even where the tool will refuse it.
        return str(value)


def _name_of_file(value: Any) -> str:
    return str(value.get("name", "")) if isinstance(value, Mapping) else str(value)
