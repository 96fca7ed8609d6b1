"""What people call kinds, states, roles and purposes; and how times and lists stand in tables."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from ieum.exchange.agreements.values import Purpose
from ieum.exchange.parties.values import PartyKind, PartyRole, PartyState
from ieum.kernel.answer import Source, SourceKind
from ieum.kernel.context import SEOUL
from ieum.kernel.messages import Message, _

KINDS: dict[PartyKind, Message] = {
    PartyKind.TELECOM: _("통신사"),
    PartyKind.HANDSET: _("단말 제조사"),
    PartyKind.BANK: _("금융회사"),
    PartyKind.AGENCY: _("공공기관"),
    PartyKind.POLICE: _("수사기관"),
    PartyKind.PLATFORM: _("플랫폼"),
    PartyKind.RESEARCH: _("연구기관"),
    PartyKind.COMPANY: _("기업"),
}
STATES: dict[PartyState, Message] = {
    PartyState.TRIAL: _("시험 참여"),
    PartyState.LIVE: _("정식 참여"),
    PartyState.SUSPENDED: _("참여 정지"),
}
ROLES: dict[PartyRole, Message] = {
    PartyRole.OFFICER: _("담당자"),
    PartyRole.APPROVER: _("승인자"),
    PartyRole.CLERK: _("창구 직원"),
    PartyRole.ENGINEER: _("기술자"),
    PartyRole.REGULATOR: _("감독관"),
}
PURPOSES: dict[Purpose, Message] = {
    Purpose.PREVENTION: _("범죄 예방"),
    Purpose.INVESTIGATION: _("수사"),
    Purpose.OVERSIGHT: _("감독"),
    Purpose.STATISTICS: _("통계"),
    Purpose.RESEARCH: _("연구"),
    Purpose.SERVICE: _("공공서비스 제공"),
}
REGISTER = Source(kind=SourceKind.DATASET, title=_("이 허브의 기관 명부"))


def moment(at: datetime | None) -> str:
    """A time in Korea, to the second; blank for none."""
    return at.astimezone(SEOUL).isoformat(timespec="seconds") if at else ""


def listed(words: Iterable[str]) -> str:
    """Some words in one cell, in order."""
    return ", ".join(sorted(words))
