"""What one document says, gathered over many programmes and written in a few queries."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import TypeVar

from ieum.services.programme.joining.names import forms_of
from ieum.services.programme.register.additions import store as additions
from ieum.services.programme.register.additions.store import Addition
from ieum.services.programme.register.bulk import store as bulk
from ieum.services.programme.register.incoming import NewProgramme
from ieum.services.programme.register.rows import LONGEST_NAME, Programme, ProgrammeName
from ieum.services.programme.register.staging.staged import StagedProgramme

_AT_ONCE = 500
_Each = TypeVar("_Each")


class Staging:
    """The programmes that a document may speak of, locked until the transaction ends."""

    def __init__(self, names: Collection[str], codes: Collection[str]) -> None:
        """Read the programmes of the register that bear the names, and those of the codes."""
        numbers: set[int] = set()
        by_key: dict[str, set[int]] = defaultdict(set)
        for some in _some(sorted({key for name in names if (key := _key(name))})):
            bearers = ProgrammeName.objects.filter(key__in=some)
            for key, number in bearers.values_list("key", "programme_id"):
                by_key[key].add(number)
                numbers.add(number)
        for some in _some(sorted(codes)):
            numbers.update(Programme.objects.filter(code__in=some).values_list("pk", flat=True))
        self._rows: dict[str, Programme] = {}
        self._staged: dict[str, StagedProgramme] = {}
        self._named: dict[str, list[StagedProgramme]] = defaultdict(list)
        by_number = self._read(numbers)
        for key, bearing in by_key.items():
            # One that was taken away in this moment bears no name.
            self._named[key] = [by_number[n] for n in sorted(bearing) if n in by_number]

    def _read(self, numbers: Collection[int]) -> dict[int, StagedProgramme]:
        found: dict[int, StagedProgramme] = {}
        for some in _some(sorted(numbers)):
            rows = additions.lock(some)
            counted = additions.counted_of(rows.values())
            for number, row in rows.items():
                staged = StagedProgramme(row.code, row.name, counted=counted[number])
                found[number] = self._staged[row.code] = staged
                self._rows[row.code] = row
        return found

    def with_code(self, code: str) -> StagedProgramme:
        """The programme of one of the codes that were read."""
        return self._staged[code]

    def with_name(self, name: str) -> list[StagedProgramme]:
        """The programmes that bear one of the names that were read, new ones included."""
        key = _key(name)
        return list(self._named[key]) if key else []

    def begin(self, name: str, *, kind: str, parent: StagedProgramme | None) -> StagedProgramme:
        """A new programme of this name."""
        code = f"new-{uuid.uuid4().hex}"
        staged = StagedProgramme(code, name, is_new=True, kind=kind, parent=parent)
        self._staged[code] = staged
        if key := _key(name):
            self._named[key].append(staged)
        return staged

    def write(self, added_by: int | None = None) -> None:
        """Put what was gathered into the register; new programmes get their codes."""
        everything = list(self._staged.values())
        additions.add(
            [
                Addition(self._rows[staged.code], staged.counted, staged.said, staged.is_corrected)
                for staged in everything
                if not staged.is_new and (staged.said or staged.is_corrected)
            ]
        )
        new = [staged for staged in everything if staged.is_new]
        if not new:
            return
        bulk.put(
            [
                NewProgramme(
                    code=staged.code,
                    name=staged.name,
                    kind=staged.kind,
                    parent=staged.parent.code if staged.parent else "",
                    added_by=added_by,
                    statements=staged.said,
                )
                for staged in new
            ]
        )
        codes = bulk.number([staged.code for staged in new])
        for staged in new:
            staged.code = codes[staged.code]


def _key(name: str) -> str:
    return forms_of(name).letters[:LONGEST_NAME]


def _some(items: Sequence[_Each]) -> Iterator[Sequence[_Each]]:
    """Items in stretches that a query can take."""
    return (items[at : at + _AT_ONCE] for at in range(0, len(items), _AT_ONCE))
