"""The list as a handset keeps it: the reading side, for makers to write again in their language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Self
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from ieum.exchange.ledger.notes import PublicKey
from ieum.services.scamcall.handset import fuse, rice
from ieum.services.scamcall.handset.fingerprints import Keys, Prefixes, prefixes_of
from ieum.services.scamcall.handset.list_files import Content, ListFile, WrongListFile, read

_NONE: Prefixes = np.zeros(0, dtype=np.uint32)


@dataclass(slots=True)
class KeptList:
    """A list, and the changes since it came.

    ``whole`` is a filter or prefixes. Beside a filter, ``came`` and ``went`` are the prefixes of numbers
    that were listed and freed since; into prefixes, changes are worked in.
    """

    whole: fuse.Filter | Prefixes
    version: UUID
    epoch: int
    made_at: datetime
    valid_until: datetime
    wait: timedelta
    came: Prefixes = field(default_factory=_NONE.copy)
    went: Prefixes = field(default_factory=_NONE.copy)

    @classmethod
    def begun(cls, file: bytes, keys: Iterable[PublicKey]) -> Self:
        """The list of a whole file. Raises ``WrongListFile``."""
        found = read(file, keys)
        if found.content is Content.CHANGES:
            raise WrongListFile("the file holds changes and no whole list")
        whole = fuse.read(found.body) if found.content is Content.FILTER else _only_list(found.body)
        kept = cls(
            whole,
            found.version,
            found.epoch,
            found.made_at,
            found.valid_until,
            timedelta(seconds=found.wait_seconds),
        )
        kept._check(found)
        return kept

    def take(self, file: bytes, keys: Iterable[PublicKey]) -> None:
        """Work in changes since this version, which stays as it is where they do not fit.

        Raises ``WrongListFile``: then the whole list is to be asked for.
        """
        found = read(file, keys)
        if found.content is not Content.CHANGES or found.since != self.version:
            raise WrongListFile("the file holds no changes since the version that is kept")
        came, rest = rice.unpacked(found.body)
        went = _only_list(rest)
        before = self.whole, self.came, self.went
        if isinstance(self.whole, fuse.Filter):
            self.came = np.union1d(np.setdiff1d(self.came, went), came)
            self.went = np.setdiff1d(np.union1d(self.went, went), came)
        else:
            self.whole = np.union1d(np.setdiff1d(self.whole, went), came)
        try:
            self._check(found)
        except WrongListFile:
            self.whole, self.came, self.went = before
            raise
        self.version, self.made_at = found.version, found.made_at
        self.valid_until = found.valid_until
        self.wait = timedelta(seconds=found.wait_seconds)

    def hits(self, keys: Keys, now: datetime) -> NDArray[np.bool_]:
        """For each key whether it may be listed: never false for one that is, while the list is valid.

        A hit is no more than a reason to ask for the full fingerprint. After its time the list has none.
        """
        if now >= self.valid_until:
            return np.zeros(len(keys), dtype=np.bool_)
        prefixes = prefixes_of(keys)
        if not isinstance(self.whole, fuse.Filter):
            return _among(prefixes, self.whole)
        found = self.whole.holds(keys)
        if len(self.went):
            found &= ~_among(prefixes, self.went)
        if len(self.came):
            found |= _among(prefixes, self.came)
        return found

    def _check(self, file: ListFile) -> None:
        if isinstance(self.whole, fuse.Filter):
            return
        total = int(self.whole.sum(dtype=np.uint64))
        if (len(self.whole), total) != (file.prefixes, file.prefix_sum):
            raise WrongListFile("the prefixes are not those of the version that the file names")


def _only_list(content: bytes) -> Prefixes:
    numbers, rest = rice.unpacked(content)
    if rest:
        raise WrongListFile("the file goes on after its list")
    return numbers


def _among(prefixes: Prefixes, listed: Prefixes) -> NDArray[np.bool_]:
    if not len(listed):
        return np.zeros(len(prefixes), dtype=np.bool_)
    places = np.searchsorted(listed, prefixes)
    return np.equal(listed[np.minimum(places, len(listed) - 1)], prefixes)
