"""Which member of a choice an utterance names."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import pytest
from pydantic import Field

from ieum.ask.choices import choice_in
from ieum.kernel.arguments import Arguments
from ieum.kernel.messages import Message, _


class Kind(StrEnum):
    CSV = "csv"
    TEXT = "text"

    @property
    def words(self) -> Message:
        return {Kind.CSV: _("CSV"), Kind.TEXT: _("글(한 쪽 요약)")}[self]


def take(kind: Annotated[Kind, Field(description=_("형식"))]) -> None:
    """Takes a choice."""


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("CSV로 줘", "csv"),
        ("as csv please", "csv"),
        ("csvs", None),
        ("한 쪽 요약을 만들어", "text"),
        ("CSV나 한 쪽 요약", None),
    ],
)
def test_a_name_in_latin_letters_may_have_korean_joined_to_it(said: str, value: str | None) -> None:
    shape = Arguments.of_function("take", take).by_name["kind"].shape
    assert choice_in(said, shape) == value
