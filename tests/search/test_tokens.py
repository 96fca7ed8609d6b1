from __future__ import annotations

import subprocess
import sys

from hypothesis import given, settings
from hypothesis import strategies as st

from ieum.search.tokens import Unpacked, bigrams, content_words, kiwi, packed, tokenise


def test_korean_becomes_morphemes_that_carry_meaning() -> None:
    assert content_words(tokenise("바다의 예산을 확대했다")) == ["바다", "예산", "확대"]


def test_english_words_lose_their_plural_and_possessive() -> None:
    assert content_words(tokenise("The city's budgets")) == ["the", "city", "budget"]


def test_tokens_stand_where_they_say() -> None:
    text = "AI 예산\u00a0120억원(2030년)"
    for token in tokenise(text):
        assert 0 <= token.start <= token.end <= len(text)
    words = {token.form: text[token.start : token.end] for token in tokenise(text)}
    assert words["예산"] == "예산"
    assert words["120"] == "120"


def test_one_kiwi_serves_the_whole_process() -> None:
    assert kiwi() is kiwi()


def test_text_without_hangul_loads_no_dictionary() -> None:
    program = (
        "import sys; from ieum.search.tokens import tokenise; tokenise('Budget 2030'); "
        "sys.exit('kiwipiepy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_bigrams_bridge_a_slip_in_a_long_word() -> None:
    assert set(bigrams("휴머노이드")) & set(bigrams("휴먼노이드"))


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet="가나다라 AI19.,·()\n\t한국", max_size=40))
def test_packed_tokens_come_back_as_they_were(text: str) -> None:
    tokens = tokenise(text)
    assert Unpacked(packed(tokens)) == tokens
