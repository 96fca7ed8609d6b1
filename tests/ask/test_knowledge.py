"""What the engine learnt is kept, and learnt anew only when it would differ."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ieum.ask.knowledge import Knowledge, fingerprint
from ieum.ask.readings import Chosen
from ieum.ask.understand import Understanding
from ieum.kernel.tool import Tool
from ieum.services.quantities.service import service

DAY = date(2026, 3, 2)
ASKED = "350만원을 계약서에 한글로 써 줘"


@pytest.fixture(scope="module")
def tools() -> list[Tool]:
    return list(service.tools.values())


def test_what_was_kept_understands_as_what_was_learnt(tools: list[Tool], tmp_path: Path) -> None:
    learnt = Knowledge.of(tools)
    learnt.write(tmp_path / "kept.npz")
    kept = Knowledge.read(tmp_path / "kept.npz")
    assert kept is not None
    first, second = (Understanding(tools, one).read(ASKED, DAY, "ko") for one in (learnt, kept))
    assert isinstance(first, Chosen)
    assert first == second
    assert [file.name for file in tmp_path.iterdir()] == ["kept.npz"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut short", b"\x93NUMPY"])
def test_a_file_that_cannot_be_read_counts_as_none(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "kept.npz"
    assert Knowledge.read(file) is None
    file.write_bytes(content)
    assert Knowledge.read(file) is None


def test_other_tools_have_another_fingerprint(tools: list[Tool]) -> None:
    assert fingerprint(tools) == fingerprint(tools)
    assert fingerprint(tools) != fingerprint(tools[1:])
