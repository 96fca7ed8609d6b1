"""Programs of parties over HTTP: signed requests, and tokens with scopes."""

from __future__ import annotations

import base64
import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from oauth2_provider.models import AccessToken, Application

from ieum.exchange.parties import store as parties
from ieum.exchange.parties.signing import store as signing
from ieum.exchange.parties.values import PartyKind, PartyState
from ieum.hub.accounts import party_tokens
from tests.exchange.parties.signing.signer import Signer
from tests.hub import sample_service
from tests.hub.registry_of import let_registry_hold

pytestmark = pytest.mark.django_db
HUB = "http://localhost"
SHARED = "/api/sample/shared"
ACT = "/api/sample/block_as_party"


@pytest.fixture(autouse=True)
def hub_with_the_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    let_registry_hold(monkeypatch, {"sample": lambda: sample_service.service})
    sample_service.acts.clear()


@pytest.fixture
def client() -> Client:
    return Client(HTTP_HOST="localhost")


@pytest.fixture
def bank() -> str:
    return parties.add_party("han-bank", "한은행", PartyKind.BANK, state=PartyState.LIVE).id


@pytest.fixture
def key(bank: str) -> str:
    return parties.make_key(bank, "stream", ["sample:receive", "sample:decide"], 1)


def sent(
    client: Client,
    key: str,
    address: str,
    body: Any = None,
    signer: Signer | None = None,
    **more: str,
) -> Any:
    """A request with a key or a token, signed if a signer is given."""
    method = "GET" if body is None else "POST"
    content = b"" if body is None else json.dumps(body).encode()
    headers = {"Authorization": f"Bearer {key}"}
    if signer is not None:
        headers = signer.headers(method, HUB + address, content, headers)
    return client.generic(
        method, address, content, content_type="application/json", headers=headers | more
    )


def token_of(client: Client, key: str, scope: str = "", name: str = "") -> Any:
    """The reply to a request for a token, by Basic authentication."""
    number = parties.keys("han-bank")[0].id
    credentials = f"{name or f'han-bank.{number}'}:{key}".encode()
    form = {"grant_type": "client_credentials"} | ({"scope": scope} if scope else {})
    return client.post(
        "/oauth/token",
        form,
        headers={"Authorization": "Basic " + base64.b64encode(credentials).decode()},
    )


def test_a_party_that_demands_signatures_is_not_served_without_one(
    client: Client, bank: str, key: str
) -> None:
    signer = Signer.of(bank)
    assert sent(client, key, SHARED).status_code == 200
    signing.demand_signatures(bank, True)
    refused = sent(client, key, SHARED)
    assert (refused.status_code, refused.json()["code"]) == (401, "wrong-signature")
    assert sent(client, key, SHARED, signer=signer).status_code == 200
    assert sent(client, key, SHARED, {}, signer=signer).status_code == 200


def test_what_is_replayed_or_forged_acts_on_nothing(client: Client, bank: str, key: str) -> None:
    signer = Signer.of(bank)
    body = {"number": 5}
    content = json.dumps(body).encode()
    headers = signer.headers("POST", HUB + ACT, content, {"Authorization": f"Bearer {key}"})

    def post(content: bytes, number: str) -> int:
        reply = client.generic(
            "POST",
            ACT,
            content,
            content_type="application/json",
            headers=headers | {"Idempotency-Key": number},
        )
        return int(reply.status_code)

    assert post(b'{"number": 6}', "a") == 401
    assert sample_service.acts == []
    assert post(content, "b") == 200
    assert post(content, "c") == 401
    assert sample_service.acts == [5]


def test_a_signature_that_is_there_must_be_right_though_nobody_demands_one(
    client: Client, bank: str, key: str
) -> None:
    parties.add_party("nuri-bank", "누리은행", PartyKind.BANK)
    assert sent(client, key, SHARED, signer=Signer.of("nuri-bank")).status_code == 401
    headers = {"Signature-Input": 'a=("@method")', "Signature": "a=:AAAA:"}
    assert sent(client, key, SHARED, **headers).status_code == 401


def test_a_token_opens_what_its_key_does_and_no_more_than_it_asked_for(
    client: Client, key: str
) -> None:
    reply = token_of(client, key, "sample:receive")
    assert reply.status_code == 200
    said = reply.json()
    assert (said["token_type"], said["scope"]) == ("Bearer", "sample:receive")
    assert 0 < said["expires_in"] <= 600
    assert reply["Cache-Control"] == "no-store"
    token = said["access_token"]
    assert sent(client, token, SHARED).status_code == 200
    refused = sent(client, token, ACT, {"number": 1}, **{"Idempotency-Key": "a"})
    assert refused.status_code == 403
    assert sample_service.acts == []
    # All that the key has, where nothing is asked for.
    assert token_of(client, key).json()["scope"] == "sample:decide sample:receive"


@pytest.mark.parametrize("scope", ["sample:submit", "*:receive", "sample:receive sample:oversee"])
def test_a_token_never_has_a_scope_that_its_key_lacks(client: Client, key: str, scope: str) -> None:
    reply = token_of(client, key, scope)
    assert (reply.status_code, reply.json()["error"]) == (400, "invalid_scope")


def test_a_wrong_key_or_the_name_of_another_gets_no_token(client: Client, key: str) -> None:
    number = parties.keys("han-bank")[0].id
    for given, name in (
        ("ieump_wrong", ""),
        (key, "nuri-bank.1"),
        (key, f"han-bank.{number + 1}"),
        (key, "han-bank"),
        ("", ""),
    ):
        reply = token_of(client, given, name=name)
        assert (reply.status_code, reply.json()["error"]) == (401, "invalid_client"), name
    assert not AccessToken.objects.exists()


@pytest.mark.parametrize("grant", ["password", "authorization_code", "refresh_token", "x"])
def test_there_is_no_other_way_to_a_token(client: Client, key: str, grant: str) -> None:
    number = parties.keys("han-bank")[0].id
    form = {
        "grant_type": grant,
        "client_id": f"han-bank.{number}",
        "client_secret": key,
        "username": "a",
        "password": "b",
        "code": "c",
        "refresh_token": "d",
    }
    assert client.post("/oauth/token", form).status_code in (400, 401)
    assert not AccessToken.objects.exists()
    assert client.get("/oauth/token").status_code == 405


def test_what_ends_the_key_or_suspends_the_party_ends_its_tokens(
    client: Client, bank: str, key: str
) -> None:
    token = token_of(client, key).json()["access_token"]
    parties.set_state(bank, PartyState.SUSPENDED)
    assert sent(client, token, SHARED).status_code == 401
    parties.set_state(bank, PartyState.LIVE)
    assert sent(client, token, SHARED).status_code == 200
    parties.end_key(bank, parties.keys(bank)[0].id)
    assert sent(client, token, SHARED).status_code == 401


def test_a_token_ends_by_itself_and_is_kept_as_its_digest_alone(client: Client, key: str) -> None:
    token = token_of(client, key).json()["access_token"]
    (row,) = AccessToken.objects.all()
    assert token not in (row.token, row.token_checksum)
    AccessToken.objects.update(expires=timezone.now() - timedelta(seconds=1))
    assert sent(client, token, SHARED).status_code == 401
    party_tokens.tidy()
    assert not AccessToken.objects.exists()
    assert Application.objects.count() == 1
    parties.end_key("han-bank", parties.keys("han-bank")[0].id)
    party_tokens.tidy()
    assert not Application.objects.exists()


def test_a_party_that_demands_signatures_signs_with_tokens_too(
    client: Client, bank: str, key: str
) -> None:
    token = token_of(client, key).json()["access_token"]
    signer = Signer.of(bank)
    signing.demand_signatures(bank, True)
    assert sent(client, token, SHARED).status_code == 401
    assert sent(client, token, SHARED, signer=signer).status_code == 200


def test_whoever_tries_keys_is_slowed_down(client: Client, key: str) -> None:
    replies = [token_of(client, "ieump_wrong").status_code for _n in range(125)]
    assert replies.count(401) >= 120
    assert replies[-1] == 429
