"""The tool that lists what systems were promised, and what this hub has for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from importlib.metadata import entry_points
from typing import Annotated

from pydantic import Field

from ieum.kernel.answer import Answer, Result, Source, SourceKind, Step
from ieum.kernel.context import Context
from ieum.kernel.messages import _
from ieum.kernel.registry import GROUP
from ieum.kernel.views import Cell, Column, Table
from ieum.services.programme.service import service
from ieum.services.programme.showing import store
from ieum.services.programme.showing.promised import (
    PromisedSystem,
    PromisingDocument,
    Standing,
    promised_systems,
)


class PromisedList(Result):
    """The systems that were promised."""

    served: Annotated[int, Field(description=_("서비스가 있는 시스템"))]
    prepared: Annotated[int, Field(description=_("준비 중인 시스템"))]
    missing: Annotated[int, Field(description=_("아직 없는 시스템"))]
    systems: Annotated[Table, Field(description=_("약속된 시스템"))]


@service.tool(
    title=_("약속된 시스템"),
    says=[
        "정부가 약속한 AI 시스템 목록 보여줘",
        "AX 계획이 약속한 시스템 가운데 뭐가 있고 뭐가 없어?",
        "약속한 플랫폼 중에 실제로 돌아가는 게 뭐야",
        "이음이 맡은 약속은 무엇인가요",
        "아직 만들어지지 않은 시스템은 뭐야?",
        "준비 중인 시스템 알려 주세요",
        "약속된 시스템 현황",
        "발표한 AI 시스템들 어디까지 왔어?",
        "which AI systems did the government promise?",
        "which promised systems are running?",
        "what is still missing of the promised systems?",
        "list the systems of the AX programme and what fulfils them",
        "which promises does this hub fulfil?",
        "show the promised platforms that nobody has built yet",
    ],
    examples=[{}, {"standing": "served"}],
)
def promised(
    context: Context,
    standing: Annotated[
        Standing | None, Field(description=_("이음에 있는지. 비우면 모두 보입니다."))
    ] = None,
) -> Answer[PromisedList]:
    """The systems that Korea's AX programme promised, each with its document, and what this hub has
    for it: a service, one in preparation, or nothing yet."""
    running = {point.name for point in entry_points(group=GROUP)}
    found = promised_systems()
    counts = Counter(system.standing(running) for system in found)
    shown = [one for one in found if standing in (None, one.standing(running))]
    return Answer[PromisedList](
        result=PromisedList(
            served=counts[Standing.SERVED],
            prepared=counts[Standing.PREPARED],
            missing=counts[Standing.GAP],
            systems=Table(
                columns=[
                    Column(name="number", label=_("차례")),
                    Column(name="name", label=_("시스템")),
                    Column(name="promise", label=_("약속한 일")),
                    Column(name="grade", label=_("얼마나 밝혔나")),
                    Column(name="status", label=_("문서가 말한 상태")),
                    Column(name="standing", label=_("이 허브에")),
                    Column(name="source", label=_("약속한 문서와 자리")),
                ],
                rows=[_row(system, running, context.language) for system in shown],
            ),
        ),
        sources=_sources((system.document for system in shown), context.language),
        steps=[
            Step(
                says=_(
                    "발표 문서 {documents}개에서 시스템 {systems}개를 손으로 뽑고, 이 허브에 설치된 서비스와 맞추었습니다.",
                    documents=len({system.document.key for system in found}),
                    systems=len(found),
                )
            )
        ],
        notes=[
            _(
                "상태는 문서가 나온 때의 것입니다. 그 뒤에 다른 곳에서 만들어졌는지는 이 표가 말하지 않습니다."
            ),
            _("무기체계 지능화 세 가지는 열린 플랫폼의 일이 아니어서 뺐습니다."),
        ],
    )


def _row(system: PromisedSystem, running: set[str], language: str) -> list[Cell]:
    standing = system.standing(running)
    return [
        system.number,
        system.name(language),
        system.promise(language),
        system.grade.words,
        system.status.words,
        system.service if standing is Standing.SERVED else standing.words,
        f"{system.document.title(language)}, {system.locator(language)}",
    ]


def _sources(documents: Iterable[PromisingDocument], language: str) -> list[Source]:
    each = {document.key: document for document in documents}
    pages = store.built_in_pages(each, language)
    return [
        Source(
            kind=SourceKind.DOCUMENT,
            title=document.title(language),
            publisher=document.publisher(language),
            published=document.published,
            page=pages.get(document.key, ""),
        )
        for document in each.values()
    ]
