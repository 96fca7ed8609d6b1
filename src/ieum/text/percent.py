"""Shares: 90%, 3.5퍼센트, 10프로, 100분의 5, 3할 2푼, and percentage points (%p)."""

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from ieum.text.normalise import fold
from ieum.text.numeral_context import left_edge
from ieum.text.numeral_reading import Reading, read_numeral
from ieum.text.numeral_words import MINUS_WORDS
from ieum.text.patterns import lazy
from ieum.text.qualifiers import Qualifier, qualifier_around
from ieum.text.span import Span


@dataclass(frozen=True, slots=True)
class Percent:
    """A share in hundredths, exact; or a difference in percentage points."""

    percent: Fraction
    points: bool
    """It is a difference of shares (%p, 포인트)."""
    qualifier: Qualifier
    span: Span
    text: str
    percent_to: Fraction | None = None
    """The upper end of a range (3~5%)."""

    @property
    def share(self) -> Fraction:
        """The share of one: 90% is 9/10."""
        return self.percent / 100


_WORD = lazy(
    r" ?(?:[%٪]|퍼센티지|퍼센트|프로(?![가-힣]{0,16}(?:그램|젝트|야구|축구|농구|그래|필|세스|토콜|모션|듀))|percent\b|per cent\b|pct\b)"
    r"(?P<points> ?(?:[pP](?![A-Za-z])|포인트))?",
    re.IGNORECASE,
)
_RANGE = lazy(r" ?[~-] ?(?=\d)")
_HUNDREDTHS = lazy(r" ?분의 ?")
_TENTHS = lazy(
    r" ?할(?! 수)(?: ?(?P<tail>(?:\d|[일이삼사오육칠팔구]) ?[푼리](?: ?(?:\d|[일이삼사오육칠팔구]) ?리)?))?(?=[^가-힣]|$|의|을|이|은|에|로|가|대|쯤|정도|이상|이하|할인)"
)


@cache
def _starts() -> re.Pattern[str]:
    return re.compile(rf"[-+\d.영일이삼사오육칠팔구십백천만한두세네]|{'|'.join(MINUS_WORDS)}")


def find_percents(text: str) -> list[Percent]:
    """All shares of ``text``, in order: 90%, 십 퍼센트, 100분의 5, 3할."""
    plain = fold(text)
    found: list[Percent] = []
    at = 0
    while (match := _starts().search(plain, at)) is not None:
        percent = _at(text, plain, match.start())
        if percent is None:
            at = _past(plain, match.start())
        else:
            found.append(percent)
            at = percent.span.end
    return found


def _past(text: str, at: int) -> int:
    digits = re.compile(r"\d[\d,.]*+").match(text, at)
    return digits.end() if digits else at + 1


def _at(text: str, plain: str, at: int) -> Percent | None:
    sign, body = _signed(plain, at)
    reading = read_numeral(plain, body)
    if reading is None or not _stands(plain, at, body):
        return None
    percent, end, points = _share(plain, reading)
    upper: Fraction | None = None
    joint = _RANGE.match(plain, end)
    above = read_numeral(plain, joint.end()) if joint else None
    if above is not None:
        second, stop, above_points = _share(plain, above)
        if second is not None and second > reading.value and points <= above_points:
            percent, upper, end, points = percent or reading.value, second, stop, above_points
    if percent is None:
        return None
    span = Span(at, end)
    qualifier = qualifier_around(plain, at, end)
    return Percent(sign * percent, points, qualifier, span, span.of(text), upper)


def _share(text: str, reading: Reading) -> tuple[Fraction | None, int, bool]:
    word = _WORD.match(text, reading.end)
    if word:
        return reading.value, word.end(), bool(word["points"])
    over = _HUNDREDTHS.match(text, reading.end)
    if over and reading.value in (100, 1000, 10000):
        above = read_numeral(text, over.end())
        if above is not None:
            return above.value / reading.value * 100, above.end, False
    tenths = _TENTHS.match(text, reading.end)
    if tenths and reading.value <= 10:
        value = reading.value * 10
        for number, place in re.findall(
            r"(\d|[일이삼사오육칠팔구]) ?([푼리])", tenths["tail"] or ""
        ):
            digit = int(number) if number.isdecimal() else "영일이삼사오육칠팔구".index(number)
            value += Fraction(digit, 1 if place == "푼" else 10)
        return value, tenths.end(), False
    return None, reading.end, False


def _signed(text: str, at: int) -> tuple[int, int]:
    for word in MINUS_WORDS:
        if text.startswith(word, at):
            end = at + len(word)
            return -1, end + text.startswith(" ", end)
    if text[at] in "-+":
        return (-1 if text[at] == "-" else 1), at + 1
    return 1, at


def _stands(text: str, at: int, body: int) -> bool:
    before = text[at - 1 : at]
    if text[body : body + 1].isdecimal() or text[body : body + 1] == ".":
        if body > at and before and (before.isalnum() or before in "%)~"):
            return False
        return not (
            before.isdecimal()
            or (before and before in ".%")
            or (before == "/" and text[at - 2 : at - 1].isdecimal())
            or (before.isascii() and before.isalpha())
        )
    return left_edge(text, at)
