"""Papers that are handed in with an objection: a few, small, and of kinds that can be looked at safely."""

from __future__ import annotations

from collections.abc import Sequence

from ieum.kernel.errors import WrongArgument
from ieum.kernel.files import Content, File
from ieum.kernel.messages import _
from ieum.kernel.upload import Upload

MOST_PAPERS = 5
LARGEST_MEGABYTES = 5
_LARGEST = LARGEST_MEGABYTES * 2**20
_KINDS = {
    b"%PDF-": ("application/pdf", "pdf"),
    b"\xff\xd8\xff": ("image/jpeg", "jpg"),
    b"\x89PNG\r\n\x1a\n": ("image/png", "png"),
}
_ENDINGS = dict(_KINDS.values())


def read(papers: Sequence[Upload], argument: str = "papers") -> list[tuple[str, bytes]]:
    """Media type and content of each. Raises ``WrongArgument`` for one that is not taken."""
    return [_read(paper, argument) for paper in papers]


def _read(paper: Upload, argument: str) -> tuple[str, bytes]:
    if paper.size > _LARGEST:
        raise WrongArgument(
            argument,
            _(
                "'{name}' 파일이 {most}MB보다 큽니다. 사진의 크기를 줄여 주세요.",
                name=paper.name[:60],
                most=LARGEST_MEGABYTES,
            ),
        )
    content = paper.read()
    for head, (media_type, _ending) in _KINDS.items():
        if content.startswith(head):
            return media_type, content
    raise WrongArgument(
        argument,
        _(
            "'{name}' 파일은 PDF, JPEG, PNG가 아닙니다. 사진을 찍어 보내 주셔도 됩니다.",
            name=paper.name[:60],
        ),
    )


def file_of(objection: str, number: int, media_type: str, content: bytes) -> File:
    """A paper as a file for whoever decides; its name tells nothing of whoever handed it in."""
    return File(
        name=f"{objection}-{number}.{_ENDINGS[media_type]}",
        media_type=media_type,
        content=Content(content),
    )
