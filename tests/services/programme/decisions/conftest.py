"""Four people with different rights around one decision, each at the doors of a hub."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from ieum.kernel.context import ADMINISTRATORS
from ieum.services.programme.decisions.roles import Role

if TYPE_CHECKING:
    from ieum.hub.accounts.models import User

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass
class Visitor:
    """Somebody signed in, at the page and at the JSON door."""

    name: str
    user: User
    client: Client = field(default_factory=lambda: Client(HTTP_HOST="localhost"))

    def __post_init__(self) -> None:
        self.client.force_login(self.user, backend=BACKEND)

    def call(self, tool: str, key: str = "", **given: Any) -> tuple[int, dict[str, Any]]:
        """Status and body of a JSON call."""
        reply = self.client.post(
            f"/api/programme/{tool}",
            data=json.dumps(given),
            content_type="application/json",
            headers={"idempotency-key": key or secrets.token_hex(8)},
        )
        return reply.status_code, reply.json()

    def does(self, tool: str, **given: Any) -> dict[str, Any]:
        """The result of a JSON call that must succeed."""
        status, body = self.call(tool, **given)
        assert status == 200, body
        assert body["refusal"] is None, body
        return body["result"]

    def page(self, address: str) -> tuple[int, str]:
        """Status and text of a page."""
        reply = self.client.get(address, follow=True)
        return reply.status_code, unescape(reply.text)

    def submits(self, tool: str, **given: str) -> tuple[int, str]:
        """Open the form of a tool, fill it in and send it, as a browser does."""
        _status, form = self.page(f"/s/programme/{tool}")
        hidden = re.search(r'name="idempotency-key" value="([^"]+)"', form)
        key = {"idempotency-key": hidden[1]} if hidden else {}
        reply = self.client.post(f"/s/programme/{tool}", {**given, **key})
        return reply.status_code, unescape(reply.text)

    def sees(self) -> set[str]:
        """The numbers of all tasks on this person's board."""
        _status, body = self.call("tasks")
        return numbers(body["result"] or {})


def numbers(result: Mapping[str, Any]) -> set[str]:
    """The numbers of the tasks on a board."""
    tables = [result.get(name) for name in ("red", "yellow", "green", "closed")]
    return {row[0] for table in tables if table for row in table["rows"]}


@dataclass
class Cast:
    """Who takes part."""

    office: Visitor
    lead: Visitor
    region: Visitor
    minister: Visitor
    stranger: Visitor
    administrator: Visitor
    programme: str


def account(name: str) -> User:
    from ieum.hub.accounts.models import User

    return User.objects.create_user(f"{name}@example.invalid", name=name)


@pytest.fixture
def cast(db: None) -> Cast:
    """An office and those above it, a lead ministry, a province that sees its region, a stranger."""
    from ieum.hub.accounts.groups import be_in_groups
    from ieum.services.programme.decisions.people import store as people
    from ieum.services.programme.register import store as register

    people.add_organisation("다솜조정실", kind="agency")
    people.add_organisation("다솜점검부", kind="ministry", parent="다솜조정실")
    people.add_organisation("한빛산업부", kind="ministry", name_en="Hanbit Ministry")
    people.add_organisation("누리도청", kind="province", region="전남")
    people.add_organisation("먼나라청", kind="agency")
    found = {
        name: account(name)
        for name in ("office", "lead", "region", "minister", "stranger", "administrator")
    }
    be_in_groups(found["administrator"], {ADMINISTRATORS: True})
    for name, organisation, role, region in (
        ("office", "다솜점검부", Role.OFFICE, ""),
        ("lead", "한빛산업부", Role.REPORTER, ""),
        ("region", "누리도청", Role.REPORTER, "호남"),
        ("minister", "다솜조정실", Role.APPROVER, ""),
        ("stranger", "먼나라청", Role.REPORTER, ""),
    ):
        people.appoint(found[name].email, organisation, role, region)
    programme = register.add_programme("자율주행 실증도시").code
    return Cast(**{name: Visitor(name, user) for name, user in found.items()}, programme=programme)
