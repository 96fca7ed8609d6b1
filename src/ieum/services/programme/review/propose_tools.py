"""The tool that reads statements out of documents that are in the library already."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ieum.kernel.answer import Answer
from ieum.kernel.context import Context
from ieum.kernel.messages import _
from ieum.kernel.tool import Rate
from ieum.kernel.views import Cell, Column, Table
from ieum.services.programme import store as library
from ieum.services.programme.extraction.extract import extract
from ieum.services.programme.kept_documents import no_document, source_of
from ieum.services.programme.register.proposals import propose as put
from ieum.services.programme.review import store
from ieum.services.programme.review.results import Proposed
from ieum.services.programme.review.rights import must_review
from ieum.services.programme.service import service


@service.tool(
    title=_("문서에서 뽑기"),
    says=[
        "이미 올린 문서에서 약속을 뽑아 줘",
        "1번 문서에서 예산을 다시 뽑아 주세요",
        "갖고 있는 문서 전부 다시 살펴서 사업을 찾아줘",
        "저장된 문서에서 진술 뽑기",
        "새 판으로 올렸으니 문서들을 다시 뽑아 줘",
        "read the statements out of document 1 again",
        "extract the commitments of all stored documents",
        "go through the library again and propose statements",
    ],
    examples=[{}],
    access="signed_in",
    effect="write",
    job=True,
    rate=Rate(20, 60),
)
def propose(
    context: Context,
    document: Annotated[
        int | None,
        Field(ge=1, le=2**62, description=_("문서 번호. 비우면 모든 문서")),
    ] = None,
) -> Answer[Proposed]:
    """Read budgets, leads, regions and times out of stored documents; to do it again changes nothing.

    What a person decided stays as it is.
    """
    must_review(context.caller)
    records = {record.id: record for record in library.records()}
    if document is not None and document not in records:
        raise no_document(document)
    wanted = [document] if document is not None else sorted(records)
    rows: list[list[Cell]] = []
    programmes = waits = 0
    sources = []
    for number, id in enumerate(wanted):
        record = records[id]
        context.progress(
            number / len(wanted), _("{name:을/를} 살피는 중입니다.", name=record.title)
        )
        found = library.find(id)
        if found is None:
            continue  # Taken away in this moment.
        before = store.waiting_in(id)
        proposal = put(id, extract(found[1]), context.caller.id)
        after = store.waiting_in(id)
        programmes += len(proposal.new)
        waits += max(after - before, 0)
        rows.append([id, record.title, proposal.statements, len(proposal.new), after])
        sources.append(source_of(record, f"/s/programme/review?document={id}"))
    context.progress(1.0)
    return Answer[Proposed](
        result=Proposed(
            documents=len(rows),
            programmes=programmes,
            statements=waits,
            found=Table(
                columns=[
                    Column(name="document", label=_("문서 번호")),
                    Column(name="title", label=_("제목")),
                    Column(name="statements", label=_("뽑은 진술")),
                    Column(name="programmes", label=_("새 사업")),
                    Column(name="waits", label=_("검토를 기다리는 진술")),
                ],
                rows=rows,
            ),
        ),
        sources=sources,
        notes=[_("사람이 확인하기 전에는 아무것도 확인된 것이 아닙니다.")],
    )
