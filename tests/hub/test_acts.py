"""Acting tools: once for each key, and never halfway."""

from __future__ import annotations

import pytest
from django.db import connection

from ieum.hub.accounts.caller import OPERATOR
from ieum.hub.acts.models import Act
from ieum.hub.calls import Door, Request, perform
from ieum.kernel.answer import Answer
from ieum.kernel.errors import InvalidArguments, Unexpected
from tests.hub import sample_service

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_acts() -> None:
    sample_service.acts.clear()


def act(number: int, key: str | None) -> Answer[object]:
    outcome = perform(
        Request(
            tool=sample_service.service.get("block"),
            given={"number": number},
            as_text=False,
            caller=OPERATOR,
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
