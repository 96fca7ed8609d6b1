"""Amounts that are named but not counted: 수백억 원, 몇 만원, 수십만 달러."""

import re
from dataclasses import dataclass
from functools import cache

from ieum.text.currencies import Currency, currency_words
from ieum.text.normalise import fold
from ieum.text.numeral_reading import read_numeral
from ieum.text.span import Span


@dataclass(frozen=True, slots=True)
class VagueMoney:
    """Some multiple of an amount; ``at_least`` and ``below`` bound it (수백억: 200억 to 1,000억)."""

    at_least: int
    below: int
    unit: Currency
    span: Span
    text: str
    unit_span: Span
    """The currency word alone."""


@cache
def _pattern() -> re.Pattern[str]:
    names = (w for w in currency_words() if re.fullmatch("[가-힣 ]+", w))
    words = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    return re.compile(
        rf"(?<![가-힣])(?:수|몇|여러) ?(?P<scale>[십백천]?[만억조]|[십백천])? ?(?P<unit>{words})(?!스|칙|인 )"
    )


def find_vague_money(text: str) -> list[VagueMoney]:
    """All such amounts, in order."""
    plain = fold(text)
    found = []
    for match in _pattern().finditer(plain):
        reading = read_numeral(match["scale"], 0) if match["scale"] else None
        scale = int(reading.value) if reading else 1
        unit = currency_words()[match["unit"]]
        span = Span(match.start(), match.end())
        found.append(
            VagueMoney(2 * scale, 10 * scale, unit, span, span.of(text), Span(*match.span("unit")))
        )
    return found
