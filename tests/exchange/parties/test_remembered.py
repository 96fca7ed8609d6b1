"""What programs need at each call is looked up once a second, and a change here counts at once."""

from __future__ import annotations

import pytest

from ieum.exchange.parties import store as parties
from ieum.exchange.parties.remembered import forget, remembered
from ieum.exchange.parties.values import PartyKind, PartyState
from ieum.kernel.errors import NotSignedIn


def test_what_was_found_just_now_is_not_looked_up_again() -> None:
    looked: list[int] = []

    def find() -> str:
        looked.append(1)
        return "found"

    forget()
    assert [remembered("one", find) for _ in range(3)] == ["found"] * 3
    assert len(looked) == 1
    forget()
    remembered("one", find)
    assert len(looked) == 2


@pytest.mark.django_db
def test_a_key_that_is_ended_or_whose_party_is_suspended_opens_nothing_at_once() -> None:
    parties.add_party("han-bank", "한은행", PartyKind.BANK, state=PartyState.LIVE)
    key = parties.make_key("han-bank", "a", ["scamcall:submit"], 1)
    caller = parties.caller_of_key(key)
    assert parties.acting_for(caller).state is PartyState.LIVE
    parties.set_state("han-bank", PartyState.TRIAL)
    assert parties.acting_for(caller).state is PartyState.TRIAL
    parties.set_state("han-bank", PartyState.SUSPENDED)
    with pytest.raises(NotSignedIn):
        parties.caller_of_key(key)
    parties.set_state("han-bank", PartyState.LIVE)
    assert parties.caller_of_key(key).party == "han-bank"
    assert caller.key is not None
    parties.end_key("han-bank", caller.key)
    with pytest.raises(NotSignedIn):
        parties.caller_of_key(key)
