"""What the review tools return."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from ieum.kernel.answer import Result
from ieum.kernel.messages import _
from ieum.kernel.views import Frozen, MarkedText, Table, Words


class ReviewedStatement(Frozen):
    """A statement as who reviews it sees it."""

    number: Annotated[int, Field(description=_("진술 번호"))]
    programme: Annotated[str, Field(description=_("사업 번호"))]
    name: Annotated[str, Field(description=_("사업"))]
    subject: Annotated[Words, Field(description=_("항목"))]
    value: Annotated[Words, Field(description=_("값"))]
    state: Annotated[Words, Field(description=_("검토"))]
    waits: Annotated[bool, Field(description=_("검토를 기다림"))]
    as_of: Annotated[date, Field(description=_("기준일"))]
    place: Annotated[Words, Field(description=_("자리"))]
    quote: Annotated[str, Field(description=_("문서의 말"))]
    against: Annotated[Words | None, Field(description=_("다르게 말하는 곳"))] = None
    decided: Annotated[Words | None, Field(description=_("정한 사람과 때"))] = None


class MaybeSame(Frozen):
    """Another programme of a like name, which a person may find to be the same."""

    programme: Annotated[str, Field(description=_("사업 번호"))]
    name: Annotated[str, Field(description=_("사업"))]
    about: Annotated[Words, Field(description=_("주관과 예산"))]


class Review(Result):
    """One document with what was read out of it."""

    title: Annotated[str, Field(description=_("제목"))]
    document: Annotated[int, Field(description=_("문서 번호"))]
    left: Annotated[int, Field(description=_("검토를 기다리는 진술"))]
    of: Annotated[int, Field(description=_("뽑은 진술 모두"))]
    current: Annotated[str | None, Field(description=_("지금 볼 사업"))] = None
    text: Annotated[MarkedText, Field(description=_("본문과 표시한 자리"))]
    statements: Annotated[list[ReviewedStatement], Field(description=_("뽑은 진술"))]
    maybe_same: Annotated[
        list[MaybeSame], Field(description=_("지금 볼 사업과 같을지도 모르는 사업"))
    ]


class StatementList(Result):
    """Statements that fit what was asked for."""

    count: Annotated[int, Field(description=_("찾은 진술 수"))]
    statements: Annotated[Table, Field(description=_("진술"))]
    documents: Annotated[Table | None, Field(description=_("문서"))] = None


class Decided(Result):
    """What was decided, statement by statement."""

    count: Annotated[int, Field(description=_("정한 진술 수"))]
    statements: Annotated[Table, Field(description=_("진술"))]


class History(Result):
    """Who changed what, and when."""

    revisions: Annotated[Table, Field(description=_("바꾼 기록"))]


class Proposed(Result):
    """What documents brought into the register."""

    documents: Annotated[int, Field(description=_("살핀 문서 수"))]
    programmes: Annotated[int, Field(description=_("새로 생긴 사업 수"))]
    statements: Annotated[int, Field(description=_("새로 기다리는 진술 수"))]
    found: Annotated[Table, Field(description=_("문서마다의 결과"))]
