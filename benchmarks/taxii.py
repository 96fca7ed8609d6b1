"""Whether our TAXII 2.1 server answers as the reference server did, and our STIX objects are valid.

    python -m benchmarks.taxii [--cases FOLDER] [--judge PYTHON] [--json]
    python -m benchmarks.taxii --serve DATA.json --port P

With ``--serve`` the hub's TAXII door answers over the roots, collections and objects of a file in the
form of the reference server's, for the user ``u`` with the password ``p``, until it is ended. Without,
such a server is started on ``medallion_default_data.json`` and the recorded requests are sent to it, in
their order; what varies from run to run (ids of requests, times of addition after the recording
began, cursors) may differ as long as it does so throughout. Then every kind of STIX object that the hub
gives is written and judged by stix2-validator 3.2.0, strict and in the settings of interoperability,
in an environment of its own (``benchmarks/judges/stix.py``), which ``uv`` makes at the first time.
"""

from __future__ import annotations

import argparse
import base64
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import httpx

from benchmarks.figures import report

_SHARED = Path(__file__).parents[2] / "shared/data/scamcall/stix_taxii"
_JUDGE = Path(__file__).parent / "judges/stix.py"
_DATA = "medallion_default_data.json"
_CASES = "taxii21_cases.jsonl"
_AUTHORISED = "Basic " + base64.b64encode(b"u:p").decode()
_COMPARED = ("Content-Type", "X-TAXII-Date-Added-First", "X-TAXII-Date-Added-Last")
_TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+Z", re.ASCII)
_PAGE = re.compile(r"\bpage(\d+)\b")


def main() -> int:
    """Serve, or replay and judge; 1 where a case differs or an object is not valid."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--serve", type=Path, help="data in the form of the reference server's")
    parser.add_argument("--port", type=int, default=8330)
    parser.add_argument("--cases", type=Path, default=_SHARED, help="folder of data and cases")
    parser.add_argument("--judge", default="", help="a Python that has stix2-validator 3.2.0")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    if arguments.serve:
        serve(arguments.serve, arguments.port)
        return 0
    cases = [json.loads(line) for line in (arguments.cases / _CASES).read_text().splitlines()]
    cases.sort(key=lambda case: case["n"])
    with served(arguments.cases / _DATA) as address:
        differences = replay(cases, address, newest(arguments.cases / _DATA))
    for name, difference in differences.items():
        print(f"{name}: {difference}", file=sys.stderr)
    objects, errors = judged(arguments.judge)
    for error in errors:
        print(error, file=sys.stderr)
    figures = {
        "equal": len(cases) - len(differences),
        "total": len(cases),
        "stix_objects": objects,
        "stix_errors": len(errors),
    }
    report("taxii", len(cases), figures, arguments.json)
    return 1 if differences or errors else 0


def serve(data: Path, port: int) -> None:
    """Answer over a file of the reference server's form until told to stop."""
    found = json.loads(data.read_text())
    os.environ["TAXII_DISCOVERY"] = json.dumps(found.pop("/discovery"))
    with tempfile.TemporaryDirectory(prefix="ieum-taxii-") as home:
        os.environ["IEUM_HOME"] = home
        from ieum.hub.django_ready import django_ready

        django_ready()
        from django.conf import settings
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        fill(found)
        settings.ROOT_URLCONF = "benchmarks.taxii_addresses"
        from ieum.hub.server import serve as serve_hub

        serve_hub("127.0.0.1", port, lambda: print(f"http://127.0.0.1:{port}/taxii2/", flush=True))


def fill(roots: Mapping[str, Any]) -> None:
    """Put roots, collections, objects and statuses where the server keeps them."""
    from django.utils import timezone

    from ieum.services.scamcall.standards.taxii import store

    for name, root in roots.items():
        store.make_root(name, root["information"])
        for status in root.get("status", []):
            store.keep_status(name, status, timezone.now())
        for collection in root.get("collections", []):
            objects, manifest = collection.pop("objects", []), collection.pop("manifest", [])
            number = store.make_collection(name, collection["id"], collection)
            fill_collection(number, objects, manifest)


def fill_collection(
    number: int, objects: list[dict[str, Any]], manifest: list[dict[str, str]]
) -> None:
    """Put the objects of a collection where its manifest has them."""
    from ieum.services.scamcall.standards.taxii import store
    from ieum.services.scamcall.standards.timestamps import read_timestamp

    contents = {
        (one["id"], one.get("modified", one.get("created", one.get("_date_added")))): one
        for one in objects
    }
    for record in manifest:
        content = contents[record["id"], record["version"]]
        content.pop("_date_added", None)
        one = store.NewObject(
            id=record["id"],
            spec=record["media_type"].partition("version=")[2],
            version=record["version"],
            version_at=read_timestamp(record["version"]),
            content=content,
        )
        store.put(number, one, read_timestamp(record["date_added"]))


@contextmanager
def served(data: Path) -> Iterator[str]:
    """The address of a server over a file, in a process of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "benchmarks.taxii", "--serve", str(data), "--port", str(port)]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        assert process.stdout is not None
        if not process.stdout.readline():
            raise SystemExit("the server did not start")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=30)


def newest(data: Path) -> str:
    """The newest timestamp of the data: what is later was made while recording."""
    return max(_TIMESTAMP.findall(data.read_text()))


@dataclass
class Sameness:
    """Which of our values stands for which recorded one, where both were made while answering."""

    newest: str
    ours: dict[str, str] = field(default_factory=dict)

    def differences(self, recorded: Any, got: Any, path: str = "") -> Iterator[str]:
        """Where two values differ, but for what varies."""
        if isinstance(recorded, dict) and isinstance(got, dict):
            for name in sorted(recorded.keys() | got.keys()):
                yield from self.differences(recorded.get(name), got.get(name), f"{path}/{name}")
        elif isinstance(recorded, list) and isinstance(got, list) and len(recorded) == len(got):
            for place, (one, other) in enumerate(zip(recorded, got, strict=True)):
                yield from self.differences(one, other, f"{path}/{place}")
        elif self._varies(recorded, path) and isinstance(got, str) and got:
            if path.endswith("/next"):
                return
            if self.ours.setdefault(recorded, got) != got:
                yield f"{path}: {got!r} is not {self.ours[recorded]!r}, as before"
        elif recorded != got:
            yield f"{path}: {got!r} is not {recorded!r}"

    def _varies(self, recorded: Any, path: str) -> bool:
        if not isinstance(recorded, str):
            return False
        if path in ("/body/next", "/body/id") and "--" not in recorded:
            return True
        made_here = _TIMESTAMP.fullmatch(recorded) is not None and recorded > self.newest
        return made_here and path.rpartition("/")[2] in (
            "date_added",
            "request_timestamp",
            *_COMPARED,
        )

    def translated(self, text: str) -> str:
        """A recorded path with our values in the places of recorded ones."""
        for recorded, own in self.ours.items():
            text = text.replace(recorded, own)
        return text


def replay(cases: list[dict[str, Any]], address: str, newest: str) -> dict[str, str]:
    """Send the recorded requests; what differs, by the number and the name of the case."""
    same = Sameness(newest)
    found = {}
    with httpx.Client(base_url=address, timeout=30) as client:
        for case in cases:
            reply = _sent(client, case, same)
            recorded = {
                "status": case["status"],
                "headers": {name: case["resp_headers"].get(name) for name in _COMPARED},
                "body": case["resp_json"],
            }
            got = {
                "status": reply.status_code,
                "headers": {name: reply.headers.get(name) for name in _COMPARED},
                "body": _json(reply),
            }
            differences = list(same.differences(recorded, got))
            if differences:
                found[f"{case['n']} {case['name']}"] = "; ".join(differences)[:600]
    return found


def _sent(client: httpx.Client, case: dict[str, Any], same: Sameness) -> httpx.Response:
    path = same.translated(case["path"])
    cursor = dict(parse_qsl(urlsplit(path).query)).get("next")
    numbered = _PAGE.search(case["name"])
    if not cursor or not numbered:
        return _once(client, case, path)
    # The recorded cursor means nothing to us: walk to the page of this number by our own.
    base, _question, query = path.partition("?")
    asked = [(name, text) for name, text in parse_qsl(query) if name != "next"]
    reply = _once(client, case, f"{base}?{urlencode(asked)}")
    for _page in range(int(numbered[1])):
        onwards = [*asked, ("next", reply.json()["next"])]
        reply = _once(client, case, f"{base}?{urlencode(onwards)}")
    return reply


def _once(client: httpx.Client, case: dict[str, Any], path: str) -> httpx.Response:
    headers = {
        name: text.replace("Basic <valid>", _AUTHORISED) for name, text in case["headers"].items()
    }
    if "Accept" not in headers:
        headers["Accept"] = ""
    body = case["body"].encode() if case["body"] is not None else None
    return client.request(case["method"], path, headers=headers, content=body)


def _json(reply: httpx.Response) -> Any:
    try:
        return reply.json()
    except ValueError:
        return None


def judged(judge: str) -> tuple[int, list[str]]:
    """How many objects of ours the validator judged, and its errors."""
    with tempfile.TemporaryDirectory(prefix="ieum-stix-") as home:
        written = subprocess.run(
            [sys.executable, "-m", "benchmarks.taxii_objects"],
            env={**os.environ, "IEUM_HOME": home},
            check=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        ).stdout
        file = Path(home) / "objects.jsonl"
        file.write_text(written)
        runner = [judge] if judge else [str(Path(sys.executable).parent / "uv"), "run", "--script"]
        said = subprocess.run(
            [*runner, str(_JUDGE), str(file)], check=True, stdout=subprocess.PIPE, text=True
        ).stdout
    found = json.loads(said.splitlines()[-1])
    return found["judged"], found["errors"]


if __name__ == "__main__":
    sys.exit(main())
