"""The allow list: identifiers that are never acted on, who says so, on what basis and from when until when.

Short numbers ship with the release (``allow_list.csv``); all else the hub's operator or a regulator enters. An
entry is never changed or deleted: it is ended, and what was on the list when stays to be seen.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from importlib.resources import files

from ieum.kernel.errors import WrongArgument
from ieum.kernel.messages import Message, _
from ieum.services.scamcall.identifiers.normal import REGION_CODE, WrongIdentifier, normal
from ieum.services.scamcall.vocabulary import SubjectKind

#: A beginning must be so long, in its normal form, that no whole bank or area code is let off.
SHORTEST_BEGINNING = 8
_BEGINNINGS = {
    SubjectKind.PHONE: re.compile(r"\+[1-9][0-9]{6,14}"),
    SubjectKind.ACCOUNT: re.compile(r"[0-9]{3}:[0-9]{4,20}"),
}


class AllowedHolder(StrEnum):
    """Whose identifier it is."""

    BANK = "bank"
    AGENCY = "agency"
    HOSPITAL = "hospital"
    EMERGENCY = "emergency"

    @property
    def words(self) -> Message:
        """What people call it."""
        return _HOLDER_WORDS[self]


_HOLDER_WORDS = {
    AllowedHolder.BANK: _("금융회사"),
    AllowedHolder.AGENCY: _("공공기관"),
    AllowedHolder.HOSPITAL: _("병원"),
    AllowedHolder.EMERGENCY: _("긴급 신고"),
}


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be allowed. ``identifier``: its normal form, or that of a beginning (``is_beginning``)."""

    kind: SubjectKind
    identifier: str
    is_beginning: bool
    holder: AllowedHolder
    who: str
    basis: str
    valid_from: datetime
    valid_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class AllowedEntry:
    """An entry of the list, in force or not any more."""

    id: int
    wish: Wish
    added_at: datetime
    added_by: str
    removed_at: datetime | None
    removed_by: str
    removed_because: str

    def is_in_force(self, now: datetime) -> bool:
        """Whether it protects its holder now."""
        until = self.wish.valid_until
        return self.removed_at is None and (
            self.wish.valid_from <= now and (until is None or now < until)
        )

    def covers(self, kind: SubjectKind, identifier: str) -> bool:
        """Whether an identifier in its normal form is one that it speaks of."""
        if kind is not self.wish.kind:
            return False
        if self.wish.is_beginning:
            return identifier.startswith(self.wish.identifier)
        return identifier == self.wish.identifier


def normal_wish(kind: SubjectKind, text: str, is_beginning: bool) -> str:
    """The normal form of an identifier, or of a beginning of many.

    Raises ``WrongArgument`` for what is neither, or a beginning of too many.
    """
    if not is_beginning:
        try:
            return normal(kind, text)
        except WrongIdentifier as error:
            raise WrongArgument("identifier", error.message) from None
    digits = re.sub(r"[\s()-]", "", text)
    if kind is SubjectKind.PHONE and digits.startswith("0"):
        digits = REGION_CODE + digits[1:]
    pattern = _BEGINNINGS.get(kind)
    if pattern is None or not pattern.fullmatch(digits):
        raise WrongArgument(
            "identifier",
            _(
                "앞부분으로는 전화번호나 '은행코드:계좌번호'의 앞자리만, 통일된 꼴로 {least}자 이상 적을 수 있습니다. 은행이나 "
                "지역 전체를 뺄 수는 없습니다.",
                least=SHORTEST_BEGINNING,
            ),
        )
    return digits


@cache
def shipped() -> Mapping[tuple[SubjectKind, str], str]:
    """What ships with the release, and whose it is."""
    text = files(__package__).joinpath("allow_list.csv").read_text(encoding="utf-8")
    return {
        (SubjectKind(row["subject"]), row["identifier"]): row["who"]
        for row in csv.DictReader(text.splitlines())
    }
