"""What the tools of this room take: a task, an organisation, a reason, a deadline."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from ieum.kernel.errors import WrongArgument
from ieum.kernel.messages import _

#: Deadlines are days of this century; anything else is a slip of the hand.
_FIRST_DAY, _LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)

Task = Annotated[
    str,
    Field(
        min_length=1, max_length=20, description=_("과제 번호. 과제 목록에 있습니다. 예: T000012")
    ),
]
Organisation = Annotated[
    str, Field(min_length=1, max_length=200, description=_("기관 이름. 기관 목록에 있는 대로"))
]
Note = Annotated[str, Field(min_length=1, max_length=4000, description=_("까닭이나 덧붙일 말"))]


def check_day(argument: str, day: date) -> None:
    """Refuse an argument whose day cannot be a deadline; raises ``WrongArgument``."""
    if not _FIRST_DAY <= day <= _LAST_DAY:
        raise WrongArgument(
            argument,
            _(
                "{day:은/는} 기한이 될 수 없습니다. 2000년에서 2099년 사이의 날을 적어 주세요.",
                day=day,
            ),
        )
