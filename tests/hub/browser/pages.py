"""The pages of a running hub as a browser sees them, and what is wrong with the one that is open."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Browser, BrowserContext, Page

from tests.hub.doors.walk import Walk
from tests.hub.running_hub import RunningHub

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
#: A page refreshes itself only where its reader asked for it, and says how to stop it, which WCAG 2.2.1
#: allows and axe cannot see.
RUN_AXE = (
    "axe.run(document, {resultTypes: ['violations'], rules: {'meta-refresh': {enabled: false}}})"
    ".then(found => found.violations)"
)
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
