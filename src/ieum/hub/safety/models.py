"""Rows of the rate limits, for hubs of several processes."""

from __future__ import annotations

from django.db import models


class RateLimit(models.Model):
    """How far one key has used up its limit."""

    #: A digest: the key itself may name an account or a network address.
    digest = models.CharField(max_length=32, primary_key=True)
    #: When the key will have its whole allowance again, in seconds since 1970.
    full_at = models.FloatField(db_index=True)

    def __str__(self) -> str:
        return self.digest
