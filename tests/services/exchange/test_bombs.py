"""Small things that are large inside, sent by a party: refused before they are unfolded."""

from __future__ import annotations

import base64
import io
import json
import resource
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from ieum.exchange.parties import store as parties
from ieum.exchange.parties.values import PartyKind, PartyState
from ieum.services.scamcall.citizens.rows import CitizenReport
from ieum.services.scamcall.signals.rows import Signal

pytestmark = pytest.mark.django_db
MEGABYTE = 2**20
INSIDE = 200 * MEGABYTE


def zipped() -> bytes:
    kept = io.BytesIO()
    with (
        zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("signals.csv", "w", force_zip64=True) as inside,
    ):
        for _each in range(INSIDE // MEGABYTE):
            inside.write(b"0" * MEGABYTE)
    return kept.getvalue()


def entities() -> bytes:
    """The billion laughs: ten entities, each ten times the one before."""
    lines = ["<!ENTITY a0 'ha'>"]
    lines += [f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10)]
    return f"<?xml version='1.0'?><!DOCTYPE a [{''.join(lines)}]><a>&a9;</a>".encode()


def cells() -> bytes:
    """A CSV of half a million cells, the last of them with a quotation mark that never ends."""
    return b"," * 500_000 + b'"' + b"0" * 500_000


def most_memory() -> int:
    """The most memory that this process has had so far, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


@pytest.fixture
def key() -> str:
    parties.add_party("han-bank", "한은행", PartyKind.BANK, state=PartyState.LIVE)
    return parties.make_key("han-bank", "all", ["scamcall:submit", "scamcall:assist"], 1)


def post(client: Client, key: str, tool: str, body: bytes, **headers: str) -> Any:
    return client.generic(
        "POST",
        f"/api/scamcall/{tool}",
        body,
        content_type="application/json",
        headers=({"Authorization": f"Bearer {key}"} if key else {}) | headers,
    )


def signal(number: int) -> dict[str, Any]:
    return {
        "event_id": f"e{number}",
        "type": "number_report",
        "kind": "phone",
        "identifier": "+12025550123",
        "seen_at": "2026-11-20T09:30:00+09:00",
        "confidence": 80,
    }


@pytest.mark.parametrize("make", [zipped, entities, cells])
def test_a_file_that_is_no_picture_is_refused_unopened(client: Client, make: Any) -> None:
    content = base64.b64encode(make()).decode()
    body = {
        "text": "+12025550123",
        "pictures": [{"name": "screen.png", "base64": content}],
    }
    raw = json.dumps(body).encode()
    before = most_memory()
    reply = post(client, "", "report", raw)
    assert reply.status_code == 422
    assert "screen.png" in reply.content.decode()
    assert most_memory() - before < INSIDE / 4
    assert not CitizenReport.objects.exists()
    assert not Signal.objects.exists()


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b'{"signals": ' + b"[" * 200_000 + b"]" * 200_000 + b"}", {400, 422}),
        (b'{"signals": ' + b'{"a":' * 100_000, {400}),
        (json.dumps({"signals": [signal(n) for n in range(501)]}).encode(), {422}),
        (json.dumps({"signals": [signal(1) | {"identifier": "1" * MEGABYTE}]}).encode(), {422}),
        (json.dumps({"signals": [signal(1) | {"amount_won": 10**4000}]}).encode(), {400, 422}),
    ],
    ids=["deep lists", "deep objects", "one too many", "a long number", "a huge amount"],
)
def test_json_that_grows_is_refused_and_nothing_of_it_is_taken(
    client: Client, key: str, body: bytes, status: set[int]
) -> None:
    assert post(client, key, "send_signals", body).status_code in status
    assert not Signal.objects.exists()


def small_for_large() -> Iterator[bytes]:
    """A body that is 200 MB of blanks between two brackets once it is unfolded."""
    packing = zlib.compressobj(wbits=31)
    yield packing.compress(b'{"signals": [')
    for _each in range(INSIDE // MEGABYTE):
        yield packing.compress(b" " * MEGABYTE)
    yield packing.compress(b"]}") + packing.flush()


def test_a_compressed_body_is_not_unfolded(client: Client, key: str) -> None:
    body = b"".join(small_for_large())
    assert len(body) < MEGABYTE
    before = most_memory()
    reply = post(client, key, "send_signals", body, **{"Content-Encoding": "gzip"})
    assert reply.status_code in {400, 415}
    assert most_memory() - before < INSIDE / 4
