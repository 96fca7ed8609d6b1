"""Agreements: offered, accepted, cut to, revoked."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from ieum.exchange.agreements import store
from ieum.exchange.agreements.values import Offer, Purpose
from ieum.exchange.parties import store as parties
from ieum.exchange.parties.values import PartyKind
from ieum.kernel.errors import NotAllowed, NotFound, WrongArgument

pytestmark = pytest.mark.django_db
KIND = "scamcall.number_report"


@pytest.fixture(autouse=True)
def members() -> None:
    parties.add_party("nuri-telecom", "누리통신", PartyKind.TELECOM)
    parties.add_party("han-bank", "한은행", PartyKind.BANK)


def offer(**given: object) -> Offer:
    now: datetime = timezone.now()
    wish: dict[str, object] = {
        "giver": "nuri-telecom",
        "kind": KIND,
        "purpose": Purpose.PREVENTION,
        "fields": ["subject", "confidence"],
        "starts_at": now - timedelta(days=1),
        "ends_at": now + timedelta(days=30),
        "retention_days": 90,
        "basis": "통신사기피해환급법 제13조의4",
    }
    return store.make_offer(**(wish | given))  # type: ignore[arg-type]


def taken(body: dict[str, object]) -> dict[str, object] | None:
    return store.terms_of("han-bank").cut("nuri-telecom", KIND, body, timezone.now())


def test_only_agreed_fields_are_given() -> None:
    body = {"subject": "p1", "confidence": 80, "reporter": "secret"}
    assert taken(body) is None
    store.accept(offer().id, "han-bank")
    assert taken(body) == {"subject": "p1", "confidence": 80}


def test_two_agreements_give_the_fields_of_both() -> None:
    store.accept(offer().id, "han-bank")
    store.accept(offer(fields=["manoeuvre"]).id, "han-bank")
    assert taken({"subject": 1, "manoeuvre": 2, "more": 3}) == {"subject": 1, "manoeuvre": 2}


def test_a_purpose_that_was_not_agreed_gives_nothing() -> None:
    store.accept(offer().id, "han-bank")
    terms, now = store.terms_of("han-bank"), timezone.now()
    assert terms.fields("nuri-telecom", KIND, now, Purpose.PREVENTION)
    assert not terms.fields("nuri-telecom", KIND, now, Purpose.RESEARCH)


def test_accepting_twice_is_one_agreement() -> None:
    number = offer().id
    assert store.accept(number, "han-bank").id == store.accept(number, "han-bank").id


def test_revoking_or_ending_cuts_at_once_what_was_agreed() -> None:
    revoked, ended = offer(), offer()
    store.accept(revoked.id, "han-bank")
    agreement = store.accept(ended.id, "han-bank")
    store.revoke(revoked.id, "nuri-telecom")
    assert taken({"subject": 1}) == {"subject": 1}
    store.end(agreement.id, "han-bank")
    assert taken({"subject": 1}) is None


def test_terms_that_were_read_before_an_agreement_ran_out_give_nothing_after_it() -> None:
    store.accept(offer().id, "han-bank")
    terms = store.terms_of("han-bank")
    later = timezone.now() + timedelta(days=31)
    assert terms.cut("nuri-telecom", KIND, {"subject": 1}, later) is None


def test_nobody_accepts_for_a_kind_of_party_that_is_not_asked_nor_from_themselves() -> None:
    for number, taker in (
        (offer(audience=[PartyKind.POLICE]).id, "han-bank"),
        (offer().id, "nuri-telecom"),
    ):
        with pytest.raises(NotAllowed):
            store.accept(number, taker)


def test_an_offer_that_is_over_is_not_accepted() -> None:
    now = timezone.now()
    over = offer(starts_at=now - timedelta(days=9), ends_at=now - timedelta(days=1))
    revoked = offer()
    store.revoke(revoked.id, "nuri-telecom")
    for number in (over.id, revoked.id):
        with pytest.raises(NotAllowed):
            store.accept(number, "han-bank")


def test_nobody_revokes_or_ends_what_is_anothers() -> None:
    number = offer().id
    agreement = store.accept(number, "han-bank")
    with pytest.raises(NotFound):
        store.revoke(number, "han-bank")
    with pytest.raises(NotFound):
        store.end(agreement.id, "nuri-telecom")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kind", "number report"),
        ("kind", "signals"),
        ("fields", []),
        ("fields", ["ok", "NOT OK"]),
        ("retention_days", 0),
        ("retention_days", 5 * 365 + 1),
        ("basis", " "),
        ("giver", "nobody"),
        ("ends_at", timezone.now() - timedelta(days=400)),
    ],
)
def test_an_offer_that_cannot_be_names_what_is_wrong(name: str, value: object) -> None:
    with pytest.raises(WrongArgument) as error:
        offer(**{name: value})
    assert error.value.faults[0].path == name
