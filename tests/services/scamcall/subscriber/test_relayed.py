"""The stream over a real NATS server: nothing forged, nothing twice, no gap."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import orjson
import pytest

from ieum.exchange.events.jetstream import naming
from ieum.exchange.events.jetstream.accounts import configuration
from ieum.exchange.events.jetstream.server import Server
from ieum.exchange.events.values import Cursor, Lane, Position
from ieum.exchange.ledger.notes import PrivateKey, new_key
from ieum.services.scamcall.subscriber.following import Behind
from ieum.services.scamcall.subscriber.kept_list import KeptList
from ieum.services.scamcall.subscriber.relayed import Relayed
from tests.exchange.events.jetstream.nats_process import NatsProcess, nats_server

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
PARTY = "nuri-telecom"
SECRET, HUB_SECRET = b"s" * 32, b"h" * 32
LEDGER = new_key("hub.example/ledger")
BEGIN = Cursor("0a0b0c0d")


def cursor(number: int) -> Cursor:
    return BEGIN.moved(Lane.ORDINARY, Position(number, number)) if number else BEGIN


def message(*numbers: int, kind: str = "scamcall.number_report") -> bytes:
    """Frames of signals, each after the one numbered before it."""
    return b"".join(
        b"id: %s\nevent: %s\ndata: %s\n\n"
        % (
            str(cursor(number)).encode(),
            kind.encode(),
            orjson.dumps(
                {
                    "previous": str(cursor(number - 1)),
                    "giver": "bank",
                    "subject": f"phone.1.{number}",
                    "revision": 1,
                    "at": NOW.isoformat(),
                    "body": {},
                }
            ),
        )
        for number in numbers
    )


@pytest.fixture
def server(tmp_path: Path) -> Iterator[NatsProcess]:
    users = configuration(naming.public_of(HUB_SECRET), {PARTY: [naming.public_of(SECRET)]})
    with nats_server(tmp_path, users) as found:
        write(found, [])
        yield found


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[KeptList]:
    found = KeptList(tmp_path / "list.sqlite3")
    with found.snapshot(str(BEGIN), NOW):
        pass
    yield found
    found.close()


def write(server: NatsProcess, messages: Sequence[bytes], key: PrivateKey = LEDGER) -> None:
    async def written() -> None:
        hub = await Server.connect(server.address, HUB_SECRET)
        await hub.make_stream(PARTY, [naming.public_of(SECRET)])
        number, _payload = await hub.last(PARTY, [])
        for payload in messages:
            number = await hub.write(PARTY, payload, number, key)
        await hub.close()

    asyncio.run(written())


class Enough(threading.Event):
    """Says stop once the list holds so many signals, or after ten seconds."""

    def __init__(self, kept: KeptList, wanted: int) -> None:
        super().__init__()
        self._kept, self._wanted = kept, wanted
        self._until = time.monotonic() + 10

    def is_set(self) -> bool:
        return signals(self._kept) >= self._wanted or time.monotonic() > self._until


def follow(server: NatsProcess, kept: KeptList, wanted: int) -> None:
    """Follow until the list holds so many signals."""
    relayed(server).follow(kept, Enough(kept, wanted), lambda: NOW)
    assert signals(kept) == wanted


def relayed(server: NatsProcess) -> Relayed:
    return Relayed(server.address, PARTY, SECRET, LEDGER.public())


def signals(kept: KeptList) -> int:
    (count,) = kept.database.execute("SELECT count(*) FROM signals").fetchone()
    return int(count)


def test_what_comes_is_applied_and_the_list_goes_on_where_it_was(
    server: NatsProcess, kept: KeptList
) -> None:
    write(server, [message(1, 2), message(3)])
    follow(server, kept, 3)
    assert kept.cursor == str(cursor(3))
    write(server, [message(4)])
    follow(server, kept, 4)


def test_what_the_list_has_already_is_not_applied_again(
    server: NatsProcess, kept: KeptList
) -> None:
    write(server, [message(1, 2), message(2, 3)])
    follow(server, kept, 3)
    assert kept.cursor == str(cursor(3))


def test_before_a_gap_it_stops_and_says_what_is_missing(
    server: NatsProcess, kept: KeptList
) -> None:
    write(server, [message(1), message(3)])
    with pytest.raises(Behind) as behind:
        follow(server, kept, 2)
    assert behind.value.place == cursor(2)
    assert kept.cursor == str(cursor(1))


def test_what_was_left_before_a_gap_comes_again_once_it_is_filled(
    server: NatsProcess, kept: KeptList
) -> None:
    write(server, [message(2), message(3)])
    with pytest.raises(Behind):
        follow(server, kept, 1)
    with kept.snapshot(str(cursor(1)), NOW):
        pass
    follow(server, kept, 2)


def test_what_the_hub_did_not_sign_is_left_out(
    server: NatsProcess, kept: KeptList, caplog: pytest.LogCaptureFixture
) -> None:
    write(server, [message(1)], new_key("hub.example/ledger"))
    write(server, [message(1)])
    follow(server, kept, 1)
    assert "did not sign" in caplog.text


def test_what_cannot_be_read_is_left_out(server: NatsProcess, kept: KeptList) -> None:
    write(server, [b"id: x\n\n", message(1)])
    follow(server, kept, 1)


def test_only_the_wanted_kinds_are_applied(server: NatsProcess, kept: KeptList) -> None:
    write(server, [message(1, kind="exchange.other"), message(2)])
    wanted = frozenset({"scamcall.number_report"})
    only = Relayed(server.address, PARTY, SECRET, LEDGER.public(), wanted)
    only.follow(kept, Enough(kept, 1), lambda: NOW)
    assert signals(kept) == 1
    assert kept.cursor == str(cursor(2))


def test_a_place_of_another_outbox_or_pause_is_a_gap(server: NatsProcess, kept: KeptList) -> None:
    with kept.snapshot(str(Cursor("ffffffff", pauses=1)), NOW):
        pass
    write(server, [message(1)])
    with pytest.raises(Behind):
        follow(server, kept, 1)


def test_a_server_that_is_away_is_said_to_be(server: NatsProcess, kept: KeptList) -> None:
    server.kill()
    with pytest.raises(OSError, match=r"NATS|refused"):
        follow(server, kept, 1)


def test_a_server_that_goes_away_meanwhile_is_noticed(server: NatsProcess, kept: KeptList) -> None:
    killer = threading.Timer(0.5, server.kill)
    killer.start()
    with pytest.raises(OSError, match="NATS"):
        follow(server, kept, 1)
    killer.join()
