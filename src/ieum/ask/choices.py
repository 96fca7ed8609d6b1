"""Which member of a choice an utterance names: by its value, its words, or nearly so."""

from __future__ import annotations

import re
from enum import StrEnum

from ieum.kernel.messages import Language, Message
from ieum.kernel.shapes import Shape
from ieum.text.hangul import letter_distance


def names_of(member: StrEnum) -> list[str]:
    """What people call a member: its ``words`` in both languages, and its value."""
    names = [member.value.replace("_", " ")]
    words = getattr(member, "words", None)
    if isinstance(words, Message):
        for language in Language:
            names += re.split(r"[(),/·]", words.text(language))
    return [name.strip().lower() for name in names if name.strip()]


def choice_in(text: str, shape: Shape) -> str | None:
    """The value of the one member that a text names; ``None`` for none or for several."""
    text = text.lower()
    exact = [(m, *place) for m in shape.choices for n in names_of(m) for place in _places(text, n)]
    # 올림 inside 반올림 is not 올림.
    outer = [
        m
        for m, start, end in exact
        if not any(s <= start and end <= e and (s, e) != (start, end) for _, s, e in exact)
    ]
    named = set(outer) or {m for m in shape.choices if any(_nearly(text, n) for n in names_of(m))}
    return named.pop().value if len(named) == 1 else None


def _places(text: str, name: str) -> list[tuple[int, int]]:
    return [m.span() for m in re.finditer(_standing(name), text)]


def _standing(name: str) -> str:
    """A name in Latin letters is a whole word, whatever Korean is joined to it (CSV로); one syllable
    is one but for what is joined to it."""
    if name.isascii():
        return rf"(?a:\b){re.escape(name)}(?a:\b)"
    if len(name) == 1:
        return rf"(?<![가-힣]){re.escape(name)}(?:(?=(?:[가은는이인의에로면]|으로|까지)\b)|(?![가-힣]))"
    return re.escape(name)


def _nearly(text: str, name: str) -> bool:
    """One slip of the keys in a Korean word of three syllables or more."""
    if name.isascii() or len(name) < 3:
        return False
    words = re.findall(r"[가-힣]+", text)
    return any(letter_distance(word[: len(name)], name, 1) <= 1 for word in words)
