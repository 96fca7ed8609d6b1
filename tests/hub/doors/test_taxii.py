"""The TAXII door: programs that speak TAXII 2.1 discover, read and write with a key of their party."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
import requests
from django.test import Client
from django.utils import timezone
from taxii2client.v21 import ApiRoot, Collection, Server, Status, as_pages

from ieum.exchange.parties import store as parties
from ieum.exchange.parties.values import Party, PartyKind, PartyState
from ieum.hub import rate_limits
from ieum.hub.accounts.access_keys import make_key
from ieum.hub.accounts.caller import OPERATOR
from ieum.hub.accounts.models import KeyScope, User
from ieum.hub.switches.state import switch
from ieum.services.scamcall import responding
from ieum.services.scamcall.signals.rows import Signal
from ieum.services.scamcall.signals.tools import SIGNAL_RATE
from ieum.services.scamcall.signals.values import Receipt, Sighting, Taken
from ieum.services.scamcall.standards import following, shared
from tests.exchange.parties.signing.signer import Signer

pytestmark = pytest.mark.django_db(transaction=True)
TAXII = "application/taxii+json;version=2.1"
ROOT = "/taxii2/scamcall/"
SIGNALS = f"{ROOT}collections/{following.SIGNALS}/"


@pytest.fixture
def key() -> str:
    parties.add_party("nuri-telecom", "누리텔레콤", PartyKind.TELECOM, state=PartyState.LIVE)
    return parties.make_key("nuri-telecom", "taxii", {"scamcall:receive", "scamcall:submit"}, 1)


def indicator(number: int, **given: Any) -> dict[str, Any]:
    now = timezone.now() - timedelta(minutes=1)
    at = now.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return {
        "type": "indicator",
        "spec_version": "2.1",
        "id": f"indicator--00000000-0000-4000-8000-{number:012}",
        "created": at,
        "modified": at,
        "pattern": "[x-ieum-subject:kind = 'phone' AND x-ieum-subject:value = '+12025550123']",
        "pattern_type": "stix",
        "valid_from": at,
        **given,
    }


def test_a_common_client_drives_every_call(live_server: Any, key: str) -> None:
    server = Server(f"{live_server.url}/taxii2/", user="any", password=key)
    root = server.default
    assert isinstance(root, ApiRoot)
    assert [one.url for one in server.api_roots] == [f"{live_server.url}{ROOT}"]
    assert root.versions == [TAXII]
    assert {one.id for one in root.collections} == {following.ORDERS, following.SIGNALS}
    signals = Collection(f"{live_server.url}{SIGNALS}", user="any", password=key)
    assert (signals.can_read, signals.can_write) == (True, True)
    status = signals.add_objects({"objects": [indicator(n) for n in range(3)] + [{"id": "x"}]})
    assert isinstance(status, Status)
    assert (status.success_count, status.failure_count) == (3, 1)
    status.refresh()
    assert status.total_count == 4
    sightings = signals.get_objects(type="sighting")["objects"]
    assert len(sightings) == 3
    one = sightings[0]["id"]
    assert signals.get_object(one)["objects"] == [sightings[0]]
    assert signals.object_versions(one)["versions"] == [sightings[0]["modified"]]
    manifest = signals.get_manifest(type="sighting")["objects"]
    assert [entry["id"] for entry in manifest] == [each["id"] for each in sightings]
    pages = list(as_pages(signals.get_objects, per_request=4))
    every = [each["id"] for page in pages for each in page["objects"]]
    assert every == [each["id"] for each in signals.get_objects()["objects"]]
    assert len(pages) > 2
    since = manifest[1]["date_added"]
    assert [
        each["id"] for each in signals.get_objects(added_after=since, type="sighting")["objects"]
    ] == [sightings[2]["id"]]
    signals.delete_object(indicator(0)["id"])
    with pytest.raises(requests.HTTPError):
        signals.delete_object(indicator(9)["id"])
    server.close()


@pytest.mark.parametrize("authorization", [None, "Bearer ieump_wrong", "Basic !", "Digest a"])
def test_whoever_has_no_key_gets_nothing(client: Client, authorization: str | None) -> None:
    headers = {"Accept": TAXII} | ({"Authorization": authorization} if authorization else {})
    for address in ("/taxii2/", ROOT, SIGNALS, f"{SIGNALS}objects/"):
        reply = client.get(address, headers=headers)
        assert reply.status_code == 401
        assert reply.headers["WWW-Authenticate"].startswith("Basic")


def test_a_key_without_the_scope_reads_nothing(client: Client, key: str) -> None:
    other = parties.make_key("nuri-telecom", "asks", {"scamcall:ask"}, 1)
    for address in (f"{SIGNALS}objects/", f"{SIGNALS}manifest/"):
        assert get(client, address, other).status_code == 403
    sent = client.post(
        f"{SIGNALS}objects/",
        {"objects": []},
        content_type=TAXII,
        headers={"Accept": TAXII, "Authorization": f"Bearer {other}"},
    )
    assert sent.status_code == 403


def get(client: Client, address: str, key: str, **query: str) -> Any:
    headers = {"Accept": TAXII, "Authorization": f"Bearer {key}"}
    return client.get(address, query, headers=headers)


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"added_after": "yesterday"}, 400),
        ({"limit": "0"}, 400),
        ({"next": "nothing"}, 400),
        ({"match[version]": "some"}, 400),
        ({"match[type]": "x-none"}, 200),
        ({"match[id]": "\x00"}, 200),
    ],
)
def test_a_query_that_cannot_be_is_refused_as_taxii_says(
    client: Client, key: str, query: dict[str, str], status: int
) -> None:
    reply = get(client, f"{SIGNALS}objects/", key, **query)
    assert reply.status_code == status
    assert reply.headers["Content-Type"] == TAXII
    if status != 200:
        assert reply.json()["http_status"] == str(status)


def test_what_is_not_there_is_not_found(client: Client, key: str) -> None:
    for address in (
        "/taxii2/other/",
        f"{ROOT}status/none/",
        f"{ROOT}collections/none/",
        f"{SIGNALS}objects/indicator--none/",
        f"{SIGNALS}objects/indicator--none/versions/",
        f"{SIGNALS}objects/%00/",
        f"{SIGNALS}objects/%00/versions/",
        f"{ROOT}status/%00/",
        f"{ROOT}collections/%00/",
        "/taxii2/%00/",
    ):
        reply = get(client, address, key)
        assert (reply.status_code, reply.headers["Content-Type"]) == (404, TAXII)


def test_a_body_that_is_too_long_or_no_envelope_is_refused(client: Client, key: str) -> None:
    def post(body: str | bytes) -> int:
        headers = {"Accept": TAXII, "Authorization": f"Bearer {key}"}
        reply = client.post(f"{SIGNALS}objects/", body, content_type=TAXII, headers=headers)
        status: int = reply.status_code
        return status

    assert post(b"[" * 100_000) == 400
    assert post(b"\xff") == 400
    assert post("[]") == post('{"objects": {}}') == post('{"objects": [7]}') == 422
    assert post('{"objects": [{"id": 7}]}') == 422
    assert post(b" " * (shared.MOST_BYTES + 1)) == 413
    assert client.put(f"{SIGNALS}objects/").status_code == 405


def test_a_flood_of_objects_is_refused_as_one_of_signals_is(
    client: Client, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now)
    received: list[int] = []

    def receive(party: Party, some: Sequence[Sighting], now: datetime) -> list[Receipt]:
        received.append(len(some))
        return [Receipt(one.event_id, Taken.ACCEPTED) for one in some]

    monkeypatch.setattr(responding, "receive", receive)
    headers = {"Accept": TAXII, "Authorization": f"Bearer {key}"}
    objects = [indicator(number) for number in range(3000)]
    replies = [
        client.post(
            f"{SIGNALS}objects/", {"objects": objects}, content_type=TAXII, headers=headers
        ).status_code
        for _time in range(5)
    ]
    assert replies == [202, 202, 202, 429, 429]
    assert sum(received) == 9000 <= SIGNAL_RATE.calls
    # The door for signals has no allowance of its own beside it.
    wait = rate_limits.take("scamcall.send_signals party nuri-telecom", SIGNAL_RATE, 1001)
    assert wait > 0


def test_nobody_takes_back_what_another_party_reported(client: Client, key: str) -> None:
    headers = {"Accept": TAXII, "Authorization": f"Bearer {key}"}
    sent = {"objects": [indicator(1)]}
    client.post(f"{SIGNALS}objects/", sent, content_type=TAXII, headers=headers)
    parties.add_party("han-bank", "한은행", PartyKind.BANK, state=PartyState.LIVE)
    other = parties.make_key("han-bank", "taxii", {"scamcall:receive", "scamcall:submit"}, 1)
    address = f"{SIGNALS}objects/{indicator(1)['id']}/"
    theirs = {"Accept": TAXII, "Authorization": f"Bearer {other}"}
    unknown = f"{SIGNALS}objects/{indicator(2)['id']}/"
    assert client.delete(address, headers=theirs).status_code == 404
    assert client.delete(unknown, headers=theirs).status_code == 404
    assert Signal.objects.get().retracted_at is None
    assert client.delete(address, headers=headers).status_code == 200
    assert Signal.objects.get().retracted_at is not None


def test_a_request_that_is_forged_or_replayed_writes_nothing(client: Client, key: str) -> None:
    signer = Signer.of("nuri-telecom")
    address = f"{SIGNALS}objects/"
    content, other = (json.dumps({"objects": [indicator(number)]}).encode() for number in (1, 2))
    sent = {"Authorization": f"Bearer {key}"}
    headers = signer.headers("POST", f"http://testserver{address}", content, sent)

    def post(content: bytes) -> int:
        reply = client.generic(
            "POST", address, content, content_type=TAXII, headers=headers | {"Accept": TAXII}
        )
        return int(reply.status_code)

    assert post(other) == 401
    assert not Signal.objects.exists()
    assert post(content) == 202
    assert post(content) == 401
    assert Signal.objects.count() == 1


def test_one_partys_status_is_nothing_to_another(client: Client, key: str) -> None:
    headers = {"Accept": TAXII, "Authorization": f"Bearer {key}"}
    sent = client.post(
        f"{SIGNALS}objects/", {"objects": []}, content_type=TAXII, headers=headers
    ).json()
    parties.add_party("han-bank", "한은행", PartyKind.BANK, state=PartyState.LIVE)
    other = parties.make_key("han-bank", "taxii", {"scamcall:receive"}, 1)
    address = f"{ROOT}status/{sent['id']}/"
    assert get(client, address, key).json()["total_count"] == 0
    assert get(client, address, other).status_code == 404


def test_a_hub_whose_service_is_off_gives_nothing(client: Client, key: str) -> None:
    basic = base64.b64encode(f"any:{key}".encode()).decode()
    headers = {"Accept": TAXII, "Authorization": f"Basic {basic}"}
    assert client.get(ROOT, headers=headers).status_code == 200
    switch("scamcall", off=True, caller=OPERATOR)
    try:
        reply = client.get(ROOT, headers=headers)
    finally:
        switch("scamcall", off=False, caller=OPERATOR)
    assert reply.status_code == 503
    assert reply.json()["http_status"] == "503"


def test_an_account_that_acts_for_no_party_gets_nothing(client: Client) -> None:
    user = User.objects.create_user("citizen@example.org", "a long passphrase")
    made = make_key(user, "mine", KeyScope.READ, 1)
    reply = get(client, ROOT, made)
    assert reply.status_code == 403
    assert reply.json()["http_status"] == "403"
