"""Amounts of money: 3조1000억 원, 약 2억4천만원, 3억~5억 원 이상, 5달러 50센트, $3.5 million."""

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache

from ieum.text import english_numerals
from ieum.text.currencies import Currency, currency_words
from ieum.text.currency_context import currency_after, currency_prefix
from ieum.text.normalise import fold
from ieum.text.numeral_context import left_edge
from ieum.text.numeral_reading import read_numeral
from ieum.text.numeral_words import LARGE_UNITS, MINUS_WORDS
from ieum.text.numerals import parse_number, read_fraction
from ieum.text.patterns import lazy, left_of
from ieum.text.qualifiers import Qualifier, qualifier_around
from ieum.text.span import Span
from ieum.text.won import hangul_amount, won_in_units, write_won


@dataclass(frozen=True, slots=True)
class Money:
    """An amount, or a range of amounts, as a text states it."""

    amount: Decimal
    """In units of ``currency``; the lower end of a range."""
    amount_to: Decimal | None
    """The upper end of a range; ``None`` for a single amount."""
    currency: str
    """ISO 4217 code."""
    unit: Currency
    """The unit as written (달러 leaves open which dollar)."""
    qualifier: Qualifier
    span: Span
    """The figure and its unit, without 약 or 이상; 여 and 몇 inside it are part of it."""
    text: str
    bare: bool = False
    """No currency is written; 조 or 억 alone says that it is won (예산 9.9조)."""
    end_spans: tuple[Span, Span] | None = None
    """Of a range: where its lower and its upper end stand, each with the unit written at it."""

    @property
    def won(self) -> int | None:
        """The amount in won, or ``None`` for another currency or a part of a won."""
        if self.currency != "KRW" or self.amount != self.amount.to_integral_value():
            return None
        return int(self.amount)


@dataclass(frozen=True, slots=True)
class _Amount:
    value: Fraction
    unit: Currency | None
    start: int
    end: int
    reading_end: int
    largest: int
    """The large unit at the numeral's end (억 in 5억), for 3~5억."""
    approximate: bool
    elided: bool
    """The numeral leaves its last 만 out (3억 5천)."""


@dataclass(frozen=True, slots=True)
class _Figure:
    """The numeral of an amount, without sign and unit."""

    value: Fraction
    end: int
    largest: int = 1
    hangul: bool = False
    approximate: bool = False
    elided: bool = False


_RANGE = lazy(r"(?:\s?[~-]\s?|에서 ?|부터 ?|\s?내지 ?|\s?to\s)")
_SHIFT_WORK = lazy(r" ?(?:\d ?교대|제?\d{1,6} ?항|의 ?\d|[와과] ?제?\d{1,6}조)")
_LAW_BEFORE = lazy(r"(?:법|령|규칙|조례|규정|헌법) ?$")
_RANGE_END = lazy(r" ?(?:사이|까지|정도|내외|수준|선)")
# 금 … 정, as on contracts and receipts.
_AMOUNT_DRESS = lazy(r"^(?:일금|금) ?(?=[\d₩영일이삼사오육칠팔구십백천만])|(?<=원) ?정$")
_ENGLISH_SCALE = lazy(r"(?:k|m|mn|bn|b|tn)(?![A-Za-z0-9])", re.IGNORECASE)
_ENGLISH_COMPANY = lazy(r"\s?(?:won|krw|usd|dollars|euros)|$", re.IGNORECASE)
# 일억 오천 without 원 is said for 1억 5천만; with it (일억오천원) each word stands for itself.
_SPOKEN = lazy(r"^[가-힣 ]{0,40}억 ?[이삼사오육칠팔구]?천$")
_POINT_FIRST = lazy(r"(?<![\w.,])\.\d")
_PEOPLE_BEFORE = lazy(r"인구[가는]? ?(?:약 ?)?$")
_COUNTED = lazy(
    r"의 ?(?:인구|인류|국민)| ?(?:명|개|건|곳|주|장|톤|배|번|인|㎡|km|kg|kW|달러|건|마리|가구|권|회|원소|년)"
)


@cache
def _starts() -> re.Pattern[str]:
    return re.compile(
        r"[\d.영일이삼사오육칠팔구십백천만억조한두세네열스]|마이[너나]스|(?<=[^A-Za-z])[A-Za-z]|^[A-Za-z]|[^\w\s]"
    )


def find_money(text: str) -> list[Money]:
    """All amounts of money in ``text``, in order, not overlapping."""
    plain = fold(text)
    found = []
    at = 0
    english = {e.start: e for e in english_numerals.find(plain)}
    while at < len(plain):
        match = _starts().search(plain, at)
        if match is None:
            break
        first = _amount(plain, match.start(), english)
        if first is None:
            at = _past(plain, match.start())
            continue
        money = _money(text, plain, first, english)
        if money is None:
            at = max(first.reading_end, match.start() + 1)
            continue
        found.append(money)
        at = money.span.end
    return found


def _past(text: str, at: int) -> int:
    digits = re.compile(r"\d[\d,.]*+").match(text, at)
    return digits.end() if digits else at + 1


def _money(
    text: str, plain: str, first: _Amount, english: dict[int, english_numerals.EnglishNumber]
) -> Money | None:
    """A range that begins with ``first``, or ``first`` alone."""
    second = _upper_end(plain, first, english)
    unit = (second or first).unit
    bare = unit is None
    if unit is None:
        if not _is_bare_won(plain, second or first):
            return None
        unit = currency_words()["원"]
    low, high, end = first.value, None, first.end
    ends: tuple[Span, Span] | None = None
    if second is not None:
        low, high, end = _scaled(first, second), second.value, second.end
        ends = (Span(first.start, first.end), Span(second.start, second.end))
    parts = unit.parts if high is None else 1
    qualifier = qualifier_around(plain, first.start, end)
    if first.approximate and qualifier == "exact":
        qualifier = "approximately"
    span = Span(first.start, end)
    return Money(
        _decimal(low / parts),
        None if high is None else _decimal(high),
        unit.code,
        unit,
        qualifier,
        span,
        span.of(text),
        bare,
        ends,
    )


def _upper_end(
    text: str, first: _Amount, english: dict[int, english_numerals.EnglishNumber]
) -> _Amount | None:
    """The amount that closes a range with ``first``, if there is one."""
    joint = _RANGE.match(text, first.end)
    second = _amount(text, joint.end(), english) if joint else None
    if joint is None or second is None or _scaled(first, second) >= second.value:
        return None
    if joint.group().strip() in ("에서", "부터") and not _RANGE_END.match(text, second.end):
        return None  # 10억 원에서 12억 원으로 is a change, not a range
    low = _scaled(first, second)
    if first.unit is None and first.largest == 1 < second.largest and low == first.value:
        return None  # 5~3억: no range
    if second.unit is None:
        large = low >= 10**8 and second.largest >= 10**8
        return second if first.unit is None and large else None
    same = first.unit is None or first.unit.code == second.unit.code
    return second if same else None


def _scaled(first: _Amount, second: _Amount) -> Fraction:
    """The lower end, with the upper one's large unit where it leaves it out: 3~5억."""
    if first.unit is None and first.largest == 1 and first.value * second.largest < second.value:
        return first.value * second.largest
    return first.value


def _is_bare_won(text: str, figure: _Amount) -> bool:
    """조 or 억 in digits (9.9조, 3억 5천), counting nothing else, is said of won."""
    return (
        (figure.largest >= 10**8 or figure.elided)
        and text[figure.start].isdecimal()
        and not figure.approximate
        and not _COUNTED.match(text, figure.end)
        and not _PEOPLE_BEFORE.search(left_of(text, figure.start))
        and not _is_article(text, figure)
    )


def _is_article(text: str, figure: _Amount) -> bool:
    """형법 3조 is an article and 4조 3교대 a roster, not trillions."""
    if figure.largest != 10**12:
        return False
    shift = _SHIFT_WORK.match(text, figure.end)
    return shift is not None or _LAW_BEFORE.search(left_of(text, figure.start)) is not None


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def _amount(
    text: str, at: int, english: dict[int, english_numerals.EnglishNumber]
) -> _Amount | None:
    """A figure with its currency, or a figure alone, that begins at ``at``."""
    prefix = currency_prefix(text, at)
    start = at
    sign = 1
    if prefix:
        at = prefix.end()
    if text[at : at + 1] == "-" and not (at and text[at - 1].isalnum() and not prefix):
        sign, at = -1, at + 1
    for word in MINUS_WORDS:
        if text.startswith(word, at):
            sign, at = -1, at + len(word)
            at += text.startswith(" ", at)
    figure = _figure(text, at, english, bool(prefix))
    if figure is None:
        return None
    value, end = sign * figure.value, figure.end
    more = re.compile(r" ?여(?= ?[가-힣$])").match(text, end)
    if more:
        end = more.end()
    approximate = bool(more) or figure.approximate
    if prefix:
        unit: Currency | None = currency_words()[prefix.group().strip().lower()]
    else:
        named = currency_after(text, end, at, figure.hangul)
        unit, end = named if named else (None, figure.end)
        below = _parts(text, end, unit) if unit else None
        if below:
            value, end = value + sign * below[0], below[1]
    return _Amount(value, unit, start, end, figure.end, figure.largest, approximate, figure.elided)


def _figure(
    text: str, at: int, english: dict[int, english_numerals.EnglishNumber], signed: bool
) -> _Figure | None:
    """The numeral at ``at``; ``signed``: a sign or code of a currency stands before it."""
    if at >= len(text):
        return None
    if at in english and (text[at].isalpha() or not _clipped(text, at)):
        return _Figure(english[at].value, english[at].end)
    if (
        text[at].isdecimal()
        and at
        and (
            text[at - 1].isdecimal()
            or (text[at - 1] in "." and at > 1 and text[at - 2].isdecimal())
        )
    ):
        return None
    if re.compile(r"수(?=[십백천])|몇 ?(?=[십백천])").match(text, at):
        return None
    digits = text[at].isdecimal() or _POINT_FIRST.match(text, at) is not None
    if digits and text[at - 1 : at] == "제":
        return None
    fraction = read_fraction(text, at) if digits or left_edge(text, at) else None
    if fraction is not None:
        return _Figure(*fraction)
    reading = read_numeral(text, at)
    if reading is None:
        return None
    if not digits and not (left_edge(text, at) and text[at] not in "억조경"):
        return None
    scaled = _ENGLISH_SCALE.match(text, reading.end) if digits else None
    if scaled and (signed or _ENGLISH_COMPANY.match(text, scaled.end())):
        scale = {"k": 3, "m": 6, "mn": 6, "bn": 9, "b": 9, "tn": 12}[scaled.group().lower()]
        return _Figure(reading.value * 10**scale, scaled.end())
    largest = LARGE_UNITS.get(reading.last, 1)
    return _Figure(
        reading.value, reading.end, largest, not digits, reading.approximate, reading.elided
    )


def _clipped(text: str, at: int) -> bool:
    return bool(at) and (text[at - 1].isdecimal() or text[at - 1] in ".,")


def _parts(text: str, end: int, unit: Currency) -> tuple[Fraction, int] | None:
    """센트 after 달러: the part and where it ends."""
    if unit.parts > 1:
        return None
    at = re.compile(r"(?: 그리고 | and |,? |하고 ?|[과와] ?)?").match(text, end)
    start = at.end() if at else end
    reading = read_numeral(text, start)
    if reading is None:
        return None
    match = re.compile(r" ?(센트|페니|펜스|상팀|코펙|센타보|cents?|pence)").match(text, reading.end)
    if match is None or reading.value >= 100:
        return None
    return reading.value / 100, match.end()


def parse_won(text: str) -> int:
    """The whole of ``text`` as an integer number of won.

    ``350만원``, ``350만``, ``3,500,000``, ``1.2억``, ``₩3,500,000``, ``3.5 million won``,
    ``금 일천이백만원정`` are amounts. Raises ``ValueError`` with the reason for anything else:
    another currency, a range, a part of a won, no number.
    """
    bare = _AMOUNT_DRESS.sub("", fold(text).strip()).strip()
    found = find_money(bare)
    if len(found) == 1 and len(found[0].span) == len(bare):
        return _as_won(text, found[0])
    number = parse_number(_SPOKEN.sub(r"\g<0>만", bare))
    if number is None:
        raise ValueError(f"{text!r} is not an amount of won; write it like 350만원 or 3,500,000")
    if number.kind == "ordinal":
        raise ValueError(f"{text!r} is an ordinal, not an amount of won; write it like 350만원")
    if number.integer is None:
        raise ValueError(f"{text!r} is not a whole number of won; give it without a fraction")
    return number.integer


def _as_won(text: str, money: Money) -> int:
    if money.currency != "KRW":
        raise ValueError(
            f"{text!r} is in {money.unit.name} ({money.currency}); expected won, like 350만원"
        )
    if money.amount_to is not None:
        raise ValueError(f"{text!r} is a range; expected one amount, like 350만원")
    if money.won is None:
        raise ValueError(f"{text!r} is not a whole number of won; give it without a fraction")
    return money.won


__all__ = [
    "Currency",
    "Money",
    "find_money",
    "hangul_amount",
    "parse_won",
    "won_in_units",
    "write_won",
]
