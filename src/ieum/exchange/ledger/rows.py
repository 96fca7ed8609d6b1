"""Rows of the ledger. The database itself refuses to change or delete what is integrated."""

from __future__ import annotations

from django.db import models


class LedgerPending(models.Model):
    """An entry that was written and is not yet in the tree; it comes and goes with its transaction."""

    reference = models.UUIDField(unique=True)
    leaf = models.BinaryField()

    def __str__(self) -> str:
        return str(self.reference)


class LedgerEntry(models.Model):
    """An entry in its place."""

    index = models.BigIntegerField(primary_key=True)
    reference = models.UUIDField(unique=True)
    leaf = models.BinaryField()
    leaf_hash = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.index} {self.reference}"


class LedgerTile(models.Model):
    """A tile of the tree; the last one of each level still grows."""

    level = models.PositiveSmallIntegerField()
    number = models.BigIntegerField()
    hashes = models.BinaryField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("level", "number"), name="one_ledger_tile_a_place"),
        )

    def __str__(self) -> str:
        return f"{self.level}/{self.number}"


class LedgerKey(models.Model):
    """A public key of the ledger; the newest signs, older ones still verify."""

    line = models.CharField(max_length=400, unique=True)
    #: How many entries the ledger had when it began to sign.
    since = models.BigIntegerField()
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.line


class LedgerHead(models.Model):
    """A signed head: the root above the first ``size`` entries."""

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField()
    at = models.DateTimeField(auto_now_add=True)
    key = models.ForeignKey(LedgerKey, on_delete=models.PROTECT, related_name="+")
    signature = models.BinaryField()

    def __str__(self) -> str:
        return str(self.size)
