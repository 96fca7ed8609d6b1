"""What the tools of this room take: statements by number, and a word to add."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ieum.kernel.messages import _
from ieum.kernel.tool import Rate

MOST_AT_ONCE = 200
#: A person who reviews by keyboard may be quick.
QUICK = Rate(600, 60)

Ids = Annotated[
    list[Annotated[int, Field(ge=1, le=2**62)]],
    Field(
        min_length=1,
        max_length=MOST_AT_ONCE,
        description=_("진술 번호. 여럿이면 한 줄에 하나씩"),
    ),
]
Note = Annotated[str, Field(max_length=500, description=_("덧붙이는 말"))]
