"""Places in documents, said in the reader's language."""

from __future__ import annotations

import pytest

from ieum.kernel.messages import in_language
from ieum.services.programme.places import place_of


@pytest.mark.parametrize(
    ("locator", "english"),
    [
        ("제목", "title"),
        ("12문단", "paragraph 12"),
        ("소제목 3", "heading 3"),
        ("부제 1", "subtitle 1"),
        ("사진 설명 2", "caption 2"),
        ("별표 4", "별표 4"),
        ("", ""),
    ],
)
def test_a_place_is_said_in_either_language(locator: str, english: str) -> None:
    assert in_language(place_of(locator), "ko") == locator
    assert in_language(place_of(locator), "en").lower() == english
