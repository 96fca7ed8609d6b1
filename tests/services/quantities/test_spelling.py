"""Amounts in the forms of documents, against the examples that the ministry prints."""

from hypothesis import given
from hypothesis import strategies as st

from ieum.services.quantities import spelling
from ieum.text.money import parse_won


def test_an_official_document_has_the_figures_first_and_the_words_in_brackets() -> None:
    # The two examples of the administrative handbook of the Ministry of the Interior and Safety.
    assert spelling.for_documents(113_560) == "금113,560원(금일십일만삼천오백육십원)"
    assert spelling.for_documents(234_580) == "금234,580원(금이십삼만사천오백팔십원)"


def test_a_contract_and_a_cheque_take_the_spelled_forms() -> None:
    assert spelling.for_contracts(12_000_000) == "금 일천이백만원정"
    assert spelling.in_hanja(12_000_000) == "金 壹仟貳佰萬원整"
    assert spelling.in_hanja(3_456_789) == "金 參佰肆拾伍萬陸仟柒佰捌拾玖원整"


def test_english_words_name_every_group_of_three_digits() -> None:
    assert spelling.in_english(0) == "zero won"
    assert spelling.in_english(1_000_019) == "one million nineteen won"
    assert spelling.in_english(350_042_100) == (
        "three hundred fifty million forty-two thousand one hundred won"
    )


@given(st.integers(1, 10**16))
def test_what_a_contract_says_reads_back_as_the_amount(amount: int) -> None:
    assert parse_won(spelling.for_contracts(amount)) == amount
