"""Every door's calls: who may, how often, and what comes out."""

from __future__ import annotations

import logging
from dataclasses import replace

import pytest

from ieum.hub.accounts.caller import NOBODY, OPERATOR
from ieum.hub.calls import Door, Request, perform
from ieum.kernel.context import Caller
from ieum.kernel.errors import (
    InvalidArguments,
    NotAllowed,
    NotSignedIn,
    TooManyCalls,
    Unexpected,
)
from tests.hub import sample_service

# On PostgreSQL, calls are counted in the database.
pytestmark = pytest.mark.django_db

CITIZEN = Caller(7, "citizen")


def request(tool: str, caller: Caller = NOBODY, **given: object) -> Request:
    return Request(
        tool=sample_service.service.get(tool),
        given=given,
        as_text=False,
        caller=caller,
        language="en",
        door=Door.API,
        client="test",
    )


def test_a_public_tool_answers_anybody() -> None:
    answer = perform(request("add", a=1, b="350만원")).answer
    assert answer is not None
    assert answer.rendered("ko")["result"] == {"total": 3_500_001}


def test_a_refusal_is_an_answer_and_no_error() -> None:
    answer = perform(request("refuse")).answer
    assert answer is not None
    assert answer.refusal is not None


def test_wrong_arguments_reach_no_tool() -> None:
    with pytest.raises(InvalidArguments) as error:
        perform(request("add", a=-1, c=1))
    assert [(fault.path, fault.code) for fault in error.value.faults] == [
        ("a", "too-small"),
        ("c", "unknown"),
    ]


def test_a_staff_tool_asks_a_stranger_to_sign_in_and_turns_a_citizen_away() -> None:
    with pytest.raises(NotSignedIn):
        perform(request("inside"))
    with pytest.raises(NotAllowed):
        perform(request("inside", CITIZEN))
    assert perform(request("inside", OPERATOR)).answer is not None


def test_a_partys_tool_wants_the_scope_of_its_service() -> None:
    with pytest.raises(NotSignedIn):
        perform(request("shared"))
    with pytest.raises(NotAllowed, match=r"registered|등록"):
        perform(request("shared", CITIZEN))
    program = Caller(name="han-bank", key=3, party="han-bank", scopes=frozenset({"other:receive"}))
    with pytest.raises(NotAllowed, match="sample:receive"):
        perform(request("shared", program))
    for scope in ("sample:receive", "*:receive"):
        allowed = replace(program, scopes=frozenset({scope}))
        assert perform(request("shared", allowed)).answer is not None


def test_all_keys_of_a_party_share_one_limit() -> None:
    def program(key: int) -> Caller:
        return Caller(name="flood", key=key, party="flood", scopes=frozenset({"sample:receive"}))

    for key in (1, 2):
        perform(request("seldom_shared", program(key)))
    with pytest.raises(TooManyCalls):
        perform(request("seldom_shared", program(3)))


def test_a_tool_that_fails_gives_a_reference_and_keeps_its_detail_to_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.ERROR, "ieum.mistakes"), pytest.raises(Unexpected) as error:
        perform(request("fail"))
    reference = str(error.value.message.values["reference"])
    assert "secret" not in error.value.message.text("en")
    assert reference in caplog.text
    assert "secret detail" in caplog.text


def test_the_limit_of_a_tool_counts_each_caller_apart() -> None:
    for _call in range(2):
        perform(request("seldom", CITIZEN))
    with pytest.raises(TooManyCalls) as error:
        perform(request("seldom", CITIZEN))
    assert 0 < error.value.retry_after <= 60
    assert perform(request("seldom", Caller(8, "another"))).answer is not None


def test_a_call_in_bulk_takes_as_much_as_the_calls_it_stands_for() -> None:
    def send(count: int, key: int = 1) -> None:
        scopes = frozenset({"sample:submit"})
        program = Caller(name="flood", key=key, party="flood", scopes=scopes)
        perform(request("several", program, numbers=list(range(count))))

    send(6)
    send(4)
    with pytest.raises(TooManyCalls):
        send(1, key=2)
