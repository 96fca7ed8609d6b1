"""The day that words such as next year count from."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from ieum.kernel.answer import Step
from ieum.kernel.messages import _

Reference = Annotated[
    date | None, Field(description=_("'내년', '지난달' 같은 말의 기준일. 비우면 오늘입니다."))
]


def reference_step(day: date) -> Step:
    """The step that names the day."""
    return Step(says=_("기준일은 {day}입니다.", day=day))
