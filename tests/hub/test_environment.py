"""Settings: what is read, what is refused, and with which words."""

from __future__ import annotations

import pytest

from ieum.hub import environment
from ieum.hub.database import database_settings


def test_an_unset_or_blank_variable_has_its_default(monkeypatch: pytest.MonkeyPatch) -> None:
    assert environment.PORT.value() == 8000
    monkeypatch.setenv("IEUM_PORT", "  ")
    assert environment.PORT.value() == 8000
    assert not environment.PORT.is_set()


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "eighty"),
        ("THREADS", "0"),
        ("PUBLIC_URL", "hub.example.org"),
        ("PUBLIC_URL", "ftp://hub.example.org"),
        ("LOG", "xml"),
        ("OIDC_NEW_ACCOUNTS", "perhaps"),
        ("MAIL_URL", "mail.example.org"),
        ("MAIL_URL", "smtp://mail.example.org:notaport"),
        ("NOTICE_MAIL", "somebody"),
        ("WEBHOOK_HOSTS", "https://example.org/hook"),
    ],
)
def test_a_wrong_value_is_refused_with_name_value_and_what_was_expected(
    monkeypatch: pytest.MonkeyPatch, name: str, wrong: str
) -> None:
    variable = environment.Variable.known[f"IEUM_{name}"]
    monkeypatch.setenv(variable.name, wrong)
    with pytest.raises(environment.WrongSetting) as refusal:
        variable.value()
    for language in ("ko", "en"):
        sentence = refusal.value.message.text(language)
        assert variable.name in sentence
        assert variable.secret or wrong in sentence
        assert variable.expected.text(language) in sentence
    assert [problem.variable.name for problem in environment.problems()] == [variable.name]


def test_a_secret_is_not_repeated_in_the_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IEUM_DATABASE_URL", "mysql://hub:hunter2@db.example.org/hub")
    with pytest.raises(environment.WrongSetting) as refusal:
        database_settings()
    assert "hunter2" not in refusal.value.message.text("en")


def test_a_misspelt_variable_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IEUM_PROT", "9000")
    assert "IEUM_PROT" in environment.unknown()
    assert "IEUM_HOME" not in environment.unknown()


def test_a_postgresql_address_is_taken_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    address = "postgresql://h%40b:p%2Fw@db.example.org:6543/hub%20one?sslmode=require"
    monkeypatch.setenv("IEUM_DATABASE_URL", address)
    found = database_settings()
    assert (found["USER"], found["PASSWORD"], found["HOST"]) == ("h@b", "p/w", "db.example.org")
    assert (found["PORT"], found["NAME"]) == ("6543", "hub one")
    assert found["OPTIONS"] == {"sslmode": "require"}


@pytest.mark.parametrize(
    "address", ["postgresql://db.example.org", "postgresql://db:x/hub", "sqlite:///hub.db"]
)
def test_an_address_that_names_no_postgresql_database_is_refused(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("IEUM_DATABASE_URL", address)
    with pytest.raises(environment.WrongSetting):
        database_settings()


def test_several_addresses_are_divided_by_commas_or_blanks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("IEUM_NOTICE_MAIL", "a@example.org, b@example.org  c@example.org")
    assert environment.NOTICE_MAIL.value() == ("a@example.org", "b@example.org", "c@example.org")
