"""Walks a running hub by its links, as a reader without a browser would."""

from __future__ import annotations

import re
from collections import Counter, deque
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import parse_qs, urljoin, urlsplit

import httpx

LINK = re.compile(r'<a\b[^>]*\bhref="([^"]+)"')
#: Addresses of one page with other values that are followed; more would draw the same once more.
MOST_OF_A_KIND = 4
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
    kinds: Counter[tuple[str, frozenset[str]]] = field(default_factory=Counter)

    def from_front_page(self, client: httpx.Client, most: int = 400) -> Walk:
        """Follow every link of every page, nearest first, and some of those that differ in their
        values alone."""
        waiting = deque([("/", 0)])
        while waiting and len(self.depth) < most:
            place, depth = waiting.popleft()
            kind = _kind(place)
            if place in self.depth or self.kinds[kind] == MOST_OF_A_KIND:
                continue
            self.kinds[kind] += 1
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


def _kind(place: str) -> tuple[str, frozenset[str]]:
    """What addresses of one page have in common: the path, and which values they give."""
    parts = urlsplit(place)
    return parts.path, frozenset(parse_qs(parts.query, keep_blank_values=True))


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


def post(
    client: httpx.Client,
    address: str,
    place: str,
    data: dict[str, str],
    files: dict[str, tuple[str, str]] | None = None,
) -> httpx.Response:
    """Send the form of a page; ``files`` are names and texts by the name of their input."""
    token = TOKEN.search(client.get(address + place).text)
    assert token, f"{place} has no form to send"
    return client.post(
        address + place,
        data={"csrfmiddlewaretoken": token[1], **data},
        files=files,
        headers={"Referer": address},
    )
