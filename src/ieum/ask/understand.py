"""Free Korean or English text to a tool and its arguments, without a language model."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ieum.ask.answers import completed
from ieum.ask.asking import question_for
from ieum.ask.features import features_of, words_of
from ieum.ask.filling import fill
from ieum.ask.knowledge import Knowledge
from ieum.ask.passages import handed_over
from ieum.ask.readings import Chosen, Missing, Offer, OutOfScope, Reading, Unsure
from ieum.ask.signals import Signals, signals
from ieum.ask.spoken import in_plain_spelling
from ieum.ask.taking import Filling, Utterance
from ieum.ask.values import Found, ValueKind, find_values
from ieum.ask.wants import Want, wanted_by
from ieum.kernel.messages import _, written_in
from ieum.kernel.tool import Tool
from ieum.search.tokens import HANGUL
from ieum.text.normalise import Normalised

#: From this probability on that a tool of the hub is meant, a reading is taken; from the second on
#: it is offered among others; below, the utterance is out of scope.
_ACCEPT, _DOUBT = 0.66, 0.25
#: A second reading whose rank is so near the first is offered beside it.
_CLOSE = 0.06
_MOST_CANDIDATES = 3
_MOST_OFFERS = 5
_MOST_WEIGHED = 6
#: What is said beyond this many characters is not looked at.
_LONGEST = 2000


@dataclass(frozen=True)
class _Candidate:
    """A tool that may be meant."""

    tool: Tool
    filling: Filling
    signals: Signals


class Understanding:
    """Understands utterances over a set of tools. Made once; safe to use from any thread."""

    def __init__(self, tools: Sequence[Tool], knowledge: Knowledge) -> None:
        """``knowledge`` must have been learnt from these tools."""
        self._tools = {tool.full_name: tool for tool in tools}
        self._wanted = {tool.full_name: wanted_by(tool) for tool in tools}
        self._classifier = knowledge.classifier
        self._lexicons = knowledge.lexicons

    @classmethod
    def of(cls, tools: Iterable[Tool]) -> Understanding:
        """Learn what the tools say; takes a few seconds."""
        known = list(tools)
        return cls(known, Knowledge.of(known))

    def read(self, text: str, today: date, language: str) -> Reading:
        """What an utterance asks for.

        ``today`` is what "tomorrow" counts from; ``language`` is the reader's, in which examples
        of what the hub can do are chosen.
        """
        plain = in_plain_spelling(text[:_LONGEST])
        if not self._tools or not any(character.isalnum() for character in plain.text):
            return self._out_of_scope([], language)
        ranked = self._ranked(plain.text, today)
        best = ranked[0]
        if best.signals.trust < _DOUBT:
            return self._out_of_scope(ranked, language)
        doubtful = best.signals.trust < _ACCEPT
        close = [
            one
            for number, one in enumerate(ranked[:_MOST_CANDIDATES])
            if one.signals.rank >= best.signals.rank - _CLOSE or (doubtful and number == 1)
        ]
        readings = tuple(self._reading(candidate, plain) for candidate in close)
        unused = tuple(
            plain.to_original(found.span).of(plain.original) for found in best.filling.unused
        )
        if unused or len(readings) > 1:
            return Unsure(readings, doubtful, unused)
        return readings[0]

    def weighed(self, text: str, today: date) -> list[tuple[Tool, Signals]]:
        """The tools that come into question with what speaks for each, the likeliest first."""
        plain = in_plain_spelling(text[:_LONGEST])
        return [(one.tool, one.signals) for one in self._ranked(plain.text, today)]

    def fill(self, reading: Missing, answer: str, today: date) -> Chosen | Missing:
        """Complete a reading with the answer to its question; asks again what did not read."""
        return completed(reading, answer, today)

    def _ranked(self, text: str, today: date) -> list[_Candidate]:
        """The tools that come into question, the likeliest first."""
        values = find_values(text, today)
        ranked = self._weighed(text, values, today)
        for span in handed_over(text):
            kept = [found for found in values if not found.span.overlaps(span)]
            passage = Found(ValueKind.QUOTE, span, span.of(text))
            other = self._weighed(text, sorted([*kept, passage], key=lambda f: f.span), today)
            if self._works_on_passages(other[0].tool) and other[0].signals.trust >= _ACCEPT:
                return other
        return ranked

    def _works_on_passages(self, tool: Tool) -> bool:
        return any(wanted.want is Want.PASSAGE for wanted in self._wanted[tool.full_name])

    def _weighed(self, text: str, values: Sequence[Found], today: date) -> list[_Candidate]:
        words = words_of(text, values)
        scores = self._classifier.scores(features_of(text, values, words))
        said = Utterance(text, values, words, today)
        candidates = []
        # A tool far behind in the score is not brought to the front by the values.
        leading = sorted(self._tools, key=lambda name: -scores[name])[:_MOST_WEIGHED]
        for name in leading:
            tool = self._tools[name]
            filling = fill(tool, self._wanted[name], said)
            lexicon = self._lexicons[name]
            found = signals(tool, filling, words, values, scores, self._classifier, lexicon)
            candidates.append(_Candidate(tool, filling, found))
        return sorted(candidates, key=lambda one: -one.signals.rank)

    def _reading(self, candidate: _Candidate, plain: Normalised) -> Chosen | Missing:
        filling, confidence = candidate.filling, candidate.signals.trust
        arguments = self._verbatim(candidate, plain)
        spans = {name: plain.to_original(span) for name, span in filling.spans.items()}
        if not filling.missing:
            return Chosen(candidate.tool, arguments, confidence, spans)
        wanted = filling.missing[0]
        return Missing(
            candidate.tool,
            arguments,
            wanted.argument,
            question_for(wanted),
            confidence,
            spans,
        )

    def _verbatim(self, candidate: _Candidate, plain: Normalised) -> Mapping[str, Any]:
        """The arguments, texts among them as they were typed and not in plain spelling."""
        arguments = dict(candidate.filling.arguments)
        if HANGUL.search(plain.text) and not HANGUL.search(plain.original):
            return (
                arguments  # typed with the keyboard in Latin mode: as it stands, nobody can read it
            )
        for wanted in self._wanted[candidate.tool.full_name]:
            span = candidate.filling.spans.get(wanted.name)
            if span is not None and wanted.want in (Want.UTTERANCE, Want.PASSAGE, Want.NAME):
                arguments[wanted.name] = plain.to_original(span).of(plain.original)
        return arguments

    def _out_of_scope(self, ranked: Sequence[_Candidate], language: str) -> OutOfScope:
        tools = [one.tool for one in ranked] or list(self._tools.values())
        return OutOfScope(
            _("여기서 할 수 없는 일입니다. 이런 것은 할 수 있습니다."),
            tuple(Offer(tool, tool.title, _say(tool, language)) for tool in tools[:_MOST_OFFERS]),
        )


def _say(tool: Tool, language: str) -> str:
    return next((text for text in tool.says if written_in(text) == language), tool.says[0])
