"""Everyday sentences: forms that a dictionary of Korean would give."""

import random

import pytest

from ieum.services.scamcall.early_warning.everyday import grammar, sentence, with_final

RIEUL, NIEUN = 8, 4


@pytest.mark.parametrize(
    ("stem", "final", "expected"),
    [
        ("가", RIEUL, "갈"),
        ("먹으", RIEUL, "먹을"),
        ("예쁘", NIEUN, "예쁜"),
        ("만들", RIEUL, "만들"),
    ],
)
def test_a_final_consonant_joins_an_open_syllable(stem: str, final: int, expected: str) -> None:
    assert with_final(stem, final) == expected


def test_every_stem_before_an_ending_with_a_final_is_open_and_every_past_stem_is_closed() -> None:
    """갈 and 간 come of 가; 갔, 먹었 and the like end in ㅆ, the twentieth final."""
    for one in grammar().predicates:
        assert (ord(one.before_if[-1]) - 0xAC00) % 28 == 0, one
        assert (ord(one.past[-1]) - 0xAC00) % 28 == 20, one


def test_sentences_are_of_hangul_and_seldom_alike() -> None:
    chance = random.Random(3)
    said = [sentence(chance) for _ in range(500)]
    assert len(set(said)) > 480
    assert all("가" <= sign <= "힣" or sign == " " for one in said for sign in one)
