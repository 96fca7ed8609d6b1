"""One way of writing for characters that mean the same, without losing where they stood.

``fold`` keeps the length, so spans found in its result hold for the original. ``normalise``
also composes Hangul and shortens, and gives a map back.
"""

import unicodedata
from dataclasses import dataclass
from functools import cache

from ieum.text.patterns import lazy
from ieum.text.span import Span

_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63"
_TILDES = "\u223c\u301c\uff5e"
_DOTS = "\u00b7\u2022\u2219\u22c5\u30fb\u318d\uff65\u119e"
_QUOTES = {"\u2018": "'", "\u2019": "'", "\u201b": "'", "\u02bc": "'", "\u201c": '"', "\u201d": '"'}
_WIDTHLESS = "\u00ad\u200b\u200c\u200d\u2060\ufeff"

_OTHER_DIGIT = lazy(r"(?![0-9])\d")


@cache
def _table() -> dict[int, str]:
    table = {ord(c): " " for c in _SPACES}
    table |= {ord(c): "-" for c in _DASHES}
    table |= {ord(c): "~" for c in _TILDES}
    table |= {ord(c): "·" for c in _DOTS}
    table |= {ord(c): to for c, to in _QUOTES.items()}
    for code in range(0xFF01, 0xFF5E):  # full-width ASCII, the tilde apart
        table[code] = chr(code - 0xFEE0)
    return table


def fold(text: str) -> str:
    """``text`` with look-alike characters made one, character for character (same length).

    No-break and other spaces become a space, full-width forms ASCII, dashes and the minus sign
    a hyphen, the many middle dots ``·``, curly quotes straight ones, other scripts' digits ASCII.
    """
    plain = text.translate(_table())
    if plain.isascii():
        return plain
    return _OTHER_DIGIT.sub(lambda match: str(unicodedata.decimal(match.group())), plain)


@dataclass(frozen=True)
class Normalised:
    """A normalised text and, for each of its characters, where it came from."""

    text: str
    original: str
    origins: tuple[int, ...]
    """``origins[i]`` is the index in ``original`` of character ``i``; one more stands for the end."""

    def to_original(self, span: Span) -> Span:
        """The stretch of the original that ``span`` of the normalised text came from."""
        return Span(self.origins[span.start], self.origins[span.end])


def normalise(text: str) -> Normalised:
    """NFC, folded characters, no zero-width characters; with the map back to ``text``.

    Runs of spaces are kept, for they separate columns. Compatibility characters that are units
    (㎡, ㎞, ㏊) stay as they are: ``quantities`` reads them.
    """
    out: list[str] = []
    origins: list[int] = []
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and _continues(text[start], text[end]):
            end += 1
        cluster = fold(unicodedata.normalize("NFC", text[start:end]))
        for character in cluster:
            if character not in _WIDTHLESS:
                out.append(character)
                origins.append(start)
        start = end
    origins.append(len(text))
    return Normalised("".join(out), text, tuple(origins))


def _continues(first: str, following: str) -> bool:
    """Whether ``following`` may compose with what stands before it (so both are one cluster)."""
    if unicodedata.combining(following):
        return True
    conjoining = "\u1160" <= following <= "\u11ff" or "\ud7b0" <= following <= "\ud7ff"
    hangul_before = "\u1100" <= first <= "\u11ff" or "가" <= first <= "힣"
    return conjoining and hangul_before
