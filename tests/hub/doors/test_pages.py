"""The pages: forms drawn from shapes, answers drawn from views, without a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from ieum.hub.accounts.groups import be_in_groups
from ieum.hub.accounts.models import ADMINISTRATORS, User
from ieum.hub.home import home
from ieum.hub.jobs import worker
from ieum.hub.registry import registry
from tests.hub.doors.demo_hub import FAULT, put_demo_services, remove_demo_services

pytestmark = pytest.mark.django_db
BILL = {
    "budget": "3만원",
    "people": "2",
    "day": "2026-03-01",
    "spot.latitude": "35.16",
    "spot.longitude": "126.85",
    "size": "large",
    "deliver": "true",
}


@pytest.fixture(autouse=True)
def demo() -> Iterator[None]:
    put_demo_services(home())
    registry().forget()
    yield
    remove_demo_services(home())
    registry().forget()


@pytest.fixture
def official() -> User:
    user = User.objects.create_user("official@example.org", "a long passphrase", name="담당")
    be_in_groups(user, {ADMINISTRATORS: True})
    return user


def page(client: Client, address: str, status: int = 200, **query: str) -> str:
    reply = client.get(f"{address}?{urlencode(query)}" if query else address)
    assert reply.status_code == status, reply.text
    assert reply.headers["Content-Type"].startswith("text/html")
    return unescape(reply.text)


def inputs(html: str) -> list[str]:
    return re.findall(r"<(?:input|select|textarea)[^>]*>", html)


def input_named(html: str, name: str) -> str:
    return next(one for one in inputs(html) if f'name="{name}"' in one)


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


def test_every_tool_of_every_service_has_a_page(client: Client) -> None:
    for tool in registry().tools():
        if tool.public_read:
            assert tool.title.text("ko").rstrip(".") in page(
                client, f"/s/{tool.service}/{tool.name}"
            )


def test_a_fresh_form_holds_the_defaults_and_no_error(client: Client) -> None:
    html = page(client, "/s/demo/bill")
    assert 'value="small" id="field-size" checked' in html
    assert "aria-invalid" not in html
    assert 'role="alert"' not in html


def test_every_input_has_a_label_that_names_it(client: Client) -> None:
    for address in ("/s/demo/bill", "/s/demo/read"):
        html = page(client, address)
        labelled = set(re.findall(r'<label[^>]* for="([^"]+)"', html))
        for one in inputs(html):
            if 'type="hidden"' not in one and 'type="radio"' not in one and "checkbox" not in one:
                assert re.search(r'id="([^"]+)"', one)[1] in labelled, one  # type: ignore[index]


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


def test_the_form_under_an_answer_keeps_what_was_entered(client: Client) -> None:
    html = page(client, "/s/demo/bill", **BILL)
    assert 'value="3만원"' in input_named(html, "budget")
    assert 'value="35.16"' in input_named(html, "spot.latitude")
    assert 'value="large" checked' in html


def test_the_language_link_keeps_the_question(client: Client) -> None:
    html = page(client, "/s/demo/bill", **BILL)
    link = re.search(r'href="(\?[^"]*lang=en)"', html)
    assert link
    assert "60,000 won" in page(client, f"/s/demo/bill{link[1]}")


def test_wrong_values_are_told_beside_the_inputs_and_in_a_summary_that_links_there(
    client: Client,
) -> None:
    wrong = BILL | {"budget": "abc", "people": "99", "spot.latitude": "100", "day": ""}
    html = page(client, "/s/demo/bill", 422, **wrong, stranger="1")
    assert html.index('role="alert"') < html.index('action="/s/demo/bill')
    for name in ("budget", "people", "spot-latitude", "day"):
        assert f'href="#field-{name}"' in html
        assert f'id="field-{name}-error"' in html
    assert "stranger" in html
    assert 'value="abc"' in input_named(html, "budget")
    assert 'aria-invalid="true"' in input_named(html, "people")
    assert "aria-invalid" not in input_named(html, "spot.longitude")
    assert html.count("<title>오류:") == 1


def test_a_day_that_is_none_stays_in_its_input(client: Client) -> None:
    html = page(client, "/s/demo/bill", 422, **(BILL | {"day": "내일"}))
    assert 'value="내일"' in input_named(html, "day")
    assert 'type="date"' not in input_named(html, "day")


def test_what_a_tool_refuses_itself_stands_beside_the_input_too(client: Client) -> None:
    html = page(client, "/s/demo/bill", 422, **(BILL | {"people": "7"}))
    assert "일곱 명은 받지 않습니다." in html
    assert 'href="#field-people"' in html


def test_a_refusal_says_what_is_missing_what_helps_and_whom_to_ask(client: Client) -> None:
    html = page(client, "/s/demo/bill", **(BILL | {"people": "8"}))
    for words in ("여덟 명의 값은", "일곱 명까지", "시청 농정과"):
        assert words in html


def test_what_was_typed_never_becomes_markup(client: Client) -> None:
    html = client.get("/s/demo/bill", BILL | {"note": "<b>x</b>", "budget": '"><b>'}).text
    assert "<b>x</b>" not in html
    assert '"><b>' not in html


def test_a_tool_without_arguments_answers_at_once(client: Client) -> None:
    assert "안녕하세요" in page(client, "/s/demo/today")


def test_the_print_view_shows_the_values_and_the_answer(client: Client) -> None:
    html = page(client, "/s/demo/bill/print", **BILL)
    assert "30,000원" in html
    assert "60,000원" in html


def test_files_are_sent_by_a_form_and_answered_on_the_page(client: Client) -> None:
    files = [SimpleUploadedFile("a.txt", b"12345"), SimpleUploadedFile("b.txt", b"678")]
    reply = client.post("/s/demo/read", {"files": files, "topics": ["", "small"], "lines": "무 3"})
    assert reply.status_code == 200
    assert "바이트" in reply.text
    assert re.search(r'class="amount">8<', reply.text)
    assert 'value="small" id="field-topics" checked' in reply.text


def test_a_posted_form_of_a_reading_tool_leads_to_an_address_to_share(client: Client) -> None:
    reply = client.post("/s/demo/bill", BILL)
    assert reply.status_code == 303
    assert "60,000원" in unescape(client.get(reply.headers["Location"]).text)


def test_a_wrong_form_with_files_keeps_the_texts(client: Client) -> None:
    reply = client.post("/s/demo/read", {"lines": "무 3\n배추", "text": "남은 글"})
    assert reply.status_code == 422
    html = unescape(reply.text)
    assert "배추" in html
    assert "남은 글" in html
    assert 'href="#field-files"' in html


def test_a_refused_file_is_told_beside_it_and_the_rest_of_the_form_is_kept(client: Client) -> None:
    sent = {
        "files": [SimpleUploadedFile("a.txt", b"1"), SimpleUploadedFile("leer.txt", b"")],
        "topics": ["", "large"],
        "lines": "무 3",
        "text": "남은 글",
    }
    reply = client.post("/s/demo/read", sent)
    assert reply.status_code == 415
    html = unescape(reply.text)
    assert html.index('role="alert"') < html.index('action="/s/demo/read"')
    assert '<a href="#field-files">빈 파일은 받지 않습니다.</a>' in html
    assert 'id="field-files-error"' in html
    assert 'aria-invalid="true"' in input_named(html, "files")
    assert "무 3" in html
    assert "남은 글" in html
    assert 'value="large" checked' in html


def test_a_file_larger_than_the_hub_reads_is_told_beside_its_input(
    settings: Settings, official: User
) -> None:
    settings.UPLOAD_MEGABYTES = 1
    client = Client()
    client.force_login(official)
    file = SimpleUploadedFile("long.txt", b"x" * (2**20 + 1))
    reply = client.post("/s/demo/read", {"files": file})
    assert reply.status_code == 413
    html = unescape(reply.text)
    assert "1MB" in html
    assert 'href="#field-files"' in html
    assert "내 계정" in html


def test_a_form_sent_too_often_keeps_what_was_entered(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ieum.hub.rate_limits.take", lambda *_given: 7.0)
    reply = client.get("/s/demo/bill", BILL)
    assert reply.status_code == 429
    assert reply.headers["Retry-After"] == "7"
    html = unescape(reply.text)
    assert 'value="3만원"' in input_named(html, "budget")
    assert "요청이 너무 잦습니다" in html
    assert "입력한 내용을 확인해" not in html


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


def test_an_act_sent_twice_by_the_same_form_is_done_once(client: Client, official: User) -> None:
    from ieum.hub.acts.models import Act

    client.force_login(official)
    key = re.search(r'name="idempotency-key" value="([^"]+)"', page(client, "/s/demo/order"))
    assert key
    for _time in range(2):
        reply = client.post("/s/demo/order", {"item": "무", "idempotency-key": key[1]})
        assert reply.status_code == 200
        assert "무" in reply.text
    assert Act.objects.count() == 1


def test_a_tool_for_accounts_asks_to_sign_in_and_leads_back(client: Client) -> None:
    html = page(client, "/s/demo/order", 401)
    assert "/accounts/login/?next=/s/demo/order" in html


def test_a_form_needs_its_token(official: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(official)
    assert client.post("/s/demo/order", {"item": "무"}).status_code == 403


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
