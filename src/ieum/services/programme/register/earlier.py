"""What an earlier reading of a document put into the register, found again by its place or words."""

from __future__ import annotations

from collections.abc import Sequence

from ieum.services.programme.register.records import StatementRecord
from ieum.services.programme.register.values import (
    Amount,
    ReviewState,
    StatementValue,
    Subject,
)

Place = tuple[int, int]


class Earlier:
    """The statements that a document had before it was read now."""

    def __init__(self, statements: Sequence[StatementRecord]) -> None:
        self._statements = statements
        self._again: set[int] = set()

    @property
    def programmes(self) -> set[str]:
        """The codes of the programmes that they are of."""
        return {statement.programme for statement in self._statements}

    def programme_at(self, place: Place, quote: str, won: int) -> str:
        """The programme whose amount was read from these words before; empty if none was.

        A person may have merged, renamed or divided it since: what they made of it holds.
        """
        amounts = [s for s in self._statements if s.subject is Subject.BUDGET]
        at_place = [s for s in amounts if s.document is not None and _overlap(s.place, place)]
        moved = [
            s for s in amounts if s.document is None and s.quote == quote and won in _amounts_of(s)
        ]
        found = at_place or (moved if len({s.programme for s in moved}) == 1 else [])
        return found[0].programme if found else ""

    def statement_at(
        self, programme: str, value: StatementValue, place: Place, quote: str
    ) -> StatementRecord | None:
        """The statement that said this before, or that was read from these words.

        A rejected one is it only if the same was read: what was misread may be read rightly now.
        """
        same = [
            s for s in self._statements if (s.programme, s.subject) == (programme, value.subject)
        ]
        exact = [s for s in same if value in (s.value, s.extracted_value)]
        alike = [
            s
            for s in same
            if s.state is not ReviewState.REJECTED
            and s.id not in self._again
            and (s.quote == quote if s.document is None else _overlap(s.place, place))
        ]
        found = next(iter([*exact, *alike]), None)
        if found is not None:
            self._again.add(found.id)
        return found

    def not_found_again(self, document: int) -> list[int]:
        """Those of the document that this reading did not come upon."""
        return [
            s.id
            for s in self._statements
            if s.document == document and s.place is not None and s.id not in self._again
        ]


def _overlap(one: Place | None, other: Place) -> bool:
    return one is not None and one[0] < other[1] and other[0] < one[1]


def _amounts_of(statement: StatementRecord) -> set[int]:
    values = (statement.value, statement.extracted_value)
    return {value.won for value in values if isinstance(value, Amount)}
