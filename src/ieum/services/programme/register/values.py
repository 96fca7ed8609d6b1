"""What a statement may say of a programme: its subjects, and the form of a value on each."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter

from ieum.kernel.messages import Message, _
from ieum.kernel.views import Frozen
from ieum.services.programme.extraction.findings import Basis, Budget
from ieum.text.qualifiers import Qualifier


class Subject(StrEnum):
    """What a statement is about."""

    BUDGET = "budget"
    LEAD = "lead"
    PARTNERS = "partners"
    REGIONS = "regions"
    START = "start"
    END = "end"
    TARGET = "target"
    FIGURE = "figure"
    STATUS = "status"
    MILESTONE = "milestone"


class ReviewState(StrEnum):
    """Whether a person has looked at a statement, and what they said."""

    EXTRACTED = "extracted"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    """Confirmed with another value than was extracted; both are kept."""
    REJECTED = "rejected"


SETTLED = (ReviewState.CONFIRMED, ReviewState.CORRECTED)
"""States of statements that a person stands behind."""


class RevisionKind(StrEnum):
    """What a person changed in the register."""

    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    REJECTED = "rejected"
    TAKEN_BACK = "taken_back"
    """A decision was taken back: the statement waits again."""
    MERGED = "merged"
    SPLIT = "split"
    RENAMED = "renamed"
    NAMED = "named"
    """Another name under which documents speak of the programme."""
    PLACED = "placed"
    """It became a part of another programme, or stands by itself again."""
    KEPT_APART = "kept_apart"
    """A programme of a like name is another one."""


class Kind(StrEnum):
    """What sort of thing a programme is."""

    PLAN = "plan"
    PROGRAMME = "programme"
    PROJECT = "project"
    SYSTEM = "system"
    COMMITMENT = "commitment"
    BUDGET_LINE = "budget_line"
    GROUP = "group"
    REGION_LINE = "region_line"
    EVENT = "event"
    INSTITUTION = "institution"
    WORKING_GROUP = "working_group"
    LAW = "law"
    RESULT = "result"

    @property
    def words(self) -> Message:
        """What people call it."""
        return _KINDS[self]


_KINDS = {
    Kind.PLAN: _("계획"),
    Kind.PROGRAMME: _("사업"),
    Kind.PROJECT: _("과제"),
    Kind.SYSTEM: _("시스템"),
    Kind.COMMITMENT: _("약속"),
    Kind.BUDGET_LINE: _("예산 항목"),
    Kind.GROUP: _("묶음"),
    Kind.REGION_LINE: _("지역 과제"),
    Kind.EVENT: _("행사"),
    Kind.INSTITUTION: _("기관"),
    Kind.WORKING_GROUP: _("실무단"),
    Kind.LAW: _("법령"),
    Kind.RESULT: _("성과"),
}


class Status(StrEnum):
    """How far a programme is, as stated."""

    NAMED_ONLY = "named_only"
    TENTATIVE = "tentative"
    UNDER_REVIEW = "under_review"
    ANNOUNCED = "announced"
    PLANNED = "planned"
    ENACTED = "enacted"
    IN_PROGRESS = "in_progress"
    IN_OPERATION = "in_operation"
    DONE = "done"
    DELAYED = "delayed"
    STOPPED = "stopped"

    @property
    def words(self) -> Message:
        """What people call it."""
        from ieum.services.programme.register.wording import STATUSES

        return STATUSES[self]


class Signal(StrEnum):
    """The traffic light (신호등) of Korea's national agenda tracking."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"

    @property
    def words(self) -> Message:
        """What people call it."""
        return {
            Signal.GREEN: _("초록"),
            Signal.YELLOW: _("노랑"),
            Signal.RED: _("빨강"),
        }[self]


#: No state has ever promised more (ten times the world's yearly output): a larger amount is a slip.
MOST_WON = 10**17
#: Either way from zero; what is larger no list can sort by.
MOST_NUMBER = 1e21


class Amount(Frozen):
    """Value of a budget. Years are fiscal years; an open side is ``None``."""

    subject: Literal[Subject.BUDGET] = Subject.BUDGET
    won: int = Field(ge=0, le=MOST_WON)
    qualifier: Qualifier = "exact"
    basis: Basis
    first_year: int | None = None
    last_year: int | None = None


def amount_of(budget: Budget) -> Amount | None:
    """The amount that a document gives; None where it is too large to be one."""
    if budget.won > MOST_WON:
        return None
    return Amount(
        won=budget.won,
        qualifier=budget.qualifier,
        basis=budget.basis,
        first_year=budget.years.first,
        last_year=budget.years.last,
    )


class Names(Frozen):
    """Value of a lead (one name), of partners, or of regions (codes of ISO 3166-2 or a customary
    region's Korean name)."""

    subject: Literal[Subject.LEAD, Subject.PARTNERS, Subject.REGIONS]
    names: tuple[str, ...]


class Time(Frozen):
    """Value of a start or an end: the days it covers, from one day to a whole year."""

    subject: Literal[Subject.START, Subject.END]
    first: date
    last: date


class Measured(Frozen):
    """Value of a figure or a target: a number with its unit, or words alone."""

    subject: Literal[Subject.FIGURE, Subject.TARGET]
    number: float | None = Field(None, ge=-MOST_NUMBER, le=MOST_NUMBER, allow_inf_nan=False)
    unit: str = ""
    what: str = ""
    qualifier: Qualifier = "exact"
    by: date | None = None


class Stage(Frozen):
    """Value of a status."""

    subject: Literal[Subject.STATUS] = Subject.STATUS
    status: Status


class Step(Frozen):
    """Value of a milestone: what is due when, and whether it was met."""

    subject: Literal[Subject.MILESTONE] = Subject.MILESTONE
    what: str
    due: date
    met: date | None = None


StatementValue = Annotated[
    Amount | Names | Time | Measured | Stage | Step, Field(discriminator="subject")
]


_VALUE: TypeAdapter[StatementValue] = TypeAdapter(StatementValue)


def value_of(plain: object) -> StatementValue:
    """A value from the plain JSON that rows keep."""
    return _VALUE.validate_python(plain)


def plain_of(value: StatementValue) -> dict[str, Any]:
    """A value as the plain JSON that rows keep."""
    plain: dict[str, Any] = _VALUE.dump_python(value, mode="json")
    return plain
