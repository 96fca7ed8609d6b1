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
