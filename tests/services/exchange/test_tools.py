"""The exchange as a service: what each party may do and see, and what nobody may."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.contrib.auth import get_user_model

from ieum.exchange.events import store as outbox
from ieum.exchange.ledger import sequencer
from ieum.exchange.ledger import store as ledger
from ieum.exchange.parties import store as parties
from ieum.exchange.parties.values import PartyKind, PartyRole, PartyState
from ieum.hub.accounts.caller import OPERATOR, caller_of_user
from ieum.hub.calls import Door, Request, perform
from ieum.kernel.context import Caller
from ieum.kernel.errors import IeumError, NotAllowed, NotFound, NotSignedIn, WrongArgument
from ieum.services.exchange.service import service

pytestmark = pytest.mark.django_db
TERMS = {
    "kind": "scamcall.order",
    "purpose": "prevention",
    "fields": ["pseudonym", "action"],
    "starts_on": "2026-01-01",
    "ends_on": "2100-12-31",
    "retention_days": 90,
    "basis": "통신사기피해환급법 제13조의4",
}


def call(caller: Caller, tool: str, **given: Any) -> dict[str, Any]:
    outcome = perform(Request(service.get(tool), given, False, caller, "en", Door.API))
    assert outcome.answer is not None
    result: dict[str, Any] = outcome.answer.rendered("en")["result"]
    return result


def person(party: str, *roles: PartyRole) -> Caller:
    """Somebody with these roles at a party."""
    email = f"{party}.{len(get_user_model().objects.all())}@example.invalid"
    account = get_user_model().objects.create_user(email)
    for role in roles:
        parties.appoint(party, email, role)
    return caller_of_user(account)


@pytest.fixture
def bank() -> Caller:
    """An engineer of a bank."""
    parties.add_party("han-bank", "한은행", PartyKind.BANK, state=PartyState.LIVE)
    return person("han-bank", PartyRole.ENGINEER)


@pytest.fixture
def telecom() -> Caller:
    """An engineer of a telecom operator."""
    parties.add_party("nuri-telecom", "누리통신", PartyKind.TELECOM, state=PartyState.LIVE)
    return person("nuri-telecom", PartyRole.ENGINEER)


def entries() -> list[dict[str, Any]]:
    sequencer.integrate_all()
    return [json.loads(leaf) for leaf in ledger.leaves(0, 99)]


def test_a_party_joins_on_trial_goes_live_and_is_suspended_and_the_ledger_says_so() -> None:
    joined = call(OPERATOR, "add_party", party="han-bank", name="한은행", kind="bank")
    assert joined["state"] == "On trial"
    # The same again is the same party, and no second entry.
    call(OPERATOR, "add_party", party="han-bank", name="한은행", kind="bank")
    with pytest.raises(WrongArgument):
        call(OPERATOR, "add_party", party="han-bank", name="다른은행", kind="bank")
    for state in ("live", "suspended"):
        call(OPERATOR, "set_party_state", party="han-bank", state=state, reason="test")
    assert parties.party("han-bank").state is PartyState.SUSPENDED
    assert [one["kind"] for one in entries()] == ["party.joined", "party.state", "party.state"]
    assert entries()[-1]["body"] == {"party": "han-bank", "before": "live", "after": "suspended"}


def test_the_codes_of_a_bank_are_set_by_the_hub_and_the_ledger_says_so() -> None:
    given = {"party": "han-bank", "name": "한은행", "kind": "bank"}
    joined = call(OPERATOR, "add_party", **given, institution_codes=["999"])
    assert joined["institution_codes"] == "999"
    changed = call(
        OPERATOR,
        "set_institution_codes",
        party="han-bank",
        institution_codes=["999", "998"],
        reason="test",
    )
    assert changed["institution_codes"] == "998, 999"
    assert call(OPERATOR, "all_parties", kind="bank")["rows"][0][-1] == "998, 999"
    with pytest.raises(WrongArgument):
        call(OPERATOR, "add_party", **given, institution_codes=["997"])
    assert [one["kind"] for one in entries()] == ["party.joined", "party.institution-codes"]
    assert entries()[-1]["body"] == {"party": "han-bank", "before": "999", "after": "998, 999"}
    engineer = person("han-bank", PartyRole.ENGINEER)
    with pytest.raises(NotAllowed):
        call(
            engineer,
            "set_institution_codes",
            party="han-bank",
            institution_codes=["997"],
            reason="r",
        )


def test_only_the_hub_takes_parties_in(bank: Caller) -> None:
    for tool, given in (
        ("add_party", {"party": "own-bank", "name": "남", "kind": "bank"}),
        ("set_party_state", {"party": "han-bank", "state": "live", "reason": "r"}),
    ):
        with pytest.raises(NotAllowed):
            call(bank, tool, **given)


def test_a_key_is_shown_once_and_two_live_at_a_time(bank: Caller) -> None:
    wish = {"name": "stream", "scopes": ["scamcall:receive"]}
    first, second = call(bank, "make_key", **wish), call(bank, "make_key", **wish)
    caller = parties.caller_of_key(first["key"])
    assert first["client"] == f"han-bank.{caller.key}"
    assert first["key"] not in str(call(bank, "keys")["rows"])
    with pytest.raises(WrongArgument):
        call(bank, "make_key", **wish)
    third = call(bank, "make_key", **wish, replace_older=True)
    with pytest.raises(NotSignedIn):
        parties.caller_of_key(first["key"])
    for one in (second, third):
        assert parties.caller_of_key(one["key"]).party == "han-bank"
    call(bank, "end_key", number=parties.caller_of_key(third["key"]).key)
    with pytest.raises(NotSignedIn):
        parties.caller_of_key(third["key"])
    said = entries()
    assert [one["kind"] for one in said] == ["key.made"] * 3 + ["key.ended"]
    assert not any(one["key"] in json.dumps(said) for one in (first, second, third))


CROSS_PARTY: list[tuple[str, dict[str, Any]]] = [
    ("people", {}),
    ("keys", {}),
    ("signing_keys", {}),
    ("agreed", {}),
    ("make_key", {"name": "x", "scopes": ["scamcall:receive"]}),
    ("end_key", {"number": 1}),
    ("add_signing_key", {"public": "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="}),
    ("end_signing_key", {"id": "han-bank.000000000000"}),
    ("demand_signatures", {"demanded": False}),
    ("appoint", {"email": "a@example.invalid", "role": "officer"}),
    ("dismiss", {"email": "a@example.invalid", "role": "officer"}),
]


@pytest.mark.parametrize(("tool", "given"), CROSS_PARTY, ids=lambda one: str(one)[:20])
def test_no_party_sees_or_changes_what_is_anothers_nor_learns_whether_it_is_there(
    bank: Caller, telecom: Caller, tool: str, given: dict[str, Any]
) -> None:
    said = []
    for other in ("han-bank", "no-such-party"):
        with pytest.raises(NotAllowed) as error:
            call(telecom, tool, **given, party=other)
        said.append(str(error.value))
    assert said[0] == said[1]


def test_a_party_cannot_end_keys_or_agreements_of_another_by_their_numbers(
    bank: Caller, telecom: Caller
) -> None:
    key = parties.caller_of_key(
        call(bank, "make_key", name="a", scopes=["scamcall:receive"])["key"]
    ).key
    offer = call(bank, "make_offer", **TERMS)["offer"]
    agreement = call(telecom, "accept_offer", offer=offer)["agreement"]
    for caller, tool, given in (
        (telecom, "end_key", {"number": key}),
        (telecom, "revoke_offer", {"offer": offer}),
        (bank, "end_agreement", {"agreement": agreement}),
    ):
        with pytest.raises(NotFound):
            call(caller, tool, **given)
    assert [row[-1] for row in call(telecom, "agreed")["rows"]] == [True]


def test_a_program_makes_no_keys_and_appoints_nobody(bank: Caller) -> None:
    made = call(bank, "make_key", name="admin", scopes=["exchange:manage", "exchange:receive"])
    program = parties.caller_of_key(made["key"])
    assert call(program, "standing")["scopes"] == "exchange:manage, exchange:receive"
    for tool, given in (
        ("make_key", {"name": "more", "scopes": ["scamcall:decide"]}),
        ("appoint", {"email": "a@example.invalid", "role": "approver"}),
        ("add_signing_key", {"public": "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="}),
        ("demand_signatures", {"demanded": False}),
    ):
        with pytest.raises(NotAllowed):
            call(program, tool, **given)


def test_nobody_takes_a_power_that_is_not_theirs_to_give(bank: Caller) -> None:
    own = get_user_model().objects.get(pk=bank.id).email
    colleague = get_user_model().objects.create_user("c@example.invalid")
    for tool, given in (
        # One's own approver, an overseer of all parties, a key that oversees or approves.
        ("appoint", {"email": own, "role": "approver"}),
        ("appoint", {"email": colleague.email, "role": "regulator"}),
        ("make_key", {"name": "all", "scopes": ["scamcall:oversee"]}),
        ("make_key", {"name": "all", "scopes": ["scamcall:approve"]}),
        ("make_key", {"name": "all", "scopes": ["*:receive"]}),
    ):
        with pytest.raises((NotAllowed, WrongArgument)):
            call(bank, tool, **given)
    assert parties.members("han-bank")[0].roles == {PartyRole.ENGINEER}
    assert not parties.keys("han-bank")
    assert entries() == []


def test_a_role_is_given_and_taken(bank: Caller) -> None:
    colleague = get_user_model().objects.create_user("c@example.invalid")
    call(bank, "appoint", email=colleague.email, role="officer")
    assert caller_of_user(colleague).has_scope("scamcall:decide")
    assert ["Official"] in [row[1:] for row in call(bank, "people")["rows"]]
    call(bank, "dismiss", email=colleague.email, role="officer")
    assert caller_of_user(colleague).party is None
    assert [one["kind"] for one in entries()] == ["party.appointed", "party.dismissed"]
    assert colleague.email not in json.dumps(entries())


def test_an_offer_becomes_an_agreement_and_ends(bank: Caller, telecom: Caller) -> None:
    offer = call(bank, "make_offer", **TERMS, audience=["telecom"])["offer"]
    assert [row[0] for row in call(telecom, "offers")["rows"]] == [offer]
    agreement = call(telecom, "accept_offer", offer=offer)["agreement"]
    assert call(bank, "agreed")["rows"][0][:3] == [agreement, "nuri-telecom", "han-bank"]
    call(bank, "revoke_offer", offer=offer)
    assert call(telecom, "agreed")["rows"][0][-1] is False
    assert call(telecom, "end_agreement", agreement=agreement)["live"] is False
    kinds = [one["kind"] for one in entries()]
    assert kinds == ["offer.made", "agreement.accepted", "offer.revoked", "agreement.ended"]
    assert entries()[1]["party"] == "nuri-telecom"
    assert entries()[1]["actor"] == f"account:{telecom.id}"


def test_an_offer_for_others_is_neither_seen_nor_accepted(bank: Caller, telecom: Caller) -> None:
    offer = call(bank, "make_offer", **TERMS, audience=["agency"])["offer"]
    assert call(telecom, "offers")["rows"] == []
    with pytest.raises(NotAllowed):
        call(telecom, "accept_offer", offer=offer)
    assert [one["kind"] for one in entries()] == ["offer.made"]


def test_a_third_party_sees_nothing_of_what_two_others_agreed(
    bank: Caller, telecom: Caller
) -> None:
    call(telecom, "accept_offer", offer=call(bank, "make_offer", **TERMS)["offer"])
    parties.add_party("third", "셋째", PartyKind.PLATFORM, state=PartyState.LIVE)
    third = person("third", PartyRole.ENGINEER)
    assert call(third, "agreed")["rows"] == []
    parties.add_party("watch", "감독원", PartyKind.AGENCY, state=PartyState.LIVE)
    regulator = person("watch", PartyRole.REGULATOR, PartyRole.ENGINEER)
    assert len(call(regulator, "agreed")["rows"]) == 1


def test_a_party_sees_its_own_confirmation_and_nobody_elses(bank: Caller, telecom: Caller) -> None:
    for party in ("han-bank", "nuri-telecom"):
        outbox.confirm("scamcall.order", "phone.1.x", 3, party)
    asked = {"kind": "scamcall.order", "subject": "phone.1.x", "revision": 3}
    assert [row[0] for row in call(bank, "confirmations", **asked)["rows"]] == ["han-bank"]
    assert len(call(OPERATOR, "confirmations", **asked)["rows"]) == 2


def test_people_of_a_suspended_party_do_nothing_here(bank: Caller) -> None:
    parties.set_state("han-bank", PartyState.SUSPENDED)
    someone = caller_of_user(get_user_model().objects.get(pk=bank.id))
    for tool in ("all_parties", "keys", "agreed"):
        with pytest.raises(IeumError) as error:
            call(someone, tool)
        assert error.value.status == 403
