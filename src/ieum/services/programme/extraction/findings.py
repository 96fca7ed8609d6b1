"""What is found in a document: budgets and other figures, each with its place in the text."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from ieum.text.qualifiers import Qualifier

Place = tuple[int, int]
"""A stretch of a document's text: [start, end) in characters."""


class Basis(StrEnum):
    """Which time an amount is for."""

    ANNUAL = "annual"
    """One fiscal year."""
    TOTAL = "total"
    """The whole programme, or the text names no single year."""


@dataclass(frozen=True, slots=True)
class Years:
    """The fiscal years an amount is for; an open side is ``None`` (``~2030``: by 2030)."""

    first: int | None = None
    last: int | None = None

    def __str__(self) -> str:
        if self.first is None:
            return f"~{self.last}" if self.last is not None else ""
        if self.first == self.last:
            return str(self.first)
        return f"{self.first}-{self.last or ''}"


NO_YEARS = Years()
"""The text names no year."""


@dataclass(frozen=True, slots=True)
class Timing:
    """For which time an amount is, as far as the text says it."""

    basis: Basis
    years: Years = NO_YEARS
    starts: date | None = None
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class Budget:
    """An amount of won that a document gives to something it names.

    What the text does not say is empty: no lead is guessed. ``parent`` is the place in
    ``Findings.budgets`` of the budget that this one is a part of.
    """

    name: str
    name_at: Place
    won: int
    amount_at: Place
    qualifier: Qualifier = "exact"
    basis: Basis = Basis.TOTAL
    years: Years = NO_YEARS
    lead: str = ""
    lead_at: Place | None = None
    partners: tuple[str, ...] = ()
    """Bodies that the text names beside the lead: 해양수산부와 함께, (해양수산부 공동)."""
    regions: tuple[str, ...] = ()
    """Short names as the register keeps them: 광주, 호남, 전국, 해외."""
    starts: date | None = None
    ends: date | None = None
    parent: int | None = None
    counts: tuple[int, ...] = ()
    """How many parts the text says that it has: 3개 사업 208억원."""
    also_at: tuple[Place, ...] = ()
    """Where else the document states the same amount for the same thing."""

    @property
    def is_untimed(self) -> bool:
        """Whether the text says of no time that the amount is for it."""
        return self.basis is Basis.TOTAL and not str(self.years)

    def timed(self, timing: Timing) -> Budget:
        """The same for another time."""
        return replace(
            self,
            basis=timing.basis,
            years=timing.years,
            starts=timing.starts,
            ends=timing.ends,
        )


@dataclass(frozen=True, slots=True)
class Figure:
    """A count, share, date, rank or measure that the article states; amounts are ``Budget``s."""

    raw: str
    at: Place
    value: str
    """A number without separators, an ISO date, month or year."""
    unit: str
    qualifier: Qualifier = "exact"
    of: str = ""
    """What it is a figure of, as the text names it."""


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was found in one document, in the order of its text."""

    budgets: tuple[Budget, ...] = ()
    figures: tuple[Figure, ...] = field(default=())
