"""Signing in with a password, and what stands in the way of guessing one."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.test import Client
from pytest_django import Settings

from ieum.hub.accounts.caller import caller_of_user
from ieum.hub.accounts.groups import be_in_groups
from ieum.hub.accounts.models import ADMINISTRATORS, GROUPS, OFFICIALS, User

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"
PASSWORD = "korrekt-pferd-batterie"


@pytest.fixture
def user() -> User:
    return User.objects.create_user("Kim@Example.org", PASSWORD, name="김철수")


def enter(client: Client, password: str, login: str = "kim@example.org", **more: str) -> int:
    reply = client.post(LOGIN, {"login": login, "password": password}, **more)
    return reply.status_code


def test_passwords_are_kept_by_argon2id_at_full_strength(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()  # What makes the other tests quick.
    user = User.objects.create_user("lee@example.org", PASSWORD)
    assert user.password.startswith("argon2$argon2id$v=19$m=65536,t=3,p=4$")


def test_an_address_in_any_case_signs_in(client: Client, user: User) -> None:
    assert user.email == "kim@example.org"
    assert enter(client, PASSWORD, " KIM@example.org ") == 302
    assert client.session["_auth_user_id"] == str(user.pk)


def test_the_session_cookie_is_kept_from_scripts_and_other_sites(
    client: Client, user: User
) -> None:
    enter(client, PASSWORD)
    cookie = client.cookies["ieum_session"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert not cookie["max-age"]


def test_a_wrong_password_says_nothing_about_whether_the_account_exists(
    client: Client, user: User
) -> None:
    def said(login: str) -> str:
        page = client.post(LOGIN, {"login": login, "password": "wrong"}).text
        return re.sub(r'value="[^"]*"', "", page)

    assert said("kim@example.org") == said("nobody@example.org")


def test_after_five_wrong_passwords_the_right_one_does_not_help(client: Client, user: User) -> None:
    statuses = [enter(client, f"wrong {number}") for number in range(5)]
    assert statuses[:4] == [200] * 4
    assert statuses[4] == 429
    reply = client.post(LOGIN, {"login": "kim@example.org", "password": PASSWORD})
    assert reply.status_code == 429
    assert reply.headers["Retry-After"] == "900"
    assert "15분" in reply.text
    assert "잠시 로그인할 수 없습니다" in reply.text
    assert "/accounts/password/reset/" in reply.text
    assert "_auth_user_id" not in client.session


def test_another_case_of_the_address_is_the_same_account(client: Client, user: User) -> None:
    for login in ("kim@example.org", "KIM@example.org", " Kim@Example.org") * 2:
        enter(client, "wrong", login)
    assert enter(client, PASSWORD) == 429


def test_who_guesses_elsewhere_does_not_shut_out_the_owner(client: Client, user: User) -> None:
    for _ in range(6):
        enter(client, "wrong", REMOTE_ADDR="203.0.113.9")
    assert enter(client, PASSWORD, REMOTE_ADDR="192.0.2.1") == 302


def test_new_addresses_of_one_ipv6_connection_give_no_new_tries(client: Client, user: User) -> None:
    for number in range(6):
        enter(client, "wrong", REMOTE_ADDR=f"2001:db8:0:1::{number}")
    assert enter(client, PASSWORD, REMOTE_ADDR="2001:db8:0:1:ffff::9") == 429
    assert enter(client, PASSWORD, REMOTE_ADDR="2001:db8:0:2::9") == 302


def test_a_forged_proxy_header_does_not_give_new_tries(client: Client, user: User) -> None:
    for number in range(6):
        enter(client, "wrong", HTTP_X_FORWARDED_FOR=f"203.0.113.{number}")
    assert enter(client, PASSWORD) == 429


def test_success_forgets_the_failures_before_it(client: Client, user: User) -> None:
    for _ in range(3):
        for _ in range(4):
            enter(client, "wrong")
        assert enter(client, PASSWORD) == 302
        client.logout()


def test_nobody_signs_up_by_themselves(client: Client) -> None:
    client.post(
        "/accounts/signup/",
        {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD},
    )
    assert not User.objects.exists()


def test_signing_out_takes_a_form_and_ends_the_session(client: Client, user: User) -> None:
    client.force_login(user)
    client.get("/accounts/logout/")
    assert "_auth_user_id" in client.session
    client.post("/accounts/logout/")
    assert "_auth_user_id" not in client.session


def test_a_forgotten_password_is_set_anew_through_the_mail(client: Client, user: User) -> None:
    assert client.post("/accounts/password/reset/", {"email": user.email}).status_code == 302
    [letter] = mail.outbox
    found = re.search(r"http://testserver(/accounts/password/reset/key/\S+)", str(letter.body))
    assert found, letter.body
    form = client.get(found[1], follow=True)
    address = form.redirect_chain[-1][0]
    new = "batterie-pferd-korrekt"
    assert client.post(address, {"password1": new, "password2": new}).status_code == 302
    assert enter(Client(), new) == 302


def test_who_has_no_account_gets_no_link_and_the_page_looks_the_same(
    client: Client, user: User
) -> None:
    known = client.post("/accounts/password/reset/", {"email": user.email})
    unknown = client.post("/accounts/password/reset/", {"email": "nobody@example.org"})
    assert known.headers["Location"] == unknown.headers["Location"]
    assert not any(
        "/password/reset/key/" in str(letter.body)
        for letter in mail.outbox
        if letter.to == ["nobody@example.org"]
    )


@pytest.mark.parametrize("weak", ["short", "1234567890123", "password123", "kim@example.org"])
def test_weak_passwords_are_refused(client: Client, user: User, weak: str) -> None:
    client.force_login(user)
    client.post(
        "/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": weak, "password2": weak},
    )
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


@pytest.mark.parametrize(
    ("language", "words"), [("ko", "비밀번호를 바꾸었습니다"), ("en", "Your password is changed")]
)
def test_a_new_password_is_confirmed_on_the_page_of_the_account(
    client: Client, user: User, language: str, words: str
) -> None:
    client.force_login(user)
    new = "another long passphrase"
    reply = client.post(
        "/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
        headers={"Accept-Language": language},
        follow=True,
    )
    assert reply.redirect_chain[-1][0] == "/account"
    assert words in reply.text
    user.refresh_from_db()
    assert user.check_password(new)
    assert words not in client.get("/account", headers={"Accept-Language": language}).text


def test_the_administration_pages_have_no_door_of_their_own(client: Client, user: User) -> None:
    reply = client.get("/admin/login/", follow=True)
    assert reply.redirect_chain[-1][0].startswith(LOGIN)
    client.force_login(user)
    assert client.get("/admin/").status_code in {302, 403}


def test_administrators_manage_accounts_in_both_languages(client: Client, user: User) -> None:
    be_in_groups(user, {ADMINISTRATORS: True})
    user.refresh_from_db()
    client.force_login(user)
    for language in ("ko", "en"):
        assert client.get(f"/admin/?lang={language}").status_code == 200
        assert client.get("/admin/accounts/user/").status_code == 200
        assert client.get(f"/admin/accounts/user/{user.pk}/change/").status_code == 200
    reply = client.post(
        "/admin/accounts/user/add/",
        {
            "email": "new@example.org",
            "usable_password": "true",
            "password1": PASSWORD,
            "password2": PASSWORD,
        },
    )
    assert reply.status_code == 302, reply.text
    assert enter(Client(), PASSWORD, "new@example.org") == 302


def test_the_groups_are_there_from_the_start() -> None:
    from django.contrib.auth.models import Group

    assert set(GROUPS) <= set(Group.objects.values_list("name", flat=True))


def test_groups_decide_what_a_caller_may_do(user: User) -> None:
    assert not caller_of_user(user).staff
    be_in_groups(user, {OFFICIALS: True})
    caller = caller_of_user(user)
    assert caller.staff
    assert caller.groups == {OFFICIALS}
    assert not user.is_superuser


def test_cookies_go_over_https_alone_where_the_hub_is_reached_by_it(
    settings: Settings, user: User
) -> None:
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    client = Client()
    client.post(LOGIN, {"login": user.email, "password": PASSWORD}, secure=True)
    assert client.cookies["ieum_session"]["secure"]
