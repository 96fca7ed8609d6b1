"""The page on which a document is reviewed, as a browser without scripts uses it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from ieum.kernel.upload import Upload
from ieum.services.programme import store as library
from ieum.services.programme.extraction.findings import Basis
from ieum.services.programme.reading.reader import read_document
from ieum.services.programme.register import store as register
from ieum.services.programme.register.values import Amount, ReviewState

pytestmark = pytest.mark.django_db
DAY = date(2030, 5, 1)
TEXT = "다솜시 계획\n\n온실 보급에 80억원을 쓴다.\n\n등대 정비에 7억원을 쓴다.\n"


@pytest.fixture
def analyst(django_user_model: Any) -> Client:
    user = django_user_model.objects.create_user("analyst@example.invalid")
    user.groups.add(Group.objects.get(name="analysts"))
    client = Client(HTTP_HOST="localhost", HTTP_ACCEPT_LANGUAGE="ko")
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def stated(indexes: Path) -> tuple[int, list[int]]:
    kept, _ = library.add(read_document(Upload("a.txt", TEXT.encode()), today=DAY))
    found = library.find(kept.id)
    assert found is not None
    ids = []
    for name, words in (("온실 보급", "80억원"), ("등대 정비", "7억원")):
        code = register.add_programme(name).code
        start = found[2].index(words)
        value = Amount(won=8 * 10**9, basis=Basis.TOTAL)
        place = (start, start + len(words))
        said = register.state(code, value, DAY, document=kept.id, place=place, quote=words)
        ids.append(said.id)
    return kept.id, ids


Stated = tuple[int, list[int]]


def focused(page: str) -> str:
    """The programme whose card holds the button with the focus."""
    cards = re.findall(r'<details class="review-card" id="(\w+)"(.*?)</details>', page, re.DOTALL)
    (code,) = [code for code, card in cards if "autofocus" in card]
    return code


def test_the_button_with_the_focus_confirms_and_leads_to_the_next(
    stated: Stated, analyst: Client
) -> None:
    document, (first, second) = stated
    address = f"/s/programme/review?document={document}"
    page = analyst.get(address).content.decode()
    assert focused(page) == register.statement(first).programme
    assert page.count("<mark") == 2
    next_page = f"{address}&at={focused(page)}"
    answer = analyst.post("/s/programme/confirm", {"ids": [first], "go-on-to": next_page})
    assert (answer.status_code, answer.headers["Location"]) == (303, next_page)
    assert register.statement(first).state is ReviewState.CONFIRMED
    page = analyst.get(next_page).content.decode()
    assert focused(page) == register.statement(second).programme
    assert "진술 2개 가운데 1개가 남았습니다." in page


def test_a_form_leads_nowhere_but_to_this_hub(stated: Stated, analyst: Client) -> None:
    _document, (first, _second) = stated
    for address in ("https://example.invalid/", "//example.invalid/", "javascript:1", ""):
        answer = analyst.post("/s/programme/confirm", {"ids": [first], "go-on-to": address})
        assert answer.status_code == 200


def test_a_value_that_does_not_read_comes_back_and_still_leads_on_when_mended(
    stated: Stated, analyst: Client
) -> None:
    document, (first, _second) = stated
    next_page = f"/s/programme/review?document={document}"
    sent = {"id": first, "value": "많이", "go-on-to": next_page}
    page = analyst.post("/s/programme/correct", sent)
    assert page.status_code == 422
    assert f'name="go-on-to" value="{next_page}"' in page.content.decode()
    answer = analyst.post("/s/programme/correct", {**sent, "value": "90억원"})
    assert answer.status_code == 303
    assert register.statement(first).state is ReviewState.CORRECTED


def test_what_waits_is_listed_with_a_way_to_its_review(stated: Stated, analyst: Client) -> None:
    document, _ids = stated
    page = analyst.get("/s/programme/statements?state=extracted").content.decode()
    assert f'href="/s/programme/review?document={document}"' in page


def test_who_may_not_review_is_told_who_may(stated: Stated, django_user_model: Any) -> None:
    document, _ids = stated
    citizen = Client(HTTP_HOST="localhost", HTTP_ACCEPT_LANGUAGE="ko")
    user = django_user_model.objects.create_user("citizen@example.invalid")
    citizen.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = citizen.get(f"/s/programme/review?document={document}")
    assert answer.status_code == 403
    assert "analysts" in answer.content.decode()
