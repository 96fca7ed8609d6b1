"""What tests of the gateway share: the misbehaving server, and a hub that is set to use it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.hub.gateway.demo_service import SENTENCE, acts
from tests.hub.gateway.misbehaving_server import MisbehavingServer, misbehaving_server
from tests.hub.gateway.model_exchange import Script

KEY = "not-a-real-key-0000"
Join = Callable[[str], None]


@pytest.fixture(scope="session")
def running_server() -> Iterator[MisbehavingServer]:
    with misbehaving_server() as running:
        yield running


@pytest.fixture
def model_server(running_server: MisbehavingServer) -> MisbehavingServer:
    """The server, whose honest model finds the budget of Gwangju."""
    running_server.script = Script("demo__budget", {"place": "광주"}, SENTENCE)
    running_server.requests.clear()
    acts.clear()
    return running_server


@pytest.fixture
def join(model_server: MisbehavingServer, monkeypatch: pytest.MonkeyPatch) -> Join:
    """Makes the hub use the server with one behaviour."""

    def to(behaviour: str) -> None:
        monkeypatch.setenv("IEUM_LLM_URL", model_server.url(behaviour))
        monkeypatch.setenv("IEUM_LLM_MODEL", "local")
        monkeypatch.setenv("IEUM_LLM_KEY", KEY)
        monkeypatch.setenv("IEUM_LLM_CALLS", "2")
        monkeypatch.setenv("IEUM_LLM_SECONDS", "1")
        monkeypatch.setenv("IEUM_LLM_FIRST_TOKEN_SECONDS", "1")

    return to
