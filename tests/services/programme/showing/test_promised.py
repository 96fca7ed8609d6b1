"""What systems were promised, and what this hub has for each."""

from __future__ import annotations

from collections import Counter
from importlib.metadata import entry_points
from types import SimpleNamespace

import pytest

from ieum.kernel.context import Context
from ieum.kernel.registry import GROUP
from ieum.services.programme import built_in, front
from ieum.services.programme.showing.promised import Grade, Standing, promised_systems
from ieum.services.programme.showing.promised_tools import promised


def test_every_system_says_in_both_languages_what_it_is_to_do_and_where_that_stands() -> None:
    systems = promised_systems()
    assert [system.number for system in systems] == list(range(1, 56))
    for system in systems:
        for language in ("ko", "en"):
            assert system.name(language)
            assert system.promise(language)
            assert system.locator(language)


def test_the_grades_are_those_of_the_count_by_hand() -> None:
    grades = Counter(system.grade for system in promised_systems())
    assert grades == {Grade.CONCRETE: 25, Grade.NAMED: 20, Grade.IMPLIED: 10}


def test_every_promise_is_in_a_document_that_ships_with_the_hub() -> None:
    shipped = {document.name.partition(".")[0] for document in built_in.documents()}
    assert {system.document.key for system in promised_systems()} <= shipped


def test_a_promise_is_fulfilled_only_by_a_service_that_runs() -> None:
    tax = next(system for system in promised_systems() if system.service == "tax")
    gap = next(system for system in promised_systems() if not system.service)
    assert tax.standing(["tax"]) is Standing.SERVED
    assert tax.standing(["programme"]) is Standing.PREPARED
    assert gap.standing(["", "tax"][1:]) is Standing.GAP


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_table_counts_all_and_shows_those_that_were_asked_for(language: str) -> None:
    answer = promised(Context(language=language), Standing.SERVED)
    assert answer.result is not None
    result = answer.result
    assert result.served + result.prepared + result.missing == 55
    assert len(result.systems.rows) == result.served > 0
    installed = {point.name for point in entry_points(group=GROUP)}
    assert "programme" in {row[5] for row in result.systems.rows} <= installed
    assert {source.title for source in answer.sources} == {
        str(row[6]).split(",")[0] for row in result.systems.rows
    }


@pytest.mark.django_db
def test_a_source_leads_to_the_summary_that_the_hub_keeps() -> None:
    from ieum.services.programme.document_rows import Document

    kept = Document.objects.create(
        name="max-alliance-2025.ko.txt", built_in="max-alliance-2025.ko.txt", sha256="0" * 64
    )
    pages = {s.title: s.page for s in promised(Context(language="ko")).sources}
    assert pages["M.AX 얼라이언스 첫 정기총회 보도"] == f"/s/programme/document?id={kept.pk}"
    assert pages["광주광역시 2026년 AI 예산 보도"] == ""


def state(name: str, is_running: bool) -> SimpleNamespace:
    return SimpleNamespace(name=name, is_running=is_running)


def test_the_front_page_shows_a_service_that_was_switched_off_as_not_there() -> None:
    on = front.section("ko", {"programme": state("programme", True)})
    off = front.section("ko", {"programme": state("programme", False)})
    assert [entry.number for entry in on["served"]] == [5, 47]
    assert all(entry.state.name == "programme" for entry in on["served"])
    assert off["served"] == []
    for section in (on, off):
        shown = [*section["served"], *section["prepared"], *section["missing"]]
        assert len(shown) == section["total"] == 55
