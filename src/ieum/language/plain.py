"""Text with its disguises taken off, and the way back to where each character stood.

A model, or a document that it repeats, can write a figure so that a reader sees it and a simple
search does not: full-width or Arabic-Indic digits, HTML entities, zero-width characters between
digits, keycaps. Here all of them become plain digits.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass

from ieum.text.normalise import fold

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# Marks that only number a list keep their own form: they are judged as markers.
MARKERS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


@dataclass(frozen=True)
class Plain:
    """Plain text; `origins[i]` is where character `i` began in the original."""

    text: str
    origins: tuple[int, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original that `text[start:end]` came from."""
        return self.origins[start], self.origins[end - 1 if end > start else end] + (
            self._length(end - 1) if end > start else 0
        )

    def _length(self, index: int) -> int:
        return max(1, self.origins[index + 1] - self.origins[index])


def unmask(text: str) -> Plain:
    """`text` as a reader would take it, one plain character after the other."""
    characters: list[str] = []
    origins: list[int] = []
    at = 0
    while at < len(text):
        end, seen = _one(text, at)
        for character in seen:
            characters.append(character)
            origins.append(at)
        at = end
    origins.append(len(text))
    return Plain("".join(characters), tuple(origins))


def _one(text: str, at: int) -> tuple[int, str]:
    """The reading of the character or entity at `at`, and where the next one begins."""
    entity = _ENTITY.match(text, at)
    if entity:
        return entity.end(), "".join(_plain(c) for c in html.unescape(entity.group()))
    end = at + 1
    # Conjoining jamo and combining marks belong to the character before them.
    while end < len(text) and _continues(text[end]):
        end += 1
    return end, "".join(_plain(c) for c in unicodedata.normalize("NFC", text[at:end]))


def _continues(character: str) -> bool:
    return unicodedata.category(character).startswith("M") or "\u1160" <= character <= "\u11ff"


def _plain(character: str) -> str:
    category = unicodedata.category(character)
    # Ⅳ must stay a sign that stands for a number, and not become two letters.
    if character in MARKERS or character == "\n" or category == "Nl":
        return character
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category in {"Cf", "Mn", "Me", "Cc", "Co", "Cs", "Cn"}:
        return " " if character in "\t\r\v\f" else ""
    folded = fold(character)
    if folded != character:
        return folded
    # Unit signs (㎡) and half-width Hangul as well; middle dots stay one character.
    wide = unicodedata.normalize("NFKC", character)
    return "".join(fold(c) for c in wide if unicodedata.category(c) not in {"Mn", "Me"})
