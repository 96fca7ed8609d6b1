from __future__ import annotations

import pytest

from ieum.services.programme.questions.retelling import retold
from ieum.services.programme.questions.retelling_english import in_korean
from tests.services.programme.questions.test_answering import asked, city, said


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "Dasom has two projects for drones. How much are they together?",
            "How much are the two projects for drones together?",
        ),
        (
            "Sea guards began at twelve posts in 2030; what is the number aimed at for 2033?",
            "How many sea guards are planned for 2033?",
        ),
        (
            "Which firm saved a third of its fuel bill by using AI in salt drying?",
            "Which firm cut fuel costs by using AI?",
        ),
    ],
)
def test_an_english_question_is_put_again_in_plainer_words(question: str, told: str) -> None:
    assert told in list(retold(question))


def test_what_money_is_for_is_looked_for_by_its_korean_words() -> None:
    assert said(asked("What is earmarked for the data centre in 2030?", city())).startswith("40억")


def test_a_phrase_with_a_word_that_is_not_known_is_not_translated() -> None:
    assert in_korean("AX demonstration valley") == "AX 실증 밸리"
    assert in_korean("the wobbly demonstration") == ""
