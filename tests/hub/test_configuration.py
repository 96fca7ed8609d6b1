"""``ieum check``: each thing that can be set up wrongly is tried, and told apart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ieum.hub.configuration import Finding, configuration_findings
from ieum.hub.registry import registry
from ieum.kernel.registry import BrokenService
from tests.hub.accounts.openid_provider import Provider
from tests.hub.gateway.misbehaving_server import misbehaving_server

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _registry_of_this_home() -> Iterator[None]:
    """A registry stays with the home it was made in; each test here has another."""
    registry.cache_clear()
    yield
    registry.cache_clear()


def finding(name: str) -> Finding:
    [found] = [one for one in configuration_findings() if one.name.text("en") == name]
    return found


@pytest.fixture
def provider() -> Iterator[Provider]:
    found = Provider("http://testserver/")
    yield found
    found.stop()


def test_a_hub_with_nothing_set_is_fine(home: Path) -> None:
    wrong = [one for one in configuration_findings() if not one.ok]
    assert wrong == []


def test_a_wrong_value_is_the_first_thing_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IEUM_THREADS", "many")
    [found] = list(configuration_findings())
    assert not found.ok
    assert "IEUM_THREADS" in found.detail.text("en")


@pytest.mark.parametrize(
    ("name", "value"),
    [("IEUM_DATABASE_URL", "mysql://db.invalid/x"), ("IEUM_OIDC_ISSUER", "http://sso.invalid")],
)
def test_a_setting_that_nothing_starts_with_is_told_once(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    [found] = list(configuration_findings())
    assert found.name.text("en") == "Settings"
    assert name in found.detail.text("en")


def test_a_misspelt_name_is_pointed_out(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IEUM_PROT", "9000")
    wrong = [one for one in configuration_findings() if not one.ok]
    assert "IEUM_PROT" in wrong[0].detail.text("ko")


def test_the_secret_of_a_joined_api_is_no_misspelling(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IEUM_API_PARKS_KEY", "x")
    assert all(one.ok for one in configuration_findings())


def test_a_home_that_cannot_be_made_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("IEUM_HOME", str(tmp_path / "file" / "home"))
    assert "IEUM_HOME" in finding("Data folder").detail.text("en")


def test_a_short_secret_key_is_refused(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IEUM_SECRET_KEY", "short")
    assert not finding("Secret key").ok


def test_single_sign_on_is_tried_out(
    home: Path, monkeypatch: pytest.MonkeyPatch, provider: Provider
) -> None:
    monkeypatch.setenv("IEUM_OIDC_ISSUER", provider.issuer)
    assert "IEUM_OIDC_CLIENT_ID" in finding("Single sign-on").detail.text("en")
    monkeypatch.setenv("IEUM_OIDC_CLIENT_ID", "hub")
    monkeypatch.setenv("IEUM_OIDC_CLIENT_SECRET", "x")
    assert finding("Single sign-on").ok
    provider.issuer = "https://another.example.org"
    assert "must be the same" in finding("Single sign-on").detail.text("en")


def test_a_provider_that_does_not_answer_is_told(
    home: Path, monkeypatch: pytest.MonkeyPatch, provider: Provider
) -> None:
    for name in ("OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"):
        monkeypatch.setenv(f"IEUM_{name}", "x")
    monkeypatch.setenv("IEUM_OIDC_ISSUER", f"{provider.issuer}/elsewhere")
    assert not finding("Single sign-on").ok


def test_webhooks_need_a_secret_and_an_allowed_host(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IEUM_NOTICE_WEBHOOKS", "https://chat.example.org/hook")
    assert "IEUM_WEBHOOK_SECRET" in finding("Webhooks").detail.text("en")
    monkeypatch.setenv("IEUM_WEBHOOK_SECRET", "x")
    assert finding("Webhooks").ok
    monkeypatch.setenv("IEUM_WEBHOOK_HOSTS", "other.example.org")
    assert not finding("Webhooks").ok


def test_a_model_that_replies_is_fine(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with misbehaving_server() as server:
        monkeypatch.setenv("IEUM_LLM_URL", server.url("honest"))
        monkeypatch.setenv("IEUM_LLM_MODEL", "local")
        assert finding("Language model").ok


def test_a_model_that_does_not_reply_is_told_with_its_address_and_never_its_key(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IEUM_LLM_MODEL", "local")
    assert "IEUM_LLM_URL" in finding("Language model").detail.text("en")
    with misbehaving_server() as server:
        monkeypatch.setenv("IEUM_LLM_URL", server.url("status_500"))
        monkeypatch.setenv("IEUM_LLM_KEY", "hidden-key")
        found = finding("Language model")
        assert not found.ok
        assert server.url("status_500") in found.detail.text("ko")
        assert "hidden-key" not in found.detail.text("ko")


def test_a_service_that_does_not_load_is_told_with_its_error(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = BrokenService("tax", "ImportError: no such module")
    monkeypatch.setattr(registry(), "broken", lambda: [broken])
    found = finding("Services")
    assert not found.ok
    assert "ImportError: no such module" in found.detail.text("ko")
