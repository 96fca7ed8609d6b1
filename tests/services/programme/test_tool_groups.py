"""The headings of the programme service, and for whom each is."""

from __future__ import annotations

from typing import Any

import pytest

from ieum.kernel.context import ADMINISTRATORS, Caller
from ieum.services.programme.decisions.people import store as people
from ieum.services.programme.decisions.roles import Role
from ieum.services.programme.service import service
from ieum.services.programme.tool_groups import GROUPS


def open_groups(caller: Caller) -> list[str]:
    return [group.name for group in GROUPS if group.open_to(caller)]


def test_every_tool_stands_under_a_heading() -> None:
    assert [
        tool.name for part in service.grouped() if part.group is None for tool in part.tools
    ] == []


def test_whatever_anybody_may_read_stands_where_it_is_open_to_anybody() -> None:
    public = {tool.name for tool in service.tools.values() if tool.public_read}
    for part in service.grouped():
        assert part.group is not None
        is_public = part.group.needs is None
        assert {tool.name in public for tool in part.tools} == {is_public}, part.group.name


@pytest.mark.django_db
def test_a_heading_opens_to_those_who_hold_its_role(django_user_model: Any) -> None:
    everybody = ["ask", "overview", "documents", "files"]
    user = django_user_model.objects.create_user("reporter@example.invalid")
    known = Caller(user.pk)
    assert open_groups(Caller()) == everybody
    assert open_groups(known) == [*everybody, "bring"]
    assert open_groups(Caller(user.pk, groups=frozenset({"analysts"}))) == [
        *everybody,
        "bring",
        "review",
    ]
    people.add_organisation("다솜부", kind="ministry")
    people.appoint("reporter@example.invalid", "다솜부", Role.REPORTER)
    assert open_groups(known) == [*everybody, "bring", "decisions"]
    administrator = Caller(user.pk, groups=frozenset({ADMINISTRATORS}), staff=True)
    assert open_groups(administrator) == [group.name for group in GROUPS]
