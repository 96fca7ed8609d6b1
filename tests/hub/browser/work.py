"""What officials and analysts have on a hub that is in use: a document to review, decisions, tasks."""

from __future__ import annotations

import time

import httpx

from tests.hub.doors.walk import post

PLAN = """다솜시, 2031년 온실 사업에 80억원

다솜시는 2031년 온실 보급에 80억원을 쓴다.

한빛군은 2031년 등대 정비에 7억원을 쓴다.
"""
SECONDS = 60


def put_to_work(client: httpx.Client, address: str, account: str) -> None:
    """Have an administrator, who is signed in, read a document and give out tasks.

    The administrator holds every role that acts, so that the pages offer all that there is to do.
    """
    read = post(client, address, "/s/programme/read", {}, files={"files": ("plan.txt", PLAN)})
    _wait_for(client, address, read.headers["Location"].rpartition("/")[2])
    for name, kind in (("다솜부", "ministry"), ("한빛도", "province")):
        _do(client, address, "add_organisation", name=name, kind=kind)
    for organisation, role in (("다솜부", "approver"), ("한빛도", "reporter")):
        _do(client, address, "appoint", email=account, organisation=organisation, role=role)
    _do(
        client,
        address,
        "record_decision",
        organisation="다솜부",
        title="온실 실증 착수",
        meeting="제3차 점검회의",
        decided_on="2026-03-02",
    )
    for title, deadline in (("온실 운영 계획", "2099-12-31"), ("등대 점검", "2026-03-31")):
        _do(
            client,
            address,
            "assign",
            decision="D000001",
            title=title,
            lead="한빛도",
            deadline=deadline,
            measure="실증 온실 수",
            target="3",
        )
    _do(client, address, "report", task="T000001", note="자리를 정했습니다.", progress="40")


def _do(client: httpx.Client, address: str, tool: str, **given: str) -> None:
    """Send the form of a tool of the programme service."""
    given["idempotency-key"] = f"{tool} {' '.join(given.values())}"
    reply = post(client, address, f"/s/programme/{tool}", given)
    assert reply.status_code == 200, f"{tool}: {reply.text}"
    assert 'role="alert"' not in reply.text, f"{tool}: {reply.text}"


def _wait_for(client: httpx.Client, address: str, job: str) -> None:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        state = client.get(f"{address}/api/jobs/{job}").json()["state"]
        if state == "done":
            return
        assert state in ("queued", "running"), state
        time.sleep(0.1)
    raise AssertionError(f"the job {job} did not end")
