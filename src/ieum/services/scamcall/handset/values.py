"""Editions of the handset list, and how long a handset may go by one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from ieum.kernel.messages import Message, _

#: What agreements call the list.
KIND = "scamcall.handset_list"
#: No new edition is made sooner, and no handset need ask sooner.
WAIT = timedelta(minutes=5)
#: An edition is made though nothing changed, so that who asks in time is never left without a list.
RENEWAL = timedelta(hours=6)
#: So long after its edition a handset goes by a list; then it blocks nothing (it fails open).
LASTS = timedelta(hours=48)
#: So long an entry that has gone is kept, for the changes since an older edition.
KEPT = timedelta(days=7)


class Form(StrEnum):
    """In which form a whole list is wanted."""

    FILTER = "filter"
    PREFIXES = "prefixes"

    @property
    def words(self) -> Message:
        """What people call it."""
        return _FORM_WORDS[self]


_FORM_WORDS = {
    Form.FILTER: _("이진 퓨즈 필터"),
    Form.PREFIXES: _("앞자리 목록"),
}


@dataclass(frozen=True, slots=True)
class Edition:
    """The list as it was at a time.

    ``version`` is all that handsets know of it. ``numbers``: how many are listed. ``prefixes`` and
    ``prefix_sum``: how many different prefixes they have, and the sum of these modulo 2⁶⁴.
    """

    number: int
    version: UUID
    epoch: int
    made_at: datetime
    numbers: int
    prefixes: int
    prefix_sum: int

    @property
    def valid_until(self) -> datetime:
        """When a handset stops going by it."""
        return self.made_at + LASTS
