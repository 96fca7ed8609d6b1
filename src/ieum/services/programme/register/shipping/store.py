"""Puts what this release ships into the register, and takes away what it ships no longer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db import transaction

from ieum.services.programme.register import store as register
from ieum.services.programme.register.bulk.store import put
from ieum.services.programme.register.incoming import NewProgramme, NewStatement
from ieum.services.programme.register.lists import store as lists
from ieum.services.programme.register.rows import FormerCode, Programme, Statement
from ieum.services.programme.register.values import ReviewState


def ship(programmes: Sequence[NewProgramme]) -> None:
    """Make the register hold what a release ships; what people decided of it stays as it is.

    A programme that people merged into another is not made anew.
    """
    merged = set(FormerCode.objects.values_list("code", flat=True))
    put([p for p in programmes if p.code not in merged and p.parent not in merged])
    held = set(Statement.objects.exclude(built_in="").values_list("built_in", flat=True))
    wanted = dict(_statements(programmes))
    with transaction.atomic():
        for name in wanted.keys() - held:
            code, new = wanted[name]
            register.state(code, new.value, new.as_of, source=new.source, built_in=new.built_in)
        stale = Statement.objects.exclude(built_in="").exclude(built_in__in=wanted.keys())
        stale = stale.filter(state=str(ReviewState.EXTRACTED))
        rows = list(Programme.objects.filter(pk__in=stale.values("programme")))
        if rows:
            stale.delete()
            for row in rows:
                lists.refresh(row)


def _statements(
    programmes: Sequence[NewProgramme],
) -> Iterator[tuple[str, tuple[str, NewStatement]]]:
    for programme in programmes:
        for statement in programme.statements:
            yield statement.built_in, (programme.code, statement)
