"""The rows of the ledger, kept and found. What they mean is for the other modules to say."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import connection, models, transaction

from ieum.exchange import many_rows
from ieum.exchange.ledger.entries import Entry
from ieum.exchange.ledger.notes import Checkpoint, PublicKey, read_public_key, signed_note
from ieum.exchange.ledger.rows import (
    LedgerEntry,
    LedgerHead,
    LedgerKey,
    LedgerPending,
    LedgerTile,
)
from ieum.exchange.ledger.tiles import Place, Tiles
from ieum.exchange.ledger.tree import leaf_hash

#: Held in PostgreSQL by whoever integrates: an arbitrary number that nothing else of ours uses.
LEDGER_LOCK = 0x1E0_0002


@dataclass(frozen=True, slots=True)
class Head:
    """A signed head, when it was signed, and by which key."""

    checkpoint: Checkpoint
    at: datetime
    key: PublicKey
    signature: bytes

    def note(self) -> str:
        """The head as a signed note, for others to keep."""
        return signed_note(self.checkpoint.text(), [(self.key, self.signature)])


@dataclass(frozen=True, slots=True)
class KnownKey:
    """A public key of the ledger, and from which size on it signed."""

    key: PublicKey
    since: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """An entry that is not yet in the tree."""

    reference: UUID
    leaf: bytes


def write(entry: Entry) -> UUID:
    """Write an entry, if and only if the transaction that this is called in comes to pass.

    It gets its place within a second while a hub runs; ``index_of`` then knows it by the reference
    that this gives. Raises ``WrongEntry``.
    """
    LedgerPending.objects.create(reference=entry.id, leaf=entry.leaf())
    return entry.id


def write_all(entries: Collection[Entry]) -> list[UUID]:
    """``write`` for many at once, in their order."""
    many_rows.insert(
        LedgerPending, [{"reference": entry.id, "leaf": entry.leaf()} for entry in entries]
    )
    return [entry.id for entry in entries]


def index_of(reference: UUID) -> int | None:
    """The place of an entry; None while it waits, and for one that was never written."""
    found = LedgerEntry.objects.filter(reference=reference).values_list("index", flat=True)
    return found.first()


def leaves(begin: int, end: int) -> list[bytes]:
    """The leaves of the entries [begin, end) that there are, in order."""
    found = LedgerEntry.objects.filter(index__gte=begin, index__lt=end).order_by("index")
    return [bytes(leaf) for leaf in found.values_list("leaf", flat=True)]


def tiles(places: Collection[Place]) -> dict[Place, bytes]:
    """These tiles, as far as there are any."""
    if not places:
        return {}
    table = connection.ops.quote_name(LedgerTile._meta.db_table)
    each = " OR ".join(["(level = %s AND number = %s)"] * len(places))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT level, number, hashes FROM {table} WHERE {each}",
            [part for place in places for part in place],
        )
        return {Place(level, number): bytes(hashes) for level, number, hashes in cursor}


def tiles_of_level(level: int, begin: int, end: int) -> dict[Place, bytes]:
    """The tiles [begin, end) of a level."""
    rows = LedgerTile.objects.filter(level=level, number__gte=begin, number__lt=end)
    return {
        Place(level, number): bytes(hashes)
        for number, hashes in rows.values_list("number", "hashes")
    }


def size() -> int:
    """How many entries the newest signed head covers; 0 where there is none."""
    found = LedgerHead.objects.order_by("-size").values_list("size", flat=True).first()
    return found or 0


def head(size: int | None = None) -> Head | None:
    """The newest signed head, or the one of that size; None where there is none."""
    rows = LedgerHead.objects.select_related("key").order_by("-size")
    row = (rows if size is None else rows.filter(size=size)).first()
    if row is None:
        return None
    key = read_public_key(row.key.line)
    checkpoint = Checkpoint(key.name, row.size, bytes(row.root))
    return Head(checkpoint, row.at, key, bytes(row.signature))


def known_keys() -> list[KnownKey]:
    """The ledger's public keys, the newest last."""
    return [
        KnownKey(read_public_key(row.line), row.since, row.at)
        for row in LedgerKey.objects.order_by("id")
    ]


def seed() -> bytes:
    """The 32 secret bytes that this hub signs with, made when first needed."""
    make: Callable[[], str] = settings.LEDGER_SEED
    return bytes.fromhex(make())


def name_for_new() -> str:
    """The name for a ledger that begins on this hub; empty where the hub has no public address."""
    name: str = settings.LEDGER_NAME
    return name


@contextmanager
def sole_writer() -> Iterator[None]:
    """A transaction in which nobody else integrates; it reads what others had integrated before.

    What is signed must survive a failing machine, so SQLite writes it through to the disk.
    """
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=FULL")
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LEDGER_LOCK])
        yield


def is_waiting() -> bool:
    """Whether any entry waits for its place."""
    return LedgerPending.objects.exists()


def take_waiting(most: int) -> list[Waiting]:
    """Take entries that wait, the oldest first, and remove them from where they wait.

    Numbers are given out when an entry is written and seen when its transaction has ended. So an
    entry that was written after another had been committed always has the higher number.
    """
    with connection.cursor() as cursor:
        table = connection.ops.quote_name(LedgerPending._meta.db_table)
        cursor.execute(
            f"DELETE FROM {table} WHERE id IN (SELECT id FROM {table} ORDER BY id LIMIT %s) "
            "RETURNING id, reference, leaf",
            [most],
        )
        rows = sorted(cursor.fetchall())
    return [Waiting(UUID(str(reference)), bytes(leaf)) for _id, reference, leaf in rows]


def add(begin: int, taken: Sequence[Waiting]) -> None:
    """Put entries in their places from ``begin`` on."""
    rows = [
        (index, one.reference.hex, one.leaf, leaf_hash(one.leaf))
        for index, one in enumerate(taken, begin)
    ]
    _insert(LedgerEntry, ("index", "reference", "leaf", "leaf_hash"), rows)


def put_tiles(changed: Tiles) -> None:
    """Keep tiles that are new or longer than before."""
    LedgerTile.objects.bulk_create(
        [
            LedgerTile(level=place.level, number=place.number, hashes=hashes)
            for place, hashes in changed.items()
        ],
        update_conflicts=True,
        unique_fields=["level", "number"],
        update_fields=["hashes"],
    )


def put_head(checkpoint: Checkpoint, key: PublicKey, signature: bytes) -> None:
    """Keep a signed head."""
    LedgerHead.objects.create(
        size=checkpoint.size,
        root=checkpoint.root,
        key=LedgerKey.objects.get(line=key.line()),
        signature=signature,
    )


def put_key(key: PublicKey, since: int) -> None:
    """Let this key sign from now on."""
    LedgerKey.objects.create(line=key.line(), since=since)


def _insert(
    model: type[models.Model], names: Sequence[str], rows: Sequence[tuple[object, ...]]
) -> None:
    """Insert many rows; making an object of each would cost more than all the rest."""
    quote = connection.ops.quote_name
    places = ", ".join(["%s"] * len(names))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(map(quote, names))}) "
            f"VALUES ({places})",
            rows,
        )
