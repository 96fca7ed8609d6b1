"""Tools for time: what is due and what is past its day, and what changed since a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from ieum.kernel.answer import Answer, refused
from ieum.kernel.context import Context
from ieum.kernel.errors import WrongArgument
from ieum.kernel.messages import Message, _
from ieum.kernel.views import Cell, Column, Table, Words
from ieum.services.programme.overview import store
from ieum.services.programme.overview.arguments import (
    FieldOfWork,
    Lead,
    PageNumber,
    Region,
    counted_note,
    lead_sought,
    pages_of,
    region_named,
    region_notes,
)
from ieum.services.programme.overview.change_tables import table_of_changes
from ieum.services.programme.overview.results import ChangeList, Deadlines
from ieum.services.programme.overview.words import review_words, source_words, subject_words
from ieum.services.programme.register.history import changes as changes_of
from ieum.services.programme.register.lists.columns import Turn
from ieum.services.programme.register.records import Change, StatementRecord
from ieum.services.programme.register.sources import sources_of, unconfirmed_note
from ieum.services.programme.register.wording import in_words
from ieum.services.programme.service import service

PAGE_LENGTH = 20
#: How far ahead is looked, and how far back, where the caller names no day.
_AHEAD = timedelta(days=365)
_BACK = timedelta(days=31)
_MOST_REACHED = 10


@service.tool(
    title=_("다가오는 기한과 지난 기한"),
    says=[
        "올해 안에 끝내기로 한 사업이 뭐야?",
        "기한 지난 약속 보여줘",
        "2027년까지 하기로 한 것들 알려줘",
        "다가오는 기한 목록",
        "마감이 지났는데 했다는 말이 없는 사업",
        "내년 말까지 이정표가 뭐가 있어요",
        "호남 사업 기한 확인해 주세요",
        "언제까지 뭘 하기로 했는지 날짜순으로",
        "산업통상부 사업 중에 곧 마감인 것",
        "2030년까지의 목표 일정",
        "what is due by the end of 2027?",
        "which promises are overdue?",
        "upcoming deadlines of programmes",
        "milestones until 2030",
        "deadlines for programmes in Honam",
        "what should have been done by now?",
    ],
    examples=[
        {"until": "2027-12-31"},
        {"until": "2030-12-31", "region": "호남"},
        {"lead": "산업통상부"},
    ],
)
def milestones(
    context: Context,
    until: Annotated[
        date | None, Field(description=_("어느 날까지. 적지 않으면 오늘부터 1년"))
    ] = None,
    lead: Lead = None,
    region: Region = None,
    area: FieldOfWork = None,
    page: PageNumber = 1,
) -> Answer[Deadlines]:
    """What documents promised for days up to one: coming up, past without word, and said to be met."""
    reach = region_named(region)
    filters = store.Filters(
        lead=lead_sought(lead, context.today),
        regions=reach.names if reach else frozenset(),
        area=(area or "").strip(),
    )
    today = context.today
    last = until or today + _AHEAD
    first = (page - 1) * PAGE_LENGTH
    coming, upcoming = store.due(last, today, filters, False, first, PAGE_LENGTH)
    passed, overdue = store.due(
        min(last, today - timedelta(days=1)), None, filters, True, first, PAGE_LENGTH
    )
    reached = store.met(filters, _MOST_REACHED) if page == 1 else []
    shown = [*coming, *passed, *reached]
    if not shown:
        return refused(
            _("{until}까지로 기한을 밝힌 약속이 없습니다.", until=last),
            _("날을 뒤로 미루거나, 기한이 적힌 문서를 읽혀 주세요."),
        )
    names = store.names_of((statement.programme for statement in shown), context.language)
    return Answer[Deadlines](
        result=Deadlines(
            overdue=overdue,
            upcoming=upcoming,
            **pages_of(page, max(upcoming, overdue), PAGE_LENGTH),
            coming=_deadlines(coming, names, _("다가오는 기한")) if coming else None,
            passed=_deadlines(passed, names, _("기한이 지났고, 했다고 밝힌 문서가 없음"))
            if passed
            else None,
            reached=_deadlines(reached, names, _("했다고 밝힌 것")) if reached else None,
        ),
        sources=sources_of(shown),
        notes=[
            _("한 해나 한 달로 적힌 기한은 그 마지막 날로 보았습니다."),
            *(
                [
                    _(
                        "기한이 지났다는 것은 했다고 밝힌 문서가 여기 없다는 뜻이며, 하지 않았다는 뜻은 아닙니다."
                    )
                ]
                if passed
                else []
            ),
            *counted_note(upcoming, overdue),
            *region_notes(reach, context.language),
            *unconfirmed_note(sum(not s.is_settled for s in shown), len(shown)),
        ],
    )


def _deadlines(
    statements: Sequence[StatementRecord], names: dict[str, str], caption: Words
) -> Table:
    rows: list[list[Cell]] = [
        [
            s.programme,
            names.get(s.programme, s.programme),
            subject_words(s),
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
            Column(name="subject", label=_("주제")),
            Column(name="value", label=_("약속")),
            Column(name="review", label=_("확인 여부")),
            Column(name="source", label=_("출처")),
        ],
        rows=rows,
    )


class Which(StrEnum):
    """Which changes are listed."""

    CHANGED = "changed"
    FIRST = "first"

    @property
    def words(self) -> Message:
        """What people call it."""
        return {Which.CHANGED: _("바뀐 값"), Which.FIRST: _("처음 나온 값")}[self]


@service.tool(
    title=_("바뀐 것"),
    says=[
        "지난달 이후 뭐가 바뀌었어?",
        "2025년 12월 1일부터 달라진 사업 알려줘",
        "최근에 예산이 바뀐 사업",
        "계획이 변경된 것들 보여 주세요",
        "지난 발표하고 달라진 점",
        "새로 나온 약속이 뭐가 있어요",
        "올해 들어 바뀐 내용 목록",
        "호남 사업 중에 변경된 것",
        "일정이 바뀐 사업이 있나요",
        "what changed since last month?",
        "changes in programmes since 1 December 2025",
        "which budgets were changed recently?",
        "what is new since the last release?",
        "list of changed commitments",
    ],
    examples=[
        {"since": "2025-12-01"},
        {"since": "2025-01-01", "which": "first", "region": "광주"},
    ],
)
def changes(
    context: Context,
    since: Annotated[
        date | None, Field(description=_("어느 날부터. 적지 않으면 지난 한 달"))
    ] = None,
    until: Annotated[date | None, Field(description=_("어느 날까지"))] = None,
    which: Annotated[Which, Field(description=_("무엇을"))] = Which.CHANGED,
    lead: Lead = None,
    region: Region = None,
    area: FieldOfWork = None,
    page: PageNumber = 1,
) -> Answer[ChangeList]:
    """What documents of the days since one say otherwise than those before, or for the first time."""
    reach = region_named(region)
    filters = store.Filters(
        lead=lead_sought(lead, context.today),
        regions=reach.names if reach else frozenset(),
        area=(area or "").strip(),
    )
    begins = since or context.today - _BACK
    if until is not None and until < begins:
        raise WrongArgument(
            "until",
            _(
                "끝 날({until})이 첫날({since})보다 앞섭니다. 두 날을 바꾸어 보세요.",
                until=until,
                since=begins,
            ),
        )
    first = (page - 1) * PAGE_LENGTH
    wanted = Turn.CHANGED if which is Which.CHANGED else Turn.FIRST
    found, count = store.turned(wanted, begins, until, filters, first, PAGE_LENGTH)
    other = Turn.FIRST if wanted is Turn.CHANGED else Turn.CHANGED
    others = store.count_turned(other, begins, until, filters)
    if not found:
        return _nothing(begins, count, which, others)
    listed = with_before(found)
    return Answer[ChangeList](
        result=ChangeList(
            changed=count if which is Which.CHANGED else others,
            first=others if which is Which.CHANGED else count,
            **pages_of(page, count, PAGE_LENGTH),
            changes=table_of_changes(
                listed, store.names_of((s.programme for s in found), context.language)
            ),
        ),
        sources=sources_of(found),
        notes=[
            _("날은 문서가 나온 날입니다. 문서를 이 허브에 올린 날이 아닙니다."),
            *counted_note(count, others),
            *region_notes(reach, context.language),
            *unconfirmed_note(sum(not s.is_settled for s in found), len(found)),
        ],
    )


def _nothing(since: date, count: int, which: Which, others: int) -> Answer[ChangeList]:
    if count:
        return refused(_("그 쪽은 비어 있습니다. 모두 {total}개입니다.", total=count))
    if which is Which.FIRST:
        return refused(_("{since}부터 처음 나온 값이 없습니다.", since=since))
    helps = (
        _(
            "처음 나온 값은 {count}개 있습니다. '처음 나온 값'을 고르면 볼 수 있습니다.",
            count=others,
        )
        if others
        else _("더 앞선 날부터 찾거나, 새 문서를 읽혀 주세요.")
    )
    return refused(_("{since}부터 앞선 문서와 다르게 말한 문서가 없습니다.", since=since), helps)


def with_before(statements: Sequence[StatementRecord]) -> list[Change]:
    """Each statement with the one before it on the same matter, in the order given."""
    kept = store.statements_of_programmes({s.programme for s in statements})
    before = {change.after.id: change for each in kept.values() for change in changes_of(each)}
    return [before.get(s.id, Change(None, s)) for s in statements]
