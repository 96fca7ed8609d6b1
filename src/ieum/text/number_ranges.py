"""Ranges of numbers in words: 20 이상, 10보다 크고 15보다 작다, 20부터 100까지, >= 700."""

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

from ieum.text.normalise import fold
from ieum.text.numeral_context import left_edge, trailing_particle
from ieum.text.numeral_reading import read_numeral
from ieum.text.numerals import Number, find_numbers
from ieum.text.patterns import lazy, left_of, right_of
from ieum.text.span import Span, Taken


@dataclass(frozen=True, slots=True)
class NumberRange:
    """An interval; an end that is ``None`` is open to infinity."""

    low: Fraction | None
    high: Fraction | None
    low_included: bool
    high_included: bool
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class _Bound:
    """A number compared once: which side it bounds, with its stretch in the text."""

    value: Fraction
    side: str  # "low", "high" or "equal"
    included: bool
    start: int
    end: int
    joins: bool  # it ends in 고 or 지만: another bound may follow


_COUNTER = r"(?: ?(?:개|명|세|살|점|등|위|번|대|회|권|년|원|달러|kg|cm|km|m|퍼센트|%|도|시간|분|일|건|곳|인|장|마리))?"
_MORE = "크|높|많|넘|길|무겁|빠르|늦"
_LESS = "작|낮|적|짧|가볍|느리|어리|이르"
_END = "(?:은|는|고|다|지만)?"


def _or_equal(degree: str) -> str:
    """5000과 같거나 크다, 5000보다 크거나 같다, 5000이거나 그보다 크다, 5000 또는 그보다 큰."""
    return (
        rf"(?:과|와) 같거나 ?(?:그보다 |이보다 )?(?:{degree}){_END}|"
        rf" ?보다 ?(?:{degree})거나 (?:그와 |이와 )?같{_END}|"
        rf"(?:이거나| ?또는| ?혹은) (?:그|이)보다 ?(?:{degree}){_END}"
    )


_COMPARISONS: tuple[tuple[str, str, bool], ...] = (
    # side, what follows the number and its counter, whether the number itself belongs
    ("low", _or_equal(_MORE), True),
    ("high", _or_equal(_LESS), True),
    ("low", r" ?(?:또는|혹은) 그 ?(?:이상|초과)|이나 그 이상", True),
    ("high", r" ?(?:또는|혹은) 그 ?(?:이하|미만)|이나 그 이하", True),
    ("low", r" ?이상(?:이고|이며)?| ?or more| ?and above", True),
    (
        "high",
        r" ?이하(?:이고|이며)?| ?이내|에 달하는|에 이르는| ?or less|"
        r"(?:이|가|을|를) 넘지 ?(?:않|못하)(?:는다|는|고|다)?",
        True,
    ),
    (
        "low",
        rf" ?초과(?:이고|이며)?| ?보다 ?(?:{_MORE})(?:거나|{_END})|"
        r"(?:이|가|을|를) (?:넘(?:는다|는|고|은|다|어)?|초과(?:이고|이며)?)| ?위(?=이|의|에)",
        False,
    ),
    (
        "high",
        rf" ?미만(?:이고|이며)?| ?보다 ?(?:{_LESS})(?:거나|{_END})|"
        r" ?(?:밑|아래)(?=이|의|에|$|로)|에 못 ?미치(?:는|고|며)?|"
        r"(?:이|가) (?:안 ?(?:되는|되고|된다)|되지 않(?:는다|는|고))",
        False,
    ),
    ("equal", r"(?:과|와) ?(?:같(?:은|다)?|동일한?)|에 해당하는|이다(?=\.?$)", True),
)
_PREFIX = lazy(
    r"(?:(?P<least>최소|적어도|at least )|(?P<most>최대|많아야|at most )|(?P<just>정확히)) ?$"
)
_PHONE = lazy(r"\+?\d++(?:-\d++){2,}+[/\d]*+")
_SIGN = lazy(r"(?P<sign>>=|<=|≥|≤|>|<) ?$")
_BETWEEN = lazy(rf"{_COUNTER}(?:에서|부터|과|와| ?~| ?-) ?")
_MOST_TO_LEAST = lazy(rf"{_COUNTER}(?:에서|부터) ?최소 ?")
_BETWEEN_END = lazy(rf"{_COUNTER}(?: ?(?:사이|까지))")


@cache
def _comparison() -> re.Pattern[str]:
    names = "|".join(
        f"(?P<c{i}>{_COUNTER}(?:{words}))" for i, (_, words, _) in enumerate(_COMPARISONS)
    )
    return re.compile(names)


def find_number_ranges(text: str) -> list[NumberRange]:
    """Ranges and comparisons of numbers, in order, not overlapping."""
    plain = fold(text)
    numbers = _numbers(plain)
    found: list[NumberRange] = []
    skip = 0
    phones = Taken(Span(*m.span()) for m in _PHONE.finditer(plain))
    for index, number in enumerate(numbers):
        if number.span.start < skip or phones.overlaps(number.span):
            continue
        following = numbers[index + 1] if index + 1 < len(numbers) else None
        item = (
            _from_most(plain, number, following)
            or _between(plain, number, following)
            or _compared(plain, number, following)
        )
        if item is not None:
            found.append(replace(item, text=item.span.of(text)))
            skip = item.span.end
    return found


def _numbers(text: str) -> list[Number]:
    """Numbers, with those in words that only the comparison after them makes plain."""
    numbers = {n.span.start: n for n in find_numbers(text)}
    taken = Taken(n.span for n in numbers.values())
    for match in re.finditer(
        r"마이너스 ?[가-힣]|[일이삼사오육칠팔구십백천만반서여아다스열쉰마예]", text
    ):
        start = match.start()
        if taken.overlaps(Span(start, start + 1)) or not left_edge(text, start):
            continue
        body = start + (
            len("마이너스") if match.group().startswith("마") and len(match.group()) > 1 else 0
        )
        body += text.startswith(" ", body)
        reading = read_numeral(text, body)
        if reading is None or (reading.units == 0 and not reading.native and body == start):
            continue
        if trailing_particle(text, reading):
            reading = read_numeral(text[: reading.end - 1], body) or reading
        tail = right_of(text, reading.end)
        if _comparison().match(tail) or _BETWEEN.match(tail) or _BETWEEN_END.match(tail):
            sign = -1 if body > start else 1
            span = Span(start, reading.end)
            numbers[start] = Number(sign * reading.value, "integer", span, span.of(text))
            taken.add(span)
    kept = sorted(numbers.values(), key=lambda n: n.span)
    return [
        n
        for n, before in zip(kept, [None, *kept], strict=False)
        if before is None or n.span.start >= before.span.end
    ]


def _between(text: str, low: Number, high: Number | None) -> NumberRange | None:
    """20에서 100까지, 20~100, 십과 십오 사이."""
    if high is None or high.value <= low.value:
        return None
    joint = _BETWEEN.fullmatch(text, low.span.end, high.span.start)
    if re.compile(" ?년").match(text, high.span.end) and high.value >= 1000:
        return None  # 2026~2029년 is a period
    if joint is None or (joint.group() == "-" and low.value > 1000):
        return None
    close = _BETWEEN_END.match(text, high.span.end)
    if joint.group().strip() in ("과", "와") and (close is None or "사이" not in close.group()):
        return None
    end = close.end() if close else high.span.end
    return NumberRange(low.value, high.value, True, False, Span(low.span.start, end), "")


def _from_most(text: str, high: Number, low: Number | None) -> NumberRange | None:
    """최대 100개에서 최소 20개: both ends belong."""
    most = re.search(r"최대 ?$", left_of(text, high.span.start))
    if most is None or low is None or low.value >= high.value:
        return None
    if _MOST_TO_LEAST.fullmatch(text, high.span.end, low.span.start) is None:
        return None
    counter = re.compile(_COUNTER).match(text, low.span.end)
    end = counter.end() if counter else low.span.end
    return NumberRange(
        low.value, high.value, True, True, Span(high.span.start - len(most.group()), end), ""
    )


def _compared(text: str, number: Number, following: Number | None) -> NumberRange | None:
    first = _bound(text, number)
    if first is None:
        return None
    second = _bound(text, following) if following and first.joins else None
    if second is not None and {first.side, second.side} == {"low", "high"}:
        gap = text[first.end : second.start]
        if re.fullmatch(r",? ?", gap) and (first.value < second.value) == (first.side == "low"):
            low, high = (first, second) if first.side == "low" else (second, first)
            span = Span(first.start, second.end)
            return NumberRange(low.value, high.value, low.included, high.included, span, "")
    span = Span(first.start, first.end)
    if first.side == "equal":
        return NumberRange(first.value, first.value, True, True, span, "")
    if first.side == "low":
        return NumberRange(first.value, None, first.included, False, span, "")
    return NumberRange(None, first.value, False, first.included, span, "")


def _bound(text: str, number: Number) -> _Bound | None:
    start = number.span.start
    left = left_of(text, start)
    sign = _SIGN.search(left)
    if sign:
        side = "low" if sign["sign"][0] in ">≥" else "high"
        included = sign["sign"] not in "<>"
        return _Bound(
            number.value, side, included, start - len(sign.group()), number.span.end, False
        )
    match = _comparison().match(text, number.span.end)
    prefix = _PREFIX.search(left)
    if prefix:
        start -= len(prefix.group())
    if match is None or match.lastgroup is None or (prefix and "이다" in match.group()):
        if prefix is None:
            return None
        side = "low" if prefix["least"] else "high" if prefix["most"] else "equal"
        return _Bound(number.value, side, True, start, number.span.end, False)
    side, _, included = _COMPARISONS[int(match.lastgroup[1:])]
    joins = re.search(r"(?:고|지만|며|이상|이하|초과|미만)$", match.group()) is not None
    return _Bound(number.value, side, included, start, match.end(), joins)
