"""Events published in the caller's transaction, and read in an order that loses none."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

import orjson
from django.db import connection, transaction

from ieum.exchange import many_rows
from ieum.exchange.events.rows import Confirmation, ExchangeEvent, Outbox
from ieum.exchange.events.signed_confirmations import signed_text, signing_key_of
from ieum.exchange.events.values import (
    ConfirmedBy,
    Cursor,
    CursorTooOld,
    Event,
    Lane,
    Position,
)
from ieum.exchange.parties.signing.store import signing_keys
from ieum.kernel.messages import _

#: On PostgreSQL only what lies below the oldest open transaction is decided for good.
_DECIDED = ' AND "transaction" < pg_snapshot_xmin(pg_current_snapshot())::text::bigint'
_COLUMNS = (
    '"transaction", id, lane, kind, giver, subject, revision, body, audience, at, retracts, '
    "first_told_at"
)
#: The number of the one row that says what is known of the outbox.
_ONLY = 1
#: Rows deleted at once, so that writers never wait long.
_TIDIED_AT_ONCE = 5000


def publish(events: Iterable[Event]) -> None:
    """Write events beside what made them happen, in the same transaction."""
    many_rows.insert(
        ExchangeEvent,
        [
            {
                "lane": int(event.lane),
                "kind": event.kind,
                "giver": event.giver,
                "subject": event.subject,
                "revision": event.revision,
                "body": orjson.dumps(event.body),
                "audience": " ".join(sorted(event.audience)),
                "at": event.at,
                "retracts": event.retracts,
                "first_told_at": event.first_told_at,
            }
            for event in events
        ],
    )


def withdraw(subject: str, revision: int, at: datetime) -> None:
    """Delete the event of a revision of a subject, told at that time, before its time is up.

    For what its giver has taken back: whoever comes from far behind hears that it was, and not what.
    """
    ExchangeEvent.objects.filter(at=at, subject=subject, revision=revision).delete()


def beginning(pauses: int = 0) -> Cursor:
    """The cursor before everything that is still kept, for a reader of whom so many pauses are over."""
    outbox = _outbox()
    return Cursor(outbox.name, *(_tidied(outbox, lane) for lane in Lane), pauses=pauses)


def newest(pauses: int = 0) -> Cursor:
    """The cursor after everything that is decided now: where a reader of a snapshot goes on."""
    cursor = beginning(pauses)
    with connection.cursor() as database:
        for lane in Lane:
            database.execute(
                f'SELECT "transaction", id FROM exchange_exchangeevent WHERE lane = %s{_decided()} '
                'ORDER BY "transaction" DESC, id DESC LIMIT 1',
                [int(lane)],
            )
            row = database.fetchone()
            if row is not None:
                cursor = cursor.moved(lane, Position(*row))
    return cursor


def checked(text: str) -> Cursor:
    """The cursor of a text that a reader sent, from which it can go on without a gap.

    Raises ``WrongCursor``, or ``CursorTooOld`` where events after it are gone.
    """
    cursor = Cursor.read(text)
    outbox = _outbox()
    if cursor.outbox != outbox.name or any(
        cursor.of(lane) < _tidied(outbox, lane) for lane in Lane
    ):
        raise CursorTooOld(
            _(
                "이 커서 뒤의 사건은 더 이상 보관하지 않습니다. 스냅숏을 받고 거기에 적힌 커서에서 이어 주세요."
            )
        )
    return cursor


def read_after(cursor: Cursor, most: int = 1000) -> tuple[list[Event], Cursor]:
    """The events after a cursor, releases first, at most so many; and the cursor after them."""
    found: list[Event] = []
    for lane in Lane:
        events = _lane_after(lane, cursor.of(lane), most - len(found))
        if events:
            cursor = cursor.moved(lane, events[-1].position)
            found += events
        if len(found) >= most:
            break
    return found, cursor


def tidy(before: datetime) -> int:
    """Delete the events older than a time that are decided; how many.

    Each lane is cut at one place: what lies behind it is gone, what lies after it is all there.
    """
    gone = 0
    for lane in Lane:
        while True:
            with transaction.atomic():
                outbox = Outbox.objects.select_for_update().get(pk=_outbox().pk)
                events = _lane_after(lane, _tidied(outbox, lane), _TIDIED_AT_ONCE)
                young = next((n for n, event in enumerate(events) if event.at >= before), None)
                events = events[:young]
                if not events:
                    break
                last = events[-1].position
                name = lane.name.lower()
                setattr(outbox, f"tidied_{name}_transaction", last.transaction)
                setattr(outbox, f"tidied_{name}_id", last.id)
                outbox.save()
                ExchangeEvent.objects.filter(
                    pk__in=[event.position.id for event in events]
                ).delete()
                gone += len(events)
    return gone


def begin_anew() -> None:
    """Give the outbox another name and no events: after a restore, old places mean nothing."""
    with transaction.atomic():
        ExchangeEvent.objects.all().delete()
        Outbox.objects.all().delete()
        Outbox.objects.create(pk=_ONLY, name=secrets.token_hex(4))


def confirm(kind: str, subject: str, revision: int, party: str, signature: str = "") -> bool:
    """Keep that a party has applied a revision; False if it had said so before.

    A signature that comes later is kept with what was said before. Raises ``WrongArgument`` for one
    that is not the party's.
    """
    key = ""
    if signature:
        text = signed_text(party, kind, subject, revision)
        key = signing_key_of(signature, text, signing_keys(party))
    row, is_new = Confirmation.objects.get_or_create(
        kind=kind,
        subject=subject,
        revision=revision,
        party=party,
        defaults={"signature": signature, "key": key},
    )
    if key and not row.key:
        Confirmation.objects.filter(pk=row.pk).update(signature=signature, key=key)
    return is_new


def confirmations(kind: str, subject: str, revision: int) -> list[ConfirmedBy]:
    """Who has applied a revision of a subject, the first first."""
    found = Confirmation.objects.filter(kind=kind, subject=subject, revision=revision)
    return [
        # What was kept before signatures were verified counts as unsigned.
        ConfirmedBy(row.party, row.at, row.signature if row.key else "", row.key)
        for row in found.order_by("at", "party")
    ]


def _lane_after(lane: Lane, position: Position, most: int) -> list[Event]:
    # In two parts: SQLite, where every transaction has the same number, would look for
    # ("transaction", id) > (…, …) through all of them.
    parts = ('"transaction" = %s AND id > %s', '"transaction" > %s')
    with connection.cursor() as database:
        database.execute(
            " UNION ALL ".join(
                f"SELECT * FROM (SELECT {_COLUMNS} FROM exchange_exchangeevent "
                f"WHERE lane = %s AND {part}{_decided()} "
                f'ORDER BY "transaction", id LIMIT %s) part{number}'
                for number, part in enumerate(parts)
            )
            + " ORDER BY 1, 2 LIMIT %s",
            [int(lane), *position, most, int(lane), position.transaction, most, most],
        )
        return [_event(row) for row in database.fetchall()]


def _decided() -> str:
    return _DECIDED if connection.vendor == "postgresql" else ""


def _outbox() -> Outbox:
    row = Outbox.objects.order_by("pk").first()
    if row is None:
        # Under one number, so that of two who make it at once the second finds the first's.
        row, _is_new = Outbox.objects.get_or_create(
            pk=_ONLY, defaults={"name": secrets.token_hex(4)}
        )
    return row


def _tidied(outbox: Outbox, lane: Lane) -> Position:
    name = lane.name.lower()
    return Position(
        getattr(outbox, f"tidied_{name}_transaction"), getattr(outbox, f"tidied_{name}_id")
    )


def _event(row: Sequence[Any]) -> Event:
    number, id, lane, kind, giver, subject, revision, body, audience, at, retracts, first = row
    return Event(
        kind=kind,
        giver=giver,
        subject=subject,
        revision=revision,
        body=orjson.loads(bytes(body)),
        at=_time(at),
        lane=Lane(lane),
        audience=frozenset(audience.split()),
        position=Position(number, id),
        retracts=retracts,
        first_told_at=None if first is None else _time(first),
    )


def _time(value: datetime | str) -> datetime:
    """SQLite keeps times as text in UTC."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    return value if value.tzinfo else value.replace(tzinfo=UTC)
