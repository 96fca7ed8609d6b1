"""A stored document as answers meet it: what they rest on, or what is not there."""

from __future__ import annotations

from ieum.kernel.answer import Source, SourceKind
from ieum.kernel.errors import NotFound
from ieum.kernel.messages import _
from ieum.services.programme.store import Record


def source_of(record: Record, page: str = "") -> Source:
    """A stored document as a source; ``page`` leads elsewhere than to the document's own page."""
    return Source(
        kind=SourceKind.DOCUMENT,
        title=record.title,
        publisher=record.publisher,
        published=record.issued,
        version=record.sha256[:12],
        page=page or f"/s/programme/document?id={record.id}",
    )


def no_document(id: int) -> NotFound:
    """What to raise where no document has this number."""
    return NotFound(_("{id}번 문서가 없습니다. 문서 목록에서 번호를 확인해 주세요.", id=id))
