"""What tests of the doors share: the demonstration services, an official, the command line."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.hub.doors.command_line import SHAPES, Ieum, Said

if TYPE_CHECKING:
    # Loads Django, which is not ready when pytest reads this file.
    from ieum.hub.accounts.models import User


@pytest.fixture
def demo() -> Iterator[None]:
    """The demonstration services on the hub of this process."""
    from ieum.hub.home import home
    from ieum.hub.registry import registry
    from tests.hub.doors.demo_hub import put_demo_services, remove_demo_services

    put_demo_services(home())
    registry().forget()
    yield
    remove_demo_services(home())
    registry().forget()


@pytest.fixture
def official() -> User:
    """An account that may do everything."""
    from ieum.hub.accounts.groups import be_in_groups
    from ieum.hub.accounts.models import ADMINISTRATORS, User

    user = User.objects.create_user("official@example.org", "a long passphrase", name="담당")
    be_in_groups(user, {ADMINISTRATORS: True})
    return user


@pytest.fixture
def ieum(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ieum]:
    """The command line in this process, with the service of every shape in the hub."""
    from ieum.hub.conformance.temporary_hub import temporary_hub
    from ieum.hub.doors import cli
    from ieum.hub.registry import registry

    def run(*words: str, stdin: bytes = b"", language: str = "ko") -> Said:
        output = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
        errors = io.StringIO()
        monkeypatch.setattr(sys, "stdout", output)
        monkeypatch.setattr(sys, "stderr", errors)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        monkeypatch.setenv("IEUM_LANGUAGE", language)
        code = cli.main(list(words))
        output.flush()
        return Said(code, output.buffer.getvalue(), errors.getvalue())  # type: ignore[attr-defined]

    with temporary_hub(SHAPES):
        registry().forget()
        yield run
    registry().forget()
