"""Collections in rows: pages that lose nothing, versions, and what each reader sees."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from ieum.services.scamcall.standards.taxii import store
from ieum.services.scamcall.standards.taxii.store import NewObject, Visible
from ieum.services.scamcall.standards.taxii.values import Filters, Place

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 21, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def collection() -> int:
    store.make_root("root", {"title": "root"})
    return store.make_collection("root", "c", {"can_read": True, "can_write": True})


def sent(number: int, modified: datetime = NOW, **given: Any) -> dict[str, Any]:
    return {
        "type": "indicator",
        "spec_version": "2.1",
        "id": f"indicator--00000000-0000-4000-8000-{number:012}",
        "created": "2026-01-01T00:00:00Z",
        "modified": modified.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        **given,
    }


def ids(found: list[Any]) -> list[int]:
    return [int(one.id[-12:]) for one in found]


def test_pages_follow_each_other_though_objects_are_added_in_between(collection: int) -> None:
    store.add_sent(collection, [sent(number) for number in range(5)], NOW)
    found: list[int] = []
    after: Place | None = None
    for number in range(5, 12):
        some = store.page(collection, Filters(), after, 2)
        found += ids(some)
        after = some[-1].place
        if number < 9:
            # A clock that stands still, or goes back, adds nothing behind a reader.
            store.add_sent(collection, [sent(number)], NOW - DAY)
        if len(found) == 9:
            break
    assert found == list(range(9))


def test_times_of_addition_never_repeat_so_that_time_alone_is_enough(collection: int) -> None:
    store.add_sent(collection, [sent(number) for number in range(3)], NOW)
    store.add_sent(collection, [sent(number) for number in range(3, 6)], NOW)
    places = [one.place for one in store.page(collection, Filters(), None, 10)]
    assert len({place.added_at for place in places}) == 6
    behind = store.page(collection, Filters(added_after=places[2].added_at), None, 10)
    assert ids(behind) == [3, 4, 5]


def test_objects_that_another_server_added_at_one_time_are_paged_too(collection: int) -> None:
    for number in range(4):
        one = NewObject(sent(number)["id"], "2.1", "v", NOW, sent(number))
        store.put(collection, one, NOW)
    first = store.page(collection, Filters(), None, 2)
    assert ids(store.page(collection, Filters(), first[-1].place, 2)) == [2, 3]


def test_the_last_version_is_the_last_of_those_added_since(collection: int) -> None:
    for at, modified in ((NOW, NOW + 2 * DAY), (NOW + DAY, NOW), (NOW + DAY, NOW + DAY)):
        store.add_sent(collection, [sent(1, modified)], at)

    def versions(**filters: Any) -> list[datetime]:
        return [one.version_at for one in store.page(collection, Filters(**filters), None, 9)]

    assert versions() == [NOW + 2 * DAY]
    assert versions(added_after=NOW) == [NOW + DAY]
    assert versions(first=True) == [NOW + 2 * DAY, NOW]
    assert versions(last=False, versions=(NOW,)) == [NOW]
    assert versions(every=True) == [NOW + 2 * DAY, NOW, NOW + DAY]


def test_the_newest_specification_is_given_unless_another_is_asked_for(collection: int) -> None:
    store.add_sent(collection, [sent(1, NOW), sent(1, NOW + DAY, spec_version="2.0")], NOW)
    assert [one.spec for one in store.page(collection, Filters(), None, 9)] == ["2.1"]
    assert [one.spec for one in store.page(collection, Filters(specs=("2.0",)), None, 9)] == ["2.0"]


def test_a_version_is_kept_once_and_what_is_none_is_refused(collection: int) -> None:
    plain = sent(1)
    observable = {"type": "url", "id": "url--00000000-0000-4000-8000-000000000001"}
    wrong = sent(2) | {"modified": "yesterday"}
    twice = [plain, plain, observable, observable, wrong, {"id": "no id"}]
    outcomes = store.add_sent(collection, twice, NOW)
    assert [bool(one.failure) for one in outcomes] == [False, True, False, True, True, True]
    assert len(store.page(collection, Filters(every=True), None, 9)) == 2
    assert store.add_sent(collection, [plain], NOW + DAY)[0].failure


def test_a_reader_sees_what_is_for_all_and_what_was_given_to_it(collection: int) -> None:
    for number, (giver, kind) in enumerate([("", ""), ("a", "x"), ("a", "y"), ("b", "x")]):
        one = NewObject(sent(number)["id"], "2.1", "v", NOW, sent(number), giver, kind)
        store.add(collection, [one], NOW)
    visible = Visible({"a": frozenset({"x"})})
    assert ids(store.page(collection, Filters(), None, 9, visible=visible)) == [0, 1]
    assert not store.holds(collection, sent(3)["id"], visible)
    assert ids(store.page(collection, Filters(), None, 9, visible=Visible({}))) == [0]


def test_another_givers_version_hides_none(collection: int) -> None:
    for giver, at in (("a", NOW), ("b", NOW + DAY)):
        one = NewObject(sent(1)["id"], "2.1", "v", at, {"by": giver}, giver, "x")
        store.add(collection, [one], at)
    visible = Visible({"a": frozenset({"x"})})
    found = store.page(collection, Filters(), None, 9, visible=visible)
    assert [one.content for one in found] == [{"by": "a"}]


def test_a_status_is_told_to_its_party_alone_and_for_a_day(collection: int) -> None:
    store.keep_status("root", {"id": "s"}, NOW, "a")
    assert store.status("root", "s", "a") == {"id": "s"}
    assert store.status("root", "s", "b") is None
    store.keep_status("root", {"id": "t"}, NOW + 2 * DAY, "a")
    assert store.status("root", "s", "a") is None


def test_what_givers_gave_is_forgotten_in_time(collection: int) -> None:
    for number, giver in enumerate(["", "a"]):
        one = NewObject(sent(number)["id"], "2.1", "v", NOW, {}, giver, "x")
        store.add(collection, [one], NOW)
    store.forget(collection, NOW + DAY)
    assert ids(store.page(collection, Filters(), None, 9)) == [0]
