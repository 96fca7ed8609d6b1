"""Fill a hub's tables with a bank's desk, another bank, a regulator, and signals that wait for them.

Run as a program with the settings of the hub whose tables they are.
"""

from __future__ import annotations

from datetime import timedelta

from ieum.hub.django_ready import django_ready

PASSWORD = "a long passphrase to sign in"
OFFICER, COLLEAGUE, REGULATOR = "night@example.org", "second@example.org", "regulator@example.org"
INVESTIGATOR = "police@example.org"
NEXT = "999:0000001"


def main() -> None:
    django_ready()
    from django.contrib.auth import get_user_model
    from django.utils import timezone

    from ieum.exchange.agreements import store as agreements
    from ieum.exchange.agreements.values import Purpose
    from ieum.exchange.parties import store as parties
    from ieum.exchange.parties.values import PartyKind, PartyRole
    from ieum.services.scamcall import responding
    from ieum.services.scamcall.signals.values import Sighting
    from ieum.services.scamcall.vocabulary import SignalType, SubjectKind
    from tests.services.scamcall.due_process.country import (
        ACCOUNT,
        let_rules,
        member,
        signal,
        subscribe,
    )

    bank = member("han-bank", PartyKind.BANK)
    other = member("du-bank", PartyKind.BANK, night_contact="야간 데스크 내선 0")
    telecom = member("nuri-telecom", PartyKind.TELECOM)
    member("supervisor", PartyKind.AGENCY)
    member("city-police", PartyKind.POLICE)
    let_rules("phone-alert", "phone-block", "account-alert")
    subscribe("han-bank", "du-bank", "nuri-telecom")
    now = timezone.now()
    for giver, type in (
        (other, SignalType.COLLECTION_ACCOUNT),
        (telecom, SignalType.NUMBER_REPORT),
        (telecom, SignalType.SUSPICIOUS_CALL),
    ):
        offer = agreements.make_offer(
            giver.id,
            type.kind,
            Purpose.PREVENTION,
            ["type", "confidence", "counterpart", "amount_won", "manoeuvre"],
            starts_at=now - timedelta(hours=1),
            ends_at=now + timedelta(days=30),
            retention_days=30,
            basis="통신사기피해환급법 제13조의4",
        )
        agreements.accept(offer.id, bank.id)
    signal(telecom, "t", now)
    for party, event, source, target in ((bank, "1", ACCOUNT, NEXT), (other, "2", NEXT, ACCOUNT)):
        responding.receive(
            party,
            [
                Sighting(
                    event_id=event,
                    type=SignalType.COLLECTION_ACCOUNT,
                    kind=SubjectKind.ACCOUNT,
                    identifier=source,
                    seen_at=now,
                    confidence=90,
                    counterpart_kind=SubjectKind.ACCOUNT,
                    counterpart=target,
                    amount_won=3_000_000,
                )
            ],
            now,
        )
    for email, id, role in (
        (OFFICER, "han-bank", PartyRole.OFFICER),
        (COLLEAGUE, "han-bank", PartyRole.APPROVER),
        (INVESTIGATOR, "city-police", PartyRole.APPROVER),
        (REGULATOR, "supervisor", PartyRole.REGULATOR),
    ):
        get_user_model().objects.create_user(email, PASSWORD)
        parties.appoint(id, email, role)


if __name__ == "__main__":
    main()
