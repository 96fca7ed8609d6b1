"""What counting starts from: the day of words such as next year, and whether a first day counts."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from ieum.kernel.answer import Step
from ieum.kernel.messages import _

Reference = Annotated[
    date | None, Field(description=_("'내년', '지난달' 같은 말의 기준일. 비우면 오늘입니다."))
]

FromMidnight = Annotated[
    bool,
    Field(description=_("첫날을 포함하는가(초일 산입, 첫날도 셈, 오전 0시부터 시작하는 기간)")),
]


def reference_step(day: date) -> Step:
    """The step that names the day."""
    return Step(says=_("기준일은 {day}입니다.", day=day))
