"""Binary fuse filters with 8-bit fingerprints (Graf and Lemire, 2022): about nine bits a key.

A filter never denies a key it was built from, and takes one in 256 others for one of them. Layout,
little-endian: seed (8 bytes), the length of a segment (4 bytes, a power of two), the number of segments
in which a first place may lie (4 bytes), then one byte for each place: two segments more than that.

To ask for a key, with 64-bit arithmetic that wraps around:

    hash = mixed(key + seed)                             # the finalizer of MurmurHash3
    first = high 64 bits of (hash * (segments * length))
    second = (first + length) ^ ((hash >> 18) & (length - 1))
    third = (first + 2 * length) ^ (hash & (length - 1))
    held = ((hash ^ (hash >> 32)) & 255) == places[first] ^ places[second] ^ places[third]
"""

from __future__ import annotations

import math
import struct
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ieum.services.scamcall.handset.fingerprints import Keys

_HEAD = struct.Struct("<QII")
_ARITY = 3
_MOST_SEGMENT = 1 << 18
#: A seed fails about once in some ten times for small sets, far less for large ones.
_MOST_SEEDS = 200
#: Keys asked at once, so that what is reckoned stays in the cache of the processor.
_BLOCK = 1 << 15

Places = NDArray[np.int64]


class WrongFilter(ValueError):
    """Bytes that are no filter, or keys from which none can be built."""


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter: what its bytes say."""

    seed: int
    segment_length: int
    segments: int
    places: NDArray[np.uint8]

    def holds(self, keys: Keys) -> NDArray[np.bool_]:
        """For each key whether it may be held; never false for one that is."""
        found = np.empty(len(keys), dtype=np.bool_)
        for begin in range(0, len(keys), _BLOCK):
            hashes = _hashes(keys[begin : begin + _BLOCK], self.seed)
            seen = _small(hashes)
            for places in _places(hashes, self.segment_length, self.segments):
                seen ^= self.places[places]
            found[begin : begin + _BLOCK] = seen == 0
        return found

    def packed(self) -> bytes:
        """The filter in bytes."""
        return _HEAD.pack(self.seed, self.segment_length, self.segments) + self.places.tobytes()


def built(keys: Keys) -> Filter:
    """A filter of some keys, the same for the same keys. Raises ``WrongFilter``, which random keys never do."""
    keys = np.unique(keys)
    length, segments = _shape(len(keys))
    for number in range(_MOST_SEEDS):
        seed = int(_hashes(np.array([number + 1], dtype=np.uint64), 0)[0])
        hashes = _hashes(keys, seed)
        places = np.stack(_places(hashes, length, segments), axis=1)
        order = _peeled(places, (segments + _ARITY - 1) * length)
        if order is not None:
            return Filter(seed, length, segments, _filled(order, places, hashes, length, segments))
    raise WrongFilter("no seed fits these keys; they are not random")


def read(content: bytes) -> Filter:
    """The filter of its bytes. Raises ``WrongFilter``."""
    if len(content) < _HEAD.size:
        raise WrongFilter("the filter ends before its head does")
    seed, length, segments = _HEAD.unpack_from(content)
    fits = 0 < length <= _MOST_SEGMENT and length & (length - 1) == 0 and segments > 0
    if not fits or len(content) != _HEAD.size + (segments + _ARITY - 1) * length:
        raise WrongFilter("the filter has another length than its head says")
    places = np.frombuffer(content, dtype=np.uint8, offset=_HEAD.size)
    return Filter(seed, length, segments, places)


def size_in_bytes(count: int) -> int:
    """The size of a filter of so many keys."""
    length, segments = _shape(count)
    return _HEAD.size + (segments + _ARITY - 1) * length


def _shape(count: int) -> tuple[int, int]:
    """The length of a segment, and the number of segments in which a first place may lie."""
    if count < 2:
        return 4, 1
    length = min(1 << math.floor(math.log(count) / math.log(3.33) + 2.25), _MOST_SEGMENT)
    spare = max(1.125, 0.875 + 0.25 * math.log(1e6) / math.log(count))
    segments = -(-round(count * spare) // length) - (_ARITY - 1)
    return length, max(segments, 1)


def _hashes(keys: Keys, seed: int) -> Keys:
    """The finalizer of MurmurHash3 on each key and the seed."""
    hashes = keys + np.uint64(seed)
    for factor in (0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53):
        hashes ^= hashes >> np.uint64(33)
        hashes *= np.uint64(factor)
    hashes ^= hashes >> np.uint64(33)
    return hashes


def _small(hashes: Keys) -> NDArray[np.uint8]:
    return (hashes ^ (hashes >> np.uint64(32))).astype(np.uint8)


def _places(hashes: Keys, length: int, segments: int) -> tuple[Places, Places, Places]:
    whole = np.uint64(segments * length)
    half = np.uint64(32)
    low = (hashes & np.uint64(0xFFFFFFFF)) * whole
    first = (((hashes >> half) * whole + (low >> half)) >> half).astype(np.int64)
    inside = np.uint64(length - 1)
    second = (first + length) ^ ((hashes >> np.uint64(18)) & inside).astype(np.int64)
    third = (first + 2 * length) ^ (hashes & inside).astype(np.int64)
    return first, second, third


#: Keys that were taken away together, and the place that each of them alone still used.
_Round = tuple[Places, Places]


def _peeled(places: Places, size: int) -> list[_Round] | None:
    """The keys in rounds, each with a place that no key of a later round uses; None where none is left
    before all are taken away.
    """
    count = np.bincount(places.ravel(), minlength=size)
    # Where a place has one key left, the sum of the numbers of its keys is that key.
    total = np.zeros(size, dtype=np.int64)
    for column in places.T:
        np.add.at(total, column, np.arange(len(places)))
    alone = np.flatnonzero(count == 1)
    rounds: list[_Round] = []
    left = len(places)
    while len(alone):
        taken, where = np.unique(total[alone], return_index=True)
        rounds.append((taken, alone[where]))
        left -= len(taken)
        touched = places[taken].ravel()
        np.subtract.at(count, touched, 1)
        np.subtract.at(total, touched, np.repeat(taken, _ARITY))
        alone = np.unique(touched[count[touched] == 1])
    return None if left else rounds


def _filled(
    rounds: list[_Round], places: Places, hashes: Keys, length: int, segments: int
) -> NDArray[np.uint8]:
    filled = np.zeros((segments + _ARITY - 1) * length, dtype=np.uint8)
    small = _small(hashes)
    for taken, alone in reversed(rounds):
        value = small[taken]
        # A key's own place is still zero here, so it does not count.
        for column in places[taken].T:
            value ^= filled[column]
        filled[alone] = value
    return filled
