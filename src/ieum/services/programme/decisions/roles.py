"""Who a person is among the organisations: the roles they hold, where, and for which regions."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from ieum.kernel.messages import Message, _


class Role(StrEnum):
    """What a member may do for an organisation."""

    OFFICE = "office"
    """Records its decisions, assigns tasks, asks for reports, sends back, escalates."""
    APPROVER = "approver"
    """All that the office may, and signs off."""
    REPORTER = "reporter"
    """Reports on the lines of its own organisation."""
    OBSERVER = "observer"
    """Sees, and changes nothing."""

    @property
    def words(self) -> Message:
        """What people call it."""
        return {
            Role.OFFICE: _("점검 담당"),
            Role.APPROVER: _("결재권자"),
            Role.REPORTER: _("이행 담당"),
            Role.OBSERVER: _("열람자"),
        }[self]


@dataclass(frozen=True, slots=True)
class Grant:
    """One role of a person at an organisation.

    ``region`` widens what they see, never what they may do, to all that concerns it: an ISO 3166-2
    code or a customary region's Korean name.
    """

    role: Role
    organisation: int
    region: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A caller with the roles they hold.

    An administrator keeps the office going everywhere and sees everything, but neither reports nor
    signs off for anybody.
    """

    id: int | None
    name: str = ""
    grants: tuple[Grant, ...] = ()
    administers: bool = field(default=False)

    def holds(self, roles: Collection[Role], organisations: Iterable[int]) -> bool:
        """Whether they have one of the roles at one of the organisations."""
        places = frozenset(organisations)
        return any(
            grant.role in roles and grant.organisation in places for grant in self.grants
        ) or (self.administers and Role.OFFICE in roles)

    @property
    def has_part(self) -> bool:
        """Whether anything here concerns them at all."""
        return self.administers or bool(self.grants)
