"""The list on a handset, from edition to edition, against a plain set of numbers."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import numpy as np
import pytest

from ieum.exchange.ledger.notes import PrivateKey, PublicKey, new_key
from ieum.services.scamcall.handset import fuse, rice
from ieum.services.scamcall.handset.fingerprints import Keys, Prefixes, prefixes_of
from ieum.services.scamcall.handset.kept_list import KeptList
from ieum.services.scamcall.handset.list_files import Content, WrongListFile, written
from ieum.services.scamcall.handset.values import LASTS, Edition, Form

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
#: Prefixes are drawn from so few that numbers share them all the time.
FEW_PREFIXES = 40


@dataclass
class Hub:
    """A hub that lists keys, without its rows."""

    key: PrivateKey
    listed: set[int]
    edition: Edition
    before: set[int]

    def sign(self, text: str) -> tuple[PublicKey, bytes]:
        return self.key.public(), self.key.sign(text)

    def array(self, keys: set[int]) -> Keys:
        return np.array(sorted(keys), dtype=np.uint64)

    def prefixes(self, keys: set[int]) -> Prefixes:
        return np.unique(prefixes_of(self.array(keys)))

    def whole(self, form: Form) -> bytes:
        if form is Form.FILTER:
            body = fuse.built(self.array(self.listed)).packed()
            return written(self.edition, Content.FILTER, body, None, self.sign)
        body = rice.packed(self.prefixes(self.listed))
        return written(self.edition, Content.PREFIXES, body, None, self.sign)

    def next(self, listed: set[int]) -> bytes:
        """The changes to the next edition."""
        since, before = self.edition, self.listed
        self.listed = listed
        self.edition = edition(since.number + 1, self.prefixes(listed))
        came = self.prefixes(listed - before)
        went = np.setdiff1d(self.prefixes(before - listed), self.prefixes(listed))
        body = rice.packed(came) + rice.packed(went)
        return written(self.edition, Content.CHANGES, body, since.version, self.sign)


def edition(number: int, prefixes: Prefixes) -> Edition:
    total = int(prefixes.sum(dtype=np.uint64))
    return Edition(number, uuid4(), 1, NOW, len(prefixes), len(prefixes), total)


def drawn(chance: random.Random, count: int) -> set[int]:
    return {
        chance.randrange(FEW_PREFIXES) * 97_000_000 << 32 | chance.randrange(1 << 32)
        for _each in range(count)
    }


@pytest.fixture
def hub() -> Hub:
    listed = drawn(random.Random(1), 30)
    hub = Hub(new_key("hub/ledger"), listed, edition(1, np.zeros(0, np.uint32)), set())
    hub.edition = edition(1, hub.prefixes(listed))
    return hub


@pytest.mark.parametrize("form", list(Form))
def test_no_listed_number_is_ever_missed_though_numbers_share_prefixes(
    hub: Hub, form: Form
) -> None:
    chance = random.Random(5)
    known = [hub.key.public()]
    kept = KeptList.begun(hub.whole(form), known)
    for _edition in range(150):
        gone = set(chance.sample(sorted(hub.listed), min(len(hub.listed), chance.randrange(12))))
        kept.take(hub.next(hub.listed - gone | drawn(chance, chance.randrange(12))), known)
        assert kept.hits(hub.array(hub.listed), NOW).all()


@pytest.mark.parametrize("form", list(Form))
def test_a_freed_number_is_no_hit_any_more(hub: Hub, form: Form) -> None:
    known = [hub.key.public()]
    kept = KeptList.begun(hub.whole(form), known)
    freed = {1 << 60 | 5}
    kept.take(hub.next(hub.listed | freed), known)
    assert kept.hits(hub.array(freed), NOW).all()
    kept.take(hub.next(hub.listed - freed), known)
    assert not kept.hits(hub.array(freed), NOW).any()


@pytest.mark.parametrize("form", list(Form))
def test_a_number_freed_and_listed_again_is_a_hit(hub: Hub, form: Form) -> None:
    known = [hub.key.public()]
    kept = KeptList.begun(hub.whole(form), known)
    listed = hub.listed
    kept.take(hub.next(set()), known)
    assert not kept.hits(hub.array(listed), NOW).any()
    kept.take(hub.next(listed), known)
    assert kept.hits(hub.array(listed), NOW).all()


def test_after_its_time_the_list_blocks_nothing(hub: Hub) -> None:
    kept = KeptList.begun(hub.whole(Form.FILTER), [hub.key.public()])
    listed = hub.array(hub.listed)
    assert kept.hits(listed, NOW + LASTS - timedelta(seconds=1)).all()
    assert not kept.hits(listed, NOW + LASTS).any()


@pytest.mark.parametrize("form", list(Form))
def test_any_changed_byte_is_refused(hub: Hub, form: Form) -> None:
    file = hub.whole(form)
    for place in range(len(file)):
        wrong = file[:place] + bytes([file[place] ^ 1]) + file[place + 1 :]
        with pytest.raises(WrongListFile):
            KeptList.begun(wrong, [hub.key.public()])


def test_the_file_of_another_hub_is_refused(hub: Hub) -> None:
    with pytest.raises(WrongListFile):
        KeptList.begun(hub.whole(Form.FILTER), [new_key("hub/ledger").public()])


def test_changes_since_another_version_are_refused_and_nothing_is_altered(hub: Hub) -> None:
    known = [hub.key.public()]
    kept = KeptList.begun(hub.whole(Form.PREFIXES), known)
    version = kept.version
    hub.next(drawn(random.Random(2), 20))
    later = hub.next(drawn(random.Random(3), 20))
    with pytest.raises(WrongListFile):
        kept.take(later, known)
    assert kept.version == version


def test_changes_that_do_not_lead_to_their_version_are_refused(hub: Hub) -> None:
    known = [hub.key.public()]
    kept = KeptList.begun(hub.whole(Form.PREFIXES), known)
    assert isinstance(kept.whole, np.ndarray)
    before = kept.whole
    kept.whole = before[1:]
    with pytest.raises(WrongListFile):
        kept.take(hub.next(hub.listed | {7}), known)
    assert kept.whole.tolist() == before[1:].tolist()
