"""Sending the notices that are due, and trying again those that failed."""

from __future__ import annotations

import logging
from datetime import timedelta

import orjson
from django.core.mail import EmailMessage
from django.utils import timezone

from ieum.hub import environment
from ieum.hub.notices import webhook
from ieum.hub.notices.models import Channel, Notice
from ieum.hub.personal_data import without_personal_data

logger = logging.getLogger("ieum.notices")

FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
#: With the waits above, about two days.
MOST_ATTEMPTS = 16
#: A notice in hand is left alone by other processes for this long.
IN_HAND = timedelta(minutes=5)
KEPT_FOR = timedelta(days=30)
AT_ONCE = 20


def deliver_due() -> int:
    """Send what is due; says how many notices were sent."""
    due = Notice.objects.filter(due_at__lte=timezone.now()).order_by("due_at")[:AT_ONCE]
    return sum(_take(notice) and _deliver(notice) for notice in due)


def tidy() -> None:
    """Delete notices that were sent or given up long ago."""
    Notice.objects.filter(due_at=None, created_at__lt=timezone.now() - KEPT_FOR).delete()


def _take(notice: Notice) -> bool:
    """Take a notice in hand, unless another process was first."""
    mine = Notice.objects.filter(pk=notice.pk, due_at=notice.due_at)
    return mine.update(due_at=timezone.now() + IN_HAND) == 1


def _deliver(notice: Notice) -> bool:
    notice.attempts += 1
    try:
        if notice.channel == Channel.MAIL:
            _mail(notice)
        else:
            webhook.post(notice.address, notice.reference, _body(notice))
    except Exception as problem:  # Whatever fails at the other end must not stop the next notice.
        notice.problem = without_personal_data(f"{type(problem).__name__}: {problem}")[:1000]
        notice.due_at = _next_try(notice.attempts)
        logger.warning(
            "notice not sent",
            extra={
                "notice": notice.reference,
                "channel": notice.channel,
                "attempt": notice.attempts,
                "given_up": notice.due_at is None,
                "problem": notice.problem,
            },
        )
    else:
        notice.sent_at, notice.due_at, notice.problem = timezone.now(), None, ""
    notice.save(update_fields=["attempts", "problem", "due_at", "sent_at"])
    return notice.sent_at is not None


def _next_try(attempts: int) -> object:
    if attempts >= MOST_ATTEMPTS:
        return None
    return timezone.now() + min(FIRST_WAIT * 2 ** (attempts - 1), LONGEST_WAIT)


def _mail(notice: Notice) -> None:
    korean, english = notice.detail["ko"], notice.detail["en"]
    EmailMessage(
        # A line break in a value would begin another header.
        subject=" ".join(f"[Ieum] {notice.subject['ko']}".split()),
        body=f"{korean}\n\n{notice.subject['en']}\n{english}\n\n{environment.PUBLIC_URL.value()}",
        to=[notice.address],
        headers={"Message-ID": f"<{notice.reference}.{notice.pk}@ieum.invalid>"},
    ).send()


def _body(notice: Notice) -> bytes:
    return orjson.dumps(
        {
            "type": notice.event,
            "timestamp": notice.created_at.isoformat(),
            "data": {
                "about": notice.about,
                "subject": notice.subject,
                "detail": notice.detail,
                "hub": environment.PUBLIC_URL.value(),
            },
        }
    )
