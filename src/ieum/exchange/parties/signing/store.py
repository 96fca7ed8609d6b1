"""Keys with which parties sign: kept, found, ended; and what was signed is taken once."""

from __future__ import annotations

import base64
import binascii
import time
from hashlib import sha256

from django.db import IntegrityError, transaction
from django.utils import timezone

from ieum.exchange.parties.remembered import forget, remembered
from ieum.exchange.parties.rows import Party
from ieum.exchange.parties.signing.requests import Proof, SignedRequest, WrongSignature, proof_of
from ieum.exchange.parties.signing.rows import PartySigningKey, UsedNonce
from ieum.exchange.parties.store import party
from ieum.exchange.parties.values import PartyState, SigningKey
from ieum.kernel.errors import NotFound, WrongArgument
from ieum.kernel.messages import _

#: Keys of a party that sign at one time; more would only be keys that nobody knows of.
MOST_LIVE_SIGNING_KEYS = 10
_SWEEP_SECONDS = 60.0
_swept_at = 0.0


def add_signing_key(party_id: str, public: str) -> SigningKey:
    """Take in the public key with which a party signs: 32 bytes in base64.

    The id of the key is the party's name and the first 12 hexadecimal digits of its SHA-256.
    Raises ``WrongArgument`` for one that is no key, was ended before, or is one too many.
    """
    id_of_party = party(party_id).id
    try:
        raw = base64.b64decode(public.strip(), validate=True)
    except (binascii.Error, ValueError):
        raw = b""
    if len(raw) != 32:
        raise WrongArgument(
            "public",
            _("Ed25519 공개 키는 base64로 적은 32바이트여야 합니다. 보낸 것은 그렇지 않습니다."),
        )
    id = f"{id_of_party}.{sha256(raw).hexdigest()[:12]}"
    kept = PartySigningKey.objects.filter(pk=id).first()
    if kept is None:
        live = PartySigningKey.objects.filter(party_id=id_of_party, revoked_at=None)
        if live.count() >= MOST_LIVE_SIGNING_KEYS:
            raise WrongArgument(
                "public",
                _(
                    "서명 키는 {most}개까지 둘 수 있습니다. 쓰지 않는 것을 끝내 주세요.",
                    most=MOST_LIVE_SIGNING_KEYS,
                ),
            )
        kept = PartySigningKey.objects.create(id=id, party_id=id_of_party, public=raw)
    if kept.revoked_at is not None:
        raise WrongArgument("public", _("이 공개 키는 이미 끝낸 것입니다. 새 키를 만들어 주세요."))
    return _signing(kept)


def signing_key(id: str) -> SigningKey | None:
    """A key that signs now, by its id; None for one that is unknown, ended or of a suspended party."""
    row = (
        PartySigningKey.objects.filter(pk=id, revoked_at=None)
        .exclude(party__state=str(PartyState.SUSPENDED))
        .first()
        if id.isprintable()
        else None
    )
    return _signing(row) if row else None


def signing_keys(party_id: str) -> list[SigningKey]:
    """The signing keys of a party, the newest first, those that are over included."""
    found = PartySigningKey.objects.filter(party_id=party_id).order_by("-added_at", "id")
    return [_signing(row) for row in found]


def end_signing_key(party_id: str, id: str) -> None:
    """End a signing key of a party; what it signed before stays signed. Raises ``NotFound``."""
    found = PartySigningKey.objects.filter(pk=id, party_id=party_id)
    if not found.exists():
        raise NotFound(_("'{id}' 서명 키가 없습니다.", id=id[:60]))
    found.filter(revoked_at=None).update(revoked_at=timezone.now())


def demands_signatures(party_id: str) -> bool:
    """Whether a party demands that calls in its name be signed."""
    found = Party.objects.filter(pk=party_id, demands_signatures=True)
    return remembered(("demands signatures", party_id), found.exists)


def demand_signatures(party_id: str, demanded: bool) -> None:
    """Let a party demand from now on, or no more, that calls of its programs be signed.

    Raises ``WrongArgument`` for a party that has no key to sign with.
    """
    party(party_id)
    keys = PartySigningKey.objects.filter(party_id=party_id, revoked_at=None)
    if demanded and not keys.exists():
        raise WrongArgument(
            "demanded", _("서명할 키가 아직 없습니다. 서명 키를 먼저 등록해 주세요.")
        )
    Party.objects.filter(pk=party_id).update(demands_signatures=demanded)
    forget()


def take(party_id: str, request: SignedRequest) -> str:
    """Take a signed request of a party, once; the id of the key that signed it.

    Raises ``WrongSignature`` for one that is forged, too old, of another party, or was here before.
    """

    def public(id: str) -> bytes | None:
        key = signing_key(id)
        return key.public if key is not None and key.party == party_id else None

    proof = proof_of(request, public)
    _use(proof)
    return proof.key


def _use(proof: Proof) -> None:
    global _swept_at
    if time.monotonic() - _swept_at > _SWEEP_SECONDS:
        _swept_at = time.monotonic()
        UsedNonce.objects.filter(until__lt=timezone.now()).delete()
    digest = sha256(f"{proof.key}\0{proof.nonce}".encode()).hexdigest()
    try:
        with transaction.atomic():
            UsedNonce.objects.create(digest=digest, until=proof.until)
    except IntegrityError:
        raise WrongSignature(
            _("이 서명은 이미 쓰였습니다. 요청마다 새 nonce로 서명해 주세요.")
        ) from None


def _signing(row: PartySigningKey) -> SigningKey:
    return SigningKey(row.pk, row.party_id, bytes(row.public), row.added_at, row.revoked_at)
