"""A file read whole: what it is, its text, its blocks, its title, its day, its language."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from ieum.kernel.context import today_in_korea
from ieum.kernel.messages import _
from ieum.kernel.upload import Upload
from ieum.search.passages import Block, Part
from ieum.services.programme.reading.containers import (
    HWP,
    HWPX,
    PDF,
    Found,
    Kind,
    is_binary_extension,
    recognise,
)
from ieum.services.programme.reading.encodings import decode
from ieum.services.programme.reading.issued import issued
from ieum.services.programme.reading.languages import language_of
from ieum.services.programme.reading.layout import (
    blocks_of,
    blocks_of_lines,
    title_of,
)
from ieum.services.programme.reading.lines import Line
from ieum.services.programme.reading.office import lines_of
from ieum.services.programme.reading.unreadable import Unreadable
from ieum.services.programme.reading.web.reader import looks_like_html, no_article, read_html

HTML = "text/html"
MEGABYTE = 1_000_000
LARGEST = 20 * MEGABYTE
"""The largest file that is read, in bytes."""


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """What was read of a file. Spans of ``blocks`` count in ``text``."""

    name: str
    sha256: str
    media_type: str
    encoding: str
    language: str
    title: str
    text: str
    blocks: Sequence[Block]
    issued: date | None = None
    publisher: str = ""


def read_document(
    upload: Upload, largest: int = LARGEST, today: date | None = None
) -> ReadDocument:
    """Read a file, or raise ``Unreadable`` saying what it is, what was expected and what to do."""
    name = upload.name
    _check_size(upload.size, name, largest)
    content = upload.read(largest + 1)
    _check_size(len(content), name, largest)
    today = today or today_in_korea()
    read = _by_kind(content, name, today)
    body = "\n".join(read.text[b.start : b.end] for b in read.blocks if b.part is Part.BODY)
    if not body.strip():
        raise no_article(name) if read.media_type == HTML else _empty(name)
    language = language_of(body)
    if language is None:
        raise _other_language(name)
    return ReadDocument(
        name=name,
        sha256=hashlib.sha256(content).hexdigest(),
        media_type=read.media_type,
        encoding=read.encoding,
        language=language,
        title=title_of(read.text, read.blocks) or name,
        text=read.text,
        blocks=read.blocks,
        issued=read.issued or issued(read.text, today),
        publisher=read.publisher,
    )


@dataclass(frozen=True, slots=True)
class _Read:
    """What the reader of one kind of file found."""

    media_type: str
    text: str
    blocks: Sequence[Block]
    encoding: str = ""
    issued: date | None = None
    publisher: str = ""


def _by_kind(content: bytes, name: str, today: date) -> _Read:
    found = recognise(content)
    extension = re.sub(r"^.*\.|^[^.]*$", "", name.lower())
    if found is None:
        return _written(content, extension, name, today)
    if found.kind not in _READERS or found.encrypted or found.truncated:
        raise _refusal(found, extension, name)
    if extension and extension not in found.kind.extensions:
        raise _refusal(found, extension, name)
    media_type, lines = _READERS[found.kind]
    text, blocks = blocks_of_lines(lines(content, name))
    return _Read(media_type, text, blocks)


def _written(content: bytes, extension: str, name: str, today: date) -> _Read:
    """Plain text or HTML."""
    if is_binary_extension(extension):
        raise Unreadable(
            "wrong-extension",
            _(
                "'{name}'의 확장자는 .{extension}인데 내용은 그 형식이 아니라 글자입니다. 파일을 다시 "
                "받거나, 글이 맞으면 확장자를 .txt나 .html로 바꿔 올려 주세요.",
                name=name,
                extension=extension,
            ),
        )
    decoded = decode(content, name)
    if not decoded.text.strip():
        raise _empty(name)
    if not looks_like_html(decoded.text):
        return _Read("text/plain", decoded.text, blocks_of(decoded.text), decoded.encoding)
    article = read_html(decoded.text, name, today)
    text, blocks = blocks_of_lines(article.lines)
    return _Read(HTML, text, blocks, decoded.encoding, article.issued, article.publisher)


def _hwpx_lines(content: bytes, name: str) -> list[Line]:
    # Loaded here, as its neighbours are: the hub starts without them.
    from ieum.services.programme.reading.hwpx import read_hwpx

    return list(lines_of(read_hwpx(content, name)))


def _hwp_lines(content: bytes, name: str) -> list[Line]:
    from ieum.services.programme.reading.hwp import read_hwp

    return list(lines_of(read_hwp(content, name)))


def _pdf_lines(content: bytes, name: str) -> list[Line]:
    from ieum.services.programme.reading.pdf.reader import read_pdf

    return read_pdf(content, name)


#: The media type of each kind of file that is taken apart, and what makes lines of it.
_READERS: dict[Kind, tuple[str, Callable[[bytes, str], list[Line]]]] = {
    HWPX: ("application/hwp+zip", _hwpx_lines),
    HWP: ("application/x-hwp", _hwp_lines),
    PDF: ("application/pdf", _pdf_lines),
}


def _check_size(size: int, name: str, largest: int) -> None:
    if size == 0:
        raise _empty(name)
    if size > largest:
        raise Unreadable(
            "too-large",
            _(
                "'{name}'의 크기는 {size:,.1f}MB로, 읽을 수 있는 {largest:,.0f}MB를 넘습니다. 나누거나 "
                "본문만 텍스트로 저장해 올려 주세요.",
                name=name,
                size=size / MEGABYTE,
                largest=largest / MEGABYTE,
            ),
        )


def _refusal(found: Found, extension: str, name: str) -> Unreadable:
    kind = found.kind
    values = {"name": name, "kind": kind.name, "extension": extension}
    if found.encrypted:
        return Unreadable(
            "encrypted",
            _(
                "{name:은/는} 암호가 걸린 파일입니다({kind}). 암호나 문서 보안을 풀고 다시 저장해 올려 "
                "주세요.",
                **values,
            ),
        )
    if extension and extension not in kind.extensions and kind.extensions:
        return Unreadable(
            "wrong-extension",
            _(
                "'{name}'의 확장자는 .{extension}인데 내용은 {kind}입니다. 확장자를 내용에 맞게 고쳐 "
                "올려 주세요. 읽는 것은 HWPX, HWP, PDF, HTML, 텍스트입니다.",
                **values,
            ),
        )
    if found.truncated:
        return Unreadable(
            "truncated",
            _(
                "{name:은/는} 끝이 잘린 {kind}입니다. 원본을 다시 받아 올려 주세요.",
                **values,
            ),
        )
    if kind.is_document:
        return Unreadable(
            "not-read",
            _(
                "{name:은/는} {kind:이라/라}서 읽지 못합니다. HWPX, HWP, PDF, HTML, 텍스트 가운데 하나로 "
                "저장해 올려 주세요.",
                **values,
            ),
        )
    return Unreadable(
        "not-text",
        _(
            "{name:은/는} {kind:이라/라} 읽을 글이 없습니다. HWPX, HWP, PDF, HTML, 텍스트 파일을 올려 주세요.",
            **values,
        ),
    )


def _empty(name: str) -> Unreadable:
    return Unreadable(
        "empty",
        _(
            "'{name}'에 아무 글도 없습니다. 내용이 있는 파일인지 확인해 다시 올려 주세요.",
            name=name,
        ),
    )


def _other_language(name: str) -> Unreadable:
    return Unreadable(
        "language",
        _(
            "'{name}'의 글은 한국어도 영어도 아닙니다. 한국어나 영어로 된 문서를 올려 주세요.",
            name=name,
        ),
    )
