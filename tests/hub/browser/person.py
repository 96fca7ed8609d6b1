"""Somebody at a hub's pages, on a small telephone."""

from __future__ import annotations

from playwright.sync_api import Browser, Page

from tests.hub.running_hub import RunningHub

WIDTH = 360


def person(browser: Browser, hub: RunningHub, email: str = "", password: str = "") -> Page:
    """A page of their own, signed in if an address is given."""
    context = browser.new_context(
        base_url=hub.address, viewport={"width": WIDTH, "height": 740}, locale="ko-KR"
    )
    page = context.new_page()
    if email:
        page.goto("/accounts/login/")
        page.fill("input[name=login]", email)
        page.fill("input[name=password]", password)
        with page.expect_navigation():
            page.click("main form button[type=submit]")
    return page
