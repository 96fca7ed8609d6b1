"""The tool that puts programmes and budgets on the map of the provinces."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from ieum.kernel.answer import Answer, Result, Source, SourceKind, Step, refused
from ieum.kernel.context import Context
from ieum.kernel.messages import Language, Message, _
from ieum.kernel.views import RegionGroup, RegionMap, RegionValue, Words
from ieum.services.programme.overview.arguments import Year
from ieum.services.programme.overview.store import names_of
from ieum.services.programme.register.records import StatementRecord
from ieum.services.programme.register.sources import sources_of, unconfirmed_note
from ieum.services.programme.service import service
from ieum.services.programme.showing import store
from ieum.services.programme.showing.by_region import (
    ProvinceSum,
    programmes_by_province,
    sums_by_province,
)
from ieum.services.programme.showing.divisions import Division, parts
from ieum.services.programme.showing.words import no_amounts, usual_year
from ieum.text.regions import Place, provinces

#: Programmes named beside the sum of a province.
MOST_NAMED = 2
_REGISTER = Source(kind=SourceKind.DATASET, title=_("사업 대장"), page="/s/programme/programmes")


class MapOfRegions(Result):
    """A value for each province."""

    map: Annotated[RegionMap, Field(description=_("지도"))]


class Shown(StrEnum):
    """What the map shows of each province."""

    PROGRAMMES = "programmes"
    BUDGET = "budget"

    @property
    def words(self) -> Message:
        """What people call it."""
        return {Shown.PROGRAMMES: _("사업 수"), Shown.BUDGET: _("한 해 예산")}[self]


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
    return _map_of_budgets(year or usual_year(context.today), groups, context.language)


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
        return no_amounts(year)
    added = [amount for one in sums.values() for amount in one.amounts]
    named = [amount for one in sums.values() for amount in one.amounts[:MOST_NAMED]]
    statements = store.statements([amount.statement for amount in named])
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


def _no_region() -> Answer[MapOfRegions]:
    return refused(
        _("지역을 밝힌 사업이 없습니다."), _("해를 비우거나, 지역이 적힌 문서를 읽혀 주세요.")
    )
