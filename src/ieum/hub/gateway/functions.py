"""Tools as the functions that a model may call, and its calls back as tools and arguments.

Only tools that read are ever offered. What the model sends goes through the same arguments model as
at any door, and may bring no figure or date of its own: those must be in the question or in an
answer that was already given.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from ieum.hub.calls import may_use
from ieum.kernel.answer import Result
from ieum.kernel.context import Caller
from ieum.kernel.errors import InvalidArguments, UnreadableRequest
from ieum.kernel.quantities import Won
from ieum.kernel.tool import Effect, Tool
from ieum.language.evidence import Evidence
from ieum.language.figures import Day
from ieum.language.wire import ToolCall

LONGEST_NAME = 64


class NotUsable(Exception):
    """The model's call cannot be made; `reason` is what to count by."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def may_offer(tool: Tool, caller: Caller) -> bool:
    """Whether a model may call the tool for this caller: it reads, at once, and the caller may."""
    if tool.effect is not Effect.READ or tool.job or len(function_name(tool)) > LONGEST_NAME:
        return False
    return may_use(tool, caller)


def function_name(tool: Tool) -> str:
    """Function names hold no dot in the OpenAI dialect."""
    return f"{tool.service}__{tool.name}"


def described(tool: Tool, language: str) -> dict[str, Any]:
    """The tool as a function that the model may call."""
    return {
        "type": "function",
        "function": {
            "name": function_name(tool),
            "description": f"{tool.title.text(language)}. {tool.description.text(language)}",
            "parameters": tool.arguments.json_schema(language),
        },
    }


def chosen(
    call: ToolCall, tools: Iterable[Tool], known: Evidence, today: date
) -> tuple[Tool, dict[str, Any]]:
    """The tool and the JSON arguments of a model's call. Raises `NotUsable`."""
    tool = next((tool for tool in tools if function_name(tool) == call.name), None)
    if tool is None:
        raise NotUsable("unknown_tool")
    # Models write null for what they leave out.
    given = {name: value for name, value in call.arguments.items() if value is not None}
    try:
        tool.arguments.from_json(given)
    except (InvalidArguments, UnreadableRequest) as error:
        raise NotUsable("wrong_arguments") from error
    defaults = {argument.name: argument.default for argument in tool.arguments.arguments}
    for name, value in given.items():
        if value != defaults.get(name) and not borne_out(value, known, today):
            raise NotUsable("invented_argument")
    return tool, given


def borne_out(value: Any, known: Evidence, today: date) -> bool:
    """Whether every figure and date in an argument is one that `known` says."""
    if isinstance(value, bool) or value is None:
        return True
    if isinstance(value, int | float):
        exact = Fraction(str(value))
        years = {known_day.day.year for known_day in known.days} | _years(known, today)
        return exact in {figure.value for figure in known.figures} or exact in years
    if isinstance(value, str):
        own = Evidence()
        own.add_text(value)
        return all(borne_out_figure(figure.value, known) for figure in own.figures) and all(
            _day_known(known_day.day, known, today) for known_day in own.days
        )
    if isinstance(value, Mapping):
        return all(borne_out(part, known, today) for part in value.values())
    return all(borne_out(part, known, today) for part in value)


def borne_out_figure(value: Fraction, known: Evidence) -> bool:
    """Whether `known` says the number, whatever it counts."""
    return value in {figure.value for figure in known.figures}


def _day_known(day: Day, known: Evidence, today: date) -> bool:
    if any(day.within(one.day) for one in known.days):
        return True
    if day.year is None or day.month is None or day.day is None:
        return False
    return any(
        start <= date(day.year, day.month, day.day) <= end for start, end in _spoken(known, today)
    )


def _years(known: Evidence, today: date) -> set[int]:
    return {year for start, end in _spoken(known, today) for year in (start.year, end.year)}


def _spoken(known: Evidence, today: date) -> list[tuple[date, date]]:
    """Dates said relative to today (내년 3월), first and last day."""
    from ieum.text.dates import find_dates

    return [
        (found.start, found.end - timedelta(days=1))
        for text in known.texts
        for found in find_dates(text, today)
    ]


def won_fields(tool: Tool) -> frozenset[str]:
    """Names of the tool's arguments, and of fields of its result, that are amounts of won."""
    answers = tool.answer_type.model_fields["result"].annotation
    given = tool.arguments.model.model_fields
    names = {name for name, field in given.items() if _WON_FORM in field.metadata}
    seen: set[type] = set()
    waiting = [answers]
    while waiting:
        annotation = waiting.pop()
        waiting += list(getattr(annotation, "__args__", ()))
        if not (isinstance(annotation, type) and issubclass(annotation, Result)):
            continue
        if annotation in seen:
            continue
        seen.add(annotation)
        for name, field in annotation.model_fields.items():
            waiting.append(field.annotation)
            if _WON_FORM in field.metadata:
                names.add(name)
    return frozenset(names)


_WON_FORM = Won.__metadata__[-1]  # type: ignore[attr-defined]
