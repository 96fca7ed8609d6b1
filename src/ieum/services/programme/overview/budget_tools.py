"""The tool that sums budgets, where amounts may be added, and says where they may not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from ieum.kernel.answer import Answer, Step, refused
from ieum.kernel.context import Context
from ieum.kernel.messages import Message, _
from ieum.kernel.views import Cell, Column, Table, Words
from ieum.services.programme.overview import store
from ieum.services.programme.overview.amounts import store as amounts
from ieum.services.programme.overview.arguments import (
    FieldOfWork,
    Lead,
    Region,
    Year,
    counted_note,
    lead_sought,
    region_named,
    region_notes,
)
from ieum.services.programme.overview.budget_sums import Grouping, Sums
from ieum.services.programme.overview.names import region_words
from ieum.services.programme.overview.results import BudgetSums
from ieum.services.programme.overview.words import (
    area_words,
    kind_words,
    review_words,
    source_words,
)
from ieum.services.programme.register.kept_names import KeptNames
from ieum.services.programme.register.records import StatementRecord
from ieum.services.programme.register.sources import sources_of, unconfirmed_note
from ieum.services.programme.register.wording import amount_in_words, in_words
from ieum.services.programme.service import service

#: Groups and amounts shown; the rest is counted.
MOST_GROUPS = 100
MOST_AMOUNTS = 20
_UNSTATED = _("문서가 밝히지 않음")


@service.tool(
    title=_("예산 합계"),
    says=[
        "부처별 AI 예산 합계 알려줘",
        "2026년 예산을 지역별로 더해줘",
        "분야별로 돈이 얼마나 들어가?",
        "광주 2026년 예산 합계",
        "호남 예산이 모두 얼마예요",
        "주관 기관별 예산 순위",
        "어느 부처가 예산을 제일 많이 써?",
        "내년 지역별 예산 총합을 보여 주세요",
        "2030년 예산 합계는?",
        "종류별 예산 합산",
        "사업 대장에 있는 예산 합쳐서 보여줘",
        "budget by ministry in 2026",
        "sum the budgets by region",
        "which ministry has the largest AI budget?",
        "total budget for Honam in 2026",
        "add up the 2026 budgets by area of work",
        "annual budgets grouped by lead",
    ],
    examples=[
        {"by": "lead", "year": 2026},
        {"by": "region", "year": 2026, "region": "호남"},
        {"by": "area", "year": 2030},
    ],
)
def budget(
    context: Context,
    by: Annotated[Grouping, Field(description=_("무엇별로"))] = Grouping.LEAD,
    year: Year = None,
    lead: Lead = None,
    region: Region = None,
    area: FieldOfWork = None,
) -> Answer[BudgetSums]:
    """Annual amounts of a year, summed by group; totals over several years stand apart.

    An amount is never added to one that holds it, nor to one for another time.
    """
    reach = region_named(region)
    filters = store.Filters(
        lead=lead_sought(lead, context.today),
        regions=reach.names if reach else frozenset(),
        inside=reach.within if reach else frozenset(),
        area=(area or "").strip(),
    )
    chosen = year if year is not None else context.today.year
    annual = amounts.AnnualAmounts(chosen, filters)
    sums, further = annual.sums(by)
    largest = annual.largest(MOST_AMOUNTS)
    totals, count = amounts.totals(chosen, filters, MOST_AMOUNTS)
    if not (sums.groups or largest or totals):
        return _nothing(chosen, amounts.years_with_amounts(filters))
    shown = [*largest, *totals]
    names = store.names_of((statement.programme for statement in shown), context.language)
    return Answer[BudgetSums](
        result=BudgetSums(
            year=chosen,
            sums=_sums(by, sums, chosen, context.language),
            largest=_amounts(largest, names, _("합에 든 큰 금액과 그 부분")) if largest else None,
            totals=_amounts(totals, names, _("여러 해의 총액(더하지 않음)")) if totals else None,
        ),
        steps=_steps(sums, chosen),
        sources=sources_of(shown),
        notes=[
            *_notes(sums, count, len(totals), further),
            *counted_note(count),
            *region_notes(reach, context.language),
            *unconfirmed_note(sums.number - sums.confirmed, sums.number),
            *([] if sums.number else unconfirmed_note(_unsettled(totals), len(totals))),
        ],
    )


def _nothing(year: int, years: Sequence[int]) -> Answer[BudgetSums]:
    missing = _("{year}년의 금액을 밝힌 문서가 없습니다. 0원이라는 뜻이 아닙니다.", year=year)
    if not years:
        return refused(missing, _("예산이 적힌 문서를 읽혀 주세요."))
    return refused(
        missing,
        _("한 해 금액이 있는 연도: {years}", years=", ".join(map(str, years))),
    )


def _sums(by: Grouping, sums: Sums, year: int, language: str) -> Table:
    rows: list[list[Cell]] = [
        [
            _group(by, group.group, language),
            amount_in_words(group.won, group.qualifier) if group.number else None,
            group.won if group.number else None,
            group.number,
            group.confirmed,
            group.left_out,
        ]
        for group in sums.groups[:MOST_GROUPS]
    ]
    return Table(
        caption=_("{year}년 한 해 금액의 합", year=year),
        columns=[
            Column(name="group", label=by.words),
            Column(name="sum", label=_("합")),
            Column(name="won", label=_("합"), unit=_("원")),
            Column(name="amounts", label=_("더한 금액")),
            Column(name="confirmed", label=_("그중 확인됨")),
            Column(name="left_out", label=_("상위 금액에 들어 있어 뺌")),
        ],
        rows=rows,
    )


def _group(by: Grouping, name: str, language: str) -> Words:
    match by:
        case _ if not name:
            return _UNSTATED
        case Grouping.KIND:
            return kind_words(name)
        case Grouping.AREA:
            return area_words(name)
        case Grouping.REGION:
            return region_words(name.split("·"), language)
    return KeptNames(name)


def _amounts(statements: Sequence[StatementRecord], names: dict[str, str], caption: Words) -> Table:
    rows: list[list[Cell]] = [
        [
            s.programme,
            names.get(s.programme, s.programme),
            in_words(s.value),
            review_words(s),
            source_words(s),
        ]
        for s in statements
    ]
    return Table(
        caption=caption,
        columns=[
            Column(name="code", label=_("번호")),
            Column(name="programme", label=_("사업")),
            Column(name="amount", label=_("금액")),
            Column(name="review", label=_("확인 여부")),
            Column(name="source", label=_("출처")),
        ],
        rows=rows,
    )


def _steps(sums: Sums, year: int) -> list[Step]:
    steps = [
        Step(
            says=_(
                "{year}년 한 해의 금액이라고 문서가 밝힌 것만 더했습니다: {number}개.",
                year=year,
                number=sums.number,
            )
        )
    ]
    if sums.left_out:
        steps.append(
            Step(
                says=_(
                    "같은 묶음의 상위 사업 금액에 이미 들어 있는 {number}개는 더하지 않았습니다.",
                    number=sums.left_out,
                )
            )
        )
    return steps


def _notes(sums: Sums, totals: int, shown: int, further: int) -> list[Message]:
    notes = []
    if sums.number > 1:
        notes.append(
            _(
                "묶음끼리는 더하지 마세요. 서로 다른 문서의 금액이 겹치는지는 문서가 밝힌 상하 관계로만 알 수 있습니다."
            )
        )
    if any(group.qualifier != "exact" for group in sums.groups):
        notes.append(
            _("'약', '이상' 같은 말이 붙은 금액이 하나라도 들면 합에도 그 말을 붙였습니다.")
        )
    if further:
        notes.append(
            _(
                "이 지역 밖에도 걸친 금액 {number}개는 그 몫을 알 수 없어 더하지 않았습니다.",
                number=further,
            )
        )
    if len(sums.groups) > MOST_GROUPS:
        notes.append(
            _(
                "묶음 {total}개 가운데 큰 것 {shown}개를 보입니다.",
                total=len(sums.groups),
                shown=MOST_GROUPS,
            )
        )
    if totals:
        notes.append(
            _(
                "여러 해의 총액 {total}개는 해마다의 몫을 알 수 없어 더하지 않았습니다. 큰 것 {shown}개를 따로 보입니다.",
                total=totals,
                shown=shown,
            )
        )
    return notes


def _unsettled(statements: Sequence[StatementRecord]) -> int:
    return sum(not statement.is_settled for statement in statements)
