"""Reading as a whole: what a document promises is proposed, once, whatever happens on the way."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

from ieum.kernel.context import Context
from ieum.kernel.upload import Upload
from ieum.services.programme import reading_tools, store
from ieum.services.programme.models import Document
from ieum.services.programme.reading.reader import read_document
from ieum.services.programme.reading_tools import read
from ieum.services.programme.register.rows import Programme, Statement
from tests.services.programme.reading.hangul_files import hwpx, hwpx_paragraph
from tests.services.programme.reading.pdf_files import Page, pdf

pytestmark = pytest.mark.django_db
CONTEXT = Context(today=date(2030, 5, 1))
TITLE = "다솜시, 인공지능 예산 확보"
SENTENCE = "다솜시는 데이터 구축 사업에 2030년 예산 12억원을 편성했다."


def written() -> Upload:
    return Upload("a.txt", f"{TITLE}\n\n{SENTENCE}\n".encode())


def hangul() -> Upload:
    return Upload("b.hwpx", hwpx(hwpx_paragraph(TITLE, style=1) + hwpx_paragraph(SENTENCE)))


def printed() -> Upload:
    page = Page()
    page.write([TITLE], 60, 80, 20)
    page.write([SENTENCE], 60, 150)
    return Upload("c.pdf", pdf(page))


@pytest.mark.parametrize("upload", [written(), hangul(), printed()])
def test_what_a_document_promises_is_proposed_with_its_place_and_confirmed_by_nobody(
    upload: Upload, indexes: Path
) -> None:
    answer = read([upload], CONTEXT)
    assert answer.result is not None
    assert (answer.result.read, answer.result.programmes) == (1, 1)
    assert answer.result.statements == Statement.objects.count() > 0
    assert answer.result.files.rows[0][2] == answer.result.statements
    amount = Statement.objects.get(subject="budget")
    assert (amount.number, amount.state) == (1_200_000_000, "extracted")
    text = Document.objects.get().text
    assert "12억원" in text[amount.start : amount.end]
    assert any("확인되지 않" in str(note.text("ko")) for note in answer.notes)


def test_an_archive_is_read_as_its_documents_and_told_of_one_by_one(indexes: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for upload in (written(), hangul(), printed()):
            archive.writestr(upload.name, upload.read())
        archive.writestr("photo.png", b"\x89PNG\r\n\x1a\n")
    report = read([Upload("all.zip", buffer.getvalue())], CONTEXT).result
    assert report is not None
    assert (report.read, report.refused) == (3, 1)
    assert [row[0] for row in report.files.rows] == ["a.txt", "b.hwpx", "c.pdf", "photo.png"]
    # The three say the same of one programme.
    assert Programme.objects.count() == 1


def test_a_job_that_begins_anew_reads_nothing_twice(
    indexes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read([written(), hangul()], CONTEXT)
    statements = Statement.objects.count()

    def fail(*arguments: object, **more: object) -> None:
        raise AssertionError("taken apart again")

    monkeypatch.setattr(reading_tools, "read_document", fail)
    report = read([written(), hangul()], CONTEXT).result
    assert report is not None
    assert (report.read, report.known, report.refused) == (0, 2, 0)
    assert Statement.objects.count() == statements


@pytest.mark.django_db(transaction=True)
def test_a_machine_that_stops_while_proposing_leaves_no_document_either(
    indexes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(reading_tools, "propose", stop)
    with pytest.raises(KeyboardInterrupt):
        read([written()], CONTEXT)
    assert not Document.objects.exists()
    assert not Programme.objects.exists()


def test_a_document_that_was_kept_before_is_proposed_when_it_is_brought_again(
    indexes: Path,
) -> None:
    store.add(read_document(written(), today=CONTEXT.today))
    report = read([written()], CONTEXT).result
    assert report is not None
    assert report.known == 1
    assert report.statements == Statement.objects.count() > 0


def test_of_very_many_files_the_refused_ones_and_the_first_are_told_of(
    indexes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_tools, "MOST_TOLD", 1)
    answer = read([written(), hangul(), Upload("empty.txt", b"")], CONTEXT)
    assert answer.result is not None
    assert [row[0] for row in answer.result.files.rows] == ["a.txt", "empty.txt"]
    assert [source.page for source in answer.sources] == [
        "/s/programme/statements",
        f"/s/programme/document?id={Document.objects.get(name='a.txt').pk}",
    ]
    assert any("1개" in str(note.text("ko")) for note in answer.notes)
