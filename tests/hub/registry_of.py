"""The one registry of the process, holding other services for the length of a test."""

from __future__ import annotations

import pytest

from ieum.hub.registry import registry
from ieum.kernel.local_services import Loader


def let_registry_hold(monkeypatch: pytest.MonkeyPatch, services: dict[str, Loader]) -> None:
    """Until the test ends, the hub has these services and no others.

    What the registry holds is changed, never the name ``registry``: a module that is first imported
    during the test would keep whatever stood under that name for the rest of the run.
    """
    held = registry()
    monkeypatch.setattr(held, "_folder", None)
    monkeypatch.setattr(held, "_found", services)
    monkeypatch.setattr(held, "_loaded", {})
