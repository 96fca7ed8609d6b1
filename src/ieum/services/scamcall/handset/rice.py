"""Sorted lists of 32-bit numbers in few bits: Golomb-Rice codes of the gaps between them.

Layout, little-endian: the count (4 bytes), k (1 byte), then two rows of bits, each filled up to whole
bytes, the lowest bit of a byte first. The first row holds for each gap its upper part in unary: as many
zeros as it says, and a one. The second holds the k lower bits of each gap, the lowest first. A gap is
the difference from the number before, less one; before the first number stands -1.
"""

from __future__ import annotations

import struct

import numpy as np

from ieum.services.scamcall.handset.fingerprints import PREFIX_BITS, Prefixes

_HEAD = struct.Struct("<IB")
_MOST_LOWER_BITS = PREFIX_BITS


class WrongList(ValueError):
    """Bytes that are no list in this form."""


def packed(numbers: Prefixes) -> bytes:
    """A list of numbers, each larger than the one before, in bytes."""
    count = len(numbers)
    lower = lower_bits(count)
    if not count:
        return _HEAD.pack(0, lower)
    wide = numbers.astype(np.int64)
    gaps = wide - np.concatenate(([-1], wide[:-1])) - 1
    ends = np.cumsum((gaps >> lower) + 1) - 1
    unary = np.zeros(int(ends[-1]) + 1, dtype=np.uint8)
    unary[ends] = 1
    rest = ((gaps[:, None] >> np.arange(lower)) & 1).astype(np.uint8)
    return (
        _HEAD.pack(count, lower)
        + np.packbits(unary, bitorder="little").tobytes()
        + np.packbits(rest.ravel(), bitorder="little").tobytes()
    )


def unpacked(content: bytes) -> tuple[Prefixes, bytes]:
    """The numbers, and the bytes behind them. Raises ``WrongList``."""
    if len(content) < _HEAD.size:
        raise WrongList("the list ends before its head does")
    count, lower = _HEAD.unpack_from(content)
    body = np.frombuffer(content, dtype=np.uint8, offset=_HEAD.size)
    if lower > _MOST_LOWER_BITS or count > 8 * len(body):
        raise WrongList("the list says more numbers than it holds")
    if not count:
        return np.zeros(0, dtype=np.uint32), content[_HEAD.size :]
    ends = _first_ones(body, count)
    unary_bytes = int(ends[-1]) // 8 + 1
    rest_bytes = -(-count * lower // 8)
    if unary_bytes + rest_bytes > len(body):
        raise WrongList("the list says more numbers than it holds")
    upper = np.diff(ends, prepend=-1) - 1
    bits = np.unpackbits(
        body[unary_bytes : unary_bytes + rest_bytes], bitorder="little", count=count * lower
    ).reshape(count, lower)
    gaps = (upper << lower) + (bits.astype(np.int64) << np.arange(lower)).sum(axis=1)
    numbers = np.cumsum(gaps + 1) - 1
    if numbers[-1] >= 1 << PREFIX_BITS:
        raise WrongList("the list holds a number of more than 32 bits")
    return numbers.astype(np.uint32), content[_HEAD.size + unary_bytes + rest_bytes :]


def lower_bits(count: int) -> int:
    """How many bits of a gap are written as they are, for a list of so many random numbers."""
    if not count:
        return 0
    # One bit more pays while 2**k is below 0.481 of the mean gap (x**2 + x = 1 for x = e**(-2**k / mean)).
    return int(0.481 * (1 << PREFIX_BITS) / count).bit_length()


def most_bytes(count: int) -> int:
    """The size of a packed list of so many numbers, or a little more."""
    lower = lower_bits(count)
    unary = count + ((1 << PREFIX_BITS) >> lower if count else 0)
    return _HEAD.size + -(-unary // 8) + -(-count * lower // 8)


def _first_ones(
    body: np.ndarray[tuple[int], np.dtype[np.uint8]], count: int
) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """The places of the first so many bits that are one."""
    totals = np.cumsum(np.bitwise_count(body), dtype=np.int64)
    last = int(np.searchsorted(totals, count))
    if last == len(body):
        raise WrongList("the list says more numbers than it holds")
    bits = np.unpackbits(body[: last + 1], bitorder="little")
    return np.flatnonzero(bits)[:count].astype(np.int64)
