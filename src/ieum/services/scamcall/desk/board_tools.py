"""The board: what has been seen in the last hours, what supports it, what hangs together."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from pydantic import Field

from ieum.exchange.parties import store as parties
from ieum.exchange.parties.values import Party, PartyKind
from ieum.kernel.answer import Answer, Result, Source, SourceKind
from ieum.kernel.context import Context
from ieum.kernel.messages import _
from ieum.kernel.views import Cell, Column, Table
from ieum.services.scamcall.clock import now
from ieum.services.scamcall.desk import store
from ieum.services.scamcall.desk.campaigns import campaigns
from ieum.services.scamcall.desk.second_person import to_decide
from ieum.services.scamcall.desk.seeing import Seen, kinds_in_words, seen, shown, sight_of
from ieum.services.scamcall.due_process.telling import KIND_WORDS, moment
from ieum.services.scamcall.service import service
from ieum.services.scamcall.vocabulary import SIGNALS, Standing

MOST_SHOWN = 100
#: How strong the word of independent organisations is, is weighed by these.
WEIGHED = Source(
    kind=SourceKind.RULE, title=_("독립된 기관의 수와 기록으로 잰 뒷받침(judgement/rules.csv)")
)


class Board(Result):
    """The newest subjects of signals."""

    at: Annotated[str, Field(description=_("이 화면을 그린 때"))]
    live: Annotated[bool, Field(description=_("스스로 새로 고치는가"))]
    waiting: Annotated[int, Field(description=_("승인을 기다리는 명령 수"))]
    subjects: Annotated[Table, Field(description=_("새로 온 신호"))]
    campaigns: Annotated[Table, Field(description=_("함께 움직이는 것"))]


class Contacts(Result):
    """Where the night desks of other parties are reached."""

    contacts: Annotated[Table, Field(description=_("야간 연락처"))]


@service.tool(
    title=_("신호 상황판"),
    says=[
        "지금 들어온 의심 신호를 보여 줘",
        "보이스피싱 상황판",
        "show the live board of scam signals",
    ],
    examples=[{}, {"hours": 2}],
    access="party",
    scope="receive",
)
def board(
    context: Context,
    hours: Annotated[int, Field(ge=1, le=168, description=_("지난 몇 시간"))] = 24,
    live: Annotated[bool, Field(description=_("화면을 5초마다 새로 고칠까요"))] = False,
) -> Answer[Board]:
    """Show what was signalled in the last hours, what supports it, and what hangs together."""
    party = parties.acting_for(context.caller)
    when = now()
    sight = sight_of(party, when)
    found = store.recent(sight, when - timedelta(hours=hours), when, MOST_SHOWN)
    groups = campaigns(store.pairs(sight, when))
    number_of = {one: place for place, group in enumerate(groups, 1) for one in group}
    lines = seen(sight, found, when)
    waiting = to_decide(store.to_approve(when, MOST_SHOWN), party, when)
    return Answer(
        result=Board(
            at=moment(when),
            live=live,
            waiting=len(waiting),
            subjects=_subjects(lines, number_of, party, context.language),
            campaigns=_campaigns(groups, {one.id for one in found}),
        ),
        sources=[WEIGHED],
    )


@service.tool(
    title=_("야간 연락처"),
    says=[
        "다른 은행의 야간 연락처를 알려 줘",
        "밤에 연락할 담당자",
        "night contact of another bank",
    ],
    examples=[{}, {"kind": "bank"}],
    access="party",
    scope="receive",
)
def night_contacts(
    context: Context,
    kind: Annotated[PartyKind | None, Field(description=_("어떤 기관"))] = None,
) -> Answer[Contacts]:
    """List where the night desks of the other parties are reached."""
    own = parties.acting_for(context.caller)
    found = [
        one for one in parties.parties([kind] if kind else ()) if one.is_live and one.id != own.id
    ]
    return Answer(result=Contacts(contacts=contacts_of(found, context.language)))


def contacts_of(found: list[Party], language: str) -> Table:
    """Parties and where their night desks are reached."""
    rows: list[list[Cell]] = [
        [one.named(language), KIND_WORDS[one.kind], one.night_contact or None] for one in found
    ]
    return Table(
        columns=[
            Column(name="party", label=_("기관")),
            Column(name="kind", label=_("기관의 종류")),
            Column(name="contact", label=_("야간 연락처")),
        ],
        rows=rows,
    )


def _subjects(lines: list[Seen], number_of: dict[int, int], party: Party, language: str) -> Table:
    rows: list[list[Cell]] = []
    for one in lines:
        if not one.signals:
            continue
        support, since = one.support, one.support.since
        endangered = all(
            SIGNALS[signal.type].standing is Standing.ENDANGERED for signal in one.signals
        )
        types = sorted({signal.type.words.text(language) for signal in one.signals})
        rows.append(
            [
                one.subject.pseudonym,
                shown(one.subject, party),
                one.subject.kind.words,
                _("보호할 사람") if endangered else _("의심"),
                round(support.score * 100),
                support.organisations,
                kinds_in_words(
                    support.kinds or frozenset(signal.party_kind for signal in one.signals),
                    language,
                ),
                ", ".join(types),
                moment(since) if since else None,
                moment(one.newest) if one.newest else None,
                ", ".join(
                    f"{order.action.words.text(language)}: {order.state.words.text(language)}"
                    for order in one.orders
                )
                or None,
                number_of.get(one.subject.id),
            ]
        )
    return Table(
        caption=_("새로 온 신호"),
        columns=[
            Column(name="pseudonym", label=_("가명")),
            Column(name="subject", label=_("대상")),
            Column(name="kind", label=_("종류")),
            Column(name="standing", label=_("어떤 쪽")),
            Column(name="score", label=_("확신, 0에서 100")),
            Column(name="organisations", label=_("독립된 기관 수")),
            Column(name="kinds", label=_("알린 곳의 종류")),
            Column(name="types", label=_("신호의 종류")),
            Column(name="since", label=_("언제부터")),
            Column(name="newest", label=_("마지막 신호")),
            Column(name="orders", label=_("조치")),
            Column(name="campaign", label=_("묶음")),
        ],
        rows=rows,
    )


def _campaigns(groups: list[frozenset[int]], on_board: set[int]) -> Table:
    rows: list[list[Cell]] = [
        [place, len(group), len(group & on_board)]
        for place, group in enumerate(groups, 1)
        if group & on_board
    ]
    return Table(
        caption=_("함께 움직이는 것"),
        columns=[
            Column(name="campaign", label=_("묶음")),
            Column(name="size", label=_("번호·계좌·링크 수")),
            Column(name="on_board", label=_("이 화면에 있는 수")),
        ],
        rows=rows[:20],
    )
