import pytest

from ieum.text.names import find_articles, find_laws


@pytest.mark.parametrize(
    ("text", "law", "article", "paragraph", "item"),
    [
        ("「개인정보 보호법」 제15조제1항에 따라", "개인정보 보호법", "15", 1, ""),
        ("소득세법 시행령 제194조", "소득세법 시행령", "194", None, ""),
        ("「소득세법」 제129조제1항제4호", "소득세법", "129", 1, "4"),
        ("이에 따라 정보통신망 이용촉진 및 정보보호 등에 관한 법률 제48조",
         "정보통신망 이용촉진 및 정보보호 등에 관한 법률", "48", None, ""),
        ("AI 기본법 제정", "AI 기본법", "", None, ""),
        ("근로기준법 제60조의2(연차)", "근로기준법", "60의2", None, ""),
        ("「과학 기술 관계 장관회의 규정」", "과학 기술 관계 장관회의 규정", "", None, ""),
    ],
)  # fmt: skip
def test_a_law_is_found_with_its_article(
    text: str, law: str, article: str, paragraph: int | None, item: str
) -> None:
    (found,) = find_laws(text)
    assert (found.law, found.article) == (law, article)
    assert (found.paragraph, found.item) == (paragraph, item)
    assert found.span.of(text) == found.text


def test_the_same_law_means_the_one_named_before() -> None:
    first, second = find_laws("「소득세법」 제129조 및 같은 법 시행령 제194조")
    assert (first.law, second.law, second.article) == ("소득세법", "소득세법 시행령", "194")


@pytest.mark.parametrize(
    "text", ["방법을 찾는 해법", "불법 스팸", "대통령령으로", "서울중앙지법", "사용법"]
)
def test_words_that_end_like_laws_are_none(text: str) -> None:
    assert find_laws(text) == []


def test_an_article_without_a_law_is_found_apart() -> None:
    (found,) = find_articles("이 법 제3조의2제2항에서")
    assert (found.law, found.article, found.paragraph) == ("", "3의2", 2)
