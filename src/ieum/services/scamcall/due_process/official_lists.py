"""Objections as officials name, find and list them, at the counter and at the desk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from ieum.kernel.answer import Answer, Result, refused
from ieum.kernel.errors import NotFound
from ieum.kernel.messages import _
from ieum.kernel.views import Cell, Column, Table
from ieum.services.scamcall.due_process import store
from ieum.services.scamcall.due_process.answers import Standing
from ieum.services.scamcall.due_process.values import Objection

MOST_LISTED = 200
EXAMPLE = {"objection": "OB-0000-0000"}

ObjectionReference = Annotated[
    str, Field(min_length=8, max_length=20, description=_("이의 번호. 예: OB-0000-0000"))
]


class Objections(Result):
    """A list of objections."""

    objections: Annotated[Table, Field(description=_("이의"))]


def find(reference: str) -> Objection | None:
    """The objection of a reference, if there is one."""
    try:
        return store.by_reference(reference)
    except NotFound:
        return None


def unknown(reference: str) -> Answer[Standing]:
    """The same for an objection that is another party's and for one that is not there."""
    return refused(
        _("'{reference}' 번호로 이 기관이 다룰 이의가 없습니다.", reference=reference),
        _("결정할 이의나 받아 적은 이의의 목록에서 번호를 확인해 주세요."),
    )


def listed(found: Sequence[Objection]) -> Table:
    """Objections as a table."""
    rows: list[list[Cell]] = [
        [
            one.reference,
            one.order.reference,
            one.order.action.words,
            one.ground.words,
            one.state.words,
            one.filed_on,
            one.due if one.decided_at is None else None,
        ]
        for one in found
    ]
    return Table(
        columns=[
            Column(name="objection", label=_("이의 번호")),
            Column(name="order", label=_("명령 번호")),
            Column(name="action", label=_("조치")),
            Column(name="ground", label=_("사유")),
            Column(name="state", label=_("상태")),
            Column(name="filed_on", label=_("낸 날")),
            Column(name="due", label=_("결정 기한")),
        ],
        rows=rows,
    )
