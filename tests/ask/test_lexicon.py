"""Words with one slip forgiven."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from ieum.ask.lexicon import Lexicon
from ieum.text.hangul import compose, decompose

words = st.text(alphabet="가나다라마바사아자차카타파하강농", min_size=3, max_size=6)


def test_a_slip_of_one_letter_is_forgiven_and_another_word_is_not() -> None:
    lexicon = Lexicon(["퍼센트", "합계", "나이"])
    assert "퍼샌트" in lexicon
    assert "합게" in lexicon
    assert "비율" not in lexicon


@given(words, st.data())
def test_a_letter_left_out_of_a_longer_word_is_always_forgiven(
    word: str, data: st.DataObject
) -> None:
    letters = decompose(word)
    assume(len(letters) > 5)
    at = data.draw(st.integers(0, len(letters) - 1))
    assert compose(letters[:at] + letters[at + 1 :]) in Lexicon([word])
