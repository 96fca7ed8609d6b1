"""The conformance suite: what every service promises, checked by using it.

``ieum service check NAME`` and the tests of a generated service run it. A check returns what is
wrong, one sentence each; an empty list is a pass.
"""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ieum.hub.conformance import variants
from ieum.hub.conformance.observed import Observed
from ieum.hub.conformance.variants import Variant
from ieum.kernel.files import described_files, may_give_files
from ieum.kernel.messages import Language, Message, written_in
from ieum.kernel.registry import BrokenService
from ieum.kernel.service import Service
from ieum.kernel.tool import Effect, Rate, Tool

if TYPE_CHECKING:
    # Loads Django, which must know its data folder first.
    from ieum.hub.conformance.doors import Direct, Entrance, JsonQuery

#: The suite calls one tool more often in a minute than any caller may.
NO_LIMIT = Rate(10**9, 1)
SUITE_ACCOUNT = "conformance@example.invalid"


class Conformance:
    """One service under check, and how many variants each door took of how many."""

    def __init__(self, name: str) -> None:
        from ieum.hub.registry import registry

        registry().forget()
        self.name = name
        self.found = registry().load(name)
        self.taken: Counter[str] = Counter()
        self.sent = 0

    @property
    def service(self) -> Service:
        """The service; only for checks behind ``it_loads``."""
        assert isinstance(self.found, Service), f"{self.name} does not load"
        return self.found

    @cached_property
    def entrances(self) -> list[Entrance]:
        """Every way in, with a caller who may use every tool."""
        from django.conf import settings

        from ieum.hub.conformance import doors
        from ieum.hub.conformance.ask_entrance import AskedQuestion
        from ieum.hub.conformance.mcp_entrance import McpCall
        from ieum.hub.conformance.page_entrance import PageForm

        client = _signed_in_client()
        session = client.cookies[settings.SESSION_COOKIE_NAME]
        return [
            PageForm(client),
            doors.JsonBody(client),
            doors.JsonQuery(client),
            doors.JsonForm(client),
            doors.CommandOptions(),
            doors.CommandJson(),
            AskedQuestion(client),
            McpCall(f"{settings.SESSION_COOKIE_NAME}={session.value}"),
        ]

    @cached_property
    def direct(self) -> Direct:
        """What the doors are compared with."""
        from ieum.hub.accounts.caller import OPERATOR
        from ieum.hub.conformance.doors import Direct

        return Direct(OPERATOR)

    def differences(self, tool: Tool, variant: Variant, language: str) -> Iterator[str]:
        """Where a door's outcome is another than that of the call itself."""
        expected = self.direct.send(tool, variant, language)
        self.sent += 1
        label = f"{tool.full_name}, {variant}"
        if variant.code and not _refused_as_it_should(expected, variant):
            yield f"{label}: expected {variant.path} {variant.code}, got {expected}"
        # What changes something, or answers differently each time, is compared by kind alone.
        whole = tool.effect is Effect.READ and self._is_steady(tool, variant, expected, language)
        for entrance in self.entrances:
            if entrance.cannot_express(tool, variant):
                continue
            self.taken[entrance.name] += 1
            observed = entrance.send(tool, variant, language)
            if not observed.same(expected, whole=whole):
                yield f"{label}, {entrance.name}: {observed} instead of {expected}"

    def _is_steady(self, tool: Tool, variant: Variant, expected: Observed, language: str) -> bool:
        if expected.kind != "answer":
            return True
        return self.direct.send(tool, variant, language) == expected

    def close(self) -> None:
        """Let the entrances go that hold something open."""
        if "entrances" in self.__dict__:
            for entrance in self.entrances:
                entrance.close()

    def report(self) -> str:
        """How many variants each door took."""
        lines = [f"{self.name}: {self.sent} calls"]
        lines += [f"  {door}: {count}" for door, count in self.taken.items()]
        return "\n".join(lines)


Check = Callable[[Conformance], list[str]]


def it_loads(conformance: Conformance) -> list[str]:
    """The service loads, and its tools with it."""
    found = conformance.found
    return [f"{found.name}: {found.error}"] if isinstance(found, BrokenService) else []


def it_is_described_in_both_languages(conformance: Conformance) -> list[str]:
    """Titles, descriptions and arguments have a sentence in Korean and in English."""
    service = conformance.service
    found = [*_untranslated(service.name, service.title, service.description)]
    for tool in service.tools.values():
        found += _untranslated(tool.full_name, tool.title, tool.description)
        for argument in tool.arguments.arguments:
            found += _untranslated(f"{tool.full_name}, {argument.name}", argument.description)
            for field in argument.shape.fields:
                place = f"{tool.full_name}, {argument.name}.{field.name}"
                found += _untranslated(place, field.description)
    return found


def people_can_ask_for_it_in_both_languages(conformance: Conformance) -> list[str]:
    """Each tool says how people ask for it, in Korean and in English."""
    return [
        f"{tool.full_name}: says nothing in {language.name.title()}"
        for tool in conformance.service.tools.values()
        for language in Language
        if not any(written_in(text) is language for text in tool.says)
    ]


def every_door_answers_examples_alike(conformance: Conformance) -> list[str]:
    """Each example has the same outcome at every door, in both languages."""
    found: list[str] = []
    for tool in conformance.service.tools.values():
        with _without_limit(tool):
            for variant in variants.examples(tool):
                for language in Language:
                    found += conformance.differences(tool, variant, language)
    return found


def every_door_refuses_broken_calls_alike(conformance: Conformance) -> list[str]:
    """Each broken variant meets the same faults at every door."""
    found: list[str] = []
    for tool in conformance.service.tools.values():
        with _without_limit(tool):
            for variant in variants.broken(tool):
                found += conformance.differences(tool, variant, Language.KOREAN)
    return found


def answers_are_traceable_and_drawable(conformance: Conformance) -> list[str]:
    """An answer with figures names its sources, fits its schema, and can be drawn."""
    from ieum.hub.doors.terminal import draw

    found: list[str] = []
    for tool in conformance.service.tools.values():
        if tool.job or tool.effect is not Effect.READ:
            continue
        with _without_limit(tool):
            for variant in variants.examples(tool):
                for language in Language:
                    observed = conformance.direct.send(tool, variant, language)
                    place = f"{tool.full_name}, {variant}"
                    if observed.code == "not-found":
                        continue  # It names a row that a new hub does not have.
                    if observed.kind != "answer":
                        found.append(f"{place}: {observed}")
                        continue
                    if _holds_figures(observed.answer["result"]) and not observed.answer["sources"]:
                        found.append(f"{place}: the answer has figures and names no source")
                    found += _unfit(place, tool, observed.answer)
                    if not draw(observed.answer, tool.answer_type, language, 80).strip():
                        found.append(f"{place}: nothing is drawn on a terminal")
    return list(dict.fromkeys(found))


def files_have_an_address_of_their_own(conformance: Conformance) -> list[str]:
    """Each file of an answer is given, byte for byte, at the address of the call."""
    found: list[str] = []
    by_query = next(one for one in conformance.entrances if isinstance(one, _json_query()))
    for tool in conformance.service.tools.values():
        if not may_give_files(tool.answer_type):
            continue
        with _without_limit(tool):
            for variant in variants.examples(tool):
                if by_query.cannot_express(tool, variant):
                    continue
                answer = conformance.direct.send(tool, variant, Language.KOREAN).answer
                for file in described_files(answer):
                    given = by_query.file(tool, variant, file["name"])
                    if given != base64.b64decode(file["base64"]):
                        found.append(f"{tool.full_name}, {variant}: {file['name']} differs")
    return found


def _json_query() -> type[JsonQuery]:
    from ieum.hub.conformance.doors import JsonQuery

    return JsonQuery


CHECKS: tuple[Check, ...] = (
    it_loads,
    it_is_described_in_both_languages,
    people_can_ask_for_it_in_both_languages,
    every_door_answers_examples_alike,
    every_door_refuses_broken_calls_alike,
    answers_are_traceable_and_drawable,
    files_have_an_address_of_their_own,
)


def _refused_as_it_should(observed: Observed, variant: Variant) -> bool:
    if variant.code == "unreadable-request":
        return observed.code == variant.code
    return (variant.path, variant.code) in observed.faults


def _untranslated(place: str, *messages: Message) -> Iterator[str]:
    from ieum.kernel.messages import catalogue

    for message in messages:
        for language in Language:
            if written_in(message) is not language and str(message) not in catalogue(language):
                yield f"{place}: {str(message)!r} is not in {language.name.title()}"


def _unfit(place: str, tool: Tool, rendered: dict[str, Any]) -> Iterator[str]:
    """What a program that reads by the schema would trip over."""
    missing = [
        name
        for name in tool.answer_schema(Language.ENGLISH).get("properties", {})
        if name not in rendered
    ]
    if missing:
        yield f"{place}: the rendered answer lacks {', '.join(missing)}"


def _holds_figures(value: Any) -> bool:
    if isinstance(value, dict):
        return any(_holds_figures(one) for one in value.values())
    if isinstance(value, list):
        return any(_holds_figures(one) for one in value)
    return isinstance(value, int | float) and not isinstance(value, bool)


@contextmanager
def _without_limit(tool: Tool) -> Iterator[None]:
    rate, tool.rate = tool.rate, NO_LIMIT
    try:
        yield
    finally:
        tool.rate = rate


def _signed_in_client() -> Any:
    """A browser whose user may use every tool."""
    from django.test import Client

    from ieum.hub.accounts.models import User
    from ieum.hub.conformance.doors import HOST

    user = User.objects.filter(email=SUITE_ACCOUNT).first()
    if user is None:
        user = User.objects.create_superuser(SUITE_ACCOUNT)
    client = Client(HTTP_HOST=HOST, raise_request_exception=False)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client
