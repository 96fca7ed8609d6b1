"""The rehearsal of the operator's manual: back up, lose everything, restore; nothing differs.

Each hub here is a real one, in a folder of its own, driven by its commands.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import uuid
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from ieum.hub.backup.archive import ROWS, Writer, members, read_header, verified
from tests.hub.running_hub import IEUM, RunningHub

#: What may differ between kinds of database runs once with each; the rest runs with one of them.
on_each_database = pytest.mark.django_db
POSTGRESQL = os.environ.get("IEUM_DATABASE_URL", "")
PASSWORD = "korrekt-pferd-batterie"


class Databases:
    """Databases for hubs of this module: new ones in PostgreSQL, or none (SQLite)."""

    def __init__(self) -> None:
        self.made: list[str] = []

    def new(self, template: str = "template1") -> str:
        """The address of a new database; empty for SQLite. ``make test`` runs with each."""
        if not POSTGRESQL:
            return ""
        name = f"ieum_rehearsal_{uuid.uuid4().hex[:12]}"
        template = template.rpartition("/")[2]
        self._do(f"CREATE DATABASE {name} TEMPLATE {template}")
        self.made.append(name)
        return urlsplit(POSTGRESQL)._replace(path=f"/{name}").geturl()

    def drop(self) -> None:
        for name in self.made:
            self._do(f"DROP DATABASE {name} WITH (FORCE)")

    def _do(self, statement: str) -> None:
        import psycopg

        with psycopg.connect(POSTGRESQL, dbname="postgres", autocommit=True) as connection:
            connection.execute(statement)


@pytest.fixture(scope="module")
def databases() -> Iterator[Databases]:
    found = Databases()
    yield found
    found.drop()


@pytest.fixture(scope="module")
def model_hub(tmp_path_factory: pytest.TempPathFactory, databases: Databases) -> RunningHub:
    """A hub with an account, uploads and a local service, that the tests get copies of."""
    found = RunningHub(tmp_path_factory.mktemp("model") / "home", databases.new())
    assert found.command("migrate").returncode == 0
    made = found.command("create-admin", "root@example.org", "--name", "관리자", entered=PASSWORD)
    assert made.returncode == 0, made.stderr
    (found.home / "uploads").mkdir()
    (found.home / "uploads" / "plan.bin").write_bytes(os.urandom(200_000))
    (found.home / "services" / "mine" / "sample").mkdir(parents=True)
    (found.home / "services" / "mine" / "sample" / "data.csv").write_text("가,나\n1,2\n")
    (found.home / "cache" / "static").mkdir(parents=True)
    (found.home / "cache" / "static" / "x.css").write_text("x")
    return found


@pytest.fixture
def database(model_hub: RunningHub, databases: Databases) -> str:
    """A copy of the model's database; empty for SQLite."""
    return databases.new(model_hub.environment.get("IEUM_DATABASE_URL", ""))


@pytest.fixture
def hub(tmp_path: Path, model_hub: RunningHub, database: str) -> RunningHub:
    """A hub of the test's own."""
    shutil.copytree(model_hub.home, tmp_path / "home")
    return RunningHub(tmp_path / "home", database)


#: What a restored hub begins anew, so that cursors from before it lead nowhere.
BEGINS_ANEW = {"rows/exchange.Outbox.jsonl", "rows/exchange.ExchangeEvent.jsonl"}


def held(path: Path) -> dict[str, str]:
    """What a backup holds, apart from when it was made."""
    digests = verified(path).digests
    return {
        name: digest for name, digest in digests.items() if "/" in name and name not in BEGINS_ANEW
    }


def back_up(hub: RunningHub, name: str) -> Path:
    path = hub.home.parent / name
    done = hub.command("backup", str(path))
    assert done.returncode == 0, done.stderr
    return path


@on_each_database
def test_after_losing_everything_nothing_differs(hub: RunningHub, database: str) -> None:
    first = back_up(hub, "first.tar.gz")
    held_first = held(first)
    assert "files/uploads/plan.bin" in held_first
    assert "files/services/mine/sample/data.csv" in held_first
    assert not any("cache" in name for name in held_first)
    shutil.rmtree(hub.home)
    restored = hub.command("restore", str(first), *(["--replace"] if database else []))
    assert restored.returncode == 0, restored.stderr
    assert held(back_up(hub, "second.tar.gz")) == held_first
    hub.start()
    try:
        assert signed_in(hub)
    finally:
        hub.stop()


def signed_in(hub: RunningHub) -> bool:
    with httpx.Client(base_url=hub.address) as browser:
        token = browser.get("/accounts/login/").text.partition('csrfmiddlewaretoken" value="')[2]
        form = {
            "login": "root@example.org",
            "password": PASSWORD,
            "csrfmiddlewaretoken": token.partition('"')[0],
        }
        return browser.post("/accounts/login/", data=form).status_code == 302


@on_each_database
def test_a_hub_that_is_there_is_not_overwritten_but_put_aside_on_request(
    hub: RunningHub, database: str
) -> None:
    backup = back_up(hub, "backup.tar.gz")
    (hub.home / "uploads" / "later.txt").write_text("later")
    refused = hub.command("restore", str(backup))
    assert refused.returncode == 1
    assert "--replace" in refused.stderr
    assert (hub.home / "uploads" / "later.txt").exists()
    done = hub.command("restore", str(backup), "--replace")
    assert done.returncode == 0, done.stderr
    assert not (hub.home / "uploads" / "later.txt").exists()
    [aside] = hub.home.parent.glob("home.before-*")
    assert str(aside) in done.stdout
    assert (aside / "uploads" / "later.txt").read_text() == "later"
    assert held(back_up(hub, "again.tar.gz")) == held(backup)


def test_a_damaged_backup_changes_nothing(hub: RunningHub) -> None:
    backup = back_up(hub, "backup.tar.gz")
    before = held(backup)
    whole = backup.read_bytes()
    backup.write_bytes(whole[: len(whole) // 2])
    done = hub.command("restore", str(backup), "--replace")
    assert done.returncode == 1
    assert "damaged" in done.stderr
    assert "Traceback" not in done.stderr
    assert held(back_up(hub, "after.tar.gz")) == before
    assert not list(hub.home.parent.glob(".home.restoring*"))


@on_each_database
def test_a_restore_that_fails_midway_leaves_the_hub_as_it_was(
    hub: RunningHub, tmp_path: Path
) -> None:
    backup = back_up(hub, "backup.tar.gz")
    before = held(backup)
    # A whole file whose rows cannot be taken in: a member of a group that does not exist.
    broken = tmp_path / "broken.tar.gz"
    with Writer(broken, read_header(backup)) as writer:
        for name, file in members(backup):
            if "/" not in name:
                continue
            with writer.member(name) as copy:
                copy.write(file.read())
                if name == f"{ROWS}accounts.User_groups.jsonl":
                    copy.write(b"[999,1,999]\n")
    done = hub.command("restore", str(broken), "--replace")
    assert done.returncode != 0
    assert held(back_up(hub, "after.tar.gz")) == before
    assert not list(hub.home.parent.glob(".home.restoring*"))


def test_a_running_hub_is_backed_up_but_not_replaced(hub: RunningHub) -> None:
    hub.start()
    try:
        backup = back_up(hub, "live.tar.gz")
        done = hub.command("restore", str(backup), "--replace")
        assert done.returncode == 1
        assert "Stop it" in done.stderr
        assert httpx.get(f"{hub.address}/health").status_code == 200
    finally:
        hub.stop()


def test_a_backup_of_a_service_this_hub_lacks_says_so(hub: RunningHub, tmp_path: Path) -> None:
    header = read_header(back_up(hub, "backup.tar.gz"))
    newer = tmp_path / "newer.tar.gz"
    with Writer(newer, replace(header, ieum="9.9", steps=[*header.steps, ("tax", "0007_rates")])):
        pass
    done = hub.command("restore", str(newer), "--replace")
    assert done.returncode == 1
    assert "tax.0007_rates" in done.stderr
    assert "9.9" in done.stderr


@on_each_database
def test_rows_of_an_older_release_come_back_and_are_brought_up_to_date(
    tmp_path: Path, databases: Databases
) -> None:
    """The older release is this one before its last step in accounts: the groups are not there."""
    database = databases.new()
    older = RunningHub(tmp_path / "older", database)
    subprocess.run(
        [IEUM.with_name("django-admin"), "migrate", "accounts", "0001"],
        env=older.environment | {"DJANGO_SETTINGS_MODULE": "ieum.hub.settings"},
        check=True,
        capture_output=True,
    )
    add_an_old_account(older, database)
    backup = back_up(older, "older.tar.gz")
    assert ("accounts", "0002_groups") not in verified(backup).header.steps
    shutil.rmtree(older.home)
    done = older.command("restore", str(backup), *(["--replace"] if database else []))
    assert done.returncode == 0, done.stderr
    after = back_up(older, "after.tar.gz")
    rows = {name: file.read().decode() for name, file in members(after) if name.startswith(ROWS)}
    assert "2025-01-02T03:04:05.678901+00:00" in rows[f"{ROWS}accounts.User.jsonl"]
    assert "옛사람" in rows[f"{ROWS}accounts.User.jsonl"]
    assert "administrators" in rows[f"{ROWS}auth.Group.jsonl"]
    assert "up to date" in older.command("check").stdout


def add_an_old_account(hub: RunningHub, database: str) -> None:
    insert = (
        "INSERT INTO accounts_user (id, password, is_superuser, email, name, language, is_staff, "
        "is_active, date_joined) VALUES (41, '!', {no}, 'old@example.org', '옛사람', 'ko', {no}, "
        "{yes}, '2025-01-02 03:04:05.678901+00:00')"
    )
    if database:
        import psycopg

        with psycopg.connect(database) as connection:
            connection.execute(insert.format(no="false", yes="true"))
    else:
        with closing(sqlite3.connect(hub.home / "ieum.sqlite3")) as rows, rows:
            rows.execute(insert.format(no=0, yes=1))


@on_each_database
def test_a_backup_is_restored_into_another_kind_of_database(
    hub: RunningHub, tmp_path: Path, databases: Databases
) -> None:
    """With PostgreSQL at hand: from there into SQLite and back. Without: into another SQLite."""
    backup = back_up(hub, "backup.tar.gz")
    lite = RunningHub(tmp_path / "lite")
    done = lite.command("restore", str(backup))
    assert done.returncode == 0, done.stderr
    from_lite = back_up(lite, "from-lite.tar.gz")
    assert held(from_lite) == held(backup)
    back = RunningHub(tmp_path / "back", databases.new())
    done = back.command("restore", str(from_lite))
    assert done.returncode == 0, done.stderr
    assert held(back_up(back, "back.tar.gz")) == held(backup)


def test_the_file_can_be_checked_alone(hub: RunningHub) -> None:
    backup = back_up(hub, "backup.tar.gz")
    shutil.rmtree(hub.home)
    done = hub.command("restore", str(backup), "--check")
    assert done.returncode == 0
    assert "is whole" in done.stdout
    assert not hub.home.exists()


def test_a_folder_without_a_hub_makes_no_backup(tmp_path: Path, databases: Databases) -> None:
    """A job of the night with a misspelt IEUM_HOME must not look as if it had worked."""
    nobody = RunningHub(tmp_path / "nobody", databases.new())
    done = nobody.command("backup", str(tmp_path / "empty.tar.gz"))
    assert done.returncode == 1
    assert "IEUM_HOME" in done.stderr
    assert not (tmp_path / "empty.tar.gz").exists()
