"""Counts and measures with their units: 200대, 26만장, 4개 사업, 1,300여 개, 180km, 섭씨 37도."""

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from ieum.text.normalise import fold
from ieum.text.numeral_context import believable, left_edge
from ieum.text.numeral_reading import Reading, read_native, read_numeral
from ieum.text.numeral_words import PRENOMINAL
from ieum.text.patterns import lazy, left_of
from ieum.text.qualifiers import Qualifier, qualifier_around
from ieum.text.span import Span
from ieum.text.units import Unit, units


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with a unit. ``value`` is exact; ``value_to`` is the upper end of a range."""

    value: Fraction
    value_to: Fraction | None
    unit: Unit
    qualifier: Qualifier
    span: Span
    """The number and its unit (200대), without what is counted."""
    text: str
    thing: str
    """The noun right after a counter, where there is one (사업 in 4개 사업)."""


_RANGE = lazy(r" ?[~-] ?|에서 ?|부터 ?")
_SOME = lazy(r" ?여 ?")
_SCALE = lazy(r"(?:섭씨|화씨|영하|영상) ?$")
_THING = lazy(r"(?:의)? ?([가-힣A-Za-z·]{2,12})")
# Only particles that no noun ends in: 권역에, 사업을; 전문가 keeps its 가.
_PARTICLE = lazy("(?<=..)(?:에서|에게|으로|부터|까지|[을를은는의에])$")
_THING_STOP = lazy(
    "^(?:이상|이하|미만|초과|정도|규모|가량|이내|내외|안팎|으로|에서|까지|부터|씩|중|등|를|을|가|이|은|는|의|와|과|도|만)$|"
    "^(?:로|에|이|가|을|를|은|는|의)"
)
# 대 in 3대 강국 counts the nouns it names; in 10대 청소년 it is an age: both are 대.
_EDGE = lazy(
    r"(?=[^가-힣A-Za-z]|$|은|는|이(?![가-힣]{2}용)|가|을|를|과|와|의|에|로|으로|도|만|까지|부터|보다|씩|당|쯤|꼴|"
    r"마다|짜리|들|여|이상|이하|미만|초과|규모|정도|가량|내외|안팎|권|중|인|였|입|이었|하|반|지원|보급|확보|내|뿐|간|별)"
)


@cache
def _pattern() -> re.Pattern[str]:
    words = sorted(units(), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))


@cache
def _starts() -> re.Pattern[str]:
    return re.compile(
        r"[-+]?[\d.]|[영일이삼사오육칠팔구십백천만억한두세네석넉다여열스서마쉰예아하둘셋넷]"
    )


def find_quantities(text: str) -> list[Quantity]:
    """Counts and measures, in order, not overlapping.

    Money, percentages and dates have finders of their own; 일, 월, 년 and 원 are no units here.
    """
    plain = fold(text)
    found: list[Quantity] = []
    at = 0
    while (match := _starts().search(plain, at)) is not None:
        quantity = _at(text, plain, match.start())
        if quantity is None:
            at = _past(plain, match.start())
        else:
            found.append(quantity)
            at = quantity.span.end
    return found


def _past(text: str, at: int) -> int:
    digits = re.compile(r"[-+]?[\d,.]++").match(text, at)
    return max(digits.end(), at + 1) if digits else at + 1


def _at(text: str, plain: str, at: int) -> Quantity | None:
    sign, body = (-1, at + 1) if plain[at] == "-" else (1, at + (plain[at] == "+"))
    if body > at and (plain[at - 1 : at].isalnum() or (at and plain[at - 1] in "~)")):
        return None
    first = _number(plain, body)
    if first is None:
        return None
    value, value_to, end = sign * first.value, None, first.end
    joint = _RANGE.match(plain, end)
    second = (
        _number(plain, joint.end())
        if joint and plain[joint.end() : joint.end() + 1].isdecimal()
        else None
    )
    named = _unit(plain, second.end) if second else None
    if second is not None and named is not None and second.value > value:
        value_to = second.value
        if first.last == "" and second.last in "만억조" and second.last:
            value *= {"만": 10**4, "억": 10**8, "조": 10**12}[second.last]
    else:
        named = _unit(plain, end)
    if named is None:
        return None
    unit, stop = named
    if _counts_something_else(plain[end:stop].strip(), first):
        return None
    start = at
    scale = _SCALE.search(left_of(plain, at)) if unit.code == "°" else None
    if scale:
        start, unit, value = at - len(scale.group()), *_temperature(scale.group().strip(), value)
    elif not _hangul_ok(plain, body, first, plain[first.end : stop]):
        return None
    span = Span(start, stop)
    return Quantity(
        value,
        value_to,
        unit,
        qualifier_around(plain, start, stop),
        span,
        span.of(text),
        _thing(plain, unit, stop),
    )


def _counts_something_else(word: str, number: Reading) -> bool:
    """2주 are weeks and 5분 minutes, but 500주 shares and 세 분 persons."""
    if word == "주":
        return number.value < 100
    return word == "분" and not number.native


def _number(text: str, at: int) -> Reading | None:
    if at >= len(text):
        return None
    if text[at].isdecimal() or text[at] == ".":
        before = text[at - 1 : at]
        if before and (
            before.isdecimal() or before in "./:'" or (before.isascii() and before.isalpha())
        ):
            return None
        if before == "제":
            return None
    return read_numeral(text, at)


def _unit(text: str, end: int) -> tuple[Unit, int] | None:
    """The unit after a number, 여 and one space allowed between."""
    some = _SOME.match(text, end)
    places = [some.end()] if some else []
    places += [end + 1] if text[end : end + 1] == " " else [end]
    for at in places:
        longest = _pattern().match(text, at)
        for stop in range(longest.end() if longest else at, at, -1):
            word = text[at:stop]
            if word in units() and _ends(text, stop, word):
                return units()[word], stop
    return None


def _ends(text: str, stop: int, word: str) -> bool:
    """The unit is a word of its own here."""
    if "가" <= word[-1] <= "힣":
        return _EDGE.match(text, stop) is not None
    following = text[stop : stop + 1]
    return not (word[-1].isalnum() and following.isascii() and following.isalnum())


def _hangul_ok(text: str, at: int, reading: Reading, between: str) -> bool:
    """A number in Hangul is believed by the usual rules; native ones may touch their counter."""
    if text[at].isdecimal() or text[at] == ".":
        return True
    if not left_edge(text, at):
        return False
    native = read_native(text, at)
    if (native and native[2] in PRENOMINAL) or len(text[at : reading.end]) == 1:
        if text.strip() == text[at : reading.end] + between:
            return not (text[at] == "이" and between.startswith(" "))
        return believable(text, at, reading)
    return True


def _temperature(word: str, value: Fraction) -> tuple[Unit, Fraction]:
    table = units()
    if word == "화씨":
        return table["°F"], value
    return table["°C"], -value if word == "영하" else value


def _thing(text: str, unit: Unit, end: int) -> str:
    if unit.dimension != "count":
        return ""
    match = _THING.match(text, end)
    if match is None or _THING_STOP.match(match.group(1)):
        return ""
    return _PARTICLE.sub("", match.group(1))
