"""Sorted lists in few bits: they come back as they were, and nothing else is read as one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from ieum.services.scamcall.handset import rice
from ieum.services.scamcall.handset.fingerprints import Prefixes

_LARGEST = (1 << 32) - 1


def prefixes(*numbers: int) -> Prefixes:
    return np.array(sorted(numbers), dtype=np.uint32)


@given(some.sets(some.integers(0, _LARGEST), max_size=300))
def test_a_list_comes_back_as_it_was(numbers: set[int]) -> None:
    content = rice.packed(prefixes(*numbers))
    found, rest = rice.unpacked(content + b"next")
    assert found.tolist() == sorted(numbers)
    assert rest == b"next"
    assert len(content) <= rice.most_bytes(len(numbers)) or len(numbers) < 2


@pytest.mark.parametrize("numbers", [(), (0,), (_LARGEST,), (0, _LARGEST), tuple(range(5000))])
def test_extremes_come_back(numbers: tuple[int, ...]) -> None:
    assert rice.unpacked(rice.packed(prefixes(*numbers)))[0].tolist() == list(numbers)


def test_the_layout_is_the_one_described() -> None:
    # Gaps 3, 0 and 1; k as the count makes it; unary first, the remainders after it.
    content = rice.packed(prefixes(3, 4, 6))
    lower = content[4]
    assert content[:4] == (3).to_bytes(4, "little")
    assert content[5] == 0b111
    rest = int.from_bytes(content[6:], "little")
    assert [(rest >> lower * place) & ((1 << lower) - 1) for place in range(3)] == [3, 0, 1]


def test_random_prefixes_cost_little_more_than_they_must() -> None:
    numbers = np.unique(np.random.default_rng(1).integers(0, _LARGEST, 100_000, dtype=np.uint32))
    least = np.log2(np.e * 2**32 / len(numbers))
    assert len(rice.packed(numbers)) * 8 / len(numbers) < least + 0.1


@given(some.binary(max_size=60))
def test_whatever_bytes_come_they_are_read_or_refused(content: bytes) -> None:
    try:
        numbers, rest = rice.unpacked(content)
    except rice.WrongList:
        return
    assert content.endswith(rest)
    assert (np.diff(numbers.astype(np.int64)) > 0).all()


def test_a_list_that_says_more_than_it_holds_is_refused() -> None:
    content = rice.packed(prefixes(*range(0, 100_000, 7)))
    for length in (0, 4, 5, 20, len(content) - 1):
        with pytest.raises(rice.WrongList):
            rice.unpacked(content[:length])
    with pytest.raises(rice.WrongList):
        rice.unpacked(b"\xff\xff\xff\xff" + content[4:])
