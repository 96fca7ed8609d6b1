"""A programme while what a document says of it is being gathered; nothing is written yet."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from ieum.services.programme.register.incoming import UNNUMBERED, NewStatement
from ieum.services.programme.register.lists.columns import Summary, summary_of
from ieum.services.programme.register.records import StatementRecord
from ieum.services.programme.register.values import StatementValue


@dataclass(slots=True, eq=False)
class StagedProgramme:
    """A programme of the register, or one that a document brings.

    ``counted`` is what counts of it in the register, ``said`` what the document adds.
    """

    code: str
    """A placeholder until a new one is written."""
    name: str
    is_new: bool = False
    kind: str = "programme"
    parent: StagedProgramme | None = None
    counted: list[StatementRecord] = field(default_factory=list)
    said: list[NewStatement] = field(default_factory=list)
    is_corrected: bool = False
    """Whether a statement of the register was read otherwise now."""

    def say(self, new: NewStatement) -> None:
        """Add a statement; the same said twice from the same words is once."""
        if new not in self.said:
            self.said.append(new)

    def correct(self, id: int, value: StatementValue) -> None:
        """Note that a statement of the register was read otherwise now."""
        self.is_corrected = True
        self.counted = [
            replace(record, value=value) if record.id == id else record for record in self.counted
        ]

    @property
    def summary(self) -> Summary:
        """What lists would show of it if all were written now."""
        return summary_of([*self.counted, *map(self._record, range(len(self.said)))])

    def _record(self, at: int) -> StatementRecord:
        new = self.said[at]
        return StatementRecord(UNNUMBERED + at, self.code, new.value, new.as_of, new.state)
