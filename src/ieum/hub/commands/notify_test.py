"""Send a test notice to every address that administrators are told at."""

from __future__ import annotations

import argparse


def configure(parser: argparse.ArgumentParser) -> None:
    """Take no arguments."""


def run(arguments: argparse.Namespace) -> int:
    """Send one to each, and say which arrived; 1 when one did not."""
    from ieum.hub.doors.hub_ready import hub_ready

    hub_ready()
    import secrets

    from ieum.hub.notices import delivery
    from ieum.hub.notices.models import Notice
    from ieum.hub.notices.outbox import notify
    from ieum.hub.saying import CommandFailed, say
    from ieum.kernel.messages import _

    about = secrets.token_hex(8)
    subject = _("A test of notices")
    if not notify("test", about, subject, _("If you read this, notices reach you.")):
        raise CommandFailed(
            _(
                "There is nobody to tell. Set IEUM_MAIL_URL, or IEUM_NOTICE_WEBHOOKS and "
                "IEUM_WEBHOOK_SECRET."
            )
        )
    delivery.deliver_due()
    well = True
    for notice in Notice.objects.filter(event="test", about=about):
        if notice.sent_at:
            say(arguments, _("{address}: sent", address=notice.address))
        else:
            well = False
            say(
                arguments,
                _("{address}: not sent. {problem}", address=notice.address, problem=notice.problem),
            )
    return 0 if well else 1
