"""Every page in a real browser: accessible, light and quiet.

The hub runs as an operator starts it. Its pages are found by following links, signed out and as
an official; the few that no link leads to are named in ``pages.py``.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.hub.browser.pages import (
    ADMINISTRATION,
    AXE_SCRIPT,
    DESK,
    MOST_BYTES,
    MOST_REQUESTS,
    PHONE,
    RUN_AXE,
    Pages,
    Watch,
    context,
    findings,
    in_language,
)


@pytest.mark.parametrize(
    ("language", "theme", "viewport", "every"),
    [
        ("ko", "light", PHONE, True),
        ("en", "dark", DESK, True),
        ("en", "dark", PHONE, False),
    ],
)
def test_every_page_is_accessible_quiet_and_fits(
    browser: Browser,
    pages: Pages,
    language: str,
    theme: Any,
    viewport: dict[str, int],
    every: bool,
) -> None:
    wrong: dict[str, list[str]] = {}
    places = pages.all() if every else pages.one_a_route()
    for official in (False, True):
        opened = context(browser, pages, official, viewport=viewport, color_scheme=theme)
        page = opened.new_page()
        watch = Watch(page, pages.hub.address)
        for place, for_official in places:
            if for_official == official:
                page.goto(in_language(place, language))
                if found := findings(page, viewport["width"]):
                    wrong[f"{place} {official}"] = found
        assert page.locator("html").get_attribute("lang") == language
        opened.close()
        assert not watch.said
        assert not watch.foreign
    assert not wrong, json.dumps(wrong, ensure_ascii=False, indent=1)


@pytest.mark.parametrize(("language", "theme"), [("ko", "light"), ("en", "dark")])
def test_the_administration_runs_under_the_hubs_rules_for_content(
    browser: Browser, pages: Pages, language: str, theme: Any
) -> None:
    """Django draws these pages; the size of what to tap on them is its own matter."""
    opened = context(browser, pages, True, viewport=PHONE, color_scheme=theme)
    page = opened.new_page()
    watch = Watch(page, pages.hub.address)
    heard: list[str] = []
    page.on("console", lambda said: heard.append(said.text) if said.type == "error" else None)
    wrong: dict[str, list[str]] = {}
    for place in ADMINISTRATION:
        heard.clear()
        page.goto(in_language(place, language))
        # The rules' own script asks for styles that the page forbids, so the errors come first.
        wrong[place] = list(heard)
        page.evaluate(AXE_SCRIPT)
        wrong[place] += [f"{one['id']}: {one['help']}" for one in page.evaluate(RUN_AXE)]
    opened.close()
    assert not watch.foreign
    assert not any(wrong.values()), wrong


def sent_for(browser: Browser, pages: Pages, place: str, official: bool) -> list[int]:
    """Bytes over the wire of each request, fonts apart, for somebody who comes first to a page."""
    opened = context(browser, pages, official)
    page = opened.new_page()
    sizes: dict[str, int] = {}
    fonts: set[str] = set()
    network = opened.new_cdp_session(page)
    network.on(
        "Network.loadingFinished", lambda e: sizes.update({e["requestId"]: e["encodedDataLength"]})
    )
    network.on(
        "Network.responseReceived", lambda e: fonts.update([e["requestId"]] * (e["type"] == "Font"))
    )
    network.send("Network.enable")
    page.goto(place, wait_until="load")
    opened.close()
    return [size for id, size in sizes.items() if id not in fonts]


def test_every_page_is_light(browser: Browser, pages: Pages) -> None:
    heavy = {}
    for place, official in pages.one_a_route():
        sent = sent_for(browser, pages, place, official)
        assert sum(sent) > 2000
        if sum(sent) > MOST_BYTES or len(sent) > MOST_REQUESTS:
            heavy[place] = sent
    assert not heavy
