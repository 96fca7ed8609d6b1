"""A hub with parties, agreements and many orders in force, for the benchmarks of scam calls."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

#: Who sends: two of them of one kind, so that blocks need another one.
SENDERS = {
    "bench-telecom": "telecom",
    "bench-mobile": "telecom",
    "bench-bank": "bank",
    "bench-police": "police",
    "bench-handset": "handset",
}
SIGNAL = "scamcall.number_report"
ORDER = "scamcall.order"
_SIGNAL_FIELDS = ["type", "pseudonym", "seen_at", "confidence", "amount_won"]
_ORDER_FIELDS = [
    *("reference", "subject_kind", "pseudonym", "action", "state", "basis", "confidence"),
    *("starts_at", "expires_at", "appeal", "kept_won"),
]
#: So many rows in one statement.
_ROWS = 100_000


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of those who send and, by name, of those who subscribe."""

    senders: Sequence[str]
    subscribers: Mapping[str, str]


def fill(live: int, subscribers: int) -> Keys:
    """Bring the hub of the environment up to so many orders in force, with all that take part."""
    from ieum.hub.django_ready import django_ready

    django_ready()
    from django.core.management import call_command
    from django.db import connections

    call_command("migrate", verbosity=0)
    keys = _parties(subscribers)
    _orders(live)
    connections.close_all()
    return keys


def _parties(subscribers: int) -> Keys:
    from django.utils import timezone

    from ieum.exchange.agreements import store as agreements
    from ieum.exchange.agreements.values import Purpose
    from ieum.exchange.parties import store as parties
    from ieum.exchange.parties.values import HUB
    from ieum.services.scamcall.judgement import store as judgements
    from ieum.services.scamcall.judgement.rules import Let, Stage

    now = timezone.now()
    known = {one.id for one in parties.parties()}
    names = [f"subscriber-{number}" for number in range(subscribers)]
    for name, kind in {**SENDERS, **dict.fromkeys(names, "telecom")}.items():
        if name not in known:
            _join(name, kind)
    if not known & SENDERS.keys():
        # What is in force already stands on the last: the hub frees what a stopped rule bound.
        for rule in ("phone-alert", "phone-block", "account-delay"):
            judgements.let(rule, Let(Stage.FULL), "benchmark", "benchmark")
    parties.party(HUB)
    offered = {one.giver: one.id for one in agreements.offers()}
    for giver in (*SENDERS, HUB):
        if giver not in offered:
            offered[giver] = agreements.make_offer(
                giver,
                ORDER if giver == HUB else SIGNAL,
                Purpose.PREVENTION,
                _ORDER_FIELDS if giver == HUB else _SIGNAL_FIELDS,
                starts_at=now - timedelta(days=1),
                ends_at=now + timedelta(days=300),
                retention_days=365,
                basis="통신사기피해환급법 제13조의4",
            ).id
    for name in names:
        for offer in offered.values():
            agreements.accept(offer, name)
    return Keys(
        [_key(name, "scamcall:submit") for name in SENDERS],
        {name: _key(name, "scamcall:receive") for name in names},
    )


def sign_with(names: Iterable[str]) -> tuple[dict[str, str], str]:
    """A signing key for each of some parties: its secret half in hex, by name; and the hub's public key."""
    import base64
    from hashlib import sha256

    from django.db import connections

    from ieum.exchange.events.jetstream.naming import public_of
    from ieum.exchange.ledger import signing as ledger
    from ieum.exchange.parties.signing import store as signing

    secrets = {}
    for name in names:
        secret = sha256(f"benchmark {name}".encode()).digest()
        signing.add_signing_key(name, base64.b64encode(public_of(secret)).decode())
        secrets[name] = secret.hex()
    hub = ledger.current().public().line()
    connections.close_all()
    return secrets, hub


def _join(name: str, kind: str) -> None:
    from ieum.exchange.parties import store as parties
    from ieum.exchange.parties.values import PartyKind, PartyState

    parties.add_party(name, name, PartyKind(kind), state=PartyState.LIVE)


def _key(party: str, scope: str) -> str:
    from ieum.exchange.parties import store as parties

    for known in parties.keys(party):
        if known.revoked_at is None:
            parties.end_key(party, known.id)
    return parties.make_key(party, "benchmark", [scope], 30)


def _orders(live: int) -> None:
    """Orders in force on accounts that cannot be; they end one after the other in the coming week."""
    from django.db import connection
    from django.utils import timezone

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM scamcall_order WHERE reference LIKE 'SC-B%%'")
        there = cursor.fetchone()[0]
        now = timezone.now()
        begin = now + timedelta(hours=2)
        for first in range(there, live, _ROWS):
            numbers = f"WITH RECURSIVE n(i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM n WHERE i < {min(first + _ROWS, live) - 1})"
            if connection.vendor == "postgresql":
                digest, padded = "md5(i::text)", "lpad(i::text, 9, '0')"
                expires = (
                    f"timestamptz '{begin.isoformat()}' + make_interval(secs => (i %% 540000))"
                )
                sealed = "'\\x00'::bytea"
            else:
                digest, padded = "lower(hex(i * 7919 + 1000000007))", "printf('%%09d', i)"
                expires = f"strftime('%%Y-%%m-%%d %%H:%%M:%%S', '{begin:%Y-%m-%d %H:%M:%S}', '+' || (i %% 540000) || ' seconds')"
                sealed = "x'00'"
            cursor.execute(
                "INSERT INTO scamcall_subject (kind, pseudonym, epoch, sealed, holder, revision, "
                f"first_seen_at, last_seen_at) {numbers} SELECT 'account', 'account.1.b' || {digest}, "
                f"1, {sealed}, 1, 1, %s, %s FROM n",
                [now, now],
            )
            cursor.execute(
                "INSERT INTO scamcall_order (reference, subject_id, holder, action, basis, evidence, "
                "confidence, requester, approver, rule, scope, starts_at, expires_at, notice, appeal, "
                f"state, revision, created_at, end_reason) {numbers} SELECT 'SC-B' || {padded}, s.id, 1, "
                "'delay', '통신사기피해환급법 제2조의5', '{\"score\": 0.7}', 70, 'rule account-delay@1', '', "
                f"'account-delay@1', '이체', %s, {expires}, '알림', 'https://hub.example/o', 'live', 1, %s, '' "
                f"FROM n JOIN scamcall_subject s ON s.pseudonym = 'account.1.b' || {digest}",
                [now, now],
            )
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE")
