"""Deletes what accounts leave behind once it is of no more use."""

from __future__ import annotations

import threading
from datetime import timedelta

from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.utils import timezone

from ieum.hub.accounts import access_keys, party_tokens

EVERY_SECONDS = 6 * 3600.0
FAILED_SIGN_INS_KEPT_FOR = timedelta(days=14)


def run(stop: threading.Event) -> None:
    """Tidy now and then until told to stop."""
    while not stop.wait(EVERY_SECONDS):
        tidy()


def tidy() -> None:
    """Delete sessions and keys that are over; failed sign-ins, which name people, in two weeks."""
    now = timezone.now()
    Session.objects.filter(expire_date__lt=now).delete()
    access_keys.tidy()
    party_tokens.tidy()
    AccessAttempt.objects.filter(attempt_time__lt=now - FAILED_SIGN_INS_KEPT_FOR).delete()
