"""What the tools that answer from the register return."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ieum.kernel.answer import Result
from ieum.kernel.messages import Message, _
from ieum.kernel.views import Table, Words

#: Where a list is longer than a page: which page this is, and how many there are.
PageOf = Annotated[int | None, Field(description=_("쪽"))]
PagesOf = Annotated[int | None, Field(description=_("모두 몇 쪽"))]


class ProgrammeList(Result):
    """Programmes of the register, a page of them."""

    total: Annotated[int, Field(description=_("사업 수"))]
    programmes: Annotated[Table, Field(description=_("사업"))]
    page: PageOf = None
    pages: PagesOf = None


class ProgrammePage(Result):
    """All that the register holds of one programme."""

    name: Annotated[str, Field(description=_("사업"))]
    kind: Annotated[Words, Field(description=_("종류"))]
    review: Annotated[Message, Field(description=_("확인 여부"))]
    is_confirmed: Annotated[bool, Field(description=_("모두 확인되었는가"))]
    parent: Annotated[str | None, Field(description=_("상위 사업의 번호"))] = None
    parent_name: Annotated[str | None, Field(description=_("상위 사업"))] = None
    facts: Annotated[Table, Field(description=_("지금 값과 처음 확인된 값"))]
    lights: Annotated[Table, Field(description=_("신호등"))]
    parts: Annotated[Table | None, Field(description=_("세부 사업"))] = None
    changes: Annotated[Table | None, Field(description=_("바뀐 것"))] = None
    contradictions: Annotated[Table | None, Field(description=_("서로 어긋나는 것"))] = None
    statements: Annotated[Table | None, Field(description=_("모든 진술과 그 출처"))] = None


class BudgetSums(Result):
    """Annual amounts of one year by group, and the totals over several years beside them."""

    year: Annotated[int, Field(description=_("회계연도"))]
    sums: Annotated[Table, Field(description=_("한 해 금액의 합"))]
    largest: Annotated[Table | None, Field(description=_("합에 든 큰 금액과 그 부분"))] = None
    totals: Annotated[Table | None, Field(description=_("여러 해의 총액(더하지 않음)"))] = None


class Deadlines(Result):
    """What is promised for days up to one."""

    overdue: Annotated[int, Field(description=_("기한이 지난 것"))]
    upcoming: Annotated[int, Field(description=_("다가오는 것"))]
    coming: Annotated[Table | None, Field(description=_("다가오는 기한"))] = None
    passed: Annotated[
        Table | None, Field(description=_("기한이 지났고, 했다고 밝힌 문서가 없음"))
    ] = None
    reached: Annotated[Table | None, Field(description=_("했다고 밝힌 것"))] = None
    page: PageOf = None
    pages: PagesOf = None


class ChangeList(Result):
    """What documents say otherwise than those before them, and what they say for the first time."""

    changed: Annotated[int, Field(description=_("바뀐 값"))]
    first: Annotated[int, Field(description=_("처음 나온 값"))]
    changes: Annotated[Table, Field(description=_("바뀐 것과 처음 나온 것"))]
    page: PageOf = None
    pages: PagesOf = None


class Comparison(Result):
    """Two documents, programmes or days, side by side."""

    a: Annotated[Words, Field(description=_("첫째"))]
    b: Annotated[Words, Field(description=_("둘째"))]
    differing: Annotated[Table | None, Field(description=_("다른 것"))] = None
    renamed: Annotated[Table | None, Field(description=_("이름이 바뀐 것"))] = None
    only_a: Annotated[Table | None, Field(description=_("첫째에만 있는 것"))] = None
    only_b: Annotated[Table | None, Field(description=_("둘째에만 있는 것"))] = None
    totals: Annotated[Table | None, Field(description=_("맞지 않는 합계"))] = None
    shares: Annotated[Table | None, Field(description=_("맞지 않는 비율"))] = None
