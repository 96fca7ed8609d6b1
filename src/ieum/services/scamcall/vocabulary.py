"""The words of joint scam-call response: subjects, signals, manoeuvres, actions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ieum.exchange.parties.values import PartyKind
from ieum.kernel.messages import Message, _


class SubjectKind(StrEnum):
    """What a signal or an order is about."""

    PHONE = "phone"
    ACCOUNT = "account"
    LINK = "link"
    APP = "app"

    @property
    def words(self) -> Message:
        """What people call it."""
        return _SUBJECT_WORDS[self]


_SUBJECT_WORDS = {
    SubjectKind.PHONE: _("전화번호"),
    SubjectKind.ACCOUNT: _("계좌"),
    SubjectKind.LINK: _("링크"),
    SubjectKind.APP: _("앱"),
}


class SignalType(StrEnum):
    """What was seen. The types are those that the programme's partners exchange."""

    NUMBER_REPORT = "number_report"
    HANDSET_DETECTION = "handset_detection"
    SUSPICIOUS_CALL = "suspicious_call"
    VICTIM_ACCOUNT = "victim_account"
    COLLECTION_ACCOUNT = "collection_account"
    MALICIOUS_VISIT = "malicious_visit"
    REMOTE_CONTROL = "remote_control"

    @property
    def words(self) -> Message:
        """What people call it."""
        return SIGNALS[self].words

    @property
    def kind(self) -> str:
        """The name by which agreements and events speak of it."""
        return f"scamcall.{self}"


class Standing(StrEnum):
    """What a signal makes of its subject: somebody to stop, or somebody to protect.

    A person who visits a malicious site is in danger; whatever a signal of this standing says, it
    never supports acting against its subject.
    """

    SUSPECT = "suspect"
    ENDANGERED = "endangered"


@dataclass(frozen=True, slots=True)
class SignalDefinition:
    """What a type of signal is about, who sends it and how much it says by itself.

    ``weight``: how likely the subject of such a signal from an organisation of ordinary record is used
    for fraud, 0 to 1, before its age and its reporter are considered. ``lasts_hours``: after so long
    the signal says nothing any more.
    """

    words: Message
    subjects: frozenset[SubjectKind]
    standing: Standing
    senders: frozenset[PartyKind]
    weight: float
    lasts_hours: int


_CALLS = frozenset({PartyKind.TELECOM, PartyKind.HANDSET})
_OFFICIAL = frozenset({PartyKind.AGENCY, PartyKind.POLICE})
_MONEY = frozenset({PartyKind.BANK})
SIGNALS: dict[SignalType, SignalDefinition] = {
    SignalType.NUMBER_REPORT: SignalDefinition(
        _("신고된 번호·계좌·링크"),
        frozenset(SubjectKind),
        Standing.SUSPECT,
        _CALLS | _OFFICIAL | _MONEY | {PartyKind.PLATFORM},
        0.35,
        240,
    ),
    SignalType.HANDSET_DETECTION: SignalDefinition(
        _("단말이 알아챈 의심 통화"),
        frozenset({SubjectKind.PHONE}),
        Standing.SUSPECT,
        _CALLS,
        0.40,
        240,
    ),
    SignalType.SUSPICIOUS_CALL: SignalDefinition(
        _("지금 의심 통화 중인 전화"),
        frozenset({SubjectKind.PHONE}),
        Standing.ENDANGERED,
        _CALLS,
        0.0,
        2,
    ),
    SignalType.VICTIM_ACCOUNT: SignalDefinition(
        _("피해가 의심되는 계좌"),
        frozenset({SubjectKind.ACCOUNT}),
        Standing.ENDANGERED,
        _MONEY | _OFFICIAL,
        0.0,
        168,
    ),
    SignalType.COLLECTION_ACCOUNT: SignalDefinition(
        _("피해금이 모이는 계좌"),
        frozenset({SubjectKind.ACCOUNT}),
        Standing.SUSPECT,
        _MONEY | _OFFICIAL,
        0.60,
        336,
    ),
    SignalType.MALICIOUS_VISIT: SignalDefinition(
        _("악성 사이트·앱에 닿은 전화"),
        frozenset({SubjectKind.PHONE}),
        Standing.ENDANGERED,
        _CALLS | _OFFICIAL | {PartyKind.PLATFORM},
        0.0,
        72,
    ),
    SignalType.REMOTE_CONTROL: SignalDefinition(
        _("원격 제어 중인 단말"),
        frozenset({SubjectKind.PHONE}),
        Standing.ENDANGERED,
        _CALLS | _MONEY,
        0.0,
        24,
    ),
}


class Manoeuvre(StrEnum):
    """How the victim is deceived."""

    AGENCY = "agency"
    LOAN = "loan"
    FAMILY = "family"
    DELIVERY = "delivery"
    INVESTMENT = "investment"
    REMOTE_APP = "remote_app"
    OTHER = "other"
    UNKNOWN = "unknown"

    @property
    def words(self) -> Message:
        """What people call it."""
        return _MANOEUVRE_WORDS[self]


_MANOEUVRE_WORDS = {
    Manoeuvre.AGENCY: _("기관 사칭"),
    Manoeuvre.LOAN: _("대출 빙자"),
    Manoeuvre.FAMILY: _("가족·지인 사칭"),
    Manoeuvre.DELIVERY: _("택배·카드 배송 사칭"),
    Manoeuvre.INVESTMENT: _("투자 유인"),
    Manoeuvre.REMOTE_APP: _("앱 설치·원격 제어"),
    Manoeuvre.OTHER: _("그 밖의 수법"),
    Manoeuvre.UNKNOWN: _("모름"),
}


class CallerId(StrEnum):
    """Whether the number shown was the caller's own."""

    VERIFIED = "verified"
    UNVERIFIED = "unverified"
    #: Shown falsely: the number belongs to somebody who has nothing to do with it.
    SPOOFED = "spoofed"


class Action(StrEnum):
    """What an order asks subscribers to do, from the mildest."""

    ALERT = "alert"
    DELAY = "delay"
    BLOCK = "block"
    #: Stop payments from an account (지급정지).
    FREEZE = "freeze"
    #: Stop one route of calls, where the number shown belongs to somebody else.
    BLOCK_PATH = "block_path"

    @property
    def words(self) -> Message:
        """What people call it."""
        return _ACTION_WORDS[self]


_ACTION_WORDS = {
    Action.ALERT: _("주의 알림"),
    Action.DELAY: _("지연"),
    Action.BLOCK: _("일시 차단"),
    Action.FREEZE: _("지급정지"),
    Action.BLOCK_PATH: _("발신 경로 차단"),
}
