"""Which key signs the ledger's heads, and how another takes its place."""

from __future__ import annotations

from ieum.exchange.ledger import store
from ieum.exchange.ledger.entries import Entry
from ieum.exchange.ledger.notes import PrivateKey, PublicKey
from ieum.kernel.errors import IeumError
from ieum.kernel.messages import _


class WrongLedgerKey(IeumError):
    """This hub's key is not the one that signs the ledger."""

    code = "wrong-ledger-key"


def signer() -> PrivateKey:
    """The key that signs now; the first one is taken on without further ado.

    To be called by the ledger's sole writer. Raises ``WrongLedgerKey`` where this hub's key is not
    the newest that the ledger knows: two machines with two keys would replace each other for ever.
    """
    known = store.known_keys()
    seed = store.seed()
    if not known:
        key = PrivateKey(store.name_for_new() or _name_from(seed), seed)
        store.put_key(key.public(), since=0)
        return key
    newest = known[-1].key
    key = PrivateKey(newest.name, seed)
    if key.public() != newest:
        raise WrongLedgerKey(
            _(
                "이 허브의 원장 열쇠({key})는 지금 원장에 서명하는 열쇠({newest})가 아닙니다. 여러 기계가 한 "
                "허브를 이루면 모두에 같은 IEUM_LEDGER_KEY를 정하고, 열쇠를 잃었으면 `ieum ledger rotate`로 "
                "바꿔 주세요.",
                key=key.public().line(),
                newest=newest.line(),
            )
        )
    return key


def sign(text: str) -> tuple[PublicKey, bytes]:
    """Sign something else than a head with the hub's key: the key, and the signature.

    A text must begin with a line that no ledger's name is. Raises ``WrongLedgerKey``.
    """
    key = current()
    return key.public(), key.sign(text)


def current() -> PrivateKey:
    """The hub's key, for what is signed beside the ledger. Raises ``WrongLedgerKey``."""
    if store.known_keys():
        return signer()
    with store.sole_writer():
        return signer()


def rotate() -> PublicKey:
    """Let the key that this hub has now sign from now on, and write that into the ledger.

    Raises ``WrongLedgerKey`` for a key that the ledger has known before.
    """
    with store.sole_writer():
        known = store.known_keys()
        if not known:
            return signer().public()
        key = PrivateKey(known[-1].key.name, store.seed()).public()
        if any(one.key == key for one in known):
            raise WrongLedgerKey(
                _(
                    "열쇠 {key}{key:-은/는} 이 원장이 이미 썼습니다. 새 열쇠로 바꿔 주세요.",
                    key=key.line(),
                )
            )
        head = store.head()
        store.put_key(key, since=head.checkpoint.size if head else 0)
        store.write(
            Entry(
                kind="ledger.key",
                party="hub",
                actor="operator",
                body={"key": key.line(), "before": known[-1].key.line()},
            )
        )
        return key


def _name_from(seed: bytes) -> str:
    """A name that no other ledger has, from the first key."""
    return f"ieum-{PrivateKey('', seed).public().key.hex()[:16]}/ledger"
