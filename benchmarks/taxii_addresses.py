"""The addresses of a TAXII server over given data: discovery at ``/taxii2/``, its roots beside it."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from django.http import HttpRequest

from ieum.hub.doors.taxii import addresses, basic_credentials
from ieum.kernel.errors import NotSignedIn
from ieum.kernel.messages import Message
from ieum.services.scamcall.standards.taxii import store
from ieum.services.scamcall.standards.taxii.values import (
    Backend,
    Collection,
    Filters,
    Outcome,
    Place,
    StoredObject,
)

#: The user and the password of the recorded requests.
USER = ("u", "p")
_DISCOVERED = orjson.loads(os.environ["TAXII_DISCOVERY"])


@dataclass(frozen=True, slots=True)
class KeptInRows:
    """A backend whose roots, collections and objects are rows, open to whoever is let in."""

    discovered: Mapping[str, Any]

    def discovery(self) -> dict[str, Any] | None:
        return dict(self.discovered)

    def root(self, name: str) -> dict[str, Any] | None:
        return store.root(name)

    def collections(self, root: str) -> Sequence[Collection]:
        return store.collections(root)

    def collection(self, root: str, id: str) -> Collection | None:
        return store.collection(root, id)

    def page(
        self,
        collection: Collection,
        filters: Filters,
        after: Place | None,
        most: int,
        with_content: bool,
    ) -> list[StoredObject]:
        return store.page(collection.number, filters, after, most, with_content)

    def holds(self, collection: Collection, id: str) -> bool:
        return store.holds(collection.number, id)

    def add(
        self, collection: Collection, objects: Sequence[Mapping[str, Any]], now: datetime
    ) -> list[Outcome]:
        return store.add_sent(collection.number, objects, now)

    def delete(self, collection: Collection, id: str, filters: Filters) -> int:
        return store.delete(collection.number, filters)

    def keep_status(self, root: str, status: Mapping[str, Any], now: datetime) -> None:
        store.keep_status(root, status, now)

    def status(self, root: str, id: str) -> dict[str, Any] | None:
        return store.status(root, id)


def _opened(request: HttpRequest) -> Backend:
    if basic_credentials(request) != USER:
        raise NotSignedIn(Message("Unauthorized Access"))
    return KeptInRows(_DISCOVERED)


urlpatterns = addresses(_opened, "")
