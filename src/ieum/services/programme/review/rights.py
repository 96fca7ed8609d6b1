"""Who may review what was read out of documents."""

from __future__ import annotations

from ieum.kernel.context import Caller
from ieum.kernel.errors import NotAllowed
from ieum.kernel.messages import _

#: Members of this group review; officials and administrators may as well.
REVIEWERS = "analysts"


def may_review(caller: Caller) -> bool:
    """Whether a caller may confirm, correct and reject."""
    return caller.staff or REVIEWERS in caller.groups


def must_review(caller: Caller) -> int | None:
    """The account of a caller who may review; raises ``NotAllowed`` for others.

    The operator on the command line has no account.
    """
    if not may_review(caller):
        raise NotAllowed(
            _(
                "문서에서 뽑은 내용의 검토는 '{group}' 그룹과 담당자가 합니다. 관리자에게 그 그룹에 "
                "넣어 달라고 해 주세요.",
                group=REVIEWERS,
            )
        )
    return caller.id or None
