"""Telling accounts: the service says whom and what, whoever keeps the accounts does the rest."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from ieum.kernel import notices
from ieum.kernel.messages import Message, _

SUBJECT, DETAIL = _("The service {name} is broken", name="tax"), _("{day}", day="today")


def test_without_a_hub_nobody_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notices, "_teller", notices._nobody)
    assert notices.tell("task-assign", "T000001", SUBJECT, DETAIL, [1, 2]) is False


def test_what_is_told_reaches_the_teller_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[str, str, Sequence[int]]] = []

    def teller(
        event: str, about: str, subject: Message, detail: Message, accounts: Sequence[int]
    ) -> bool:
        told.append((event, about, accounts))
        return True

    monkeypatch.setattr(notices, "_teller", notices._teller)
    notices.tell_by(teller)
    assert notices.tell("task-assign", "T000001", SUBJECT, DETAIL, [1, 2]) is True
    assert told == [("task-assign", "T000001", [1, 2])]
