"""What an utterance is compared by: morphemes, pieces of spelling, and the slots of its values.

Morphemes carry the meaning, pieces of spelling (runs of Hangul letters, without regard to spaces)
forgive slips and wrong spacing, and slots stand for values, so that "350만원" is as good as "2억".
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ieum.ask.values import Found, ValueKind
from ieum.search.tokens import Token, tokenise
from ieum.text.hangul import decompose

#: What stands in the text for a value while its morphemes are found: particles and endings behind
#: it are then recognised as they are behind a real value.
_STAND_INS = {
    ValueKind.WON: "3만원",
    ValueKind.PERCENT: "5퍼센트",
    ValueKind.DATE: "3월 5일",
    ValueKind.DURATION: "5일",
    ValueKind.NUMBER: "7",
    ValueKind.REGION: "서울",
    ValueKind.QUOTE: "'가'",
}
#: Classes of the Sejong tag set that tell one request from another. Particles and endings do not.
_TELLING = frozenset(
    ["NNG", "NNP", "NNB", "NP", "NR", "SN", "SL", "SH", "XR", "XSN", "VV", "VA", "MM", "MAG", "VX"]
)
_CONTENT = frozenset(["NNG", "NNP", "SL", "SH", "XR", "VV", "VA", "XSN", "NNB"])
_LENGTHS = (4, 6)
_WEIGHTS = {"m": 1.2, "b": 0.7, "j": 0.55, "v": 0.9}

Vector = dict[str, float]


@dataclass(frozen=True, slots=True)
class Word:
    """A morpheme or the slot of a value, in the order of the utterance."""

    form: str
    tag: str
    start: int
    end: int

    @property
    def is_slot(self) -> bool:
        """Whether it stands for a value."""
        return self.tag == "SLOT"

    @property
    def is_content(self) -> bool:
        """Whether it names a thing or a deed."""
        return self.tag in _CONTENT


def words_of(text: str, values: Sequence[Found]) -> list[Word]:
    """The morphemes of an utterance, each value as one slot; places are those of ``text``."""
    masked, places = _masked(text, values)
    words: list[Word] = []
    for token in tokenise(masked):
        place = _place(token, places)
        if place is None:
            words.append(_word(token, places))
    for (_start, _end), found in places:
        words.append(Word(f"<{found.kind}>", "SLOT", found.span.start, found.span.end))
    return sorted(words, key=lambda word: (word.start, word.end))


def _masked(text: str, values: Sequence[Found]) -> tuple[str, list[tuple[tuple[int, int], Found]]]:
    masked, places, at = "", [], 0
    for found in values:
        masked += text[at : found.span.start]
        start = len(masked)
        masked += _STAND_INS[found.kind]
        places.append(((start, len(masked)), found))
        at = found.span.end
    return masked + text[at:], places


def _place(token: Token, places: Iterable[tuple[tuple[int, int], Found]]) -> Found | None:
    for (start, end), found in places:
        if token.start < end and start < token.end:
            return found
    return None


def _word(token: Token, places: Iterable[tuple[tuple[int, int], Found]]) -> Word:
    """The token with its place in the unmasked text."""
    shift = 0
    for (start, end), found in places:
        if end <= token.start:
            shift += len(found.span) - (end - start)
    return Word(token.form, token.tag, token.start + shift, token.end + shift)


def features_of(text: str, values: Sequence[Found], words: Sequence[Word]) -> Counter[str]:
    """The features of an utterance with how often each occurs."""
    telling = [word for word in words if word.is_slot or word.tag in _TELLING]
    features: Counter[str] = Counter()
    for word in telling:
        if not word.is_slot:
            features[f"m:{word.form}"] += 1
    for first, second in itertools.pairwise(telling):
        features[f"b:{first.form} {second.form}"] += 1
    for kind, count in Counter(found.kind for found in values).items():
        features[f"v:{kind}"] += 1
        features[f"v:{kind}{min(count, 3)}"] += 1
    features.update(_spelling(text, values))
    return features


def _spelling(text: str, values: Sequence[Found]) -> Iterable[str]:
    at = 0
    for start, end in [*((f.span.start, f.span.end) for f in values), (len(text), len(text))]:
        for run in re.findall(r"[가-힣ㄱ-ㅣ ]+|[a-z]+", text[at:start].lower()):
            letters = decompose(run.replace(" ", ""))
            if run[0].isascii():
                letters = f"^{letters}$"
            for length in _LENGTHS:
                for place in range(max(len(letters) - length + 1, 0)):
                    yield f"j:{letters[place : place + length]}"
        at = max(end, at)


def vector_of(features: Counter[str], rarity: Mapping[str, float], unseen: float) -> Vector:
    """A vector of unit length: counts damped, weighted by rarity and by kind of feature."""
    weighted = {
        feature: (1 + math.log(count)) * _WEIGHTS[feature[0]] * rarity.get(feature, unseen)
        for feature, count in features.items()
    }
    length = math.sqrt(sum(weight * weight for weight in weighted.values())) or 1.0
    return {feature: weight / length for feature, weight in weighted.items()}
