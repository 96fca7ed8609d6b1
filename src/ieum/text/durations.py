"""Lengths of time: 3년, 한 달 그리고 이틀, 이틀 반, 3~5년, 20년 동안, 123.45초, three years."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache

from ieum.text.calendar_days import shift
from ieum.text.date_words import NATIVE_DAYS, S
from ieum.text.normalise import fold
from ieum.text.numeral_context import left_edge
from ieum.text.numeral_reading import read_native, read_numeral
from ieum.text.patterns import lazy, right_of
from ieum.text.span import Span

_UNIT_CODES = {
    "년": "Y", "개년": "Y", "해": "Y", "개월": "M", "달": "M", "주일": "W", "주": "W", "일": "D",
    "시간": "TH", "분": "TM", "초": "TS", "분기": "Q", "학기": "S",
}  # fmt: skip
_SECONDS = {
    "Y": 31_536_000,
    "M": 2_592_000,
    "W": 604_800,
    "D": 86_400,
    "TH": 3600,
    "TM": 60,
    "TS": 1,
}
_ENGLISH = {
    "year": "Y",
    "month": "M",
    "week": "W",
    "day": "D",
    "hour": "TH",
    "minute": "TM",
    "second": "TS",
}
_NATIVE_COUNT = "(?:열|스물|서른|마흔|쉰|예순)?(?:다섯|여섯|일곱|여덟|아홉|[한두세네])|스무|열|스물|서른|마흔|쉰|예순|[석넉몇]"
# Well-formed, so that 이삼일 (two or three days) is no count.
_MANY = "[이삼사오육칠팔구]?"
_SINO_COUNT = rf"(?:{_MANY}백(?:{_MANY}십)?[일이삼사오육칠팔구]?|{_MANY}십[일이삼사오육칠팔구]?|[일이삼사오육칠팔구])"
_COUNT = rf"(?:\d[\d,]{{0,30}}+(?:\.\d{{1,30}}+)?|(?:{_NATIVE_COUNT})|{_SINO_COUNT})"
_UNIT = "개년|년|개월|달|주일|주|일|시간|분(?!기|의|야|과|석|류)|초(?!기|반|중)"
_ONE = rf"(?:{_COUNT}여?{S}(?:{_UNIT})|{'|'.join(NATIVE_DAYS)}|일주일|(?:한|두|세|네|몇){S}해(?=[^가-힣]|$|전|후|뒤|동안|간|를|가|에|째)|한나절|반나절|반{S}년)(?:{S}반(?![가-힣]))?"
_PERSONS = lazy(r"[한두세네] ?분(?! ?동안)")
DURATION = rf"(?P<dur>{_ONE}(?:(?:{S},{S}|{S}하고{S}|{S}그리고{S}|{S}){_ONE}){{0,8}})"
"""A duration as a fragment of a larger pattern; read its ``dur`` group with ``parts_of``."""

Parts = tuple[tuple[str, Fraction], ...]


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time, or a range of lengths (3~5년)."""

    parts: Parts
    """(unit, count): Y, M, W, D and TH, TM, TS for hours, minutes, seconds; as ISO 8601 has it."""
    parts_to: Parts | None
    """The upper end of a range."""
    span: Span
    text: str

    @property
    def timex(self) -> str:
        """ISO 8601 duration, with decimals where the text has a half: ``P1M2D``, ``P2.5D``."""
        return timex_of(self.parts)

    @property
    def seconds(self) -> Fraction:
        """Nominal length: a year has 365 days, a month 30."""
        return sum((_SECONDS[u] * n for u, n in self.parts), Fraction(0))

    @property
    def years(self) -> tuple[Fraction, Fraction] | None:
        """(shortest, longest) in years where only years are named."""
        ends = [self.parts, self.parts_to or self.parts]
        if any(len(p) != 1 or p[0][0] != "Y" for p in ends):
            return None
        return ends[0][0][1], ends[1][0][1]


def timex_of(parts: Parts) -> str:
    """The ISO 8601 form of a duration."""
    days = "".join(_count(n) + u for u, n in parts if not u.startswith("T"))
    times = "".join(_count(n) + u[1] for u, n in parts if u.startswith("T"))
    return f"P{days}" + (f"T{times}" if times else "")


def _count(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else f"{float(value):g}"


def parts_of(text: str) -> Parts:
    """The units and counts of a duration that ``DURATION`` matched."""
    parts: list[tuple[str, Fraction]] = []
    for match in re.finditer(_ONE, text):
        word = match.group()
        half = Fraction(1, 2) if word.endswith("반") else Fraction(0)
        parts.append(_one(word.removesuffix("반").strip(), half))
    return tuple(parts)


def _one(word: str, half: Fraction) -> tuple[str, Fraction]:
    fixed = {
        "일주일": ("W", Fraction(1)),
        "한나절": ("TH", Fraction(6)),
        "반나절": ("TH", Fraction(3)),
    }
    if word in fixed:
        return fixed[word]
    if word in ("반년", "반 년"):
        return "M", Fraction(6)
    if word in NATIVE_DAYS:
        return "D", NATIVE_DAYS[word] + half
    match = re.fullmatch(rf"(?P<n>.+?)여?{S}(?P<u>개년|년|해|개월|달|주일|주|일|시간|분|초)", word)
    assert match is not None
    return _UNIT_CODES[match["u"]], _number(match["n"]) + half


def _number(word: str) -> Fraction:
    if word == "몇":
        return Fraction(3)
    reading = read_numeral(word, 0)
    if reading is not None and reading.end == len(word):
        return reading.value
    native = read_native(word, 0)
    return Fraction(native[1]) if native else Fraction(1)


def moved(day: date, parts: Parts, sign: int) -> date:
    """``day`` moved by a duration; halves of days and shorter units are rounded to whole days."""
    result = day
    for unit, count in parts:
        if unit in ("TH", "TM", "TS"):
            result += timedelta(days=sign * int(_SECONDS[unit] * count // 86_400))
        elif unit == "Y" and count.denominator != 1:
            result = shift(result, "M", sign * int(count * 12))
        elif unit == "M" and count.denominator != 1:
            result = shift(shift(result, "M", sign * int(count)), "D", sign * 15)
        else:
            result = shift(result, unit, sign * int(count))
    return result


@cache
def _pattern() -> re.Pattern[str]:
    tail = r"(?P<whole>[ ]?(?:내내|종일))?(?P<during>[ ]?(?:동안|간(?![가-힣]{0,16}격)|째|이내|이상|넘게|만에))?"
    spread = rf"(?P<low>\d{{1,30}}){S}[~-]{S}(?=\d{{1,30}}{S}(?:개년|년|개월|주|일|시간|분|초))"
    english = (
        r"(?P<en>\d{1,9}(?:\.\d{1,9})?|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve)[ -]"
        r"(?P<enu>year|month|week|day|hour|minute|second)s?\b"
    )
    return re.compile(rf"(?:{spread})?{DURATION}여?{tail}|\b{english}", re.IGNORECASE)


def find_durations(text: str) -> list[Duration]:
    """All lengths of time in ``text``.

    A year number (2026년), a day of a month (3일 without 동안, 간 …) and a clock time are not
    durations; 동안 and 간 stay outside the span, 내내 inside.
    """
    plain = fold(text)
    found: list[Duration] = []
    at = 0
    while (match := _pattern().search(plain, at)) is not None:
        duration = _judge(plain, match)
        at = match.end() if duration else match.start() + 1
        if duration is not None:
            found.append(
                Duration(duration.parts, duration.parts_to, duration.span, duration.span.of(text))
            )
    return found


def _judge(text: str, match: re.Match[str]) -> Duration | None:
    start = match.start()
    if match["en"]:
        return _english(match)
    before = text[start - 1 : start]
    if text[start].isdecimal():
        if before and (
            before.isdecimal() or before in ".,~/'-" or (before.isascii() and before.isalpha())
        ):
            return None
    elif not left_edge(text, start):
        return None
    if text[start - 2 : start].rstrip().endswith("시") or _PERSONS.match(match["dur"]):
        return None  # 10시 30분 is a time of day, 한 분 a person
    parts = parts_of(match["dur"])
    following = right_of(text, match.end("dur"))
    strong = bool(match["whole"] or match["during"] or match["low"] or len(parts) > 1)
    if not strong and not _plausible(match["dur"], parts, following):
        return None
    end = match.end("whole") if match["whole"] else match.end("dur")
    span = Span(start, end)
    if match["low"] and parts[0][0] == "Y" and parts[0][1] >= 1000:
        return None
    if match["low"]:
        low: Parts = ((parts[0][0], Fraction(int(match["low"]))),)
        return Duration(low, parts, span, span.of(text))
    return Duration(parts, None, span, span.of(text))


def _plausible(word: str, parts: Parts, following: str) -> bool:
    """Without 동안 or the like: not a year, a day of the month, or part of another word."""
    unit, count = parts[0]
    if "여" in word[1:] and word[0].isdecimal():
        return True
    if unit == "Y" and (count >= 1000 or re.match(r"도|대|[ ]?\d{1,2}월|생|식", following)):
        return False
    if unit == "D" and word.split()[0] not in NATIVE_DAYS:
        return (
            re.match(r"[ ]?(?:전|후|뒤|이내|안에|만에|치|씩|이상|연속|차)", following) is not None
        )
    if word[0] in "일이삼사오육칠팔구십백" and not re.match(
        r"[^가-힣]|$|[ ]?(?:전|후|뒤|이상|정도)", following
    ):
        return False
    return (
        re.match(
            r"(?:[^가-힣A-Za-z0-9]|$|을|를|이|가|은|는|의|에|로|도|만|마다|씩|여|전|후|뒤|치|짜리|쯤|차)",
            following,
        )
        is not None
    )


def _english(match: re.Match[str]) -> Duration:
    words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    raw = match["en"].lower()
    if raw in ("a", "an"):
        count = Fraction(1)
    elif raw == "twelve":
        count = Fraction(12)
    else:
        count = Fraction(words.index(raw) + 1) if raw in words else Fraction(raw)
    parts: Parts = ((_ENGLISH[match["enu"].lower()], count),)
    return Duration(parts, None, Span(match.start(), match.end()), match.group())
