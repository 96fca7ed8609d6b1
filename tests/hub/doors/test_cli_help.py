"""The command line: help, commands and what it says of services, tools and words that it has not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hub.doors.command_line import MAIN, Ieum

pytestmark = pytest.mark.django_db(transaction=True)


def test_help_lists_commands_and_services_in_both_languages(ieum: Ieum) -> None:
    korean, english = ieum("--help"), ieum("--help", language="en")
    assert korean.code == english.code == 0
    for said in (korean, english):
        assert "shapes" in said.text
        assert "quantities" in said.text
        assert "new-service" in said.text
    assert "모든 꼴" in korean.text
    assert "Start the hub" in english.text
    assert "Start the hub" not in korean.text


def test_no_words_at_all_show_help(ieum: Ieum) -> None:
    assert ieum().text == ieum("--help").text == ieum("-h").text


def test_the_language_can_be_chosen_on_the_command_line(ieum: Ieum) -> None:
    assert ieum("--language", "en", "--help").text == ieum("--help", language="en").text
    assert ieum("--language=xx", "--help").code == 2


def test_help_of_a_service_lists_its_tools(ieum: Ieum) -> None:
    said = ieum("shapes", "--help")
    assert said.code == 0
    assert "echo" in said.text
    assert "되풀이" in said.text
    assert ieum("shapes").text == said.text


def test_help_of_a_tool_shows_arguments_bounds_defaults_and_an_example(ieum: Ieum) -> None:
    said = ieum("shapes", "echo", "--help")
    assert said.code == 0
    assert "--whole" in said.text
    assert "≥ 0 ≤ 10" in said.text
    assert "red, blue" in said.text
    assert "--spot.latitude" in said.text
    assert "--items '배추 2'" in said.text
    assert "기본값 0.5" in said.text


def test_the_example_on_the_help_page_works_as_it_stands(ieum: Ieum) -> None:
    import shlex

    lines = [line.strip() for line in ieum("shapes", "echo", "--help").text.splitlines()]
    example = next(line for line in lines if line.startswith("ieum shapes echo"))
    assert ieum(*shlex.split(example)[1:]).code == 0


@pytest.mark.parametrize(
    ("words", "near"), [(["upp"], "'up'"), (["shape"], "'shapes'"), (["zzzzz"], "ieum --help")]
)
def test_an_unknown_command_suggests_the_nearest(ieum: Ieum, words: list[str], near: str) -> None:
    said = ieum(*words)
    assert said.code == 2
    assert near in said.errors


def test_an_unknown_tool_names_those_there_are(ieum: Ieum) -> None:
    said = ieum("shapes", "ecko")
    assert said.code == 2
    assert "echo" in said.errors


def test_a_service_can_be_switched_off_and_on(ieum: Ieum) -> None:
    assert ieum("service", "off", "shapes").code == 0
    try:
        said = ieum("shapes", "views")
        assert said.code == 1
        assert "꺼져" in said.errors
        assert "꺼짐" in ieum("service", "list").text
    finally:
        assert ieum("service", "on", "shapes").code == 0
    assert ieum("shapes", "views").code == 0


def test_tools_lists_every_tool(ieum: Ieum) -> None:
    assert "shapes echo" in ieum("tools").text
    names = [tool["name"] for tool in ieum("tools", "--json").json]  # type: ignore[attr-defined]
    assert "shapes.echo" in names


def test_a_broken_service_is_named_with_its_error_and_the_others_run(
    ieum: Ieum, tmp_path: Path
) -> None:
    from ieum.hub.conformance.temporary_hub import temporary_hub
    from ieum.hub.registry import registry

    broken = tmp_path / "brittle"
    broken.mkdir()
    (broken / "service.py").write_text("raise RuntimeError('no key')")
    with temporary_hub(broken):
        registry().forget()
        assert "brittle" in ieum("--help").text
        assert "no key" in ieum("service", "list").text
        said = ieum("brittle", "anything")
        assert said.code == 1
        assert "no key" in said.errors
        assert ieum("shapes", "views").code == 0


@pytest.mark.parametrize(
    ("words", "korean", "english"),
    [
        (["up", "--prt", "3"], "'--port'를 뜻했나요?", "Did you mean '--port'?"),
        (["up", "--zzz"], "'--zzz'는 이 명령에 없는 말", "has no '--zzz'"),
        (["up", "--port"], "--port 뒤에 값이", "--port needs a value"),
        (["up", "--port", "99999"], "--port의 값 '99999'", "--port is '99999'"),
        (["restore"], "빠진 것이 있습니다: file", "Something is missing: file"),
        (["budget", "--period", "year"], "day, month", "Choose from: day, month"),
        (["worker", "--help=3"], "값을 붙이지 않습니다", "takes no value"),
        (["budget", "--service", "a", "--party", "b"], "함께 쓸 수 없습니다", "cannot be given"),
    ],
)
def test_a_wrong_option_of_a_command_is_told_in_the_readers_language(
    ieum: Ieum, words: list[str], korean: str, english: str
) -> None:
    for language, part in (("ko", korean), ("en", english)):
        said = ieum(*words, language=language)
        assert said.code in (1, 2)
        assert part in said.errors


def test_help_of_a_command_is_in_the_readers_language(ieum: Ieum, monkeypatch: object) -> None:
    for words in (["service", "--help"], ["new-service", "--help"], ["job", "--help"]):
        with pytest.raises(SystemExit) as left:
            ieum(*words)
        assert left.value.code == 0


def test_help_loads_no_service_no_django_and_no_mcp() -> None:
    heavy = ("django", "mcp", "ninja", "polars", "kiwipiepy", "granian", "ieum.services")
    program = (
        "import sys; from ieum.hub.doors.cli import main; main(['--help']); "
        "print([name for name in sys.modules if name.startswith(" + repr(heavy) + ")])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_data_folder_that_cannot_be_is_one_line_and_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = subprocess.run(
        [sys.executable, "-c", MAIN, "quantities", "--help"],
        env={**os.environ, "IEUM_HOME": str(tmp_path / "file" / "home"), "IEUM_LANGUAGE": "en"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "IEUM_HOME" in done.stderr
    assert len(done.stderr.splitlines()) == 1
