"""Which file a handset gets: what changed since its version, or the whole list, whichever is smaller."""

from __future__ import annotations

from functools import lru_cache
from uuid import UUID

from ieum.exchange.ledger import signing
from ieum.services.scamcall.handset import fuse, rice, store
from ieum.services.scamcall.handset.list_files import Content, written
from ieum.services.scamcall.handset.values import Edition, Form


def file_since(version: UUID | None, edition: Edition, form: Form) -> tuple[Content, bytes]:
    """The file that brings a handset from its version, None for no list yet, to an edition."""
    since = store.edition(version) if version else None
    if since is not None and since.number <= edition.number:
        came, went = store.changes(since, edition)
        body = rice.packed(came) + rice.packed(went)
        if len(body) <= _size_of_whole(edition, form):
            file = written(edition, Content.CHANGES, body, since.version, signing.sign)
            return Content.CHANGES, file
    return (Content.FILTER if form is Form.FILTER else Content.PREFIXES), _whole(edition, form)


def _size_of_whole(edition: Edition, form: Form) -> int:
    if form is Form.FILTER:
        return fuse.size_in_bytes(edition.numbers)
    return rice.most_bytes(edition.prefixes)


@lru_cache(maxsize=2 * len(Form))
def _whole(edition: Edition, form: Form) -> bytes:
    if form is Form.FILTER:
        body = fuse.built(store.keys_at(edition)).packed()
        return written(edition, Content.FILTER, body, None, signing.sign)
    body = rice.packed(store.prefixes_at(edition))
    return written(edition, Content.PREFIXES, body, None, signing.sign)
