"""What a TAXII 2.1 server speaks of: collections, objects with their versions, and who keeps them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple, Protocol

from ieum.services.scamcall.standards.timestamps import added_timestamp

MEDIA_TYPE = "application/taxii+json;version=2.1"
_STIX = "application/stix+json;version="


class Place(NamedTuple):
    """A place in a collection: when an object was added, and its number among all objects.

    Places grow strictly in the order in which objects are added, so that a reader who goes on from
    one misses nothing and reads nothing twice, whatever was added in between.
    """

    added_at: datetime
    number: int


@dataclass(frozen=True, slots=True)
class Filters:
    """Which objects are asked for (TAXII 2.1, 3.4).

    Empty ``types``, ``ids`` and ``specs`` leave that open; without ``specs`` it is the newest
    specification version of each object. Of the versions that remain, those that ``first``, ``last``,
    ``every`` or ``versions`` name are given.
    """

    added_after: datetime | None = None
    types: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    specs: tuple[str, ...] = ()
    versions: tuple[datetime, ...] = ()
    first: bool = False
    last: bool = True
    every: bool = False


@dataclass(frozen=True, slots=True)
class Collection:
    """A collection as one caller sees it. ``information`` is what its resource says."""

    number: int
    id: str
    information: Mapping[str, Any]
    can_read: bool
    can_write: bool

    def resource(self) -> dict[str, Any]:
        """The collection resource (TAXII 2.1, 5.2.1)."""
        return {**self.information, "id": self.id} | {
            "can_read": self.can_read,
            "can_write": self.can_write,
        }


@dataclass(frozen=True, slots=True)
class StoredObject:
    """One version of an object in a collection. ``content`` is left out where it is not asked for.

    ``giver`` and ``kind``: who gave what it is made of and what agreements call that; empty for what is
    the same for every reader.
    """

    id: str
    spec: str
    version: str
    version_at: datetime
    place: Place
    content: dict[str, Any] = field(default_factory=dict)
    giver: str = ""
    kind: str = ""

    def manifest(self) -> dict[str, str]:
        """The manifest record (TAXII 2.1, 5.3.1)."""
        return {
            "id": self.id,
            "date_added": added_timestamp(self.place.added_at),
            "version": self.version,
            "media_type": media_type(self.spec),
        }


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one object that was sent: kept, or not and why."""

    id: str
    version: str
    failure: str = ""

    def details(self) -> dict[str, str]:
        """The status details (TAXII 2.1, 4.3.1)."""
        found = {"id": self.id, "version": self.version}
        return found | ({"message": self.failure} if self.failure else {})


class Backend(Protocol):
    """Who keeps the collections, on behalf of one caller."""

    def discovery(self) -> dict[str, Any] | None:
        """The discovery resource."""

    def root(self, name: str) -> dict[str, Any] | None:
        """The resource of an API root."""

    def collections(self, root: str) -> Sequence[Collection]:
        """The collections of a root in their order."""

    def collection(self, root: str, id: str) -> Collection | None:
        """One collection."""

    def page(
        self,
        collection: Collection,
        filters: Filters,
        after: Place | None,
        most: int,
        with_content: bool,
    ) -> list[StoredObject]:
        """Objects after a place in the order of their places, at most so many."""

    def holds(self, collection: Collection, id: str) -> bool:
        """Whether any version of an object is there."""

    def add(
        self, collection: Collection, objects: Sequence[Mapping[str, Any]], now: datetime
    ) -> list[Outcome]:
        """Keep objects, each of which has a text as ``id``; what became of each, in their order."""

    def delete(self, collection: Collection, id: str, filters: Filters) -> int:
        """Delete the versions of an object that filters name; how many."""

    def keep_status(self, root: str, status: Mapping[str, Any], now: datetime) -> None:
        """Keep the status of a request, to be asked for later."""

    def status(self, root: str, id: str) -> dict[str, Any] | None:
        """The status of an earlier request."""


def media_type(spec: str) -> str:
    """The media type of objects of a specification version."""
    return f"{_STIX}{spec}"


def spec_of(content: Mapping[str, Any]) -> str:
    """The specification version of an object: STIX 2.0 had neither this property nor bare observables."""
    if "created" not in content and "modified" not in content:
        return "2.1"
    return str(content.get("spec_version", "2.0"))
