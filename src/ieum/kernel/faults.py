"""Faults in arguments, each with a stable code and a sentence that says what to do.

Pydantic's own findings are put into the same codes and into our words, in both languages.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ieum.kernel.errors import Fault
from ieum.kernel.messages import Message, _
from ieum.kernel.shapes import Argument, Kind, Shape
from ieum.kernel.text_form import TextForm

#: A value is quoted in a message up to this length.
LONGEST_QUOTE = 60

EXPECTED = {
    Kind.INTEGER: _("정수(예: 3)"),
    Kind.NUMBER: _("수(예: 3.5)"),
    Kind.BOOLEAN: _("예 또는 아니오(true 또는 false)"),
    Kind.TEXT: _("글(예: 서울)"),
    Kind.DATE: _("날짜(예: 2026-03-01)"),
    Kind.DATETIME: _("시간대가 있는 때(예: 2026-03-01T09:00:00+09:00)"),
    Kind.UPLOAD: _("파일(이름과 내용)"),
    Kind.MODEL: _("이름과 값의 묶음"),
    Kind.LIST: _("목록"),
}


def of(error: ValidationError, arguments: Mapping[str, Argument]) -> Iterator[Fault]:
    """The faults behind a Pydantic error, one a wrong place."""
    for detail in error.errors(include_url=False):
        path = ".".join(str(part) for part in detail["loc"])
        yield _fault(path, detail, arguments)


def broken_character(path: str) -> Fault:
    """Text that holds half a character or a null, which cannot be stored or shown."""
    return Fault(path, "text", _("글에 깨진 글자가 있습니다. 지우고 다시 입력해 주세요."))


def not_finite(path: str) -> Fault:
    """Infinity or not a number."""
    return Fault(path, "not-finite", _("유한한 수가 아닙니다. 보통의 수를 넣어 주세요."))


def beyond_64_bits(path: str) -> Fault:
    """An integer that other programs could not hold."""
    return Fault(path, "too-large", _("수가 너무 큽니다(64비트 정수까지)."))


def too_deep(path: str) -> Fault:
    """JSON nested without end."""
    return Fault(path, "type", _("값이 너무 깊게 겹쳐 있습니다."))


def blank_item(path: str) -> Fault:
    """A list with an empty place in it."""
    return Fault(path, "missing", _("목록에 빈 항목이 있습니다. 채우거나 빼 주세요."))


def too_long(path: str, most: int) -> Fault:
    """More characters or items than are taken."""
    return Fault(path, "too-long", _too_long(most))


def not_an_upload(path: str) -> Fault:
    """A JSON object that is no file."""
    return Fault(
        path,
        "type",
        _("파일은 {example} 꼴로 보내 주세요.", example='{"name": "a.txt", "base64": "…"}'),
    )


def not_the_text_form(path: str, value: str, form: TextForm, error: ValueError) -> Fault:
    """Text that its type cannot read; the reader's own reason wins where it is a message."""
    reason = error.args[0] if error.args and isinstance(error.args[0], Message) else None
    return Fault(
        path,
        "text-form",
        reason
        or _(
            "'{value}'{value:-을/를} 읽을 수 없습니다. {expects}",
            value=_quoted(value),
            expects=form.expects,
        ),
    )


def _fault(path: str, detail: ErrorDetails, arguments: Mapping[str, Argument]) -> Fault:
    kind = detail["type"]
    value = _quoted(detail["input"])
    limits: dict[str, Any] = detail.get("ctx", {})
    argument, shape = _place(detail["loc"], arguments)
    if kind == "missing":
        name = argument.description if argument else path
        return Fault(
            path, "missing", _("'{name}'{name:-이/가} 빠졌습니다. 넣어 주세요.", name=name)
        )
    if kind == "extra_forbidden":
        return Fault(path, "unknown", _unknown(path, arguments))
    if shape is not None and shape.kind is Kind.CHOICE:
        return Fault(path, "choice", _not_a_choice(value, shape))
    bound = _beyond_bound(kind, value, limits)
    if bound is not None:
        return Fault(path, *bound)
    if kind == "timezone_aware" or shape is None:
        shape = shape or Shape(Kind.TEXT, str)
    expected = shape.text_form.expects if shape.text_form else EXPECTED.get(shape.kind, "")
    return Fault(
        path,
        "type",
        _(
            "'{value}'{value:-은/는} 받을 수 없습니다. 필요한 것: {expected}",
            value=value,
            expected=expected,
        ),
    )


def _beyond_bound(kind: str, value: str, limits: dict[str, Any]) -> tuple[str, Message] | None:
    match kind:
        case "greater_than_equal":
            return "too-small", _(
                "{value:은/는} 너무 작습니다. {bound} 이상이어야 합니다.",
                value=value,
                bound=limits["ge"],
            )
        case "greater_than":
            return "too-small", _(
                "{value:은/는} 너무 작습니다. {bound}보다 커야 합니다.",
                value=value,
                bound=limits["gt"],
            )
        case "less_than_equal":
            return "too-large", _(
                "{value:은/는} 너무 큽니다. {bound} 이하여야 합니다.",
                value=value,
                bound=limits["le"],
            )
        case "less_than":
            return "too-large", _(
                "{value:은/는} 너무 큽니다. {bound}보다 작아야 합니다.",
                value=value,
                bound=limits["lt"],
            )
        case "string_too_short" | "too_short":
            return "too-short", _(
                "너무 짧습니다. 적어도 {bound}만큼 있어야 합니다.", bound=limits["min_length"]
            )
        case "string_too_long" | "too_long":
            return "too-long", _too_long(limits["max_length"])
        case "string_pattern_mismatch":
            return "pattern", _(
                "'{value}'{value:-은/는} 꼴이 맞지 않습니다. 필요한 꼴: {pattern}",
                value=value,
                pattern=limits["pattern"],
            )
    return None


def _too_long(most: int) -> Message:
    return _("너무 깁니다. 많아야 {bound}까지 됩니다.", bound=most)


def _place(
    loc: tuple[int | str, ...], arguments: Mapping[str, Argument]
) -> tuple[Argument | None, Shape | None]:
    """The argument and the shape at a place, however deep."""
    argument = arguments.get(str(loc[0])) if loc else None
    shape = argument.shape if argument else None
    for part in loc[1:]:
        if shape is None:
            return None, None
        if isinstance(part, int):
            argument, shape = None, shape.item
        else:
            argument = next((field for field in shape.fields if field.name == part), None)
            shape = argument.shape if argument else None
    return argument, shape


def _unknown(path: str, arguments: Mapping[str, Argument]) -> Message:
    near = difflib.get_close_matches(path, arguments, n=1)
    if near:
        return _(
            "'{name}'{name:-은/는} 없는 이름입니다. '{near}'{near:-을/를} 뜻했나요?",
            name=_quoted(path),
            near=near[0],
        )
    return _(
        "'{name}'{name:-은/는} 없는 이름입니다. 쓸 수 있는 이름: {names}",
        name=_quoted(path),
        names=", ".join(arguments) or "-",
    )


def _not_a_choice(value: str, shape: Shape) -> Message:
    names = [str(choice.value) for choice in shape.choices]
    near = difflib.get_close_matches(value, names, n=1)
    if near:
        return _(
            "'{value}'{value:-은/는} 고를 수 없습니다. '{near}'{near:-을/를} 뜻했나요?",
            value=value,
            near=near[0],
        )
    return _(
        "'{value}'{value:-은/는} 고를 수 없습니다. 고를 수 있는 것: {names}",
        value=value,
        names=", ".join(names),
    )


def _quoted(value: object) -> str:
    text = value if isinstance(value, str) else repr(value)
    text = text.encode("utf-8", "replace").decode()
    return text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…"
