"""People at a desk: who they are, the hour of the day there, and what they do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.utils import timezone

from ieum.exchange.agreements import store as agreements
from ieum.exchange.agreements.values import Purpose
from ieum.exchange.parties.values import Party
from ieum.kernel.context import SEOUL, Caller, Context
from ieum.services.scamcall.clock import another_clock
from ieum.services.scamcall.desk import order_tools
from ieum.services.scamcall.desk.acting import FreezeGround
from ieum.services.scamcall.desk.order_tools import OrderNow
from ieum.services.scamcall.orders import store as orders
from ieum.services.scamcall.orders.values import Order
from ieum.services.scamcall.vocabulary import SignalType
from tests.services.scamcall.due_process.country import ACCOUNT


def person(party: Party, number: int = 7) -> Context:
    """An account that works at a party's desk."""
    scopes = frozenset({"*:receive", "*:decide", "*:approve", "*:ask"})
    return Context(caller=Caller(id=number, name="직원", party=party.id, scopes=scopes))


def program(party: Party) -> Context:
    return Context(caller=Caller(key=1, party=party.id, scopes=frozenset({"scamcall:decide"})))


@contextmanager
def hour(number: int) -> Iterator[datetime]:
    """The next such hour of the day in Korea, as the service's clock has it."""
    here = timezone.now().astimezone(SEOUL)
    then = here.replace(hour=number, minute=0, second=0, microsecond=0)
    moment = then if then > here else then + timedelta(days=1)
    with another_clock(lambda: moment):
        yield moment


def freeze(context: Context, hours: int = 24) -> OrderNow:
    answer = order_tools.freeze_account(ACCOUNT, FreezeGround.VICTIM, "FDS-1", context, hours)
    assert answer.result is not None
    return answer.result


def order(reference: str) -> Order:
    found = orders.find(reference)
    assert found is not None
    return found


def offer(giver: Party, taker: Party, type: SignalType, *fields: str) -> None:
    now = timezone.now()
    made = agreements.make_offer(
        giver.id,
        type.kind,
        Purpose.PREVENTION,
        ["type", *fields],
        starts_at=now - timedelta(hours=1),
        ends_at=now + timedelta(days=30),
        retention_days=30,
        basis="통신사기피해환급법 제13조의4",
    )
    agreements.accept(made.id, taker.id)


def waiting(party: Party, number: int = 8) -> list[object]:
    """What waits for a decision of such a person, by reference."""
    queue = order_tools.approval_queue(person(party, number)).result
    assert queue is not None
    return [row[0] for row in queue.waiting.rows]
