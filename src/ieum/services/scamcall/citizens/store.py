"""Words and pictures of reports: sealed, found by their reference, gone after their time."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from ieum.services.scamcall.citizens.rows import CitizenReport, ReportPicture
from ieum.services.scamcall.identifiers import sealing
from ieum.services.scamcall.identifiers import store as subjects

KEPT = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class KeptReport:
    """A report as those who look into it see it; each picture has its number, media type and content."""

    reference: str
    at: datetime
    delete_at: datetime
    said: str
    pictures: tuple[tuple[int, str, bytes], ...]


def keep(reference: str, said: str, pictures: Sequence[tuple[str, bytes]], now: datetime) -> None:
    """Keep what was said and shown with a report."""
    with transaction.atomic():
        row = CitizenReport.objects.create(
            reference=reference, at=now, said=_sealed(reference, said), delete_at=now + KEPT
        )
        ReportPicture.objects.bulk_create(
            [
                ReportPicture(
                    report=row,
                    number=number,
                    media_type=media_type,
                    sealed=_sealed(f"{reference} {number}", base64.b64encode(content).decode()),
                )
                for number, (media_type, content) in enumerate(pictures, 1)
            ]
        )


def find(reference: str, now: datetime) -> KeptReport | None:
    """A report by its reference, while it is kept."""
    row = CitizenReport.objects.filter(
        reference=reference.strip().upper(), delete_at__gt=now
    ).first()
    if row is None:
        return None
    pictures = tuple(
        (
            one.number,
            one.media_type,
            base64.b64decode(_unsealed(f"{row.reference} {one.number}", one.sealed)),
        )
        for one in row.pictures.order_by("number")
    )
    said = _unsealed(row.reference, row.said)
    return KeptReport(row.reference, row.at, row.delete_at, said, pictures)


def forget(now: datetime) -> int:
    """Delete the reports whose time is up; how many."""
    with transaction.atomic():
        found = CitizenReport.objects.filter(delete_at__lte=now)
        count = found.count()
        found.delete()
    return count


def _sealed(name: str, text: str) -> bytes:
    return sealing.seal(subjects.secret(), f"report {name}", text)


def _unsealed(name: str, sealed: bytes) -> str:
    return sealing.unseal(subjects.secret(), f"report {name}", bytes(sealed))
