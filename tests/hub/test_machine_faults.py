"""Faults of the machine are told in words, and mistakes of our own are not taken for them."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from django.db import DatabaseError, IntegrityError, OperationalError

from ieum.hub.machine_faults import machine_fault, reason


@pytest.mark.parametrize(
    ("number", "korean"), [(errno.ENOSPC, "가득"), (errno.EACCES, "권한"), (errno.EROFS, "읽기")]
)
def test_why_the_system_refused_is_said_in_both_languages(number: int, korean: str) -> None:
    problem = OSError(number, os.strerror(number), "/no/such/file")
    fault = machine_fault(problem)
    assert fault is not None
    assert korean in fault.message.text("ko")
    assert "/no/such/file" in fault.message.text("ko")
    assert "/no/such/file" in fault.message.text("en")


def test_a_reason_that_has_no_words_of_ours_is_the_systems_own() -> None:
    assert reason(OSError(errno.ENOTTY, "no terminal")).text("ko") == "no terminal"


def test_a_server_that_does_not_answer_is_told_with_the_setting_that_names_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("IEUM_DATABASE_URL", "postgresql://ieum:hidden@db.invalid/ieum")
    fault = machine_fault(OperationalError("no answer\n\tIs the server running?"))
    assert fault is not None
    said = fault.message.text("en")
    assert "IEUM_DATABASE_URL" in said
    assert "no answer" in said
    assert "hidden" not in said
    assert "\n" not in said


@pytest.mark.parametrize("kind", [OperationalError, DatabaseError])
def test_a_damaged_file_is_told_with_the_folder_it_lies_in(
    kind: type[Exception], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("IEUM_DATABASE_URL", raising=False)
    fault = machine_fault(kind("file is not a database"))
    assert fault is not None
    assert str(home) in fault.message.text("ko")


@pytest.mark.parametrize("mistake", [IntegrityError("x"), ValueError("x"), OSError("x")])
def test_a_mistake_of_our_own_is_no_fault_of_the_machine(mistake: Exception) -> None:
    assert machine_fault(mistake) is None
