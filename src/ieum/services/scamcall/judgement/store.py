"""What judgement keeps in rows: how far rules are let, records, what is never acted on."""

from __future__ import annotations

import csv
from collections.abc import Collection
from functools import cache
from importlib.resources import files

from django.db.models import F, Max

from ieum.services.scamcall.judgement.rows import AllowedIdentifier, RuleLet, TrackRecordRow
from ieum.services.scamcall.judgement.rules import Let, Stage
from ieum.services.scamcall.judgement.support import TrackRecord
from ieum.services.scamcall.vocabulary import SubjectKind

#: How far a rule has been let while nobody has decided on it: it only notes what it would do.
UNDECIDED = Let(Stage.SHADOW)
#: The name under which all rules together are stopped.
EVERY_RULE = "*"


def lets() -> dict[str, Let]:
    """How far each rule that was decided on has been let; where all are stopped, each is off."""
    found: dict[str, Let] = {}
    for row in RuleLet.objects.order_by("id"):
        found[row.rule] = Let(Stage(row.stage), row.canary_percent)
    return found


def let_of(rule: str, known: dict[str, Let]) -> Let:
    """How far one rule has been let, the stop of all rules considered."""
    every = known.get(EVERY_RULE)
    if every is not None and every.stage is Stage.OFF:
        return every
    return known.get(rule, UNDECIDED)


def newest_let() -> int:
    """The number of the last decision on how far a rule is let; 0 before the first."""
    return int(RuleLet.objects.aggregate(newest=Max("id"))["newest"] or 0)


def let(rule: str, how_far: Let, by: str, reason: str) -> None:
    """Let a rule so far and no further, from now on."""
    RuleLet.objects.create(
        rule=rule,
        stage=str(how_far.stage),
        canary_percent=how_far.canary_percent,
        by=by,
        reason=reason[:300],
    )


def track_records(organisations: Collection[str]) -> dict[str, TrackRecord]:
    """The records of organisations that have one."""
    rows = TrackRecordRow.objects.filter(organisation__in=organisations)
    return {row.organisation: TrackRecord(row.confirmed, row.refuted) for row in rows}


def note_outcome(organisations: Collection[str], was_right: bool) -> None:
    """Count an outcome for each organisation that had signalled."""
    for organisation in sorted(set(organisations)):
        TrackRecordRow.objects.get_or_create(organisation=organisation)
    field = "confirmed" if was_right else "refuted"
    TrackRecordRow.objects.filter(organisation__in=organisations).update(**{field: F(field) + 1})


@cache
def _shipped() -> dict[tuple[SubjectKind, str], str]:
    text = files(__package__).joinpath("allow_list.csv").read_text(encoding="utf-8")
    return {
        (SubjectKind(row["subject"]), row["identifier"]): row["who"]
        for row in csv.DictReader(text.splitlines())
    }


def allowed(identifiers: Collection[tuple[SubjectKind, str]]) -> dict[tuple[SubjectKind, str], str]:
    """Which of some identifiers in normal form are never acted on, and whose they are."""
    shipped = _shipped()
    found = {pair: shipped[pair] for pair in identifiers if pair in shipped}
    rows = AllowedIdentifier.objects.filter(identifier__in={text for _kind, text in identifiers})
    for row in rows:
        pair = SubjectKind(row.kind), row.identifier
        if pair in identifiers:
            found[pair] = row.who
    return found


def allow(kind: SubjectKind, identifier: str, who: str, by: str) -> bool:
    """Never act on an identifier in normal form from now on; False if it was so already."""
    _row, is_new = AllowedIdentifier.objects.get_or_create(
        kind=str(kind), identifier=identifier, defaults={"who": who, "added_by": by}
    )
    return is_new
