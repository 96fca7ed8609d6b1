"""Which tools a door offers to a caller, under the headings of their service.

What is offered is a courtesy: a call is allowed or refused by ``calls.py`` and by the tool itself.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ieum.hub.calls import may_use
from ieum.kernel.context import Caller
from ieum.kernel.groups import ToolGroup
from ieum.kernel.service import Service
from ieum.kernel.tool import Tool

logger = logging.getLogger("ieum.services")


@dataclass(frozen=True, slots=True)
class OfferedTool:
    """A tool, and whether this caller may use it."""

    tool: Tool
    may_use: bool


@dataclass(frozen=True, slots=True)
class OfferedGroup:
    """The tools under one heading; ``group`` is None for those that stand under none.

    ``is_open`` says whether the caller is one of those for whom the group is.
    """

    group: ToolGroup | None
    tools: Sequence[OfferedTool]
    is_open: bool


def offered(service: Service, caller: Caller) -> list[OfferedGroup]:
    """All tools of a service under its headings, as they concern this caller."""
    return [
        OfferedGroup(
            part.group,
            [OfferedTool(tool, may_use(tool, caller)) for tool in part.tools],
            part.group is None or _is_open(service, part.group, caller),
        )
        for part in service.grouped()
    ]


def usable(service: Service, caller: Caller) -> Iterator[Tool]:
    """The tools of a service that are for this caller, in the order of its headings."""
    for part in offered(service, caller):
        if part.is_open:
            yield from (one.tool for one in part.tools if one.may_use)


def _is_open(service: Service, group: ToolGroup, caller: Caller) -> bool:
    try:
        return group.open_to(caller)
    except Exception:
        # A fault of one service must not take a list of all services down.
        logger.exception("the service %s cannot say who may use %s", service.name, group.name)
        return False
