"""Free Korean or English text to a tool and its arguments, without a language model."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ieum.ask.asking import question_for
from ieum.ask.classifier import Classifier
from ieum.ask.features import features_of, words_of
from ieum.ask.filling import Filling, Utterance, fill
from ieum.ask.lessons import ELSEWHERE, examples
from ieum.ask.passages import handed_over
from ieum.ask.readings import Chosen, Missing, Offer, OutOfScope, Reading, Unsure
from ieum.ask.spoken import in_plain_spelling
from ieum.ask.values import Found, ValueKind, find_values
from ieum.ask.wants import Want, Wanted, wanted_by
from ieum.kernel.messages import _, written_in
from ieum.kernel.tool import Tool
from ieum.text.normalise import Normalised

#: From this probability on a reading is offered; below, the utterance is out of scope.
_ACCEPT = 0.5
#: A second reading that is at least so likely against the first is offered beside it.
_CLOSE = 0.5
_MOST_CANDIDATES = 3
_MOST_OFFERS = 5
#: What is said beyond this many characters is not looked at.
_LONGEST = 2000
#: How the fit of the values moves the odds of a tool, in units of the natural logarithm.
_LEFT_OVER = 0.9
_UNFILLED = 0.5


@dataclass(frozen=True)
class _Candidate:
    """A tool that may be meant; for elsewhere there is none."""

    tool: Tool | None
    chance: float
    filling: Filling


class Understanding:
    """Understands utterances over a set of tools. Made once; safe to use from any thread."""

    def __init__(self, tools: Sequence[Tool]) -> None:
        self._tools = {tool.full_name: tool for tool in tools}
        self._wanted = {tool.full_name: wanted_by(tool) for tool in tools}
        self._classifier = Classifier(list(examples(tools)))

    @classmethod
    def of(cls, tools: Iterable[Tool]) -> Understanding:
        """Learn what the tools say; takes a few seconds, most of it to load Kiwi."""
        return cls(list(tools))

    def read(self, text: str, today: date, language: str) -> Reading:
        """What an utterance asks for.

        ``today`` is what "tomorrow" counts from; ``language`` is the reader's, in which examples
        of what the hub can do are chosen.
        """
        plain = in_plain_spelling(text[:_LONGEST])
        if not plain.text.strip() or not self._tools:
            return self._out_of_scope([], language)
        ranked = self._ranked(plain.text, today)
        best = ranked[0]
        if best.tool is None or best.chance < _ACCEPT:
            return self._out_of_scope(ranked, language)
        close = [
            one
            for one in ranked[:_MOST_CANDIDATES]
            if one.tool is not None and one.chance >= best.chance * _CLOSE
        ]
        readings = tuple(self._reading(candidate, plain) for candidate in close)
        return readings[0] if len(readings) == 1 else Unsure(readings)

    def fill(self, reading: Missing, answer: str, today: date) -> Chosen | Missing:
        """Complete a reading with the answer to its question; asks again what did not read."""
        arguments = answered(reading, answer, today)
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

    def _ranked(self, text: str, today: date) -> list[_Candidate]:
        """All tools and elsewhere, the likeliest first."""
        values = find_values(text, today)
        ranked = self._weighed(text, values, today)
        for span in handed_over(text):
            kept = [found for found in values if not found.span.overlaps(span)]
            passage = Found(ValueKind.QUOTE, span, span.of(text))
            other = self._weighed(text, sorted([*kept, passage], key=lambda f: f.span), today)
            if self._works_on_passages(other[0]) and other[0].chance > _ACCEPT:
                return other
        return ranked

    def _works_on_passages(self, candidate: _Candidate) -> bool:
        return candidate.tool is not None and any(
            wanted.want is Want.PASSAGE for wanted in self._wanted[candidate.tool.full_name]
        )

    def _weighed(self, text: str, values: Sequence[Found], today: date) -> list[_Candidate]:
        words = words_of(text, values)
        chances = self._classifier.probabilities(features_of(text, values, words))
        said = Utterance(text, values, words, today)
        weighed: list[tuple[float, Tool | None, Filling]] = [(chances[ELSEWHERE], None, Filling())]
        for name, tool in self._tools.items():
            filling = fill(tool, self._wanted[name], said)
            weighed.append((chances[name] * math.exp(self._fit(name, filling)), tool, filling))
        total = sum(weight for weight, _tool, _filling in weighed)
        candidates = [
            _Candidate(tool, weight / total, filling) for weight, tool, filling in weighed
        ]
        return sorted(candidates, key=lambda one: -one.chance)

    def _fit(self, name: str, filling: Filling) -> float:
        """How well a tool uses the values said, 0 at best."""
        telling = [f for f in filling.left_over if f.kind is not ValueKind.REGION]
        unfilled = sum(wanted.want is not Want.FILE for wanted in filling.missing)
        return -_LEFT_OVER * min(len(telling), 3) - _UNFILLED * min(unfilled, 2)

    def _reading(self, candidate: _Candidate, plain: Normalised) -> Chosen | Missing:
        assert candidate.tool is not None
        filling = candidate.filling
        spans = {name: plain.to_original(span) for name, span in filling.spans.items()}
        if not filling.missing:
            return Chosen(candidate.tool, filling.arguments, candidate.chance, spans)
        wanted = filling.missing[0]
        return Missing(
            candidate.tool,
            filling.arguments,
            wanted.argument,
            question_for(wanted),
            candidate.chance,
            spans,
        )

    def _out_of_scope(self, ranked: Sequence[_Candidate], language: str) -> OutOfScope:
        tools = [one.tool for one in ranked if one.tool is not None] or list(self._tools.values())
        return OutOfScope(
            _("여기서 할 수 없는 일입니다. 이런 것은 할 수 있습니다."),
            tuple(Offer(tool, tool.title, _say(tool, language)) for tool in tools[:_MOST_OFFERS]),
        )


def _say(tool: Tool, language: str) -> str:
    return next((text for text in tool.says if written_in(text) == language), tool.says[0])


def answered(reading: Missing, answer: str, today: date) -> Mapping[str, Any] | None:
    """The arguments with the one that was asked for, or ``None`` where the answer does not read."""
    plain = in_plain_spelling(answer[:_LONGEST]).text.strip()
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
    filling = fill(tool, [Wanted(wanted.argument, wanted.want)], said)
    if wanted.name in filling.arguments:
        yield filling.arguments[wanted.name]
    if said.text:
        yield from tool.arguments.texts_to_json({wanted.name: said.text}).values()


def _faults(tool: Tool, arguments: Mapping[str, Any], name: str) -> bool:
    from ieum.kernel.errors import InvalidArguments

    try:
        tool.arguments.from_json(arguments)
    except InvalidArguments as error:
        return any(fault.path.partition(".")[0] == name for fault in error.faults)
    return False
