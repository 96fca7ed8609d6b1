"""Hashed runs of syllables: the only thing that a model sees of a call.

A bucket says nothing about the words that fall into it, so a model holds no vocabulary. Runs of whole
syllables carry the meaning; runs without final consonants still meet when a recogniser mishears one.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ieum.services.scamcall.early_warning.normal_form import FIRST_SYLLABLE

#: Buckets; a power of two, so that the hash is cut by its upper bits.
BUCKET_BITS = 18
BUCKETS = 1 << BUCKET_BITS
#: Lengths of the runs of whole syllables, and of those without final consonants.
WHOLE_RUNS = (2, 3, 4)
OPEN_RUNS = (3, 4, 5)
#: How many syllables before a new piece still join its runs.
OVERLAP = max(*WHOLE_RUNS, *OPEN_RUNS) - 1

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_UPPER = np.uint64(64 - BUCKET_BITS)
_FINALS = 28


def buckets(run: str, new_from: int = 0) -> NDArray[np.int32]:
    """The distinct buckets of the runs of a bare text that end at or after position ``new_from``."""
    whole = np.frombuffer(run.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    whole = whole - np.uint64(FIRST_SYLLABLE) + np.uint64(1)
    opened = (whole - np.uint64(1)) // np.uint64(_FINALS) + np.uint64(1)
    found = [
        _hashes(codes, length, new_from, seed)
        for seed, (codes, lengths) in enumerate(((whole, WHOLE_RUNS), (opened, OPEN_RUNS)), 1)
        for length in lengths
        if len(run) >= length
    ]
    if not found:
        return np.empty(0, dtype=np.int32)
    return np.unique(np.concatenate(found))


def _hashes(codes: NDArray[np.uint64], length: int, new_from: int, seed: int) -> NDArray[np.int32]:
    """Buckets of all runs of one length, by h = (h + code) * multiplier modulo 2^64."""
    first = max(0, new_from - length + 1)
    count = len(codes) - length + 1 - first
    if count <= 0:
        return np.empty(0, dtype=np.int32)
    hashed = np.full(count, seed * 16 + length, dtype=np.uint64)
    for offset in range(length):
        hashed = (hashed + codes[first + offset : first + offset + count]) * _MULTIPLIER
        hashed ^= hashed >> np.uint64(29)
    return (hashed * _MULTIPLIER >> _UPPER).astype(np.int32)
