"""How long a page of 100 objects takes from a collection of a million, at its beginning and its end.

    python -m benchmarks.taxii_page [--objects 1000000] [--asks 200] [--home FOLDER] [--json]

A new hub is filled with events of so many orders, from which its TAXII collection is made as in
service. A party that has agreed to all fields but the reference then asks ``ieum up`` over HTTP, with
its key, for the first page and for the last, the one that ``next`` leads to and the one behind
``added_after``. ``--home`` keeps the filled data folder, or takes one that an earlier run filled.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx

from benchmarks.endpoint import cpu_seconds
from benchmarks.figures import report
from benchmarks.serving import IEUM, free_port, running, wait_until_up

MOST_MILLISECONDS = 50.0
PAGE = 100
#: Events published and taken over at once.
BATCH = 1000
_MEDIA_TYPE = "application/taxii+json;version=2.1"


def main() -> int:
    """Fill, ask and print; 1 where the bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--objects", type=int, default=1_000_000)
    parser.add_argument("--asks", type=int, default=200)
    parser.add_argument("--home", type=Path, help="a data folder to keep, filled or not")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--fill", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.fill:
        print(json.dumps(fill(arguments.objects)))
        return 0
    with tempfile.TemporaryDirectory(prefix="ieum-taxii-page-") as folder:
        env = os.environ | {"IEUM_HOME": str(arguments.home or folder), "IEUM_RATE_LIMITS": "off"}
        filling = [sys.executable, "-m", "benchmarks.taxii_page", "--fill"]
        said = subprocess.run(
            [*filling, "--objects", str(arguments.objects)],
            env=env,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        ).stdout
        filled = json.loads(said.splitlines()[-1])
        port = free_port()
        with running([IEUM, "up", "--port", str(port)], env) as process:
            address = f"http://127.0.0.1:{port}"
            wait_until_up(f"{address}/health", process)
            figures = asked(address, process.pid, filled, arguments.asks)
    figures["load_average"] = round(os.getloadavg()[0], 1)
    report("taxii_page", filled["objects"], figures, arguments.json)
    return int(max(figures["first_p95_ms"], figures["last_p95_ms"]) > MOST_MILLISECONDS)


def fill(objects: int) -> dict[str, Any]:
    """Bring the collection of orders to its size; where it ends, and a key that opens it."""
    from ieum.hub.django_ready import django_ready

    django_ready()
    from django.core.management import call_command
    from django.utils import timezone

    call_command("migrate", verbosity=0)
    from ieum.exchange.events import store as outbox
    from ieum.exchange.parties import store as parties
    from ieum.services.scamcall.standards import following
    from ieum.services.scamcall.standards.taxii import store
    from ieum.services.scamcall.standards.taxii.rows import TaxiiObject

    ids, now = following.hub_ids(), timezone.now()
    following.follow(ids, now)
    number = next(
        one.number for one in store.collections(following.ROOT) if one.id == following.ORDERS
    )
    held = TaxiiObject.objects.filter(collection=number).exclude(giver="").count()
    if not held:
        _agree()
    for first in range(held, objects, BATCH):
        outbox.publish(_issued(one, now) for one in range(first, min(first + BATCH, objects)))
        following.follow(ids, timezone.now())
        if first % 20_000 == 0:
            print(f"\r{first:,} of {objects:,} objects", end="", file=sys.stderr, flush=True)
    for one in parties.keys("reader"):
        # Two live at a time, and a kept home has those of earlier runs.
        parties.end_key("reader", one.id)
    newest = TaxiiObject.objects.filter(collection=number).order_by("-added_at", "-id")
    behind = newest.values_list("added_at", "id")[PAGE]
    return {
        "objects": TaxiiObject.objects.filter(collection=number).count(),
        "collection": following.ORDERS,
        "root": following.ROOT,
        "key": parties.make_key("reader", "reader", {"scamcall:receive"}, 1),
        "behind": [behind[0].isoformat(), behind[1]],
    }


def _agree() -> None:
    from django.utils import timezone

    from ieum.exchange.agreements import store as agreements
    from ieum.exchange.agreements.values import Purpose
    from ieum.exchange.parties import store as parties
    from ieum.exchange.parties.values import HUB, PartyKind, PartyState
    from ieum.services.scamcall.orders import store as orders

    now = timezone.now()
    parties.add_party("reader", "읽는 기관", PartyKind.TELECOM, state=PartyState.LIVE)
    offer = agreements.make_offer(
        HUB,
        orders.KIND,
        Purpose.PREVENTION,
        _body(0, now).keys() - {"reference"},
        starts_at=now - timedelta(days=1),
        ends_at=now + timedelta(days=30),
        retention_days=30,
        basis="통신사기피해환급법 제13조의4",
    )
    agreements.accept(offer.id, "reader")


def _issued(number: int, at: Any) -> Any:
    from ieum.exchange.events.values import Event
    from ieum.exchange.parties.values import HUB
    from ieum.services.scamcall.orders import store as orders

    body = _body(number, at)
    return Event(orders.KIND, HUB, body["pseudonym"], 1, body, at)


def _body(number: int, at: Any) -> dict[str, Any]:
    return {
        "reference": f"SC-{number // 10**4:04}-{number % 10**4:04}",
        "subject_kind": "phone",
        "pseudonym": f"phone.1.{number:032d}",
        "action": "block",
        "state": "live",
        "basis": "통신사기피해환급법 제13조의4",
        "confidence": 90,
        "scope": "이 번호·링크로 걸고 받는 것을 막음",
        "starts_at": at.isoformat(),
        "expires_at": (at + timedelta(days=7)).isoformat(),
        "appeal": "/s/scamcall/file_objection",
        "kept_won": None,
    }


def asked(address: str, pid: int, filled: dict[str, Any], asks: int) -> dict[str, float]:
    """Milliseconds of the pages, as a client sees them, and what of it the server works."""
    from datetime import datetime

    from ieum.services.scamcall.standards.taxii.requests import cursor_after
    from ieum.services.scamcall.standards.taxii.values import Place
    from ieum.services.scamcall.standards.timestamps import added_timestamp

    root, collection = filled["root"], filled["collection"]
    place = Place(datetime.fromisoformat(filled["behind"][0]), filled["behind"][1])
    pages = {
        "first": {},
        "last": {"next": cursor_after(place, f"{root}/{collection}", {})},
        "last_by_time": {"added_after": added_timestamp(place.added_at)},
    }
    headers = {"Accept": _MEDIA_TYPE, "Authorization": f"Bearer {filled['key']}"}
    at = f"/taxii2/{root}/collections/{collection}/objects/"
    figures: dict[str, float] = {}
    with httpx.Client(base_url=address, headers=headers, timeout=60) as client:
        for name, query in pages.items():
            took = []
            worked = cpu_seconds(pid)
            for _each in range(asks + 10):
                started = time.perf_counter()
                reply = client.get(at, params={**query, "limit": str(PAGE)})
                took.append((time.perf_counter() - started) * 1000)
                given = reply.json()
                given = reply.json()
                if len(given.get("objects", "")) != PAGE or given["more"] is not (name == "first"):
                    raise SystemExit(
                        f"the page '{name}' is not as it should be: {reply.text[:300]}"
                    )
            worked = cpu_seconds(pid) - worked
            figures[f"{name}_processor_ms"] = round(worked / len(took) * 1000, 1)
            # The first few warm the process up.
            figures[f"{name}_median_ms"] = round(statistics.median(took[10:]), 1)
            figures[f"{name}_p95_ms"] = round(statistics.quantiles(took[10:], n=20)[-1], 1)
    return figures


if __name__ == "__main__":
    sys.exit(main())
