"""Times of day: 오후 3시 30분, 세시 반, 15:30, 네시 십오분 전, 3pm, 정오, 자정."""

from dataclasses import dataclass, replace
from datetime import time
from typing import Literal

from ieum.text.date_words import S, small_number
from ieum.text.normalise import fold
from ieum.text.numeral_context import left_edge
from ieum.text.patterns import lazy
from ieum.text.span import Span

Grain = Literal["hour", "minute", "second"]


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """A clock time. ``half_open`` says that the words leave morning or afternoon open (3시)."""

    value: time
    grain: Grain
    half_open: bool
    span: Span
    text: str

    @property
    def readings(self) -> tuple[time, ...]:
        """The times it may mean, the earlier first."""
        if not self.half_open:
            return (self.value,)
        hour = self.value.hour % 12
        return tuple(sorted(self.value.replace(hour=h) for h in (hour, hour + 12)))


_MORNING = "오전|새벽|아침|AM|am"
_AFTERNOON = "오후|저녁|밤|낮|점심|PM|pm"
# 밤 1시 is after midnight, 낮 11시 and 점심 11시 before noon.
_FIRST_OF = {"밤": 5}
_LAST_OF = {"낮": 8, "점심": 8}
_HOUR = r"(?P<h>[01]?\d|2[0-4]|열[한두]?|[한두세네]|다섯|여섯|일곱|여덟|아홉)"
_SINO = "[일이삼사오육칠팔구십]{1,3}"
_EDGE = "(?=[^가-힣]|$|에|부터|까지|쯤|경|께|정각|이|전|후|의|[은는로와과도엔])"
_KOREAN = lazy(
    rf"(?:(?P<am>{_MORNING})|(?P<pm>{_AFTERNOON}))?{S}{_HOUR}{S}시"
    rf"(?:{S}(?:(?P<half>반)|(?P<m>[0-5]?\d|{_SINO}){S}분"
    rf"(?:{S}(?P<before>전)|{S}(?P<s>[0-5]?\d|{_SINO}){S}초)?))?{_EDGE}"
)
_CLOCK = lazy(
    rf"(?:(?P<am>{_MORNING})|(?P<pm>{_AFTERNOON}))?[ ]?(?P<h>[01]?\d|2[0-4]):(?P<m>[0-5]\d)(?::(?P<s>[0-5]\d))?"
    r"(?![\d:])(?:[ ]?(?P<half>[aApP])(?:\.?[mM]\.?)?(?![A-Za-z]))?"
)
_ENGLISH = lazy(r"(?P<h>1[0-2]|0?[1-9])[ ]?(?P<half>[aApP])\.?[mM]\.?(?![A-Za-z])")
_PART_OF_DAY = lazy(f"{_MORNING}|{_AFTERNOON}")
_DAY_ENDS = frozenset("늘제레욜날말")
_NAMED = lazy("정오|자정|noon|midnight")
_STARTS = lazy(r"(?<![\d.:,A-Za-z])\d|[오새아저밤낮점정자한두세네다여일열nmAaPp]")
_JOINT = lazy(rf"{S}(?:[~-]|부터|에서){S}")


def find_times(text: str) -> list[TimeOfDay]:
    """All clock times of ``text``, in order; lengths (3시간) and city names (서울시) are none."""
    plain = fold(text)
    found: list[TimeOfDay] = []
    at = 0
    while (match := _STARTS.search(plain, at)) is not None:
        time_of_day = _at(text, plain, match.start())
        if time_of_day is None:
            at = match.start() + 1
        else:
            if found and _JOINT.fullmatch(plain, found[-1].span.end, match.start()):
                time_of_day = _after(found[-1], time_of_day)
            found.append(time_of_day)
            at = time_of_day.span.end
    return found


def _after(lower: TimeOfDay, upper: TimeOfDay) -> TimeOfDay:
    """The upper end of a stretch takes its half of the day from the lower: 오후 2시~4시."""
    later = [value for value in upper.readings if value > lower.value]
    if lower.half_open or not upper.half_open or not later:
        return upper
    return replace(upper, value=later[0], half_open=False)


def _after_day(plain: str, at: int) -> bool:
    """A day is written together with what starts at ``at``: 15일 세시 as 15일세시, 오늘밤 8시."""
    before = plain[at - 1 : at]
    return before == "일" or (before in _DAY_ENDS and _PART_OF_DAY.match(plain, at) is not None)


def _at(text: str, plain: str, at: int) -> TimeOfDay | None:
    if not (plain[at].isdecimal() or left_edge(plain, at) or _after_day(plain, at)):
        return None
    named = _NAMED.match(plain, at)
    if named:
        noon = named.group() in ("정오", "noon")
        span = Span(at, named.end())
        return TimeOfDay(time(12 if noon else 0), "hour", False, span, span.of(text))
    for pattern in (_KOREAN, _CLOCK, _ENGLISH):
        match = pattern.match(plain, at)
        if match is not None:
            return _read(text, match.groupdict(), Span(*match.span()))
    return None


def _read(text: str, parts: dict[str, str | None], span: Span) -> TimeOfDay | None:
    hour = small_number(parts["h"] or "")
    minute = small_number(parts.get("m") or "0") if parts.get("m") else 0
    second = small_number(parts.get("s") or "0") if parts.get("s") else 0
    if hour is None or minute is None or second is None or minute > 59 or second > 59 or hour > 24:
        return None
    grain: Grain = "second" if parts.get("s") else "minute" if parts.get("m") else "hour"
    letter = (parts.get("half") or "").lower()
    if letter == "반":
        minute, grain = 30, "minute"
    morning = bool(parts.get("am")) or letter == "a"
    evening = bool(parts.get("pm")) or letter == "p"
    if (morning or parts.get("pm") == "밤") and hour == 12:
        hour = 0
    elif evening and _FIRST_OF.get(parts.get("pm") or "", 0) <= hour < _LAST_OF.get(
        parts.get("pm") or "", 12
    ):
        hour += 12
    if parts.get("before"):
        hour, minute = (hour - 1) % 24, 60 - minute
    open_half = (
        not (morning or evening) and 1 <= hour <= 12 and not (parts["h"] or "").startswith("0")
    )
    return TimeOfDay(time(hour % 24, minute % 60, second), grain, open_half, span, span.of(text))
