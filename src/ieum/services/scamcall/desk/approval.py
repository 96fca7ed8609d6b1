"""When one person may freeze an account alone, and by when a second one must approve.

The rule is dated data (``second_approval.csv``) and no law's: the law says that a freeze is immediate, and
the hub that nobody does it alone for long.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from importlib.resources import files

from ieum.kernel.context import SEOUL


@dataclass(frozen=True, slots=True)
class SecondApproval:
    """The rule of a second approval, with its times of day in Korea.

    From ``alone_from`` to ``alone_until`` one person may act for at most ``alone_hours``, and what is not
    approved by the next ``approve_by`` lapses. At other times a request binds nobody before it is
    approved, and waits for ``waits_hours``. ``longest_hours``: the longest that may be asked for.
    """

    id: str
    version: int
    in_force_from: date
    alone_from: time
    alone_until: time
    alone_hours: int
    approve_by: time
    waits_hours: int
    longest_hours: int
    basis: str

    @property
    def name(self) -> str:
        """The rule at its version."""
        return f"{self.id}@{self.version}"

    def is_alone(self, now: datetime) -> bool:
        """Whether one person may act without another now."""
        at = now.astimezone(SEOUL).time()
        if self.alone_from <= self.alone_until:
            return self.alone_from <= at < self.alone_until
        return at >= self.alone_from or at < self.alone_until

    def lapses_at(self, now: datetime) -> datetime:
        """When something that one person does alone now ends, unless another approves it."""
        here = now.astimezone(SEOUL)
        morning = datetime.combine(here.date(), self.approve_by, SEOUL)
        if morning <= here:
            morning += timedelta(days=1)
        return min(now + timedelta(hours=self.alone_hours), morning)


@cache
def all_rules() -> tuple[SecondApproval, ...]:
    """Every version of the rule, as shipped."""
    text = files(__package__).joinpath("second_approval.csv").read_text(encoding="utf-8")
    return tuple(
        SecondApproval(
            row["id"],
            int(row["version"]),
            date.fromisoformat(row["in_force_from"]),
            time.fromisoformat(row["alone_from"]),
            time.fromisoformat(row["alone_until"]),
            int(row["alone_hours"]),
            time.fromisoformat(row["approve_by"]),
            int(row["waits_hours"]),
            int(row["longest_hours"]),
            row["basis"],
        )
        for row in csv.DictReader(text.splitlines())
    )


def rule_at(now: datetime) -> SecondApproval:
    """The rule of a moment: the newest version in force in Korea, or the first before there was one."""
    day = now.astimezone(SEOUL).date()
    in_force = [rule for rule in all_rules() if rule.in_force_from <= day] or [all_rules()[0]]
    return max(in_force, key=lambda rule: (rule.in_force_from, rule.version))
