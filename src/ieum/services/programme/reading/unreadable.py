"""Why a document cannot be read: one family, one clear sentence each."""

from __future__ import annotations

from ieum.kernel.errors import IeumError
from ieum.kernel.messages import Message, _


class Unreadable(IeumError):
    """A document that is refused; nothing of it is kept.

    ``reason`` is stable: ``empty``, ``too-large``, ``encrypted``, ``for-distribution``,
    ``truncated``, ``broken``, ``wrong-extension``, ``not-text``, ``not-read``, ``scanned``,
    ``encoding``, ``language``, ``no-article``, ``too-many-tags`` or ``too-much-inside``.
    """

    code = "unreadable-document"
    status = 422

    def __init__(self, reason: str, message: Message) -> None:
        super().__init__(message)
        self.reason = reason


def broken(name: str) -> Unreadable:
    """The refusal of a file whose parts do not fit together."""
    return Unreadable(
        "broken",
        _(
            "{name:은/는} 안이 깨져 있어 읽을 수 없습니다. 원본을 다시 받거나, 만든 프로그램에서 열어 다시 "
            "저장해 올려 주세요.",
            name=name,
        ),
    )


def too_much_inside(name: str, most: int) -> Unreadable:
    """The refusal of a file that unpacks to far more than a document."""
    return Unreadable(
        "too-much-inside",
        _(
            "{name:은/는} 압축을 풀면 {most:,.0f}MB를 넘어 읽지 않습니다. 나누거나 본문만 텍스트로 저장해 "
            "올려 주세요.",
            name=name,
            most=most / 1_000_000,
        ),
    )


def too_many_pieces(name: str, pieces: int, most: int) -> Unreadable:
    """The refusal of a file that holds more pieces than any document has paragraphs and cells."""
    return Unreadable(
        "too-much-inside",
        _(
            "'{name}'의 안에는 조각(문단, 칸, 꾸밈)이 {pieces:,}개 있어, 읽을 수 있는 {most:,}개를 넘습니다. "
            "나누어 올려 주세요.",
            name=name,
            pieces=pieces,
            most=most,
        ),
    )


def locked(name: str, for_distribution: bool = False) -> Unreadable:
    """The refusal of a HWP file under a password, or made for reading only (배포용)."""
    if for_distribution:
        return Unreadable(
            "for-distribution",
            _(
                "{name:은/는} 베껴 쓰지 못하게 잠근 배포용 한글 문서입니다. 낸 곳에서 일반 문서나 PDF를 "
                "받거나, 한글에서 PDF로 인쇄해 올려 주세요.",
                name=name,
            ),
        )
    return Unreadable(
        "encrypted",
        _(
            "{name:은/는} 암호나 문서 보안이 걸린 한글 문서입니다. 한글에서 암호를 풀고 다시 저장해 올려 "
            "주세요.",
            name=name,
        ),
    )


def scanned(name: str) -> Unreadable:
    """The refusal of a PDF whose pages are pictures of text."""
    return Unreadable(
        "scanned",
        _(
            "{name:은/는} 글자가 없는 PDF입니다. 종이를 훑은 그림으로 보입니다. 원본 문서(HWPX, HWP, 글자가 있는 "
            "PDF)를 낸 곳에서 받거나, 글자 인식(OCR)을 한 뒤 올려 주세요.",
            name=name,
        ),
    )


def locked_pdf(name: str) -> Unreadable:
    """The refusal of a PDF that opens only with a password."""
    return Unreadable(
        "encrypted",
        _(
            "{name:은/는} 암호가 걸린 PDF입니다. 암호를 풀어 다시 저장하거나 인쇄해서 만든 PDF를 올려 주세요.",
            name=name,
        ),
    )


def too_many_pages(name: str, pages: int, most: int) -> Unreadable:
    """The refusal of a PDF that is longer than any document."""
    return Unreadable(
        "too-large",
        _(
            "{name:은/는} {pages:,}쪽이어서, 읽을 수 있는 {most:,}쪽을 넘습니다. 나누어 올려 주세요.",
            name=name,
            pages=pages,
            most=most,
        ),
    )
