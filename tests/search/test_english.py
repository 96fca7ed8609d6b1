from __future__ import annotations

import pytest

from ieum.search.english import base_forms, counters_of, known_phrases
from ieum.search.sounds import sounds_like


def found(text: str) -> dict[str, tuple[str, ...]]:
    return {text[start:end]: forms for start, end, forms, _deed in known_phrases(text)}


def test_the_longest_phrase_is_taken_with_its_korean_words() -> None:
    phrases = found("Will self-driving ships need a feasibility study?")
    assert "자율주행" in phrases["self-driving"]
    assert "타당성" in phrases["feasibility study"]


@pytest.mark.parametrize(
    ("inflected", "base"),
    [
        ("launched", "launch"),
        ("reduced", "reduce"),
        ("planning", "plan"),
        ("universities", "university"),
        ("held", "hold"),
        ("ministry's", "ministry"),
    ],
)
def test_inflections_lead_to_the_word_itself(inflected: str, base: str) -> None:
    assert base in base_forms(inflected)


def test_a_deed_is_told_from_a_thing() -> None:
    assert {deed for *_place, deed in known_phrases("abolish")} == {True}
    assert {deed for *_place, deed in known_phrases("hospital")} == {False}


def test_what_is_counted_has_its_korean_counters() -> None:
    assert "명" in counters_of("students")
    assert "대" in counters_of("robots")
    assert not counters_of("moods")


@pytest.mark.parametrize(
    ("english", "korean"),
    [
        ("Alliance", "얼라이언스"),
        ("moonshot", "문샷"),
        ("Nuri", "누리호"),
        ("consortium", "컨소시엄"),
    ],
)
def test_a_name_is_known_by_its_sound(english: str, korean: str) -> None:
    assert sounds_like(english, korean)


@pytest.mark.parametrize(
    ("english", "korean"),
    [("academy", "아파트"), ("contest", "건설"), ("go", "가"), ("moon", "문")],
)
def test_other_words_do_not_sound_alike(english: str, korean: str) -> None:
    assert not sounds_like(english, korean)
