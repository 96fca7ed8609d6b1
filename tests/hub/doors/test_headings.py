"""The headings of a service at every door, and what is shown of what a caller may not use."""

from __future__ import annotations

from html import unescape

import pytest
from django.test import Client

from ieum.hub.accounts.caller import OPERATOR
from ieum.hub.accounts.groups import be_in_groups
from ieum.hub.accounts.models import OFFICIALS, User
from ieum.hub.doors.cli import main
from ieum.hub.doors.mcp_server import Visitor, listed_tools
from ieum.kernel.context import Caller
from ieum.kernel.service import Service
from ieum.services.programme.tool_groups import GROUPS

pytestmark = pytest.mark.django_db


def service_page(client: Client) -> str:
    return unescape(client.get("/s/programme", headers={"Accept-Language": "ko"}).text)


def signed_in(client: Client, *groups: str) -> Client:
    user = User.objects.create_user("somebody@example.org", "a long passphrase")
    be_in_groups(user, dict.fromkeys(groups, True))
    client.force_login(user)
    return client


def test_a_stranger_sees_what_anybody_may_use_and_folded_what_the_rest_takes(
    client: Client,
) -> None:
    html = service_page(client)
    assert html.index("물어보고 찾기") < html.index("한눈에 보기") < html.index("자격이 있어야")
    assert 'href="/s/programme/ask_documents"' in html
    assert 'href="/s/programme/confirm"' not in html
    assert '<details class="krds-accordion" id="review">' in html
    assert "'analysts' 그룹" in html
    assert "/accounts/login/?next=/s/programme" in html
    assert "로그인 필요" not in html


def test_an_analyst_sees_the_review_open_and_the_rest_folded(client: Client) -> None:
    html = service_page(signed_in(client, "analysts"))
    assert 'href="/s/programme/confirm"' in html
    assert '<details class="krds-accordion" id="review">' not in html
    assert '<details class="krds-accordion" id="decisions">' in html
    assert 'href="/s/programme/appoint"' not in html
    assert "/accounts/login/" not in html


def test_an_official_sees_the_administration_without_a_mark(client: Client) -> None:
    html = service_page(signed_in(client, OFFICIALS))
    assert 'href="/s/programme/appoint"' in html
    assert "담당자 전용" not in html


def test_a_service_without_headings_marks_what_the_reader_may_not_use(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.hub import sample_service
    from tests.hub.registry_of import let_registry_hold

    def sample() -> Service:
        return sample_service.service

    let_registry_hold(monkeypatch, {"sample": sample})
    stranger = client.get("/s/sample", headers={"Accept-Language": "ko"}).text
    assert "할 수 있는 일" in stranger
    assert "담당자 전용" in stranger
    known = signed_in(client, OFFICIALS).get("/s/sample", headers={"Accept-Language": "ko"}).text
    assert "담당자 전용" not in known


def test_an_assistant_is_offered_only_what_its_account_may_use() -> None:
    def names(caller: Caller) -> set[str]:
        return {tool.name for tool in listed_tools(Visitor(caller, "ko", ""))}

    account = User.objects.create_user("somebody@example.org", "a long passphrase").pk
    assert "programme.programmes" in names(Caller())
    assert "programme.confirm" not in names(Caller(account))
    assert "programme.confirm" in names(Caller(account, groups=frozenset({"analysts"})))
    assert "programme.assign" not in names(Caller(account, groups=frozenset({"analysts"})))
    assert {f"programme.{name}" for group in GROUPS for name in group.tools} <= names(OPERATOR)


def test_the_openapi_description_tags_tools_by_their_heading(client: Client) -> None:
    described = client.get("/api/openapi.json", headers={"Accept-Language": "en"}).json()
    tags = {tag["name"]: tag["description"] for tag in described["tags"]}
    assert "analysts" in tags["programme.review"]
    assert described["paths"]["/api/programme/confirm"]["post"]["tags"] == ["programme.review"]
    used = {
        tag
        for path in described["paths"].values()
        for operation in path.values()
        if isinstance(operation, dict)
        for tag in operation["tags"]
    }
    assert used - {"jobs"} == set(tags)


def test_the_list_of_services_tells_their_headings(client: Client) -> None:
    programme = next(
        one for one in client.get("/api/services").json() if one["name"] == "programme"
    )
    assert [group["name"] for group in programme["groups"]] == [group.name for group in GROUPS]
    assert {name for group in programme["groups"] for name in group["tools"]} == {
        tool["name"] for tool in programme["tools"]
    }


@pytest.mark.django_db(transaction=True)
def test_help_of_a_service_stands_under_its_headings(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--language", "en", "programme", "--help"]) == 0
    said = capsys.readouterr().out
    assert said.index("Ask and find") < said.index("  programmes ") < said.index("At a glance")
    assert said.index("Review what was found") < said.index("analysts") < said.index("  confirm ")
