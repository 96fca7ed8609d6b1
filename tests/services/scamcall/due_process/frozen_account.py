"""Fill a hub's tables with a frozen account, twenty subscribers, a counter and a desk; print its reference.

Run as a program with the settings of the hub whose tables they are.
"""

from __future__ import annotations

import json

from ieum.hub.django_ready import django_ready

SUBSCRIBERS = 20
PASSWORD = "a long passphrase to sign in"
CLERK, OFFICER, STRANGER = "clerk@example.org", "officer@example.org", "stranger@example.org"


def main() -> None:
    django_ready()
    from django.contrib.auth import get_user_model
    from django.utils import timezone

    from ieum.exchange.parties import store as parties
    from ieum.exchange.parties.values import PartyKind, PartyRole
    from tests.services.scamcall.due_process.country import (
        ACCOUNT,
        frozen,
        let_rules,
        member,
        signal,
        subscribe,
    )

    bank = member("han-bank", PartyKind.BANK)
    member("nuri-telecom", PartyKind.TELECOM)
    others = [f"bank-{number:02}" for number in range(SUBSCRIBERS - 2)]
    for id in others:
        member(id, PartyKind.BANK)
    let_rules("account-alert")
    subscribe("han-bank", "nuri-telecom", *others)
    now = timezone.now()
    signal(bank, "b1", now, ACCOUNT)
    order = frozen(bank, now)
    for email, party, role in (
        (CLERK, "nuri-telecom", PartyRole.CLERK),
        (OFFICER, "han-bank", PartyRole.OFFICER),
        (STRANGER, "bank-00", PartyRole.OFFICER),
    ):
        get_user_model().objects.create_user(email, PASSWORD)
        parties.appoint(party, email, role)
    keys = {
        id: parties.make_key(id, "test", ["scamcall:receive"], 1)
        for id in ("han-bank", "nuri-telecom", *others)
    }
    print(json.dumps({"order": order.reference, "keys": keys}))


if __name__ == "__main__":
    main()
