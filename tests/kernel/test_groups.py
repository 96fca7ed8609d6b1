"""Groups of tools: in the author's order, whole, and told when they name what is not there."""

from __future__ import annotations

import pytest

from ieum.kernel.answer import Answer, Result
from ieum.kernel.context import Caller
from ieum.kernel.errors import ToolDefinitionError
from ieum.kernel.groups import ToolGroup
from ieum.kernel.messages import _
from ieum.kernel.registry import BrokenService, Registry
from ieum.kernel.service import Area, Service


class Said(Result):
    """What a tool of these tests answers."""

    word: str


def service_with(*groups: ToolGroup) -> Service:
    service = Service(
        "garden",
        title=_("정원"),
        description=_("정원을 돌봅니다."),
        area=Area.LIVING,
        groups=groups,
    )
    for name in ("plant", "water", "reap"):

        def tool() -> Answer[Said]:
            """One thing to do in a garden."""
            return Answer[Said](result=Said(word="done"))

        tool.__name__ = name
        service.tool(says=["해 줘", "do it"], examples=[{}])(tool)
    return service


def group(name: str, *tools: str) -> ToolGroup:
    return ToolGroup(name, _("모음"), _("함께 쓰는 것입니다."), tools)


def test_tools_stand_under_their_groups_in_order_and_the_rest_comes_last() -> None:
    found = service_with(group("later", "reap"), group("first", "plant")).grouped()
    assert [part.group.name if part.group else "" for part in found] == ["later", "first", ""]
    assert [[tool.name for tool in part.tools] for part in found] == [
        ["reap"],
        ["plant"],
        ["water"],
    ]


def test_a_service_without_groups_has_its_tools_in_the_order_they_are_declared() -> None:
    (only,) = service_with().grouped()
    assert only.group is None
    assert [tool.name for tool in only.tools] == ["plant", "water", "reap"]


def test_a_group_is_open_to_everybody_unless_it_says_otherwise() -> None:
    assert group("first", "plant").open_to(Caller())


@pytest.mark.parametrize(
    ("groups", "told"),
    [
        ([group("first", "prune")], "'prune'"),
        ([group("first", "plant"), group("second", "plant")], "'plant' once more"),
    ],
)
def test_a_group_that_names_a_tool_wrongly_breaks_the_service_with_the_reason(
    groups: list[ToolGroup], told: str
) -> None:
    service = service_with(*groups)
    with pytest.raises(ToolDefinitionError, match=told):
        service.grouped()
    registry = Registry(loaders=[])
    registry._found = {"garden": lambda: service}
    broken = registry.load("garden")
    assert isinstance(broken, BrokenService)
    assert told in broken.error
