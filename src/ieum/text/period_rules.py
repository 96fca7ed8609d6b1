"""Rules for stretches of days: years, halves, quarters, months, weeks, spans from now."""

import re
from datetime import date, timedelta

from ieum.text.calendar_days import (
    Days,
    add_months,
    first_week_of_month,
    first_week_of_year,
    month_days,
    months_days,
    week_days,
    year_days,
)
from ieum.text.date_reading import DateReading, Grain, settled, stretch
from ieum.text.date_rules import rule_set
from ieum.text.date_words import (
    EDGE,
    MONTH,
    ORDINAL,
    RELATIVE_MONTHS,
    RELATIVE_WEEKS,
    YEAR,
    S,
    month_number,
    ordinal_number,
    small_number,
    spaced,
    year_number,
)
from ieum.text.day_rules import year_of
from ieum.text.patterns import lazy, right_of

PERIOD_RULES, rule = rule_set()

_SEASONS = {"봄": (3, "SP"), "여름": (6, "SU"), "가을": (9, "FA"), "겨울": (12, "WI")}
_TIME_COMPANY = lazy(
    r" ?(?:대비|보다|에 비해|초|중순|말(?=[^가-힣]|에|까지|$)|\d{1,2}일|[월화수목금토일]요일)"
)
#: 2년 전, 3년간, 5년 차 count years; 2026년 전남, 올해 간호, 내년 차세대 name one before another word.
_NOT_COUNT = (
    rf"(?!간|째|차|여|{S}(?:동안|이내|만에|이상(?!기후)|이하|넘[게는은어]|씩|내내)|"
    rf"{S}(?:간|째|차|여|전|후|뒤)(?=[^가-힣]|$|[에의쯤]|부터|까지|보다|이[었다]|인\b))"
)


def _year_reading(end: int, year: int, **more: object) -> DateReading:
    return settled(end, "year", f"{year:04d}", year_days(year), year=year, period=True, **more)


@rule(rf"{YEAR}{_NOT_COUNT}")
def year(match: re.Match[str], reference: date) -> DateReading | None:
    """2026년, '26년, 내년, 이천이십육년도; 267년 only with 에, 부터 or 까지."""
    value = year_of(match, reference)
    word = match["y"]
    if word and len(word) == 3 and word.isdecimal():
        followed = re.match("에|부터|까지", right_of(match.string, match.end()))
        value = int(word) if followed else None
    if value is None or not 1 <= value <= 2200:
        return None
    if match["ry"] == "올" and not re.match(r"[ ](?!해)", right_of(match.string, match.end())):
        return None
    if match["ry"] in ("올", "전년", "후년") and match["ry"] != "전년":
        return None
    if word and len(word) < 3 and not word.startswith("'"):
        following = right_of(match.string, match.end())
        alone = match.group() == match.string.strip()
        if not alone and not re.match(
            rf"도|{S}(?:말|초|상반|하반|\d{S}분기)|부터|까지|생", following
        ):
            return None
    return _year_reading(match.end(), value, relative=bool(match["ry"]))


@rule(
    rf"(?:(?P<rel>지난|오는|이번|다음|다가오는|올|내년|작년){S})?(?:{YEAR}{S}의?{S})?{MONTH}(?![가-힣]{{0,16}}요일)(?:{S}달)?{EDGE}"
)
def month(match: re.Match[str], reference: date) -> DateReading | None:
    """2026년 3월, 내년 3월, 지난 10월, 3월."""
    number = month_number(match["m"])
    value = year_of(match, reference)
    if number is None or (match["y"] and value is None):
        return None
    return month_of(match.end(), value, number, reference, match["rel"])


def month_of(
    end: int, value: int | None, number: int, reference: date, word: str | None = None
) -> DateReading:
    """A month; without a year, the next, the latest and this year's."""
    this = month_days(reference.year, number)
    future = this if this.end > reference else month_days(reference.year + 1, number)
    past = this if this.start <= reference else month_days(reference.year - 1, number)
    if value is None and word:
        named = {
            "지난": past,
            "이번": this,
            "올": this,
            "오는": future,
            "다가오는": future,
            "다음": future,
        }
        if word == "지난" and this.start <= reference < this.end:
            named["지난"] = month_days(reference.year - 1, number)
        days = named.get(word) or month_days(reference.year + (1 if word == "내년" else -1), number)
        value = days.start.year
    if value is not None:
        days = month_days(value, number)
        return settled(
            end, "month", f"{value:04d}-{number:02d}", days, year=value, month=number, period=True
        )
    before = this if this.end <= reference else month_days(reference.year - 1, number)
    return DateReading(
        end, "month", f"XXXX-{number:02d}", future, before, this, month=number, period=True
    )


@rule(
    rf"(?P<y>'\d{{2}}|\d{{2}}(?=\.\d{{1,2}}월)|\d{{4}}){S}[.]{S}(?P<m>1[0-2]|0?[1-9])(?:{S}월|\.(?!{S}\d)|(?![\d.%]))"
)
def dotted_month(match: re.Match[str], reference: date) -> DateReading | None:
    """'25.12월, 2026.3월, '25.1."""
    value, number = year_of_dotted(match, reference), int(match["m"])
    return month_of(match.end(), value, number, reference) if value else None


def year_of_dotted(match: re.Match[str], reference: date) -> int | None:
    """The year of a numeric month; four bare digits must look like a year."""
    word: str = match["y"]
    if len(word) == 4 and not 1900 <= int(word) <= 2100:
        return None
    ends_plain = match.group()[-1].isdecimal()
    if ends_plain and len(word) == 4 and len(match["m"]) == 1 and not word.startswith("'"):
        return None  # 2026.3 reads as a decimal
    return year_number(word if len(word) != 2 else "'" + word, reference)


@rule(
    r"(?P<y>(?:19|20)\d{2})(?P<sep>[-/])(?P<m>0[1-9]|1[0-2])(?![\d/-])|(?P<m2>0?[1-9]|1[0-2])/(?P<y2>(?:19|20)\d{2})(?![\d/-])"
)
def hyphened_month(match: re.Match[str], reference: date) -> DateReading | None:
    """2026-03, 3/2026."""
    return month_of(
        match.end(), int(match["y"] or match["y2"]), int(match["m"] or match["m2"]), reference
    )


@rule(rf"'(?P<y>\d{{2}})(?!\d|{S}년|{S}\.{S}\d)(?={S}[~-]|[^\w]|$|[가-힣])")
def quoted_year(match: re.Match[str], reference: date) -> DateReading | None:
    """'26 alone, as in '26~'29."""
    if not re.match(
        rf"'\d{{2}}(?:{S}[~-]{S}'?\d|\)|{S}[가-힣])",
        match.group() + right_of(match.string, match.end()),
    ):
        return None
    value = year_number("'" + match["y"], reference)
    return _year_reading(match.end(), value) if value else None


def _said_as_time(match: re.Match[str], word: str) -> bool:
    """전주 (also a city), 차주 (borrower) and 전달 (delivery) mean a time only in some company."""
    if word not in ("전주", "차주", "전달") or match.group() == match.string.strip():
        return True
    return _TIME_COMPANY.match(match.string, match.end()) is not None


@rule(rf"(?P<rm>{spaced(RELATIVE_MONTHS)}){EDGE}(?![가-힣]{{0,16}}(?:러|력|성|걀|빛))")
def relative_month(match: re.Match[str], reference: date) -> DateReading | None:
    """다음 달, 지난달, 이달."""
    if not _said_as_time(match, match["rm"]):
        return None
    shift = RELATIVE_MONTHS[match["rm"].replace(" ", "")]
    first = add_months(reference.replace(day=1), shift)
    return settled(
        match.end(),
        "month",
        f"{first.year:04d}-{first.month:02d}",
        month_days(first.year, first.month),
        year=first.year,
        month=first.month,
        relative=True,
        period=True,
    )


@rule(
    rf"(?:{YEAR}{S}의?{S})?(?:제{S})?(?P<q>[1-4일이삼사])(?P<of>{S}/{S}4|{S}사)?{S}분기|(?P<rel>이번|다음|지난|저번|전|직전){S}분기|"
    r"(?P<dotted>(?:19|20)\d{2})[ .]{1,2}(?P<code>[1-4])(?:Q(?![A-Za-z\d])|분기)"
)
def quarter(match: re.Match[str], reference: date) -> DateReading:
    """2026년 1분기, 3/4분기, 3사분기, 다음 분기, 2026.1Q."""
    if match["code"]:
        days = months_days(int(match["dotted"]), 3 * int(match["code"]) - 2, 3)
        return stretch(match.end(), "quarter", days, "P3M")
    if match["rel"]:
        current = (reference.month - 1) // 3
        step = {"이번": 0, "다음": 1}.get(match["rel"], -1)
        days = months_days(reference.year, 3 * (current + step) + 1, 3)
        return stretch(match.end(), "quarter", days, "P3M", relative=True)
    number = "일이삼사".index(match["q"]) + 1 if match["q"] in "일이삼사" else int(match["q"])
    return _part_of_year(match, reference, "quarter", 3 * number - 2, 3)


@rule(rf"(?:{YEAR}{S}의?{S})?(?P<half>상[·/,]?하|[상전하후])반기|(?P<rel>이번|다음|지난){S}반기")
def half_year(match: re.Match[str], reference: date) -> DateReading:
    """내년 상반기, 올 하반기, 2026년 상·하반기."""
    if match["rel"]:
        current = (reference.month - 1) // 6
        step = {"이번": 0, "다음": 1, "지난": -1}[match["rel"]]
        days = months_days(reference.year, 6 * (current + step) + 1, 6)
        return stretch(match.end(), "half", days, "P6M", relative=True)
    if len(match["half"]) > 1:
        return _part_of_year(match, reference, "half", 1, 12)
    return _part_of_year(match, reference, "half", 1 if match["half"] in "상전" else 7, 6)


def _part_of_year(
    match: re.Match[str], reference: date, grain: Grain, first_month: int, months: int
) -> DateReading:
    """Some months of a named year, or of the next, the last and this year."""
    value = year_of(match, reference)
    this = months_days(value or reference.year, first_month, months)
    reading = stretch(match.end(), grain, this, f"P{months}M")
    if value is not None:
        return reading
    later = months_days(reference.year + 1, first_month, months)
    earlier = months_days(reference.year - 1, first_month, months)
    past = this if this.end <= reference else earlier
    future = this if this.start > reference or this.end > reference else later
    return DateReading(match.end(), reading.grain, reading.timex, future, past, this, period=True)


@rule(
    rf"(?:(?:{YEAR}|(?P<rel>이번|지난|다음|다가오는)){S}의?{S})?(?P<season>봄|여름|가을|겨울)(?:철)?(?=[^가-힣]|$|까지|부터|에|의|은|이|방학)"
)
def season(match: re.Match[str], reference: date) -> DateReading:
    """2026년 봄, 이번 여름: March, June, September and December begin one."""
    month_number_, code = _SEASONS[match["season"]]
    value = year_of(match, reference)
    if match["rel"]:
        value = reference.year + {"지난": -1, "이번": 0}.get(match["rel"], 1)
    days = months_days(value or reference.year, month_number_, 3)
    timex = f"{value:04d}-{code}" if value else code
    return settled(match.end(), "season", timex, days, period=True, year=value)


@rule(rf"(?:(?P<century>\d{{1,2}}){S}세기)|(?P<decade>\d{{3}}0|\d0|[이삼사오육칠팔구]?십){S}년대")
def decade_or_century(match: re.Match[str], reference: date) -> DateReading | None:
    """2010년대, 80년대, 21세기."""
    if match["century"]:
        if not int(match["century"]):
            return None
        first = (int(match["century"]) - 1) * 100 + 1
        return settled(
            match.end(), "century", f"({first:04d}-01-01,{first + 100:04d}-01-01,P100Y)",
            year_days(first, 100), period=True,
        )  # fmt: skip
    value = small_number(match["decade"])
    if value is None:
        return None
    if value < 100:
        return _short_decade(match.end(), value, reference)
    days = year_days(value, 10)
    return settled(match.end(), "decade", f"({days.start},{days.end},P10Y)", days, period=True)


def _short_decade(end: int, value: int, reference: date) -> DateReading:
    """70년대: of this century or the last."""
    past, future = year_days(1900 + value, 10), year_days(2000 + value, 10)
    if future.start <= reference:
        past = future
    near = past if value > (reference.year % 100) + 10 else future
    timex = f"(XX{value:02d}-01-01,XX{(value + 10) % 100:02d}-01-01,P10Y)"
    return DateReading(end, "decade", timex, future, past, near, period=True)


@rule(
    rf"(?P<rw>{spaced(RELATIVE_WEEKS)}|이 주)(?:{S}(?P<we>말))(?![가-힣]{{0,16}}(?:농|부부))|(?P<rel>이번|요번|다음|지난|저번|오는|다가오는)?{S}(?P<weekend>주말)(?![가-힣]{{0,16}}(?:농|부부|드라마))"
)
def weekend(match: re.Match[str], reference: date) -> DateReading:
    """주말, 이번 주말, 지난 주말: Saturday and Sunday."""
    word = match["rel"] or ""
    step = {"다음": 1, "지난": -1, "저번": -1}.get(word, 0)
    if match["rw"]:
        step = RELATIVE_WEEKS.get(match["rw"].replace(" ", ""), 0)
    week = week_days(reference, step)
    days = Days(week.start + timedelta(days=5), week.end)
    iso = days.start.isocalendar()
    return settled(
        match.end(), "weekend", f"{iso.year}-W{iso.week:02d}-WE", days, period=True, relative=True
    )


@rule(
    rf"(?P<rw>{spaced(RELATIVE_WEEKS)}|이 주)(?=[^가-힣]|$|에|의|는|은|가|를|까지|부터|도|엔|중|간|로|내)(?:간(?=[^가-힣]|$))?"
)
def relative_week(match: re.Match[str], reference: date) -> DateReading | None:
    """다음 주, 금주, 다다음 주."""
    word = match["rw"].replace(" ", "")
    if word == "이주" and " " not in match["rw"]:
        return None  # 이주 is also "moving"
    if not _said_as_time(match, word):
        return None
    week = week_days(reference, RELATIVE_WEEKS[word])
    iso = week.start.isocalendar()
    return settled(
        match.end(), "week", f"{iso.year}-W{iso.week:02d}", week, period=True, relative=True
    )


@rule(
    rf"(?:(?:{YEAR}의?{S})?(?:{MONTH}|(?P<rm>{spaced(RELATIVE_MONTHS)}))의?{S})"
    rf"(?P<nth>{ORDINAL}|[1-5]){S}주(?:차)?(?:{S}(?P<weekend>주말))?(?![가-힣]{{0,16}}(?:년|간|일))"
)
def week_of_month(match: re.Match[str], reference: date) -> DateReading | None:
    """2014년 10월 첫번째 주, 10월의 첫째 주, 다음 달 2주차, 5월 첫째 주 주말."""
    nth = int(match["nth"]) if match["nth"].isdecimal() else ordinal_number(match["nth"])
    if nth > 6:
        return None
    value = year_of(match, reference)
    if match["rm"]:
        first = add_months(reference.replace(day=1), RELATIVE_MONTHS[match["rm"].replace(" ", "")])
        value, number = first.year, first.month
    else:
        number = month_number(match["m"]) or 1
    years = [value] * 3 if value else [reference.year, reference.year - 1, reference.year + 1]
    this, last, coming = (_week_in_month(y, number, nth) for y in years)
    timex = f"{value or 'XXXX'}-{number:02d}-W{nth if nth > 0 else 5:02d}"
    if match["weekend"]:
        this, last, coming = (Days(w.end - timedelta(days=2), w.end) for w in (this, last, coming))
        timex += "-WE"
    return DateReading(
        match.end(),
        "weekend" if match["weekend"] else "week",
        timex,
        this if this.end > reference or value else coming,
        this if this.start < reference or value else last,
        this,
        period=True,
        year=value,
    )


def _week_in_month(year_number_: int, number: int, nth: int) -> Days:
    if nth < 0:
        following = add_months(date(year_number_, number, 1), 1)
        start = first_week_of_month(following.year, following.month) - timedelta(days=7)
    else:
        start = first_week_of_month(year_number_, number) + timedelta(weeks=nth - 1)
    return Days(start, start + timedelta(days=7))


@rule(rf"{YEAR}의?{S}(?P<nth>{ORDINAL}){S}주(?![가-힣]{{0,16}}년)")
def week_of_year(match: re.Match[str], reference: date) -> DateReading | None:
    """2015년 두 번째 주, 2026년 31번째 주."""
    value = year_of(match, reference)
    if value is None:
        return None
    nth = ordinal_number(match["nth"])
    start = first_week_of_year(value + (nth < 0)) + timedelta(weeks=nth - (nth > 0))
    return settled(
        match.end(), "week", f"{value:04d}-W{start.isocalendar().week:02d}",
        Days(start, start + timedelta(days=7)), period=True, year=value,
    )  # fmt: skip
