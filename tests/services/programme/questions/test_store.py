from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ieum.kernel.context import Context
from ieum.kernel.upload import Upload
from ieum.services.programme import asking_tools, store
from ieum.services.programme.extraction.extract import extract
from ieum.services.programme.reading.reader import read_document
from ieum.services.programme.register import store as register
from ieum.services.programme.register.proposals import propose
from ieum.services.programme.register.values import Amount, ReviewState, Subject

pytestmark = pytest.mark.django_db
TODAY = date(2030, 5, 1)
CONTEXT = Context(today=TODAY)
QUESTION = "다솜시 AI 예산은 얼마인가?"


def add(city: str, amount: str) -> int:
    text = f"{city} AI 예산 발표\n\n{city}는 2030년 AI 예산으로 {amount}원을 편성했다.\n"
    record, _ = store.add(read_document(Upload(f"{city}.txt", text.encode()), today=TODAY))
    return record.id


def budget_statement(document: int) -> int:
    """The number of the statement of the one budget of a document."""
    found = store.find(document)
    assert found
    proposal = propose(document, extract(found[1]))
    (statement,) = (s for s in register.statements(proposal.new[0]) if s.subject is Subject.BUDGET)
    return statement.id


def said() -> str:
    told = asking_tools.ask_documents(QUESTION, CONTEXT).rendered("ko")
    return str(told["result"]["answer"]) + "\n" + "\n".join(told["notes"])


def test_a_figure_is_unconfirmed_until_a_person_confirms_it(indexes: Path) -> None:
    statement = budget_statement(add("다솜시", "12억"))
    assert "아직 확인되지 않았습니다" in said()
    register.settle(statement, ReviewState.CONFIRMED, by=None)
    assert "사람이 확인했습니다" in said()
    register.settle(statement, ReviewState.EXTRACTED, by=None)
    assert "아직 확인되지 않았습니다" in said()


def test_what_a_person_corrected_is_the_answer(indexes: Path) -> None:
    statement = budget_statement(add("다솜시", "12억"))
    value = register.statement(statement).value
    assert isinstance(value, Amount)
    right = value.model_copy(update={"won": 1_300_000_000})
    register.settle(statement, ReviewState.CORRECTED, by=None, value=right)
    assert said().startswith("13억 원")


def test_an_amount_edited_in_the_document_changes_the_answer(indexes: Path) -> None:
    first = add("다솜시", "12억")
    assert said().startswith("12억 원")
    store.remove(first)
    add("다솜시", "15억")
    assert said().startswith("15억 원")


def test_the_queries_of_a_question_do_not_grow_with_the_documents_it_finds(indexes: Path) -> None:
    for number in range(3):
        add(f"다솜{'가나다'[number]}시", f"{number + 2}억")
    asking_tools.ask_documents("다솜가시 AI 예산은?", CONTEXT)
    store._held.clear()
    with CaptureQueriesContext(
        connection,
    ) as few:
        asking_tools.ask_documents("AI 예산으로 편성한 금액은?", CONTEXT)
    for number in range(3):
        add(f"별빛{'가나다'[number]}시", f"{number + 6}억")
    asking_tools.ask_documents("다솜가시 AI 예산은?", CONTEXT)
    store._held.clear()
    with CaptureQueriesContext(connection) as many:
        asking_tools.ask_documents("AI 예산으로 편성한 금액은?", CONTEXT)
    assert len(many) <= len(few) + 2  # Each figure shown asks once whether it was reviewed.
