"""The tool that draws annual budgets as areas."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ieum.kernel.answer import Answer, Result, Step, refused
from ieum.kernel.context import Context
from ieum.kernel.messages import Language, Message, _
from ieum.kernel.views import Area, Areas
from ieum.services.programme.overview.arguments import Region, Year, region_named, region_notes
from ieum.services.programme.overview.store import Filters
from ieum.services.programme.overview.store import programmes as find_programmes
from ieum.services.programme.register.regions import Reach
from ieum.services.programme.register.sources import sources_of, unconfirmed_note
from ieum.services.programme.service import service
from ieum.services.programme.showing import store
from ieum.services.programme.showing.splitting import Amount, Mismatch, Piece, pieces
from ieum.services.programme.showing.words import name_in, no_amounts, usual_year

_QUALIFIED = {
    "approximately": _("어림값"),
    "at_least": _("이상"),
    "more_than": _("초과"),
    "at_most": _("이하"),
    "less_than": _("미만"),
}
_ADDED_NEVER = _(
    "서로 다른 살림(나라, 시·도, 부처)의 금액이고 서로 겹치는지 문서가 밝히지 않아 더하지 않았습니다."
)
_SMALLEST_ALONE = _(
    "부분이 적힌 금액은 부분만 그렸습니다. 부분을 더해도 전체가 되지 않는 일이 있어 합계는 보이지 않습니다."
)


class BudgetAreas(Result):
    """Amounts as areas."""

    areas: Annotated[Areas, Field(description=_("예산의 넓이"))]


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
    examples=[{}, {"within": "광주광역시 AI 예산", "year": 2026}, {"region": "광주"}],
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
    region: Region = None,
    year: Year = None,
) -> Answer[BudgetAreas]:
    """Annual amounts of one year as areas, each divided into its parts where these make it up.

    Amounts over several years are never among them, and no amount is drawn beside one that holds it.
    """
    if within:
        return _areas_within(within, year, context.language)
    chosen = year or usual_year(context.today)
    if region:
        return _areas_in(region_named(region), chosen, context.language)
    tops = store.top_amounts(chosen)
    if not tops:
        return no_amounts(chosen)
    drawn, wrong = pieces(tops, store.parts_below(tops))
    return _areas_answer(
        drawn,
        _("{year}년 한 해 예산", year=chosen),
        chosen,
        context.language,
        [*(_mismatch(one, context.language) for one in wrong), _ADDED_NEVER],
        adds_up=False,
    )


def _areas_within(name: str, year: int | None, language: str) -> Answer[BudgetAreas]:
    """The parts of the programme whose name is most like this one."""
    found = find_programmes(Filters(query=name), (), 0, 1).rows
    if not found:
        return _no_programme(name)
    by_year = store.amounts_of(found[0].programme.code)
    if not by_year or (year is not None and year not in by_year):
        return _no_amount_of(found[0].programme.name, year)
    chosen = year or max(by_year)
    whole = by_year[chosen]
    drawn, wrong = pieces([whole], store.parts_below([whole]), open_tops=True)
    title = _(
        "{name} {year}년 한 해 {amount:money}",
        name=name_in(whole.name, whole.name_en, language),
        year=chosen,
        amount=whole.won,
    )
    notes = [_mismatch(one, language) for one in wrong]
    return _areas_answer(drawn, title, chosen, language, notes, whole=whole)


def _areas_in(reach: Reach | None, year: int, language: str) -> Answer[BudgetAreas]:
    """The smallest amounts of a region: none holds another, so none is drawn twice."""
    assert reach is not None
    smallest, holders = store.smallest_amounts(year, reach.names)
    if not smallest:
        return no_amounts(year)
    drawn = [
        Piece(amount, holders.get(amount.held_by) if amount.held_by else None)
        for amount in smallest
    ]
    place = reach.place.short if language == Language.KOREAN else reach.place.name_en
    return _areas_answer(
        drawn,
        _("{region}에 관한 {year}년 한 해 금액", region=place, year=year),
        year,
        language,
        [_SMALLEST_ALONE, *region_notes(reach, language)],
        adds_up=False,
    )


def _areas_answer(
    drawn: list[Piece],
    title: Message,
    year: int,
    language: str,
    notes: list[Message],
    *,
    whole: Amount | None = None,
    adds_up: bool = True,
) -> Answer[BudgetAreas]:
    statements = store.statements([piece.amount.statement for piece in drawn])
    return Answer[BudgetAreas](
        result=BudgetAreas(
            areas=Areas(
                title=title,
                in_won=True,
                adds_up=adds_up,
                areas=[_area(piece, whole, language) for piece in drawn if piece.amount.won],
            )
        ),
        steps=[
            Step(
                says=_(
                    "{year}년 한 해 금액 {count}건을 그렸습니다. 부분을 더한 값이 전체와 맞는 금액은 부분으로 나누었습니다.",
                    year=year,
                    count=len(drawn),
                )
            )
        ],
        sources=sources_of(statements),
        notes=[
            *notes,
            *unconfirmed_note(sum(not p.amount.is_settled for p in drawn), len(drawn)),
        ],
    )


def _area(piece: Piece, whole: Amount | None, language: str) -> Area:
    amount, group = piece.amount, piece.group
    return Area(
        label=name_in(amount.name, amount.name_en, language),
        value=amount.won,
        group=name_in(group.name, group.name_en, language) if group and group != whole else "",
        is_firm=amount.qualifier == "exact",
        note=_QUALIFIED.get(amount.qualifier, ""),
    )


def _mismatch(one: Mismatch, language: str) -> Message:
    return _(
        "{name}: 밝힌 금액은 {stated:money}인데 부분을 더하면 {added:money}입니다. 그림은 부분을 그렸습니다.",
        name=name_in(one.whole.name, one.whole.name_en, language),
        stated=one.whole.won,
        added=one.parts_won,
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
