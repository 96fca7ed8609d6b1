"""Text on a terminal: columns, languages, and what help is made of."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import pytest
from pydantic import Field

from ieum.hub.doors import command_words, commands, found_services, help_pages
from ieum.hub.doors.language import language_of_terminal
from ieum.hub.doors.terminal import draw
from ieum.hub.doors.terminal_tables import Heading, padded, table, width
from ieum.hub.registry import registry
from ieum.kernel.answer import Answer, Result
from ieum.kernel.messages import _
from ieum.kernel.views import Column, Table


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "ko"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "ko_KR.UTF-8"}, "ko"),
        ({"LANG": "C.UTF-8"}, "ko"),
        ({"LC_ALL": "en_GB", "LANG": "ko_KR"}, "en"),
        ({"IEUM_LANGUAGE": "ko", "LC_ALL": "en_GB"}, "ko"),
        ({"IEUM_LANGUAGE": "", "LANG": "en"}, "en"),
    ],
)
def test_the_language_follows_the_machine(environment: dict[str, str], language: str) -> None:
    assert language_of_terminal(environment) == language


def test_every_command_says_what_it_does() -> None:
    for name, summary in commands.summaries().items():
        assert summary.endswith("."), name
        assert len(summary) < 100, name


def test_titles_are_read_without_running_a_service(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "service.py").write_text(
        'raise RuntimeError\nservice = Service("a", title=_("가"), area=1)\n'
    )
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "service.py").write_text("(")
    found = found_services.services(tmp_path)
    assert found["a"] == "가"
    assert found["b"] is None
    assert {"a", "b", "programme", "quantities"} <= set(found)


def test_words_before_the_service_are_the_doors_own() -> None:
    assert command_words.leading_options(["--json", "--language", "en", "tax", "--x"]) == (
        {"json": "", "language": "en"},
        ["tax", "--x"],
    )


def test_hangul_is_two_cells_wide() -> None:
    assert width("배추 2") == 6
    assert width("Á") == 1
    assert padded("배추", 6) == "배추  "
    assert padded("7", 3, to_the_right=True) == "  7"


def test_a_table_stands_in_straight_columns() -> None:
    lines = table([Heading("이름"), Heading("값", to_the_right=True)], [["배추", "3"], ["a", "12"]])
    assert lines == ["이름  값", "────  ──", "배추   3", "a     12"]


def test_the_long_texts_of_a_table_go_on_in_the_next_line() -> None:
    rows = [["인공지능 예산과 그 밖 의 일", "1"], ["나", "2"]]
    assert table([Heading("이름"), Heading("값")], rows, most=26) == [
        "이름                    값",
        "──────────────────────  ──",
        "인공지능 예산과 그 밖   1",
        "의 일",
        "나                      2",
    ]


def test_a_table_with_more_columns_than_fit_becomes_records() -> None:
    headings = [Heading(name) for name in ("이름", "값", "자리")]
    lines = table(headings, [["가" * 30, "1", "나 " * 20], ["나", "2", ""]], most=40)
    assert lines == [
        f"이름  {'가' * 17}",
        f"      {'가' * 13}",
        "값    1",
        "자리  나 나 나 나 나 나 나 나 나 나 나",
        "      나 나 나 나 나 나 나 나 나",
        "",
        "이름  나",
        "값    2",
        "자리",
    ]


@pytest.mark.parametrize("most", [24, 40, 60, 80, 120])
def test_no_line_of_a_table_is_wider_than_the_terminal(most: int) -> None:
    rows = [["https://example.invalid/" + "a" * 90, "가 나 다 " * 20, "7"], ["", "x", "1,000"]]
    lines = table([Heading("주소"), Heading("글"), Heading("수", True)], rows, most=most)
    assert max(map(width, lines)) <= most
    assert "".join("".join(lines).split()).count("a") == 90 + 2


@pytest.mark.django_db
def test_examples_of_help_are_those_of_the_readers_language() -> None:
    asked = registry().tool("programme", "ask_documents")
    assert "광주 AI 예산" in "".join(help_pages.examples(asked, "ko"))
    assert "광주 AI 예산" not in "".join(help_pages.examples(asked, "en"))
    share = registry().tool("quantities", "share")
    assert help_pages.examples(share, "en")[0].endswith(
        "--part '300,000,000 won' --whole '1,200,000,000 won'"
    )
    assert help_pages.examples(share, "ko")[0].endswith("--part 3억 --whole 12억")
    line = help_pages.command_line(share, {"part": "3억", "whole": 1_200_000}, "en")
    assert line == "ieum quantities share --part 3억 --whole '1,200,000 won'"


class Listed(Result):
    """A table under a heading of its own."""

    things: Annotated[Table, Field(description=_("물건"))]


@pytest.mark.parametrize(
    ("caption", "headings"), [("물건", ["물건"]), ("산 것", ["물건", "산 것"])]
)
def test_a_heading_that_its_table_bears_too_is_said_once(caption: str, headings: list[str]) -> None:
    things = Table(caption=caption, columns=[Column(name="name", label="이름")], rows=[["배추"]])
    answer = Answer[Listed](result=Listed(things=things))
    drawn = draw(answer.rendered("ko"), Answer[Listed], "ko").splitlines()
    assert drawn[: drawn.index("이름")] == headings
