"""Whether the hub lives and can work, and who is told what."""

from __future__ import annotations

import pytest
from django.test import Client

from ieum.hub import health
from ieum.hub.jobs.models import Job, JobPhase

pytestmark = pytest.mark.django_db


def test_a_living_hub_says_so(client: Client) -> None:
    reply = client.get("/health")
    assert reply.status_code == 200
    assert reply.json() == {"status": "ok"}


def test_a_hub_that_can_work_is_ready(client: Client) -> None:
    reply = client.get("/health/ready")
    assert reply.status_code == 200
    assert {"database", "disk", "jobs", "services"} <= reply.json()["checks"].keys()


def test_a_hub_that_lacks_something_is_not_ready_and_says_what(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "LEAST_FREE_BYTES", 2**80)
    reply = client.get("/health/ready")
    assert reply.status_code == 503
    assert reply.json()["status"] == "failing"
    disk = reply.json()["checks"]["disk"]
    assert disk["status"] == "failing"
    assert "MB free" in disk["detail"]


def test_a_job_that_nobody_carries_out_is_reported(client: Client) -> None:
    job = Job.objects.create(tool="quantities.read", given={}, language="ko")
    Job.objects.filter(pk=job.pk).update(created_at=job.created_at - 2 * health.LONGEST_WAIT)
    reply = client.get("/health/ready")
    assert reply.status_code == 503
    assert "ieum worker" in reply.json()["checks"]["jobs"]["detail"]
    Job.objects.create(tool="quantities.read", given={}, language="ko", phase=JobPhase.RUNNING)
    assert client.get("/health/ready").status_code == 200


def test_a_broken_service_leaves_the_hub_ready(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ieum.hub.registry import registry
    from ieum.kernel.registry import BrokenService

    monkeypatch.setattr(registry(), "broken", lambda: [BrokenService("tax", "no such table")])
    reply = client.get("/health/ready")
    assert reply.status_code == 200
    assert reply.json()["status"] == "degraded"
    assert reply.json()["checks"]["services"]["detail"] == "broken: tax"


def test_details_are_kept_from_strangers(client: Client) -> None:
    reply = client.get("/health/ready", REMOTE_ADDR="203.0.113.9")
    assert reply.json()["checks"]["database"] == {"status": "ok"}
