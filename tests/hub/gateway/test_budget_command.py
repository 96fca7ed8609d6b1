"""`ieum budget`: what was used, budgets, keys."""

from __future__ import annotations

import argparse

import pytest

from ieum.hub.commands import budget
from ieum.hub.doors.commands import WrongCommand
from ieum.hub.gateway.accounting import Payer, Prices, reserve, settle
from ieum.hub.gateway.keys import payer_of
from ieum.hub.gateway.models import Budget
from ieum.hub.gateway.usage import budget_states, usage_by_party, usage_by_service

pytestmark = pytest.mark.django_db


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    budget.configure(parser)
    return budget.run(parser.parse_args(words))


def use(service: str, tokens: int) -> None:
    call = reserve(Payer(service, "city"), "local", 1000, 0, prices=Prices(2_000_000, 0))
    settle(call, tokens, 0, estimated=False, outcome="answered")


def test_use_is_shown_by_service_and_party_the_most_first(
    capsys: pytest.CaptureFixture[str],
) -> None:
    use("tax", 10)
    use("programme", 700)
    assert [(u.name, u.tokens, u.won) for u in usage_by_service()] == [
        ("programme", 700, 1400.0),
        ("tax", 10, 20.0),
    ]
    assert [(u.name, u.calls) for u in usage_by_party("day")] == [("city", 2)]
    assert run() == 0
    said = capsys.readouterr().out
    assert "programme" in said
    assert "서비스별" in said


def test_budgets_are_listed_with_what_is_used_of_them(capsys: pytest.CaptureFixture[str]) -> None:
    use("tax", 100)
    assert run("--service", "tax", "--tokens", "1000") == 0
    assert "토큰 100 / 1,000" in capsys.readouterr().out


def test_budgets_are_set_changed_and_lifted() -> None:
    assert run("--service", "tax", "--period", "day", "--tokens", "1,000", "--won", "50") == 0
    assert run("--service", "tax", "--period", "day", "--tokens", "2000") == 0
    row = Budget.objects.get()
    assert (row.token_limit, row.won_limit) == (2000, 50)
    run("--service", "tax", "--period", "day", "--tokens", "none", "--won", "none")
    assert not Budget.objects.exists()


def test_a_budgets_state_tells_the_nearer_limit() -> None:
    use("tax", 100)
    run("--service", "tax", "--tokens", "1000", "--won", "400")
    (state,) = budget_states()
    assert (state.tokens, state.microwon) == (100, 200_000_000)
    assert state.share == 0.5


@pytest.mark.parametrize("limit", ["-5", "many", "1.5"])
def test_a_limit_that_is_no_whole_number_is_refused(limit: str) -> None:
    with pytest.raises(WrongCommand) as refusal:
        run(f"--tokens={limit}")
    assert limit in refusal.value.message.text("en")


def test_a_key_is_shown_once_and_ended(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--new-key", "letters:city") == 0
    key = capsys.readouterr().out.strip()
    assert payer_of(key) == Payer("letters", "city")
    run("--revoke-keys", "letters:city")
    assert payer_of(key) is None


def test_a_key_without_a_party_is_refused() -> None:
    with pytest.raises(WrongCommand):
        run("--new-key", "letters")
