"""Tools by which a person decides on what was read: confirm, correct, reject, and take it back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from ieum.kernel.answer import Answer
from ieum.kernel.context import Context
from ieum.kernel.messages import _
from ieum.services.programme.register import store as register
from ieum.services.programme.register.records import StatementRecord
from ieum.services.programme.register.sources import sources_of
from ieum.services.programme.register.spelling import read_value
from ieum.services.programme.register.values import ReviewState
from ieum.services.programme.register.wording import ways_to_write
from ieum.services.programme.review import store
from ieum.services.programme.review.arguments import QUICK, Ids, Note
from ieum.services.programme.review.results import Decided
from ieum.services.programme.review.rights import must_review
from ieum.services.programme.review.shown import table_of
from ieum.services.programme.service import service


@service.tool(
    title=_("진술 확인"),
    says=[
        "1번 진술 맞아, 확인해 줘",
        "진술 3번과 4번 확인",
        "12번 진술 확인 처리해 주세요",
        "뽑은 값이 맞으니 확인할게",
        "진술 7번 승인",
        "confirm statement 1",
        "statements 3 and 4 are right",
        "mark statement 12 as confirmed",
    ],
    examples=[{"ids": [1]}],
    access="signed_in",
    effect="write",
    rate=QUICK,
)
def confirm(ids: Ids, context: Context, note: Note = "") -> Answer[Decided]:
    """Confirm statements as they were read out of their documents."""
    return _decide(ids, ReviewState.CONFIRMED, context, note)


@service.tool(
    title=_("진술 아니라고 하기"),
    says=[
        "1번 진술은 틀렸어",
        "진술 5번 거절해 줘",
        "그건 사업 예산이 아니야, 8번 진술 빼 줘",
        "진술 2번과 3번 아니라고 표시",
        "잘못 뽑은 진술 9번 기각",
        "reject statement 1",
        "statement 5 is wrong",
        "statements 2 and 3 were misread, reject them",
    ],
    examples=[{"ids": [1]}],
    access="signed_in",
    effect="write",
    rate=QUICK,
)
def reject(ids: Ids, context: Context, note: Note = "") -> Answer[Decided]:
    """Say that statements are not what their documents say; they stay in the history."""
    return _decide(ids, ReviewState.REJECTED, context, note)


@service.tool(
    title=_("검토 되돌리기"),
    says=[
        "1번 진술 확인한 거 되돌려 줘",
        "진술 4번 다시 검토 대기로",
        "방금 확인한 3번 취소",
        "진술 6번 결정을 취소해 주세요",
        "잘못 눌렀어, 2번 진술 되돌리기",
        "undo my decision on statement 1",
        "take back the confirmation of statement 4",
        "put statement 6 back into review",
    ],
    examples=[{"ids": [1]}],
    access="signed_in",
    effect="write",
    rate=QUICK,
)
def undo(ids: Ids, context: Context, note: Note = "") -> Answer[Decided]:
    """Take decisions back, so that the statements wait again as they were read."""
    return _decide(ids, ReviewState.EXTRACTED, context, note)


@service.tool(
    title=_("진술 고치기"),
    says=[
        "1번 진술을 12억원으로 고쳐줘",
        "진술 3번 기간은 2026~2029년이야",
        "5번 진술 주관은 산업통상부로 바꿔 주세요",
        "진술 8번 값을 80억 원으로 정정",
        "2번 진술 지역은 광주, 전남이 맞아",
        "correct statement 1 to 1.2 billion won",
        "statement 3 should be 2026 to 2029",
        "the lead in statement 5 is the Ministry of Environment",
    ],
    examples=[{"id": 1, "value": "12억원 (2026~2029년)"}],
    access="signed_in",
    effect="write",
    rate=QUICK,
)
def correct(
    id: Annotated[int, Field(ge=1, le=2**62, description=_("진술 번호"))],
    value: Annotated[
        str,
        Field(
            min_length=1,
            max_length=300,
            description=_("바른 값. 예: 12억원, 2026~2029년, 산업통상부, 30곳"),
        ),
    ],
    context: Context,
    note: Note = "",
) -> Answer[Decided]:
    """Confirm a statement with the right value; what was read stays in the history."""
    by = must_review(context.caller)
    now = register.statement(id)
    unchanged = value.strip() in ways_to_write(now.value)
    wanted = now.value if unchanged else read_value(value, now.value, now.as_of)
    extracted = now.extracted_value or now.value
    if wanted == extracted:
        decided = register.settle(id, ReviewState.CONFIRMED, by=by, note=note)
    else:
        decided = register.settle(id, ReviewState.CORRECTED, by=by, value=wanted, note=note)
    return _decided([decided])


def _decide(
    ids: Sequence[int], decision: ReviewState, context: Context, note: str
) -> Answer[Decided]:
    by = must_review(context.caller)
    wanted = list(dict.fromkeys(ids))
    return _decided(register.settle_all(wanted, decision, by=by, note=note))


def _decided(statements: Sequence[StatementRecord]) -> Answer[Decided]:
    names = store.names({s.programme for s in statements})
    return Answer[Decided](
        result=Decided(count=len(statements), statements=table_of(statements, names)),
        sources=sources_of(statements),
    )
