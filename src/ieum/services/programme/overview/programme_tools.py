"""Tools that list the programmes of the register and show one with its whole history."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from ieum.kernel.answer import Answer, Step, refused
from ieum.kernel.context import Context
from ieum.kernel.messages import Language, Message, _
from ieum.kernel.views import Cell, Column, Table, Words
from ieum.services.programme.overview import store
from ieum.services.programme.overview.arguments import (
    FieldOfWork,
    Lead,
    PageNumber,
    Region,
    Review,
    Year,
    lead_sought,
    pages_of,
    region_named,
    region_notes,
)
from ieum.services.programme.overview.change_tables import table_of_changes
from ieum.services.programme.overview.names import name_in, region_words
from ieum.services.programme.overview.results import ProgrammeList, ProgrammePage
from ieum.services.programme.overview.words import (
    area_words,
    confirmed_words,
    kind_words,
    review_words,
    source_words,
    status_words,
    subject_words,
)
from ieum.services.programme.register import store as register
from ieum.services.programme.register.contradictions import contradictions
from ieum.services.programme.register.history import (
    baseline,
    changes,
    counting,
    matter_of,
    sorting_key,
)
from ieum.services.programme.register.kept_names import KeptNames
from ieum.services.programme.register.lights import lights_table
from ieum.services.programme.register.records import ProgrammeRecord, StatementRecord
from ieum.services.programme.register.sources import sources_of, unconfirmed_note
from ieum.services.programme.register.values import Kind, ReviewState, Status, Subject
from ieum.services.programme.register.wording import in_words
from ieum.services.programme.service import service

PAGE_LENGTH = 20
_SUBJECT_ORDER = list(Subject)


class Order(StrEnum):
    """How a list of programmes is sorted."""

    FITTING = "fitting"
    NAME = "name"
    AMOUNT = "amount"
    END = "end"
    LATEST = "latest"

    @property
    def words(self) -> Message:
        """What people call it."""
        return {
            Order.FITTING: _("물음에 맞는 순"),
            Order.NAME: _("이름순"),
            Order.AMOUNT: _("금액이 큰 순"),
            Order.END: _("끝나는 날 순"),
            Order.LATEST: _("최근에 언급된 순"),
        }[self]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that rows are sorted by."""
        return {
            Order.FITTING: (),
            Order.NAME: ("name",),
            Order.AMOUNT: ("-budget_won",),
            Order.END: ("ends",),
            Order.LATEST: ("-last_heard",),
        }[self]


@service.tool(
    title=_("사업 찾기"),
    says=[
        "호남에서 하는 AI 사업 목록 보여줘",
        "산업통상부가 주관하는 사업 뭐 있어?",
        "예산 큰 사업부터 보여줘",
        "추진 중인 사업만 골라줘",
        "자율주행 사업 찾아줘",
        "광주 사업을 금액 큰 순서로",
        "사업 대장 보여 주세요",
        "아직 확인되지 않은 사업 목록",
        "2026년에 진행되는 사업들",
        "전북이랑 서남권 사업을 다 보고 싶어요",
        "최근에 언급된 사업 순서대로 보여 주세요",
        "언제 끝나는지 순서로 사업 정렬",
        "반도체 관련 사업 검색",
        "list the programmes in Honam",
        "which programmes does the industry ministry lead?",
        "show the largest programmes by budget",
        "find the self-driving programme",
        "programmes that are not yet confirmed",
        "which projects are under way in 2026?",
        "search programmes by name",
    ],
    examples=[
        {"region": "호남"},
        {"query": "자율주행", "sort": "amount"},
        {"status": "planned", "year": 2026, "confirmed": "unconfirmed"},
    ],
)
def programmes(
    context: Context,
    query: Annotated[
        str | None,
        Field(max_length=100, description=_("사업 이름이나 그 일부. 오타가 있어도 됩니다.")),
    ] = None,
    lead: Lead = None,
    region: Region = None,
    area: FieldOfWork = None,
    kind: Annotated[Kind | None, Field(description=_("종류"))] = None,
    status: Annotated[Status | None, Field(description=_("상태"))] = None,
    year: Year = None,
    confirmed: Annotated[Review, Field(description=_("확인 여부"))] = Review.ALL,
    sort: Annotated[Order, Field(description=_("정렬"))] = Order.FITTING,
    page: PageNumber = 1,
) -> Answer[ProgrammeList]:
    """Programmes that documents promise, narrowed and sorted, each with what counts of it now."""
    reach = region_named(region)
    filters = store.Filters(
        query=(query or "").strip(),
        lead=lead_sought(lead, context.today),
        regions=reach.names if reach else frozenset(),
        area=(area or "").strip(),
        kind=str(kind or ""),
        status=str(status or ""),
        year=year,
        is_confirmed=confirmed.is_confirmed,
    )
    found = store.programmes(filters, sort.columns, (page - 1) * PAGE_LENGTH, PAGE_LENGTH)
    if not found.rows:
        return _nothing(found.total)
    rows = [listed.programme for listed in found.rows]
    unconfirmed = sum(not row.is_confirmed for row in rows)
    return Answer[ProgrammeList](
        result=ProgrammeList(
            total=found.total,
            programmes=table_of_programmes(rows, context.language),
            **pages_of(page, found.total, PAGE_LENGTH),
        ),
        sources=sources_of(listed.amount for listed in found.rows if listed.amount),
        steps=[
            Step(
                says=_(
                    "사업 대장에서 조건에 맞는 사업 {total}개를 찾아 {page}쪽을 보입니다.",
                    total=found.total,
                    page=page,
                )
            )
        ],
        notes=[*region_notes(reach, context.language), *unconfirmed_note(unconfirmed, len(rows))],
    )


def _nothing(total: int) -> Answer[ProgrammeList]:
    if total:
        return refused(_("그 쪽은 비어 있습니다. 조건에 맞는 사업은 {total}개입니다.", total=total))
    return refused(
        _(
            "사업 대장에 조건에 맞는 사업이 없습니다. 없다는 것은 문서가 말하지 않았다는 뜻이며, 그런 사업이 없다는 뜻은 아닙니다."
        ),
        _("조건을 줄이거나, 그 사업이 적힌 문서를 읽혀 주세요."),
    )


def table_of_programmes(
    rows: Sequence[ProgrammeRecord], language: str, caption: Words = ""
) -> Table:
    """Programmes as a table; the first column is the code that ``programme`` takes."""
    cells: list[list[Cell]] = [
        [
            row.code,
            name_in(language, row.name, row.name_en),
            in_words(row.budget) if row.budget else None,
            KeptNames(row.lead) if row.lead else None,
            region_words(row.regions, language) or None,
            status_words(row.status) or None,
            confirmed_words(row.is_confirmed),
            row.ends,
        ]
        for row in rows
    ]
    return Table(
        caption=caption,
        columns=[
            Column(name="code", label=_("번호")),
            Column(name="name", label=_("이름")),
            Column(name="budget", label=_("금액")),
            Column(name="lead", label=_("주관")),
            Column(name="regions", label=_("지역")),
            Column(name="status", label=_("상태")),
            Column(name="review", label=_("확인 여부")),
            Column(name="ends", label=_("끝")),
        ],
        rows=cells,
    )


@service.tool(
    title=_("사업 보기"),
    says=[
        "gwangju-self-driving-test 사업 자세히 보여줘",
        "사업 P000012 이력 알려줘",
        "P000003 사업 처음 계획이랑 지금 뭐가 달라?",
        "이 사업 번호 P000021로 펼쳐줘",
        "사업 max-alliance 출처까지 다 보여 주세요",
        "P000007 사업의 세부 사업과 예산",
        "사업 한 건 상세 보기 P000100",
        "P000044 근거 문서가 뭐야",
        "show programme P000012",
        "history of programme P000003",
        "what changed in programme P000021?",
        "baseline and current values of programme k-moonshot",
        "open programme P000100 with its sources",
    ],
    examples=[{"code": "gwangju-self-driving-test"}, {"code": "gwangju-ai-budget"}],
)
def programme(
    code: Annotated[
        str, Field(min_length=1, max_length=40, description=_("사업 번호. 사업 목록에 있습니다."))
    ],
    context: Context,
) -> Answer[ProgrammePage]:
    """All that documents say of one programme: now, at first, what changed, and where it stands."""
    row = register.programme(code.strip())
    kept = [s for s in register.statements(row.code) if s.state is not ReviewState.REJECTED]
    parts = store.parts_of(row.code)
    counted = counting(kept)
    notes = unconfirmed_note(sum(not s.is_settled for s in counted), len(counted))
    if not row.lead:
        notes.append(_("이 사업의 주관을 밝힌 문서가 없습니다."))
    if row.budget is None:
        notes.append(_("이 사업의 금액을 밝힌 문서가 없습니다. 0원이라는 뜻이 아닙니다."))
    if parts and row.budget is not None:
        notes.append(_("이 사업의 금액에는 세부 사업의 금액이 들어 있으므로 서로 더하지 않습니다."))
    latest = sorted(kept, key=sorting_key, reverse=True)
    return Answer[ProgrammePage](
        result=ProgrammePage(
            name=name_in(context.language, row.name, row.name_en),
            kind=kind_words(row.kind),
            review=confirmed_words(row.is_confirmed),
            is_confirmed=row.is_confirmed,
            parent=row.parent or None,
            parent_name=store.names_of([row.parent], context.language)[row.parent]
            if row.parent
            else None,
            facts=_facts(row, kept, counted, context.language),
            lights=lights_table(row, kept, context.today),
            parts=table_of_programmes(parts, context.language, _("세부 사업")) if parts else None,
            changes=_changed(kept),
            contradictions=_against_each_other(kept),
            statements=_statements(latest) if latest else None,
        ),
        sources=sources_of(latest),
        notes=notes,
    )


def _facts(
    row: ProgrammeRecord,
    kept: Sequence[StatementRecord],
    counted: Sequence[StatementRecord],
    language: str,
) -> Table:
    first = baseline(kept)
    cells: list[list[Cell]] = [
        [_("번호"), row.code, None, None, None],
    ]
    if row.name_en and language == Language.ENGLISH:
        cells.append([_("우리말 이름"), row.name, None, None, None])
    elif row.name_en:
        cells.append([_("영어 이름"), row.name_en, None, None, None])
    if row.other_names:
        cells.append([_("다른 이름"), ", ".join(row.other_names), None, None, None])
    if row.area:
        cells.append([_("분야"), area_words(row.area), None, None, None])
    order = {subject: at for at, subject in enumerate(_SUBJECT_ORDER)}
    for statement in sorted(counted, key=lambda s: (order[s.subject], s.id)):
        base = first.get(matter_of(statement))
        cells.append(
            [
                subject_words(statement),
                in_words(statement.value),
                in_words(base.value) if base else None,
                statement.as_of,
                review_words(statement),
            ]
        )
    return Table(
        caption=_("지금 값과 처음 확인된 값"),
        columns=[
            Column(name="subject", label=_("주제")),
            Column(name="now", label=_("지금")),
            Column(name="baseline", label=_("처음 확인된 값")),
            Column(name="as_of", label=_("기준일")),
            Column(name="review", label=_("확인 여부")),
        ],
        rows=cells,
    )


def _changed(kept: Sequence[StatementRecord]) -> Table | None:
    found = [change for change in changes(kept) if change.before is not None]
    return table_of_changes(found, caption=_("바뀐 것")) if found else None


def _against_each_other(kept: Sequence[StatementRecord]) -> Table | None:
    found = contradictions(kept)
    if not found:
        return None
    rows: list[list[Cell]] = [
        [
            subject_words(a),
            a.as_of,
            in_words(a.value),
            source_words(a),
            in_words(b.value),
            source_words(b),
            b.as_of,
        ]
        for a, b in found
    ]
    return Table(
        caption=_("서로 어긋나는 것"),
        columns=[
            Column(name="subject", label=_("주제")),
            Column(name="as_of", label=_("기준일")),
            Column(name="one", label=_("한쪽")),
            Column(name="one_source", label=_("한쪽의 출처")),
            Column(name="other", label=_("다른 쪽")),
            Column(name="other_source", label=_("다른 쪽의 출처")),
            Column(name="other_as_of", label=_("다른 쪽의 기준일")),
        ],
        rows=rows,
    )


def _statements(kept: Sequence[StatementRecord]) -> Table:
    rows: list[list[Cell]] = [
        [
            s.id,
            subject_words(s),
            in_words(s.value),
            s.as_of,
            review_words(s),
            source_words(s),
            s.note or None,
        ]
        for s in kept
    ]
    return Table(
        caption=_("모든 진술과 그 출처"),
        columns=[
            Column(name="id", label=_("진술 번호")),
            Column(name="subject", label=_("주제")),
            Column(name="value", label=_("값")),
            Column(name="as_of", label=_("기준일")),
            Column(name="review", label=_("확인 여부")),
            Column(name="source", label=_("출처")),
            Column(name="note", label=_("덧붙인 말")),
        ],
        rows=rows,
    )
