"""Rules: from which support on an action is taken, and how far each rule has been let.

The rules are dated data (``rules.csv``); their stage is the operator's, kept in rows. A rule begins in
the shadow, where it only notes what it would do; it goes on to alerts, to delays and to what it is
for, as its false blocks allow. Thresholds are ours and no law's.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from hashlib import sha256
from importlib.resources import files

from ieum.kernel.messages import Message, _
from ieum.services.scamcall.judgement.support import Support
from ieum.services.scamcall.vocabulary import Action, SubjectKind


class Stage(StrEnum):
    """How far a rule has been let, from the most careful."""

    OFF = "off"
    SHADOW = "shadow"
    ALERT = "alert"
    DELAY = "delay"
    FULL = "full"

    @property
    def words(self) -> Message:
        """What people call it."""
        return _STAGE_WORDS[self]


_STAGE_WORDS = {
    Stage.OFF: _("끔"),
    Stage.SHADOW: _("그림자"),
    Stage.ALERT: _("알림까지"),
    Stage.DELAY: _("지연까지"),
    Stage.FULL: _("끝까지"),
}
STAGES = tuple(Stage)


@dataclass(frozen=True, slots=True)
class Rule:
    """From which support on an action is taken, and on what ground.

    ``objections_per_1000``: as many well-founded objections per thousand orders as the rule may cause
    before it stops by itself.
    """

    id: str
    version: int
    in_force_from: date
    subject: SubjectKind
    action: Action
    least_score: float
    least_organisations: int
    least_kinds: int
    lasts_hours: int
    needs_approval: bool
    objections_per_1000: int
    basis: str

    @property
    def name(self) -> str:
        """The rule at its version, as orders and the ledger name it."""
        return f"{self.id}@{self.version}"

    def is_met(self, support: Support) -> bool:
        """Whether the support reaches the rule.

        Where most saw the number shown falsely, only the route of the call may be acted on: the
        number belongs to somebody else.
        """
        if support.is_spoofed is not (self.action is Action.BLOCK_PATH):
            return False
        return (
            support.score >= self.least_score
            and support.organisations >= self.least_organisations
            and len(support.kinds) >= self.least_kinds
        )


@dataclass(frozen=True, slots=True)
class Let:
    """How far a rule has been let: its stage, and the share of subjects for which it holds already.

    The others are still treated by the stage before: so a step is tried on few.
    """

    stage: Stage
    canary_percent: int = 100

    def stage_for(self, rule: str, pseudonym: str) -> Stage:
        """The stage for one subject; always the same for the same subject and rule."""
        if self.canary_percent >= 100 or self.stage is Stage.OFF:
            return self.stage
        number = int.from_bytes(sha256(f"{rule} {pseudonym}".encode()).digest()[:4]) % 100
        if number < self.canary_percent:
            return self.stage
        return STAGES[max(STAGES.index(self.stage) - 1, 0)]


def action_at(stage: Stage, wanted: Action) -> Action | None:
    """What a rule may do at a stage; None where it may only note what it would have done."""
    if stage in (Stage.OFF, Stage.SHADOW):
        return None
    if stage is Stage.ALERT:
        return Action.ALERT
    if stage is Stage.DELAY and wanted is not Action.ALERT:
        return Action.DELAY
    return wanted


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule at every version, as shipped."""
    text = files(__package__).joinpath("rules.csv").read_text(encoding="utf-8")
    return tuple(
        Rule(
            row["id"],
            int(row["version"]),
            date.fromisoformat(row["in_force_from"]),
            SubjectKind(row["subject"]),
            Action(row["action"]),
            float(row["least_score"]),
            int(row["least_organisations"]),
            int(row["least_kinds"]),
            int(row["lasts_hours"]),
            row["needs_approval"] == "yes",
            int(row["objections_per_1000"]),
            row["basis"],
        )
        for row in csv.DictReader(text.splitlines())
    )


def rules_on(day: date, subject: SubjectKind) -> Sequence[Rule]:
    """The rules in force on a day for a kind of subject, the newest version of each, mildest first."""
    newest: dict[str, Rule] = {}
    for rule in all_rules():
        if rule.subject is subject and rule.in_force_from <= day:
            before = newest.get(rule.id)
            if before is None or rule.version > before.version:
                newest[rule.id] = rule
    order = list(Action)
    return sorted(newest.values(), key=lambda rule: order.index(rule.action))
