"""`make test` runs what touches the database on both, the rest once, and leaves nothing out."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tools.install import ROOT

DATABASES = ("sqlite", "postgresql")
CONFTEST = """
import os, pathlib, pytest
@pytest.fixture
def db(): pass
def pytest_configure(config): 
    config.addinivalue_line("markers", "django_db")
    config.addinivalue_line("markers", "once")
def pytest_runtest_logstart(nodeid, location):
    if database := os.environ.get("TEST_DATABASE"):
        with open("ran-on-" + database, "a") as ran: ran.write(nodeid.partition("::")[2] + chr(10))
"""


def run_suite(folder: Path, suite: str, databases: tuple[str, ...], **environment: str) -> str:
    """Run a suite as `make test` does and give pytest's last line, with its exit status before."""
    (folder / "conftest.py").write_text(CONFTEST)
    (folder / "test_suite.py").write_text(suite)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "xdist"]
    command += ["-p", "tools.pytest_databases", "--dist=each", "--rootdir=."]
    command += [f"--tx=popen//id={name}//env:TEST_DATABASE={name}" for name in databases]
    clean = {name: text for name, text in os.environ.items() if "PYTEST" not in name}
    clean = {name: text for name, text in clean.items() if name not in {"CI", "TEST_DATABASE"}}
    # Plugins of others are not needed, and slow to load.
    alone = {"PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "FAILED_CHECKS": ""}
    done = subprocess.run(
        command,
        cwd=folder,
        env=clean | alone | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    summary = re.sub(r" in [\d.]+s.*", "", done.stdout.strip().splitlines()[-1])
    return f"{done.returncode}: {summary}"


def ran_on(folder: Path, database: str) -> set[str]:
    return set((folder / f"ran-on-{database}").read_text().split())


def test_what_touches_the_database_runs_on_both_and_the_rest_once(tmp_path: Path) -> None:
    suite = (
        "import pytest\n"
        "@pytest.mark.django_db\n"
        "def test_marked(): pass\n"
        "def test_by_fixture(db): pass\n"
        "def test_plain(): pass\n"
    )
    assert run_suite(tmp_path, suite, DATABASES) == "0: 5 passed"
    both = ran_on(tmp_path, "sqlite") & ran_on(tmp_path, "postgresql")
    assert both == {"test_marked", "test_by_fixture"}


def test_what_is_long_and_the_same_on_each_runs_on_postgresql_alone(tmp_path: Path) -> None:
    suite = (
        "import pytest\n"
        "@pytest.mark.django_db\n"
        "@pytest.mark.once\n"
        "def test_long(): pass\n"
        "def test_plain(): pass\n"
    )
    assert run_suite(tmp_path, suite, DATABASES) == "0: 2 passed"
    assert ran_on(tmp_path, "postgresql") == {"test_long"}


def test_without_postgresql_everything_runs_on_sqlite(tmp_path: Path) -> None:
    suite = "def test_with(db): pass\ndef test_without(): pass\n"
    assert run_suite(tmp_path, suite, ("sqlite",)) == "0: 2 passed"


@pytest.mark.parametrize(
    ("environment", "expected"),
    [({}, "0: 1 passed, 1 skipped"), ({"CI": "true"}, "1: 1 passed, 1 skipped")],
)
def test_a_skipped_test_fails_the_run_in_continuous_integration(
    tmp_path: Path, environment: dict[str, str], expected: str
) -> None:
    suite = "import pytest\ndef test_a(): pass\ndef test_b(): pytest.skip('not now')\n"
    assert run_suite(tmp_path, suite, DATABASES, **environment) == expected


def test_continuous_integration_needs_both_databases(tmp_path: Path) -> None:
    assert run_suite(tmp_path, "def test_a(): pass\n", ("sqlite",), CI="true") == "1: 1 passed"


def test_a_check_that_failed_before_fails_the_run(tmp_path: Path) -> None:
    suite = "def test_a(): pass\n"
    assert run_suite(tmp_path, suite, DATABASES, FAILED_CHECKS="ruff") == "1: 1 passed"


@pytest.mark.django_db
def test_each_process_works_on_the_database_it_was_given() -> None:
    from django.db import connection

    alone = "postgresql" if "IEUM_TEST_DATABASE_URL" in os.environ else "sqlite"
    assert connection.vendor == os.environ.get("TEST_DATABASE", alone)
