"""The operator's manual says what is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.urls import get_resolver

from ieum.hub import environment, metrics
from ieum.hub.doors.commands import summaries

DOCS = Path(__file__).parents[2] / "docs"
OPERATE = (DOCS / "operate.md").read_text()


def test_the_table_of_settings_is_the_one_in_the_code() -> None:
    written = OPERATE.partition("<!-- settings -->\n")[2].partition("<!-- /settings -->")[0]
    assert written.splitlines() == list(environment.table()), (
        "Put what `ieum check --settings` prints between the two marks in docs/operate.md."
    )


@pytest.mark.parametrize("page", ["operate.md", "security.md", "install.md", "models.md"])
def test_no_page_names_a_setting_that_is_not_there(page: str) -> None:
    named = set(re.findall(r"IEUM_[A-Z_]+[A-Z]", (DOCS / page).read_text()))
    assert named - environment.Variable.known.keys() <= {"IEUM_NAME", "IEUM_API_NAME_KEY"}


def test_every_command_it_names_exists() -> None:
    named = set(re.findall(r"`?ieum ([a-z][a-z-]+)", OPERATE))
    assert named <= summaries().keys() | {"check", "up"}


@pytest.mark.parametrize("address", ["health", "health/ready", "metrics"])
def test_the_addresses_it_names_are_there(address: str) -> None:
    assert f"`/{address}`" in OPERATE
    get_resolver().resolve(f"/{address}")


def test_the_return_address_of_single_sign_on_is_right() -> None:
    from django.urls import reverse

    from ieum.hub.accounts.sign_on_settings import PROVIDER

    address = reverse("openid_connect_callback", kwargs={"provider_id": PROVIDER})
    assert f"https://hub.example.go.kr{address}" in OPERATE
    assert f"PUBLIC_URL{address}" in environment.OIDC_CLIENT_ID.meaning


def test_every_figure_is_named() -> None:
    for figure in (metrics.REQUESTS, metrics.CALLS):
        assert f"`{figure._name}_total`" in OPERATE
    for figure in (metrics.REQUEST_SECONDS, metrics.CALL_SECONDS):
        assert f"`{figure._name}`" in OPERATE


def test_every_setting_that_the_code_reads_is_in_the_table() -> None:
    """Only ``variable.py`` reads them; a name written elsewhere must be in the table."""
    source = Path(__file__).parents[2] / "src" / "ieum"
    for file in source.rglob("*.py"):
        text = file.read_text()
        for name in re.findall(r"IEUM_[A-Z][A-Z_]*[A-Z]\b", text):
            assert name in environment.Variable.known or "API_" in name, f"{file}: {name}"
        assert 'getenv("IEUM_' not in text, file
        assert 'environ.get("IEUM_' not in text, file
