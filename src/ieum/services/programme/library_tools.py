"""Tools for the kept documents: list and show them, remove one."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ieum.kernel.answer import Answer
from ieum.kernel.messages import _
from ieum.kernel.views import Cell, Column, Mark, MarkedText, Table
from ieum.services.programme import store
from ieum.services.programme.answers import KIND_WORDS, in_words
from ieum.services.programme.kept_documents import no_document, source_of
from ieum.services.programme.places import place_of
from ieum.services.programme.results import (
    DocumentList,
    DocumentView,
    Removal,
)
from ieum.services.programme.service import service

_Id = Annotated[int, Field(ge=1, le=2**62, description=_("문서 번호. 문서 목록에 있습니다."))]


@service.tool(
    title=_("문서 목록"),
    says=[
        "읽은 문서 목록 보여줘",
        "어떤 문서가 있어?",
        "올려둔 자료 뭐 있는지 알려줘",
        "문서 몇 개 읽었어",
        "근거 문서 목록",
        "which documents do you have?",
        "지금 무슨 자료가 들어 있어요",
        "show the documents that are in store",
        "list the documents",
        "show me all documents you have read",
        "등록된 문서 뭐 있어",
        "문서 리스트",
        "자료 목록 보기",
        "지금까지 읽은 자료를 다 보여 주세요",
        "무슨 문서를 갖고 있나요",
        "저장된 보도자료 목록",
        "가지고 있는 문서가 몇 건이야",
        "문서함 보여줘",
        "전체 문서 조회",
        "what documents are there?",
        "list of documents please",
        "see the stored documents",
        "how many documents have been read?",
    ],
    examples=[{}],
)
def documents() -> Answer[DocumentList]:
    """The documents that can be asked, the newest first."""
    records = store.records()
    return Answer[DocumentList](
        result=DocumentList(
            documents=Table(
                columns=[
                    Column(name="id", label=_("문서 번호")),
                    Column(name="title", label=_("제목")),
                    Column(name="publisher", label=_("낸 곳")),
                    Column(name="issued", label=_("날짜")),
                    Column(name="file", label=_("파일")),
                    Column(name="passages", label=_("단락"), unit=_("개")),
                ],
                rows=[[r.id, r.title, r.publisher, r.issued, r.name, r.passages] for r in records],
            )
        ),
        sources=[source_of(record) for record in records],
    )


@service.tool(
    title=_("문서 보기"),
    says=[
        "1번 문서 보여줘",
        "문서 3번 내용 펼쳐줘",
        "2번 문서에 나온 금액이랑 날짜 표시해줘",
        "show document 1",
        "open document number 3 with its amounts marked",
        "문서 4번 열어 주세요",
        "7번 문서 좀 보자",
        "번호가 5인 문서를 보여줘",
        "9번 문서 띄워 줘",
        "문서 번호 12 조회",
        "8번 자료 내용이 뭐야",
        "15번 문서 상세히",
        "display document 6",
        "view document no. 9",
        "open doc 3",
        "let me see document 11",
        "14번 문서 보기",
        "문서 2번 보여 줘",
    ],
    examples=[{"id": 1}],
)
def document(id: _Id) -> Answer[DocumentView]:
    """One document with the amounts, dates and counts it states."""
    found = store.find(id)
    if found is None:
        raise no_document(id)
    record, searchable, text = found
    marks: list[Mark] = []
    rows: list[list[Cell]] = []
    for passage in searchable.passages:
        for figure in passage.figures:
            start, end = passage.start + figure.start, passage.start + figure.end
            if marks and start < marks[-1].end:
                continue
            words = in_words(figure)
            marks.append(
                Mark(start=start, end=end, kind=figure.kind, label=KIND_WORDS[figure.kind])
            )
            rows.append([KIND_WORDS[figure.kind], words, place_of(passage.locator)])
    return Answer[DocumentView](
        result=DocumentView(
            title=record.title,
            publisher=record.publisher or None,
            issued=record.issued,
            text=MarkedText(text=text, marks=marks),
            mentions=Table(
                columns=[
                    Column(name="kind", label=_("종류")),
                    Column(name="words", label=_("수치")),
                    Column(name="place", label=_("자리")),
                ],
                rows=rows,
            ),
        ),
        sources=[source_of(record)],
    )


@service.tool(
    title=_("문서 지우기"),
    says=[
        "4번 문서 지워줘",
        "문서 2번 삭제해 주세요",
        "잘못 올린 문서 빼줘",
        "remove document 4",
        "delete document number 2",
        "5번 문서 지워 주세요",
        "문서 7 없애 줘",
        "8번 자료 삭제할게요",
        "문서 번호 11 제거",
        "3번 문서는 목록에서 빼 줘",
        "필요 없는 문서 6번 삭제",
        "take document 8 away",
        "erase document 7",
        "remove doc 12",
        "1번 문서 삭제",
        "문서 10번 지우기",
        "13번 문서를 삭제해 줘",
        "delete document 1",
    ],
    examples=[{"id": 1}],
    access="staff",
    effect="write",
)
def remove(id: _Id) -> Answer[Removal]:
    """Take a document away; of what was read out of it, what people decided stays."""
    record = store.remove(id)
    if record is None:
        # To remove twice is to remove once: a caller that asks again after a lost reply is right.
        nothing = _("{id}번 문서는 이미 없습니다.", id=id)
        return Answer[Removal](result=Removal(removed=False, title=nothing))
    return Answer[Removal](result=Removal(removed=True, title=record.title))
