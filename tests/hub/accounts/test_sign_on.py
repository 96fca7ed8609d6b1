"""Single sign-on against a real OpenID provider on a port of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from django.test import Client
from pytest_django import Settings

from ieum.hub import environment
from ieum.hub.accounts.models import ADMINISTRATORS, OFFICIALS, User
from ieum.hub.accounts.sign_on_settings import sign_on_providers
from tests.hub.accounts.openid_provider import CLIENT, SECRET, Provider

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/oidc/sso/login/"
PERSON = {
    "sub": "staff-17",
    "email": "Hong@Example.org",
    "email_verified": True,
    "name": "홍길동",
    "groups": ["it-office"],
}


@pytest.fixture
def provider(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    found = Provider(f"http://testserver{LOGIN}callback/")
    found.person = dict(PERSON)
    for name, value in {
        "OIDC_ISSUER": found.issuer,
        "OIDC_CLIENT_ID": CLIENT,
        "OIDC_CLIENT_SECRET": SECRET,
        "OIDC_ADMINISTRATORS": "it-office",
        "OIDC_OFFICIALS": "it-office, planning",
    }.items():
        monkeypatch.setenv(f"IEUM_{name}", value)
    settings.SOCIALACCOUNT_PROVIDERS = sign_on_providers()
    yield found
    found.stop()


def sign_on(client: Client, provider: Provider) -> Any:
    """Go to the provider and come back, as a browser does."""
    away = client.get(LOGIN)
    assert away.status_code == 302
    back = httpx.get(away.headers["Location"])
    parts = urlsplit(back.headers["Location"])
    return client.get(f"{parts.path}?{parts.query}")


def test_somebody_new_gets_an_account_and_is_signed_in(client: Client, provider: Provider) -> None:
    reply = sign_on(client, provider)
    assert (reply.status_code, reply.headers.get("Location")) == (302, "/"), reply.text
    user = User.objects.get()
    assert (user.email, user.name) == ("hong@example.org", "홍길동")
    assert not user.has_usable_password()
    assert client.session["_auth_user_id"] == str(user.pk)


def test_the_providers_groups_decide_at_each_sign_on(client: Client, provider: Provider) -> None:
    sign_on(client, provider)
    user = User.objects.get()
    assert set(user.groups.values_list("name", flat=True)) == {ADMINISTRATORS, OFFICIALS}
    assert user.is_superuser
    provider.person["groups"] = ["planning"]
    sign_on(Client(), provider)
    user.refresh_from_db()
    assert set(user.groups.values_list("name", flat=True)) == {OFFICIALS}
    assert not user.is_superuser
    assert not user.is_staff


def test_groups_may_stand_in_a_nested_claim(
    client: Client, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IEUM_OIDC_GROUPS_CLAIM", "realm_access.roles")
    provider.person["realm_access"] = {"roles": ["planning"]}
    sign_on(client, provider)
    assert set(User.objects.get().groups.values_list("name", flat=True)) == {OFFICIALS}


def test_the_same_person_comes_back_to_the_same_account_under_a_new_address(
    client: Client, provider: Provider
) -> None:
    sign_on(client, provider)
    provider.person["email"] = "gildong@example.org"
    sign_on(Client(), provider)
    assert User.objects.count() == 1


def test_an_account_with_the_same_verified_address_is_taken(
    client: Client, provider: Provider
) -> None:
    user = User.objects.create_user("hong@example.org", "korrekt-pferd-batterie")
    sign_on(client, provider)
    assert User.objects.count() == 1
    assert client.session["_auth_user_id"] == str(user.pk)


def test_an_unverified_address_does_not_open_somebody_elses_account(
    client: Client, provider: Provider
) -> None:
    User.objects.create_user("hong@example.org", "korrekt-pferd-batterie")
    provider.person["email_verified"] = False
    reply = sign_on(client, provider)
    assert reply.status_code == 403
    assert "_auth_user_id" not in client.session


def test_without_an_address_there_is_no_account(client: Client, provider: Provider) -> None:
    del provider.person["email"]
    reply = sign_on(client, provider)
    assert reply.status_code == 403
    assert not User.objects.exists()


def test_an_operator_may_let_in_only_those_who_have_an_account(
    client: Client, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IEUM_OIDC_NEW_ACCOUNTS", "no")
    assert sign_on(client, provider).status_code == 403
    assert not User.objects.exists()


@pytest.mark.parametrize(
    "spoilt",
    [{"iss": "http://127.0.0.1:1"}, {"aud": "another"}, {"exp": 1_000_000_000}],
    ids=["another issuer", "for another client", "expired"],
)
def test_an_identity_token_that_is_not_for_us_now_is_refused(
    client: Client, provider: Provider, spoilt: dict[str, Any]
) -> None:
    provider.spoil = spoilt
    sign_on(client, provider)
    assert not User.objects.exists()
    assert "_auth_user_id" not in client.session


def test_a_code_without_our_own_beginning_is_refused(client: Client, provider: Provider) -> None:
    away = client.get(LOGIN)
    back = urlsplit(httpx.get(away.headers["Location"]).headers["Location"])
    victim = Client()
    victim.get(f"{back.path}?{back.query}")
    assert "_auth_user_id" not in victim.session


def test_the_way_to_the_provider_carries_a_challenge(client: Client, provider: Provider) -> None:
    query = urlsplit(client.get(LOGIN).headers["Location"]).query
    assert "code_challenge_method=S256" in query
    assert "code_challenge=" in query


def test_a_shut_out_account_stays_out(client: Client, provider: Provider) -> None:
    sign_on(client, provider)
    User.objects.update(is_active=False)
    other = Client()
    sign_on(other, provider)
    assert "_auth_user_id" not in other.session


def test_a_provider_without_https_is_refused_unless_it_is_this_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("IEUM_OIDC_ISSUER", "http://sso.example.org")
    with pytest.raises(environment.WrongSetting):
        sign_on_providers()


def test_without_a_provider_there_is_no_such_address(client: Client, settings: Settings) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = {}
    assert client.get(LOGIN).status_code == 404
