from __future__ import annotations

import os
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from ieum.kernel.answer import Answer
from ieum.kernel.context import Context
from ieum.kernel.errors import Cancelled, NotFound, TooLarge
from ieum.kernel.messages import Message, in_language
from ieum.kernel.upload import Upload
from ieum.services.programme import asking_tools, library_tools, reading_tools
from ieum.services.programme.models import Document
from ieum.services.programme.results import Found
from tests.services.programme.reading.hangul_files import hwpx, hwpx_paragraph
from tests.services.programme.reading.pdf_files import Page, pdf

pytestmark = pytest.mark.django_db
CONTEXT = Context(today=date(2030, 5, 1))
GOOD = "다솜시 AI 예산 발표\n\n다솜시는 2030년 AI 예산으로 12억원을 편성했다.\n"
OTHER = "한빛군 로봇 예산 발표\n\n한빛군은 2030년 로봇 예산으로 7억원을 편성했다.\n"


def uploads() -> list[Upload]:
    return [
        Upload("good.txt", GOOD.encode()),
        Upload("empty.txt", b""),
        Upload("picture.txt", b"\x89PNG\r\n\x1a\n"),
        Upload("again.txt", GOOD.encode()),
        Upload("old.txt", OTHER.encode("cp949")),
    ]


def test_a_bad_file_never_stops_the_batch(indexes: Path) -> None:
    report = reading_tools.read(uploads(), CONTEXT).result
    assert report is not None
    assert (report.read, report.known, report.refused) == (2, 1, 2)
    assert [row[0] for row in report.files.rows] == [upload.name for upload in uploads()]
    assert Document.objects.count() == 2


def test_progress_is_told_a_file_at_a_time(indexes: Path) -> None:
    told: list[float] = []

    def listen(share: float, message: Message | None) -> None:
        told.append(share)

    reading_tools.read(uploads(), Context(today=CONTEXT.today, report=listen))
    assert told == sorted(told)
    assert {0.0, 0.2, 0.4, 0.6, 0.8, 1.0} <= set(told)


def test_a_cancelled_job_keeps_what_was_read_whole(indexes: Path) -> None:
    context = Context(today=CONTEXT.today, is_cancelled=Document.objects.exists)
    with pytest.raises(Cancelled):
        reading_tools.read(uploads(), context)
    assert [d.name for d in Document.objects.all()] == ["good.txt"]


def test_a_job_cancelled_inside_a_document_stores_nothing_of_it(indexes: Path) -> None:
    told: list[float] = []

    def listen(share: float, message: Message | None) -> None:
        told.append(share)

    context = Context(today=CONTEXT.today, report=listen, is_cancelled=lambda: len(told) > 1)
    with pytest.raises(Cancelled):
        reading_tools.read(uploads(), context)
    assert not Document.objects.exists()


def test_a_fault_of_our_own_in_one_file_is_told_and_the_others_are_read(
    indexes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = reading_tools.read_document

    def broken(file: Upload, **more: object) -> object:
        if file.name == "good.txt":
            raise ZeroDivisionError
        return whole(file, today=CONTEXT.today)

    monkeypatch.setattr(reading_tools, "read_document", broken)
    report = reading_tools.read(uploads(), CONTEXT).result
    assert report is not None
    assert (report.read, report.refused) == (2, 3)


def test_an_answer_shows_the_figure_the_words_and_the_place(indexes: Path) -> None:
    reading_tools.read(uploads(), CONTEXT)
    answer = asking_tools.ask_documents("다솜시 AI 예산 얼마야?", CONTEXT)
    assert answer.result is not None
    assert in_language(answer.result.answer, "ko") == "12억 원"
    assert in_language(answer.result.answer, "en") == "1.2 billion won"
    (mark,) = answer.result.evidence.marks
    assert answer.result.evidence.text[mark.start : mark.end] == "12억원"
    (source,) = answer.sources
    document = Document.objects.get(name="good.txt")
    assert source.span is not None
    assert document.text[source.span.start : source.span.end] == source.quote
    assert source.page.endswith(f"id={document.pk}")


def refusal_text(answer: Answer[Found], language: str) -> str:
    assert answer.refusal is not None
    return answer.refusal.missing.text(language)


def test_what_is_not_there_is_refused_in_words_without_a_figure(indexes: Path) -> None:
    reading_tools.read(uploads(), CONTEXT)
    for question in ("다솜시 AI 예산 담당자는 몇 명인가?", "별빛섬 예산은?"):
        answer = asking_tools.ask_documents(question, CONTEXT)
        for language in ("ko", "en"):
            assert not any(c.isdigit() for c in refusal_text(answer, language))


def test_a_document_is_shown_with_its_figures_marked(indexes: Path) -> None:
    reading_tools.read(uploads()[:1], CONTEXT)
    document = Document.objects.get()
    view = library_tools.document(document.pk).result
    assert view is not None
    marked = {view.text.text[mark.start : mark.end] for mark in view.text.marks}
    assert "12억원" in marked


def test_a_document_that_is_not_there_is_named(indexes: Path) -> None:
    with pytest.raises(NotFound, match="99"):
        library_tools.document(99)


def test_removing_twice_is_removing_once(indexes: Path) -> None:
    reading_tools.read(uploads()[:1], CONTEXT)
    id = Document.objects.get().pk
    first, second = library_tools.remove(id).result, library_tools.remove(id).result
    assert first is not None
    assert second is not None
    assert (first.removed, second.removed) == (True, False)
    assert not Document.objects.exists()


def test_the_list_names_each_document_once(indexes: Path) -> None:
    reading_tools.read(uploads(), CONTEXT)
    listed = library_tools.documents().result
    assert listed is not None
    assert sorted(str(row[4]) for row in listed.documents.rows) == ["good.txt", "old.txt"]


PLAN = """다솜시 AI 계획

등록 : 2030-04-02

다솜시는 AI 실증에 12억원을 쓴다. 시장은 어제 회의를 열었다.

2032년까지 실증 장소를 30곳으로 늘릴 계획이다. 지난해에는 참가자가 많았다.
"""


def test_a_document_is_looked_into_and_its_promises_named_but_nothing_is_kept() -> None:
    answer = asking_tools.promises(Upload("plan.txt", PLAN.encode()), CONTEXT)
    assert answer.result is not None
    promises = [(row[1], row[2], row[3]) for row in answer.result.promises.rows]
    assert promises == [("12억원", "", ""), ("", "2032년까지", "30곳")]
    assert answer.result.text is not None
    marked = {answer.result.text.text[m.start : m.end] for m in answer.result.text.marks}
    assert {"12억원", "2032년까지", "30곳"} <= marked
    assert Document.objects.count() == 0


def test_a_file_is_asked_by_itself() -> None:
    file = Upload("plan.txt", PLAN.encode())
    answer = asking_tools.ask_file(file, "다솜시 AI 실증에 얼마를 쓰나?", CONTEXT)
    assert answer.result is not None
    assert in_language(answer.result.answer, "ko") == "12억 원"
    assert asking_tools.ask_file(file, "로봇 예산은 얼마인가?", CONTEXT).refusal is not None


def test_a_file_that_is_too_long_to_wait_for_is_sent_to_the_other_tool() -> None:
    with pytest.raises(TooLarge) as error:
        asking_tools.promises(Upload("long.txt", ("긴 글이다.\n" * 10_000).encode()), CONTEXT)
    assert "long.txt" in error.value.message.text("ko")


def test_a_file_made_large_by_its_photos_is_looked_into() -> None:
    buffer = BytesIO(hwpx(hwpx_paragraph("다솜시는 2031년 AI 실증에 12억원을 쓴다.")))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("BinData/image1.jpg", os.urandom(2_000_000), zipfile.ZIP_STORED)
    answer = asking_tools.promises(Upload("photos.hwpx", buffer.getvalue()), CONTEXT)
    assert answer.result is not None
    assert [row[1] for row in answer.result.promises.rows] == ["12억원"]


def test_a_pdf_of_many_pages_is_sent_to_the_other_tool_before_it_is_read() -> None:
    page = Page()
    page.write(["다솜시는 2031년 AI 실증에 12억원을 쓴다."], 50, 300)
    short, long = pdf(*[page] * 3), pdf(*[page] * 101)
    assert asking_tools.promises(Upload("short.pdf", short), CONTEXT).result is not None
    with pytest.raises(TooLarge):
        asking_tools.promises(Upload("long.pdf", long), CONTEXT)
