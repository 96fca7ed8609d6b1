"""Access keys: a program acts for an account with what the key allows, for as long as it lives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from ieum.hub import rate_limits
from ieum.hub.accounts import access_keys
from ieum.hub.accounts.models import AccessKey, User
from ieum.hub.accounts.passwords import Argon2
from ieum.hub.commands import key as command
from ieum.hub.jobs import queue
from ieum.hub.jobs.models import Job
from ieum.kernel.answer import Answer, Result
from ieum.kernel.context import Caller
from ieum.kernel.errors import NotAllowed
from ieum.kernel.messages import _
from ieum.kernel.service import Area, Service
from ieum.kernel.tool import Rate
from tests.hub.registry_of import let_registry_hold

pytestmark = pytest.mark.django_db
service = Service("sample", title=_("Sample"), description=_("Tools for tests"), area=Area.LANGUAGE)
CALLS = 3


class Done(Result):
    """What the tools of this service answer."""

    done: bool


@service.tool(says=["공개", "open"], examples=[{}])
def add() -> Answer[Done]:
    """Answer everybody."""
    return Answer(result=Done(done=True))


@service.tool(says=["내 것", "mine"], examples=[{}], access="signed_in", rate=Rate(CALLS, 60))
def mine() -> Answer[Done]:
    """Answer whoever has an account."""
    return Answer(result=Done(done=True))


@service.tool(says=["해 줘", "act"], examples=[{}], access="signed_in", effect="act")
def act() -> Answer[Done]:
    """Do something for whoever has an account."""
    return Answer(result=Done(done=True))


@pytest.fixture(autouse=True)
def hub_with_the_sample(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    let_registry_hold(monkeypatch, {"sample": lambda: service})
    rate_limits.forget()
    yield
    rate_limits.forget()


@pytest.fixture
def account() -> User:
    assert Argon2.memory_cost == 64, "quick passwords"
    return User.objects.create_user("reader@example.org", "korrekt-pferd-batterie")


def call(client: Client, tool: str, key: str, **body: Any) -> Any:
    return client.post(
        f"/api/sample/{tool}",
        body,
        content_type="application/json",
        headers={"Authorization": f"Bearer {key}", "Idempotency-Key": "k1"},
    )


def test_a_key_opens_what_its_account_may_use(client: Client, account: User) -> None:
    key = access_keys.make_key(account, "report", "read", 30)
    assert call(client, "mine", key).status_code == 200
    assert client.post("/api/sample/mine", {}, content_type="application/json").status_code == 401


def test_only_a_digest_is_kept(account: User) -> None:
    key = access_keys.make_key(account, "report", "read", 30)
    row = AccessKey.objects.values().get()
    assert not any(key in str(value) for value in row.values())


def test_a_key_for_reading_changes_nothing(client: Client, account: User) -> None:
    reading = access_keys.make_key(account, "report", "read", 30)
    acting = access_keys.make_key(account, "robot", "act", 30)
    refused = call(client, "act", reading)
    assert (refused.status_code, refused.json()["code"]) == (403, "not-allowed")
    assert call(client, "act", acting).status_code == 200


def test_a_key_for_reading_cancels_no_job(account: User) -> None:
    job = Job.objects.create(tool="sample.slow", given={}, language="ko", caller=account.pk)
    with pytest.raises(NotAllowed):
        queue.cancel(job.pk, Caller(account.pk, reads_only=True), "ko")


@pytest.mark.parametrize("change", ["expired", "ended", "shut out", "deleted"])
def test_a_key_that_is_over_is_refused_rather_than_taken_for_nobody(
    client: Client, account: User, change: str
) -> None:
    key = access_keys.make_key(account, "report", "act", 30)
    row = AccessKey.objects.get()
    if change == "expired":
        AccessKey.objects.update(expires_at=timezone.now())
    elif change == "ended":
        access_keys.end_key(row.pk)
    elif change == "shut out":
        User.objects.update(is_active=False)
    else:
        account.delete()
    # Even a tool that is open to everybody: the program must learn that its key is over.
    for tool in ("mine", "add"):
        reply = call(client, tool, key)
        assert (reply.status_code, reply.json()["code"]) == (401, "not-signed-in")
        assert reply.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize(
    "sent", ["Bearer", "Bearer ", "Bearer ieum_x", "bearer \ud800", "Bearer é"]
)
def test_what_is_no_key_is_refused(client: Client, sent: str) -> None:
    environ = {"HTTP_AUTHORIZATION": sent}
    reply = client.post("/api/sample/add", {}, "application/json", **environ)
    assert reply.status_code == 401


def test_another_scheme_is_left_to_a_proxy_before_the_hub(client: Client) -> None:
    environ = {"HTTP_AUTHORIZATION": "Basic eDp5"}
    reply = client.post("/api/sample/add", {}, "application/json", **environ)
    assert reply.status_code == 200


def test_a_key_is_no_way_into_pages(client: Client, account: User) -> None:
    key = access_keys.make_key(account, "robot", "act", 30)
    for page in ("/account", "/account/keys", "/usage"):
        assert client.get(page, headers={"Authorization": f"Bearer {key}"}).status_code == 401


def test_each_key_has_an_allowance_of_its_own(client: Client, account: User) -> None:
    first, second = (access_keys.make_key(account, name, "read", 30) for name in "ab")
    replies = [call(client, "mine", first).status_code for _time in range(CALLS + 1)]
    assert replies[-1] == 429
    assert call(client, "mine", second).status_code == 200


def test_when_a_key_was_last_used_is_known_to_the_hour(client: Client, account: User) -> None:
    key = access_keys.make_key(account, "report", "read", 30)
    call(client, "mine", key)
    used = AccessKey.objects.get().last_used_at
    assert used is not None
    call(client, "mine", key)
    assert AccessKey.objects.get().last_used_at == used
    AccessKey.objects.update(last_used_at=used - timedelta(hours=2))
    call(client, "mine", key)
    assert AccessKey.objects.get().last_used_at > used


def test_keys_that_are_long_over_are_tidied_away(account: User) -> None:
    for name in ("old", "ended", "live"):
        access_keys.make_key(account, name, "read", 30)
    long_ago = timezone.now() - timedelta(days=91)
    AccessKey.objects.filter(name="old").update(expires_at=long_ago)
    AccessKey.objects.filter(name="ended").update(revoked_at=long_ago)
    access_keys.tidy()
    assert [row.name for row in AccessKey.objects.all()] == ["live"]


def test_the_page_shows_a_new_key_once_and_ends_it(client: Client, account: User) -> None:
    client.force_login(account)
    made = client.post("/account/keys", {"name": "my <robot>", "scope": "act", "days": "7"})
    found = re.search(r"ieum_[\w-]{43}", made.text)
    assert found
    assert made.headers["Cache-Control"] == "no-store"
    assert "my &lt;robot&gt;" in made.text
    key = found.group()
    assert call(Client(), "mine", key).status_code == 200
    assert key not in client.get("/account/keys").text
    row = AccessKey.objects.get()
    assert timedelta(days=6) < row.expires_at - timezone.now() <= timedelta(days=7)
    assert client.post(f"/account/keys/{row.pk}/end").status_code == 303
    assert call(Client(), "mine", key).status_code == 401


@pytest.mark.parametrize(
    "wish",
    [
        {"name": " ", "scope": "read", "days": "7"},
        {"name": "x" * 101, "scope": "read", "days": "7"},
        {"name": "x", "scope": "all", "days": "7"},
        {"name": "x", "scope": "read", "days": "0"},
        {"name": "x", "scope": "read", "days": "99999"},
        {"name": "x", "scope": "read", "days": "²"},
        {"name": "x", "scope": "read"},
    ],
)
def test_a_wish_that_cannot_be_met_makes_no_key_and_is_told(
    client: Client, account: User, wish: dict[str, str]
) -> None:
    client.force_login(account)
    reply = client.post("/account/keys", wish)
    assert reply.status_code == 422
    assert 'role="alert"' in reply.text
    assert not AccessKey.objects.exists()


def test_an_account_has_only_so_many_keys(account: User) -> None:
    for number in range(access_keys.MOST_KEYS):
        access_keys.make_key(account, str(number), "read", 1)
    with pytest.raises(access_keys.WrongKeyWish):
        access_keys.make_key(account, "one more", "read", 1)
    access_keys.end_key(AccessKey.objects.all()[0].pk)
    access_keys.make_key(account, "one more", "read", 1)


def test_nobody_ends_the_key_of_another(client: Client, account: User) -> None:
    access_keys.make_key(account, "report", "read", 30)
    client.force_login(User.objects.create_user("other@example.org", "korrekt-pferd-batterie"))
    assert client.post(f"/account/keys/{AccessKey.objects.get().pk}/end").status_code == 404
    assert AccessKey.objects.get().is_live


def test_the_operator_makes_lists_and_ends_keys(
    account: User, client: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(*words: str) -> str:
        import argparse

        parser = argparse.ArgumentParser()
        command.configure(parser)
        assert command.run(parser.parse_args(words)) == 0
        return capsys.readouterr().out

    key = run("new", "Reader@example.org", "--name", "report", "--days", "3").strip()
    assert call(client, "mine", key).status_code == 200
    assert "report" in run("list", "reader@example.org")
    run("end", str(AccessKey.objects.get().pk))
    assert "report" not in run("list")
    assert call(client, "mine", key).status_code == 401
