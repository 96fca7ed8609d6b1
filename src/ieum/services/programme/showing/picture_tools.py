"""Tools that answer with pictures: the provinces, amounts as areas, and the course of time."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from pydantic import Field

from ieum.kernel.answer import Answer, Result, Source, SourceKind, Step, refused
from ieum.kernel.context import Context
from ieum.kernel.messages import Language, Message, _
from ieum.kernel.views import (
    Area,
    Areas,
    Period,
    RegionGroup,
    RegionMap,
    RegionValue,
    Timeline,
    Words,
)
from ieum.services.programme.overview.arguments import Region, Year, region_named, region_notes
from ieum.services.programme.overview.sources import sources_of, unconfirmed_note
from ieum.services.programme.overview.store import Filters, names_of
from ieum.services.programme.overview.store import programmes as find_programmes
from ieum.services.programme.register.history import baseline
from ieum.services.programme.register.records import ProgrammeRecord, StatementRecord
from ieum.services.programme.register.values import Subject, Time
from ieum.services.programme.register.wording import days_in_words
from ieum.services.programme.service import service
from ieum.services.programme.showing import store
from ieum.services.programme.showing.by_region import (
    ProvinceSum,
    programmes_by_province,
    sums_by_province,
)
from ieum.services.programme.showing.divisions import Division, parts
from ieum.services.programme.showing.splitting import Amount, Mismatch, Piece, pieces
from ieum.text.regions import Place, provinces

#: Programmes named beside the sum of a province.
MOST_NAMED = 2
#: More rows than this nobody reads in one picture.
MOST_PERIODS = 60
_QUALIFIED = {
    "approximately": _("어림값"),
    "at_least": _("이상"),
    "more_than": _("초과"),
    "at_most": _("이하"),
    "less_than": _("미만"),
}


class Shown(StrEnum):
    """What the map shows of each province."""

    PROGRAMMES = "programmes"
    BUDGET = "budget"

    @property
    def words(self) -> Message:
        """What people call it."""
        return {Shown.PROGRAMMES: _("사업 수"), Shown.BUDGET: _("한 해 예산")}[self]


_REGISTER = Source(kind=SourceKind.DATASET, title=_("사업 대장"), page="/s/programme/programmes")


class MapOfRegions(Result):
    """A value for each province."""

    map: Annotated[RegionMap, Field(description=_("지도"))]


class BudgetAreas(Result):
    """Amounts as areas."""

    areas: Annotated[Areas, Field(description=_("예산의 넓이"))]


class CourseOfTime(Result):
    """When programmes run."""

    timeline: Annotated[Timeline, Field(description=_("때"))]


@service.tool(
    title=_("지역 지도"),
    says=[
        "시도별 AI 사업 지도로 보여줘",
        "지역마다 사업이 몇 개인지 지도에 그려줘",
        "어느 지역에 AI 사업이 많아?",
        "지역별 AI 예산 지도",
        "2026년 지역별 예산을 지도로",
        "5극 3특으로 나눠서 지도 보여 주세요",
        "2021년 권역을 지도에 표시해줘",
        "전국 지도에서 사업 분포 보고 싶어",
        "show programmes by province on a map",
        "map of the AI budget by region",
        "which provinces have the most AI programmes?",
        "draw the regions of the 2025 plan on a map",
        "map of Korea with the programmes of 2026",
    ],
    examples=[{}, {"year": 2026, "what": "budget", "division": "poles"}],
)
def map(
    context: Context,
    what: Annotated[Shown, Field(description=_("보일 것"))] = Shown.PROGRAMMES,
    year: Year = None,
    division: Annotated[
        Division | None, Field(description=_("테두리로 보일 권역. 비우면 시·도만 보입니다."))
    ] = None,
) -> Answer[MapOfRegions]:
    """Programmes, or annual budgets, by province on a map of the seventeen provinces.

    What is for the whole country or for several provinces at once is divided by no document, so
    it is told beside the map and not put on it.
    """
    groups = _outlined(division, context.language)
    if what is Shown.PROGRAMMES:
        return _map_of_programmes(year, groups, context.language)
    return _map_of_budgets(year or _usual_year(context.today), groups, context.language)


def _map_of_programmes(
    year: int | None, groups: list[RegionGroup], language: str
) -> Answer[MapOfRegions]:
    found = programmes_by_province(store.programmes_by_region(year))
    if not found:
        return _no_region()
    title = _("{year}년에 걸친 사업의 수", year=year) if year else _("시·도에 관한 사업의 수")
    return Answer[MapOfRegions](
        result=MapOfRegions(
            map=RegionMap(
                title=title,
                unit=_("개"),
                values=[
                    RegionValue(code=one.code, label=_label(one, language), value=len(ids))
                    for one in provinces()
                    if (ids := found.get(one.code))
                ],
                groups=groups,
            )
        ),
        steps=[
            Step(
                says=_(
                    "시·도나 그 안의 곳을 말한 사업, 그 시·도에 걸친 권역을 말한 사업을 셌습니다. 여러 시·도에 걸친 사업은 시·도마다 한 번씩 들어 있습니다."
                )
            )
        ],
        sources=[_REGISTER],
        notes=[
            _(
                "지역을 밝히지 않았거나 전국에 걸친 사업 {count}개는 지도에 없습니다.",
                count=store.programmes_of_no_province(year),
            )
        ],
    )


def _map_of_budgets(year: int, groups: list[RegionGroup], language: str) -> Answer[MapOfRegions]:
    amounts = store.amounts_with_regions(year)
    sums, shared = sums_by_province(amounts)
    if not sums:
        return _no_amounts(year)
    added = [amount for one in sums.values() for amount in one.amounts]
    statements = store.statements([amount.statement for amount in added])
    names = _names_of(statements, language)
    notes: list[Message] = []
    if shared:
        notes.append(
            _(
                "여러 시·도에 걸친 예산 {count}건은 몫을 나눈 문서가 없어 지도에 넣지 않았습니다.",
                count=len(shared),
            )
        )
    return Answer[MapOfRegions](
        result=MapOfRegions(
            map=RegionMap(
                title=_("{year}년 한 해 예산", year=year),
                in_won=True,
                values=[
                    RegionValue(
                        code=one.code,
                        label=_label(one, language),
                        value=sums[one.code].won,
                        note=_what_for(sums[one.code], names),
                    )
                    for one in provinces()
                    if one.code in sums
                ],
                groups=groups,
            )
        ),
        steps=[
            Step(
                says=_(
                    "{year}년 한 해 금액 가운데 시·도 하나만을 위한 것 {count}건을 더했습니다. 다른 금액에 들어 있는 금액은 더하지 않았습니다.",
                    year=year,
                    count=len(added),
                )
            )
        ],
        sources=sources_of(statements),
        notes=[*notes, *unconfirmed_note(sum(not a.is_settled for a in added), len(added))],
    )


@service.tool(
    title=_("예산을 넓이로 보기"),
    says=[
        "광주 AI 예산을 그림으로 보여줘",
        "예산이 어디에 얼마나 가는지 넓이로 보여줘",
        "2026년 예산을 트리맵으로",
        "AI 예산 구성 그림",
        "광주광역시 AI 예산이 어떻게 나뉘는지 그려 주세요",
        "큰 예산부터 네모로 보여줘",
        "예산 비중을 한눈에 보고 싶어",
        "show the budget as areas",
        "treemap of Gwangju's AI budget",
        "how is the AI budget of Gwangju divided?",
        "picture of where the money goes in 2026",
        "draw the budgets of 2026 as a treemap",
    ],
    examples=[{}, {"within": "광주광역시 AI 예산", "year": 2026}],
)
def areas(
    context: Context,
    within: Annotated[
        str | None,
        Field(
            max_length=100,
            description=_("나누어 볼 사업의 이름이나 번호. 비우면 가장 큰 금액들을 봅니다."),
        ),
    ] = None,
    year: Year = None,
) -> Answer[BudgetAreas]:
    """Annual amounts of one year as areas, each divided into its parts where these make it up.

    Amounts over several years are never among them, and no amount is drawn beside one that holds it.
    """
    whole: Amount | None = None
    if within:
        found = find_programmes(Filters(query=within), (), 0, 1).rows
        if not found:
            return _no_programme(within)
        by_year = store.amounts_of(found[0].programme.code)
        if not by_year or (year is not None and year not in by_year):
            return _no_amount_of(found[0].programme.name, year)
        chosen = year or max(by_year)
        whole = by_year[chosen]
        tops = [whole]
    else:
        chosen = year or _usual_year(context.today)
        tops = store.top_amounts(chosen)
        if not tops:
            return _no_amounts(chosen)
    drawn, wrong = pieces(tops, store.parts_below(tops), open_tops=whole is not None)
    statements = store.statements([piece.amount.statement for piece in drawn])
    return Answer[BudgetAreas](
        result=BudgetAreas(
            areas=Areas(
                title=_title(whole, chosen, context.language),
                in_won=True,
                adds_up=whole is not None,
                areas=[
                    _area(piece, whole, context.language) for piece in drawn if piece.amount.won
                ],
            )
        ),
        steps=[
            Step(
                says=_(
                    "{year}년 한 해 금액 {count}건을 그렸습니다. 부분을 더한 값이 전체와 맞는 금액은 부분으로 나누었습니다.",
                    year=chosen,
                    count=len(drawn),
                )
            )
        ],
        sources=sources_of(statements),
        notes=[
            *(_mismatch(one, context.language) for one in wrong),
            *([] if whole else [_ADDED_NEVER]),
            *unconfirmed_note(sum(not p.amount.is_settled for p in drawn), len(drawn)),
        ],
    )


_ADDED_NEVER = _(
    "서로 다른 살림(나라, 시·도, 부처)의 금액이고 서로 겹치는지 문서가 밝히지 않아 더하지 않았습니다."
)


@service.tool(
    title=_("사업 일정"),
    says=[
        "사업들이 언제 시작해서 언제 끝나는지 보여줘",
        "AI 사업 일정표",
        "광주 사업 일정을 그림으로",
        "타임라인 보여줘",
        "2030년까지 하는 사업들 시간표로",
        "지금 진행되는 사업 일정",
        "호남 사업은 언제까지 해요?",
        "show the timeline of the programmes",
        "when does each programme start and end?",
        "timeline of programmes in Gwangju",
        "which programmes run in 2028, on a time axis?",
        "schedule of the AI programmes",
    ],
    examples=[{}, {"since": 2026, "until": 2030}],
)
def timeline(
    context: Context,
    region: Region = None,
    since: Annotated[
        int | None, Field(ge=1950, le=2150, description=_("이 해부터에 걸친 것만"))
    ] = None,
    until: Annotated[
        int | None, Field(ge=1950, le=2150, description=_("이 해까지에 걸친 것만"))
    ] = None,
) -> Answer[CourseOfTime]:
    """When programmes start and end, as documents say, with the first confirmed plan beside a later
    one and the day it is today."""
    reach = region_named(region)
    rows, total = store.with_times(
        reach.names if reach else frozenset(),
        date(since, 1, 1) if since else None,
        date(until, 12, 31) if until else None,
        MOST_PERIODS,
    )
    if not rows:
        return refused(
            _("조건에 맞으면서 시작이나 끝이 적힌 사업이 없습니다."),
            _("지역이나 해를 비우고 다시 보거나, 때가 적힌 문서를 읽혀 주세요."),
        )
    times = store.times_of([row.code for row in rows])
    statements = [one for row in rows for one in times.get(row.code, ())]
    notes = region_notes(reach, context.language)
    if total > len(rows):
        notes.append(
            _(
                "먼저 끝나는 {shown}개만 보입니다. 모두 {total}개입니다.",
                shown=len(rows),
                total=total,
            )
        )
    return Answer[CourseOfTime](
        result=CourseOfTime(
            timeline=Timeline(
                title=_("사업의 시작과 끝"),
                today=context.today,
                periods=[_period(row, times.get(row.code, []), context.language) for row in rows],
            )
        ),
        steps=[
            Step(
                says=_(
                    "시작이나 끝이 적힌 사업 {total}개를 끝나는 차례로 놓았습니다. 해만 적힌 때는 그 해 전체로 보았습니다.",
                    total=total,
                )
            )
        ],
        sources=sources_of(statements),
        notes=[
            *notes,
            *unconfirmed_note(sum(not one.is_settled for one in statements), len(statements)),
        ],
    )


def _period(row: ProgrammeRecord, times: list[StatementRecord], language: str) -> Period:
    first_plan = {matter[0]: one.value for matter, one in baseline(times).items()}
    start, end = first_plan.get(Subject.START), first_plan.get(Subject.END)
    planned_start = start.first if isinstance(start, Time) else None
    planned_end = end.last if isinstance(end, Time) else None
    moved = (planned_start or row.starts, planned_end or row.ends) != (row.starts, row.ends)
    starts, ends = row.starts, row.ends
    if starts and ends and ends < starts:
        starts = None
    return Period(
        label=_name(row.name, row.name_en, language),
        first=starts,
        last=ends,
        when=_when(starts, ends),
        baseline_first=(planned_start or row.starts) if moved else None,
        baseline_last=(planned_end or row.ends) if moved else None,
    )


def _when(starts: date | None, ends: date | None) -> Words:
    """A time in words, a whole year as a year."""
    if starts and ends:
        return days_in_words(starts, ends)
    if starts:
        whole_year = (starts.month, starts.day) == (1, 1)
        return _("{year}년부터", year=starts.year) if whole_year else _("{day}부터", day=starts)
    assert ends is not None
    whole_year = (ends.month, ends.day) == (12, 31)
    return _("{year}년까지", year=ends.year) if whole_year else _("{day}까지", day=ends)


def _outlined(division: Division | None, language: str) -> list[RegionGroup]:
    if division is None:
        return []
    return [
        RegionGroup(
            label=part.name if language == Language.KOREAN else part.name_en,
            codes=list(part.codes),
        )
        for part in parts(division)
    ]


def _label(province: Place, language: str) -> str:
    return province.short if language == Language.KOREAN else province.name_en


def _name(korean: str, english: str, language: str) -> str:
    return english if english and language != Language.KOREAN else korean


def _area(piece: Piece, whole: Amount | None, language: str) -> Area:
    amount, group = piece.amount, piece.group
    return Area(
        label=_name(amount.name, amount.name_en, language),
        value=amount.won,
        group=_name(group.name, group.name_en, language) if group and group != whole else "",
        is_firm=amount.qualifier == "exact",
        note=_rough({amount.qualifier}),
    )


def _names_of(statements: list[StatementRecord], language: str) -> dict[int, str]:
    """The names of the programmes of statements, by the statement."""
    names = names_of((one.programme for one in statements), language)
    return {one.id: names.get(one.programme, one.programme) for one in statements}


def _what_for(one: ProvinceSum, names: dict[int, str]) -> Words:
    """What the sum of a province consists of, the largest first."""
    largest = [names[amount.statement] for amount in one.amounts[:MOST_NAMED]]
    rest = len(one.amounts) - len(largest)
    if rest:
        return _("{names} 밖에 {count}건", names=", ".join(largest), count=rest)
    return ", ".join(largest)


def _rough(qualifiers: set[str]) -> Words:
    """What is to be known of amounts that are not exact."""
    rough = sorted(qualifiers - {"exact"})
    if not rough:
        return ""
    if len(rough) > 1 or len(qualifiers) > 1:
        return _("정확하지 않은 금액이 들어 있음")
    return _QUALIFIED.get(rough[0], rough[0])


def _title(whole: Amount | None, year: int, language: str) -> Message:
    if whole is None:
        return _("{year}년 한 해 예산", year=year)
    name = _name(whole.name, whole.name_en, language)
    return _("{name} {year}년 한 해 {amount:money}", name=name, year=year, amount=whole.won)


def _mismatch(one: Mismatch, language: str) -> Message:
    return _(
        "{name}: 밝힌 금액은 {stated:money}인데 부분을 더하면 {added:money}입니다. 그림은 부분을 그렸습니다.",
        name=_name(one.whole.name, one.whole.name_en, language),
        stated=one.whole.won,
        added=one.parts_won,
    )


def _usual_year(today: date) -> int:
    """The year that is shown where none is asked for: this one, else the nearest with amounts."""
    years = store.years_with_amounts()
    return min(years, key=lambda year: (abs(year - today.year), -year), default=today.year)


def _no_region() -> Answer[MapOfRegions]:
    return refused(
        _("지역을 밝힌 사업이 없습니다."), _("해를 비우거나, 지역이 적힌 문서를 읽혀 주세요.")
    )


def _no_amounts(year: int) -> Answer[Any]:
    return refused(
        _("{year}년 한 해 금액을 밝힌 문서가 없습니다. 금액이 0이라는 뜻은 아닙니다.", year=year),
        _("다른 해로 바꾸거나, 그 해의 예산이 적힌 문서를 읽혀 주세요."),
    )


def _no_programme(name: str) -> Answer[BudgetAreas]:
    return refused(
        _("'{name}'{name:-과/와} 비슷한 이름의 사업이 없습니다.", name=name),
        _("사업 찾기에서 이름이나 번호를 확인해 주세요."),
    )


def _no_amount_of(name: str, year: int | None) -> Answer[BudgetAreas]:
    if year is None:
        return refused(_("'{name}'의 한 해 금액을 밝힌 문서가 없습니다.", name=name))
    return refused(
        _("'{name}'의 {year}년 금액을 밝힌 문서가 없습니다.", name=name, year=year),
        _("연도를 비우고 다시 보세요."),
    )
