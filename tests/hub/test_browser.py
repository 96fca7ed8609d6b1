"""Every page in a real browser: accessible, light, quiet, and usable by touch or keyboard alone.

The hub runs as an operator starts it. Its pages are found by following links, signed out and as
an official; the few that no link leads to are named in ``UNLINKED``, and a test holds both
together against the list of addresses.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.hub.doors.demo_hub import put_demo_services
from tests.hub.doors.walk import Walk, post, sign_in
from tests.hub.running_hub import RunningHub

CHROMIUM = Path("/usr/bin/chromium")
OFFICIAL, PASSWORD = "official@example.org", "a long passphrase to sign in"
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
MOST_BYTES, MOST_REQUESTS, MOST_TAPS = 150_000, 12, 5
LEAST_TARGET = 44
#: Pages that no link leads to: failures, empty states, forms sent back.
UNLINKED = [
    "/nowhere",
    "/s/broken",
    "/s/demo/bill?budget=x&people=99&day=&spot.latitude=100",
    "/s/demo/bill?budget=1000&people=8&day=2026-03-01&spot.latitude=35&spot.longitude=126",
    "/ask?q=화성까지 걸어서 얼마나 걸려?",
    "/ask?q=만 나이",
    "/accounts/password/reset/done/",
    "/accounts/password/reset/key/1-set-password/",
    "/accounts/password/reset/key/done/",
    "/accounts/inactive/",
    "/accounts/signup/",
    "/accounts/oidc/cancelled/",
    "/accounts/oidc/error/",
]
#: Pages of an account that no link leads to.
UNLINKED_OF_OFFICIAL = ["/accounts/logout/", "/accounts/reauthenticate/"]
#: Pages of Django's administration that the hub gives its own head and colours.
ADMINISTRATION = [
    "/admin/",
    "/admin/accounts/user/",
    "/admin/accounts/user/1/change/",
    "/admin/accounts/user/add/",
    "/admin/auth/group/add/",
]
#: Names of addresses that show no page of their own: they act and lead on, or they need a partner.
WITHOUT_PAGE = {
    "theme",
    "job-cancel",
    "service-switch",
    "access-key-end",
    "account_set_password",
    "openid_connect_login",
    "openid_connect_callback",
    "socialaccount_signup",
}


@dataclass
class Pages:
    """A running hub and its pages."""

    hub: RunningHub
    public: Walk
    official: Walk
    cookies: list[dict[str, str]]
    job: str = ""

    def all(self) -> list[tuple[str, bool]]:
        """Every page once, and whether one must be signed in for it."""
        open_pages = [*self.public.places(), *UNLINKED, self.job]
        known = {_path(place) for place in open_pages}
        own = [place for place in self.official.places() if _path(place) not in known]
        # Officials see more on these than others do.
        own += ["/services", *UNLINKED_OF_OFFICIAL]
        return [(place, False) for place in open_pages] + [(place, True) for place in own]

    def one_a_route(self) -> list[tuple[str, bool]]:
        """Pages of which each is drawn by another template or in another state."""
        found = {_route(place) + str(official): (place, official) for place, official in self.all()}
        return list(found.values())


def _path(place: str) -> str:
    return place.partition("?")[0]


def _route(place: str) -> str:
    """What pages drawn alike have in common."""
    path, _mark, query = place.partition("?")
    parts = path.split("/")
    alike = parts[:2] + ["*"] * (len(parts) - 2) if parts[1] in ("s", "jobs") else parts
    return "/".join(alike) + ("?" if query else "")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    home = tmp_path_factory.mktemp("browser") / "home"
    home.mkdir()
    put_demo_services(home)
    hub = RunningHub(home, RATE_LIMITS="off", LOG_LEVEL="error")
    hub.start()
    try:
        made = hub.command("create-admin", OFFICIAL, entered=f"{PASSWORD}\n")
        assert made.returncode == 0, made.stderr
        with httpx.Client(timeout=60) as anybody:
            public = Walk(hub.address).from_front_page(anybody)
            job = post(anybody, hub.address, "/s/demo/slow", {"rounds": "1"}).headers["Location"]
        with httpx.Client(timeout=60) as known:
            sign_in(known, hub.address, OFFICIAL, PASSWORD)
            cookies = [
                {"name": name, "value": value, "url": hub.address}
                for name, value in known.cookies.items()
            ]
            official = Walk(hub.address).from_front_page(known)
        yield Pages(hub, public, official, cookies, job)
    finally:
        hub.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-quic", "--disable-background-networking"],
        )
        yield running
        running.close()


@dataclass
class Watch:
    """What a browser says and fetches while it shows pages."""

    page: Page
    address: str
    said: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", self._see)

    def _hear(self, message: Any) -> None:
        # The browser itself notes the status of a page that is about an error; the page says nothing.
        about_itself = message.location["url"] == self.page.url
        if not (about_itself and "the server responded with a status of" in message.text):
            self.said.append(f"{self.page.url}: {message.text}")

    def _see(self, request: Any) -> None:
        if not request.url.startswith(self.address + "/"):
            self.foreign.append(request.url)


def context(browser: Browser, pages: Pages, official: bool = False, **how: Any) -> BrowserContext:
    made = browser.new_context(base_url=pages.hub.address, **{"viewport": PHONE, **how})
    if official:
        made.add_cookies(pages.cookies)  # type: ignore[arg-type]
    return made


def in_language(place: str, language: str) -> str:
    return f"{place}{'&' if '?' in place else '?'}lang={language}"


AXE_SCRIPT = AXE_FILE_PATH.read_text(encoding="utf-8")
RUN_AXE = "axe.run(document, {resultTypes: ['violations']}).then(found => found.violations)"
#: What a page must keep to beside axe's rules: nothing wider than the screen, targets that a
#: thumb can hit.
MEASURE = """least => {
    const small = [];
    const targets = 'button, select, textarea, input:not([type=hidden]), .krds-btn, .chip, ' +
        '.menu a, .tools a, .footer a, .krds-breadcrumb a, summary';
    for (const one of document.querySelectorAll(targets)) {
        const box = (one.closest('label.choice') || one).getBoundingClientRect();
        if (box.width && box.height < least) small.push(one.outerHTML.slice(0, 120));
    }
    const wide = [...document.querySelectorAll('.krds-table-wrap:has(.stacked)')]
        .filter(one => innerWidth <= 640 && one.scrollWidth > one.clientWidth)
        .map(one => one.textContent.trim().slice(0, 80));
    return {width: document.documentElement.scrollWidth, small, wide};
}"""


def findings(page: Page, width: int) -> list[str]:
    """What is wrong with the page that is open."""
    page.evaluate(AXE_SCRIPT)
    found = [
        f"{one['id']}: {node['html'][:160]} {node['failureSummary'][:300]}"
        for one in page.evaluate(RUN_AXE)
        for node in one["nodes"]
    ]
    measured = page.evaluate(MEASURE, LEAST_TARGET)
    if measured["width"] > width:
        found.append(f"{measured['width']} pixels wide on a screen of {width}")
    found += [f"a table that scrolls sideways on a phone: {one}" for one in measured["wide"]]
    return found + [f"less than {LEAST_TARGET} pixels high: {one}" for one in measured["small"]]


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


def test_a_citizen_asks_on_a_phone_without_scripts_and_goes_on_in_english(
    browser: Browser, pages: Pages
) -> None:
    opened = context(browser, pages, java_script_enabled=False, locale="ko-KR")
    page = opened.new_page()
    page.goto("/")
    page.get_by_label("질문").fill("광주 AI 예산 얼마야?")
    page.get_by_role("button", name="물어보기").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("광주 AI 예산 얼마야?")
    expect(page.locator("#answer .headline")).to_contain_text("1,634억")
    expect(page.get_by_role("heading", name="근거")).to_be_visible()
    assert page.locator("#answer .sources li").count() >= 1
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", name="Sources")).to_be_visible()
    expect(page.locator("#answer .headline")).to_contain_text("1,634")
    page.get_by_label("Question").fill("how old is someone born on 1990-05-01?")
    page.get_by_role("button", name="Ask").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#answer")).to_be_visible()
    opened.close()


def test_a_form_works_without_scripts(browser: Browser, pages: Pages) -> None:
    opened = context(browser, pages, java_script_enabled=False, locale="ko-KR")
    page = opened.new_page()
    page.goto("/s/demo/bill")
    page.get_by_label("쓸 수 있는 돈").fill("3만원")
    page.get_by_label("함께 먹는 사람 수").fill("열")
    page.get_by_role("button", name="알아보기").click()
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("사는 날")
    summary.get_by_role("link").first.click()
    assert page.url.endswith("#field-people")
    page.get_by_label("함께 먹는 사람 수").fill("2")
    page.get_by_label("사는 날").fill("2026-03-01")
    page.get_by_label("위도").fill("35.1")
    page.get_by_label("경도").fill("126.9")
    page.get_by_label("크게").check()
    page.get_by_role("button", name="알아보기").click()
    expect(page.locator("#answer .headline")).to_contain_text("60,000원")
    opened.close()


def test_a_refused_file_leaves_the_form_as_it_was(browser: Browser, pages: Pages) -> None:
    opened = context(browser, pages, java_script_enabled=False, locale="ko-KR")
    page = opened.new_page()
    page.goto("/s/demo/read")
    page.get_by_label("붙여 넣은 글").fill("남은 글")
    empty = {"name": "empty.txt", "mimeType": "text/plain", "buffer": b""}
    page.get_by_label("문서").set_input_files([empty])
    page.get_by_role("button", name="알아보기").click()
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("빈 파일은 받지 않습니다.")
    summary.get_by_role("link").click()
    assert page.url.endswith("#field-files")
    expect(page.get_by_label("붙여 넣은 글")).to_have_value("남은 글")
    opened.close()


def test_the_theme_is_switched_without_scripts(browser: Browser, pages: Pages) -> None:
    opened = context(browser, pages, java_script_enabled=False, color_scheme="light")
    page = opened.new_page()
    page.goto("/services?lang=ko")
    page.get_by_role("button", name="어두운 화면으로").click()
    assert page.url.endswith("/services?lang=ko")
    expect(page.locator("body")).to_have_css("background-color", "rgb(19, 20, 22)")
    opened.close()


def test_the_keyboard_alone_reaches_an_answer_and_shows_where_it_is(
    browser: Browser, pages: Pages
) -> None:
    opened = context(browser, pages, viewport=DESK, locale="ko-KR")
    page = opened.new_page()
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("본문으로 건너뛰기")
    expect(page.locator(":focus")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_id("ask")
    page.keyboard.type("광주 AI 예산 얼마야?")
    page.keyboard.press("Enter")
    expect(page.locator("#answer .headline")).to_contain_text("1,634억")
    opened.close()


@pytest.mark.parametrize("place", ["/", "/s/demo/bill", "/services"])
def test_tab_reaches_everything_in_order_and_each_stop_is_visible(
    browser: Browser, pages: Pages, place: str
) -> None:
    opened = context(browser, pages, viewport=DESK)
    page = opened.new_page()
    page.goto(place)
    reachable = page.locator(
        "a[href], button, input:not([type=hidden]):not([type=radio]), input[type=radio]:checked, "
        "select, textarea, summary, [tabindex='0']"
    ).count()
    for stop in range(reachable):
        page.keyboard.press("Tab")
        focus = page.evaluate(
            """() => {
                const one = document.activeElement, style = getComputedStyle(one);
                const after = getComputedStyle(one, '::after');
                const ring = s => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2;
                return {tag: one.tagName, text: one.outerHTML.slice(0, 100),
                        ring: ring(style) || ring(after)};
            }"""
        )
        assert focus["tag"] != "BODY", f"stop {stop + 1} of {reachable} is nowhere"
        assert focus["ring"], focus["text"]
    opened.close()


def test_every_reading_tool_is_within_five_taps(pages: Pages) -> None:
    """A link is a tap; a form that is filled in and sent is one more."""
    answers = {
        place: depth
        for place, depth in pages.public.depth.items()
        if 'id="answer"' in pages.public.html[place]
    }
    forms = {
        place.partition("?")[0]: depth + 1
        for place, depth in pages.public.depth.items()
        if re.fullmatch(r"/s/\w+/\w+", place)
    }
    assert answers
    assert len(forms) > 10
    assert max(answers.values()) <= MOST_TAPS
    assert max(forms.values()) <= MOST_TAPS


def test_no_link_is_dead(pages: Pages) -> None:
    # A page that asks a stranger to sign in is there.
    for walk, asks_to_sign_in in ((pages.public, {401}), (pages.official, set())):
        dead = {
            place: status
            for place, status in walk.status.items()
            if status >= 400 and status not in asks_to_sign_in
        }
        assert not dead


def test_every_address_was_visited(pages: Pages) -> None:
    from django.urls import URLPattern, resolve

    from ieum.hub.accounts import urls as accounts
    from ieum.hub.doors import ask
    from ieum.hub.doors.pages import urls

    visited = {
        resolve(place.partition("?")[0]).url_name
        for place, _own in pages.all()
        if place not in ("/nowhere",)
    }
    patterns = [*urls.urlpatterns, *accounts.urlpatterns, *ask.urlpatterns]
    named = {str(one.name) for one in patterns if isinstance(one, URLPattern)}
    assert named - visited == WITHOUT_PAGE
