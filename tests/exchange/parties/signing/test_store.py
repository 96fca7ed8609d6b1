"""Keys with which a party signs, and requests that are taken once."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from ieum.exchange.parties import store as parties
from ieum.exchange.parties.signing import store
from ieum.exchange.parties.signing.requests import SignedRequest, WrongSignature
from ieum.exchange.parties.signing.rows import UsedNonce
from ieum.exchange.parties.values import PartyKind, PartyState
from ieum.kernel.errors import NotFound, WrongArgument
from tests.exchange.parties.signing.signer import Signer

pytestmark = pytest.mark.django_db
Signed = Callable[..., SignedRequest]


@pytest.fixture
def bank() -> str:
    return parties.add_party("han-bank", "한은행", PartyKind.BANK, name_en="Han Bank").id


@pytest.fixture
def signer(bank: str) -> Signer:
    return Signer.of(bank)


def test_a_signing_key_has_the_party_in_its_id_and_can_be_ended(bank: str) -> None:
    public = base64.b64encode(bytes(range(32))).decode()
    key = store.add_signing_key(bank, public)
    assert key.id.startswith("han-bank.")
    found = store.signing_key(key.id)
    assert found is not None
    assert found.public == bytes(range(32))
    assert store.add_signing_key(bank, public).id == key.id
    store.end_signing_key(bank, key.id)
    assert store.signing_key(key.id) is None
    with pytest.raises(WrongArgument):
        store.add_signing_key(bank, public)


@pytest.mark.parametrize("public", ["", "AAAA", "not base64!", "QUJD" * 20])
def test_what_is_no_public_key_is_refused(bank: str, public: str) -> None:
    with pytest.raises(WrongArgument, match="32"):
        store.add_signing_key(bank, public)


def test_a_party_cannot_end_the_signing_key_of_another(signer: Signer) -> None:
    parties.add_party("nuri-bank", "누리은행", PartyKind.BANK)
    with pytest.raises(NotFound):
        store.end_signing_key("nuri-bank", signer.key)
    assert store.signing_key(signer.key) is not None


def test_only_a_party_with_a_key_can_demand_signatures(bank: str) -> None:
    with pytest.raises(WrongArgument):
        store.demand_signatures(bank, True)
    Signer.of(bank)
    store.demand_signatures(bank, True)
    assert store.demands_signatures(bank)
    assert parties.party(bank).demands_signatures


def test_a_signed_request_is_taken(bank: str, signer: Signer) -> None:
    assert store.take(bank, signer.signed()) == signer.key
    assert store.take(bank, signer.signed(body=b"")) == signer.key


def test_the_same_request_is_not_taken_again(bank: str, signer: Signer) -> None:
    request = signer.signed()
    store.take(bank, request)
    with pytest.raises(WrongSignature):
        store.take(bank, request)


def test_a_nonce_serves_one_request_only(bank: str, signer: Signer) -> None:
    store.take(bank, signer.signed(body=b"one", nonce="n" * 20))
    with pytest.raises(WrongSignature):
        store.take(bank, signer.signed(body=b"another", nonce="n" * 20))


def test_a_nonce_is_kept_for_as_long_as_the_signature_would_be_taken(
    bank: str, signer: Signer, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.take(bank, signer.signed())
    (kept,) = UsedNonce.objects.all()
    assert kept.until - timezone.now() > timedelta(minutes=5)
    UsedNonce.objects.update(until=timezone.now() - timedelta(seconds=1))
    monkeypatch.setattr(store, "_swept_at", -1e9)
    store.take(bank, signer.signed())
    assert UsedNonce.objects.filter(pk=kept.pk).count() == 0


FORGED: dict[str, Callable[[SignedRequest], SignedRequest]] = {
    "another method": lambda one: replace(one, method="DELETE"),
    "another address": lambda one: replace(one, url=one.url.replace("send", "retract")),
    "another host": lambda one: replace(one, url=one.url.replace("hub.example", "evil.example")),
    "another query": lambda one: replace(one, url=one.url + "?x=1"),
    "another body": lambda one: replace(one, body=one.body + b" "),
    "no body": lambda one: replace(one, body=b""),
    "another key in Authorization": lambda one: replace(
        one, headers={**one.headers, "Authorization": "Bearer ieump_stronger"}
    ),
    "another digest": lambda one: replace(
        one, headers={**one.headers, "Content-Digest": "sha-256=:" + "A" * 43 + "=:"}
    ),
    "a bit of the signature": lambda one: replace(
        one, headers={**one.headers, "Signature": "pyhms=:" + "A" * 86 + "==:"}
    ),
    "a later moment": lambda one: replace(
        one,
        headers={
            **one.headers,
            "Signature-Input": one.headers["Signature-Input"].replace(";created=", ";created=1"),
        },
    ),
    "two signatures": lambda one: replace(
        one,
        headers={
            **one.headers,
            "Signature": one.headers["Signature"] + ", b=:AAAA:",
            "Signature-Input": one.headers["Signature-Input"] + ', b=("@method")',
        },
    ),
    "no signature": lambda one: replace(
        one, headers={n: t for n, t in one.headers.items() if n != "Signature"}
    ),
    "broken fields": lambda one: replace(
        one, headers={**one.headers, "Signature-Input": 'pyhms=("@method'}
    ),
}


@pytest.mark.parametrize("change", FORGED)
def test_a_request_that_was_changed_after_signing_is_refused(
    bank: str, signer: Signer, change: str
) -> None:
    with pytest.raises(WrongSignature):
        store.take(bank, FORGED[change](signer.signed()))
    assert not UsedNonce.objects.exists()


@pytest.mark.parametrize(
    "given",
    [
        {"covers": ("@method", "authorization")},
        {"covers": ("@target-uri", "authorization")},
        {"covers": ("@method", "@target-uri")},
        {"with_body": False},
        {"nonce": None},
        {"nonce": "short"},
        {"nonce": "n" * 101},
        {"age": timedelta(minutes=6)},
        {"age": timedelta(minutes=-2)},
        {"key": "han-bank.000000000000"},
        {"key": "nuri-bank.000000000000"},
    ],
    ids=str,
)
def test_a_signature_that_shows_too_little_is_refused(
    bank: str, signer: Signer, given: dict[str, object]
) -> None:
    with pytest.raises(WrongSignature):
        store.take(bank, signer.signed(**given))


def test_the_key_of_another_party_signs_nothing_here(bank: str) -> None:
    parties.add_party("nuri-bank", "누리은행", PartyKind.BANK)
    with pytest.raises(WrongSignature):
        store.take(bank, Signer.of("nuri-bank").signed())


def test_an_ended_key_and_a_suspended_party_sign_nothing_more(bank: str, signer: Signer) -> None:
    parties.set_state(bank, PartyState.SUSPENDED)
    with pytest.raises(WrongSignature):
        store.take(bank, signer.signed())
    parties.set_state(bank, PartyState.LIVE)
    store.end_signing_key(bank, signer.key)
    with pytest.raises(WrongSignature):
        store.take(bank, signer.signed())
