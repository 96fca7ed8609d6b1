"""Reserve, call, settle: budgets that concurrent calls cannot overrun.

A call first reserves the most it can cost, in one transaction that holds the rows of spending it
counts against; it is refused when a budget has not that much left. Afterwards it settles what it
really cost, never more than it reserved. So at every moment spent + reserved ≤ limit, whatever the
number of processes and in whatever order calls end. A call that is never settled, because its
process died, counts with all that it reserved.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from ieum.hub.gateway.models import MICRO, Budget, ModelCall, Period, Phase, Scope, Spending
from ieum.kernel.context import SEOUL
from ieum.kernel.errors import IeumError
from ieum.kernel.messages import Message, _


class BudgetExhausted(IeumError):
    """A budget has not enough left for the call."""

    code = "budget-exhausted"
    status = 429

    def __init__(self, budget: Budget, message: Message) -> None:
        super().__init__(message)
        self.budget = budget


@dataclass(frozen=True)
class Payer:
    """On whose account a call is: the service that makes it, and the party it is made for."""

    service: str
    party: str


@dataclass(frozen=True)
class Prices:
    """Won for a million tokens."""

    input: int = 0
    output: int = 0


def start_of(period: str, moment: datetime) -> date:
    """The Korean day on which the period that holds `moment` began."""
    day = moment.astimezone(SEOUL).date()
    return day if period == Period.DAY else day.replace(day=1)


def reserve(
    payer: Payer,
    model: str,
    most_input_tokens: int,
    most_output_tokens: int,
    *,
    prices: Prices | None = None,
    lifetime_seconds: float = 600.0,
    now: datetime | None = None,
) -> ModelCall:
    """Set aside the most that a call can cost, before it is made.

    Raises `BudgetExhausted` and sets nothing aside when any budget of the payer would be overrun.
    `lifetime_seconds` must be longer than the call can last.
    """
    if most_input_tokens < 0 or most_output_tokens < 0:
        raise ValueError(
            f"{most_input_tokens} and {most_output_tokens} tokens cannot be reserved; "
            "expected numbers of 0 or more"
        )
    moment = now or timezone.now()
    prices = prices or Prices()
    call = ModelCall(
        service=payer.service,
        party=payer.party,
        model=model,
        most_input_tokens=most_input_tokens,
        most_output_tokens=most_output_tokens,
        input_price=prices.input,
        output_price=prices.output,
        started_at=moment,
        expires_at=moment + timedelta(seconds=lifetime_seconds),
    )
    tokens = most_input_tokens + most_output_tokens
    microwon = call.cost(most_input_tokens, most_output_tokens)
    keys = _keys(payer, moment)
    _make_missing(keys)
    with transaction.atomic():
        rows = _locked(keys)
        _demand_room(rows, tokens, microwon)
        Spending.objects.filter(pk__in=[row.pk for row in rows]).update(
            reserved_tokens=F("reserved_tokens") + tokens,
            reserved_microwon=F("reserved_microwon") + microwon,
            calls=F("calls") + 1,
        )
        call.save(force_insert=True)
    return call


def settle(
    call: ModelCall,
    input_tokens: int,
    output_tokens: int,
    *,
    estimated: bool,
    outcome: str,
    now: datetime | None = None,
) -> bool:
    """Put what a call came to in place of what it reserved; whether it was still open.

    More than was reserved is cut to it and marked as estimated. A second settlement does nothing.
    """
    if input_tokens < 0 or output_tokens < 0:
        raise ValueError(
            f"{input_tokens} and {output_tokens} tokens cannot be settled; "
            "expected numbers of 0 or more"
        )
    taken_in = min(input_tokens, call.most_input_tokens)
    given_out = min(output_tokens, call.most_output_tokens)
    cut = (taken_in, given_out) != (input_tokens, output_tokens)
    return _close(
        call, taken_in, given_out, estimated or cut, outcome, Phase.SETTLED, now or timezone.now()
    )


def expire(now: datetime | None = None) -> int:
    """Close every call whose time is up as if it had cost all it reserved; how many there were."""
    moment = now or timezone.now()
    overdue = ModelCall.objects.filter(phase=Phase.OPEN, expires_at__lt=moment)
    return sum(
        _close(
            call,
            call.most_input_tokens,
            call.most_output_tokens,
            True,
            "expired",
            Phase.EXPIRED,
            moment,
        )
        for call in overdue
    )


def _close(
    call: ModelCall,
    input_tokens: int,
    output_tokens: int,
    estimated: bool,
    outcome: str,
    phase: Phase,
    now: datetime,
) -> bool:
    with transaction.atomic():
        # Whoever changes the phase first closes the call; everybody else finds it closed.
        closed = ModelCall.objects.filter(pk=call.pk, phase=Phase.OPEN).update(
            phase=phase,
            outcome=outcome,
            input_tokens=input_tokens,
            output_tokens=output_tokens,
            estimated=estimated,
            ended_at=now,
        )
        if not closed:
            return False
        rows = _locked(_keys(Payer(call.service, call.party), call.started_at))
        reserved = call.most_input_tokens + call.most_output_tokens
        Spending.objects.filter(pk__in=[row.pk for row in rows]).update(
            reserved_tokens=F("reserved_tokens") - reserved,
            reserved_microwon=F("reserved_microwon")
            - call.cost(call.most_input_tokens, call.most_output_tokens),
            spent_tokens=F("spent_tokens") + input_tokens + output_tokens,
            spent_microwon=F("spent_microwon") + call.cost(input_tokens, output_tokens),
        )
    return True


_Key = tuple[str, str, str, date]


def _keys(payer: Payer, moment: datetime) -> list[_Key]:
    """What the payer's calls of that moment count in, in one order for everybody."""
    scopes = ((Scope.TOTAL, ""), (Scope.SERVICE, payer.service), (Scope.PARTY, payer.party))
    return sorted(
        (scope.value, name, period.value, start_of(period, moment))
        for scope, name in scopes
        for period in Period
    )


def _rows(keys: list[_Key]) -> QuerySet[Spending]:
    wanted = Q()
    for scope, name, period, starts_on in keys:
        wanted |= Q(scope=scope, name=name, period=period, starts_on=starts_on)
    return Spending.objects.filter(wanted)


def _make_missing(keys: list[_Key]) -> None:
    """Makes the rows of a new period.

    Not in the transaction that locks them: whoever held some rows and waited to make others could
    wait for somebody who waits for them.
    """
    if _rows(keys).count() < len(keys):
        Spending.objects.bulk_create(
            [Spending(scope=s, name=n, period=p, starts_on=d) for s, n, p, d in keys],
            ignore_conflicts=True,
        )


def _locked(keys: list[_Key]) -> list[Spending]:
    return list(_rows(keys).select_for_update().order_by("pk"))


def _demand_room(rows: Iterable[Spending], tokens: int, microwon: int) -> None:
    budgets = {(b.scope, b.name, b.period): b for b in Budget.objects.all()}
    for row in rows:
        budget = budgets.get((row.scope, row.name, row.period))
        if budget is None:
            continue
        used = row.reserved_tokens + row.spent_tokens
        if budget.token_limit is not None and used + tokens > budget.token_limit:
            raise _exhausted(budget)
        cost = row.reserved_microwon + row.spent_microwon
        if budget.won_limit is not None and cost + microwon > budget.won_limit * MICRO:
            raise _exhausted(budget)


def _exhausted(budget: Budget) -> BudgetExhausted:
    if budget.period == Period.DAY:
        return BudgetExhausted(
            budget,
            _(
                "'{budget}'의 오늘 언어 모델 예산이 모자랍니다. 내일 다시 하거나 관리자에게 예산을 "
                "늘려 달라고 해 주세요 (ieum budget).",
                budget=budget.name or "total",
            ),
        )
    return BudgetExhausted(
        budget,
        _(
            "'{budget}'의 이달 언어 모델 예산이 모자랍니다. 다음 달에 다시 하거나 관리자에게 예산을 "
            "늘려 달라고 해 주세요 (ieum budget).",
            budget=budget.name or "total",
        ),
    )
