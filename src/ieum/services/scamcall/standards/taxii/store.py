"""Collections and their objects kept in rows, and found page by page."""

from __future__ import annotations

import re
from collections.abc import Collection as Ids
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import orjson
from django.db import transaction
from django.db.models import Exists, Min, OuterRef, Q, QuerySet

from ieum.services.scamcall.standards.taxii.rows import (
    TaxiiCollection,
    TaxiiObject,
    TaxiiRoot,
    TaxiiStatus,
)
from ieum.services.scamcall.standards.taxii.values import (
    Collection,
    Filters,
    Outcome,
    Place,
    StoredObject,
    media_type,
    spec_of,
)
from ieum.services.scamcall.standards.timestamps import added_timestamp, read_timestamp

#: What the reference server says of an object that is there already or cannot be kept.
UNABLE = "Unable to process object"
#: How long the status of a request can be asked for.
STATUS_RETENTION = timedelta(days=1)
_ID = re.compile(r"[a-z0-9-]{1,250}--[0-9A-Za-z-]{1,40}", re.ASCII)
_TICK = timedelta(microseconds=1)
#: One transaction for what must happen together or not at all.
at_once = transaction.atomic


@dataclass(frozen=True, slots=True)
class NewObject:
    """An object to be added to a collection; ``giver`` and ``kind`` as in its row."""

    id: str
    spec: str
    version: str
    version_at: datetime
    content: Mapping[str, Any]
    giver: str = ""
    kind: str = ""
    is_revoked: bool = False
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Visible:
    """What one reader may see: kinds by giver, beside what is for all; ``None`` for everything.

    ``until``: of these kinds only what was there by a time, and that some of it was revoked since.
    """

    kinds: Mapping[str, frozenset[str]] | None = None
    until: Mapping[str, datetime] = field(default_factory=dict)
    #: The reader itself, who sees all that it gave.
    own: str = ""

    def condition(self) -> Q:
        """The condition on rows."""
        if self.kinds is None:
            return Q()
        found = Q(giver__in=["", self.own])
        for giver, kinds in sorted(self.kinds.items()):
            found |= Q(giver=giver, kind__in=sorted(kinds - self.until.keys()))
            for kind in sorted(kinds & self.until.keys()):
                time = self.until[kind]
                was_there = Q(added_at__lte=time) | Q(created_at__lte=time, is_revoked=True)
                found |= Q(giver=giver, kind=kind) & was_there
        return found


ALL = Visible()


def make_root(name: str, information: Mapping[str, Any]) -> None:
    """Make an API root, or give the one that is there its new resource."""
    text = orjson.dumps(information).decode()
    TaxiiRoot.objects.update_or_create(name=name, defaults={"information": text})


def make_collection(root: str, id: str, information: Mapping[str, Any]) -> int:
    """Make a collection, or give the one that is there its new resource; its number."""
    row, _new = TaxiiCollection.objects.update_or_create(
        root=TaxiiRoot.objects.get(name=root),
        key=id,
        defaults={"information": orjson.dumps(information).decode()},
    )
    return row.pk


def root(name: str) -> dict[str, Any] | None:
    """The resource of an API root."""
    row = TaxiiRoot.objects.filter(name=name).first()
    return orjson.loads(row.information) if row else None


def collections(root: str) -> list[Collection]:
    """The collections of a root in the order in which they were made."""
    return [
        _collection(row) for row in TaxiiCollection.objects.filter(root__name=root).order_by("id")
    ]


def collection(root: str, id: str) -> Collection | None:
    """One collection."""
    row = TaxiiCollection.objects.filter(root__name=root, key=id).first()
    return _collection(row) if row else None


def _collection(row: TaxiiCollection) -> Collection:
    information = orjson.loads(row.information)
    can_read, can_write = information["can_read"], information["can_write"]
    return Collection(row.pk, row.key, information, can_read, can_write)


def page(
    collection: int,
    filters: Filters,
    after: Place | None,
    most: int,
    with_content: bool = True,
    visible: Visible = ALL,
) -> list[StoredObject]:
    """Objects of a collection after a place, in the order of their places, at most so many."""
    found = _matching(collection, filters, visible)
    if after is not None:
        # The first condition is what an index is read by.
        found = found.filter(added_at__gte=after.added_at).filter(
            Q(added_at__gt=after.added_at) | Q(pk__gt=after.number)
        )
    names = ["stix_id", "spec", "version", "version_at", "added_at", "id", "giver", "kind"]
    rows = found.order_by("added_at", "id").values_list(*names, *["content"] * with_content)
    return [
        StoredObject(
            id=row[0],
            spec=row[1],
            version=row[2],
            version_at=row[3],
            place=Place(row[4], row[5]),
            giver=row[6],
            kind=row[7],
            content=orjson.loads(row[8]) if with_content else {},
        )
        for row in rows[:most]
    ]


def _matching(collection: int, filters: Filters, visible: Visible) -> QuerySet[TaxiiObject]:
    """The versions that filters name.

    Which version is the last, and which specification the newest, is decided among those that were
    added after the time asked for, and so for each version by whether there is a better one.
    """
    candidates = TaxiiObject.objects.filter(visible.condition(), collection=collection)
    if filters.added_after is not None:
        candidates = candidates.filter(added_at__gt=filters.added_after)
    if filters.specs:
        candidates = candidates.filter(spec__in=filters.specs)
    same = candidates.filter(stix_id=OuterRef("stix_id"))
    found = candidates
    if filters.types:
        found = found.filter(type__in=filters.types)
    if filters.ids:
        found = found.filter(stix_id__in=filters.ids)
    if not filters.specs:
        found = found.filter(~Exists(same.filter(spec__gt=OuterRef("spec"))))
        same = same.filter(spec=OuterRef("spec"))
    if filters.every:
        return found
    wanted = Q(version_at__in=filters.versions)
    if filters.last:
        wanted |= ~Exists(same.filter(version_at__gt=OuterRef("version_at")))
    if filters.first:
        wanted |= ~Exists(same.filter(version_at__lt=OuterRef("version_at")))
    return found.filter(wanted)


def holds(collection: int, id: str, visible: Visible = ALL) -> bool:
    """Whether a collection holds any version of an object."""
    held = TaxiiObject.objects.filter(visible.condition(), collection=collection, stix_id=id)
    return held.exists()


def delete(collection: int, filters: Filters) -> int:
    """Delete the versions that filters name; how many."""
    with transaction.atomic():
        numbers = list(_matching(collection, filters, ALL).values_list("pk", flat=True))
        TaxiiObject.objects.filter(pk__in=numbers).delete()
    return len(numbers)


def add_sent(collection: int, objects: Sequence[Mapping[str, Any]], now: datetime) -> list[Outcome]:
    """Keep objects as they were sent; a version that is there already is left as it is."""
    outcomes = []
    with transaction.atomic():
        row = TaxiiCollection.objects.select_for_update().get(pk=collection)
        held = _held(collection, {str(one["id"]) for one in objects})
        fresh = []
        for one in objects:
            id = str(one["id"])
            version = str(one.get("modified", one.get("created", added_timestamp(now))))
            versions = held.setdefault(id, set())
            try:
                version_at = read_timestamp(version)
            except ValueError:
                version_at = None
            is_there = version_at in versions if "modified" in one else bool(versions)
            if version_at is None or is_there or not _ID.fullmatch(id):
                outcomes.append(Outcome(id[:300], version[:40], UNABLE))
                continue
            versions.add(version_at)
            fresh.append(NewObject(id, spec_of(one)[:10], version, version_at, one))
            outcomes.append(Outcome(id, version))
        _insert(row, fresh, now)
        _note_media_types(row, {one.spec for one in fresh})
    return outcomes


def add(collection: int, objects: Sequence[NewObject], now: datetime) -> int:
    """Add versions to a collection, but for those that are there; how many were new."""
    with transaction.atomic():
        row = TaxiiCollection.objects.select_for_update().get(pk=collection)
        there = set(
            TaxiiObject.objects.filter(
                collection=collection, stix_id__in={one.id for one in objects}
            ).values_list("stix_id", "version_at", "giver", "kind")
        )
        fresh = []
        for one in objects:
            name = one.id, one.version_at, one.giver, one.kind
            if name not in there:
                there.add(name)
                fresh.append(one)
        _insert(row, fresh, now)
    return len(fresh)


def created(collection: int, ids: Ids[str]) -> dict[str, datetime]:
    """When the first version of each of some objects was made, by their ids."""
    found = TaxiiObject.objects.filter(collection=collection, stix_id__in=ids)
    return dict(found.values("stix_id").annotate(at=Min("version_at")).values_list("stix_id", "at"))


def given(collection: int, ids: Ids[str]) -> set[tuple[str, str, str]]:
    """Which of some objects were given by whom as what: id, giver and kind."""
    found = TaxiiObject.objects.filter(collection=collection, stix_id__in=ids)
    return set(found.values_list("stix_id", "giver", "kind"))


def revoked(collection: int, ids: Ids[str]) -> set[str]:
    """Which of some objects have been revoked, after which nothing more is said of them."""
    found = TaxiiObject.objects.filter(collection=collection, stix_id__in=ids, is_revoked=True)
    return set(found.values_list("stix_id", flat=True))


def forget_versions(collection: int, ids: Ids[str]) -> None:
    """Delete all versions of some objects: what they said before is for nobody any more."""
    TaxiiObject.objects.filter(collection=collection, stix_id__in=ids).delete()


def forget(collection: int, before: datetime) -> int:
    """Delete what givers gave before a time; how many versions."""
    old = TaxiiObject.objects.filter(collection=collection, added_at__lt=before)
    gone, _rows = old.exclude(giver="").delete()
    return gone


def cursor(root: str, lock: bool = False) -> str:
    """How far the collections of a root follow the hub's events; with ``lock``, held until the
    transaction ends."""
    found = TaxiiRoot.objects.select_for_update() if lock else TaxiiRoot.objects
    return found.values_list("cursor", flat=True).get(name=root)


def move_cursor(root: str, cursor: str) -> None:
    """Note how far the collections of a root follow the hub's events now."""
    TaxiiRoot.objects.filter(name=root).update(cursor=cursor)


def put(collection: int, one: NewObject, added_at: datetime) -> None:
    """Put a version where another server had it; times of addition may repeat there."""
    _row(collection, one, added_at).save()
    TaxiiCollection.objects.filter(pk=collection).filter(
        Q(newest_at=None) | Q(newest_at__lt=added_at)
    ).update(newest_at=added_at)


def _held(collection: int, ids: set[str]) -> dict[str, set[datetime]]:
    held: dict[str, set[datetime]] = {}
    rows = TaxiiObject.objects.filter(collection=collection, stix_id__in=ids)
    for id, version_at in rows.values_list("stix_id", "version_at"):
        held.setdefault(id, set()).add(version_at)
    return held


def _insert(row: TaxiiCollection, objects: Sequence[NewObject], now: datetime) -> None:
    """Insert versions, each later than the one before: then even paging by time alone misses none."""
    if not objects:
        return
    added_at = now if row.newest_at is None else max(now, row.newest_at + _TICK)
    fresh = [_row(row.pk, one, added_at + n * _TICK) for n, one in enumerate(objects)]
    TaxiiObject.objects.bulk_create(fresh, batch_size=1000)
    row.newest_at = fresh[-1].added_at
    row.save(update_fields=["newest_at"])


def _row(collection: int, one: NewObject, added_at: datetime) -> TaxiiObject:
    return TaxiiObject(
        collection_id=collection,
        stix_id=one.id,
        type=one.id.partition("--")[0],
        spec=one.spec,
        version=one.version,
        version_at=one.version_at,
        added_at=added_at,
        giver=one.giver,
        kind=one.kind,
        is_revoked=one.is_revoked,
        created_at=one.created_at,
        content=orjson.dumps(one.content).decode(),
    )


def _note_media_types(row: TaxiiCollection, specs: set[str]) -> None:
    information = orjson.loads(row.information)
    known = information.setdefault("media_types", [])
    new = sorted({media_type(spec) for spec in specs} - set(known))
    if new:
        information["media_types"] = known + new
        row.information = orjson.dumps(information).decode()
        row.save(update_fields=["information"])


def keep_status(root: str, status: Mapping[str, Any], now: datetime, party: str = "") -> None:
    """Keep what became of a request; what is too old to be asked for goes."""
    TaxiiStatus.objects.filter(created_at__lt=now - STATUS_RETENTION).delete()
    TaxiiStatus.objects.create(
        root=TaxiiRoot.objects.get(name=root),
        key=status["id"],
        party=party,
        content=orjson.dumps(status).decode(),
        created_at=now,
    )


def status(root: str, id: str, party: str = "") -> dict[str, Any] | None:
    """The status of an earlier request of a party."""
    row = TaxiiStatus.objects.filter(root__name=root, key=id, party=party).first()
    return orjson.loads(row.content) if row else None
