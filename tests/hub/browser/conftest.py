"""One hub with something on it, for all tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from tests.hub.browser.pages import OFFICIAL, PASSWORD, Pages
from tests.hub.browser.work import put_to_work
from tests.hub.doors.demo_hub import put_demo_services
from tests.hub.doors.walk import Walk, post, sign_in
from tests.hub.running_hub import RunningHub, set_up


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    home = set_up(tmp_path_factory.mktemp("browser") / "home")
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
            put_to_work(known, hub.address, OFFICIAL)
            official = Walk(hub.address).from_front_page(known)
        yield Pages(hub, public, official, cookies, job)
    finally:
        hub.stop()
