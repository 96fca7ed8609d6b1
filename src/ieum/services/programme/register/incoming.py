"""What is to be put into the register: statements and programmes that are not there yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from ieum.services.programme.register.values import ReviewState, StatementValue

#: Numbers above those of all rows, for statements that have none yet.
UNNUMBERED = 2**62


@dataclass(frozen=True, slots=True)
class NewStatement:
    """A statement that is to be put into the register; its fields are those of its record."""

    value: StatementValue
    as_of: date
    document: int | None = None
    place: tuple[int, int] | None = None
    quote: str = ""
    source: str = ""
    note: str = ""
    built_in: str = ""
    added_by: int | None = None
    state: ReviewState = ReviewState.EXTRACTED


@dataclass(frozen=True, slots=True)
class NewProgramme:
    """A programme that is to be put into the register, with what is stated of it."""

    code: str
    name: str
    name_en: str = ""
    kind: str = "programme"
    area: str = ""
    parent: str = ""
    """Code of the programme that it is a part of."""
    other_names: tuple[str, ...] = ()
    built_in: str = ""
    added_by: int | None = None
    statements: Sequence[NewStatement] = field(default=())
