"""Rules for days counted from another: 2주 후, 사흘 전, 향후 5년간, 5일 이내, and lone 연말, 월초."""

import re
from datetime import date, timedelta

from ieum.text.calendar_days import Days, add_months, month_days
from ieum.text.date_reading import DateReading, day_reading, settled, stretch
from ieum.text.date_rules import rule_set
from ieum.text.date_words import RELATIVE_MONTHS, RELATIVE_WEEKS, YEAR, S, spaced
from ieum.text.day_rules import year_of
from ieum.text.durations import DURATION, moved, parts_of, timex_of
from ieum.text.patterns import right_of

OFFSET_RULES, rule = rule_set()

_ANCHORS = {
    "지금": 0,
    "오늘": 0,
    "현재": 0,
    "내일": 1,
    "모레": 2,
    "어제": -1,
    "그저께": -2,
    "그제": -2,
}
_FROM = rf"(?P<from>{'|'.join(_ANCHORS)})(?:으로|로)?부터{S}"
_BEFORE = r"이전|전(?![가-힣]{0,16}(?:체|국|면|략|자|기|문|통|망|력|용|담|환|시|세|주|북|남))"
_AFTER = r"이후|후(?!보|원|반|속|퇴|회|임|발)|뒤(?!집|로|늦)|지나서|있다가"


@rule(
    rf"(?:{_FROM}(?:최소{S})?)?(?:딱{S}|약{S})?{DURATION}여?{S}(?:(?P<before>{_BEFORE})|(?P<after>{_AFTER}))"
    rf"(?:의?{S}(?P<then>오늘|어제|내일|이맘때))?"
)
def away(match: re.Match[str], reference: date) -> DateReading | None:
    """2주 후, 사흘 전, 1개월 하고 21일 전, 오늘로부터 2주 전, 몇 달 전, 2년 전 오늘."""
    parts = parts_of(match["dur"])
    if any(unit.startswith("T") for unit, _ in parts):
        return None
    if any(unit == "Y" and count >= 1000 for unit, count in parts):
        return None
    sign = -1 if match["before"] else 1
    start = reference + timedelta(days=_ANCHORS.get(match["from"] or match["then"], 0))
    try:
        return day_reading(match.end(), moved(start, parts, sign), relative=True)
    except (ValueError, OverflowError):
        return None


@rule(
    rf"(?:{YEAR}|(?P<rm>{spaced(RELATIVE_MONTHS)})|(?P<rw>{spaced(RELATIVE_WEEKS)})){S}[이요그]맘때"
)
def this_time_of(match: re.Match[str], reference: date) -> DateReading | None:
    """작년 이맘때, 다음 달 이맘때: the same day there."""
    year = year_of(match, reference)
    if match["rm"]:
        day = add_months(reference, RELATIVE_MONTHS[match["rm"].replace(" ", "")])
    elif match["rw"]:
        day = reference + timedelta(weeks=RELATIVE_WEEKS[match["rw"].replace(" ", "")])
    elif year is not None:
        day = add_months(reference, 12 * (year - reference.year))
    else:
        return None
    return day_reading(match.end(), day, relative=True)


@rule(
    rf"낼(?=까지|부터|은{S}|도{S}|{S}(?:아침|점심|저녁|밤|새벽|오전|오후|낮|\d{{1,2}}시|모임|[보봐봬뵈]|만나|뵐))"
)
def tomorrow_in_speech(match: re.Match[str], reference: date) -> DateReading | None:
    """낼 보자; in 세금을 낼 때 and 낼 돈 it is a verb."""
    return day_reading(match.end(), reference + timedelta(days=1), relative=True)


@rule(rf"(?P<n>몇|며){S}(?:일|칠){S}(?P<way>전|후|뒤)")
def some_days_away(match: re.Match[str], reference: date) -> DateReading:
    """며칠 전, 몇일 뒤: three days, as the word is commonly meant."""
    sign = -1 if match["way"] == "전" else 1
    return day_reading(match.end(), reference + timedelta(days=3 * sign), relative=True)


@rule(rf"{_FROM}{DURATION}(?={S}(?:간|동안)|[^가-힣]|$|에|을|를)")
def span_from_anchor(match: re.Match[str], reference: date) -> DateReading | None:
    """오늘부터 2주."""
    parts = parts_of(match["dur"])
    if any(unit.startswith("T") for unit, _ in parts):
        return None
    start = reference + timedelta(days=_ANCHORS[match["from"]])
    days = Days(start, moved(start, parts, 1))
    timex = f"({days.start},{days.end},{timex_of(parts)})"
    return settled(match.end(), "day", timex, days, period=True, relative=True)


@rule(
    rf"(?:{YEAR}의?{S}(?=연))?(?P<what>연말연시|연말|연초|연내|연중|월말|월초|월내)(?=[^가-힣]|$|에|까지|부터|의|은|쯤|께|경|기준|정산)"
)
def end_of_this(match: re.Match[str], reference: date) -> DateReading | None:
    """연말, 월말: of the reference's year or month; 내년 연초."""
    what = match["what"]
    if match.string[match.end() :].startswith("정산"):
        return None
    year = year_of(match, reference) or reference.year
    month = month_days(year, reference.month)
    stretches = {
        "연말": (Days(date(year, 12, 1), date(year + 1, 1, 1)), "year", f"{year}", "end"),
        "연초": (Days(date(year, 1, 1), date(year, 2, 1)), "year", f"{year}", "start"),
        "연내": (Days(date(year, 1, 1), date(year + 1, 1, 1)), "year", f"{year}", None),
        "연중": (Days(date(year, 1, 1), date(year + 1, 1, 1)), "year", f"{year}", None),
        "월말": (Days(month.start + timedelta(days=20), month.end), "month", "", "end"),
        "월초": (Days(month.start, month.start + timedelta(days=10)), "month", "", "start"),
        "월내": (month, "month", "", None),
    }
    if what not in stretches:
        return None
    days, grain, timex, mod = stretches[what]
    timex = timex or f"{year}-{reference.month:02d}"
    return settled(match.end(), grain, timex, days, mod=mod, relative=True, period=True)  # type: ignore[arg-type]


@rule(
    rf"(?P<way>앞으로|향후|다가오는|다음|지난|최근|과거){S}{DURATION}(?={S}(?:간|동안|내|이내|안)|[^가-힣]|$|[에의은는을를])"
)
def span_from_now(match: re.Match[str], reference: date) -> DateReading | None:
    """향후 5년간, 앞으로 4주, 지난 3주, 최근 3년."""
    parts = parts_of(match["dur"])
    if any(unit.startswith("T") for unit, _ in parts):
        return None
    following = right_of(match.string, match.end())
    counts_days = all(unit == "D" for unit, _ in parts) and match["dur"][0].isdecimal()
    if counts_days and match["way"] == "지난" and not re.match(rf"{S}(?:간|동안)", following):
        return None  # 지난 3일: the third
    if match["way"] in ("지난", "최근", "과거"):
        days = Days(moved(reference, parts, -1), reference)
    else:
        start = reference + timedelta(days=1)
        days = Days(start, moved(start, parts, 1))
    return stretch(match.end(), "day", days, timex_of(parts), relative=True)


@rule(
    rf"(?:(?P<from>지금|오늘|내일|어제)(?:으로|로)?부터{S})?{DURATION}{S}(?:이내|안(?=에|[^가-힣]|$)|내(?=에|[^가-힣]|$))"
)
def within(match: re.Match[str], reference: date) -> DateReading | None:
    """5일 이내, 내일로부터 3일 안."""
    parts = parts_of(match["dur"])
    if any(unit.startswith("T") for unit, _ in parts):
        return None
    start = reference + timedelta(days={"내일": 1, "어제": -1}.get(match["from"], 0))
    days = Days(start, moved(start, parts, 1))
    return stretch(match.end(), "day", days, timex_of(parts), relative=True)
