"""``ieum notify-test``: does a notice arrive?"""

from __future__ import annotations

import argparse

import pytest

from ieum.hub.commands import notify_test
from ieum.hub.saying import CommandFailed
from tests.hub.notices.receiver import SECRET, Receiver

pytestmark = pytest.mark.django_db
ENGLISH = argparse.Namespace(language_of_door="en")


def test_it_says_which_address_was_reached(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    receiver = Receiver()
    try:
        nobody = "http://127.0.0.1:9/hook"
        monkeypatch.setenv("IEUM_NOTICE_WEBHOOKS", f"{receiver.address} {nobody}")
        monkeypatch.setenv("IEUM_WEBHOOK_SECRET", SECRET)
        assert notify_test.run(ENGLISH) == 1
    finally:
        receiver.stop()
    said = capsys.readouterr().out
    assert f"{receiver.address}: sent" in said
    assert f"{nobody}: not sent" in said
    assert len(receiver.posts) == 1


def test_with_nobody_to_tell_it_says_what_to_set() -> None:
    with pytest.raises(CommandFailed, match="IEUM_MAIL_URL"):
        notify_test.run(ENGLISH)
