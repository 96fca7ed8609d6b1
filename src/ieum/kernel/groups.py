"""Groups of a service's tools: what belongs together, in the order in which people need it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ieum.kernel.context import Caller
from ieum.kernel.errors import ToolDefinitionError
from ieum.kernel.messages import Message
from ieum.kernel.tool import Tool


def everybody(caller: Caller) -> bool:
    """Whether a group without a condition is open to a caller: it is."""
    return True


@dataclass(frozen=True, slots=True)
class ToolGroup:
    """Some tools of a service under one heading.

    ``name`` stands in addresses and in the OpenAPI description, ``description`` is one line.
    ``needs`` says who uses these tools and how to become one of them; ``open_to`` tells whether a
    caller is. Both are for what doors show: whether a call is allowed is decided by the tool's
    ``access`` and by the tool itself.
    """

    name: str
    title: Message
    description: Message
    tools: Sequence[str]
    needs: Message | None = None
    open_to: Callable[[Caller], bool] = everybody


@dataclass(frozen=True, slots=True)
class GroupedTools:
    """The tools of one group, or those of a service that no group names (``group`` is None)."""

    group: ToolGroup | None
    tools: Sequence[Tool]


def grouped(
    service: str, groups: Sequence[ToolGroup], tools: Mapping[str, Tool]
) -> list[GroupedTools]:
    """Tools by their groups; what no group names comes last.

    Raises ``ToolDefinitionError`` for a group that names a tool twice or one that is not there.
    """
    found: list[GroupedTools] = []
    placed: set[str] = set()
    for group in groups:
        for name in group.tools:
            if name not in tools:
                raise ToolDefinitionError(
                    f"Group {service}.{group.name} names the tool {name!r}, which the service does "
                    f"not have: {', '.join(tools)}."
                )
            if name in placed:
                raise ToolDefinitionError(
                    f"Group {service}.{group.name} names the tool {name!r} once more: a tool stands "
                    "in one group."
                )
            placed.add(name)
        found.append(GroupedTools(group, [tools[name] for name in group.tools]))
    rest = [tool for name, tool in tools.items() if name not in placed]
    return [*found, GroupedTools(None, rest)] if rest else found
