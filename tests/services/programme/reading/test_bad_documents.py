"""Each kind of bad document meets one clear sentence in both languages, and nothing is read."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from ieum.kernel.upload import Upload
from ieum.services.programme.reading.hwpx import MOST_UNPACKED
from ieum.services.programme.reading.reader import LARGEST, read_document
from ieum.services.programme.reading.unreadable import Unreadable
from tests.services.programme.reading.hangul_files import (
    hwp,
    hwp_paragraph,
    hwpx,
    hwpx_paragraph,
    record,
)
from tests.services.programme.reading.pdf_files import Page, pdf

KOREAN = "다솜시는 2030년 AI 예산으로 12억원을 편성했다. 시민을 위한 서비스를 넓힌다.\n"
FRENCH = (
    "Le gouvernement a présenté son plan pour les villes et les régions, avec un budget de "
    "douze millions d'euros pour les services aux habitants.\n"
)
JAPANESE = "政府は来年の予算を発表しました。新しい計画では、地域の産業を支援します。\n"


def zipped(*names: str, encrypted: bool = False) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "content of the member")
    content = bytearray(buffer.getvalue())
    if encrypted:
        for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            at = content.find(mark)
            while at >= 0:
                content[at + offset] |= 1
                at = content.find(mark, at + 4)
    return bytes(content)


def compound(*streams: str, after: bytes = b"") -> bytes:
    names = b"".join(name.encode("utf-16-le") for name in ("Root Entry", *streams))
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + names + after


def hangul(properties: int) -> bytes:
    """A HWP file whose header says how it is locked."""
    return hwp(hwp_paragraph(KOREAN), properties=properties)


def written_page() -> Page:
    """A page of a PDF with a sentence on it."""
    page = Page()
    page.write([KOREAN.strip()], 60, 100)
    return page


def bomb() -> bytes:
    """A HWPX file whose section unpacks to a thousand times its size."""
    return hwpx(hwpx_paragraph(KOREAN) + " " * (MOST_UNPACKED + 1))


ENTITIES = (
    """<!DOCTYPE sec [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>"""
)


PDF = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"

BAD = [
    ("empty.txt", b"", "empty"),
    ("blank.txt", b" \n\t\n", "empty"),
    ("plan.txt", b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "wrong-extension"),
    ("page.html", zipped("a.txt"), "wrong-extension"),
    ("photo.txt", b"\xff\xd8\xff\xe0" + b"\0" * 64, "wrong-extension"),
    ("report.pdf", KOREAN.encode(), "wrong-extension"),
    ("report.hwp", b"<html><body><p>login</p></body></html>", "wrong-extension"),
    ("report.pdf", PDF, "broken"),
    ("report.pdf", pdf(written_page(), encrypted=True), "encrypted"),
    ("report.pdf", pdf(Page(has_picture=True)), "scanned"),
    ("report.pdf", pdf(Page()), "scanned"),
    ("report.pdf", pdf(written_page())[:600], "truncated"),
    ("report.pdf", PDF[:40], "truncated"),
    ("report.hwp", hangul(0b11), "encrypted"),
    ("report.hwp", hangul(0b10001), "encrypted"),
    ("report.hwp", hangul(0b101), "for-distribution"),
    ("report.hwp", hangul(1)[:3000], "truncated"),
    ("report.hwp", hwp(record(50, 0, bytes(22)) + b"\xff\xff\xff\xff\xff"), "broken"),
    ("report.hwp", hwp(b"".join(record(50, at, bytes(22)) for at in range(900))), "broken"),
    ("report.hwp", hwp(hwp_paragraph(" ")), "empty"),
    ("report.hwpx", zipped("Contents/section0.xml", "Contents/content.hpf"), "broken"),
    ("report.hwpx", zipped("Contents/content.hpf"), "broken"),
    ("report.hwpx", hwpx(hwpx_paragraph("&b;"), head=ENTITIES), "broken"),
    ("report.hwpx", bomb(), "too-much-inside"),
    ("report.hwpx", hwpx(hwpx_paragraph(KOREAN))[:400], "truncated"),
    ("report.docx", zipped("word/document.xml"), "not-read"),
    ("report.docx", zipped("word/document.xml")[:60], "truncated"),
    ("report.docx", compound("EncryptedPackage", "EncryptionInfo"), "encrypted"),
    ("report.doc", compound("WordDocument"), "not-read"),
    ("files.zip", zipped("a.txt", encrypted=True), "encrypted"),
    ("files.zip", zipped("a.txt"), "not-text"),
    ("safe.txt", b"<## NASCA DRM FILE - VER1.00 ##>" + b"\x01" * 99, "encrypted"),
    ("song.mp3", b"ID3\x04\0\0" + b"\0" * 64, "not-text"),
    ("cut.txt", KOREAN.encode()[:-3], "truncated"),
    ("cut.txt", KOREAN.encode("cp949")[:-3], "truncated"),
    ("cut.txt", b"\xff\xfe" + KOREAN.encode("utf-16-le")[:-1], "truncated"),
    ("cut.html", f"<html><body><p>{KOREAN}</p><div".encode(), "truncated"),
    ("noise.txt", bytes(range(256)) * 20, "encoding"),
    ("control.txt", KOREAN.encode() + b"\x01\x02\x03" * 50, "not-text"),
    ("french.txt", FRENCH.encode(), "language"),
    ("japanese.txt", JAPANESE.encode(), "language"),
    ("japanese.txt", JAPANESE.encode("shift_jis"), "encoding"),
    ("figures.txt", b"1 2 3 4 5 6\n7 8 9\n", "empty"),
    (
        "tags.html",
        f"<html><body>{'<div>' * 1_000_000}{KOREAN}</body></html>".encode(),
        "too-many-tags",
    ),
    ("menu.html", b"<html><body><nav><a href='/'>Home</a></nav></body></html>", "no-article"),
]


@pytest.mark.parametrize(
    ("name", "content", "reason"), BAD, ids=[f"{name}-{reason}" for name, _, reason in BAD]
)
def test_a_bad_document_is_refused_with_its_reason_in_both_languages(
    name: str, content: bytes, reason: str
) -> None:
    with pytest.raises(Unreadable) as refused:
        read_document(Upload(name, content))
    assert refused.value.reason == reason
    korean, english = (refused.value.message.text(language) for language in ("ko", "en"))
    assert name in korean
    assert name in english
    assert korean != english


def test_a_file_over_the_limit_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    upload = Upload("huge.txt", path)
    opened: list[bool] = []

    class Watched(Upload):
        def read(self, most: int = -1) -> bytes:
            opened.append(True)
            return super().read(most)

    upload = Watched("huge.txt", path)
    with pytest.raises(Unreadable, match="200"):
        read_document(upload)
    assert not opened


def test_the_limit_itself_can_be_read() -> None:
    text = KOREAN.encode()
    assert read_document(Upload("a.txt", text), largest=len(text)).language == "ko"
    with pytest.raises(Unreadable):
        read_document(Upload("a.txt", text), largest=len(text) - 1)
    assert LARGEST == 20_000_000


@pytest.mark.parametrize(
    ("limit", "name", "content"),
    [
        ("hwpx.MOST_TAGS", "a.hwpx", hwpx(hwpx_paragraph(KOREAN) * 3)),
        ("hwp.MOST_RECORDS", "a.hwp", hwp(hwp_paragraph(KOREAN) * 3)),
        ("pdf.glyphs.MOST_GLYPHS", "a.pdf", pdf(written_page())),
    ],
)
def test_a_file_of_more_pieces_than_a_document_has_is_refused(
    limit: str, name: str, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"ieum.services.programme.reading.{limit}", 5)
    with pytest.raises(Unreadable) as refused:
        read_document(Upload(name, content))
    assert refused.value.reason == "too-much-inside"
