"""The forms of pages: drawn from shapes, sent, refused and given back as they were filled in."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from ieum.hub.accounts.models import User
from tests.hub.doors.demo_pages import BILL, input_named, inputs, page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


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


def test_the_form_under_an_answer_keeps_what_was_entered(client: Client) -> None:
    html = page(client, "/s/demo/bill", **BILL)
    assert 'value="3만원"' in input_named(html, "budget")
    assert 'value="35.16"' in input_named(html, "spot.latitude")
    assert 'value="large" checked' in html


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


def test_what_was_typed_never_becomes_markup(client: Client) -> None:
    html = client.get("/s/demo/bill", BILL | {"note": "<b>x</b>", "budget": '"><b>'}).text
    assert "<b>x</b>" not in html
    assert '"><b>' not in html


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


def test_a_form_needs_its_token(official: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(official)
    assert client.post("/s/demo/order", {"item": "무"}).status_code == 403
