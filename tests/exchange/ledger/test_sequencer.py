"""Entries get their places once each, in the order of their commits, whatever dies in between."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import threading
import time
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connection, connections, transaction

from ieum.exchange.ledger import export, sequencer, store
from ieum.exchange.ledger.entries import Entry
from ieum.exchange.ledger.tree import leaf_hash, root_of
from ieum.exchange.ledger.verifying import verified

pytestmark = pytest.mark.usefixtures("committed")
WRITER = Path(__file__).with_name("ledger_writer.py")


def entry(number: int) -> Entry:
    return Entry(kind="delivery", party="hub", actor="account:7", body={"number": number})


def numbers() -> list[int]:
    return [json.loads(leaf)["body"]["number"] for leaf in store.leaves(0, 10**9)]


def killed_after(seconds: float, round: int, home: Path) -> list[UUID]:
    """Let a process write and integrate, kill it, and give what it said it had committed."""
    process = subprocess.Popen(
        [sys.executable, str(WRITER), str(connection.settings_dict["NAME"]), str(round)],
        stdout=subprocess.PIPE,
        env={**os.environ, "IEUM_HOME": str(home)},
    )
    assert process.stdout is not None
    said = [process.stdout.readline()]
    time.sleep(seconds)
    process.kill()
    said += process.stdout.readlines()
    process.stdout.close()
    assert process.wait() == -9
    return [UUID(line.decode().strip()) for line in said if line.endswith(b"\n")]


def test_a_killed_process_loses_nothing_and_repeats_nothing(home: Path, tmp_path: Path) -> None:
    chance = random.Random(3)
    said: list[UUID] = []
    kept: list[str] = []
    for round in range(4):
        said += killed_after(chance.uniform(0.1, 0.6), round, home)
        if head := store.head():
            kept.append(head.note())
    sequencer.integrate_all()
    assert not store.is_waiting()
    leaves = store.leaves(0, 10**9)
    references = [UUID(json.loads(leaf)["id"]) for leaf in leaves]
    assert len(set(references)) == len(references)
    assert set(said) <= set(references)
    assert [store.index_of(one) for one in references] == list(range(len(leaves)))
    assert len(said) > 50
    # Whatever one writer wrote is whole and in its order.
    written: dict[tuple[int, int], list[int]] = {}
    for leaf in leaves:
        body = json.loads(leaf)["body"]
        written.setdefault((body["round"], body["writer"]), []).append(body["number"])
    for found in written.values():
        assert found == list(range(len(found)))
        assert len(found) % 3 == 0
    head = store.head()
    assert head is not None
    assert head.checkpoint.root == root_of([leaf_hash(leaf) for leaf in leaves])
    path = tmp_path / "ledger.jsonl"
    export.export(path)
    for note in kept:
        assert verified(path, [head.key], note)


def test_several_sequencers_at_once_integrate_everything_once() -> None:
    stop = threading.Event()

    def work() -> None:
        try:
            while not stop.is_set():
                sequencer.integrate(most=7)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _each in range(3)]
    for thread in threads:
        thread.start()
    try:
        for number in range(200):
            store.write(entry(number))
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    sequencer.integrate_all()
    assert numbers() == list(range(200))


def test_the_work_beside_the_requests_integrates_within_a_second() -> None:
    stop = threading.Event()

    def work() -> None:
        try:
            sequencer.run(stop)
        finally:
            connections.close_all()

    thread = threading.Thread(target=work)
    thread.start()
    try:
        reference = store.write(entry(1))
        until = time.monotonic() + 5
        while store.index_of(reference) is None and time.monotonic() < until:
            time.sleep(0.02)
        assert store.index_of(reference) == 0
    finally:
        stop.set()
        thread.join()


@pytest.mark.only_on_postgresql
def test_an_entry_of_a_transaction_that_stays_open_comes_when_it_ends() -> None:
    written, go_on = threading.Event(), threading.Event()

    def slow() -> None:
        try:
            with transaction.atomic():
                store.write(entry(1))
                written.set()
                go_on.wait(10)
        finally:
            connections.close_all()

    thread = threading.Thread(target=slow)
    thread.start()
    written.wait(10)
    store.write(entry(2))
    assert sequencer.integrate_all() == 1
    store.write(entry(3))
    go_on.set()
    thread.join()
    assert sequencer.integrate_all() == 2
    assert numbers() == [2, 1, 3]
