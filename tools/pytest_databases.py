"""A pytest plugin that runs the suite on two databases at once and sums both in one report.

`check.py` starts one worker a database, named by `TEST_DATABASE`, and tests/conftest.py connects it.
A test that touches the database runs on both, but for one marked ``once``: long, and the same on each,
it runs on PostgreSQL alone, the stricter of the two. What touches no database runs on SQLite.

With `CI=true` nothing may be left out: a skipped test, or a database that does not answer, fails
the run.
"""

from __future__ import annotations

import os

import pytest

DATABASE = os.environ.get("TEST_DATABASE")
DATABASE_FIXTURES = frozenset({"db", "transactional_db", "live_server", "django_db_setup"})


def touches_database(item: pytest.Item) -> bool:
    """Whether a test asks pytest-django for the database, by a mark or by a fixture."""
    fixtures = getattr(item, "fixturenames", ())
    return item.get_closest_marker("django_db") is not None or not DATABASE_FIXTURES.isdisjoint(
        fixtures
    )


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave to this worker the tests that are its own."""
    if DATABASE is None or config.workerinput["workercount"] == 1:  # type: ignore[attr-defined]
        return
    if DATABASE == "postgresql":
        items[:] = [item for item in items if touches_database(item)]
    else:
        items[:] = [item for item in items if item.get_closest_marker("once") is None]


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run in which a check failed or, with `CI=true`, something was left out."""
    if DATABASE is not None:
        return
    # The status speaks of the worker that came last, and that one may have had no test.
    if session.exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED and terminal(session.config).stats:
        session.exitstatus = pytest.ExitCode.OK
    if faults(session.config):
        session.exitstatus = session.exitstatus or pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(config: pytest.Config) -> None:
    """Say why, above pytest's own last line."""
    reporter = terminal(config)
    for fault in faults(config):
        reporter.write_line(fault, red=True)


def faults(config: pytest.Config) -> list[str]:
    """What is wrong with a run whose tests may all have passed."""
    found = []
    if failed := os.environ.get("FAILED_CHECKS"):
        found.append(f"Checks failed before the tests: {failed}")
    if os.environ.get("CI") == "true":
        if skipped := len(terminal(config).stats.get("skipped", ())):
            found.append(f"{skipped} tests were skipped; with CI=true none may be")
        if len(config.getoption("tx")) < 2:
            found.append("PostgreSQL did not answer; with CI=true the suite runs on it as well")
    return found


def terminal(config: pytest.Config) -> pytest.TerminalReporter:
    """What pytest reports on."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    assert isinstance(reporter, pytest.TerminalReporter)
    return reporter
