"""Who gives a second approval.

Of what a bank's officer asks for on an account that the bank holds, a colleague may: the law makes that
bank stop the payment at once and answer for it (통신사기피해환급법 제4조제1항), so it must be able to by day and
by night. Of all else it is somebody who may act on the account, of an organisation that neither asked
for the order nor reported its subject, and of no group of such an organisation; otherwise one organisation
could have accounts of others frozen. Whoever asked may always free: it releases what it asked
for and takes back what it signalled.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from ieum.exchange.parties import store as parties
from ieum.exchange.parties.values import HUB, Party, PartyKind
from ieum.services.scamcall.desk import store
from ieum.services.scamcall.due_process.clearing import still_counting
from ieum.services.scamcall.orders.values import Order
from ieum.services.scamcall.signals import store as signals
from ieum.services.scamcall.vocabulary import SIGNALS, Standing

#: Who may stop payments, or approve that somebody else does.
ACTING = frozenset({PartyKind.BANK, PartyKind.POLICE, PartyKind.AGENCY})


def may_freeze(party: Party, account: str) -> bool:
    """Whether an account is one on which a party may act: a bank only on those that it holds itself.

    ``account``: its normal form, ``code:digits``.
    """
    return party.kind is not PartyKind.BANK or account.partition(":")[0] in party.institution_codes


def competent(found: Collection[Order], party: Party) -> list[Order]:
    """Of some orders, those on which a party's people may act at all, whoever asked for them.

    These are those of financial firms on accounts that they hold, of investigators, agencies and the
    hub's operator on all.
    """
    if not party.is_live or (party.kind not in ACTING and party.id != HUB):
        return []
    if party.kind is not PartyKind.BANK:
        return list(found)
    accounts = store.accounts({one.subject for one in found})
    return [
        one for one in found if one.subject in accounts and may_freeze(party, accounts[one.subject])
    ]


def to_decide(found: Collection[Order], party: Party, now: datetime) -> list[Order]:
    """Of some orders, those whose second approval a party's people may give."""
    orders = competent(found, party)
    names = {party.id, party.independent}
    return [
        one
        for one, involved in zip(orders, _involved(orders, now), strict=True)
        if names.isdisjoint(involved) or (party.kind is PartyKind.BANK and asker(one) == party.id)
    ]


def _involved(orders: Sequence[Order], now: datetime) -> list[set[str]]:
    """Of each order, the organisations that asked for it or reported its subject, then or now.

    Each by the name of the organisation and by that of the group to which it belongs now.
    """
    groups = {one.id: one.independent for one in parties.parties()}
    said = still_counting(signals.signals_of({one.subject for one in orders}, now))
    found = []
    for order in orders:
        reporters = {
            name
            for one in said.get(order.subject, ())
            if one.holder == order.holder and SIGNALS[one.type].standing is Standing.SUSPECT
            for name in (one.party, one.organisation)
        }
        names = {asker(order), *order.evidence.get("reporters", ()), *reporters} - {""}
        found.append(names | {groups[name] for name in names if name in groups})
    return found


def asker(order: Order) -> str:
    """The party whose person asked for an order; blank for a rule's."""
    return "" if order.rule else order.requester.partition(" ")[0]
