"""A job as programs see it, the same at every door that gives JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ieum.hub.jobs.queue import JobState


def job_details(state: JobState) -> dict[str, Any]:
    """How the job stands; ``answer`` once it is done, ``problem`` once it has failed."""
    return {
        "job": state.id,
        "tool": state.tool,
        "state": str(state.phase),
        "share": state.share,
        "message": state.message,
        "answer": state.answer,
        "problem": state.problem,
    }


def accepted(job: str) -> dict[str, Any]:
    """The reply to a call that became a job: its id, and where to look."""
    return {"job": job, "address": f"/api/jobs/{job}"}
