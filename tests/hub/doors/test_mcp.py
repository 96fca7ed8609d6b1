"""The MCP door, used by the official client over both transports and both ages of the protocol."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from socket import socket
from typing import Any, TypeVar

import httpx
import pytest
from mcp import Client
from mcp.client.stdio import StdioServerParameters
from mcp.shared.exceptions import MCPError

from tests.hub.running_hub import set_up

SHAPES = Path(__file__).parent.parent.parent / "services" / "shapes"
IEUM = [sys.executable, "-c", "from ieum.hub.doors.cli import main; raise SystemExit(main())"]
MODES = ["legacy", "auto"]
T = TypeVar("T")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = set_up(tmp_path_factory.mktemp("hub"))
    (folder / "services").mkdir()
    (folder / "services" / "shapes").symlink_to(SHAPES)
    return folder


@pytest.fixture(scope="module")
def environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("IEUM_")}
    return {**kept, "IEUM_HOME": str(home), "IEUM_LANGUAGE": "en", "IEUM_LOG_LEVEL": "error"}


@pytest.fixture(scope="module")
def address(environment: dict[str, str]) -> Iterator[str]:
    """A hub as ``ieum up`` serves it."""
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    hub = subprocess.Popen([*IEUM, "up", "--port", str(port)], env=environment)
    place = f"http://127.0.0.1:{port}"
    try:
        for _try in range(300):
            try:
                httpx.get(f"{place}/health", timeout=1)
                break
            except httpx.HTTPError:
                assert hub.poll() is None, "the hub ended before it served"
                time.sleep(0.1)
        yield place
    finally:
        hub.terminate()
        hub.wait(20)


@pytest.fixture(params=["http", "stdio"])
def server(request: pytest.FixtureRequest, environment: dict[str, str]) -> Any:
    if request.param == "http":
        return f"{request.getfixturevalue('address')}/mcp"
    return StdioServerParameters(command=IEUM[0], args=[*IEUM[1:], "mcp"], env=environment)


@pytest.fixture
def over_http(address: str) -> str:
    return f"{address}/mcp"


def talk(server: Any, mode: str, said: Callable[[Client], Awaitable[T]]) -> T:
    """Talk to the server as an assistant does."""

    async def conversation() -> T:
        async with Client(server, mode=mode, read_timeout_seconds=60) as client:
            return await said(client)

    return asyncio.run(conversation())


@pytest.mark.parametrize("mode", MODES)
def test_the_official_client_lists_and_calls_every_tool(server: Any, mode: str) -> None:
    examples = {
        f"{tool.service}.{tool.name}": tool.examples[0]
        for tool in public_tools()
        if tool.full_name != "programme.document"
    }

    async def said(client: Client) -> dict[str, Any]:
        listed = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert set(examples) | {"hub.job", "programme.document"} == set(listed)
        for tool in listed.values():
            assert tool.input_schema["type"] == "object"
            assert tool.description
        return {
            name: await client.call_tool(name, dict(arguments))
            for name, arguments in examples.items()
        }

    for name, result in talk(server, mode, said).items():
        assert not result.is_error, f"{name}: {result.content}"
        assert result.structured_content is not None
        assert result.content[0].text


def public_tools() -> list[Any]:
    from ieum.kernel.registry import Registry
    from ieum.kernel.tool import Access

    registry = Registry(SHAPES.parent)
    names = ("exchange", "programme", "quantities", "scamcall", "shapes")
    tools = [tool for name in names for tool in registry.service(name).tools.values()]
    return [tool for tool in tools if tool.access is Access.PUBLIC]


def test_wrong_arguments_are_a_result_with_the_faults_of_every_other_door(server: Any) -> None:
    async def said(client: Client) -> Any:
        return await client.call_tool(
            "shapes.echo", {"whole": 3500000.5, "hole": 1, "items": ["x"], "yes": "true"}
        )

    result = talk(server, "legacy", said)
    assert result.is_error
    assert {(fault["path"], fault["code"]) for fault in result.structured_content["faults"]} == {
        ("whole", "type"),
        ("hole", "unknown"),
        ("items.0", "text-form"),
        ("yes", "type"),
    }
    assert "hole" in result.content[0].text


def test_an_amount_may_be_text(over_http: str) -> None:
    async def said(client: Client) -> Any:
        return await client.call_tool("shapes.echo", {"whole": 1, "price": "350만원"})

    assert talk(over_http, "legacy", said).structured_content["result"]["price"] == 3_500_000


def test_an_unknown_tool_is_an_error_of_the_protocol(over_http: str) -> None:
    async def said(client: Client) -> None:
        for name in ("shapes.nope", "nope.nope", "nope", ""):
            with pytest.raises(MCPError):
                await client.call_tool(name, {})

    talk(over_http, "legacy", said)


def test_a_tool_that_needs_an_account_is_neither_listed_nor_called(over_http: str) -> None:
    async def said(client: Client) -> Any:
        names = [tool.name for tool in (await client.list_tools()).tools]
        assert "shapes.block" not in names
        return await client.call_tool("shapes.block", {"number": 1})

    result = talk(over_http, "legacy", said)
    assert result.is_error
    assert result.structured_content["code"] == "not-signed-in"


def test_the_operator_may_hand_over_their_own_tools(environment: dict[str, str]) -> None:
    server = StdioServerParameters(
        command=IEUM[0], args=[*IEUM[1:], "mcp", "--operator"], env=environment
    )

    async def said(client: Client) -> Any:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        hints = tools["shapes.block"].annotations
        assert hints is not None
        assert hints.destructive_hint
        assert not hints.read_only_hint
        return await client.call_tool("shapes.block", {"number": 5})

    assert talk(server, "auto", said).structured_content["result"]["value"] == 5


def test_a_job_is_followed_with_its_id(address: str) -> None:
    async def said(client: Client) -> Any:
        accepted = await client.call_tool("shapes.slowly", {"steps": 2})
        id = accepted.structured_content["job"]
        assert id in accepted.content[0].text
        for _try in range(200):
            state = await client.call_tool("hub.job", {"id": id})
            if state.structured_content["state"] == "done":
                return state
            await asyncio.sleep(0.1)
        raise AssertionError(state)

    state = talk(f"{address}/mcp", "legacy", said)
    assert state.structured_content["answer"]["result"]["value"] == 2


def test_a_job_tool_refuses_like_any_other(over_http: str) -> None:
    async def said(client: Client) -> list[Any]:
        return [
            await client.call_tool("hub.job", arguments)
            for arguments in ({}, {"id": "nothing"}, {"id": "x", "ids": 1}, {"id": 5})
        ]

    codes = [result.structured_content["code"] for result in talk(over_http, "legacy", said)]
    assert codes == ["invalid-arguments", "not-found", "invalid-arguments", "invalid-arguments"]


def rpc(body: bytes | dict[str, Any], address: str, **headers: str) -> httpx.Response:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    defaults = {
        "content-type": "application/json",
        "accept": "application/json, text/event-stream",
    }
    return httpx.post(f"{address}/mcp", content=content, headers={**defaults, **headers})


LIST = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}


def test_an_access_key_brings_the_rights_of_its_account(
    address: str, environment: dict[str, str]
) -> None:
    def ieum(*words: str, typed: str = "") -> str:
        return subprocess.run(
            [*IEUM, *words],
            env=environment,
            input=typed,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()

    def names(key: str) -> set[str]:
        reply = rpc(LIST, address, authorization=f"Bearer {key}").json()
        return {tool["name"] for tool in reply["result"]["tools"]}

    ieum("create-admin", "root@example.org", typed="korrekt-pferd-batterie\n")
    acting = ieum("key", "new", "root@example.org", "--name", "assistant", "--scope", "act")
    reading = ieum("key", "new", "root@example.org", "--name", "reader")
    assert "shapes.block" in names(acting)
    assert "shapes.block" not in names(reading)
    assert "shapes.echo" in names(reading)
    refused = rpc(LIST, address, authorization="Bearer ieum_nothing").json()
    assert "access key" in refused["error"]["message"] or "접근 키" in refused["error"]["message"]


def test_the_reader_chooses_the_language(address: str) -> None:
    def titles(language: str) -> dict[str, str]:
        reply = rpc(LIST, address, **{"accept-language": language}).json()
        return {tool["name"]: tool["description"] for tool in reply["result"]["tools"]}

    korean, english = titles("ko"), titles("en")
    assert korean["hub.job"] != english["hub.job"]
    assert korean["hub.job"].startswith("오래")


def test_a_page_of_another_site_gets_nothing(address: str) -> None:
    assert rpc(LIST, address, origin="https://elsewhere.invalid").status_code == 403
    assert rpc(LIST, address, origin=address).status_code == 200


def test_a_request_under_a_false_name_gets_nothing(address: str) -> None:
    assert rpc(LIST, address, host="rebound.invalid").status_code == 421


def test_every_reply_has_the_security_headers(address: str) -> None:
    for reply in (
        rpc(LIST, address),
        rpc(b"{", address),
        rpc(LIST, address, host="rebound.invalid"),
    ):
        assert reply.headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in reply.headers["Content-Security-Policy"]


def test_a_stream_on_which_nothing_would_come_is_refused(address: str) -> None:
    reply = httpx.get(f"{address}/mcp", headers={"accept": "text/event-stream"}, timeout=10)
    assert reply.status_code == 405
    assert "POST" in reply.headers["Allow"]


def called(address: str, name: str, meta: dict[str, Any] | None = None) -> dict[str, Any]:
    params = {"name": name, "arguments": {}, "_meta": meta or {}}
    message = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params}
    reply: dict[str, Any] = rpc(message, address).json()
    return reply


@pytest.mark.parametrize("name", ["views", "shapes", "shapes.view", "nothing.views", "", "\0"])
def test_an_unknown_tool_is_told_how_tools_are_named(address: str, name: str) -> None:
    says = called(address, name)["error"]["message"]
    assert "'service.tool'" in says
    assert "shapes." in says


def test_a_key_that_cannot_be_kept_is_refused_and_none_is_no_key(address: str) -> None:
    wrong = called(address, "shapes.views", {"idempotency-key": 5})["result"]
    assert wrong["isError"]
    assert wrong["structuredContent"]["faults"][0]["path"] == "idempotency-key"
    assert not called(address, "shapes.views", {"idempotency-key": None})["result"].get("isError")


def test_half_a_character_is_refused_before_any_tool_is_reached(address: str) -> None:
    call = {"name": "shapes.pick", "arguments": {"name": "가\udcff"}}
    reply = rpc({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": call}, address)
    assert reply.status_code == 400
    assert "error" in reply.json()


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"5", b'{"a": NaN}', b"\xff", b"[" * 100_000])
def test_a_message_that_is_none_is_refused_and_the_door_stays_open(
    body: bytes, address: str
) -> None:
    assert 400 <= rpc(body, address).status_code < 500
    assert rpc(LIST, address).status_code == 200


def test_a_message_beyond_the_limit_is_refused(address: str) -> None:
    assert rpc(b" " * (9 * 2**20), address).status_code == 413


def test_many_assistants_are_answered_at_once(address: str) -> None:
    async def one(client: httpx.AsyncClient) -> int:
        params = {"name": "shapes.views", "arguments": {}}
        message = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params}
        headers = {"accept": "application/json, text/event-stream"}
        reply = await client.post(f"{address}/mcp", json=message, headers=headers)
        return reply.status_code

    async def all_at_once() -> list[int]:
        async with httpx.AsyncClient(timeout=60) as client:
            return await asyncio.gather(*(one(client) for _number in range(40)))

    assert asyncio.run(all_at_once()) == [200] * 40
