"""The arguments of a call in words."""

from __future__ import annotations

from typing import Any

import pytest

from ieum.hub.look.arguments import examples_in, in_words
from ieum.hub.registry import registry
from ieum.kernel.tool import Tool

pytestmark = pytest.mark.django_db


def tool(service: str, name: str) -> Tool:
    return registry().tool(service, name)


@pytest.mark.parametrize(
    ("name", "values", "language", "words"),
    [
        ("share", {"part": "3억", "whole": 12}, "ko", ["300,000,000원", "12원"]),
        ("share", {"part": "3억", "whole": 12}, "en", ["300,000,000 won", "12 won"]),
        ("share", {"part": "x", "whole": 12}, "en", ["x", "12 won"]),
        ("days_between", {"start": "2026-03-01", "end": "?"}, "en", ["1 March 2026", "?"]),
        ("days_between", {"start": "2026-03-01"}, "ko", ["2026년 3월 1일"]),
        (
            "add_up",
            {"items": ["강사료 30만원", {"name": "Rent", "amount": 5}]},
            "en",
            ["강사료 300,000 won / Rent 5 won"],
        ),
    ],
)
def test_values_are_written_as_readers_of_a_language_do(
    name: str, values: dict[str, Any], language: str, words: list[str]
) -> None:
    found = in_words(tool("quantities", name), values, language)
    assert [text for _label, text in found] == words


def test_examples_in_the_other_language_are_offered_only_where_there_are_no_others() -> None:
    asked = tool("programme", "ask_documents")
    assert [len(examples_in(asked, language)) for language in ("ko", "en")] == [1, 1]
    for one in registry().tools():
        for language in ("ko", "en"):
            assert examples_in(one, language) or not one.examples
