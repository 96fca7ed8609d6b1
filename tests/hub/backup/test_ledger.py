"""A ledger that nobody can change still travels with a backup, and goes on growing where it arrives."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ieum.exchange.ledger.verifying import verified
from tests.hub.backup.test_rehearsal import Databases
from tests.hub.running_hub import RunningHub

pytestmark = pytest.mark.django_db
WRITE = """
from ieum.hub.django_ready import django_ready
django_ready()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from ieum.exchange.ledger import sequencer, store
from ieum.exchange.ledger.entries import Entry
store.write_all([Entry(kind="delivery", party="hub", actor="account:7") for _each in range(300)])
sequencer.integrate_all()
store.write(Entry(kind="delivery", party="hub", actor="account:7"))
"""

PUBLISH = """
from ieum.hub.django_ready import django_ready
django_ready()
from datetime import UTC, datetime
from ieum.exchange.events import store
from ieum.exchange.events.values import Event
store.publish([Event("scamcall.order", "hub", "p", 1, {}, datetime.now(UTC))])
print(store.newest())
"""
CHECK = """
from ieum.hub.django_ready import django_ready
django_ready()
from ieum.exchange.events import store
from ieum.exchange.events.values import CursorTooOld
try:
    store.checked("{cursor}")
except CursorTooOld as refused:
    print(refused.code, len(store.read_after(store.beginning())[0]))
"""


@pytest.fixture
def databases() -> Iterator[Databases]:
    found = Databases()
    yield found
    found.drop()


def done(hub: RunningHub, *words: str) -> str:
    ended = hub.command(*words)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def fill(hub: RunningHub) -> None:
    subprocess.run([sys.executable, "-c", WRITE], env=hub.environment, check=True)


def test_a_restored_ledger_is_the_same_and_grows_on(tmp_path: Path, databases: Databases) -> None:
    old = RunningHub(tmp_path / "old", databases.new())
    fill(old)
    done(old, "backup", str(tmp_path / "backup.tar.gz"))
    kept = tmp_path / "head"
    kept.write_text(done(old, "ledger", "head"))
    assert kept.read_text().splitlines()[1] == "301"

    new = RunningHub(tmp_path / "new", databases.new())
    done(new, "restore", str(tmp_path / "backup.tar.gz"))
    fill(new)
    exported = tmp_path / "ledger.jsonl"
    done(new, "ledger", "export", str(exported))
    found = verified(exported, kept_note=kept.read_text())
    assert (found.head.size, found.kept and found.kept.size) == (602, 301)

    done(new, "restore", "--replace", str(tmp_path / "backup.tar.gz"))
    assert done(new, "ledger", "head") == kept.read_text()


def test_cursors_from_before_a_restore_lead_to_a_snapshot(
    tmp_path: Path, databases: Databases
) -> None:
    hub = RunningHub(tmp_path / "old", databases.new())
    fill(hub)
    before = python(hub, PUBLISH)
    done(hub, "backup", str(tmp_path / "backup.tar.gz"))
    done(hub, "restore", "--replace", str(tmp_path / "backup.tar.gz"))
    assert python(hub, CHECK.format(cursor=before)) == "cursor-too-old 0"


def python(hub: RunningHub, program: str) -> str:
    ended = subprocess.run(
        [sys.executable, "-c", program], env=hub.environment, check=True, capture_output=True
    )
    return ended.stdout.decode().strip()
