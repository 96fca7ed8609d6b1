"""Agreements: which party gives what to whom, for which purpose, in which fields and for how long."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from ieum.exchange.parties.values import PartyKind

#: What is shared, as ``service.kind``: a type of signal, of order, or a dataset.
KIND = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")
FIELD = re.compile(r"[a-z][a-z0-9_]*")
#: The longest that shared data may be kept: five years (통신사기피해환급법 제13조의4 제7항 제2호).
LONGEST_RETENTION_DAYS = 5 * 365
#: A running stream asks every second what may be told, and what was told just before may come late.
TOLD_AFTER_ALL = timedelta(seconds=10)


class Purpose(StrEnum):
    """What shared data may be used for, and nothing else (통신사기피해환급법 제13조의4 제7항 제1호)."""

    #: Keep an offence from happening or spreading.
    PREVENTION = "prevention"
    INVESTIGATION = "investigation"
    OVERSIGHT = "oversight"
    STATISTICS = "statistics"
    RESEARCH = "research"
    #: Deliver a public service to the person concerned.
    SERVICE = "service"


@dataclass(frozen=True, slots=True)
class Offer:
    """What one party offers to others; with an acceptance it is an agreement.

    ``audience``: kinds of parties that may accept, none for all. ``fields``: the fields that are
    given; every other is cut off before it leaves. ``retention_days``: when the taker must have
    deleted what it took. ``basis``: the law or contract that allows it.
    """

    id: int
    giver: str
    kind: str
    purpose: Purpose
    fields: frozenset[str]
    audience: frozenset[PartyKind]
    starts_at: datetime
    ends_at: datetime
    retention_days: int
    basis: str
    offered_at: datetime
    revoked_at: datetime | None = None

    def is_live(self, now: datetime) -> bool:
        """Whether it can be accepted, and what was agreed under it holds."""
        return self.revoked_at is None and self.starts_at <= now < self.ends_at


@dataclass(frozen=True, slots=True)
class Agreement:
    """An offer that a party has accepted, until either ends it."""

    id: int
    offer: Offer
    taker: str
    accepted_at: datetime
    ended_at: datetime | None = None

    def is_live(self, now: datetime) -> bool:
        """Whether anything may be given under it now."""
        return self.ended_at is None and self.offer.is_live(now)


@dataclass(frozen=True, slots=True)
class Pause:
    """A time in which a party is given nothing new of what a service shares, agreed or not.

    It still hears what sets somebody free whom it was told to act against before.
    """

    taker: str
    service: str
    since: datetime
    ended_at: datetime | None = None

    def covers(self, kind: str, at: datetime) -> bool:
        """Whether what was told of a kind at a time was kept from the party."""
        is_over = self.ended_at is not None and at >= self.ended_at
        return service_of(kind) == self.service and at >= self.since and not is_over

    def may_hold(self, first_told_at: datetime | None) -> bool:
        """Whether the party may hold what was first told at a time."""
        return first_told_at is not None and first_told_at <= self.since + TOLD_AFTER_ALL


def service_of(kind: str) -> str:
    """The service that shares something of a kind."""
    return kind.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Terms:
    """All that one party may take now, by what is shared and who gives it.

    ``pauses``: of this party, those that are over included.
    """

    taker: str
    agreements: Mapping[tuple[str, str], tuple[Agreement, ...]]
    pauses: tuple[Pause, ...] = ()

    @classmethod
    def of(
        cls,
        taker: str,
        agreements: Iterable[Agreement],
        now: datetime,
        pauses: Iterable[Pause] = (),
    ) -> Terms:
        """The terms of a taker from agreements; those that are not live count for nothing."""
        found: dict[tuple[str, str], list[Agreement]] = {}
        for agreement in agreements:
            if agreement.taker == taker and agreement.is_live(now):
                key = agreement.offer.giver, agreement.offer.kind
                found.setdefault(key, []).append(agreement)
        return cls(taker, {key: tuple(some) for key, some in found.items()}, tuple(pauses))

    def pause_of(self, kind: str) -> Pause | None:
        """The pause that keeps new things of a kind from the party now."""
        service = service_of(kind)
        running = (one for one in self.pauses if one.ended_at is None)
        return next((one for one in running if one.service == service), None)

    @property
    def pauses_over(self) -> int:
        """How many pauses are over: who read on through one of them lacks what was told meanwhile."""
        return sum(one.ended_at is not None for one in self.pauses)

    def fields(
        self, giver: str, kind: str, now: datetime, purpose: Purpose | None = None
    ) -> frozenset[str]:
        """The fields that may be taken now, all agreements together; none where nothing is agreed.

        A party may always take what it gave itself: for that this is not asked.
        """
        if self.pause_of(kind) is not None:
            return frozenset()
        return self.agreed_fields(giver, kind, now, purpose)

    def agreed_fields(
        self, giver: str, kind: str, now: datetime, purpose: Purpose | None = None
    ) -> frozenset[str]:
        """The fields that are agreed, paused or not: of what sets free what the party may hold."""
        allowed: set[str] = set()
        for agreement in self.agreements.get((giver, kind), ()):
            if agreement.is_live(now) and purpose in (None, agreement.offer.purpose):
                allowed |= agreement.offer.fields
        return frozenset(allowed)

    def cut(
        self, giver: str, kind: str, body: Mapping[str, Any], now: datetime
    ) -> dict[str, Any] | None:
        """What of a body may be taken: only agreed fields. None where nothing is agreed."""
        fields = self.fields(giver, kind, now)
        if not fields:
            return None
        return {name: value for name, value in body.items() if name in fields}
