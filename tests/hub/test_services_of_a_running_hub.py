"""A hub that runs takes services up as they come, change, break, are mended and go."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from ieum.hub.new_service.folder import write
from tests.hub.running_hub import RunningHub, set_up
from tests.remote.city_api import city

#: How long the hub may take to notice, and a slow machine to answer.
SECONDS = 20.0
JOB_TOOL = '''

@service.tool(says=["느린 셈", "slow count"], examples=[{}], job=True)
def slowly() -> Answer[Vehicles]:
    """Counts slowly."""
    return Answer(result=Vehicles(vehicles=7, empty_seats=0))
'''


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHub]:
    running = RunningHub(set_up(tmp_path_factory.mktemp("running") / "home")).start()
    httpx.get(running.address)  # It has looked for services before any is there.
    yield running
    running.stop()


def put(hub: RunningHub, name: str) -> Path:
    return write(name, hub.home / "services", frozenset())


def get(hub: RunningHub, address: str, **query: Any) -> httpx.Response:
    english = {"Accept-Language": "en"}
    return httpx.get(
        hub.address + address, params=query, headers=english, timeout=60, follow_redirects=True
    )


def tools_over_mcp(hub: RunningHub) -> set[str]:
    asked = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
    headers = {
        "Accept": "application/json, text/event-stream",
        "MCP-Protocol-Version": "2025-06-18",
    }
    reply = httpx.post(f"{hub.address}/mcp", json=asked, headers=headers, timeout=60)
    return {tool["name"] for tool in reply.json()["result"]["tools"]}


def soon(holds: Callable[[], bool]) -> bool:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.1)
    return False


def test_a_new_service_opens_at_every_door(hub: RunningHub) -> None:
    made = hub.command("new-service", "outing")
    assert made.returncode == 0
    assert "by itself" in made.stderr
    assert soon(lambda: get(hub, "/api/outing/vehicles", people=91).status_code == 200)
    assert "Vehicles needed" in get(hub, "/s/outing/vehicles", people=91).text
    assert "/api/outing/vehicles" in get(hub, "/api/openapi.json").json()["paths"]
    assert "outing.vehicles" in tools_over_mcp(hub)
    asked = get(hub, "/ask", q="How many 45-seat buses do 120 people need?")
    assert "Vehicles needed" in asked.text
    assert "outing" in get(hub, "/").text


def test_a_changed_service_answers_and_looks_as_it_is_now(hub: RunningHub) -> None:
    place = put(hub, "changed")
    assert soon(lambda: get(hub, "/api/changed/vehicles", people=9).status_code == 200)
    tools = place / "tools.py"
    tools.write_text(tools.read_text().replace("-(-people // seats)", "people + 1000"))
    page = place / "templates" / "changed" / "vehicles.html"
    page.parent.mkdir(parents=True)
    page.write_text("A page of its own.")

    def counted() -> int:
        result = get(hub, "/api/changed/vehicles", people=9).json()["result"]
        return int(result["vehicles"])

    assert soon(lambda: counted() == 1009)
    assert get(hub, "/s/changed/vehicles").text == "A page of its own."


def test_the_ask_box_understands_what_a_service_says_now(hub: RunningHub) -> None:
    place = put(hub, "asked")
    tools = place / "tools.py"
    text = tools.read_text()
    text = text.replace("How many 45-seat buses do 120 people need?", "Count zeppelins for 7 folk")
    tools.write_text(text.replace("필요한 차량 수", "zeppelins"))
    assert soon(lambda: "/s/asked/" in get(hub, "/ask", q="Count zeppelins for 7 folk").text)


def test_a_broken_edit_is_shown_as_broken_until_it_is_mended(hub: RunningHub) -> None:
    place = put(hub, "brittle")
    assert soon(lambda: get(hub, "/api/brittle/vehicles", people=9).status_code == 200)
    tools = place / "tools.py"
    whole = tools.read_text()
    tools.write_text("def (")
    assert soon(lambda: get(hub, "/api/brittle/vehicles", people=9).status_code == 503)
    assert "brittle" in get(hub, "/health/ready").json()["checks"]["services"]["detail"]
    assert get(hub, "/").status_code == 200
    tools.write_text(whole)
    assert soon(lambda: get(hub, "/api/brittle/vehicles", people=9).status_code == 200)


def test_a_service_that_goes_leaves_every_door(hub: RunningHub) -> None:
    place = put(hub, "leaving")
    assert soon(lambda: get(hub, "/s/leaving").status_code == 200)
    shutil.rmtree(place)
    assert soon(lambda: get(hub, "/s/leaving").status_code == 404)
    assert get(hub, "/api/leaving/vehicles", people=9).status_code == 404
    assert "leaving.vehicles" not in tools_over_mcp(hub)
    assert "/api/leaving/vehicles" not in get(hub, "/api/openapi.json").json()["paths"]


def test_a_tool_that_came_while_the_hub_ran_is_carried_out_as_a_job(hub: RunningHub) -> None:
    place = put(hub, "patient")
    assert soon(lambda: get(hub, "/api/patient/vehicles", people=9).status_code == 200)
    with (place / "tools.py").open("a") as tools:
        tools.write(JOB_TOOL)
    address = f"{hub.address}/api/patient/slowly"
    assert soon(lambda: httpx.post(address, json={}).status_code == 202)
    job = httpx.post(address, json={}).json()["address"]
    assert soon(lambda: get(hub, job).json()["state"] == "done")
    assert get(hub, job).json()["answer"]["result"]["vehicles"] == 7


def test_a_joined_api_comes_breaks_and_goes(hub: RunningHub) -> None:
    with city() as server:
        made = hub.command("add-api", "city", f"{server.address}/openapi.json")
        assert made.returncode == 0, made.stderr
        assert soon(lambda: get(hub, "/api/city/list_parks", district="동구").status_code == 200)
        assert "city.list_parks" in tools_over_mcp(hub)
    assert get(hub, "/api/city/word").status_code == 502
    folder = hub.home / "services" / "city"
    (folder / "openapi.txt").write_text("{}")
    assert soon(lambda: get(hub, "/api/city/word").status_code == 503)
    shutil.rmtree(folder)
    assert soon(lambda: get(hub, "/api/city/word").status_code == 404)
