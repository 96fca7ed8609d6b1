"""Money without a figure: amounts not counted (수백억 원, 몇 만원) and currencies alone (달러 강세)."""

import re
from dataclasses import dataclass
from functools import cache

from ieum.text.currencies import Currency, currency_words
from ieum.text.money import find_money
from ieum.text.normalise import fold
from ieum.text.numeral_reading import read_numeral
from ieum.text.span import Span, Taken


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


@dataclass(frozen=True, slots=True)
class CurrencyName:
    """A currency named without an amount."""

    unit: Currency
    span: Span
    text: str


@cache
def _name_pattern() -> re.Pattern[str]:
    names = (w for w in currency_words() if re.fullmatch("[가-힣 ]{2,}", w))
    words = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    edge = "(?=[^가-힣]|$|은|는|이|가|를|을|와|과|의|에|로|도|만|당|화|대|보다|까지|부터)"
    return re.compile(rf"(?<![가-힣])(?:{words}){edge}")


def find_currency_names(text: str) -> list[CurrencyName]:
    """Currencies of two syllables and more that stand where no figure is before them."""
    plain = fold(text)
    amounts = Taken(money.span for money in find_money(text))
    found = []
    for match in _name_pattern().finditer(plain):
        span = Span(*match.span())
        if not amounts.overlaps(span):
            found.append(CurrencyName(currency_words()[match.group()], span, span.of(text)))
    return found
