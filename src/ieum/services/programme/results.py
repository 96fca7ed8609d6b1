"""What the tools of the programme service return."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from ieum.kernel.answer import Result
from ieum.kernel.messages import _
from ieum.kernel.views import MarkedText, Table, Words


class Found(Result):
    """The answer to a question, and the words of the documents it rests on."""

    answer: Annotated[Words, Field(description=_("답"))]
    evidence: Annotated[MarkedText, Field(description=_("근거가 된 대목"))]
    figures: Annotated[Table | None, Field(description=_("찾은 수치와 그것이 있는 곳"))] = None


class Promises(Result):
    """What one document promises."""

    title: Annotated[str, Field(description=_("제목"))]
    count: Annotated[int, Field(description=_("찾은 약속의 수"))]
    promises: Annotated[Table, Field(description=_("약속과 그 금액, 때, 자리"))]
    text: Annotated[MarkedText | None, Field(description=_("본문과 표시한 수치"))] = None


class ReadingReport(Result):
    """What became of each file."""

    read: Annotated[int, Field(description=_("새로 읽은 문서 수"))]
    known: Annotated[int, Field(description=_("이미 있던 문서 수"))]
    refused: Annotated[int, Field(description=_("읽지 못한 파일 수"))]
    programmes: Annotated[int, Field(description=_("새로 알게 된 사업 수"))]
    statements: Annotated[int, Field(description=_("찾은 내용(금액, 지역, 주관, 때)의 수"))]
    files: Annotated[Table, Field(description=_("파일마다의 결과"))]


class DocumentList(Result):
    """The documents that can be asked."""

    documents: Annotated[Table, Field(description=_("읽은 문서"))]


class DocumentView(Result):
    """A document with what was found in it."""

    title: Annotated[str, Field(description=_("제목"))]
    publisher: Annotated[str | None, Field(description=_("낸 곳"))] = None
    issued: Annotated[date | None, Field(description=_("날짜"))] = None
    text: Annotated[MarkedText, Field(description=_("본문과 표시한 수치"))]
    mentions: Annotated[Table, Field(description=_("문서에 나오는 금액, 날짜, 수"))]


class Removal(Result):
    """Whether a document was there to be taken away."""

    removed: Annotated[bool, Field(description=_("지웠는가"))]
    title: Annotated[Words, Field(description=_("지운 문서의 제목"))]
