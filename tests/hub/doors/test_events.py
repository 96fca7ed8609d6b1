"""The door of events: who may listen, to what, from where on, and how a stream ends."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

import pytest
from django.db import connections
from django.utils import timezone

from ieum.exchange.agreements import store as agreements
from ieum.exchange.agreements.values import Purpose
from ieum.exchange.events import store as outbox
from ieum.exchange.events import stream
from ieum.exchange.events.values import Event, Lane
from ieum.exchange.parties import store as parties
from ieum.exchange.parties.signing import store as signing
from ieum.exchange.parties.values import PartyKind
from ieum.hub.doors import events as door
from tests.exchange.parties.signing.signer import Signer

pytestmark = pytest.mark.django_db(transaction=True)
KIND = "scamcall.order"
T = TypeVar("T")


class Stream:
    """A client's end of one stream."""

    def __init__(self) -> None:
        self.status = 0
        self.headers: dict[str, str] = {}
        self.received = b""
        self.is_over = asyncio.Event()
        self._news = asyncio.Event()
        self._gone = asyncio.Event()

    async def receive(self) -> dict[str, Any]:
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = {name.decode(): value.decode() for name, value in message["headers"]}
        else:
            self.received += message["body"]
        self._news.set()

    def go(self) -> None:
        self._gone.set()

    @property
    def events(self) -> list[dict[str, Any]]:
        found = []
        for block in self.received.decode().split("\n\n"):
            lines = dict(
                line.split(": ", 1) for line in block.split("\n") if line[:1] not in ("", ":")
            )
            if lines.get("event", "position") != "position":
                found.append(
                    {"id": lines["id"], "event": lines["event"], **json.loads(lines["data"])}
                )
        return found

    async def until(self, wanted: Callable[[Stream], object]) -> None:
        async with asyncio.timeout(15):
            while not wanted(self):
                self._news.clear()
                if wanted(self):
                    return
                await self._news.wait()


@asynccontextmanager
async def listening(key: str = "", query: str = "", **headers: str) -> AsyncIterator[Stream]:
    sent = [(b"host", b"localhost")]
    if key:
        sent.append((b"authorization", f"Bearer {key}".encode()))
    sent += [(name.replace("_", "-").encode(), text.encode()) for name, text in headers.items()]
    scope = {
        "type": "http",
        "method": "GET",
        "path": "/events",
        "query_string": query.encode(),
        "headers": sent,
        "http_version": "1.1",
        "scheme": "http",
        "server": ("localhost", 80),
        "client": ("127.0.0.1", 5),
    }
    client = Stream()
    task = asyncio.create_task(door.application(scope, client.receive, client.send))
    task.add_done_callback(lambda _task: client.is_over.set())
    try:
        await client.until(lambda one: one.status)
        yield client
    finally:
        client.go()
        await task


async def in_a_thread(work: Callable[[], T]) -> T:
    """Work on rows beside the loop."""

    def do() -> T:
        try:
            return work()
        finally:
            connections.close_all()

    return await asyncio.to_thread(do)


def run(work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Run with streams of its own, whose threads have ended when it is over."""

    async def alone() -> None:
        door.streams = stream.Streams(outbox, release=connections.close_all)
        await work()
        door.streams.stop()
        thread = door.streams._thread
        if thread is not None:
            await asyncio.to_thread(thread.join)

    asyncio.run(alone())


async def publish(*events: Event) -> None:
    def work() -> None:
        try:
            outbox.publish(events)
        finally:
            connections.close_all()

    await asyncio.to_thread(work)


def event(subject: str, revision: int = 1, lane: Lane = Lane.ORDINARY, **given: Any) -> Event:
    wish: dict[str, Any] = {
        "kind": KIND,
        "giver": "hub",
        "subject": subject,
        "revision": revision,
        "body": {"action": "block", "secret": "inside"},
        "at": timezone.now(),
        "lane": lane,
    }
    return Event(**(wish | given))


@pytest.fixture
def key() -> str:
    parties.add_party("han-bank", "한은행", PartyKind.BANK)
    now = timezone.now()
    offer = agreements.make_offer(
        "hub",
        KIND,
        Purpose.PREVENTION,
        ["action"],
        starts_at=now - timedelta(days=1),
        ends_at=now + timedelta(days=1),
        retention_days=7,
        basis="통신사기피해환급법 제13조의4",
    )
    agreements.accept(offer.id, "han-bank")
    return parties.make_key("han-bank", "stream", ["scamcall:receive"], 1)


def test_a_party_gets_what_happens_from_now_on_cut_to_what_was_agreed(key: str) -> None:
    async def work() -> None:
        async with listening(key) as client:
            assert client.status == 200
            assert client.headers["content-type"].startswith("text/event-stream")
            await publish(event("p1"), event("p2", lane=Lane.RELEASE))
            await client.until(lambda one: len(one.events) == 2)
            assert {one["subject"] for one in client.events} == {"p1", "p2"}
            assert all(one["body"] == {"action": "block"} for one in client.events)
            assert "inside" not in client.received.decode()

    run(work)


def test_a_reader_that_was_away_goes_on_where_it_stopped_and_sees_no_gap(key: str) -> None:
    async def work() -> None:
        async with listening(key) as client:
            await publish(event("p1"))
            await client.until(lambda one: one.events)
            last = client.events[-1]["id"]
        await publish(*(event(f"away{number}") for number in range(30)))
        async with listening(key, last_event_id=last) as again:
            await again.until(lambda one: len(one.events) == 30)
            await publish(event("live"))
            await again.until(lambda one: len(one.events) == 31)
            places = [last, *(one["id"] for one in again.events)]
            assert [one["previous"] for one in again.events] == places[:-1]

    run(work)


def test_what_is_for_others_is_not_even_counted(key: str) -> None:
    async def work() -> None:
        async with listening(key, query="from=start") as client:
            await publish(
                event("other-service", kind="tax.rulings"),
                event("not-agreed", kind="scamcall.signal"),
                event("for-another", audience=frozenset({"nuri-telecom"})),
                event("for-us", audience=frozenset({"han-bank"})),
                event("agreed"),
            )
            await client.until(lambda one: len(one.events) == 2)
            assert [one["subject"] for one in client.events] == ["for-us", "agreed"]
            assert client.events[1]["previous"] == client.events[0]["id"]

    run(work)


def test_kinds_narrow_a_stream(key: str) -> None:
    async def work() -> None:
        async with listening(key, query="kinds=scamcall.case,scamcall.notice") as client:
            await publish(
                event("p1"), event("p2", kind="scamcall.case", audience=frozenset({"han-bank"}))
            )
            await client.until(lambda one: one.events)
            assert [one["subject"] for one in client.events] == ["p2"]

    run(work)


@pytest.mark.parametrize("how", ["revoke", "suspend", "end the key"])
def test_a_running_stream_is_cut_when_its_ground_is_gone(
    key: str, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "TERMS_SECONDS", 0.1)

    def cut() -> None:
        try:
            if how == "revoke":
                agreements.revoke(agreements.offers("hub")[0].id, "hub")
            elif how == "suspend":
                from ieum.exchange.parties.values import PartyState

                parties.set_state("han-bank", PartyState.SUSPENDED)
            else:
                parties.end_key("han-bank", parties.keys("han-bank")[0].id)
        finally:
            connections.close_all()

    async def work() -> None:
        async with listening(key) as client:
            await publish(event("before"))
            await client.until(lambda one: one.events)
            await asyncio.to_thread(cut)
            if how == "revoke":
                await asyncio.sleep(1)
                await publish(event("after"))
                await asyncio.sleep(0.5)
                assert [one["subject"] for one in client.events] == ["before"]
            else:
                async with asyncio.timeout(10):
                    await client.is_over.wait()

    run(work)


def test_who_is_given_nothing_new_hears_releases_of_what_it_was_told_before_and_no_others(
    key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "TERMS_SECONDS", 0.1)
    now = timezone.now()
    paused = now + timedelta(minutes=5)

    def freed(subject: str, first_told_at: datetime) -> Event:
        return replace(event(subject), lane=Lane.RELEASE, first_told_at=first_told_at)

    async def work() -> None:
        async with listening(key) as client, listening(key) as also_behind:
            await publish(event("held"))
            await client.until(lambda one: one.events)
            await in_a_thread(lambda: agreements.pause("han-bank", "scamcall", paused))
            await asyncio.sleep(1)
            late = paused + timedelta(minutes=1)
            await publish(event("new"), freed("new", late), freed("held", now))
            for one in (client, also_behind):
                await one.until(lambda one: len(one.events) == 2)
            await asyncio.sleep(0.5)
            for one in (client, also_behind):
                assert [event["subject"] for event in one.events] == ["held", "held"]
                assert one.events[1]["previous"] == one.events[0]["id"]
            place = client.events[-1]["id"]
            async with listening(key, query=f"cursor={place}") as again:
                await publish(freed("held too", now))
                await again.until(lambda one: one.events)
                assert [event["subject"] for event in again.events] == ["held too"]
            await in_a_thread(lambda: agreements.resume("han-bank", "scamcall", late))
            async with asyncio.timeout(10):
                await client.is_over.wait()
        async with listening(key, query=f"cursor={place}") as gapped:
            assert gapped.status == 410
        newest = str(await in_a_thread(lambda: outbox.newest(pauses=1)))
        async with listening(key, query=f"cursor={newest}") as client:
            await publish(event("new again"))
            await client.until(lambda one: one.events)
            assert [event["subject"] for event in client.events] == ["new again"]

    run(work)


def test_a_stranger_a_wrong_key_and_a_key_without_the_scope_are_refused(key: str) -> None:
    weak = parties.make_key("han-bank", "weak", ["scamcall:submit"], 1)

    async def work() -> None:
        for sent, status in (("", 401), ("ieump_wrong", 401), (weak, 403)):
            async with listening(sent) as client:
                assert client.status == status
                await client.until(lambda one: one.received)
                assert json.loads(client.received)["status"] == status

    run(work)


def test_a_cursor_that_leads_nowhere_is_refused_with_what_to_do(key: str) -> None:
    outbox.publish([event("p1")])
    old = str(outbox.beginning())
    outbox.begin_anew()

    async def work() -> None:
        for cursor, status, says in (("nonsense", 400, "nonsense"), (old, 410, "snapshot")):
            async with listening(key, query=f"cursor={cursor}&lang=en") as client:
                assert client.status == status
                await client.until(lambda one: one.received)
                assert says in json.loads(client.received)["detail"]

    run(work)


def test_a_party_opens_only_so_many_streams(key: str) -> None:
    async def work() -> None:
        streams = [listening(key) for _number in range(door.MOST_STREAMS)]
        for one in streams:
            assert (await one.__aenter__()).status == 200
        async with listening(key) as client:
            assert client.status == 403
        for one in streams:
            await one.__aexit__(None, None, None)
        async with listening(key) as client:
            assert client.status == 200

    run(work)


def test_a_signed_request_opens_a_stream_that_lasts_until_the_signing_key_ends(key: str) -> None:
    signer = Signer.of("han-bank")
    signing.demand_signatures("han-bank", True)
    headers = signer.headers(
        "GET", "http://localhost/events", b"", {"Authorization": f"Bearer {key}"}
    )
    del headers["Authorization"]
    signed = {name.lower().replace("-", "_"): text for name, text in headers.items()}

    async def work() -> None:
        async with listening(key) as client:
            assert client.status == 401
        async with listening(key, **signed) as client:
            assert client.status == 200
            # It outlasts the looks at whether it may go on, though its nonce is used up.
            await asyncio.sleep(2 * stream.TERMS_SECONDS)
            await publish(event("after"))
            await client.until(lambda one: one.events)
            await asyncio.to_thread(signing.end_signing_key, "han-bank", signer.key)
            async with asyncio.timeout(10):
                await client.is_over.wait()
        async with listening(key, **signed) as client:
            assert client.status == 401

    run(work)
