"""The ask box: questions in plain words, with and without a language model."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from ieum.hub.home import home
from ieum.hub.jobs.models import Job
from ieum.hub.registry import registry
from tests.hub.doors.demo_hub import put_demo_services, remove_demo_services
from tests.hub.gateway.misbehaving_server import MisbehavingServer, misbehaving_server
from tests.hub.gateway.model_exchange import Script

pytestmark = pytest.mark.django_db
AGE = "1990년 5월 3일에 태어난 사람은 2026년 3월 1일 기준으로 만 몇 살이야?"


@pytest.fixture(scope="module", autouse=True)
def demo() -> Iterator[None]:
    # For all tests of this file at once: the engine learns anew when the services change.
    put_demo_services(home())
    registry().forget()
    yield
    remove_demo_services(home())
    registry().forget()


@pytest.fixture(scope="module")
def model_server() -> Iterator[MisbehavingServer]:
    with misbehaving_server() as running:
        yield running


@pytest.fixture
def model(model_server: MisbehavingServer, monkeypatch: pytest.MonkeyPatch) -> MisbehavingServer:
    monkeypatch.setenv("IEUM_LLM_URL", model_server.url("honest"))
    monkeypatch.setenv("IEUM_LLM_MODEL", "local")
    return model_server


def asked(client: Client, question: str, **more: str) -> str:
    query = "".join(f"&{name}={quote(value)}" for name, value in more.items())
    reply = client.get(f"/ask?q={quote(question)}{query}")
    assert reply.status_code == 200
    return unescape(reply.text)


def test_a_whole_question_is_answered_at_once_with_what_was_understood(client: Client) -> None:
    html = asked(client, AGE)
    assert "이렇게 알아들었습니다" in html
    assert "1990년 5월 3일" in html
    assert 'class="amount">35' in html
    assert "근거" in html


def test_the_answer_goes_on_in_english(client: Client) -> None:
    html = asked(client, AGE, lang="en")
    assert "Understood as" in html
    assert "Sources" in html


def test_what_was_understood_can_be_changed_on_the_page_of_the_tool(client: Client) -> None:
    assert "/s/quantities/age?born=1990-05-03" in asked(client, AGE)


def test_a_question_that_lacks_something_is_asked_back_in_one_form(client: Client) -> None:
    html = asked(client, "만 나이 알려줘")
    assert 'action="/s/quantities/age#answer"' in html
    assert 'id="field-born"' in html
    assert 'id="field-on"' not in html


def test_what_nobody_here_can_answer_is_said_with_what_can_be_asked(client: Client) -> None:
    html = asked(client, "화성까지 걸어서 얼마나 걸려?")
    assert "여기서는 답하기 어렵습니다" in html
    assert 'href="/ask?q=' in html


def test_a_long_work_is_only_prepared(client: Client) -> None:
    html = asked(client, "오래 걸리는 계산")
    assert "/s/demo/slow" in html
    assert not Job.objects.exists()


def test_a_posted_question_gets_an_address_to_share(client: Client) -> None:
    reply = client.post("/ask", {"q": AGE})
    assert reply.status_code == 303
    assert reply.headers["Location"] == f"/ask?q={quote(AGE)}"


def test_an_empty_question_leads_to_the_front_page(client: Client) -> None:
    assert client.get("/ask?q=%20").headers["Location"] == "/"


def test_a_question_never_becomes_markup(client: Client) -> None:
    reply = client.get("/ask", {"q": "<script>alert(1)</script> 나이"})
    assert "<script" not in reply.text


def test_a_model_may_speak_above_the_plain_answer(client: Client, model: Any) -> None:
    model.script = Script(
        "quantities__age", {"born": "1990-05-03", "on": "2026-03-01"}, "만 35세예요."
    )
    html = asked(client, AGE)
    assert '<p class="spoken">만 35세예요.</p>' in html
    assert html.index("만 35세예요.") < html.index('class="amount">35')
    assert "근거" in html


def test_a_model_that_invents_a_figure_leaves_the_plain_answer(client: Client, model: Any) -> None:
    model.script = Script(
        "quantities__age", {"born": "1990-05-03", "on": "2026-03-01"}, "만 41세예요."
    )
    html = asked(client, AGE)
    assert "41세" not in html
    assert 'class="amount">35' in html


def test_a_model_that_is_down_leaves_the_hubs_own_engine(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IEUM_LLM_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("IEUM_LLM_MODEL", "local")
    assert 'class="amount">35' in asked(client, AGE)


def test_a_question_in_the_other_language_offers_the_same_page_in_it(client: Client) -> None:
    question = "How much is Gwangju's AI budget?"
    korean = asked(client, question, lang="ko")
    link = re.search(
        r'<a href="(\?[^"]+)" lang="en" hreflang="en">Read this in English</a>', korean
    )
    assert link
    english = client.get(f"/ask{unescape(link[1])}")
    assert '<html lang="en">' in english.text
    assert question in unescape(english.text)
    assert "Read this in English" not in english.text
    assert "한국어로 보기" not in english.text
    assert "한국어로 보기" in asked(client, AGE, lang="en")
    assert "한국어로 보기" not in asked(client, AGE, lang="ko")
