"""Tools that show what was read out of documents: what waits, one document, and who decided what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from ieum.kernel.answer import Answer, Source, SourceKind, refused
from ieum.kernel.context import Context
from ieum.kernel.messages import _
from ieum.kernel.views import Cell, Column, MarkedText, Table
from ieum.services.programme import store as library
from ieum.services.programme.kept_documents import no_document, source_of
from ieum.services.programme.overview.store import statements_of_programmes
from ieum.services.programme.register.contradictions import contradictions
from ieum.services.programme.register.records import StatementRecord
from ieum.services.programme.register.sources import sources_of
from ieum.services.programme.register.values import ReviewState, Subject
from ieum.services.programme.register.wording import REVISIONS
from ieum.services.programme.review import store
from ieum.services.programme.review.arguments import MOST_AT_ONCE, QUICK
from ieum.services.programme.review.results import History, Review, StatementList
from ieum.services.programme.review.rights import must_review
from ieum.services.programme.review.shown import (
    anchors_of,
    marks_of,
    maybe_same,
    reviewed,
    side_of,
    table_of,
)
from ieum.services.programme.service import service

WAITS = ReviewState.EXTRACTED
MOST_ON_PAGE = 100
#: Statements of one document that a page shows; a document of 300 pages has some hundreds.
MOST_IN_DOCUMENT = 1000

_Document = Annotated[int | None, Field(ge=1, le=2**62, description=_("문서 번호"))]
_Programme = Annotated[str, Field(max_length=40, description=_("사업 번호"))]


@service.tool(
    title=_("검토할 진술"),
    says=[
        "검토할 진술 보여줘",
        "확인 기다리는 게 뭐 있어?",
        "아직 확인 안 된 예산 목록",
        "문서에서 뽑은 내용 중에 내가 볼 것",
        "검토 대기 목록",
        "1번 문서에서 뽑은 진술을 보여 주세요",
        "아직 확인하지 않은 것만 보여줘",
        "거절한 진술 목록",
        "what is waiting for review?",
        "show the statements that nobody has confirmed yet",
        "list extracted statements of document 1",
        "which statements were rejected?",
    ],
    examples=[{}, {"state": "extracted", "subject": "budget"}],
    access="signed_in",
)
def statements(
    context: Context,
    document: _Document = None,
    programme: _Programme = "",
    subject: Annotated[Subject | None, Field(description=_("항목"))] = None,
    state: Annotated[
        ReviewState | None, Field(description=_("검토 상태. 비우면 모두"))
    ] = ReviewState.EXTRACTED,
    page: Annotated[int, Field(ge=1, le=100_000, description=_("쪽"))] = 1,
) -> Answer[StatementList]:
    """What was read out of documents and waits for a person, in the order of the documents."""
    must_review(context.caller)
    found, count = store.statements(
        document=document,
        programme=programme,
        subject=subject,
        state=state,
        first=(page - 1) * MOST_ON_PAGE,
        most=MOST_ON_PAGE,
    )
    if not found:
        return refused(
            _("그런 진술이 없습니다."),
            _("문서를 올리면 거기서 뽑은 내용이 여기서 검토를 기다립니다."),
        )
    waiting = store.waiting_documents()
    return Answer[StatementList](
        result=StatementList(
            count=count,
            statements=table_of(found, store.names({s.programme for s in found})),
            documents=_documents(waiting) if waiting and document is None else None,
        ),
        sources=sources_of(found),
    )


def _documents(waiting: Sequence[store.Waiting]) -> Table:
    return Table(
        caption=_("검토를 기다리는 문서"),
        columns=[
            Column(name="document", label=_("문서 번호")),
            Column(name="title", label=_("제목")),
            Column(name="waits", label=_("검토를 기다리는 진술")),
            Column(name="of", label=_("뽑은 진술 모두")),
        ],
        rows=[[one.document, one.title, one.waits, one.of] for one in waiting],
    )


@service.tool(
    title=_("문서 검토"),
    says=[
        "1번 문서 검토할게",
        "문서 3번에서 뽑은 약속을 하나씩 확인하고 싶어",
        "보도자료 2번 검토 시작",
        "이 문서 예산이 맞게 뽑혔는지 보자",
        "5번 문서 검토 화면 열어줘",
        "문서 검토를 이어서 할래",
        "review document 1",
        "check what was extracted from document 3",
        "start reviewing press release number 2",
        "go through the commitments of document 4 one by one",
    ],
    examples=[{"document": 1}],
    access="signed_in",
    rate=QUICK,
)
def review(
    context: Context,
    document: Annotated[int, Field(ge=1, le=2**62, description=_("문서 번호"))],
    at: Annotated[
        str, Field(max_length=40, description=_("이 사업 번호부터. 비우면 처음부터"))
    ] = "",
) -> Answer[Review]:
    """One document with every statement read out of it at its place, to confirm, correct or reject."""
    must_review(context.caller)
    found = library.find(document)
    if found is None:
        raise no_document(document)
    record, searchable, text = found
    stated, count = store.statements(document=document, most=MOST_IN_DOCUMENT)
    if not stated:
        return refused(
            _("'{title}'에서 뽑은 진술이 없습니다.", title=record.title),
            _("문서가 금액이나 때를 말하는데도 없다면 '문서에서 뽑기'를 해 보세요."),
        )
    names = store.names({s.programme for s in stated})
    against = _against(names)
    order = list(anchors_of(stated))
    shown = [
        reviewed(s, names[s.programme], searchable.passages, against.get(s.id, ()))
        for s in sorted(
            stated, key=lambda s: (order.index(s.programme), s.state != WAITS, _rank(s))
        )
    ]
    left = sum(s.waits for s in shown)
    current = _next_waiting(order, {s.programme for s in shown if s.waits}, at)
    return Answer[Review](
        result=Review(
            title=record.title,
            document=document,
            left=left,
            of=count,
            current=current,
            text=MarkedText(title=record.title, text=text, marks=marks_of(stated)),
            statements=shown,
            maybe_same=[maybe_same(one) for one in store.alike(current)] if current else [],
        ),
        sources=[source_of(record)],
        notes=[_("사람이 확인하기 전에는 아무것도 확인된 것이 아닙니다.")] if left else [],
    )


_SUBJECTS = list(Subject)


def _rank(statement: StatementRecord) -> int:
    return _SUBJECTS.index(statement.subject)


def _against(codes: dict[str, str]) -> dict[int, list[StatementRecord]]:
    """By statement, those that say something else of the same matter and day."""
    found: dict[int, list[StatementRecord]] = {}
    for stated in statements_of_programmes(codes).values():
        for one, other in contradictions(stated):
            found.setdefault(one.id, []).append(other)
            found.setdefault(other.id, []).append(one)
    return found


def _next_waiting(order: Sequence[str], waiting: set[str], at: str) -> str | None:
    """The programme to look at now: the next that waits from ``at`` on, else the first."""
    start = order.index(at) if at in order else 0
    return next((code for code in [*order[start:], *order[:start]] if code in waiting), None)


@service.tool(
    title=_("검토 기록"),
    says=[
        "누가 이 진술을 확인했어?",
        "1번 문서 검토 기록 보여줘",
        "사업 예산을 누가 언제 고쳤는지 알려줘",
        "최근에 확인한 것들",
        "진술 3번이 어떻게 바뀌어 왔는지",
        "who confirmed this statement?",
        "show the review history of document 1",
        "who corrected the budget and when?",
    ],
    examples=[{}],
    access="signed_in",
)
def review_history(
    context: Context,
    programme: _Programme = "",
    document: _Document = None,
    statement: Annotated[int | None, Field(ge=1, le=2**62, description=_("진술 번호"))] = None,
) -> Answer[History]:
    """Who confirmed, corrected, rejected, merged or renamed what, the newest first."""
    must_review(context.caller)
    found = store.revisions(
        programme=programme, document=document, statement=statement, most=MOST_AT_ONCE
    )
    if not found:
        return refused(_("아직 아무도 아무것도 정하지 않았습니다."))
    return Answer[History](
        result=History(
            revisions=Table(
                columns=[
                    Column(name="at", label=_("때")),
                    Column(name="by", label=_("누가")),
                    Column(name="what", label=_("무엇을")),
                    Column(name="programme", label=_("사업 번호")),
                    Column(name="statement", label=_("진술 번호")),
                    Column(name="before", label=_("앞")),
                    Column(name="after", label=_("뒤")),
                    Column(name="note", label=_("덧붙인 말")),
                ],
                rows=[_revision(one) for one in found],
            )
        ),
        sources=[
            Source(kind=SourceKind.DATASET, title=_("이 허브의 검토 기록"), published=context.today)
        ],
    )


def _revision(one: store.RevisionRecord) -> list[Cell]:
    return [
        one.at.date(),
        one.by or _("명령줄의 운영자"),
        REVISIONS[one.kind],
        one.programme,
        one.statement,
        side_of(one.before),
        side_of(one.after),
        one.note,
    ]
