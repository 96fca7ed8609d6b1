"""Who may do what at the NATS server, as a part of its configuration file.

The hub writes every stream and makes every consumer. A party may do two things with each of its
signing keys: ask for the next messages of that key's consumer, and say that it has them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from ieum.exchange.events.jetstream.naming import consumer_of, inbox_of, stream_of, user_key

_HUB_WRITES = ("ieum.events.>", "$JS.API.>")


def configuration(hub: bytes, parties: Mapping[str, Collection[bytes]]) -> str:
    """The block ``authorization`` for ``nats-server.conf``.

    ``hub``: the hub's public key; ``parties``: those of each party. Each is 32 bytes (Ed25519).
    """
    users = [_user(hub, _HUB_WRITES, "_INBOX.>")]
    for party, keys in sorted(parties.items()):
        users += (_user(key, _asks(party, key), f"{inbox_of(party)}.>", party) for key in keys)
    return "authorization {\n  users = [\n" + "".join(users) + "  ]\n}\n"


def _asks(party: str, key: bytes) -> Iterator[str]:
    stream, consumer = stream_of(party), consumer_of(key)
    yield f"$JS.API.CONSUMER.MSG.NEXT.{stream}.{consumer}"
    yield f"$JS.ACK.{stream}.{consumer}.>"


def _user(key: bytes, writes: Iterable[str], hears: str, note: str = "hub") -> str:
    allowed = ", ".join(f'"{subject}"' for subject in writes)
    return (
        f"    # {note}\n"
        f"    {{ nkey: {user_key(key)}\n"
        f'      permissions: {{ publish: [{allowed}], subscribe: ["{hears}"] }} }}\n'
    )
