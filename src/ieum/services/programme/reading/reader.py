"""A file read whole: what it is, its text, its blocks, its title, its day, its language."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ieum.kernel.context import today_in_korea
from ieum.kernel.messages import _
from ieum.kernel.upload import Upload
from ieum.search.passages import Block, Part
from ieum.services.programme.reading.containers import Found, is_binary_extension, recognise
from ieum.services.programme.reading.encodings import decode
from ieum.services.programme.reading.issued import issued
from ieum.services.programme.reading.languages import language_of
from ieum.services.programme.reading.layout import blocks_of, title_of, without_noise
from ieum.services.programme.reading.unreadable import Unreadable
from ieum.services.programme.reading.web_page import article_of, looks_like_html, no_article

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
    _check_kind(content, name)
    decoded = decode(content, name)
    if not decoded.text.strip():
        raise _empty(name)
    sha256 = hashlib.sha256(content).hexdigest()
    today = today or today_in_korea()
    if looks_like_html(decoded.text):
        article = article_of(decoded.text, name)
        text, blocks = article.text, without_noise(article.text, article.blocks)
        title, day, publisher = article.title, article.issued, article.publisher
        media_type = "text/html"
    else:
        text, blocks = decoded.text, blocks_of(decoded.text)
        title, day, publisher, media_type = "", None, "", "text/plain"
    body = "\n".join(text[b.start : b.end] for b in blocks if b.part is Part.BODY)
    if not body.strip():
        raise no_article(name) if media_type == "text/html" else _empty(name)
    language = language_of(body)
    if language is None:
        raise _other_language(name)
    return ReadDocument(
        name=name,
        sha256=sha256,
        media_type=media_type,
        encoding=decoded.encoding,
        language=language,
        title=title or title_of(text, blocks) or name,
        text=text,
        blocks=blocks,
        issued=day or issued(text, today),
        publisher=publisher,
    )


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


def _check_kind(content: bytes, name: str) -> None:
    """Refuse whatever is not text, and text under the name of something else."""
    extension = re.sub(r"^.*\.|^[^.]*$", "", name.lower())
    found = recognise(content)
    if found is None:
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
        return
    raise _refusal(found, extension, name)


def _refusal(found: Found, extension: str, name: str) -> Unreadable:
    kind = found.kind
    values = {"name": name, "kind": kind.name, "extension": extension}
    if found.encrypted:
        return Unreadable(
            "encrypted",
            _(
                "{name:은/는} 암호가 걸린 파일입니다({kind}). 암호나 문서 보안을 풀고 텍스트나 "
                "HTML로 저장해 올려 주세요.",
                **values,
            ),
        )
    if extension and extension not in kind.extensions and kind.extensions:
        return Unreadable(
            "wrong-extension",
            _(
                "'{name}'의 확장자는 .{extension}인데 내용은 {kind}입니다. 텍스트나 HTML로 저장해 올려 "
                "주세요.",
                **values,
            ),
        )
    if found.truncated:
        return Unreadable(
            "truncated",
            _(
                "{name:은/는} 끝이 잘린 {kind}입니다. 원본을 다시 받아 텍스트나 HTML로 저장해 "
                "올려 주세요.",
                **values,
            ),
        )
    if kind.is_document:
        return Unreadable(
            "later",
            _(
                "{name:은/는} {kind}입니다. 이 형식은 다음 판부터 읽습니다. 지금은 텍스트나 "
                "HTML로 저장해 올려 주세요.",
                **values,
            ),
        )
    return Unreadable(
        "not-text",
        _(
            "{name:은/는} {kind}이라 읽을 글이 없습니다. 텍스트나 HTML 파일을 올려 주세요.",
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
