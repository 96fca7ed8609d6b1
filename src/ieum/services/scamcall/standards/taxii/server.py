"""A TAXII 2.1 server over whatever keeps the collections: what each address answers.

OASIS TAXII Version 2.1, chapters 3 to 5. Where the specification leaves the words of an answer open,
they are those of its reference server, and so are the order of checks and the bounds of a page.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import orjson

from ieum.services.scamcall.standards.taxii.errors import TaxiiError, UnreadableBody
from ieum.services.scamcall.standards.taxii.requests import (
    check_accept,
    check_content_type,
    check_length,
    cursor_after,
    filters_of,
    limit_of,
    place_of,
)
from ieum.services.scamcall.standards.taxii.values import (
    Backend,
    Collection,
    Filters,
    Outcome,
    StoredObject,
)
from ieum.services.scamcall.standards.timestamps import added_timestamp

#: Objects on one page, unless a client asks for fewer.
MOST_ON_A_PAGE = 100
_EVERY_FIELD = ("id", "type", "version", "spec_version")
_OF_ONE_OBJECT = ("version", "spec_version")


@dataclass(frozen=True, slots=True)
class Call:
    """A request: what it does, where (root, collection, object, status) and with what."""

    method: str
    place: Mapping[str, str]
    query: Mapping[str, str]
    accept: str = ""
    content_type: str = ""
    content_length: str = ""
    body: Callable[[], bytes] = bytes


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: the status of HTTP, the resource (None for none) and headers."""

    status: int
    resource: Mapping[str, Any] | None
    headers: Mapping[str, str] = field(default_factory=dict)

    def content(self) -> bytes:
        """The body."""
        return b"" if self.resource is None else orjson.dumps(self.resource)


@dataclass(frozen=True, slots=True)
class Server:
    """Answers the requests of one caller, for whom ``backend`` keeps the collections."""

    backend: Backend
    clock: Callable[[], datetime]
    most: int = MOST_ON_A_PAGE

    def discovery(self, call: Call) -> Reply:
        """Server discovery (4.1)."""
        check_accept(call.accept)
        found = self.backend.discovery()
        if found is None:
            raise TaxiiError(404, "Server discovery information not available.")
        return Reply(200, found)

    def root(self, call: Call) -> Reply:
        """API root information (4.2)."""
        return Reply(200, self._root(call))

    def status(self, call: Call) -> Reply:
        """The status of an earlier request (4.3)."""
        self._root(call)
        found = self.backend.status(call.place["root"], call.place["status"])
        if found is None:
            raise TaxiiError(404, f"Status '{call.place['status']}' not found.")
        return Reply(200, found)

    def collections(self, call: Call) -> Reply:
        """The collections of a root (5.1)."""
        self._root(call)
        found = [one.resource() for one in self.backend.collections(call.place["root"])]
        return Reply(200, {"collections": found} if found else {})

    def collection(self, call: Call) -> Reply:
        """One collection (5.2)."""
        self._root(call)
        return Reply(200, self._collection(call).resource())

    def manifest(self, call: Call) -> Reply:
        """Which objects a collection holds (5.3)."""
        self._root(call)
        found, more = self._page(call, self._readable(call), _EVERY_FIELD, with_content=False)
        return self._listing(call, "objects", [one.manifest() for one in found], found, more)

    def objects(self, call: Call) -> Reply:
        """The objects of a collection (5.4), or objects added to it (5.5)."""
        information = self._root(call)
        if call.method == "POST":
            return self._add(call, information)
        found, more = self._page(call, self._readable(call), _EVERY_FIELD)
        return self._listing(call, "objects", [one.content for one in found], found, more)

    def object(self, call: Call) -> Reply:
        """One object (5.6), or its deletion (5.7)."""
        self._root(call)
        if call.method == "DELETE":
            return self._delete(call)
        collection = self._readable(call)
        found, more = self._page(call, collection, _OF_ONE_OBJECT)
        if not found:
            self._check_held(call, collection)
        return self._listing(call, "objects", [one.content for one in found], found, more)

    def versions(self, call: Call) -> Reply:
        """The versions of one object (5.8)."""
        self._root(call)
        collection = self._readable(call)
        found, more = self._page(call, collection, ("spec_version",), with_content=False)
        if not found:
            self._check_held(call, collection)
        newest_first = sorted(found, key=lambda one: one.version_at, reverse=True)
        return self._listing(call, "versions", [one.version for one in newest_first], found, more)

    def _root(self, call: Call) -> dict[str, Any]:
        check_accept(call.accept)
        name = call.place["root"]
        found = self.backend.root(name)
        if found is None:
            raise TaxiiError(404, f"API root '{name}' information not found.")
        return found

    def _collection(self, call: Call) -> Collection:
        id = call.place["collection"]
        found = self.backend.collection(call.place["root"], id)
        if found is None:
            raise TaxiiError(404, f"Collection '{id}' not found.")
        return found

    def _readable(self, call: Call) -> Collection:
        found = self._collection(call)
        if not found.can_read:
            raise TaxiiError(403, f"Forbidden to read collection '{found.id}'.")
        return found

    def _check_held(self, call: Call, collection: Collection) -> None:
        id = call.place["object"]
        if not self.backend.holds(collection, id):
            raise TaxiiError(404, f"Object '{id}' not found.")

    def _filters(self, call: Call, allowed: Sequence[str]) -> Filters:
        found = filters_of(call.query, allowed)
        if "object" not in call.place:
            return found
        return Filters(
            found.added_after,
            ids=(call.place["object"],),
            specs=found.specs,
            versions=found.versions,
            first=found.first,
            last=found.last,
            every=found.every,
        )

    def _page(
        self, call: Call, collection: Collection, allowed: Sequence[str], with_content: bool = True
    ) -> tuple[list[StoredObject], bool]:
        limit = limit_of(call.query, self.most)
        after = place_of(call.query, _scope(call))
        filters = self._filters(call, allowed)
        found = self.backend.page(collection, filters, after, limit + 1, with_content)
        return found[:limit], len(found) > limit

    def _listing(
        self,
        call: Call,
        name: str,
        resources: Sequence[Any],
        found: Sequence[StoredObject],
        more: bool,
    ) -> Reply:
        if not found:
            return Reply(200, {})
        resource: dict[str, Any] = {name: resources, "more": more}
        if more:
            resource["next"] = cursor_after(found[-1].place, _scope(call), call.query)
        headers = {
            "X-TAXII-Date-Added-First": added_timestamp(found[0].place.added_at),
            "X-TAXII-Date-Added-Last": added_timestamp(found[-1].place.added_at),
        }
        return Reply(200, resource, headers)

    def _add(self, call: Call, information: Mapping[str, Any]) -> Reply:
        collection = self._collection(call)
        check_content_type(call.content_type)
        if not collection.can_write:
            raise TaxiiError(403, f"Forbidden to write collection '{collection.id}'.")
        check_length(call.content_length, information["max_content_length"])
        objects = _envelope(call.body())
        now = self.clock()
        outcomes = self.backend.add(collection, objects, now)
        status = _status(outcomes, now)
        self.backend.keep_status(call.place["root"], status, now)
        return Reply(202, status)

    def _delete(self, call: Call) -> Reply:
        collection = self._collection(call)
        if not (collection.can_read or collection.can_write):
            raise TaxiiError(404, f"Collection '{collection.id}' not found.")
        if not collection.can_write:
            raise TaxiiError(403, f"Forbidden to write collection '{collection.id}'.")
        if not collection.can_read:
            raise TaxiiError(403, f"Forbidden to read collection '{collection.id}'.")
        id = call.place["object"]
        if not self.backend.delete(collection, id, self._filters(call, _OF_ONE_OBJECT)):
            raise TaxiiError(404, f"Object '{id}' not found.")
        return Reply(200, None)


def _scope(call: Call) -> str:
    return "/".join(call.place.values())


def _envelope(body: bytes) -> list[Mapping[str, Any]]:
    """The objects that were sent. Raises ``UnreadableBody``, and ``TaxiiError`` for no envelope."""
    try:
        sent = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise UnreadableBody from error
    if not isinstance(sent, dict) or not isinstance(sent.get("objects"), list):
        raise _unprocessable("objects")
    for one in sent["objects"]:
        if not isinstance(one, dict) or not isinstance(one.get("id"), str):
            raise _unprocessable("id")
    found: list[Mapping[str, Any]] = sent["objects"]
    return found


def _unprocessable(missing: str) -> TaxiiError:
    return TaxiiError(
        422,
        f"While processing supplied content, an error occurred. Root exception: '{missing}'",
    )


def _status(outcomes: Sequence[Outcome], now: datetime) -> dict[str, Any]:
    successes = [one.details() for one in outcomes if not one.failure]
    failures = [one.details() for one in outcomes if one.failure]
    status: dict[str, Any] = {
        "id": str(uuid.uuid4()),
        "status": "complete",
        "request_timestamp": added_timestamp(now),
        "total_count": len(outcomes),
        "success_count": len(successes),
        "failure_count": len(failures),
        "pending_count": 0,
    }
    if successes:
        status["successes"] = successes
    if failures:
        status["failures"] = failures
    return status
