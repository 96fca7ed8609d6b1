"""The hub's own TAXII collections: orders in force and shared signals, as each party may see them.

How the collections come about is for ``following``. What is kept there is uncut; each reader is shown
what was agreed with the giver, and nothing of what was not. An indicator that is written is a signal of the party that writes it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ieum.exchange.agreements import store as agreements
from ieum.exchange.agreements.values import Terms
from ieum.exchange.parties import store as parties
from ieum.exchange.parties.values import HUB
from ieum.kernel.context import Caller
from ieum.kernel.messages import Message, _
from ieum.kernel.tool import Scope
from ieum.services.scamcall import responding
from ieum.services.scamcall.clock import now
from ieum.services.scamcall.orders import store as orders
from ieum.services.scamcall.signals.values import Sighting, Taken
from ieum.services.scamcall.standards import following
from ieum.services.scamcall.standards.following import ORDERS, ROOT, SIGNALS
from ieum.services.scamcall.standards.stix.identifiers import Ids
from ieum.services.scamcall.standards.stix.reading import NoSignal, sighting_of
from ieum.services.scamcall.standards.stix.writing import (
    NEEDED_OF_ORDERS,
    NEEDED_OF_SIGNALS,
    written,
)
from ieum.services.scamcall.standards.taxii import store
from ieum.services.scamcall.standards.taxii.store import Visible
from ieum.services.scamcall.standards.taxii.values import (
    Collection,
    Filters,
    Outcome,
    Place,
    StoredObject,
    media_type,
)
from ieum.services.scamcall.standards.timestamps import added_timestamp

MOST_BYTES = 2 * 2**20
#: Signals taken in one transaction.
_SIGNALS_AT_ONCE = 500
_TITLES: dict[str, tuple[Message, Message]] = {
    ORDERS: (
        _("보이스피싱 명령"),
        _("시행 중이거나 끝난 명령. 끝난 것은 취소된 지표로 다시 나옵니다."),
    ),
    SIGNALS: (
        _("보이스피싱 신호"),
        _("참여 기관이 나눈 신호. 지표를 써 넣으면 그 기관의 신호가 됩니다."),
    ),
}


@dataclass(frozen=True, slots=True)
class Shared:
    """What one party reads and writes."""

    caller: Caller
    address: str
    language: str
    terms: Terms
    ids: Ids
    at: datetime
    #: Is told how many objects are sent at once; raises ``TaxiiError`` where they are too many.
    charge: Callable[[int], None]

    def discovery(self) -> dict[str, Any] | None:
        return {
            "title": _("이음 허브").text(self.language),
            "default": self.address,
            "api_roots": [self.address],
        }

    def root(self, name: str) -> dict[str, Any] | None:
        if name != ROOT:
            return None
        return {
            "title": _("보이스피싱 공동 대응").text(self.language),
            "versions": ["application/taxii+json;version=2.1"],
            "max_content_length": MOST_BYTES,
        }

    def collections(self, root: str) -> Sequence[Collection]:
        following.begin(self.ids, self.at)
        return [self._seen(one) for one in store.collections(root)]

    def collection(self, root: str, id: str) -> Collection | None:
        following.begin(self.ids, self.at)
        found = store.collection(root, id)
        return self._seen(found) if found else None

    def _seen(self, kept: Collection) -> Collection:
        title, description = (text.text(self.language) for text in _TITLES[kept.id])
        information = {
            "title": title,
            "description": description,
            "media_types": [media_type("2.1")],
        }
        may_write = kept.id == SIGNALS and self._may(Scope.SUBMIT) and not self.caller.reads_only
        return Collection(kept.number, kept.id, information, self._may(Scope.RECEIVE), may_write)

    def _may(self, scope: Scope) -> bool:
        return self.caller.has_scope(f"scamcall:{scope}")

    def page(
        self,
        collection: Collection,
        filters: Filters,
        after: Place | None,
        most: int,
        with_content: bool,
    ) -> list[StoredObject]:
        following.follow(self.ids, self.at)
        found = store.page(
            collection.number, filters, after, most, with_content, visible=self._visible()
        )
        return [self._shown(one) if with_content and one.giver else one for one in found]

    def _shown(self, one: StoredObject) -> StoredObject:
        fields = self._fields(one.giver, one.kind, one.content["body"])
        content = written(one.content, frozenset(fields), self.ids)
        return StoredObject(
            one.id, one.spec, one.version, one.version_at, one.place, content, one.giver, one.kind
        )

    def _fields(self, giver: str, kind: str, body: Mapping[str, Any]) -> Iterable[str]:
        if self.caller.party in (giver, HUB):
            return body
        return self.terms.agreed_fields(giver, kind, self.at)

    def _visible(self) -> Visible:
        if self.caller.party == HUB:
            return Visible()
        kinds: dict[str, frozenset[str]] = {}
        for giver, kind in self.terms.agreements:
            needed = NEEDED_OF_ORDERS if kind == orders.KIND else NEEDED_OF_SIGNALS
            if needed <= self.terms.agreed_fields(giver, kind, self.at):
                kinds[giver] = kinds.get(giver, frozenset()) | {kind}
        pauses = {kind: self.terms.pause_of(kind) for some in kinds.values() for kind in some}
        until = {kind: pause.since for kind, pause in pauses.items() if pause is not None}
        return Visible(kinds, until, own=str(self.caller.party))

    def holds(self, collection: Collection, id: str) -> bool:
        return store.holds(collection.number, id, self._visible())

    def add(
        self, collection: Collection, objects: Sequence[Mapping[str, Any]], now: datetime
    ) -> list[Outcome]:
        self.charge(len(objects))
        party = parties.acting_for(self.caller)
        found: dict[int, Outcome] = {}
        fit: list[tuple[int, Outcome, Sighting]] = []
        for place, one in enumerate(objects):
            version = str(one.get("modified", one.get("created", added_timestamp(now))))[:40]
            outcome = Outcome(str(one["id"])[:300], version)
            try:
                fit.append((place, outcome, sighting_of(one)))
            except NoSignal as error:
                found[place] = Outcome(outcome.id, version, str(error))
        for first in range(0, len(fit), _SIGNALS_AT_ONCE):
            some = fit[first : first + _SIGNALS_AT_ONCE]
            receipts = responding.receive(party, [sighting for _p, _o, sighting in some], now)
            for (place, outcome, _s), receipt in zip(some, receipts, strict=True):
                failure = receipt.reason.text("en") if receipt.reason else ""
                refused = failure if receipt.taken is Taken.REFUSED else ""
                found[place] = Outcome(outcome.id, outcome.version, refused)
        return [found[place] for place in range(len(objects))]

    def delete(self, collection: Collection, id: str, filters: Filters) -> int:
        return int(responding.retract(parties.acting_for(self.caller), id, self.at))

    def keep_status(self, root: str, status: Mapping[str, Any], now: datetime) -> None:
        store.keep_status(root, status, now, str(self.caller.party))

    def status(self, root: str, id: str) -> dict[str, Any] | None:
        return store.status(root, id, str(self.caller.party))


def backend_for(
    caller: Caller,
    address: str,
    language: str,
    charge: Callable[[int], None] = lambda count: None,
) -> Shared:
    """What the party of a caller reads and writes; ``address`` is that of the API root.

    ``charge`` is told how many objects are sent at once, and raises ``TaxiiError`` for too many.
    """
    terms = agreements.terms_of(str(caller.party))
    return Shared(caller, address, language, terms, following.hub_ids(), now(), charge)
