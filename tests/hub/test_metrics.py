"""Figures for Prometheus, and who may read them."""

from __future__ import annotations

import time

import pytest
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families

from ieum.hub import metrics
from ieum.hub.doors.pages.state import calls_of
from ieum.hub.jobs.models import Job, JobPhase

pytestmark = pytest.mark.django_db


def figure(client: Client, sample: str, **labels: str) -> float:
    reply = client.get("/metrics")
    assert reply.status_code == 200
    return sum(
        found.value
        for family in text_string_to_metric_families(reply.text)
        for found in family.samples
        if found.name == sample and labels.items() <= found.labels.items()
    )


def test_requests_are_counted_by_route_and_not_by_path(client: Client) -> None:
    before = figure(client, "ieum_requests_total", route="health", status="2xx")
    client.get("/health?name=%ED%99%8D")
    assert figure(client, "ieum_requests_total", route="health", status="2xx") == before + 1
    client.get("/nothing-here-0000")
    assert "nothing-here" not in client.get("/metrics").text


def test_a_method_nobody_knows_makes_no_new_label(client: Client) -> None:
    client.generic("BREW", "/health")
    assert "BREW" not in client.get("/metrics").text


def test_calls_of_tools_are_counted_with_their_outcome(client: Client) -> None:
    labels = {"door": "api", "service": "tax", "tool": "withholding", "outcome": "refusal"}
    before = figure(client, "ieum_calls_total", **labels)
    metrics.count_call(**labels, seconds=0.02)
    assert figure(client, "ieum_calls_total", **labels) == before + 1


def test_jobs_are_counted_from_the_rows(client: Client) -> None:
    Job.objects.create(tool="t.t", given={}, language="ko")
    Job.objects.create(tool="t.t", given={}, language="ko", phase=JobPhase.FAILED)
    assert figure(client, "ieum_jobs", phase="queued") == 1
    assert figure(client, "ieum_jobs", phase="failed") == 1
    assert figure(client, "ieum_jobs", phase="running") == 0


def test_only_this_machine_may_read_when_no_token_is_set(client: Client) -> None:
    assert client.get("/metrics", REMOTE_ADDR="203.0.113.9").status_code == 403
    assert client.get("/metrics", REMOTE_ADDR="::1").status_code == 200


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"])
def test_a_proxy_on_this_machine_does_not_make_a_stranger_local(
    client: Client, header: str
) -> None:
    assert client.get("/metrics", headers={header: "203.0.113.9"}).status_code == 403


def test_with_a_token_set_only_its_bearer_may_read(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IEUM_METRICS_TOKEN", "open-sesame")
    assert client.get("/metrics").status_code == 403
    assert client.get("/metrics", headers={"Authorization": "Bearer 문"}).status_code == 403
    reply = client.get(
        "/metrics", headers={"Authorization": "Bearer open-sesame"}, REMOTE_ADDR="203.0.113.9"
    )
    assert reply.status_code == 200


def test_the_last_answer_of_a_tool_is_told_and_a_refusal_is_none() -> None:
    metrics.count_call("api", "told", "tool", "refusal", 0.1)
    assert calls_of("told").last_answer is None
    metrics.count_call("api", "told", "tool", "answer", 0.1)
    found = calls_of("told")
    assert (found.count, found.answered) == (2, 1)
    assert found.last_answer is not None
    assert abs(found.last_answer.timestamp() - time.time()) < 60
