"""Objections: what somebody says against an order, how far it has come, and what was decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from ieum.exchange.parties.values import HUB
from ieum.kernel.context import SEOUL
from ieum.kernel.messages import Message, _
from ieum.services.scamcall.due_process.clocks import Pause, clock
from ieum.services.scamcall.orders.values import Order
from ieum.services.scamcall.vocabulary import Action, SubjectKind


class Ground(StrEnum):
    """Why the order is wrong. The first three are those of 법 제7조제1항, for accounts alone."""

    #: Number 1: the account is none that was used for fraud.
    NOT_USED = "not_used"
    #: Number 2: the money was received for goods, services or by another right.
    RIGHTFUL = "rightful"
    #: Number 3: the account was not there to take victims' money; all but that money goes free.
    NOT_FOR_FRAUD = "not_for_fraud"
    NEW_HOLDER = "new_holder"
    SPOOFED = "spoofed"
    OTHER = "other"

    @property
    def words(self) -> Message:
        """What people call it."""
        return _GROUND_WORDS[self]


_GROUND_WORDS = {
    Ground.NOT_USED: _("사기에 쓰인 계좌가 아님"),
    Ground.RIGHTFUL: _("물건값이나 정당하게 받은 돈임"),
    Ground.NOT_FOR_FRAUD: _("피해금을 가로채려고 쓴 계좌가 아님(피해금만 묶고 나머지는 풂)"),
    Ground.NEW_HOLDER: _("이 번호를 새로 받아 쓰고 있음"),
    Ground.SPOOFED: _("누군가 내 번호를 거짓으로 띄움"),
    Ground.OTHER: _("그 밖의 사유"),
}
_OF_ACCOUNTS = frozenset({Ground.NOT_USED, Ground.RIGHTFUL, Ground.NOT_FOR_FRAUD})
_OF_PHONES = frozenset({Ground.NEW_HOLDER, Ground.SPOOFED})


def fits(ground: Ground, kind: SubjectKind) -> bool:
    """Whether a ground can be raised for what an order is about."""
    if ground in _OF_ACCOUNTS:
        return kind is SubjectKind.ACCOUNT
    return ground not in _OF_PHONES or kind is SubjectKind.PHONE


class Channel(StrEnum):
    """How an objection came in."""

    ONLINE = "online"
    #: At a shop or a branch.
    COUNTER = "counter"
    #: On paper, entered by an official.
    PAPER = "paper"

    @property
    def words(self) -> Message:
        """What people call it."""
        return _CHANNEL_WORDS[self]


_CHANNEL_WORDS = {
    Channel.ONLINE: _("온라인"),
    Channel.COUNTER: _("매장·지점"),
    Channel.PAPER: _("서면"),
}


class ObjectionState(StrEnum):
    """How far an objection has come."""

    OPEN = "open"
    #: Papers were asked for; the clock stands still.
    WAITING = "waiting"
    UPHELD = "upheld"
    PARTLY = "partly"
    REJECTED = "rejected"

    @property
    def words(self) -> Message:
        """What people call it."""
        return _STATE_WORDS[self]


_STATE_WORDS = {
    ObjectionState.OPEN: _("살피는 중"),
    ObjectionState.WAITING: _("서류를 기다리는 중"),
    ObjectionState.UPHELD: _("받아들여 풀었음"),
    ObjectionState.PARTLY: _("일부를 받아들임(피해금만 남기고 풀었음)"),
    ObjectionState.REJECTED: _("받아들이지 않음"),
}
UNDECIDED = (ObjectionState.OPEN, ObjectionState.WAITING)


class SwitchKind(StrEnum):
    """What can be switched off at once."""

    #: Signals of a party support nothing any more.
    SOURCE = "source"
    #: A rule issues nothing any more, and what it issued ends.
    RULE = "rule"
    #: A party is given nothing new; releases of what it holds still reach it.
    SUBSCRIBER = "subscriber"
    #: No rule issues anything any more, and what they issued ends.
    ALL = "all"

    @property
    def words(self) -> Message:
        """What people call it."""
        return _SWITCH_WORDS[self]


_SWITCH_WORDS = {
    SwitchKind.SOURCE: _("보내는 기관"),
    SwitchKind.RULE: _("규칙"),
    SwitchKind.SUBSCRIBER: _("받는 기관"),
    SwitchKind.ALL: _("모든 규칙"),
}


@dataclass(frozen=True, slots=True)
class Objection:
    """What somebody says against an order.

    ``party``: which party decides. ``taken_by``: the party whose clerk took it in, blank for online.
    ``reason`` is told to whoever objected. ``kept_won``: what stays frozen after a partial release.
    """

    reference: str
    order: Order
    ground: Ground
    channel: Channel
    party: str
    taken_by: str
    filed_at: datetime
    state: ObjectionState
    pauses: tuple[Pause, ...]
    asked_for: str
    extended: bool
    extension_reason: str
    decided_at: datetime | None
    reason: str
    kept_won: int | None

    @property
    def filed_on(self) -> date:
        """The day in Korea on which it came in."""
        return day_of(self.filed_at)

    @property
    def due(self) -> date | None:
        """The last day for the decision; None while the clock stands still.

        The law gives a clock for telephones. For what has none, the hub keeps to the same.
        """
        return clock("phone_objection_decision", self.filed_on).last_day(
            self.filed_on, pauses=self.pauses, extended=self.extended
        )

    @property
    def freely_released_from(self) -> date | None:
        """For a frozen account: before this day only sufficient material sets it free."""
        if self.order.action is not Action.FREEZE:
            return None
        return clock("objection_hold", self.filed_on).over_on(self.filed_on)


@dataclass(frozen=True, slots=True)
class Release:
    """What an objection freed: at which revision, and who had to hear of it.

    ``confirmed``: when each subscriber said that it has applied it. ``signed``: the keys whose signatures
    under that were verified, by subscriber.
    """

    order: str
    pseudonym: str
    revision: int
    at: datetime
    subscribers: tuple[str, ...]
    confirmed: Mapping[str, datetime]
    signed: Mapping[str, str]

    @property
    def is_complete(self) -> bool:
        """Whether every subscriber has confirmed."""
        return set(self.subscribers) <= set(self.confirmed)


def competent(order: Order) -> str:
    """The party that decides on objections: who requested the order, or the hub for its rules."""
    if order.rule or order.requester.startswith("rule "):
        return HUB
    return order.requester.partition(" ")[0]


def day_of(moment: datetime) -> date:
    """The day in Korea of a moment: the law's days are Korean days."""
    return moment.astimezone(SEOUL).date()
