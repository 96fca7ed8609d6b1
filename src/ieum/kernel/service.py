"""A service: its name, title and area, and the tools that its ``tools`` module declares."""

from __future__ import annotations

import importlib
import re
import threading
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Any, TypeVar

from ieum.kernel.answer import Answer
from ieum.kernel.errors import NotFound, ToolDefinitionError
from ieum.kernel.groups import GroupedTools, ToolGroup, grouped
from ieum.kernel.messages import Message, _
from ieum.kernel.tool import (
    ORDINARY_RATE,
    Access,
    Effect,
    Knows,
    Rate,
    Scope,
    Tool,
    tool_of_function,
)

NAME = re.compile(r"[a-z][a-z0-9_]*")

F = TypeVar("F", bound=Callable[..., Answer[Any]])


class Area(StrEnum):
    """The part of public life a service belongs to; the front page groups by it."""

    GOVERNMENT = "government"
    SAFETY = "safety"
    LIVING = "living"
    CULTURE = "culture"
    INDUSTRY = "industry"
    COMPUTING = "computing"
    LANGUAGE = "language"

    @property
    def words(self) -> Message:
        """What people call the area."""
        return AREA_TITLES[self]


AREA_TITLES = {
    Area.GOVERNMENT: _("행정과 정책"),
    Area.SAFETY: _("안전"),
    Area.LIVING: _("생활"),
    Area.CULTURE: _("문화"),
    Area.INDUSTRY: _("산업"),
    Area.COMPUTING: _("컴퓨팅"),
    Area.LANGUAGE: _("우리말"),
}


class Service:
    """A set of tools under one name.

    ``tools_module`` is imported when a tool is first needed, so that a hub with many services
    starts fast; the module declares its tools with ``@service.tool``. ``groups`` are the headings
    under which doors list them; a service of a few tools needs none.
    """

    def __init__(
        self,
        name: str,
        *,
        title: Message,
        description: Message,
        area: Area,
        tools_module: str | None = None,
        groups: Sequence[ToolGroup] = (),
    ) -> None:
        if not NAME.fullmatch(name):
            raise ToolDefinitionError(
                f"A service is named {name!r}: use small Latin letters, digits and underscores."
            )
        self.name = name
        self.title = title
        self.description = description
        self.area = area
        self.tools_module = tools_module
        self.groups = tuple(groups)
        self._tools: dict[str, Tool] = {}
        self._loading = threading.RLock()
        self._loaded = tools_module is None

    def tool(
        self,
        *,
        says: Sequence[str],
        examples: Sequence[Mapping[str, Any]],
        title: Message | None = None,
        access: Access | str = Access.PUBLIC,
        scope: Scope | str | None = None,
        effect: Effect | str = Effect.READ,
        job: bool = False,
        rate: Rate = ORDINARY_RATE,
        knows: Knows | None = None,
    ) -> Callable[[F], F]:
        """Declare a function as a tool of this service; the function itself stays as it is.

        ``says``: how people ask for it, in both languages; the ask box learns from these.
        ``examples``: arguments as JSON values; pages show them, the conformance suite runs them.
        ``scope``: what a party must be let do at this service, where ``access="party"``.
        ``knows``: for a tool that takes a whole question, which words it has something to say on;
        the ask box tells by it what is in scope.
        """

        def declare(function: F) -> F:
            self.add(
                tool_of_function(
                    self.name,
                    function,
                    says=says,
                    examples=examples,
                    title=title,
                    access=access,
                    scope=scope,
                    effect=effect,
                    job=job,
                    rate=rate,
                    knows=knows,
                )
            )
            return function

        return declare

    def add(self, tool: Tool) -> None:
        """Add a tool that was made elsewhere, such as an operation of a remote API."""
        if tool.name in self._tools:
            raise ToolDefinitionError(f"Service {self.name} has two tools named {tool.name!r}.")
        self._tools[tool.name] = tool

    @property
    def tools(self) -> Mapping[str, Tool]:
        """The tools by name, in the order they are declared."""
        if not self._loaded:
            with self._loading:
                if not self._loaded and self.tools_module is not None:
                    try:
                        importlib.import_module(self.tools_module)
                    except BaseException:
                        # Those before the fault would meet themselves when it is tried again.
                        self._tools.clear()
                        raise
                    self._loaded = True
        return self._tools

    def grouped(self) -> list[GroupedTools]:
        """The tools under the headings of the service's groups, those without one last."""
        return grouped(self.name, self.groups, self.tools)

    def get(self, name: str) -> Tool:
        """One tool, or ``NotFound``."""
        try:
            return self.tools[name]
        except KeyError:
            raise NotFound(
                _(
                    "'{service}' 서비스에 '{tool}' 도구가 없습니다. 있는 도구: {names}",
                    service=self.name,
                    tool=name,
                    names=", ".join(self.tools),
                )
            ) from None
