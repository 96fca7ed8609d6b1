"""What judgement keeps in rows: how far rules are let, records, what is never acted on."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db.models import F, Max, Q

from ieum.kernel.errors import NotFound
from ieum.kernel.messages import _
from ieum.services.scamcall.clock import now as now_is
from ieum.services.scamcall.judgement.allow_list import (
    AllowedEntry,
    AllowedHolder,
    Wish,
    shipped,
)
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


def allowed(
    identifiers: Collection[tuple[SubjectKind, str]], now: datetime | None = None
) -> dict[tuple[SubjectKind, str], str]:
    """Which of some identifiers in normal form are never acted on now, and whose they are."""
    if not identifiers:
        return {}
    known = shipped()
    found = {pair: known[pair] for pair in identifiers if pair in known}
    for entry in allowances_in_force({text for _kind, text in identifiers}, now or now_is()):
        for pair in identifiers:
            if entry.covers(*pair):
                found[pair] = entry.wish.who
    return found


def allowances_in_force(texts: Collection[str], now: datetime) -> list[AllowedEntry]:
    """The entries in force on some identifiers, and all that are beginnings, which few are."""
    rows = AllowedIdentifier.objects.filter(
        Q(identifier__in=texts) | Q(is_beginning=True), removed_at=None, valid_from__lte=now
    )
    return [_entry(row) for row in rows.exclude(valid_until__lte=now)]


def allow(wish: Wish, by: str, now: datetime | None = None) -> AllowedEntry | None:
    """Never act on it while the entry lasts; None where an entry on the same has not ended yet.

    Open orders against it are another matter: ``due_process.allowing`` releases them.
    """
    same = {
        "kind": str(wish.kind),
        "identifier": wish.identifier,
        "is_beginning": wish.is_beginning,
        "removed_at": None,
    }
    # What has run out makes way for what is said anew.
    AllowedIdentifier.objects.filter(**same, valid_until__lte=now or now_is()).update(
        removed_at=F("valid_until"), removed_because="expired"
    )
    row, is_new = AllowedIdentifier.objects.get_or_create(
        **same,
        defaults={
            "holder": str(wish.holder),
            "who": wish.who,
            "basis": wish.basis,
            "valid_from": wish.valid_from,
            "valid_until": wish.valid_until,
            "added_by": by[:100],
        },
    )
    return _entry(row) if is_new else None


def end_allowance(number: int, by: str, reason: str, now: datetime) -> AllowedEntry:
    """End an entry; it stays to be seen. Raises ``NotFound`` for one that is not there or has ended."""
    found = AllowedIdentifier.objects.filter(pk=number, removed_at=None)
    if not found.update(removed_at=now, removed_by=by[:100], removed_because=reason[:300]):
        raise NotFound(_("허용 목록에 {number}번 항목이 없거나 이미 빠졌습니다.", number=number))
    return _entry(AllowedIdentifier.objects.get(pk=number))


def allowances(with_ended: bool, after: int, most: int) -> list[AllowedEntry]:
    """Entries after a number, at most so many, by number; those that were removed too, if wanted."""
    rows = AllowedIdentifier.objects.filter(pk__gt=after).order_by("id")
    if not with_ended:
        rows = rows.filter(removed_at=None)
    return [_entry(row) for row in rows[:most]]


def allowances_to_apply(now: datetime, most: int = 100) -> Sequence[AllowedEntry]:
    """Entries that have come into force and whose open orders have not been looked for."""
    rows = AllowedIdentifier.objects.filter(
        applied_at=None, removed_at=None, valid_from__lte=now
    ).order_by("id")
    return [_entry(row) for row in rows[:most]]


def note_applied(number: int, now: datetime) -> None:
    """Keep that the open orders against an entry were looked for."""
    AllowedIdentifier.objects.filter(pk=number).update(applied_at=now)


def _entry(row: AllowedIdentifier) -> AllowedEntry:
    return AllowedEntry(
        row.pk,
        Wish(
            SubjectKind(row.kind),
            row.identifier,
            row.is_beginning,
            AllowedHolder(row.holder),
            row.who,
            row.basis,
            row.valid_from,
            row.valid_until,
        ),
        row.added_at,
        row.added_by,
        row.removed_at,
        row.removed_by,
        row.removed_because,
    )
