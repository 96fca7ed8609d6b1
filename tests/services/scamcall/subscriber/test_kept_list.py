"""A subscriber's list: each change once, releases never undone, nobody blocked by a silent hub."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from ieum.services.scamcall.subscriber.frames import Frame
from ieum.services.scamcall.subscriber.kept_list import REMEMBERED, KeptList

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[KeptList]:
    found = KeptList(tmp_path / "list.sqlite3", timedelta(hours=24))
    yield found
    found.close()


def body(reference: str = "SC-1", state: str = "live", **given: Any) -> dict[str, Any]:
    return {
        "reference": reference,
        "pseudonym": "phone.1.a",
        "action": "block",
        "state": state,
        "expires_at": (NOW + timedelta(days=7)).isoformat(),
        **given,
    }


def order(place: str, revision: int, reference: str = "SC-1", state: str = "live") -> Frame:
    told = {
        "kind": "scamcall.order",
        "giver": "hub",
        "subject": "phone.1.a",
        "revision": revision,
        "at": NOW.isoformat(),
        "body": body(reference, state),
    }
    return Frame(place, "", "scamcall.order", told)


def references(kept: KeptList, now: datetime = NOW) -> list[str]:
    return [one.reference for one in kept.in_force("phone.1.a", now)]


def test_what_comes_twice_is_applied_once(kept: KeptList) -> None:
    assert len(kept.apply([order("b", 1)], NOW)) == 1
    assert kept.apply([order("b", 1)], NOW) == []
    assert references(kept) == ["SC-1"]
    assert kept.cursor == "b"


def test_a_release_that_overtakes_its_order_is_not_undone(kept: KeptList) -> None:
    kept.apply([order("b", 3, state="released"), order("c", 2), order("d", 1, "SC-2")], NOW)
    assert references(kept) == ["SC-2"]


def signal(place: str, revision: int, retracts: int | None = None) -> Frame:
    told = {
        "kind": "scamcall.number_report",
        "giver": "nuri-telecom",
        "subject": "phone.1.a",
        "revision": revision,
        "at": NOW.isoformat(),
        "body": {},
    } | ({} if retracts is None else {"retracts": retracts})
    return Frame(place, "", "scamcall.number_report", told)


def known_signals(kept: KeptList) -> list[int]:
    found = kept.database.execute("SELECT revision FROM signals ORDER BY revision")
    return [revision for (revision,) in found]


def test_a_signal_that_was_taken_back_is_dropped_also_where_that_overtook_it(
    kept: KeptList,
) -> None:
    kept.apply([signal("b", 1), signal("c", 2)], NOW)
    assert len(kept.apply([signal("d", 4, retracts=1), signal("e", 5, retracts=3)], NOW)) == 2
    assert kept.apply([signal("f", 3), signal("g", 4, retracts=1)], NOW) == []
    assert known_signals(kept) == [2]
    assert kept.tidy(NOW + REMEMBERED + timedelta(hours=1)) == 3


def test_a_batch_that_fails_leaves_list_and_cursor_as_they_were(tmp_path: Path) -> None:
    def fail(_database: object, _frames: Sequence[Frame]) -> None:
        raise ZeroDivisionError

    kept = KeptList(tmp_path / "list.sqlite3", applied=fail)
    with pytest.raises(ZeroDivisionError):
        kept.apply([order("b", 1)], NOW)
    assert kept.cursor is None
    assert list(kept.live(NOW)) == []
    kept.close()


def test_a_snapshot_takes_away_what_it_does_not_hold(kept: KeptList) -> None:
    kept.apply([order("b", 1), order("c", 2, "SC-2"), order("d", 9, "SC-3", "released")], NOW)
    with kept.snapshot("z", NOW) as take:
        take([body("SC-2") | {"revision": 2}, body("SC-4") | {"revision": 5}])
    assert references(kept) == ["SC-2", "SC-4"]
    assert kept.cursor == "z"


def test_nothing_is_in_force_after_its_time_or_when_the_hub_is_silent_too_long(
    kept: KeptList,
) -> None:
    kept.apply([order("b", 1)], NOW)
    assert references(kept, NOW + timedelta(hours=24)) == ["SC-1"]
    assert references(kept, NOW + timedelta(hours=25)) == []
    kept.heard(NOW + timedelta(days=6))
    assert references(kept, NOW + timedelta(days=6)) == ["SC-1"]
    kept.heard(NOW + timedelta(days=8))
    assert references(kept, NOW + timedelta(days=8)) == []


def test_what_has_long_ended_is_forgotten(kept: KeptList) -> None:
    kept.apply([order("b", 1)], NOW)
    assert kept.tidy(NOW + timedelta(days=14)) == 0
    assert kept.tidy(NOW + timedelta(days=16)) == 1
