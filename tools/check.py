"""Every check of the repository, then the test suite: `make test`.

The suite runs in two processes, one a database (see `pytest_databases.py`). Where no PostgreSQL
answers at `IEUM_TEST_DATABASE_URL`, SQLite alone is tested, and said so; with `CI=true` that fails.
"""

from __future__ import annotations

import os
import subprocess
import sys

import psycopg

from tools.install import ROOT
from tools.steps import step

FOLDERS = ["src", "tests", "benchmarks", "tools"]
CONCISE = "--output-format=concise"
CHECKS = {
    "Rules of style: ruff check": ["ruff", "check", CONCISE, *FOLDERS],
    "Layout: ruff format": ["ruff", "format", "--check", CONCISE, *FOLDERS],
    "Types: mypy": ["mypy"],
    "Licences of what we depend on": ["tools.licences"],
}
POSTGRESQL = "postgresql://postgres@127.0.0.1:5432/postgres"


def main() -> None:
    """Run all checks even if one fails; the exit status is 0 only if all are well."""
    failed = [title for title, command in CHECKS.items() if not holds(title, command)]
    environment = os.environ | {"FAILED_CHECKS": "; ".join(failed)}
    environment.setdefault("IEUM_TEST_DATABASE_URL", POSTGRESQL)
    databases = ["sqlite"]
    if answers(environment["IEUM_TEST_DATABASE_URL"]):
        databases.append("postgresql")
    command = [sys.executable, "-m", "pytest", "-q", "--durations=10"]
    command += ["-p", "tools.pytest_databases", "--dist=each"]
    # Blank, or a process would read Django's settings before tests/conftest.py has prepared them.
    blank = "env:DJANGO_SETTINGS_MODULE="
    command += [f"--tx=popen//id={name}//env:TEST_DATABASE={name}//{blank}" for name in databases]
    print(f"==> Tests, on {' and '.join(databases)}", flush=True)
    os.chdir(ROOT)
    os.execvpe(command[0], [*command, *sys.argv[1:]], environment)


def holds(title: str, command: list[str]) -> bool:
    """Run one check and show what it finds."""
    with step(title):
        return subprocess.run([sys.executable, "-m", *command], cwd=ROOT).returncode == 0


def answers(database: str) -> bool:
    """Whether a PostgreSQL takes connections at this address."""
    try:
        psycopg.connect(database, connect_timeout=3).close()
    except psycopg.OperationalError as error:
        print(f"==> No PostgreSQL: {error}", flush=True)
        return False
    return True


if __name__ == "__main__":
    main()
