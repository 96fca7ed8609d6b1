"""Judges the orders on one number or account by what has happened to it; knows nothing of the solver.

A history is what the outside saw: who signalled what and when, who took a signal back, which objections
were upheld, when the number went to somebody else. From that alone follows what no hub may do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

#: Independent organisations, and kinds of them, without which nothing of the kind may be ordered.
LEAST = {
    "alert": (1, 1),
    "delay": (2, 1),
    "block": (2, 2),
    "freeze": (2, 2),
    "block_path": (2, 1),
}
#: An order that a rule issued lasts no longer.
LONGEST = timedelta(days=7)
OPEN = ("pending", "live")
#: What an order in force must have.
NEEDED = ("basis", "evidence", "requester", "scope", "notice", "appeal", "expires_at")


@dataclass
class Said:
    """One signal, as its sender knows it."""

    organisation: str
    kind: str
    counts: bool
    is_spoofed: bool
    holder: int
    at: datetime
    retracted_at: datetime | None = None


@dataclass(frozen=True)
class Freed:
    """When an objection freed which holder, wholly or in part, and who had spoken against them."""

    at: datetime
    holder: int
    wrong: frozenset[str]
    is_whole: bool


@dataclass
class History:
    """What has happened to one subject."""

    holder: int = 1
    said: list[Said] = field(default_factory=list)
    freed: list[Freed] = field(default_factory=list)
    judged: set[str] = field(default_factory=set)

    def speaking(self, at: datetime, holder: int) -> list[Said]:
        """The signals that may speak against a holder at a time."""
        before = [one for one in self.freed if one.at <= at and one.holder == holder]
        return [
            one
            for one in self.said
            if one.counts
            and one.holder == holder
            and one.at <= at
            and (one.retracted_at is None or one.retracted_at > at)
            and not any(one.at <= freed.at or one.organisation in freed.wrong for freed in before)
        ]

    def free(self, at: datetime, holder: int, is_whole: bool = True) -> None:
        """Note that an objection freed a holder, or all but an amount."""
        wrong = frozenset(one.organisation for one in self.speaking(at, holder))
        self.freed.append(Freed(at, holder, wrong, is_whole))


def faults(history: History, orders: Iterable[Mapping[str, Any]], now: datetime) -> list[str]:
    """What is wrong with the orders on a subject, in words; each order's issue is judged once."""
    found: list[str] = []
    for order in orders:
        name = f"{order['action']} {order['reference']}"
        if order["state"] in OPEN:
            found += [f"{name} has no {what}" for what in NEEDED if not order[what]]
            if order["expires_at"] <= now:
                found.append(f"{name} outlived its time")
            if order["rule"] and order["expires_at"] - order["starts_at"] > LONGEST:
                found.append(f"{name} lasts too long")
            if order["action"] == "freeze" and order["state"] == "live" and not order["approver"]:
                found.append(f"{name} is in force and nobody approved it")
            found += _not_freed(history, order, name)
        if order["rule"] and order["reference"] not in history.judged:
            history.judged.add(order["reference"])
            found += _groundless(history, order, name)
    return found


def _not_freed(history: History, order: Mapping[str, Any], name: str) -> list[str]:
    """An order from before its holder was freed, or of another holder, goes on only in what was left."""
    if order["action"] == "block_path":
        return []
    if order["holder"] != history.holder:
        return [f"{name} is of somebody who held it before"]
    if order["kept_won"] is not None:
        return []
    return [
        f"{name} holds somebody whom an objection freed"
        for freed in history.freed
        if freed.is_whole and freed.holder == order["holder"] and order["starts_at"] <= freed.at
    ]


def _groundless(history: History, order: Mapping[str, Any], name: str) -> list[str]:
    speaking = history.speaking(order["starts_at"], order["holder"])
    organisations = {one.organisation for one in speaking}
    kinds = {one.kind for one in speaking}
    least, least_kinds = LEAST[order["action"]]
    found = []
    if len(organisations) < least:
        found.append(f"{name} rests on {len(organisations)} organisations")
    if len(kinds) < least_kinds:
        found.append(f"{name} rests on {len(kinds)} kinds of organisation")
    if order["action"] == "block" and all(one.is_spoofed for one in speaking):
        found.append(f"{name} binds whose number was shown falsely")
    return found
