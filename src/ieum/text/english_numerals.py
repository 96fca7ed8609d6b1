"""Numbers in English words and scaled digits: twenty-five, 3.5 million, two thirds, 1st."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Literal

#: The words for 0 to 19, and for 20, 30 … 90.
UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SCALES = {
    "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "mn": 10**6,
    "bn": 10**9, "tn": 10**12, "trn": 10**12,
}  # fmt: skip
_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
]


@dataclass(frozen=True, slots=True)
class EnglishNumber:
    """A number in English words."""

    value: Fraction
    kind: Literal["integer", "decimal", "ordinal"]
    start: int
    end: int


@cache
def _values() -> dict[str, int]:
    values = {word: n for n, word in enumerate(UNITS)}
    values |= {word: 20 + 10 * n for n, word in enumerate(TENS)}
    return values


@cache
def _pattern() -> re.Pattern[str]:
    word = "|".join(sorted([*_values(), "hundred", *_SCALES], key=len, reverse=True))
    digits = r"\d{1,3}(?:,\d{3}){1,30}(?:\.\d{1,100})?|\d{1,100}(?:\.\d{1,100})?"
    scale = "|".join(_SCALES)
    return re.compile(
        rf"(?<![\w.,])(?:(?:{digits})[ -]?(?:hundred(?: {scale})?|{scale})|"
        rf"\d{{1,100}}(?:st|nd|rd|th)|(?:{word})(?:(?:[ -]| and )(?:{word})){{0,30}}|(?:{'|'.join(_ORDINALS)}))"
        r"(?![\w])",
        re.IGNORECASE | re.ASCII,
    )


def find(text: str) -> Iterator[EnglishNumber]:
    """English numbers of ``text``; plain digits are left to the caller.

    "one" alone is left out (it is mostly a pronoun), and "second" (a time).
    """
    if not any("a" <= c.lower() <= "z" for c in text):
        return
    for match in _pattern().finditer(text):
        raw = match.group().lower()
        if raw in (
            "one",
            "second",
            "hundred",
            "thousand",
            "million",
            "billion",
            "trillion",
            *_SCALES,
        ):
            continue
        if raw[0].isdecimal() and raw[-2:] in ("st", "nd", "rd", "th"):
            value, kind = Fraction(int(raw[:-2])), "ordinal"
        elif raw in _ORDINALS:
            value, kind = Fraction(_ORDINALS.index(raw) + 1), "ordinal"
        else:
            value = _compose(raw)
            kind = "integer" if value.denominator == 1 else "decimal"
        yield EnglishNumber(value, kind, match.start(), match.end())  # type: ignore[arg-type]


def _compose(raw: str) -> Fraction:
    """Sum of sections, each times its scale: two million three hundred and five."""
    total = section = Fraction(0)
    tokens = re.findall(r"[\d.,]+|[a-z]+", raw)
    for token in tokens:
        if token == "and":
            continue
        if token[0].isdecimal():
            section += Fraction(token.replace(",", ""))
        elif token == "hundred":
            section = (section or Fraction(1)) * 100
        elif token in _SCALES:
            total += (section or Fraction(1)) * _SCALES[token]
            section = Fraction(0)
        else:
            section += _values()[token]
    return total + section
