"""Every call of a tool, from whichever door, goes through here.

This is the one place where a call is allowed or refused, limited, counted, logged, run or queued,
so that no door can forget one of these.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ieum.hub import metrics, rate_limits
from ieum.hub.acts.repeat import repeat_or_run
from ieum.hub.mistakes import unexpected
from ieum.hub.safety.client import network_of
from ieum.kernel.answer import Answer
from ieum.kernel.context import Caller, Context
from ieum.kernel.errors import IeumError, NotAllowed, NotSignedIn, TooManyCalls, Unexpected
from ieum.kernel.messages import _
from ieum.kernel.tool import Access, Effect, Tool


class Door(StrEnum):
    """Where a call came in."""

    PAGE = "page"
    API = "api"
    COMMAND = "command"
    MCP = "mcp"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Request:
    """A call as a door collected it.

    ``given`` holds JSON values, or texts and uploads where ``as_text``. ``client`` tells unknown
    callers apart for the rate limit. ``key`` makes an act idempotent.
    """

    tool: Tool
    given: Any
    as_text: bool
    caller: Caller
    language: str
    door: Door
    key: str | None = None
    client: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a call: an answer, or the id of the job that will give one."""

    answer: Answer[Any] | None = None
    job: str | None = None


def perform(request: Request) -> Outcome:
    """Carry a call out. Raises ``IeumError`` and nothing else."""
    started = time.perf_counter()
    result = "answer"
    try:
        outcome = _perform(request)
        if outcome.job is not None:
            result = "accepted"
        elif outcome.answer is not None and outcome.answer.refusal is not None:
            result = "refusal"
        return outcome
    except IeumError as error:
        result = error.code
        raise
    except Exception as error:
        # A tool's own mistake must look the same at every door; the reader gets a reference and
        # the log has the traceback under it.
        result = Unexpected.code
        raise unexpected(error, f"{request.tool.full_name} at {request.door}") from error
    finally:
        tool = request.tool
        metrics.count_call(
            request.door, tool.service, tool.name, result, time.perf_counter() - started
        )


def authorise(tool: Tool, caller: Caller) -> None:
    """Refuse a caller who may not use the tool."""
    if caller.reads_only and tool.effect is not Effect.READ:
        raise NotAllowed(
            _(
                "이 접근 키로는 읽기만 할 수 있습니다. '{tool}'{tool:-을/를} 쓰려면 바꾸기까지 되는 "
                "키를 만들어 보내 주세요.",
                tool=tool.title,
            )
        )
    if tool.access is Access.PUBLIC:
        return
    if tool.access is Access.PARTY:
        _authorise_party(tool, caller)
        return
    if not caller.signed_in:
        raise NotSignedIn(_("'{tool}'{tool:-은/는} 로그인한 뒤에 쓸 수 있습니다.", tool=tool.title))
    if tool.access is Access.STAFF and not caller.staff:
        raise NotAllowed(
            _(
                "'{tool}'{tool:-은/는} 담당자만 쓸 수 있습니다. 관리자에게 권한을 요청해 주세요.",
                tool=tool.title,
            )
        )


def may_use(tool: Tool, caller: Caller) -> bool:
    """Whether ``authorise`` would let the caller use the tool."""
    try:
        authorise(tool, caller)
    except (NotSignedIn, NotAllowed):
        return False
    return True


def _authorise_party(tool: Tool, caller: Caller) -> None:
    if caller.party is None and not caller.signed_in:
        raise NotSignedIn(
            _(
                "'{tool}'{tool:-은/는} 참여 기관이 씁니다. 기관의 키를 보내거나 기관 사람으로 로그인해 주세요.",
                tool=tool.title,
            )
        )
    if caller.party is None:
        raise NotAllowed(
            _(
                "'{tool}'{tool:-은/는} 참여 기관의 사람만 쓸 수 있습니다. 기관의 관리자에게 이 계정을 "
                "등록해 달라고 해 주세요.",
                tool=tool.title,
            )
        )
    if not caller.has_scope(tool.full_scope):
        raise NotAllowed(
            _(
                "'{tool}'{tool:-을/를} 쓰려면 권한 '{scope}'{scope:-이/가} 있어야 합니다. 지금 있는 것: {given}",
                tool=tool.title,
                scope=tool.full_scope,
                given=", ".join(sorted(caller.scopes)) or "-",
            )
        )


def _perform(request: Request) -> Outcome:
    tool, caller = request.tool, request.caller
    authorise(tool, caller)
    given = request.given
    # Counted before anything is read: refusing must stay cheaper than flooding.
    counted = _count(tool, given)
    _limit(request, counted)
    if request.as_text:
        given = tool.arguments.texts_to_json(given)
    values = tool.arguments.from_json(given)
    if (missed := _count(tool, values) - counted) > 0:
        _limit(request, missed)
    if tool.job:
        from ieum.hub.jobs import queue

        return Outcome(job=queue.submit(tool, given, values, caller, request.language))
    context = Context(caller=caller, language=request.language)
    if tool.effect is Effect.ACT:
        return Outcome(
            answer=repeat_or_run(
                tool, given, request.key, caller, lambda: tool.run(values, context)
            )
        )
    return Outcome(answer=tool.run(values, context))


def _count(tool: Tool, given: Any) -> int:
    """How many calls a call counts as, as far as it can be told from what was given."""
    items = given.get(tool.rate.each) if tool.rate.each and isinstance(given, Mapping) else None
    return max(len(items), 1) if isinstance(items, list) else 1


def _limit(request: Request, count: int = 1) -> None:
    """Count the call against the caller's limit; the machine's operator has none."""
    if request.door is Door.COMMAND:
        return
    caller = request.caller
    if caller.party is not None and not caller.signed_in:
        # All keys of a party together: a second key is for changing keys, not for a second share.
        who = f"party {caller.party}"
    elif caller.key is not None:
        # A program that runs wild does not shut its owner out of the pages.
        who = f"key {caller.key}"
    elif caller.signed_in:
        who = f"account {caller.id}"
    else:
        who = f"client {network_of(request.client)}"
    rate = request.tool.rate
    wait = rate_limits.take(f"{request.tool.full_name} {who}", rate, min(count, rate.calls))
    if wait:
        raise TooManyCalls(
            _(
                "이 도구는 {period:.0f}초에 {calls}번까지 쓸 수 있습니다. {wait:.0f}초 뒤에 다시 해 주세요.",
                period=rate.seconds,
                calls=rate.calls,
                wait=max(wait, 1),
            ),
            retry_after=wait,
        )
