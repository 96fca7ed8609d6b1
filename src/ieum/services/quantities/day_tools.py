"""Tools that count days."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from ieum.kernel.answer import Answer, Step, refused
from ieum.kernel.context import Context
from ieum.kernel.errors import WrongArgument
from ieum.kernel.messages import _
from ieum.kernel.views import Value
from ieum.services.quantities import sources
from ieum.services.quantities.day_counts import Age, Between
from ieum.services.quantities.reference import FromMidnight, Reference, reference_step
from ieum.services.quantities.results import (
    AgeFound,
    DayCount,
    Period,
    day_value,
)
from ieum.services.quantities.service import service
from ieum.text.dates import parse_date


@service.tool(
    title=_("기간의 첫날과 마지막 날"),
    says=[
        "내년 상반기는 언제부터 언제까지야?",
        "다음 달 둘째 주가 며칠부터 며칠까지인가요",
        "올해 3분기 시작일이랑 끝나는 날 알려줘",
        "지난주는 몇 월 며칠부터였지",
        "2026년 하반기 첫날과 마지막 날",
        "다음주 금요일이 며칠이야?",
        "내년 설날이 언제예요",
        "이번 분기 평일이 며칠 있어?",
        "when does the first half of next year start and end?",
        "what dates are the third quarter of 2026?",
        "what date is next Friday?",
        "which days does last month cover?",
        "start and end date of the second half of this year",
        "내년 2월은 며칠까지 있어?",
        "이번 달 말일이 며칠이지",
        "다음 달 첫째 주 월요일은 며칠?",
        "상반기가 언제 끝나요",
        "작년 4분기 기간이 어떻게 되나요",
        "모레가 몇 월 며칠이에요",
        "올해 추석 연휴 날짜",
        "내일은 무슨 요일이야",
        "3주 뒤가 며칠인지 알려줘",
        "두 달 전이 몇 월 며칠이지",
        "2025년 봄은 언제부터야",
        "다다음 주 수요일 날짜 알려 주세요",
        "이번 주말이 며칠이야",
        "회계연도 하반기는 며칠부터 며칠까지",
        "날짜 좀 알려줘 다음 달 마지막 금요일",
        "what day is the day after tomorrow?",
        "exact dates of last week",
        "when is Chuseok next year?",
        "first and last day of February 2027",
        "the date three weeks from now",
        "이번 금요일 날짜가 어떻게 돼",
        "글피가 며칠이지",
        "3월 셋째 주 수요일이 몇 일이야",
        "사흘 뒤는 무슨 요일",
        "지지난주 월요일 며칠이었어",
        "2027년 설 연휴가 언제부터야",
        "내후년 1분기 첫날",
        "올여름은 언제까지로 보나",
        "what's the date on Friday?",
        "what date was last Monday",
        "tell me the exact dates of the third week of May",
        "what day of the week is 3 March 2027?",
        "when did the previous quarter end?",
        "last day of this month",
    ],
    examples=[
        {"expression": "내년 상반기", "reference": "2026-03-01"},
        {"expression": "2026년 3분기", "reference": "2026-03-01"},
    ],
)
def period(
    expression: Annotated[
        str, Field(min_length=1, max_length=200, description=_("날짜나 기간을 나타내는 말"))
    ],
    context: Context,
    reference: Reference = None,
) -> Answer[Period]:
    """The first and last day that words such as "the first half of next year" mean."""
    counted_from = reference or context.today
    read = parse_date(expression, counted_from)
    if read is None:
        return refused(
            _("'{words}'{words:-은/는} 날짜나 기간으로 읽히지 않습니다.", words=expression),
            _("'내년 상반기', '2026년 3분기', '다음 주 금요일'처럼 써 보세요."),
        )
    days = Between(read.start, read.last)
    return Answer[Period](
        result=Period(
            first=day_value(_("첫날"), read.start),
            last=day_value(_("마지막 날"), read.last),
            days=Value(label=_("날수"), value=days.with_both, unit=_("일")),
            workdays=Value(label=_("평일"), value=days.workdays, unit=_("일")),
        ),
        steps=[
            reference_step(counted_from),
            Step(
                says=_(
                    "'{words}'{words:-은/는} {first}부터 {last}까지입니다.",
                    words=expression,
                    first=read.start,
                    last=read.last,
                )
            ),
        ],
        sources=[sources.OWN_GRAMMAR],
        notes=[_("평일 수에서 공휴일은 빼지 않았습니다.")],
    )


@service.tool(
    title=_("두 날짜 사이의 날수"),
    says=[
        "3월 1일부터 5월 10일까지 며칠이야?",
        "2026년 1월 5일에서 4월 30일까지 총 몇 일인가요",
        "두 날짜 사이 일수 계산해줘",
        "오늘부터 12월 31일까지 며칠 남았어?",
        "계약기간 3월 2일부터 11월 30일까지 날수",
        "입사일 2024년 3월 4일부터 오늘까지 며칠 됐지",
        "초일 불산입으로 며칠인지 세어줘",
        "크리스마스까지 디데이 며칠",
        "how many days between 1 March and 10 May?",
        "days from 2026-01-05 to 2026-04-30",
        "how many weeks until 31 December?",
        "count the days between two dates",
        "number of days left until the deadline on 15 June 2027",
        "이 기간이 며칠인지 세어 주세요",
        "2월 1일부터 3월 15일까지 기간 일수",
        "언제부터 언제까지 총 며칠인지 계산",
        "착공일 2026년 4월 1일 준공일 2026년 10월 20일 며칠 걸리나",
        "마감일 7월 31일까지 얼마나 남았지",
        "행사까지 디데이 계산 9월 12일",
        "만난 지 며칠 됐는지 2022년 8월 8일부터",
        "날짜 차이 구하기 2025년 3월 3일 2025년 9월 9일",
        "두 날짜 간격이 며칠이죠",
        "며칠 동안인지 5월 2일에서 5월 29일",
        "근무일수 세어줘 3월 4일부터 6월 28일",
        "종료일까지 남은 일수",
        "첫날을 빼고 세면 며칠",
        "the difference in days between two dates",
        "how long until 5 August?",
        "how many days have passed since 2 February 2024?",
        "days remaining before 30 November",
        "count down to Christmas",
        "D-day 계산해줘 2027년 2월 1일",
        "지금부터 연말까지 며칠",
        "사업 기간 2026년 2월 10일부터 2026년 11월 9일까지 총 일수",
        "공고일부터 마감일까지 날수 4월 1일 4월 21일",
        "개강이 3월 2일 종강이 6월 21일이면 며칠간이에요",
        "태어난 지 며칠 됐나 2025년 3월 1일부터",
        "몇 주 남았는지도 알려줘 10월 31일까지",
        "2024년 1월 1일과 2025년 1월 1일의 차이는 며칠",
        "between 1 June and 30 June, how many days is that?",
        "from 5 May 2026 until 9 September 2026: number of days",
        "D-day for 1 February 2027",
        "how many weeks from today to 1 May 2027",
        "duration in days of a project from 2026-02-10 to 2026-11-09",
        "초일 산입해서 4월 1일부터 4월 30일까지 며칠",
        "첫날 포함 며칠인지 6월 1일에서 8월 31일",
        "2026년 2월 1일에 시작해서 7월 31일에 끝나면 며칠짜리야",
        "days from 3 May to 9 June including the first day",
    ],
    examples=[{"start": "2026-03-01", "end": "2026-05-10"}],
)
def days_between(
    start: Annotated[date, Field(description=_("첫날"))],
    end: Annotated[date, Field(description=_("마지막 날"))],
    from_midnight: FromMidnight = False,
) -> Answer[DayCount]:
    """How many days lie between two dates, with and without the first day, by the Civil Act."""
    if end < start:
        raise WrongArgument(
            "end",
            _(
                "마지막 날({end})이 첫날({start})보다 앞섭니다. 두 날짜를 바꿔 넣어 주세요.",
                end=end,
                start=start,
            ),
        )
    days = Between(start, end)
    weeks, rest = divmod(days.with_both if from_midnight else days.without_first, 7)
    months, left = days.months
    return Answer[DayCount](
        result=DayCount(
            by_law=Value(
                label=_("민법에 따른 날수"),
                value=days.with_both if from_midnight else days.without_first,
                unit=_("일"),
            ),
            with_both=Value(label=_("양 끝을 모두 넣은 날수"), value=days.with_both, unit=_("일")),
            weeks=Value(
                label=_("주로 나누면"), value=_("{weeks}주 {rest}일", weeks=weeks, rest=rest)
            ),
            months=Value(
                label=_("달로 나누면"), value=_("{months}개월 {left}일", months=months, left=left)
            ),
            workdays=Value(label=_("평일"), value=days.workdays, unit=_("일")),
        ),
        steps=_steps_of_count(days, from_midnight),
        sources=[sources.FIRST_DAY],
        notes=[_("평일 수에서 공휴일은 빼지 않았습니다.")],
    )


def _steps_of_count(days: Between, from_midnight: bool) -> list[Step]:
    if from_midnight:
        return [
            Step(
                says=_(
                    "기간이 오전 0시부터 시작하므로 첫날({start})도 셉니다: {count:,}일",
                    start=days.start,
                    count=days.with_both,
                ),
                basis=_("민법 제157조 단서"),
            )
        ]
    return [
        Step(
            says=_(
                "첫날({start})은 세지 않고 이튿날부터 {end}까지 셉니다: {count:,}일",
                start=days.start,
                end=days.end,
                count=days.without_first,
            ),
            basis=_("민법 제157조 본문(초일 불산입)"),
        ),
        Step(says=_("첫날까지 세면 하루가 더해집니다: {count:,}일", count=days.with_both)),
    ]


@service.tool(
    title=_("만 나이"),
    says=[
        "1990년 5월 3일생 만 나이 알려줘",
        "85년 12월 1일에 태어났으면 지금 몇 살이에요?",
        "2001년 3월 2일생은 내년에 만 몇 세인가요",
        "우리 애 2024년 11월 20일생인데 몇 개월이야",
        "생년월일 1978-02-10 나이 계산",
        "연 나이랑 만 나이 차이 계산해줘 2006년 8월 15일생",
        "나는 1995년 7월 7일에 태어났어 만으로 몇 살?",
        "how old is someone born on 3 May 1990?",
        "calculate international age, born 1985-12-01",
        "what is my age if I was born on 15 August 2006?",
        "age on 1 January 2027 of a person born on 2 March 2001",
        "how many months old is a baby born on 20 November 2024?",
        "태어난 날로 나이 계산",
        "만 나이 계산기",
        "몇 년생이면 몇 살이지 1993년 4월 1일",
        "제 나이가 만으로 몇인지 알려 주세요 생일 1980년 9월 9일",
        "아이가 2019년 2월 14일 출생인데 몇 살",
        "생년월일이 1966년 7월 1일인 사람의 연령",
        "2010년 10월 10일에 출생하면 현재 몇 세",
        "할머니 연세 1944년 5월 5일생",
        "기준일 2026년 12월 31일에 만 몇 세 1996년 1월 20일생",
        "돌 지난 아기 개월 수 2025년 9월 1일생",
        "출생일 2000년 1월 1일 만 나이",
        "67년 3월 9일생 올해 몇이야",
        "age in years from date of birth",
        "someone born in 1978 on 10 February, how old",
        "date of birth 4 April 1993, current age?",
        "how old will I be",
        "만 나이로 치면 몇이지 1987년 6월 6일",
        "2002년 11월 11일 출생자 나이",
        "올해 기준 나이 좀 1959년 12월 3일생",
        "이 사람 몇 살이야 1971년 2월 2일 출생",
        "저희 어머니 1961년 8월 30일에 태어나셨는데 만으로 얼마세요",
        "동갑인지 보려고 나이 계산 1994년 3월 3일",
        "birthday 30 August 1961, age today?",
        "he was born in March 2002, on the 11th; what age is he",
        "work out the age for birth date 1971-02-02",
        "아버지가 1963년 4월 4일에 나셨는데 연세가 어떻게 되시나요",
        "생일이 79년 10월 2일이면 만나이 몇",
        "우리 아기 2025년 6월 6일생 몇 개월 됐어",
        "1988년 1월 9일생이면 2030년 1월 1일에 만 몇 살이야?",
        "how old will somebody born on 9 January 1988 be on 1 January 2030?",
    ],
    examples=[{"born": "1990-05-03", "on": "2026-03-01"}],
)
def age(
    born: Annotated[date, Field(description=_("태어난 날"))],
    context: Context,
    on: Annotated[
        date | None, Field(description=_("나이를 셈하는 기준. 비우면 오늘입니다."))
    ] = None,
) -> Answer[AgeFound]:
    """A person's age in full years by article 158 of the Civil Act, and by year of birth."""
    day = on or context.today
    if day < born:
        raise WrongArgument(
            "born",
            _(
                "태어난 날({born})이 기준일({day})보다 뒤입니다. 날짜를 확인해 주세요.",
                born=born,
                day=day,
            ),
        )
    found = Age(born, day)
    return Answer[AgeFound](
        result=AgeFound(
            age=Value(label=_("만 나이"), value=found.years, unit=_("세"))
            if found.years
            else Value(label=_("만 나이"), value=found.months, unit=_("개월")),
            by_year=Value(label=_("연 나이"), value=found.by_year, unit=_("세")),
            grows_on=day_value(_("다음 생일"), found.grows_on) if found.grows_on else None,
        ),
        steps=[
            Step(
                says=_(
                    "태어난 날({born})을 넣어 {day}까지 꽉 찬 {years}년 {months}개월입니다.",
                    born=born,
                    day=day,
                    years=found.years,
                    months=found.months % 12,
                ),
                basis=_("민법 제158조"),
            ),
            Step(
                says=_(
                    "연 나이는 {this}년에서 태어난 해 {birth}년을 뺀 값입니다: {age}세",
                    this=day.year,
                    birth=born.year,
                    age=found.by_year,
                ),
                basis=_("병역법 제2조, 청소년 보호법 제2조"),
            ),
        ],
        sources=[sources.AGE],
    )
