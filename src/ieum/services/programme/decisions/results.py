"""What the tools of decisions return."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ieum.kernel.answer import Result
from ieum.kernel.messages import _
from ieum.kernel.views import Table, Words
from ieum.services.programme.overview.results import PageOf, PagesOf


class TaskBoard(Result):
    """The tasks that a person may see, by the computed light."""

    count: Annotated[int, Field(description=_("과제 수"))]
    page: PageOf = None
    pages: PagesOf = None
    red: Annotated[Table | None, Field(description=_("빨강"))] = None
    yellow: Annotated[Table | None, Field(description=_("노랑"))] = None
    green: Annotated[Table | None, Field(description=_("초록"))] = None
    closed: Annotated[Table | None, Field(description=_("종결"))] = None


class TaskView(Result):
    """One task as it stands, with its history."""

    title: Annotated[str, Field(description=_("과제 제목"))]
    task: Annotated[str, Field(description=_("과제 번호"))]
    state: Annotated[Words, Field(description=_("과제 상태"))]
    signal: Annotated[Words, Field(description=_("사람이 정한 신호등"))]
    computed: Annotated[Words, Field(description=_("계산한 신호등"))]
    kind: Annotated[Words, Field(description=_("과제의 종류"))]
    decision: Annotated[str, Field(description=_("결정"))]
    meeting: Annotated[Words, Field(description=_("회의"))]
    deadline: Annotated[Words, Field(description=_("기한"))]
    first_deadline: Annotated[Words, Field(description=_("처음 기한"))]
    measure: Annotated[Words, Field(description=_("효과를 재는 법"))]
    authority: Annotated[str, Field(description=_("지금 결재할 기관"))]
    programme: Annotated[str | None, Field(description=_("관련 사업"))] = None
    regions: Annotated[str | None, Field(description=_("관련 지역"))] = None
    retries: Annotated[str | None, Field(description=_("앞서 이루지 못한 과제"))] = None
    may: Annotated[Table | None, Field(description=_("지금 할 수 있는 일"))] = None
    lines: Annotated[Table, Field(description=_("맡은 기관과 마지막 보고"))]
    history: Annotated[Table, Field(description=_("이력"))]


class Decided(Result):
    """A decision that is now on record."""

    decision: Annotated[str, Field(description=_("결정 번호"))]
    title: Annotated[str, Field(description=_("결정"))]
    organisation: Annotated[str, Field(description=_("결정한 기관"))]


class DecisionList(Result):
    """The decisions that a person may see."""

    count: Annotated[int, Field(description=_("결정 수"))]
    decisions: Annotated[Table, Field(description=_("결정과 그 과제"))]


class OrganisationList(Result):
    """The organisations, and for administrators who holds which role at them."""

    count: Annotated[int, Field(description=_("기관 수"))]
    organisations: Annotated[Table, Field(description=_("등록된 기관"))]
    memberships: Annotated[Table | None, Field(description=_("역할을 맡은 계정"))] = None


class Appointment(Result):
    """A role that an account now holds, or no longer holds."""

    account: Annotated[str, Field(description=_("계정"))]
    organisation: Annotated[str, Field(description=_("기관 이름"))]
    role: Annotated[Words, Field(description=_("역할"))]
    region: Annotated[str | None, Field(description=_("함께 보는 지역"))] = None
    held: Annotated[bool, Field(description=_("지금 이 역할을 맡고 있는가"))] = True


class Lights(Result):
    """The two lights of a programme or a task."""

    code: Annotated[str, Field(description=_("번호"))]
    name: Annotated[str, Field(description=_("이름"))]
    signal: Annotated[Words, Field(description=_("사람이 정한 신호등"))]
    computed: Annotated[Words, Field(description=_("계산한 신호등"))]
    reasons: Annotated[Table, Field(description=_("계산한 까닭"))]


class SanctionRules(Result):
    """What the law lets an authority impose."""

    count: Annotated[int, Field(description=_("기준 수"))]
    rules: Annotated[Table, Field(description=_("제재 기준"))]
