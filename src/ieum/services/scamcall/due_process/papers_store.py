"""What was written and handed in with objections goes once nobody can contest the decision any more."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from ieum.exchange.agreements.values import LONGEST_RETENTION_DAYS
from ieum.services.scamcall.due_process.rows import Objection, ObjectionPaper

#: A suit against a decision can be brought within a year (행정소송법 제20조 제2항).
KEPT_AFTER_DECISION = timedelta(days=366)
#: However an objection stands, nothing is kept longer.
KEPT_AT_MOST = timedelta(days=LONGEST_RETENTION_DAYS)


def delete_due(now: datetime, most: int = 500) -> tuple[list[int], list[str]]:
    """Delete the papers and words of objections whose time is up: numbers of papers, and the objections.

    At most so many objections. What was decided and why stays.
    """
    is_due = Q(decided_at__lte=now - KEPT_AFTER_DECISION) | Q(filed_at__lte=now - KEPT_AT_MOST)
    with transaction.atomic():
        found = Objection.objects.select_for_update(skip_locked=True).filter(is_due)
        due = dict(
            found.exclude(statement=b"", contact=b"")
            .order_by("id")
            .values_list("id", "reference")[:most]
        )
        papers = ObjectionPaper.objects.filter(objection__in=due)
        numbers = list(papers.order_by("id").values_list("id", flat=True))
        papers.delete()
        Objection.objects.filter(pk__in=due).update(statement=b"", contact=b"")
    return numbers, list(due.values())
