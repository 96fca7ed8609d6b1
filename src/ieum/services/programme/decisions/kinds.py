"""Kinds of task, R&D management among them, and what a finished one of each kind concludes."""

from __future__ import annotations

from enum import StrEnum

from ieum.kernel.messages import Message, _


class TaskKind(StrEnum):
    """What sort of work a task is."""

    GENERAL = "general"
    PROCESS_REVIEW = "process_review"
    """A review of how an R&D project goes, rather than of its result alone."""
    RETRY = "retry"
    """A second attempt at what did not succeed, with what was learnt."""
    MISUSE = "misuse"
    """A suspected misuse of R&D funds, to be looked into and, if found, sanctioned by law."""

    @property
    def words(self) -> Message:
        """What people call it."""
        return {
            TaskKind.GENERAL: _("일반 과제"),
            TaskKind.PROCESS_REVIEW: _("연구개발 과정 평가"),
            TaskKind.RETRY: _("재도전 과제"),
            TaskKind.MISUSE: _("연구비 부정 조사와 제재"),
        }[self]


class Outcome(StrEnum):
    """What a finished task concludes."""

    CONTINUE = "continue"
    ADJUST = "adjust"
    STOP = "stop"
    REACHED = "reached"
    NOT_REACHED = "not_reached"
    SANCTION = "sanction"
    NO_FINDING = "no_finding"

    @property
    def words(self) -> Message:
        """What people call it."""
        return {
            Outcome.CONTINUE: _("계속"),
            Outcome.ADJUST: _("계획을 바꾸어 계속"),
            Outcome.STOP: _("중단"),
            Outcome.REACHED: _("목표 달성"),
            Outcome.NOT_REACHED: _("목표에 이르지 못함"),
            Outcome.SANCTION: _("제재"),
            Outcome.NO_FINDING: _("부정이 확인되지 않음"),
        }[self]


OUTCOMES: dict[TaskKind, frozenset[Outcome]] = {
    TaskKind.GENERAL: frozenset(),
    TaskKind.PROCESS_REVIEW: frozenset({Outcome.CONTINUE, Outcome.ADJUST, Outcome.STOP}),
    TaskKind.RETRY: frozenset({Outcome.REACHED, Outcome.NOT_REACHED}),
    TaskKind.MISUSE: frozenset({Outcome.SANCTION, Outcome.NO_FINDING}),
}
"""Outcomes that a task of a kind may have; where there are any, the finishing report names one."""
