"""Telling administrators: whom, and once."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone

from ieum.hub import environment
from ieum.hub.accounts.models import ADMINISTRATORS, User
from ieum.hub.notices.models import Channel, Notice
from ieum.kernel.messages import Language, Message

ONCE_IN = timedelta(days=1)


def notify(event: str, about: str, subject: Message, detail: Message) -> bool:
    """Have the administrators told by every way that the operator set up.

    False if there is nobody to tell, or if they were told of this event about this thing within a
    day.
    """
    about = about[:200]
    now = timezone.now()
    told = Notice.objects.filter(event=event, about=about, created_at__gt=now - ONCE_IN)
    if told.exists():
        return False
    reference = f"notice_{uuid.uuid4().hex}"
    notices = [
        Notice(
            event=event,
            about=about,
            reference=reference,
            subject={language.value: subject.text(language) for language in Language},
            detail={language.value: detail.text(language) for language in Language},
            channel=channel,
            address=address,
        )
        for channel, address in ways()
    ]
    Notice.objects.bulk_create(notices)
    return bool(notices)


def ways() -> Iterator[tuple[Channel, str]]:
    """Every address to tell."""
    if environment.MAIL_URL.is_set():
        for address in environment.NOTICE_MAIL.value() or administrators():
            yield Channel.MAIL, address
    if environment.WEBHOOK_SECRET.is_set():
        for address in environment.NOTICE_WEBHOOKS.value():
            yield Channel.WEBHOOK, address


def administrators() -> list[str]:
    """The addresses of the administrators who may sign in."""
    found = User.objects.filter(groups__name=ADMINISTRATORS, is_active=True).order_by("email")
    return list(found.values_list("email", flat=True))
