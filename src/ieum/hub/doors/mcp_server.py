"""The hub as an MCP server: every tool that the caller may use, and one to look at a job.

The SDK's low-level server carries the messages. Arguments go to the tool's own model as they came,
so that an unknown or ill-typed one is refused with the same faults as at every other door.
"""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from importlib.metadata import version
from typing import Annotated, Any, TypeVar
from uuid import uuid4

import mcp_types as types
from django.db import close_old_connections
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel.server import Server
from mcp.shared.exceptions import MCPError
from pydantic import Field

from ieum.hub.calls import Door, Request, perform
from ieum.hub.doors.job_details import accepted, job_details
from ieum.hub.doors.openapi import ACCEPTED_SCHEMA, JOB_SCHEMA
from ieum.hub.doors.terminal import draw
from ieum.hub.mistakes import unexpected
from ieum.hub.offers import usable
from ieum.hub.problems import problem
from ieum.hub.registry import registry
from ieum.kernel.arguments import Arguments
from ieum.kernel.context import Caller
from ieum.kernel.errors import Fault, IeumError, InvalidArguments, NotFound
from ieum.kernel.files import File, described_file, described_files
from ieum.kernel.messages import _
from ieum.kernel.tool import Effect, Tool

#: The tool of the hub itself; every other belongs to a service.
JOB_TOOL = "hub.job"
#: Where a client may put a key of its own that makes an act idempotent.
KEY_IN_META = "idempotency-key"

#: Media types whose files an assistant reads as text.
READABLE = frozenset(
    {
        "text/csv",
        "text/plain",
        "text/turtle",
        "application/json",
        "application/ld+json",
        "application/xml",
    }
)
#: Larger files of a job are only named: the client fetches them from their address.
MOST_EMBEDDED_BYTES = 2**22

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who calls, in which language, and what tells unknown callers apart."""

    caller: Caller
    language: str
    client: str


VisitorOf = Callable[[ServerRequestContext[Any]], Visitor]


def job_arguments(
    id: Annotated[str, Field(max_length=64, description=_("작업 번호"))],
    cancel: Annotated[bool, Field(description=_("작업을 그만두려면 true"))] = False,
) -> None:
    """The arguments of ``hub.job``; only its signature is used."""


JOB_ARGUMENTS = Arguments.of_function(f"Tool {JOB_TOOL}", job_arguments)
JOB_TITLE = _("작업 보기")
JOB_DESCRIPTION = _(
    "오래 걸리는 도구가 준 작업 번호로 진행과 답을 봅니다. 끝날 때까지 몇 초마다 다시 부르세요."
)
INSTRUCTIONS = _(
    "공공 서비스의 도구입니다. 답의 sources는 근거이니 숫자를 전할 때 함께 밝히고, refusal이 있으면 "
    "모른다고 전하세요. 금액은 350만원처럼 글로 넣어도 됩니다."
)


def mcp_server(visitor_of: VisitorOf, language: str = "ko") -> Server[Any]:
    """The server; ``visitor_of`` says who stands behind a request."""

    async def on_list_tools(
        context: ServerRequestContext[Any], params: types.PaginatedRequestParams | None
    ) -> types.ListToolsResult:
        return types.ListToolsResult(
            tools=await _in_thread(lambda: listed_tools(visitor_of(context)))
        )

    async def on_call_tool(
        context: ServerRequestContext[Any], params: types.CallToolRequestParams
    ) -> types.CallToolResult:
        key = (context.meta or {}).get(KEY_IN_META)
        return await _in_thread(
            lambda: called_tool(params.name, params.arguments or {}, visitor_of(context), key)
        )

    return Server(
        "ieum",
        version=version("ieum"),
        title="Ieum (이음)",
        instructions=INSTRUCTIONS.text(language),
        on_list_tools=on_list_tools,
        on_call_tool=on_call_tool,
    )


def listed_tools(visitor: Visitor) -> list[types.Tool]:
    """The tools that the caller may use, described in their language."""
    return [*_service_tools(visitor), _job_tool(visitor.language)]


def called_tool(
    name: str, given: Mapping[str, Any], visitor: Visitor, key: object
) -> types.CallToolResult:
    """Call a tool; what it refuses is a result that the assistant can read and mend."""
    try:
        if name == JOB_TOOL:
            return _job(given, visitor)
        return _answered(_tool(name, visitor), given, visitor, _key(key))
    except MCPError:
        raise
    except IeumError as error:
        return _refused(error, visitor.language)
    except Exception as error:
        # What fails outside of a tool must not reach the assistant as a bare protocol error.
        return _refused(unexpected(error, f"{name} at mcp"), visitor.language)


def _service_tools(visitor: Visitor) -> Iterator[types.Tool]:
    for service in registry().services():
        for tool in usable(service, visitor.caller):
            yield _described(tool, visitor.language)


def _described(tool: Tool, language: str) -> types.Tool:
    return types.Tool(
        name=tool.full_name,
        title=tool.title.text(language),
        description=tool.description.text(language),
        input_schema=tool.arguments.json_schema(language),
        output_schema=ACCEPTED_SCHEMA if tool.job else tool.answer_schema(language),
        annotations=types.ToolAnnotations(
            read_only_hint=tool.effect is Effect.READ,
            destructive_hint=tool.effect is Effect.ACT,
            open_world_hint=False,
        ),
    )


def _job_tool(language: str) -> types.Tool:
    return types.Tool(
        name=JOB_TOOL,
        title=JOB_TITLE.text(language),
        description=JOB_DESCRIPTION.text(language),
        input_schema=JOB_ARGUMENTS.json_schema(language),
        output_schema=JOB_SCHEMA,
        annotations=types.ToolAnnotations(
            read_only_hint=False, destructive_hint=False, open_world_hint=False
        ),
    )


def _tool(name: str, visitor: Visitor) -> Tool:
    service, _dot, tool_name = name.partition(".")
    try:
        return registry().tool(service, tool_name)
    except NotFound:
        names = [
            tool.full_name
            for found in registry().services()
            for tool in usable(found, visitor.caller)
        ]
        near = get_close_matches(name[:100], names, 3, 0.5) or names
        says = _(
            "'{name}' 도구가 없습니다. 도구의 이름은 '서비스.도구'입니다: {names}",
            name=name[:100],
            names=", ".join(near),
        )
        # An unknown name is the client's own mistake, which the protocol has a reply for.
        raise MCPError(types.INVALID_PARAMS, says.text("en")) from None


def _key(given: object) -> str:
    """The key of an act. One that cannot be kept is refused: repeated, the act would happen twice."""
    if given is None:
        return uuid4().hex
    if isinstance(given, str):
        return given
    says = _("이 요청만의 번호는 글이어야 합니다. 예: {example}", example=f'"{uuid4()}"')
    raise InvalidArguments([Fault(KEY_IN_META, "idempotency-key", says)])


def _answered(
    tool: Tool, given: Mapping[str, Any], visitor: Visitor, key: str
) -> types.CallToolResult:
    outcome = perform(
        Request(
            tool=tool,
            given=given,
            as_text=False,
            caller=visitor.caller,
            language=visitor.language,
            door=Door.MCP,
            key=key,
            client=visitor.client,
        )
    )
    if outcome.answer is None:
        assert outcome.job is not None
        says = _(
            "작업을 받았습니다. {tool} 도구에 id로 {job}{job:-을/를} 주면 진행과 답을 볼 수 있습니다.",
            tool=JOB_TOOL,
            job=outcome.job,
        )
        return _result(says.text(visitor.language), accepted(outcome.job))
    files: dict[str, File] = {}

    def beside(file: File) -> dict[str, Any]:
        address = f"ieum://{tool.service}/{tool.name}/files/{file.name}"
        files[address] = file
        return described_file(file, address=address)

    rendered = outcome.answer.rendered(visitor.language, beside)
    result = _result(draw(rendered, tool.answer_type, visitor.language), rendered)
    result.content += [
        embedded(address, file.media_type, file.content.read()) for address, file in files.items()
    ]
    return result


def _job(given: Mapping[str, Any], visitor: Visitor) -> types.CallToolResult:
    from ieum.hub.jobs import queue

    values = JOB_ARGUMENTS.from_json(given)
    ask = queue.cancel if values["cancel"] else queue.state
    state = ask(values["id"], visitor.caller, visitor.language)
    if state.answer is None:
        says = f"{state.phase} {state.share:.0%} {state.message}".rstrip()
        return _result(says, job_details(state))
    answer_type = registry().tool(*state.tool.split(".", 1)).answer_type
    result = _result(draw(state.answer, answer_type, visitor.language), job_details(state))
    for file in described_files(state.answer):
        if file["size"] <= MOST_EMBEDDED_BYTES:
            kept = queue.file(state.id, file["name"], visitor.caller, visitor.language)
            content = b"".join(kept.blocks())
            result.content.append(embedded(file["address"], file["media_type"], content))
    return result


def embedded(address: str, media_type: str, content: bytes) -> types.EmbeddedResource:
    """A file beside the words of a result: text as text, which an assistant can read."""
    try:
        text = content.decode() if media_type.partition(";")[0] in READABLE else None
    except UnicodeDecodeError:
        text = None
    if text is not None:
        resource: types.TextResourceContents | types.BlobResourceContents = (
            types.TextResourceContents(uri=address, mime_type=media_type, text=text)
        )
    else:
        blob = base64.b64encode(content).decode()
        resource = types.BlobResourceContents(uri=address, mime_type=media_type, blob=blob)
    return types.EmbeddedResource(resource=resource)


def _result(says: str, structured: Mapping[str, Any]) -> types.CallToolResult:
    return types.CallToolResult(
        content=[types.TextContent(text=says)], structured_content=dict(structured)
    )


def _refused(error: IeumError, language: str) -> types.CallToolResult:
    details = problem(error, language)
    lines = [details["detail"]]
    lines += [f"{fault['path']}: {fault['detail']}" for fault in details.get("faults", ())]
    return types.CallToolResult(
        content=[types.TextContent(text="\n".join(lines))],
        structured_content=details,
        is_error=True,
    )


async def _in_thread(work: Callable[[], T]) -> T:
    """Do blocking work beside the event loop, with a database connection that still lives."""

    def carried_out() -> T:
        close_old_connections()
        try:
            return work()
        finally:
            close_old_connections()

    return await asyncio.to_thread(carried_out)
