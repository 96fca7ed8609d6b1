"""What tests of accounts share."""

from __future__ import annotations

import pytest

from ieum.hub.accounts.passwords import Argon2


@pytest.fixture(autouse=True)
def _quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same way to keep passwords, with less work: most of these tests are not about it."""
    monkeypatch.setattr(Argon2, "time_cost", 1)
    monkeypatch.setattr(Argon2, "memory_cost", 64)
    monkeypatch.setattr(Argon2, "parallelism", 1)
