"""Gives every test run a home of its own, and Django's settings read from it."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# Set before anything reads a setting. What the developer has set for a hub of their own must not
# leak into the tests, nor the tests into that hub.
for _name in [name for name in os.environ if name.startswith("IEUM_") and "TEST" not in name]:
    del os.environ[_name]
_home = Path(tempfile.mkdtemp(prefix="ieum-test-"))
os.environ["IEUM_HOME"] = str(_home)
os.environ["IEUM_LOG"] = "json"
# `make test` runs one process a database and tells each which is its own.
if "IEUM_TEST_DATABASE_URL" in os.environ and os.environ.get("TEST_DATABASE") != "sqlite":
    os.environ["IEUM_DATABASE_URL"] = os.environ["IEUM_TEST_DATABASE_URL"]
os.environ["DJANGO_SETTINGS_MODULE"] = "ieum.hub.settings"


def pytest_configure(config: pytest.Config) -> None:
    from django.conf import settings

    config.addinivalue_line(
        "markers", "only_on_postgresql: what SQLite, with its one writer, has not; left out there"
    )
    config.addinivalue_line(
        "markers",
        "once: long, and the same on each database; `make test` runs it on PostgreSQL alone",
    )
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        # A file, as in a real hub: threads in tests then wait for each other as they would there.
        database.setdefault("TEST", {})["NAME"] = str(_home / "test.sqlite3")
    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is about PostgreSQL where the run has none."""
    if "IEUM_DATABASE_URL" in os.environ:
        return
    out = [item for item in items if item.get_closest_marker("only_on_postgresql")]
    config.hook.pytest_deselected(items=out)
    items[:] = [item for item in items if item not in out]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Empty tables quickly, and on PostgreSQL end what threads of servers under test have left open.

    Such a connection ends with its process; the test database could not be dropped until then.
    """
    from tests import quick_flush

    quick_flush.install()
    yield
    from django.db import connection

    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser for the tests of one module.

    Not for longer: as long as Playwright runs, its event loop counts as running in this thread,
    and Django refuses the database to every test that is not about browsers.
    """
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-quic", "--disable-background-networking"],
        )
        yield running
        running.close()


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(_home, ignore_errors=True)
