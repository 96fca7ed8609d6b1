"""Without a telephone: a citizen at a counter, a partial release, twenty confirmations, a receipt."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page

from tests.hub.browser.pages import findings
from tests.hub.browser.person import WIDTH, person
from tests.hub.running_hub import RunningHub, set_up
from tests.services.scamcall.due_process.frozen_account import (
    CLERK,
    OFFICER,
    PASSWORD,
    STRANGER,
    SUBSCRIBERS,
)

ROOT = Path(__file__).parents[4]
WORD = "봄에 핀 살구꽃"


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHub]:
    home = set_up(tmp_path_factory.mktemp("objection") / "home")
    running = RunningHub(home, RATE_LIMITS="off", LOG_LEVEL="error")
    running.start()
    try:
        yield running
    finally:
        running.stop()


@pytest.fixture(scope="module")
def filled(hub: RunningHub) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.services.scamcall.due_process.frozen_account"],
        env=hub.environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def send(page: Page, tool: str, **values: str) -> str:
    """Fill in the form of a tool and send it; the words of the page that comes."""
    page.goto(f"/s/scamcall/{tool}")
    for name, value in values.items():
        field = page.locator(f"main form [name='{name}']").first
        kind = field.evaluate("one => one.type || one.tagName")
        if kind == "radio":
            page.locator(f"main form [name='{name}'][value='{value}']").check(force=True)
        elif kind == "checkbox":
            field.check(force=True)
        elif kind.startswith("select"):
            field.select_option(value)
        else:
            field.fill(value)
    with page.expect_navigation():
        page.click("main form button[type=submit]")
    return page.inner_text("main")


def test_from_a_counter_to_a_receipt_that_twenty_have_confirmed(
    hub: RunningHub, filled: dict[str, Any], browser: Browser
) -> None:
    order = filled["order"]
    clerk = person(browser, hub, CLERK, PASSWORD)
    words = send(
        clerk,
        "take_objection",
        reference=order,
        ground="not_for_fraud",
        word=WORD,
        channel="counter",
        statement="가게 손님이 보낸 돈입니다.",
    )
    objection = next(word for word in words.split() if word.startswith("OB-"))
    officer = person(browser, hub, OFFICER, PASSWORD)
    assert "가게 손님" in send(officer, "objection_case", objection=objection)
    stranger = person(browser, hub, STRANGER, PASSWORD)
    assert "가게 손님" not in send(stranger, "objection_case", objection=objection)
    words = send(
        officer,
        "decide_objection",
        objection=objection,
        verdict="partly",
        reason="피해금 말고는 장사로 번 돈입니다.",
        kept_won="10000",
        material_suffices="true",
    )
    assert "피해금만 남기고 풀었음" in words
    citizen = person(browser, hub)
    words = send(citizen, "objection_status", reference=order, word=WORD)
    assert "10,000" in words
    assert findings(citizen, WIDTH) == []
    _confirm_all(hub, filled)
    send(citizen, "release_receipt", reference=order, word=WORD)
    assert findings(citizen, WIDTH) == []
    link = citizen.locator("main a[href^='data:text/html']").get_attribute("href")
    assert link is not None
    receipt = base64.b64decode(link.partition("base64,")[2]).decode()
    assert receipt.count("<tr>") == SUBSCRIBERS + 1
    assert "모두 확인했습니다" in receipt
    assert "999" not in receipt


def _confirm_all(hub: RunningHub, filled: dict[str, Any]) -> None:
    """Each subscriber reads its list and says that it has applied the narrowed order."""
    for key in filled["keys"].values():
        headers = {"Authorization": f"Bearer {key}"}
        with httpx.Client(base_url=hub.address, headers=headers, timeout=60) as program:
            found = program.post("/api/scamcall/live_list", json={}).json()["result"]["orders"]
            names = [column["name"] for column in found["columns"]]
            live = [dict(zip(names, row, strict=True)) for row in found["rows"]]
            (narrowed,) = [one for one in live if one["kept_won"] == 10_000]
            said = {name: narrowed[name] for name in ("pseudonym", "revision")}
            assert program.post("/api/scamcall/confirm_applied", json=said).status_code == 200


@pytest.mark.parametrize("tool", ["file_objection", "objection_status", "data_about_me"])
def test_pages_for_citizens_fit_a_small_telephone(
    hub: RunningHub, browser: Browser, tool: str
) -> None:
    page = person(browser, hub)
    page.goto(f"/s/scamcall/{tool}?reference=SC-0000-0000")
    assert page.locator("[name=reference]").input_value() == "SC-0000-0000"
    assert findings(page, WIDTH) == []
