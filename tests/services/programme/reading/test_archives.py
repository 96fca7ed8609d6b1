"""A ZIP archive is its documents, each with its own name and its own refusal."""

from __future__ import annotations

import io
import zipfile

import pytest

from ieum.kernel.upload import Upload
from ieum.services.programme.reading import archives
from ieum.services.programme.reading.archives import count_documents, documents_in
from ieum.services.programme.reading.unreadable import Unreadable
from tests.services.programme.reading.hangul_files import hwpx, hwpx_paragraph


def zipped(members: dict[str, bytes]) -> Upload:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return Upload("releases.zip", buffer.getvalue())


def outcomes(upload: Upload) -> list[tuple[str, str]]:
    return [
        (name, found.reason if isinstance(found, Unreadable) else found.read().decode())
        for name, found in documents_in(upload)
    ]


def test_the_documents_of_an_archive_come_one_by_one_without_the_litter_of_archivers() -> None:
    upload = zipped(
        {
            "12월/가.txt": "첫째".encode(),
            "__MACOSX/._가.txt": b"x",
            "Thumbs.db": b"x",
            "나.txt": b"2",
        }
    )
    assert count_documents(upload) == 2
    assert outcomes(upload) == [("12월/가.txt", "첫째"), ("나.txt", "2")]


def test_a_document_that_is_an_archive_itself_is_left_whole() -> None:
    upload = Upload("a.hwpx", hwpx(hwpx_paragraph("다솜시")))
    assert count_documents(upload) == 1
    assert [found for _, found in documents_in(upload)] == [upload]


@pytest.mark.parametrize("content", [b"plain", b"PK\x03\x04 cut off", b""])
def test_what_is_no_archive_is_left_whole(content: bytes) -> None:
    upload = Upload("a.txt", content)
    assert count_documents(upload) == 1
    assert [found for _, found in documents_in(upload)] == [upload]


def test_a_korean_name_written_by_windows_is_read() -> None:
    name = "보도자료.txt"
    content = bytearray(zipped({"x" * len(name.encode("cp949")): b"1"}).read())
    written = name.encode("cp949")
    content = content.replace(b"x" * len(written), written)
    assert outcomes(Upload("a.zip", bytes(content))) == [(name, "1")]


def test_a_locked_or_damaged_member_never_stops_the_others() -> None:
    content = bytearray(zipped({"a.txt": b"1", "b.txt": b"2" * 500, "c.txt": b"3"}).read())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.find(mark) + offset] |= 1
    second = content.find(b"b.txt") + len(b"b.txt")
    content[second : second + 4] = b"\xff\xff\xff\xff"
    assert outcomes(Upload("a.zip", bytes(content))) == [
        ("a.txt", "encrypted"),
        ("b.txt", "broken"),
        ("c.txt", "3"),
    ]


def test_an_archive_stops_where_it_unpacks_to_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_UNPACKED", 5)
    assert outcomes(zipped({"a.txt": b"123", "b.txt": b"456", "c.txt": b"7"})) == [
        ("a.txt", "123"),
        ("releases.zip", "too-much-inside"),
    ]


def test_an_archive_of_too_many_is_refused_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_MEMBERS", 1)
    assert outcomes(zipped({"a.txt": b"1", "b.txt": b"2"})) == [("releases.zip", "too-much-inside")]
