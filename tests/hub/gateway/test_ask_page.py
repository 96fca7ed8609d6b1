"""The ask box with a model: its words over the plain answer, and nothing else of it."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from django.test import Client

from tests.hub.gateway.conftest import Join
from tests.hub.gateway.misbehaving_server import MisbehavingServer
from tests.hub.gateway.model_exchange import Script

pytestmark = pytest.mark.django_db
QUESTION = "3억은 12억의 몇 퍼센트야?"
SENTENCE = "물으신 3억은 12억의 25%입니다."


def asked() -> str:
    response = Client().get(f"/ask?{urlencode({'q': QUESTION})}", HTTP_ACCEPT_LANGUAGE="ko")
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture(autouse=True)
def knows_shares(model_server: MisbehavingServer) -> None:
    model_server.script = Script("quantities__share", {"part": "3억", "whole": "12억"}, SENTENCE)


def test_the_models_sentence_stands_over_the_plain_answer(join: Join) -> None:
    join("honest")
    page = asked()
    assert SENTENCE in page
    assert "25" in page.replace(SENTENCE, "")


@pytest.mark.parametrize(
    "behaviour", ["invented_percent", "script_in_text", "status_500", "acts_unasked", "broken_json"]
)
def test_what_a_misbehaving_model_says_is_not_shown_and_the_answer_is(
    join: Join, behaviour: str
) -> None:
    join(behaviour)
    page = asked()
    assert SENTENCE not in page
    assert "37%" not in page
    assert "evil.invalid" not in page
    assert "25" in page
