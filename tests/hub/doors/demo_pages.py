"""Pages of the demonstration services, as tests read them."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urlencode

from django.test import Client

BILL = {
    "budget": "3만원",
    "people": "2",
    "day": "2026-03-01",
    "spot.latitude": "35.16",
    "spot.longitude": "126.85",
    "size": "large",
    "deliver": "true",
}


def page(client: Client, address: str, status: int = 200, **query: str) -> str:
    reply = client.get(f"{address}?{urlencode(query)}" if query else address)
    assert reply.status_code == status, reply.text
    assert reply.headers["Content-Type"].startswith("text/html")
    return unescape(reply.text)


def inputs(html: str) -> list[str]:
    return re.findall(r"<(?:input|select|textarea)[^>]*>", html)


def input_named(html: str, name: str) -> str:
    return next(one for one in inputs(html) if f'name="{name}"' in one)
