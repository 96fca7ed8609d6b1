"""Rows of the model gateway: budgets, what was spent against them, every call, and keys.

Tokens are integers. Money is integer micro-won: one token at one won a million costs exactly one.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

MICRO = 1_000_000


class Scope(models.TextChoices):
    """Whose use is counted together: everybody's, one service's, one party's."""

    TOTAL = "total"
    SERVICE = "service"
    PARTY = "party"


class Period(models.TextChoices):
    """How long a budget lasts, in Korean days and months."""

    DAY = "day"
    MONTH = "month"


class Budget(models.Model):
    """What may be used in each period: tokens, or won, or both. `name` is empty for the total."""

    scope = models.CharField(max_length=10, choices=Scope)
    name = models.CharField(max_length=200, blank=True)
    period = models.CharField(max_length=10, choices=Period)
    token_limit = models.BigIntegerField(null=True)
    won_limit = models.BigIntegerField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["scope", "name", "period"], name="one_budget_each"),
            models.CheckConstraint(
                condition=(Q(token_limit__gte=0) | Q(token_limit=None))
                & (Q(won_limit__gte=0) | Q(won_limit=None)),
                name="budget_limits_not_negative",
            ),
        )

    def __str__(self) -> str:
        return f"{self.scope} {self.name} a {self.period}".replace("  ", " ")


class Spending(models.Model):
    """What was spent and is reserved in one period.

    Kept for every scope and period whether it has a budget or not, so that a budget set in the
    middle of a month counts what the month has already cost.
    """

    scope = models.CharField(max_length=10, choices=Scope)
    name = models.CharField(max_length=200, blank=True)
    period = models.CharField(max_length=10, choices=Period)
    starts_on = models.DateField()
    reserved_tokens = models.BigIntegerField(default=0)
    spent_tokens = models.BigIntegerField(default=0)
    reserved_microwon = models.BigIntegerField(default=0)
    spent_microwon = models.BigIntegerField(default=0)
    calls = models.BigIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["scope", "name", "period", "starts_on"], name="one_spending_each"
            ),
        )

    def __str__(self) -> str:
        return f"{self.scope} {self.name} {self.period} {self.starts_on}"


class Phase(models.TextChoices):
    """Where a call stands. An expired one was never settled and counts with all it reserved."""

    OPEN = "open"
    SETTLED = "settled"
    EXPIRED = "expired"


def new_id() -> str:
    """An id for a call."""
    return uuid.uuid4().hex


class ModelCall(models.Model):
    """One call of the model: what it reserved and what it came to."""

    id = models.CharField(primary_key=True, max_length=32, default=new_id, editable=False)
    service = models.CharField(max_length=200)
    party = models.CharField(max_length=200)
    model = models.CharField(max_length=200)
    phase = models.CharField(max_length=10, choices=Phase, default=Phase.OPEN)
    #: `answered`, `disconnected`, or the reason of the fault.
    outcome = models.CharField(max_length=30, blank=True)

    most_input_tokens = models.BigIntegerField()
    most_output_tokens = models.BigIntegerField()
    #: Won for a million tokens when the call began.
    input_price = models.BigIntegerField(default=0)
    output_price = models.BigIntegerField(default=0)

    input_tokens = models.BigIntegerField(default=0)
    output_tokens = models.BigIntegerField(default=0)
    #: The tokens are our upper bound, because the server's own count was missing or untrue.
    estimated = models.BooleanField(default=False)

    started_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["phase", "expires_at"], name="model_calls_open"),)

    def __str__(self) -> str:
        return f"{self.id} {self.service} {self.phase}"

    def cost(self, input_tokens: int, output_tokens: int) -> int:
        """Micro-won for so many tokens at the prices of this call."""
        return input_tokens * self.input_price + output_tokens * self.output_price

    @property
    def cost_microwon(self) -> int:
        """What the call came to; 0 while it is open."""
        return self.cost(self.input_tokens, self.output_tokens)


class GatewayKey(models.Model):
    """A key with which a service or a party elsewhere uses the gateway. Only its digest is kept."""

    digest = models.CharField(max_length=64, unique=True)
    service = models.CharField(max_length=200)
    party = models.CharField(max_length=200)
    created_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.service} of {self.party}"
