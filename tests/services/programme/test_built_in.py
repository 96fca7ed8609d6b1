from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ieum.kernel.context import Context
from ieum.kernel.messages import Message, written_in
from ieum.services.programme import asking_tools, built_in
from ieum.services.programme.models import Document

CONTEXT = Context(today=date(2026, 12, 1))


def test_each_document_names_its_publisher_and_day() -> None:
    documents = built_in.documents()
    assert {d.language for d in documents} == {"ko", "en"}
    for document in documents:
        assert document.publisher
        assert document.issued
        assert document.title != document.name


def test_each_korean_statement_or_its_heading_says_where_the_source_says_it() -> None:
    for document in built_in.documents():
        governed = False
        for line in document.text.strip().splitlines()[1:]:
            if line.startswith("◇"):
                governed = True
            elif line.strip():
                assert governed or "원문" in line or "source" in line or "Ieum" in line, line


@pytest.mark.django_db
def test_loading_twice_is_loading_once(indexes: Path) -> None:
    built_in.load()
    before = set(Document.objects.values_list("sha256", flat=True))
    built_in.load()
    assert set(Document.objects.values_list("sha256", flat=True)) == before


@pytest.mark.django_db
def test_a_changed_document_replaces_the_earlier_one(
    indexes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built_in.load()
    count = Document.objects.count()
    Document.objects.filter(built_in="gwangju-budget-2026.ko.txt").update(sha256="0" * 64)
    built_in.load()
    assert Document.objects.count() == count
    assert not Document.objects.filter(sha256="0" * 64).exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("광주 AI 예산 얼마야?", "1,634억 원"),
        ("How much is the AI budget of Gwangju for 2026?", "163.4 billion won"),
        ("K-문샷에 돈 얼마나 쓰나요", "5조 9,000억 원"),
        ("When was the M.AX Alliance launched?", "10 September 2025"),
    ],
)
def test_a_fresh_hub_answers_at_once(indexes: Path, question: str, figure: str) -> None:
    built_in.load()
    result = asking_tools.ask_documents(question, CONTEXT).result
    assert result is not None
    answer = result.answer
    words = answer.text(written_in(question)) if isinstance(answer, Message) else answer
    assert words == figure


@pytest.mark.django_db
def test_the_gwangju_total_comes_with_the_warning_that_its_groups_do_not_add_up(
    indexes: Path,
) -> None:
    built_in.load()
    result = asking_tools.ask_documents("광주 AI 예산은 얼마인가?", CONTEXT).result
    assert result is not None
    assert "1,635억" in result.evidence.text
