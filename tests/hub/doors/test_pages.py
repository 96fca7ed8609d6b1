"""The pages: answers drawn from views, jobs, services and the look, without a browser."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from ieum.hub.accounts.models import User
from ieum.hub.home import home
from ieum.hub.jobs import worker
from ieum.hub.registry import registry
from tests.hub.doors.demo_hub import FAULT
from tests.hub.doors.demo_pages import BILL, input_named, page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/services",
        "/s/demo",
        "/s/demo/bill",
        "/s/demo/read",
        "/s/demo/slow",
        "/s/demo/today",
        "/s/programme",
        "/s/quantities",
        "/api/docs",
        "/api/docs?service=demo",
        "/api/docs?service=programme",
        "/accounts/login/",
        "/accounts/password/reset/",
    ],
)
def test_a_page_is_there_in_both_languages(client: Client, address: str, language: str) -> None:
    reply = client.get(address, headers={"Accept-Language": language})
    assert reply.status_code == 200
    assert f'<html lang="{language}">' in reply.text
    assert "<script" not in reply.text
    assert "style=" not in reply.text


def test_the_front_page_names_first_what_anybody_may_use(client: Client) -> None:
    cards = re.findall(r'<article class="card">.*?</article>', page(client, "/"), re.DOTALL)
    for_some = ["로그인한 사람과 기관이 씁니다." in card for card in cards]
    assert for_some == sorted(for_some)
    assert "기관 이음" in cards[-1]
    assert not for_some[0]


def test_every_tool_of_every_service_has_a_page(client: Client) -> None:
    for tool in registry().tools():
        if tool.public_read:
            assert tool.title.text("ko").rstrip(".") in page(
                client, f"/s/{tool.service}/{tool.name}"
            )


def test_an_answer_has_an_address_of_its_own(client: Client) -> None:
    html = page(client, "/s/demo/bill", **BILL)
    for words in (
        "60,000원",
        "2026년 3월 1일",
        "1,234,567",
        "양동시장",
        "배추 한 포기의 값",
        "어떻게 나왔나",
        "2명의 값을 더했습니다.",
        "근거",
        "도매 값 자료",
        "배추 1포기 3,500원",
        "제3조",
        "값은 날마다 바뀝니다.",
    ):
        assert words in html, words


def test_an_answer_in_english_puts_money_and_days_in_english(client: Client) -> None:
    html = page(client, "/s/demo/bill", **BILL, lang="en")
    assert "60,000 won" in html
    assert "1 March 2026" in html
    assert "How we got there" in html


def test_the_language_link_keeps_the_question(client: Client) -> None:
    html = page(client, "/s/demo/bill", **BILL)
    link = re.search(r'href="(\?[^"]*lang=en)"', html)
    assert link
    assert "60,000 won" in page(client, f"/s/demo/bill{link[1]}")


def test_a_refusal_says_what_is_missing_what_helps_and_whom_to_ask(client: Client) -> None:
    html = page(client, "/s/demo/bill", **(BILL | {"people": "8"}))
    for words in ("여덟 명의 값은", "일곱 명까지", "시청 농정과"):
        assert words in html


def test_a_tool_without_arguments_answers_at_once(client: Client) -> None:
    assert "안녕하세요" in page(client, "/s/demo/today")


def test_the_print_view_shows_the_values_and_the_answer(client: Client) -> None:
    html = page(client, "/s/demo/bill/print", **BILL)
    assert "30,000원" in html
    assert "60,000원" in html


def test_values_are_said_in_the_language_of_the_page(client: Client) -> None:
    html = page(client, "/s/demo/bill/print", **BILL, lang="en")
    for words in (
        '<dd class="long">30,000 won</dd>',
        "1 March 2026",
        '<dd class="long">35.16</dd>',
    ):
        assert words in html
    assert ">large<" not in html
    assert "3.5 million won" in page(client, "/s/demo/bill", lang="en")
    assert "예: 3500000" in page(client, "/s/demo/bill", lang="ko")


def test_examples_are_those_of_the_readers_language(client: Client) -> None:
    korean = page(client, "/s/programme/ask_documents", lang="ko")
    english = page(client, "/s/programme/ask_documents", lang="en")
    assert "광주 AI 예산은 얼마인가?" in korean
    assert "How much is the AI budget of Gwangju" not in korean
    assert "How much is the AI budget of Gwangju" in english
    assert "광주 AI 예산은 얼마인가?" not in english
    assert "30,000 won, 함께 먹는 사람 수 2, " in page(client, "/s/demo/bill", lang="en")


def test_words_that_are_not_in_the_language_of_the_page_say_so(client: Client) -> None:
    english = page(client, "/s/demo/bill", **BILL, lang="en")
    assert '<blockquote lang="ko">배추 1포기 3,500원</blockquote>' in english
    assert 'class="marked" lang="ko"' in english
    korean = page(client, "/s/demo/bill", **BILL, lang="ko")
    assert re.findall(r'<(\w+)[^>]* lang="ko"', korean) == ["html"]


def test_a_job_shows_how_far_it_is_and_then_its_answer(client: Client) -> None:
    reply = client.post("/s/demo/slow", {"rounds": "2"})
    assert reply.status_code == 303
    address = reply.headers["Location"]
    waiting = client.get(address)
    assert waiting.headers["Refresh"]
    assert "차례를 기다리고" in waiting.text
    assert "Refresh" not in client.get(f"{address}?still=1").headers
    assert worker.run_next()
    done = client.get(address)
    assert "Refresh" not in done.headers
    assert re.search(r'class="amount">2<', done.text)


def test_an_address_never_starts_a_job_or_an_act(client: Client, official: User) -> None:
    from ieum.hub.jobs.models import Job

    assert 'value="3"' in page(client, "/s/demo/slow", rounds="3")
    assert not Job.objects.exists()
    client.force_login(official)
    assert 'value="무"' in input_named(page(client, "/s/demo/order", item="무"), "item")


def test_a_job_can_be_cancelled(client: Client) -> None:
    address = client.post("/s/demo/slow", {"rounds": "2"}).headers["Location"]
    assert client.post(f"{address}/cancel").status_code == 303
    assert "취소했습니다" in client.get(address).text


def test_a_tool_for_accounts_asks_to_sign_in_and_leads_back(client: Client) -> None:
    html = page(client, "/s/demo/order", 401)
    assert "/accounts/login/?next=/s/demo/order" in html


@pytest.mark.parametrize("address", ["/s/nobody", "/s/demo/nothing", "/jobs/none", "/nowhere"])
@pytest.mark.parametrize(("language", "words"), [("ko", "오류 404"), ("en", "Error 404")])
def test_an_unknown_address_is_a_page_in_the_readers_language(
    client: Client, address: str, language: str, words: str
) -> None:
    reply = client.get(address, headers={"Accept-Language": language})
    assert reply.status_code == 404
    assert "<h1" in reply.text
    assert words in reply.text


def test_a_broken_service_is_shown_with_its_error_to_officials_alone(
    client: Client, official: User
) -> None:
    assert FAULT not in page(client, "/services")
    assert "문제 있음" in page(client, "/services")
    client.force_login(official)
    assert FAULT in page(client, "/services")
    assert page(client, "/s/broken", 503)


def test_an_official_switches_a_service_off_and_on(client: Client, official: User) -> None:
    assert client.post("/services/demo/switch", {"to": "off"}).status_code == 401
    client.force_login(official)
    assert client.post("/services/demo/switch", {"to": "off"}).status_code == 303
    assert "꺼져 있습니다" in page(client, "/s/demo", 503)
    client.post("/services/demo/switch", {"to": "on"})
    assert page(client, "/s/demo")


def test_usage_is_for_officials(client: Client, official: User) -> None:
    assert client.get("/usage").status_code == 401
    client.force_login(official)
    assert "언어 모델" in page(client, "/usage")


def test_the_own_account_is_shown(client: Client, official: User) -> None:
    assert client.get("/account").status_code == 401
    client.force_login(official)
    assert "담당" in page(client, "/account")


def test_the_theme_is_chosen_without_a_script(client: Client) -> None:
    assert "prefers-color-scheme: dark" in page(client, "/")
    reply = client.post("/theme", {"theme": "dark", "next": "/services?x=1"})
    assert reply.status_code == 303
    assert reply.headers["Location"] == "/services?x=1"
    dark = page(client, "/")
    assert "prefers-color-scheme" not in dark
    assert "dark.css" in dark
    client.post("/theme", {"theme": "light", "next": "/"})
    assert "dark.css" not in page(client, "/")


@pytest.mark.parametrize("back", ["//evil.invalid/", "https://evil.invalid/", "javascript:x", ""])
def test_the_theme_leads_to_no_other_site(client: Client, back: str) -> None:
    assert client.post("/theme", {"theme": "dark", "next": back}).headers["Location"] == "/"


def test_a_service_may_bring_its_own_template(client: Client) -> None:
    html = page(client, "/s/demo/today")
    assert '<p class="lead">오늘의 한마디!</p>' in html
    assert "안녕하세요" in html


def test_a_service_cannot_replace_a_template_of_the_hub(client: Client) -> None:
    theirs = home() / "services" / "demo" / "templates" / "pages" / "front.html"
    theirs.parent.mkdir()
    theirs.write_text("theirs", encoding="utf-8")
    assert "무엇을 알려 드릴까요?" in page(client, "/")


def test_the_documentation_names_every_argument_with_an_example(client: Client) -> None:
    html = page(client, "/api/docs", service="demo")
    for argument in registry().tool("demo", "bill").arguments.arguments:
        assert f"<code>{argument.name}</code>" in html
    assert "curl -X POST" in html
    assert "trend" in html


def test_pages_stay_light(client: Client) -> None:
    for address in ("/", "/services", "/s/demo/bill", "/api/docs?service=quantities"):
        assert len(client.get(address).content) < 60_000
