"""Parties: taken in, given people and keys, suspended."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from ieum.exchange.parties import rows, store
from ieum.exchange.parties.values import HUB, PartyKind, PartyRole, PartyState
from ieum.kernel.context import ADMINISTRATORS, Caller
from ieum.kernel.errors import NotFound, NotSignedIn, WrongArgument

pytestmark = pytest.mark.django_db


@pytest.fixture
def bank() -> str:
    return store.add_party("han-bank", "한은행", PartyKind.BANK, name_en="Han Bank").id


def account(email: str) -> int:
    return get_user_model().objects.create_user(email, "long enough a word").pk


def test_a_party_joins_on_trial() -> None:
    party = store.add_party("han-bank", "  한  은행 ", PartyKind.BANK)
    assert (party.name, party.state, party.is_live) == ("한 은행", PartyState.TRIAL, False)
    assert store.set_state("han-bank", PartyState.LIVE).is_live


def test_the_organisation_that_runs_the_hub_is_there_from_the_first_start() -> None:
    assert store.party(HUB).is_live


@pytest.mark.parametrize("id", ["", "Han", "한은행", "a", "-bank", "bank-", "a" * 41, "han bank"])
def test_a_short_name_that_cannot_stand_in_an_address_is_refused(id: str) -> None:
    with pytest.raises(WrongArgument) as error:
        store.add_party(id, "한은행", PartyKind.BANK)
    assert "han-bank" in str(error.value.faults[0].message.text("en"))


def test_a_name_is_taken_once(bank: str) -> None:
    for id, name in ((bank, "다른 은행"), ("other-bank", "한은행")):
        with pytest.raises(WrongArgument):
            store.add_party(id, name, PartyKind.BANK)


def test_a_bank_says_by_which_codes_its_accounts_are_known(bank: str) -> None:
    assert store.party(bank).institution_codes == frozenset()
    store.set_institution_codes(bank, ["999", "998", "999"])
    assert store.party(bank).institution_codes == {"998", "999"}
    store.set_institution_codes(bank, ["997"])
    assert store.party(bank).institution_codes == {"997"}
    other = store.add_party("du-bank", "두은행", PartyKind.BANK, institution_codes=["998"])
    assert other.institution_codes == {"998"}


@pytest.mark.parametrize("code", ["", "99", "9999", "99a", "٩٩٩", "99 "])
def test_a_code_that_is_not_three_digits_is_refused_and_named(bank: str, code: str) -> None:
    with pytest.raises(WrongArgument) as error:
        store.set_institution_codes(bank, ["999", code])
    assert f"'{code}'" in str(error.value.faults[0].message.text("en"))
    assert store.party(bank).institution_codes == frozenset()


def test_only_banks_hold_accounts() -> None:
    with pytest.raises(WrongArgument):
        store.add_party("nuri", "누리통신", PartyKind.TELECOM, institution_codes=["999"])
    with pytest.raises(WrongArgument):
        store.set_institution_codes(HUB, ["999"])
    assert [one.id for one in store.parties()] == [HUB]


def test_a_bank_has_a_score_of_codes_at_most(bank: str) -> None:
    with pytest.raises(WrongArgument, match="20"):
        store.set_institution_codes(bank, [f"{number:03}" for number in range(21)])


def test_an_account_acts_for_one_party_in_one_or_more_roles(bank: str) -> None:
    number = account("officer@example.org")
    store.appoint(bank, "Officer@example.org ", PartyRole.OFFICER)
    both = store.appoint(bank, "officer@example.org", PartyRole.APPROVER)
    assert both.roles == {PartyRole.OFFICER, PartyRole.APPROVER}
    store.add_party("nuri-telecom", "누리통신", PartyKind.TELECOM)
    with pytest.raises(WrongArgument, match="한은행"):
        store.appoint("nuri-telecom", "officer@example.org", PartyRole.OFFICER)
    caller = store.caller_of_account(Caller(number, "officer"))
    assert caller.party == bank
    assert caller.has_scope("scamcall:approve")
    assert not caller.has_scope("scamcall:manage")
    assert store.dismiss(bank, "officer@example.org", PartyRole.APPROVER)
    assert not store.caller_of_account(Caller(number)).has_scope("scamcall:approve")


def test_an_administrator_without_a_party_acts_for_the_hub() -> None:
    number = account("admin@example.org")
    caller = store.caller_of_account(Caller(number, groups=frozenset({ADMINISTRATORS})))
    assert (caller.party, caller.has_scope("any:oversee")) == (HUB, True)
    assert store.caller_of_account(Caller(number)).party is None


def test_a_key_opens_what_was_said_and_nothing_else(bank: str) -> None:
    key = store.make_key(bank, "stream", ["scamcall:receive"], 30)
    caller = store.caller_of_key(key)
    assert (caller.party, caller.id, caller.scopes) == (bank, None, {"scamcall:receive"})
    assert key not in str(list(rows.PartyKey.objects.values()))
    with pytest.raises(NotSignedIn):
        store.caller_of_key(key + "x")


@pytest.mark.parametrize(
    "scope", ["receive", "scamcall:approve", "scamcall:everything", ":receive", "*:ask"]
)
def test_a_scope_that_a_key_cannot_have_is_named(bank: str, scope: str) -> None:
    with pytest.raises(WrongArgument) as error:
        store.make_key(bank, "stream", [scope], 30)
    assert repr(scope) in error.value.faults[0].message.text("en")


def test_two_keys_live_at_a_time_so_that_one_can_be_changed(bank: str) -> None:
    store.make_key(bank, "old", ["scamcall:receive"], 30)
    store.make_key(bank, "new", ["scamcall:receive"], 30)
    with pytest.raises(WrongArgument, match="2"):
        store.make_key(bank, "third", ["scamcall:receive"], 30)
    old = next(key for key in store.keys(bank) if key.name == "old")
    store.end_key(bank, old.id)
    store.make_key(bank, "third", ["scamcall:receive"], 30)


def test_a_key_that_is_over_or_ended_or_of_a_suspended_party_opens_nothing(bank: str) -> None:
    over, ended = (store.make_key(bank, name, ["a:ask"], 1) for name in ("over", "ended"))
    store.end_key(bank, next(key.id for key in store.keys(bank) if key.name == "ended"))
    rows.PartyKey.objects.filter(name="over").update(expires_at=timezone.now() - timedelta(1))
    kept = store.make_key(bank, "kept", ["a:ask"], 1)
    for key in (over, ended):
        with pytest.raises(NotSignedIn):
            store.caller_of_key(key)
    store.set_state(bank, PartyState.SUSPENDED)
    with pytest.raises(NotSignedIn):
        store.caller_of_key(kept)


def test_people_of_a_suspended_party_can_do_nothing_for_it(bank: str) -> None:
    number = account("officer@example.org")
    store.appoint(bank, "officer@example.org", PartyRole.OFFICER)
    store.set_state(bank, PartyState.SUSPENDED)
    caller = store.caller_of_account(Caller(number))
    assert (caller.party, caller.scopes) == (bank, frozenset())


def test_one_party_cannot_end_the_key_of_another(bank: str) -> None:
    store.make_key(bank, "stream", ["a:ask"], 1)
    store.add_party("nuri-telecom", "누리통신", PartyKind.TELECOM)
    with pytest.raises(NotFound):
        store.end_key("nuri-telecom", store.keys(bank)[0].id)
    assert store.keys(bank)[0].revoked_at is None
