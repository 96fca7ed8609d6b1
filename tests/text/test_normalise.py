import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from ieum.text.normalise import fold, normalise
from ieum.text.span import Span
from ieum.text.synonyms import canonical, variants
from ieum.text.synonyms import normalise as with_usual_words

TEXT = st.text(
    alphabet=st.one_of(
        st.characters(min_codepoint=0x20, max_codepoint=0x7E),
        st.characters(min_codepoint=0xAC00, max_codepoint=0xAC40),
        st.sampled_from("\u00a0\u2013\uff11\uff5e\u200b\u1112\u1161\u11ab\u0301이음터·ㆍ"),
    ),
    max_size=30,
)


def test_look_alike_characters_become_one() -> None:
    assert fold("１２\u00a0～\u2013ㆍ’25") == "12 ~-·'25"


@settings(deadline=None)
@given(TEXT)
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@settings(deadline=None)
@given(TEXT)
def test_every_normalised_character_leads_back_to_where_it_came_from(text: str) -> None:
    result = normalise(text)
    assert len(result.origins) == len(result.text) + 1
    assert list(result.origins) == sorted(result.origins)
    assert result.origins[-1] == len(text)
    for index, character in enumerate(result.text):
        source = result.to_original(Span(index, index + 1)).of(text)
        assert character in normalise(source or character).text


@settings(deadline=None)
@given(TEXT)
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    once = normalise(text).text
    assert normalise(once).text == once
    assert unicodedata.is_normalized("NFC", once)


def test_decomposed_hangul_is_composed_with_its_place() -> None:
    text = "AI " + unicodedata.normalize("NFD", "한글")
    result = normalise(text)
    assert result.text == "AI 한글"
    assert result.to_original(Span(3, 4)).of(text) == unicodedata.normalize("NFD", "한")


def test_purified_words_are_found_by_their_usual_ones() -> None:
    assert canonical("이음 터") == "플랫폼"
    assert {"이음터", "이음 터"} <= variants("플랫폼")
    assert "보이스피싱" in variants("사기전화")
    assert "유니콘" in variants("거대 신생기업")
    assert canonical("점검") == "점검"


def test_usual_words_replace_purified_ones_with_the_map_back() -> None:
    text = "정책 이음 터와 기초 모형"
    result = with_usual_words(text)
    assert result.text == "정책 플랫폼와 파운데이션 모델"
    at = result.text.index("플랫폼")
    assert result.to_original(Span(at, at + 3)).of(text) == "이음 터"
