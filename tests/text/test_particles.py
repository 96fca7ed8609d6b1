import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ieum.text.particles import PAIRS, particle, with_particle


@pytest.mark.parametrize(
    ("word", "pair", "expected"),
    [
        ("배추", "이/가", "배추가"),
        ("쌀", "은/는", "쌀은"),
        ("쌀", "으로/로", "쌀로"),
        ("서울", "으로/로", "서울로"),
        ("부산", "으로/로", "부산으로"),
        ("3", "은/는", "3은"),
        ("2", "은/는", "2는"),
        ("10", "을/를", "10을"),
        ("20000", "이/가", "20000이"),
        ("1,000,000,000,000", "은/는", "1,000,000,000,000는"),
        ("KT", "은/는", "KT는"),
        ("AI", "은/는", "AI는"),
        ("GPU", "은/는", "GPU는"),
        ("LLM", "은/는", "LLM은"),
        ("ChatGPT", "은/는", "ChatGPT는"),
        ("50%", "은/는", "50%는"),
        ("180km", "으로/로", "180km로"),
        ("5㎏", "이/가", "5㎏이"),
        ("kg", "을/를", "kg을"),
        ("5G", "은/는", "5G는"),
        ("모델(AI)", "은/는", "모델(AI)은"),
        ("'쌀'", "을/를", "'쌀'을"),
        ("「소득세법」", "은/는", "「소득세법」은"),
        ("사과", "와/과", "사과와"),
        ("귤", "와/과", "귤과"),
        ("귤", "(으)로", "귤로"),
        ("밤", "(으)로", "밤으로"),
    ],
)
def test_the_particle_fits_the_last_sound(word: str, pair: str, expected: str) -> None:
    assert with_particle(word, pair) == expected


def test_an_unknown_pair_is_refused() -> None:
    with pytest.raises(ValueError, match="은는"):
        particle("배추", "은는")


@settings(deadline=None)
@given(st.text(max_size=12), st.sampled_from(sorted(PAIRS)))
def test_one_member_of_the_pair_is_always_chosen(word: str, pair: str) -> None:
    assert particle(word, pair) in PAIRS[pair]


@settings(deadline=None)
@given(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3))
def test_a_final_consonant_decides_for_every_syllable(syllable: str) -> None:
    closed = (ord(syllable) - 0xAC00) % 28 != 0
    assert particle(syllable, "은/는") == ("은" if closed else "는")
