"""Acting tools: once for each key, and never halfway."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.db import connection

from ieum.exchange.ledger import sequencer
from ieum.exchange.ledger import store as ledger
from ieum.exchange.ledger.entries import commitment
from ieum.hub.accounts.caller import OPERATOR
from ieum.hub.acts.models import Act
from ieum.hub.acts.record import as_bytes, entry_of
from ieum.hub.calls import Door, Request, perform
from ieum.kernel.answer import Answer, Result, Source, SourceKind, Step
from ieum.kernel.context import Caller
from ieum.kernel.errors import InvalidArguments, NotAllowed, Unexpected
from ieum.kernel.messages import _
from tests.hub import sample_service

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_acts(home: Path) -> None:
    sample_service.acts.clear()


def act(
    number: int, key: str | None, tool: str = "block", caller: Caller = OPERATOR
) -> Answer[object]:
    outcome = perform(
        Request(
            tool=sample_service.service.get(tool),
            given={"number": number},
            as_text=False,
            caller=caller,
            language="ko",
            door=Door.API,
            key=key,
        )
    )
    assert outcome.answer is not None
    return outcome.answer


def test_the_same_key_acts_once_and_gives_the_same_answer_in_both_languages() -> None:
    first, second = act(5, "a"), act(5, "a")
    assert sample_service.acts == [5]
    for language in ("ko", "en"):
        assert first.rendered(language) == second.rendered(language)


def test_another_key_acts_again() -> None:
    act(5, "a")
    act(5, "b")
    assert sample_service.acts == [5, 5]


def test_a_key_cannot_mean_two_things() -> None:
    act(5, "a")
    with pytest.raises(InvalidArguments) as error:
        act(6, "a")
    assert error.value.faults[0].code == "idempotency-key"
    assert sample_service.acts == [5]


@pytest.mark.parametrize("key", [None, "", "x" * 201])
def test_an_act_without_a_fitting_key_is_refused(key: str | None) -> None:
    with pytest.raises(InvalidArguments):
        act(5, key)
    assert sample_service.acts == []


def test_an_act_that_fails_leaves_its_key_free() -> None:
    with pytest.raises(Unexpected):
        act(99, "a")
    assert not Act.objects.exists()
    assert connection.is_usable()


def test_an_act_is_written_to_the_ledger_with_who_what_and_why() -> None:
    act(5, "a")
    act(5, "a")
    sequencer.integrate_all()
    (leaf,) = ledger.leaves(0, 9)
    row = Act.objects.get()
    said = json.loads(leaf)
    assert ledger.index_of(row.entry) == 0
    assert (said["kind"], said["party"], said["actor"]) == ("act", "hub", "account:0")
    assert said["body"]["tool"] == "sample.block"
    assert said["body"]["arguments"] == commitment(bytes(row.salt), b'{"number": 5}')
    assert said["body"]["result"] == commitment(bytes(row.salt), as_bytes(row.answer))


def test_an_act_that_fails_leaves_nothing_in_the_ledger() -> None:
    with pytest.raises(Unexpected):
        act(99, "a")
    assert not ledger.is_waiting()


def test_the_entry_names_evidence_rules_and_models_but_no_title_of_a_document() -> None:
    answer: Answer[Result] = Answer(
        result=Result(),
        steps=[Step(says=_("a"), basis="제4조"), Step(says=_("b"), basis="제4조")],
        sources=[
            Source(
                kind=SourceKind.DOCUMENT, title="어느 분의 신청서", version="ab" * 32, page="/d/3"
            ),
            Source(kind=SourceKind.LAW, title="어느 법", locator="제4조", version="2026-01-01"),
            Source(kind=SourceKind.RULE, title="차단 규칙", version="3"),
            Source(kind=SourceKind.MODEL, title="판별기", version="7"),
        ],
    )
    tool = sample_service.service.get("block")
    values = entry_of(tool, OPERATOR, answer, bytes(16), b"{}", {}).values()
    assert values["basis"] == "제4조"
    assert (values["rule"], values["model"]) == ("차단 규칙 3", "판별기 7")
    assert values["evidence"][:2] == [
        {"reference": "/d/3", "version": "", "sha256": "ab" * 32},
        {"reference": "law: 어느 법 제4조", "version": "2026-01-01", "sha256": ""},
    ]
    assert "신청서" not in str(values)


def program(party: str, key: int = 1, *scopes: str) -> Caller:
    """A program of a party, which has no account."""
    return Caller(name=party, key=key, party=party, scopes=frozenset(scopes or {"sample:decide"}))


def test_a_program_of_a_party_acts_once_whichever_of_its_keys_it_comes_with() -> None:
    for key in (1, 2):
        act(5, "a", "block_as_party", program("han-bank", key))
    assert sample_service.acts == [5]
    sequencer.integrate_all()
    (leaf,) = ledger.leaves(0, 9)
    said = json.loads(leaf)
    assert (said["party"], said["actor"]) == ("han-bank", "key:1")


def test_two_parties_may_choose_the_same_key_and_so_may_an_account() -> None:
    for caller in (program("han-bank"), program("nuri-bank"), OPERATOR):
        act(5, "a", "block_as_party", caller)
    assert sample_service.acts == [5, 5, 5]


def test_a_program_without_the_scope_does_not_act() -> None:
    with pytest.raises(NotAllowed):
        act(5, "a", "block_as_party", program("han-bank", 1, "sample:receive"))
    assert sample_service.acts == []
