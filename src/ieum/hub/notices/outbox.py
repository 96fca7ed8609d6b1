"""Telling administrators and other accounts: whom, and once."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
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
    return _put(event, about, subject, detail, ways())


def notify_accounts(
    event: str, about: str, subject: Message, detail: Message, accounts: Sequence[int]
) -> bool:
    """Have accounts told by mail, and the operator's webhooks with them.

    Who tells sees to it that nothing is told twice. False if there is nobody to tell.
    """
    return _put(event, about[:200], subject, detail, _ways_to(accounts))


def _put(
    event: str, about: str, subject: Message, detail: Message, to: Iterable[tuple[Channel, str]]
) -> bool:
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
        for channel, address in to
    ]
    Notice.objects.bulk_create(notices)
    return bool(notices)


def ways() -> Iterator[tuple[Channel, str]]:
    """Every address to tell."""
    if environment.MAIL_URL.is_set():
        for address in environment.NOTICE_MAIL.value() or administrators():
            yield Channel.MAIL, address
    yield from _webhooks()


def _ways_to(accounts: Sequence[int]) -> Iterator[tuple[Channel, str]]:
    """Every address to tell some accounts by."""
    if environment.MAIL_URL.is_set():
        found = User.objects.filter(pk__in=accounts, is_active=True).order_by("email")
        for address in found.values_list("email", flat=True):
            yield Channel.MAIL, address
    yield from _webhooks()


def _webhooks() -> Iterator[tuple[Channel, str]]:
    if environment.WEBHOOK_SECRET.is_set():
        for address in environment.NOTICE_WEBHOOKS.value():
            yield Channel.WEBHOOK, address


def administrators() -> list[str]:
    """The addresses of the administrators who may sign in."""
    found = User.objects.filter(groups__name=ADMINISTRATORS, is_active=True).order_by("email")
    return list(found.values_list("email", flat=True))
