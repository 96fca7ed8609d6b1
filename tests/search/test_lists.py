"""Questions for several things, and for the parts of one."""

from __future__ import annotations

from pathlib import Path

import pytest

from ieum.search.lists import asks_for_several
from ieum.search.questions import understand
from tests.search.invented_documents import TODAY, Asked


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Asked:
    return Asked(Path(tmp_path_factory.mktemp("index")))


def test_the_parts_of_a_heading_are_the_items_under_it(tmp_path: Path) -> None:
    asked = Asked(tmp_path)
    quotes = asked("인재 양성에는 어떤 사업들이 있나?").quotes
    assert any("청년 연구자 지원" in quote.text for quote in quotes)


@pytest.mark.parametrize(
    ("text", "several"),
    [
        ("먼저 시행하는 곳은 어디어디인가?", True),
        ("참여하는 기업들은?", True),
        ("무인 관측선은 언제까지 개발하나?", False),
    ],
)
def test_several_things_are_asked_for_by_their_plural(text: str, several: bool) -> None:
    assert asks_for_several(understand(text, TODAY)) is several
