"""Figures of a simulated country say beside them that they are a sample; those of a real hub do not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from ieum.exchange.parties import store as parties
from ieum.exchange.parties.values import HUB, PartyKind
from ieum.kernel.answer import Answer
from ieum.kernel.context import Caller, Context
from ieum.services.scamcall import front
from ieum.services.scamcall.judgement.rules import Stage
from ieum.services.scamcall.oversight import tools
from ieum.services.scamcall.simulation import store
from tests.services.scamcall.due_process.country import member

pytestmark = pytest.mark.django_db(transaction=True)
PAGES: list[Callable[[Context], Answer[object]]] = [
    tools.clocks_running,
    tools.false_blocks,
    tools.rules,
    lambda context: tools.let_rule("phone-alert", Stage.SHADOW, "까닭", context),
]


def simulate() -> None:
    now = datetime.now(UTC)
    store.begin(1, 1, now - timedelta(days=1), now, 6)


def notes(page: Callable[[Context], Answer[object]]) -> list[str]:
    scopes = frozenset({"*:oversee", "*:decide"})
    found = page(Context(caller=Caller(id=4, party=HUB, scopes=scopes)))
    return [note.text("en") for note in found.notes]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_oversight_says_that_it_shows_a_sample(
    page: Callable[[Context], Answer[object]],
) -> None:
    parties.party(HUB)
    assert notes(page) == []
    simulate()
    (note,) = notes(page)
    assert "sample" in note
    member("han-bank", PartyKind.BANK)
    (note,) = notes(page)
    assert "mixed" in note


@pytest.mark.parametrize(("language", "word"), [("ko", "견본"), ("en", "A sample")])
def test_the_front_page_says_that_it_shows_a_sample(
    client: Client, language: str, word: str
) -> None:
    assert front.section(language, {})["sample"] == []
    assert word not in client.get(f"/?lang={language}").content.decode()
    simulate()
    assert word in client.get(f"/?lang={language}").content.decode()
