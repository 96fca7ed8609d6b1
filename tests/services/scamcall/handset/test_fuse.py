"""Binary fuse filters: nothing they hold is denied, and their bytes are what the layout says."""

from __future__ import annotations

import random

import numpy as np
import pytest

from ieum.services.scamcall.handset import fuse
from ieum.services.scamcall.handset.fingerprints import Keys

_WRAP = (1 << 64) - 1


def random_keys(count: int, seed: int = 1) -> Keys:
    return np.random.default_rng(seed).integers(0, _WRAP, count, dtype=np.uint64, endpoint=True)


def holds_by_the_layout(content: bytes, key: int) -> bool:
    """The description in the documentation, word for word, without arrays."""
    seed = int.from_bytes(content[:8], "little")
    length = int.from_bytes(content[8:12], "little")
    segments = int.from_bytes(content[12:16], "little")
    places = content[16:]
    hash = (key + seed) & _WRAP
    hash ^= hash >> 33
    hash = (hash * 0xFF51AFD7ED558CCD) & _WRAP
    hash ^= hash >> 33
    hash = (hash * 0xC4CEB9FE1A85EC53) & _WRAP
    hash ^= hash >> 33
    first = (hash * (segments * length)) >> 64
    second = (first + length) ^ ((hash >> 18) & (length - 1))
    third = (first + 2 * length) ^ (hash & (length - 1))
    return (hash ^ (hash >> 32)) & 255 == places[first] ^ places[second] ^ places[third]


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4, 7, 33, 100, 1000, 12_345, 100_000])
def test_every_key_is_held(count: int) -> None:
    keys = random_keys(count)
    assert fuse.read(fuse.built(keys).packed()).holds(keys).all()


def test_many_small_sets_can_all_be_built() -> None:
    chance = random.Random(3)
    for seed in range(300):
        keys = random_keys(chance.randrange(2, 60), seed)
        assert fuse.built(keys).holds(keys).all()


def test_a_key_given_twice_is_no_hindrance() -> None:
    keys = random_keys(50)
    assert fuse.built(np.concatenate([keys, keys])).packed() == fuse.built(keys).packed()


def test_other_keys_are_taken_for_held_once_in_256_times() -> None:
    found = fuse.built(random_keys(20_000)).holds(random_keys(400_000, 2)).mean()
    assert 0.0034 < found < 0.0044


def test_a_filter_takes_about_nine_bits_a_key() -> None:
    content = fuse.built(random_keys(100_000)).packed()
    assert len(content) == fuse.size_in_bytes(100_000)
    assert len(content) * 8 / 100_000 < 10


def test_its_bytes_answer_as_the_layout_describes() -> None:
    keys = random_keys(3000)
    filter = fuse.built(keys)
    probes = np.concatenate([keys[:500], random_keys(3000, 2)])
    described = [holds_by_the_layout(filter.packed(), int(key)) for key in probes]
    assert filter.holds(probes).tolist() == described
    assert any(described[500:])


@pytest.mark.parametrize("change", ["cut", "longer", "empty", "odd length"])
def test_bytes_that_are_no_filter_are_refused(change: str) -> None:
    content = fuse.built(random_keys(100)).packed()
    wrong = {
        "cut": content[:-1],
        "longer": content + b"\0",
        "empty": b"",
        "odd length": content[:8] + (3).to_bytes(4, "little") + content[12:],
    }[change]
    with pytest.raises(fuse.WrongFilter):
        fuse.read(wrong)
