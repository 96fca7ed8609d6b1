"""The life of a task on one page: its states, who may do what when, and where that leads.

Plain functions on frozen values; no row, no clock. An act that ``RULES`` does not allow cannot
happen at any door, because the store asks ``refusal`` before it writes anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from ieum.kernel.messages import Message, _
from ieum.services.programme.decisions.roles import Person, Role


class State(StrEnum):
    """How far a task is. Being late is no state: it follows from the deadline and the day."""

    ASSIGNED = "assigned"
    REPORTED = "reported"
    SENT_BACK = "sent_back"
    ESCALATED = "escalated"
    SIGNED_OFF = "signed_off"

    @property
    def words(self) -> Message:
        """What people call it."""
        return {
            State.ASSIGNED: _("이행 중"),
            State.REPORTED: _("완료 보고됨"),
            State.SENT_BACK: _("보완 중"),
            State.ESCALATED: _("상급 기관에 올림"),
            State.SIGNED_OFF: _("종결"),
        }[self]


class Act(StrEnum):
    """What a person, or the clock, does to a task."""

    ASSIGN = "assign"
    ASK = "ask_report"
    REPORT = "report"
    SEND_BACK = "send_back"
    ESCALATE = "escalate"
    SIGN_OFF = "sign_off"
    MOVE = "move_deadline"
    SIGNAL = "set_signal"

    @property
    def words(self) -> Message:
        """What people call it."""
        return {
            Act.ASSIGN: _("과제 맡기기"),
            Act.ASK: _("보고 요청"),
            Act.REPORT: _("이행 보고"),
            Act.SEND_BACK: _("보완 요구"),
            Act.ESCALATE: _("상급 기관에 올리기"),
            Act.SIGN_OFF: _("종결 결재"),
            Act.MOVE: _("기한 변경"),
            Act.SIGNAL: _("신호등 정하기"),
        }[self]


class At(StrEnum):
    """The organisation at which an act needs a role."""

    DECIDING = "deciding"
    """The one whose decision it is, or one above it."""
    AUTHORITY = "authority"
    """The one that has the task in hand: the deciding one until it escalates; or one above it."""
    LINE = "line"
    """The one whose line is reported on, and no other."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may do an act, at which organisation, in which states (none: there is no task yet);
    ``then`` is the state after it, None where it stays."""

    by: frozenset[Role]
    at: At
    when: frozenset[State]
    then: State | None = None


_OPEN = frozenset(State) - {State.SIGNED_OFF}
_OFFICE = frozenset({Role.OFFICE, Role.APPROVER})
_APPROVER = frozenset({Role.APPROVER})
_REPORTER = frozenset({Role.REPORTER})

# fmt: off
RULES: dict[Act, Rule] = {
    #               who         at             in which states                     then
    Act.ASSIGN:    Rule(_OFFICE,   At.DECIDING,  frozenset(),                        State.ASSIGNED),
    Act.ASK:       Rule(_OFFICE,   At.DECIDING,  _OPEN),
    Act.REPORT:    Rule(_REPORTER, At.LINE,      _OPEN),
    Act.SEND_BACK: Rule(_OFFICE,   At.AUTHORITY, frozenset({State.REPORTED, State.ESCALATED}),
                                                                                     State.SENT_BACK),
    Act.ESCALATE:  Rule(_OFFICE,   At.AUTHORITY, _OPEN,                              State.ESCALATED),
    Act.SIGN_OFF:  Rule(_APPROVER, At.AUTHORITY, frozenset({State.REPORTED, State.ESCALATED}),
                                                                                     State.SIGNED_OFF),
    Act.MOVE:      Rule(_APPROVER, At.AUTHORITY, _OPEN),
    Act.SIGNAL:    Rule(_OFFICE,   At.DECIDING,  _OPEN),
}
# fmt: on


@dataclass(frozen=True, slots=True)
class Standing:
    """How a task stands, as far as rights and states ask.

    ``deciding`` and ``authority`` begin with the organisation itself; those above it follow.
    ``finished_by`` is the account whose report that the work is done still stands, None while there
    is none; a task that is sent back has none until the next report.
    """

    state: State
    deciding: tuple[int, ...]
    authority: tuple[int, ...]
    finished_by: int | None = None


def refusal(
    act: Act, standing: Standing, person: Person, line: int | None = None
) -> Message | None:
    """Why the person may not do this now; None if they may. ``line`` is the organisation whose
    line is reported on."""
    rule = RULES[act]
    if not person.holds(rule.by, _places(rule.at, standing, line)):
        return _(
            "'{act}'{act:-은/는} 이 과제의 {roles}만 할 수 있습니다. 맡은 일이면 관리자에게 역할을 요청해 주세요.",
            act=act.words,
            roles=_those(rule),
        )
    if rule.when and standing.state not in rule.when:
        return _(
            "과제가 '{state}' 상태라서 '{act}'{act:-을/를} 할 수 없습니다.",
            state=standing.state.words,
            act=act.words,
        )
    if act is Act.ESCALATE and standing.state is State.ESCALATED and not standing.authority[1:]:
        return _("이미 올린 과제이고, 그 위에 더 올릴 기관이 없습니다.")
    if act is Act.SIGN_OFF and standing.finished_by is None:
        return _(
            "일을 마쳤다는 보고가 없어 종결할 수 없습니다. 먼저 주관 기관의 완료 보고를 받아 주세요."
        )
    if act is Act.SIGN_OFF and standing.finished_by == person.id:
        return _("자기가 한 보고를 자기가 종결할 수 없습니다. 다른 결재권자에게 요청해 주세요.")
    return None


def _places(at: At, standing: Standing, line: int | None) -> Sequence[int]:
    if at is At.LINE:
        return () if line is None else (line,)
    return standing.deciding if at is At.DECIDING else standing.authority


def _those(rule: Rule) -> Message:
    if rule.by == _REPORTER:
        return _("자기 기관 몫을 맡은 이행 담당")
    if rule.by == _APPROVER:
        return _("결재권자")
    return _("점검 담당이나 결재권자")


def after(
    act: Act, standing: Standing, person: Person, *, finishes: bool | None = None
) -> Standing:
    """How the task stands after an act that ``refusal`` let pass.

    ``finishes`` says of a report on the lead's line whether the work is done; None for a partner's
    report, which leaves the state alone. An escalated task goes to the organisation above, if there
    is one, and stays there until it is sent back or signed off.
    """
    state = RULES[act].then or standing.state
    if act is Act.REPORT and finishes is not None:
        if finishes and state is not State.ESCALATED:
            state = State.REPORTED
        elif not finishes and state is State.REPORTED:
            state = State.ASSIGNED
        return replace(standing, state=state, finished_by=person.id if finishes else None)
    if act is Act.SEND_BACK:
        return replace(standing, state=state, finished_by=None, authority=standing.deciding)
    if act is Act.ESCALATE:
        return replace(
            standing, state=state, authority=standing.authority[1:] or standing.authority
        )
    return replace(standing, state=state)
