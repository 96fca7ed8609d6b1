"""What services and parties used, and how far their budgets have gone: figures for people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from ieum.hub.gateway.accounting import expire, start_of
from ieum.hub.gateway.models import MICRO, Budget, Period, Scope, Spending


@dataclass(frozen=True)
class Use:
    """What one service or party used in one period. Money is micro-won."""

    name: str
    calls: int
    tokens: int
    reserved_tokens: int
    microwon: int

    @property
    def won(self) -> float:
        """The cost in won."""
        return self.microwon / MICRO


@dataclass(frozen=True)
class BudgetState:
    """A budget and what of it is used or reserved in the period that runs."""

    scope: str
    name: str
    period: str
    starts_on: date
    token_limit: int | None
    won_limit: int | None
    tokens: int
    microwon: int

    @property
    def used_won(self) -> float:
        """What is used or reserved, in won."""
        return self.microwon / MICRO

    @property
    def share(self) -> float:
        """The used part of whatever is nearer to its limit, 0 to 1."""
        shares = [0.0]
        if self.token_limit is not None:
            shares.append(self.tokens / self.token_limit if self.token_limit else 1.0)
        if self.won_limit is not None:
            shares.append(self.microwon / (self.won_limit * MICRO) if self.won_limit else 1.0)
        return max(shares)


def usage_by_service(period: str = Period.MONTH, now: datetime | None = None) -> list[Use]:
    """What each service used in the day or month that holds `now`, the most first."""
    return _usage(Scope.SERVICE, period, now)


def usage_by_party(period: str = Period.MONTH, now: datetime | None = None) -> list[Use]:
    """What each party used in the day or month that holds `now`, the most first."""
    return _usage(Scope.PARTY, period, now)


def budget_states(now: datetime | None = None) -> list[BudgetState]:
    """Every budget with what is used of it."""
    moment = now or timezone.now()
    states = []
    for budget in Budget.objects.order_by("scope", "name", "period"):
        starts_on = start_of(budget.period, moment)
        spending = (
            Spending.objects.filter(
                scope=budget.scope, name=budget.name, period=budget.period, starts_on=starts_on
            ).first()
            or Spending()
        )
        states.append(
            BudgetState(
                budget.scope,
                budget.name,
                budget.period,
                starts_on,
                budget.token_limit,
                budget.won_limit,
                spending.spent_tokens + spending.reserved_tokens,
                spending.spent_microwon + spending.reserved_microwon,
            )
        )
    return states


def set_budget(
    scope: str, name: str, period: str, token_limit: int | None, won_limit: int | None
) -> None:
    """Set a budget, or take it away when both limits are None."""
    if token_limit is None and won_limit is None:
        Budget.objects.filter(scope=scope, name=name, period=period).delete()
        return
    Budget.objects.update_or_create(
        scope=scope,
        name=name,
        period=period,
        defaults={"token_limit": token_limit, "won_limit": won_limit},
    )


def _usage(scope: str, period: str, now: datetime | None) -> list[Use]:
    moment = now or timezone.now()
    expire(moment)
    rows = Spending.objects.filter(
        scope=scope, period=period, starts_on=start_of(period, moment)
    ).order_by("-spent_tokens", "name")
    return [
        Use(row.name, row.calls, row.spent_tokens, row.reserved_tokens, row.spent_microwon)
        for row in rows
    ]
