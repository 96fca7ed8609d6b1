from hypothesis import given, settings
from hypothesis import strategies as st

from ieum.text.hangul import (
    compose,
    decompose,
    from_latin_keys,
    letter_distance,
    looks_like_latin_keys,
    romanise,
    to_latin_keys,
)

WORDS = st.text(alphabet=st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), max_size=6)


@settings(deadline=None)
@given(WORDS)
def test_syllables_come_apart_and_together(word: str) -> None:
    assert compose(decompose(word)) == word


@settings(deadline=None)
@given(WORDS)
def test_a_keyboard_slip_is_undone(word: str) -> None:
    assert from_latin_keys(to_latin_keys(word)) == word


def test_a_slip_is_told_from_english() -> None:
    assert from_latin_keys("dkssud") == "안녕"
    assert looks_like_latin_keys("dkssud")
    assert not looks_like_latin_keys("hello")


def test_distance_counts_letters() -> None:
    assert letter_distance("배추", "배츄") == 1
    assert letter_distance("배추", "배추") == 0
    assert letter_distance("가나", "나가", limit=1) == 2


@settings(deadline=None)
@given(WORDS, WORDS)
def test_distance_is_symmetric(first: str, second: str) -> None:
    assert letter_distance(first, second) == letter_distance(second, first)


def test_names_are_romanised_with_their_sound_changes() -> None:
    assert [romanise(n) for n in ("강릉", "독립문", "신라", "울릉", "수원")] == [
        "Gangneung",
        "Dongnimmun",
        "Silla",
        "Ulleung",
        "Suwon",
    ]
