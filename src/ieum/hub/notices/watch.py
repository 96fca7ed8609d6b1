"""What administrators are told of: services that are broken, jobs that failed by our fault."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from ieum.hub.jobs.models import Job, JobPhase
from ieum.hub.notices.outbox import notify
from ieum.hub.registry import registry
from ieum.kernel.messages import _

LOOK_BACK = timedelta(hours=6)


def look() -> None:
    """Notify of everything that is wrong and has not been told yet."""
    for service in registry().broken():
        notify(
            "service-broken",
            service.name,
            _("The service {name} is broken", name=service.name),
            _("It does not load and is shown as broken. The fault: {error}", error=service.error),
        )
    failed = Job.objects.filter(
        phase=JobPhase.FAILED, finished_at__gt=timezone.now() - LOOK_BACK
    ).only("tool", "problem")
    for job in failed:
        # A job that failed because of what its caller sent concerns nobody else.
        if ((job.problem or {}).get("en") or {}).get("status", 500) >= 500:
            notify(
                "job-failed",
                job.tool,
                _("Jobs of {tool} fail", tool=job.tool),
                _("Job {id} failed; the log has the reason.", id=job.pk),
            )
