"""Walks a running hub by its links, as a reader without a browser would."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urljoin, urlsplit

import httpx

LINK = re.compile(r'<a\b[^>]*\bhref="([^"]+)"')
#: Where pages of the hub's own look end: programs' addresses, and Django's administration.
ELSEWHERE = re.compile(r"/(?:api/(?!docs)|admin/|static/|health|metrics|accounts/oidc/|mcp|v1/)")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass
class Walk:
    """What was found: each address with its links away from the front page."""

    address: str
    depth: dict[str, int] = field(default_factory=dict)
    html: dict[str, str] = field(default_factory=dict)
    status: dict[str, int] = field(default_factory=dict)

    def from_front_page(self, client: httpx.Client, most: int = 400) -> Walk:
        """Follow every link of every page, nearest first."""
        waiting = deque([("/", 0)])
        while waiting and len(self.depth) < most:
            place, depth = waiting.popleft()
            if place in self.depth:
                continue
            reply = client.get(self.address + place)
            if reply.is_redirect or "html" not in reply.headers["Content-Type"]:
                continue
            self.depth[place] = depth
            self.html[place] = reply.text
            self.status[place] = reply.status_code
            waiting.extend((link, depth + 1) for link in self.links(place))
        return self

    def places(self) -> list[str]:
        """Each page without and with a query once: a second example changes values alone."""
        found = {(place.partition("?")[0], "?" in place): place for place in self.depth}
        return list(found.values())

    def links(self, place: str) -> list[str]:
        """Links of a page that stay on the hub, other than to itself in another language."""
        found = []
        for href in LINK.findall(self.html[place]):
            parts = urlsplit(urljoin(self.address + place, unescape(href)))
            if f"{parts.scheme}://{parts.netloc}" != self.address or "lang=" in parts.query:
                continue
            if not ELSEWHERE.match(parts.path):
                found.append(parts.path + (f"?{parts.query}" if parts.query else ""))
        return found


def sign_in(client: httpx.Client, address: str, email: str, password: str) -> None:
    """Sign in by the form on the page."""
    html = client.get(f"{address}/accounts/login/").text
    token = TOKEN.search(html)
    assert token
    reply = client.post(
        f"{address}/accounts/login/",
        data={"csrfmiddlewaretoken": token[1], "login": email, "password": password},
        headers={"Referer": address},
    )
    assert reply.status_code == 302, reply.text


def post(client: httpx.Client, address: str, place: str, data: dict[str, str]) -> httpx.Response:
    """Send the form of a page."""
    token = TOKEN.search(client.get(address + place).text)
    assert token, f"{place} has no form to send"
    return client.post(
        address + place,
        data={"csrfmiddlewaretoken": token[1], **data},
        headers={"Referer": address},
    )
