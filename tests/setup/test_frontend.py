"""What the pages take from npm packages is there, whole, and names no other host."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tools import frontend

WANTED = tomllib.loads(frontend.WANTED.read_text(encoding="utf-8"))
SHEETS = sorted(frontend.VENDOR.rglob("*.css"))


def test_every_wanted_file_is_there() -> None:
    missing = [
        f"{name}/{file}"
        for name, table in WANTED["package"].items()
        for file in [*table.get("copy", []), *table.get("prune", [])]
        if not (frontend.VENDOR / name / file).is_file()
    ]
    assert missing == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_stylesheet_loads_nothing_from_elsewhere(sheet: Path) -> None:
    text = sheet.read_text(encoding="utf-8")
    assert "://" not in text
    assert "@import" not in text


def test_what_is_taken_is_written_the_same_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two machines that build the same commit build the same wheel."""
    made = {file: file.read_bytes() for file in frontend.VENDOR.rglob("*.*") if file.is_file()}
    before = frontend.VENDOR
    monkeypatch.setattr(frontend, "VENDOR", elsewhere := tmp_path / before.name)
    monkeypatch.setattr(frontend, "MADE_FROM", elsewhere / frontend.MADE_FROM.name)
    frontend.main()
    again = {
        before / file.relative_to(elsewhere): file.read_bytes()
        for file in elsewhere.rglob("*.*")
        if file.is_file()
    }
    assert again == made


def test_an_unknown_word_in_the_list_is_refused() -> None:
    with pytest.raises(TypeError, match="copies"):
        frontend.read_package("krds-uiux", {"copies": []})
