"""Requests to a TAXII 2.1 server read: media types, filters, and where a page goes on."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from ieum.services.scamcall.standards.taxii.errors import NOT_UNDERSTOOD, TaxiiError
from ieum.services.scamcall.standards.taxii.values import Filters, Place
from ieum.services.scamcall.standards.timestamps import read_timestamp

_MEDIA_TYPE = re.compile(r"application/taxii\+json(?:;version=(\d\.\d))?", re.ASCII)
_LIMIT = re.compile(r"[+-]?\d{1,18}", re.ASCII)
_CURSOR = re.compile(r"(-?\d{1,18})\.(\d{1,19})\.([0-9a-f]{16})", re.ASCII)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def check_accept(header: str) -> None:
    """Refuse (406) whoever does not take TAXII 2.1."""
    _check_media_type(header, 406, "Accept")


def check_content_type(header: str) -> None:
    """Refuse (415) what is not sent as TAXII 2.1."""
    _check_media_type(header, 415, "Content-Type")


def _check_media_type(header: str, status: int, name: str) -> None:
    for part in header.replace(" ", "").split(","):
        match = _MEDIA_TYPE.fullmatch(part)
        if match:
            if match[1] != "2.1":
                raise TaxiiError(status, f"The server does not support version {match[1]}.")
            return
    raise TaxiiError(status, f"Media type in the {name} header is invalid or not found.")


def check_length(header: str, most: int) -> None:
    """Refuse a body without its length (400), or one that is empty or too long (413)."""
    if not re.fullmatch(r"[+-]?\d{1,18}", header, re.ASCII):
        raise TaxiiError(400, "The server did not understand the request or headers.")
    if not 0 < int(header) <= most:
        raise TaxiiError(413, "Content-Length header not valid or exceeds maximum!.")


def limit_of(query: Mapping[str, str], most: int) -> int:
    """How many are asked for, at most so many."""
    text = query.get("limit", str(most)).strip()
    if not _LIMIT.fullmatch(text):
        raise TaxiiError(400, f"{NOT_UNDERSTOOD}.")
    if int(text) <= 0:
        raise TaxiiError(400, "The limit parameter cannot be negative or zero.")
    return min(int(text), most)


def filters_of(query: Mapping[str, str], allowed: Collection[str]) -> Filters:
    """The filters of a query; ``allowed`` names the fields that may be matched, others are passed over."""
    asked = {name: _listed(query, name) for name in allowed}
    words = query.get("match[version]", "last").split(",") if "version" in allowed else ["all"]
    try:
        added_after = query.get("added_after")
        return Filters(
            added_after=read_timestamp(added_after) if added_after is not None else None,
            types=asked.get("type", ()),
            ids=asked.get("id", ()),
            specs=asked.get("spec_version", ()),
            versions=tuple(
                read_timestamp(word) for word in words if word not in ("first", "last", "all")
            ),
            first="first" in words,
            last="last" in words,
            every="all" in words,
        )
    except ValueError:
        raise TaxiiError(400, f"{NOT_UNDERSTOOD}.") from None


def _listed(query: Mapping[str, str], name: str) -> tuple[str, ...]:
    text = query.get(f"match[{name}]", "")
    return tuple(text.split(",")) if text else ()


def cursor_after(place: Place, scope: str, query: Mapping[str, str]) -> str:
    """What a client sends as ``next`` to go on after a place, with the same query."""
    text = f"{(place.added_at - _EPOCH) // _MICROSECOND}.{place.number}.{_digest(scope, query)}"
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def place_of(query: Mapping[str, str], scope: str) -> Place | None:
    """Where a page goes on; None for the first. Refuses (400) a cursor of another query."""
    cursor = query.get("next")
    if cursor is None:
        return None
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        match = _CURSOR.fullmatch(base64.urlsafe_b64decode(padded).decode("ascii"))
    except (UnicodeError, binascii.Error):
        match = None
    if match is None:
        raise TaxiiError(400, f"{NOT_UNDERSTOOD}: 'next' not valid.")
    if match[3] != _digest(scope, query):
        raise TaxiiError(400, f"{NOT_UNDERSTOOD}: params changed over subsequent transaction.")
    try:
        return Place(_EPOCH + int(match[1]) * _MICROSECOND, int(match[2]))
    except OverflowError:
        raise TaxiiError(400, f"{NOT_UNDERSTOOD}: 'next' not valid.") from None


def _digest(scope: str, query: Mapping[str, str]) -> str:
    """What a cursor is bound to: whose objects, and all of the query that chooses among them."""
    kept = sorted(
        (name, ",".join(sorted(text.split(","))))
        for name, text in query.items()
        if name not in ("limit", "next")
    )
    return sha256(repr((scope, kept)).encode("utf-8", "surrogatepass")).hexdigest()[:16]
