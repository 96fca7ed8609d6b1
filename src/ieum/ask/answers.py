"""The answer to the question for a missing argument."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from ieum.ask.asking import question_for
from ieum.ask.features import words_of
from ieum.ask.filling import fill
from ieum.ask.readings import Chosen, Missing
from ieum.ask.spoken import in_plain_spelling
from ieum.ask.taking import Utterance
from ieum.ask.values import find_values
from ieum.ask.wants import Wanted, wanted_by
from ieum.kernel.errors import InvalidArguments
from ieum.kernel.tool import Tool

LONGEST = 10_000


def completed(reading: Missing, answer: str, today: date) -> Chosen | Missing:
    """The reading with the argument that the answer gives; the same reading if it gives none."""
    arguments = _answered(reading, answer, today)
    if arguments is None:
        return reading
    wanted = next(
        (one for one in wanted_by(reading.tool) if one.required and one.name not in arguments),
        None,
    )
    if wanted is None:
        return Chosen(reading.tool, arguments, reading.confidence, reading.spans)
    return Missing(
        reading.tool,
        arguments,
        wanted.argument,
        question_for(wanted),
        reading.confidence,
        reading.spans,
    )


def _answered(reading: Missing, answer: str, today: date) -> Mapping[str, Any] | None:
    """The arguments with the one that was asked for, or ``None`` where the answer does not read."""
    plain = in_plain_spelling(answer[:LONGEST]).text.strip()
    values = find_values(plain, today)
    said = Utterance(plain, values, words_of(plain, values), today)
    wanted = next(w for w in wanted_by(reading.tool) if w.name == reading.argument.name)
    for value in _values_of_answer(reading.tool, wanted, said):
        tried = {**reading.arguments, wanted.name: value}
        if not _faults(reading.tool, tried, wanted.name):
            return tried
    return None


def _values_of_answer(tool: Tool, wanted: Wanted, said: Utterance) -> Iterator[Any]:
    """What the answer may mean: what an utterance with it means, or the text as a form takes it."""
    asked = Wanted(replace(wanted.argument, required=True), wanted.want)
    filling = fill(tool, [asked], said)
    if wanted.name in filling.arguments:
        yield filling.arguments[wanted.name]
    if said.text:
        yield from tool.arguments.texts_to_json({wanted.name: said.text}).values()


def _faults(tool: Tool, arguments: Mapping[str, Any], name: str) -> bool:
    try:
        tool.arguments.from_json(arguments)
    except InvalidArguments as error:
        return any(fault.path.partition(".")[0] == name for fault in error.faults)
    return False
