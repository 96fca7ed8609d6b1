"""A service in a folder is taken up as it is now, while the process goes on."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from ieum.kernel import local_services, registry
from ieum.kernel.context import Context
from ieum.kernel.errors import NotFound, ServiceUnavailable
from ieum.kernel.messages import translation
from ieum.kernel.registry import BrokenService, Registry
from tests.kernel.test_registry import SERVICE, TOOLS, write

CATALOGUE = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "이 글은 바뀌는 서비스에만 있습니다"
msgstr "{said}"
"""


@pytest.fixture
def watchful(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Registry:
    """A registry that looks at its folder at every call."""
    monkeypatch.setattr(registry, "LOOK_EVERY", 0.0)
    monkeypatch.setattr(registry, "REST", 0.0)
    return Registry(tmp_path)


def said(found: Registry, name: str) -> Any:
    return found.tool(name, "one").run({}, Context()).result.value


def test_a_service_is_there_when_its_folder_is_and_gone_when_that_is(
    watchful: Registry, tmp_path: Path
) -> None:
    assert "late" not in watchful.names()
    place = write(tmp_path, "late")
    assert said(watchful, "late") == 1
    shutil.rmtree(place)
    with pytest.raises(NotFound):
        watchful.service("late")
    assert "late" not in [service.name for service in watchful.services()]
    assert not [name for name in sys.modules if name.startswith("ieum_local_services.late")]


def test_every_edit_counts_even_two_of_one_length_within_a_second(
    watchful: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    place = write(tmp_path, "edited")
    for number in (1, 2, 3, 4):
        (place / "tools.py").write_text(TOOLS.replace("value=1", f"value={number}"))
        assert said(watchful, "edited") == number


def test_an_edit_beside_the_tools_counts_too(watchful: Registry, tmp_path: Path) -> None:
    tools = TOOLS.replace("import service", "import service\nfrom .rule.price import PRICE")
    place = write(tmp_path, "priced", tools=tools.replace("value=1", "value=PRICE"))
    (place / "rule").mkdir()
    for number in (5, 6):
        (place / "rule" / "price.py").write_text(f"PRICE = {number}")
        assert said(watchful, "priced") == number


def test_a_broken_edit_is_shown_as_broken_and_a_mended_one_works(
    watchful: Registry, tmp_path: Path
) -> None:
    place = write(tmp_path, "mended")
    assert said(watchful, "mended") == 1
    (place / "tools.py").write_text("def (")
    found = watchful.load("mended")
    assert isinstance(found, BrokenService)
    assert "SyntaxError" in found.error
    with pytest.raises(ServiceUnavailable):
        watchful.service("mended")
    (place / "tools.py").write_text(TOOLS)
    assert said(watchful, "mended") == 1


def test_a_change_of_one_service_leaves_the_others_as_they_are(
    watchful: Registry, tmp_path: Path
) -> None:
    place = write(tmp_path, "one_of_two")
    write(tmp_path, "other_of_two")
    changed, kept = watchful.service("one_of_two"), watchful.service("other_of_two")
    (place / "service.py").write_text(SERVICE.format(name="one_of_two") + "\n")
    assert watchful.service("one_of_two") is not changed
    assert watchful.service("other_of_two") is kept


def test_a_call_that_runs_ends_with_the_code_it_began_with(
    watchful: Registry, tmp_path: Path
) -> None:
    place = write(tmp_path, "running")
    begun = watchful.tool("running", "one")
    (place / "tools.py").write_text(TOOLS.replace("value=1", "value=2"))
    assert said(watchful, "running") == 2
    assert begun.run({}, Context()).result.value == 1


def test_its_sentences_change_and_go_with_it(watchful: Registry, tmp_path: Path) -> None:
    place = write(tmp_path, "worded_anew")
    (place / "locale" / "en").mkdir(parents=True)
    for words in ("Once", "Again"):
        (place / "locale" / "en" / "a.po").write_text(CATALOGUE.format(said=words))
        watchful.load("worded_anew")
        assert translation("이 글은 바뀌는 서비스에만 있습니다", "en") == words
    shutil.rmtree(place)
    assert "worded_anew" not in watchful.names()
    assert translation("이 글은 바뀌는 서비스에만 있습니다", "en").startswith("이 글은")


def test_what_a_service_writes_of_its_own_is_no_change_of_it(
    watchful: Registry, tmp_path: Path
) -> None:
    place = write(tmp_path, "writing")
    before = watchful.service("writing")
    (place / "seen.sqlite3").write_text("rows")
    (place / "__pycache__").mkdir(exist_ok=True)
    (place / "__pycache__" / "tools.py").write_text("")
    (place / ".draft.py").write_text("")
    assert watchful.service("writing") is before


def test_the_folder_is_looked_at_once_a_second_however_many_ask(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = []
    real = local_services.stamps
    monkeypatch.setattr(
        local_services, "stamps", lambda folder: looks.append(folder) or real(folder)
    )
    write(tmp_path, "whole")
    found = Registry(tmp_path)
    for _time in range(1000):
        found.tool("whole", "one")
    assert len(looks) == 1


def test_a_large_folder_is_looked_at_less_often(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [100.0]

    def slow(folder: Path) -> dict[str, local_services.Stamp]:
        now[0] += 0.5
        return {}

    monkeypatch.setattr(registry, "time", SimpleNamespace(monotonic=lambda: now[0]))
    monkeypatch.setattr(local_services, "stamps", slow)
    found = Registry(tmp_path)
    found.names()
    assert now[0] == 100.5
    now[0] += 20
    found.names()
    assert now[0] == 120.5
    now[0] += 6
    found.names()
    assert now[0] == 127.0


def test_a_folder_that_is_being_written_is_no_service_yet(
    watchful: Registry, tmp_path: Path
) -> None:
    write(tmp_path, ".night_bus.new")
    assert not [name for name in watchful.names() if "night" in name]


def test_a_folder_that_keeps_rows_is_told_to_become_a_package(
    watchful: Registry, tmp_path: Path
) -> None:
    place = write(tmp_path, "keeping", tools="from . import models\n" + TOOLS)
    (place / "models.py").write_text(
        "from django.db import models\n\nclass Kept(models.Model):\n    pass\n"
    )
    found = watchful.load("keeping")
    assert isinstance(found, BrokenService)
    assert "make a package" in found.error


def test_tools_that_failed_to_load_can_be_tried_again(tmp_path: Path) -> None:
    place = write(tmp_path, "halfway", tools=TOOLS + "raise RuntimeError('half')\n")
    found = Registry(tmp_path)
    assert "half" in getattr(found.load("halfway"), "error", "")
    service = sys.modules["ieum_local_services.halfway.service"].service
    (place / "tools.py").write_text(TOOLS)
    assert list(service.tools) == ["one"]
