"""The name of an argument and the advice on it, out of one description."""

from __future__ import annotations

import pytest

from ieum.kernel.labels import Name, name_and_advice
from ieum.kernel.messages import _


@pytest.mark.parametrize(
    ("description", "name", "advice"),
    [
        (
            "과제 번호. 과제 목록에 있습니다. 예: T000012",
            "과제 번호",
            "과제 목록에 있습니다. 예: T000012",
        ),
        ("Deadline. The first one stays.", "Deadline", "The first one stays."),
        ("세전 월급", "세전 월급", ""),
        ("Pay before tax.", "Pay before tax", ""),
        ("A day, e.g. March", "A day, e.g. March", ""),
        ("At 3.5 percent", "At 3.5 percent", ""),
    ],
)
def test_the_first_sentence_is_the_name(description: str, name: str, advice: str) -> None:
    assert name_and_advice(description) == (name, advice)


def test_a_name_within_a_sentence_takes_the_particle_of_its_own_end() -> None:
    name = Name("기한. 처음 정한 기한은 남습니다.")
    assert _("'{name}'{name:-을/를} 말해 주세요.", name=name).text("ko") == "'기한'을 말해 주세요."
