"""Events over a real NATS server: cut as agreed, in order, complete whatever is killed, and for nobody else."""

from __future__ import annotations

import asyncio
import base64
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import nats
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import OperationalError
from django.utils import timezone
from nats.aio.client import Client
from nats.errors import Error as NatsError
from nats.js.errors import NotFoundError

from ieum.exchange.agreements import store as agreements
from ieum.exchange.agreements.values import Purpose
from ieum.exchange.events import store as outbox
from ieum.exchange.events import stream
from ieum.exchange.events.jetstream import naming, relay
from ieum.exchange.events.jetstream.accounts import configuration
from ieum.exchange.events.jetstream.connecting import connect
from ieum.exchange.events.jetstream.identity import hub_public
from ieum.exchange.events.jetstream.receivers_store import receivers
from ieum.exchange.events.jetstream.server import Server
from ieum.exchange.events.values import Cursor, Event, Position
from ieum.exchange.ledger import signing as ledger_signing
from ieum.exchange.parties import store as parties
from ieum.exchange.parties.signing import store as signing
from ieum.exchange.parties.values import PartyKind, PartyState
from ieum.services.scamcall.subscriber.frames import Frame, Frames
from tests.exchange.events.jetstream.nats_process import NatsProcess, nats_server

pytestmark = pytest.mark.usefixtures("committed")
KIND = "scamcall.order"
SECONDS = 60


@dataclass
class Member:
    """A party with a signing key that has agreed to hear of orders."""

    id: str
    private: Ed25519PrivateKey
    api_key: str
    heard: list[Frame] = field(default_factory=list)
    signatures: list[tuple[bytes, str]] = field(default_factory=list)

    @property
    def public(self) -> bytes:
        return self.private.public_key().public_bytes_raw()

    async def client(self, server: NatsProcess) -> Client:
        secret = self.private.private_bytes_raw()
        return await connect(server.address, secret, self.id, naming.inbox_of(self.id), 5)

    async def hear(self, server: NatsProcess, enough: Callable[[], object]) -> None:
        """Take messages, and confirm them, until it is enough."""
        client = await self.client(server)
        try:
            stream = naming.stream_of(self.id)
            bound = await client.jetstream().pull_subscribe_bind(
                naming.consumer_of(self.public), stream
            )
            async with asyncio.timeout(SECONDS):
                while not enough():
                    try:
                        messages = await bound.fetch(50, 0.5)
                    except TimeoutError:
                        continue
                    for message in messages:
                        text = naming.signed_text(message.subject, message.data)
                        self.signatures.append((naming.signature_in(message.headers), text))
                        # What was taken and could not be confirmed comes again, after what came since.
                        new = [one for one in Frames().feed(message.data) if one not in self.heard]
                        self.heard = sorted([*self.heard, *new], key=place)
                        await message.ack()
        finally:
            await client.close()

    def subjects(self) -> list[str]:
        return [frame.told["subject"] for frame in self.heard if not frame.is_position]


def place(frame: Frame) -> tuple[Position, Position, bool]:
    """Where a frame stands in the stream of its party."""
    at = Cursor.read(frame.place)
    return at.release, at.ordinary, frame.is_position


def member(id: str, fields: tuple[str, ...] = ("reference",)) -> Member:
    parties.add_party(id, id, PartyKind.TELECOM, state=PartyState.LIVE)
    key = parties.make_key(id, "stream", ["scamcall:receive"], 30)
    private = Ed25519PrivateKey.generate()
    public = base64.b64encode(private.public_key().public_bytes_raw()).decode()
    signing.add_signing_key(id, public)
    now = timezone.now()
    offer = agreements.make_offer(
        "hub",
        KIND,
        Purpose.PREVENTION,
        fields,
        starts_at=now - timedelta(hours=1),
        ends_at=now + timedelta(days=1),
        retention_days=30,
        basis="시험",
    )
    agreements.accept(offer.id, id)
    return Member(id, private, key)


def publish(*subjects: str) -> None:
    outbox.publish(
        Event(KIND, "hub", one, 1, {"reference": one, "action": "block"}, timezone.now())
        for one in subjects
    )


@contextmanager
def relaying(server: NatsProcess) -> Iterator[None]:
    stop = threading.Event()
    thread = threading.Thread(target=relay.run, args=(stop, server.address))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(SECONDS)
        assert not thread.is_alive()


def streams_exist(server: NatsProcess, *members: Member) -> None:
    """Wait until the relay serves these parties: what is told before that, only the hub itself tells."""

    async def one(who: Member) -> None:
        async with asyncio.timeout(SECONDS):
            while True:
                try:
                    await who.hear(server, lambda: who.heard)
                    return
                except (NatsError, NotFoundError):
                    await asyncio.sleep(0.1)

    for who in members:
        asyncio.run(one(who))


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IEUM_HOME", str(tmp_path / "home"))
    # Nothing here waits for the distances that a hub keeps.
    monkeypatch.setattr(relay, "PARTIES_SECONDS", 0.3)
    monkeypatch.setattr(relay, "SILENCE_SECONDS", 0.3)
    monkeypatch.setattr(relay, "STAND_BY_SECONDS", 0.3)
    monkeypatch.setattr(stream, "TERMS_SECONDS", 0.2)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[NatsProcess]:
    with nats_server(tmp_path) as found:
        yield found


def test_a_party_hears_what_was_agreed_signed_and_without_a_gap(server: NatsProcess) -> None:
    bank = member("bank-a")
    server.reload(configuration(hub_public(), receivers()))
    with relaying(server):
        streams_exist(server, bank)
        publish("p1", "p2")
        publish("p3")
        asyncio.run(bank.hear(server, lambda: len(bank.subjects()) == 3))
    assert bank.subjects() == ["p1", "p2", "p3"]
    first = next(frame for frame in bank.heard if not frame.is_position)
    assert first.told["body"] == {"reference": "p1"}
    for before, after in zip(bank.heard, bank.heard[1:], strict=False):
        assert after.previous == before.place
    hub = ledger_signing.current().public()
    assert all(hub.verifies(*signed) for signed in bank.signatures)


def test_what_is_told_while_relay_and_server_are_killed_comes_later(server: NatsProcess) -> None:
    bank = member("bank-a")
    with relaying(server):
        streams_exist(server, bank)
        publish("p1")
        asyncio.run(bank.hear(server, lambda: bank.subjects()))
    publish("p2")
    with relaying(server):
        asyncio.run(bank.hear(server, lambda: len(bank.subjects()) == 2))
        server.kill()
        publish("p3")
        time.sleep(1)
        server.start()
        publish("p4")
        asyncio.run(bank.hear(server, lambda: len(bank.subjects()) == 4))
    assert bank.subjects() == ["p1", "p2", "p3", "p4"]
    for before, after in zip(bank.heard, bank.heard[1:], strict=False):
        assert after.previous == before.place


def test_of_two_relays_only_one_writes(server: NatsProcess) -> None:
    bank = member("bank-a")
    with relaying(server), relaying(server):
        streams_exist(server, bank)
        for number in range(30):
            publish(f"p{number}")
            time.sleep(0.05)
        asyncio.run(bank.hear(server, lambda: len(bank.subjects()) >= 30))
    assert bank.subjects() == [f"p{number}" for number in range(30)]


def test_each_party_reads_its_own_stream_and_nothing_else(server: NatsProcess) -> None:
    bank, telco = member("bank-a"), member("telco-b")
    server.reload(configuration(hub_public(), receivers()))

    async def trespass() -> None:
        client = await telco.client(server)
        stream = client.jetstream(timeout=1)
        with pytest.raises(NatsError):
            await stream.consumer_info(naming.stream_of("bank-a"), naming.consumer_of(bank.public))
        bound = await stream.pull_subscribe_bind(
            naming.consumer_of(bank.public), naming.stream_of("bank-a")
        )
        with pytest.raises(NatsError):
            await bound.fetch(1, 1)
        await client.publish(naming.subject_of("bank-a"), b"forged")
        await client.flush()
        await client.close()
        assert "permissions violation" in str(client.last_error).lower()

    with relaying(server):
        streams_exist(server, bank, telco)
        publish("p1")
        asyncio.run(trespass())
        asyncio.run(bank.hear(server, lambda: bank.subjects()))
    hub = ledger_signing.current().public()
    assert all(hub.verifies(*signed) for signed in bank.signatures)


def test_a_key_that_the_hub_does_not_know_is_not_let_in(server: NatsProcess) -> None:
    member("bank-a")
    server.reload(configuration(hub_public(), receivers()))
    stranger = Member("bank-a", Ed25519PrivateKey.generate(), "")
    with pytest.raises(NatsError, match=r"(?i)authorization"):
        asyncio.run(stranger.client(server))


def test_with_the_last_agreement_the_stream_is_gone_with_what_waits_in_it(
    server: NatsProcess,
) -> None:
    bank = member("bank-a")
    with relaying(server):
        streams_exist(server, bank)
        publish("p1")
        time.sleep(0.5)
        parties.set_state("bank-a", PartyState.SUSPENDED)

        async def gone() -> None:
            client = await nats.connect(server.address)
            async with asyncio.timeout(SECONDS):
                while True:
                    try:
                        await client.jetstream().stream_info(naming.stream_of("bank-a"))
                    except NotFoundError:
                        break
                    await asyncio.sleep(0.1)
            await client.close()

        asyncio.run(gone())
    assert bank.subjects() == []


def test_streams_of_another_hub_are_left_alone(server: NatsProcess) -> None:
    bank = member("bank-a")

    async def made_by_another() -> None:
        other = await Server.connect(server.address, b"another hub's key of 32 bytes..."[:32])
        await other.make_stream("bank-z", [])
        await other.close()

    async def names() -> set[str]:
        client = await nats.connect(server.address)
        found = {one.config.name for one in await client.jetstream().streams_info()}
        await client.close()
        return found

    asyncio.run(made_by_another())
    with relaying(server):
        streams_exist(server, bank)
        time.sleep(0.5)
    assert asyncio.run(names()) == {naming.stream_of("bank-a"), naming.stream_of("bank-z")}


def test_a_relay_that_fails_begins_again(
    server: NatsProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    bank = member("bank-a")
    failures = iter([OperationalError("the database is away")])

    def failing_once() -> dict[str, list[bytes]]:
        for failure in failures:
            raise failure
        return receivers()

    monkeypatch.setattr(relay, "receivers", failing_once)
    monkeypatch.setattr(relay, "FAILED_SECONDS", 0.1)
    with relaying(server):
        streams_exist(server, bank)
        publish("p1")
        asyncio.run(bank.hear(server, bank.subjects))


def test_more_than_fits_into_a_message_goes_in_several() -> None:
    frames = [b"id: %d\nevent: x\ndata: {}\n\n" % number for number in range(10)]
    found = list(relay.messages(b": ieum\n\n" + b"".join(frames), 60))
    assert b"".join(found) == b"".join(frames)
    assert all(len(message) <= 60 for message in found)
    assert relay.last_place(found[-1]) == "9"


def test_a_pause_that_ends_begins_another_stretch(server: NatsProcess) -> None:
    bank = member("bank-a")
    with relaying(server):
        streams_exist(server, bank)
        agreements.pause("bank-a", "scamcall", timezone.now())
        time.sleep(0.5)
        publish("kept-back")
        time.sleep(0.3)
        agreements.resume("bank-a", "scamcall", timezone.now())
        time.sleep(1.5)
        publish("new")
        asyncio.run(bank.hear(server, lambda: "new" in bank.subjects()))
    assert "kept-back" not in bank.subjects()
    assert Cursor.read(bank.heard[0].previous).pauses == 0
    assert Cursor.read(bank.heard[-1].previous).pauses == 1
