import pytest
from django.test import Client

from ieum.hub import health

pytestmark = pytest.mark.django_db


def test_a_living_hub_says_so(client: Client) -> None:
    reply = client.get("/health")
    assert reply.status_code == 200
    assert reply.json() == {"status": "ok"}


def test_a_hub_that_can_work_is_ready(client: Client) -> None:
    reply = client.get("/health/ready")
    assert reply.status_code == 200
    assert {"database", "disk"} <= reply.json()["checks"].keys()


def test_a_hub_that_lacks_something_is_not_ready_and_says_what(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "LEAST_FREE_BYTES", 2**80)
    reply = client.get("/health/ready")
    assert reply.status_code == 503
    disk = reply.json()["checks"]["disk"]
    assert not disk["ok"]
    assert "MB free" in disk["detail"]


def test_details_are_kept_from_strangers(client: Client) -> None:
    reply = client.get("/health/ready", REMOTE_ADDR="203.0.113.9")
    assert reply.json()["checks"]["database"] == {"ok": True}


def test_a_proxy_on_this_machine_does_not_make_a_stranger_local(client: Client) -> None:
    reply = client.get("/metrics", HTTP_X_FORWARDED_FOR="203.0.113.9")
    assert reply.status_code == 403
