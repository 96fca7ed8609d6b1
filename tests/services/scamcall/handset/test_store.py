"""Editions: what stands on the list, what changed between two, and whom a handset may ask about."""

from __future__ import annotations

import base64
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from ieum.exchange.agreements import store as agreements
from ieum.exchange.agreements.values import Purpose
from ieum.exchange.ledger.notes import read_public_key
from ieum.exchange.parties import store as parties
from ieum.exchange.parties.values import ALL_SCOPES, HUB, PartyKind, PartyState
from ieum.kernel.context import Caller, Context
from ieum.kernel.errors import NotAllowed
from ieum.services.scamcall import clock, responding
from ieum.services.scamcall.handset import store, tools
from ieum.services.scamcall.handset.fingerprints import fingerprint, keys_of, list_key
from ieum.services.scamcall.handset.kept_list import KeptList
from ieum.services.scamcall.handset.rows import HandsetEdition, HandsetEntry
from ieum.services.scamcall.handset.serving import file_since
from ieum.services.scamcall.handset.values import KEPT, KIND, RENEWAL, WAIT, Edition, Form
from ieum.services.scamcall.identifiers import store as subjects
from ieum.services.scamcall.judgement import store as judgements
from ieum.services.scamcall.judgement.allow_list import AllowedHolder, Wish
from ieum.services.scamcall.judgement.rules import Let, Stage
from ieum.services.scamcall.orders import store as orders
from ieum.services.scamcall.orders.values import OrderState
from ieum.services.scamcall.signals.values import Sighting
from ieum.services.scamcall.vocabulary import CallerId, SignalType, SubjectKind

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture(autouse=True)
def country() -> None:
    HandsetEntry.objects.all().delete()
    HandsetEdition.objects.all().delete()
    for id, kind in (("nuri-telecom", PartyKind.TELECOM), ("han-bank", PartyKind.BANK)):
        parties.add_party(id, f"{id} 이름", kind, state=PartyState.LIVE)
    for rule in ("phone-alert", "phone-block", "path-block"):
        judgements.let(rule, Let(Stage.FULL), "account:1", "test")


def number(place: int) -> str:
    """A number that nobody can have (North American example range)."""
    return f"+1202555{place:04}"


def block(*places: int, now: datetime = NOW, caller_id: CallerId = CallerId.UNVERIFIED) -> None:
    for party in ("nuri-telecom", "han-bank"):
        sent = [
            Sighting(
                event_id=f"{party}-{place}-{now.timestamp()}",
                type=SignalType.NUMBER_REPORT,
                kind=SubjectKind.PHONE,
                identifier=number(place),
                seen_at=now,
                confidence=100,
                caller_id=caller_id,
            )
            for place in places
        ]
        responding.receive(parties.party(party), sent, now)


def release(place: int, now: datetime) -> None:
    subject = subjects.find(SubjectKind.PHONE, number(place))
    assert subject is not None
    for order in orders.open_orders(subject.id):
        orders.end(order.reference, OrderState.RELEASED, "objection", "account:1", now)


def fingerprint_of(place: int, edition: Edition) -> bytes:
    return fingerprint(list_key(subjects.secret(), edition.epoch), number(place))


def listed(edition: Edition) -> set[int]:
    held = set(store.keys_at(edition).tolist())
    return {
        place
        for place in range(100, 200)
        if int(keys_of([fingerprint_of(place, edition)])[0]) in held
    }


def test_what_is_blocked_is_listed_and_what_is_only_warned_of_is_not() -> None:
    block(100, 101)
    responding.receive(
        parties.party("han-bank"),
        [
            Sighting(
                event_id="alone",
                type=SignalType.NUMBER_REPORT,
                kind=SubjectKind.PHONE,
                identifier=number(102),
                seen_at=NOW,
                confidence=100,
            )
        ],
        NOW,
    )
    edition = store.current(NOW)
    assert listed(edition) == {100, 101}
    assert (edition.numbers, edition.prefixes) == (2, 2)


def test_a_number_shown_falsely_is_never_listed() -> None:
    block(100, caller_id=CallerId.SPOOFED)
    assert store.current(NOW).numbers == 0


def test_a_number_of_a_new_holder_is_taken_off_though_its_order_stands() -> None:
    block(100)
    assert store.current(NOW).numbers == 1
    subject = subjects.find(SubjectKind.PHONE, number(100))
    assert subject is not None
    subjects.pass_on(subject.id, NOW)
    assert store.current(NOW + WAIT).numbers == 0


def test_a_number_that_is_never_acted_on_since_is_not_listed() -> None:
    block(100, 101)
    wish = Wish(SubjectKind.PHONE, number(100), False, AllowedHolder.AGENCY, "기관", "test", NOW)
    judgements.allow(wish, "account:1")
    assert listed(store.current(NOW)) == {101}


def test_an_expired_block_leaves_the_list_though_nobody_ended_it() -> None:
    block(100)
    store.current(NOW)
    assert store.current(NOW + timedelta(days=8)).numbers == 0


def test_an_edition_stays_until_it_is_time_and_something_changed() -> None:
    block(100)
    first = store.current(NOW)
    block(101)
    assert store.current(NOW + WAIT / 2) == first
    second = store.current(NOW + WAIT)
    assert second.number == first.number + 1
    assert listed(second) == {100, 101}
    assert store.current(NOW + 3 * WAIT) == second
    assert store.current(second.made_at + RENEWAL).number == second.number + 1


@pytest.mark.parametrize("form", list(Form))
def test_a_handset_follows_from_edition_to_edition(form: Form) -> None:
    block(*range(100, 160))
    first = store.current(NOW)
    file = tools_file(form, NOW, "")
    known = [read_public_key(tools.handset_key(acting(HUB)).result.public_key)]
    kept = KeptList.begun(file, known)
    assert kept.version == first.version
    for place in range(100, 110):
        release(place, NOW)
    later = NOW + WAIT
    block(*range(160, 170), now=later)
    kept.take(tools_file(form, later, kept.version.hex), known)
    second = store.current(later)
    assert kept.version == second.version
    keys = keys_of(fingerprint_of(place, second) for place in range(100, 170))
    assert kept.hits(keys[10:], later).all()
    assert not kept.hits(keys[:10], later).any()


def tools_file(form: Form, now: datetime, version: str) -> bytes:
    with clock.another_clock(lambda: now):
        answer = tools.handset_list(acting(HUB), version=version, form=form)
    assert answer.result is not None
    return answer.result.file.content.read()


def acting(party: str) -> Context:
    return Context(caller=Caller(id=7, party=party, scopes=ALL_SCOPES))


def test_who_was_away_gets_the_whole_list_where_it_is_smaller() -> None:
    block(*range(100, 103))
    first = store.current(NOW)
    block(*range(103, 190))
    second = store.current(NOW + WAIT)
    assert file_since(first.version, second, Form.FILTER)[0].name == "FILTER"
    for place in range(100, 103):
        release(place, NOW)
    third = store.current(NOW + 2 * WAIT)
    assert file_since(second.version, third, Form.FILTER)[0].name == "CHANGES"
    assert file_since(second.version, third, Form.PREFIXES)[0].name == "CHANGES"


def test_a_version_that_is_unknown_or_of_another_epoch_gets_the_whole_list() -> None:
    block(100)
    first = store.current(NOW)
    assert store.edition(first.version) == first
    subjects.begin_epoch(NOW)
    subjects.renew()
    second = store.current(NOW + WAIT)
    assert second.epoch == first.epoch + 1
    assert store.edition(first.version) is None
    assert listed(second) == {100}
    assert file_since(first.version, second, Form.PREFIXES)[0].name == "PREFIXES"


def test_what_went_long_ago_is_forgotten() -> None:
    block(100)
    first = store.current(NOW)
    release(100, NOW)
    store.current(NOW + WAIT)
    assert HandsetEntry.objects.count() == 1
    store.current(NOW + KEPT + 2 * WAIT)
    assert HandsetEntry.objects.count() == 0
    assert store.edition(first.version) is None


def test_a_hit_is_confirmed_by_its_full_fingerprint_until_the_moment_of_release() -> None:
    block(100)
    edition = store.current(NOW)
    full = fingerprint_of(100, edition)
    asked = full.hex()[:4]
    answer = tools.confirm_number(asked, acting(HUB))
    assert answer.result is not None
    assert [row[0] for row in answer.result.fingerprints.rows] == [full.hex()]
    release(100, NOW)
    answer = tools.confirm_number(asked, acting(HUB))
    assert answer.result is not None
    assert answer.result.fingerprints.rows == []


def test_a_hit_on_what_has_become_allowed_is_not_confirmed() -> None:
    block(100)
    full = fingerprint_of(100, store.current(NOW))
    wish = Wish(SubjectKind.PHONE, number(100), False, AllowedHolder.AGENCY, "기관", "test", NOW)
    judgements.allow(wish, "account:1")
    answer = tools.confirm_number(full.hex()[:4], acting(HUB))
    assert answer.result is not None
    assert answer.result.fingerprints.rows == []


def test_only_parties_that_agreed_get_the_list_and_who_holds_its_key_is_kept() -> None:
    parties.add_party("geo-handset", "거 단말", PartyKind.HANDSET, state=PartyState.LIVE)
    context = acting("geo-handset")
    for call in (tools.handset_list, tools.handset_key):
        with pytest.raises(NotAllowed):
            call(context)
    with pytest.raises(NotAllowed):
        tools.confirm_number("0000", context)
    offer = agreements.make_offer(
        HUB,
        KIND,
        Purpose.PREVENTION,
        ["list", "key"],
        starts_at=NOW - timedelta(days=1),
        ends_at=NOW + timedelta(days=300),
        retention_days=7,
        basis="약정",
    )
    agreements.accept(offer.id, "geo-handset")
    assert tools.handset_list(context).result is not None
    keys = tools.handset_key(context).result
    assert keys is not None
    epoch, key = keys.keys.rows[0]
    assert base64.b64decode(str(key)) == list_key(subjects.secret(), int(str(epoch)))
    assert (epoch, "geo-handset") in store.holders()
    with pytest.raises(NotAllowed):
        tools.confirm_number("0000", context)


def test_the_list_key_opens_no_pseudonym() -> None:
    assert list_key(subjects.secret(), 1) != subjects.keys()[0].key
