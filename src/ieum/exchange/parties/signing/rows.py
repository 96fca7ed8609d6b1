"""Keys with which parties sign, and the nonces of what they signed."""

from __future__ import annotations

from django.db import models

from ieum.exchange.parties.rows import Party


class PartySigningKey(models.Model):
    """A public key with which a party signs."""

    id = models.CharField(primary_key=True, max_length=60)
    party = models.ForeignKey(Party, models.PROTECT, related_name="signing_keys")
    public = models.BinaryField(max_length=32)
    added_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.id


class UsedNonce(models.Model):
    """The nonce of a signed request, kept for as long as the signature would still be taken."""

    #: SHA-256 of the key's id and the nonce.
    digest = models.CharField(primary_key=True, max_length=64)
    until = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.digest
