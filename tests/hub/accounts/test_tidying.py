"""What accounts leave behind, and for how long."""

from __future__ import annotations

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from ieum.hub.accounts.background import FAILED_SIGN_INS_KEPT_FOR, tidy

pytestmark = pytest.mark.django_db


def test_failed_sign_ins_are_forgotten_after_two_weeks(client: Client) -> None:
    for login in ("old@example.org", "new@example.org"):
        client.post("/accounts/login/", {"login": login, "password": "wrong"})
    old = timezone.now() - FAILED_SIGN_INS_KEPT_FOR - timedelta(hours=1)
    AccessAttempt.objects.filter(username="old@example.org").update(attempt_time=old)
    tidy()
    assert [attempt.username for attempt in AccessAttempt.objects.all()] == ["new@example.org"]


def test_what_was_typed_as_a_password_is_never_kept(client: Client) -> None:
    client.post("/accounts/login/", {"login": "a@example.org", "password": "my-real-password"})
    [row] = AccessAttempt.objects.values()
    assert "my-real-password" not in str(row)


def test_sessions_that_are_over_are_deleted() -> None:
    now = timezone.now()
    for key, end in (("over", now - timedelta(hours=1)), ("open", now + timedelta(hours=1))):
        Session.objects.create(session_key=key, session_data="", expire_date=end)
    tidy()
    assert [session.session_key for session in Session.objects.all()] == ["open"]
