"""The desk, the report and the regulator's pages in a browser, at the width of a small telephone."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.hub.browser.pages import findings
from tests.hub.browser.person import WIDTH, person
from tests.hub.running_hub import RunningHub, set_up
from tests.services.scamcall.desk.night_desk import (
    COLLEAGUE,
    INVESTIGATOR,
    NEXT,
    OFFICER,
    PASSWORD,
    REGULATOR,
)

ROOT = Path(__file__).parents[4]
PNG = b"\x89PNG\r\n\x1a\n and what the picture shows"


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHub]:
    home = set_up(tmp_path_factory.mktemp("desk") / "home")
    running = RunningHub(home, RATE_LIMITS="off", LOG_LEVEL="error")
    running.start()
    try:
        done = subprocess.run(
            [sys.executable, "-m", "tests.services.scamcall.desk.night_desk"],
            env=running.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        yield running
    finally:
        running.stop()


def send(page: Page) -> str:
    """Send the form of the page; the words of the page that comes."""
    with page.expect_navigation():
        page.click("main form button[type=submit]")
    return page.inner_text("main")


def follow(page: Page, words: str) -> str:
    """Follow a link of the page by the keyboard; the words of the page that comes."""
    link = page.locator("main").get_by_role("link", name=words, exact=True).first
    link.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    return page.inner_text("main")


def test_from_a_signal_to_a_freeze_that_an_investigator_approves(
    hub: RunningHub, browser: Browser
) -> None:
    officer = person(browser, hub, OFFICER, PASSWORD)
    officer.goto("/s/scamcall/board?hours=24")
    assert "피해금이 모이는 계좌" in officer.inner_text("main")
    assert findings(officer, WIDTH) == []
    words = follow(officer, "999:0000000")
    assert "3,000,000" in words
    assert "야간 데스크 내선 0" in words
    assert findings(officer, WIDTH) == []
    follow(officer, "이 계좌 지급정지")
    officer.select_option("[name=ground]", "suspicion")
    officer.fill("[name=evidence]", "FDS-2026-1")
    order = next(word for word in send(officer).split() if word.startswith("SC-"))
    officer.goto("/s/scamcall/approval_queue")
    assert order in officer.inner_text("main")
    assert findings(officer, WIDTH) == []
    assert officer.get_by_role("link", name=f"{order} 풀기").count() == 1
    second = person(browser, hub, INVESTIGATOR, PASSWORD)
    second.goto("/s/scamcall/approval_queue")
    follow(second, f"{order} 승인")
    assert "시행 중" in send(second)
    second.goto("/s/scamcall/approval_queue")
    assert second.get_by_role("link", name=f"{order} 승인").count() == 0


def test_the_board_refreshes_by_itself_only_when_told_to(hub: RunningHub, browser: Browser) -> None:
    officer = person(browser, hub, OFFICER, PASSWORD)
    officer.goto("/s/scamcall/board?hours=24")
    assert officer.locator("meta[http-equiv=refresh]").count() == 0
    follow(officer, "5초마다 새로 고치기")
    assert officer.locator("meta[http-equiv=refresh]").count() == 1
    follow(officer, "새로 고침 멈추기")
    assert officer.locator("meta[http-equiv=refresh]").count() == 0


def test_a_shift_is_handed_over(hub: RunningHub, browser: Browser) -> None:
    officer = person(browser, hub, OFFICER, PASSWORD)
    officer.goto("/s/scamcall/hand_over")
    officer.fill("[name=note]", f"{NEXT} 은행에 전화해 둠")
    assert "전화해 둠" in send(officer)
    second = person(browser, hub, COLLEAGUE, PASSWORD)
    second.goto("/s/scamcall/shift?hours=24")
    assert "전화해 둠" in second.inner_text("main")
    assert findings(second, WIDTH) == []


def test_a_citizen_reports_with_a_picture_and_is_asked_for_no_account(
    hub: RunningHub, browser: Browser
) -> None:
    citizen = person(browser, hub)
    citizen.goto("/s/scamcall/report")
    assert findings(citizen, WIDTH) == []
    citizen.fill("[name=text]", "+12025550177")
    citizen.fill("[name=said]", "검찰이라며 돈을 옮기라고 함")
    citizen.set_input_files(
        "[name=pictures]", {"name": "screen.png", "mimeType": "image/png", "buffer": PNG}
    )
    words = send(citizen)
    assert "R-" in words
    assert "112" in words
    assert findings(citizen, WIDTH) == []


def test_the_front_page_leads_to_check_report_and_objection(
    hub: RunningHub, browser: Browser
) -> None:
    citizen = person(browser, hub)
    citizen.goto("/")
    assert findings(citizen, WIDTH) == []
    citizen.fill("#scamcall-text", "112")
    with citizen.expect_navigation():
        citizen.get_by_role("button", name="확인하기").click()
    assert "112" in citizen.inner_text("main")


@pytest.mark.parametrize("tool", ["clocks_running", "false_blocks", "rules", "ledger_proof"])
def test_a_regulator_reads_on_a_small_screen(hub: RunningHub, browser: Browser, tool: str) -> None:
    regulator = person(browser, hub, REGULATOR, PASSWORD)
    regulator.goto(f"/s/scamcall/{tool}")
    if regulator.locator("main form button[type=submit]").count():
        send(regulator)
    assert findings(regulator, WIDTH) == []
    assert regulator.goto("/s/scamcall/board?hours=24").status == 403  # type: ignore[union-attr]
