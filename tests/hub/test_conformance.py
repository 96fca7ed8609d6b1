"""Every service gives the same outcome at every door, and the suite notices one that does not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ieum.hub.conformance.observed import Observed
from ieum.hub.conformance.suite import (
    CHECKS,
    Check,
    Conformance,
    every_door_answers_examples_alike,
    every_door_refuses_broken_calls_alike,
    it_loads,
)
from ieum.hub.conformance.variants import Variant, as_json, broken
from ieum.kernel.tool import Tool

if TYPE_CHECKING:
    from ieum.hub.conformance.doors import Direct

SERVICES = ["exchange", "programme", "quantities", "scamcall", "shapes"]
SHAPES = Path(__file__).parent.parent / "services" / "shapes"


@pytest.fixture(scope="module")
def hub(django_db_setup: None, django_db_blocker: pytest.FixtureDef) -> Iterator[None]:
    """The hub of the test run, with the service of every shape in it."""
    from ieum.hub.conformance.temporary_hub import temporary_hub
    from ieum.hub.registry import registry

    with django_db_blocker.unblock(), temporary_hub(SHAPES):
        yield
        _clear()
    registry().forget()


def _clear() -> None:
    from ieum.exchange.models import (
        Agreement,
        ExchangeEvent,
        LedgerPending,
        Offer,
        Party,
        PartyKey,
        PartySigningKey,
    )
    from ieum.hub.accounts.models import User
    from ieum.hub.acts.models import Act
    from ieum.hub.conformance.suite import SUITE_ACCOUNT
    from ieum.hub.jobs.models import Job
    from ieum.services.scamcall.models import Subject

    for rows in (Subject, ExchangeEvent, LedgerPending):
        rows.objects.all().delete()
    for rows in (Agreement, Offer, PartyKey, PartySigningKey, Party):
        rows.objects.all().delete()
    Job.objects.all().delete()
    Act.objects.all().delete()
    User.objects.filter(email=SUITE_ACCOUNT).delete()


@pytest.fixture(scope="module", params=SERVICES)
def conformance(hub: None, request: pytest.FixtureRequest) -> Iterator[Conformance]:
    found = Conformance(request.param)
    yield found
    found.close()


#: What the service of every shape does wrong on purpose, and how the suite says so.
ON_PURPOSE = {
    "it_is_described_in_both_languages": "is not in ",
    "answers_are_traceable_and_drawable": "shapes.fail, example 1: unexpected",
}


@pytest.mark.parametrize(
    "check",
    [
        # Broken calls are refused before any row is looked at.
        pytest.param(
            check,
            marks=pytest.mark.once if check is every_door_refuses_broken_calls_alike else (),
            id=check.__name__,
        )
        for check in CHECKS
    ],
)
def test_a_service_conforms(conformance: Conformance, check: Check) -> None:
    found = check(conformance)
    if conformance.name == "shapes" and check.__name__ in ON_PURPOSE:
        assert found
        assert all(ON_PURPOSE[check.__name__] in one for one in found)
    else:
        assert found == []


class Careless:
    """A door that rounds what it is given, as a command-line library may."""

    name = "careless"

    def __init__(self, direct: Direct) -> None:
        self.direct = direct

    def cannot_express(self, tool: Tool, variant: Variant) -> str:
        return ""

    def send(self, tool: Tool, variant: Variant, language: str) -> Observed:
        rounded = variant.body.replace(b"3500000.5", b"3")
        return self.direct.send(tool, replace(variant, body=rounded), language)


@pytest.fixture
def shapes(hub: None) -> Conformance:
    return Conformance("shapes")


def test_a_door_that_coerces_is_found_out(shapes: Conformance) -> None:
    shapes.entrances = [Careless(shapes.direct)]
    found = every_door_refuses_broken_calls_alike(shapes)
    assert any("whole: half a unit, careless" in one for one in found)
    assert not any("whole: 1e999" in one for one in found)


def test_a_door_that_forgets_unknown_names_is_found_out(shapes: Conformance) -> None:
    class Forgetful(Careless):
        def send(self, tool: Tool, variant: Variant, language: str) -> Observed:
            known = json.loads(variant.body) if variant.is_object else {}
            body = {name: value for name, value in known.items() if "zz_unknown" not in name}
            return self.direct.send(tool, replace(variant, body=as_json(body)), language)

    shapes.entrances = [Forgetful(shapes.direct)]
    found = every_door_refuses_broken_calls_alike(shapes)
    assert any("unknown name zz_unknown, careless" in one for one in found)


def test_a_door_that_answers_in_the_wrong_language_is_found_out(shapes: Conformance) -> None:
    class Monolingual(Careless):
        def send(self, tool: Tool, variant: Variant, language: str) -> Observed:
            return self.direct.send(tool, variant, "xx" if language == "en" else language)

    shapes.entrances = [Monolingual(shapes.direct)]
    quantities = Conformance("quantities")
    quantities.entrances = [Monolingual(quantities.direct)]
    assert every_door_answers_examples_alike(quantities) != []


def test_every_door_takes_its_part(conformance: Conformance) -> None:
    for check in (every_door_answers_examples_alike, it_loads):
        check(conformance)
    assert set(conformance.taken) == {entrance.name for entrance in conformance.entrances}
    assert all(count > 0 for count in conformance.taken.values())
    assert str(conformance.sent) in conformance.report()


def test_a_service_that_does_not_load_is_said_so(hub: None, tmp_path: Path) -> None:
    from ieum.hub.conformance.temporary_hub import temporary_hub

    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "service.py").write_text("this is no Python")
    with temporary_hub(folder):
        assert it_loads(Conformance("broken")) != []


def test_the_broken_variants_cover_every_shape(shapes: Conformance) -> None:
    from ieum.hub.registry import registry

    tool = registry().tool("shapes", "echo")
    names = {variant.name for variant in broken(tool)}
    assert {
        "whole: half a unit",
        "whole: true",
        "whole: 1e999",
        "whole: -1, beyond a bound",
        "whole: 11, beyond a bound",
        f"whole: {2**70}",
        "whole: left out",
        "whole: null",
        "whole: blank",
        "whole: given twice",
        "whole: nested 40 deep",
        "word: half a character",
        "word: too long",
        "colour: redx",
        "day: 2026-02-30",
        "moment: 2026-03-01T09:00:00",
        "price: nonsense",
        "items: too many items",
        "items: item: nonsense",
        "spot: an unknown field",
        "spot: latitude: left out",
        "unknown name zz_unknown",
        "JSON that is NaN",
    } <= names
