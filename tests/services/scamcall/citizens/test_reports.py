"""A report with what was said and screenshots: sealed, seen by the hub alone, gone after ninety days."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from ieum.exchange.ledger.rows import LedgerPending
from ieum.exchange.parties import store as parties
from ieum.exchange.parties.values import HUB, Party, PartyKind
from ieum.kernel.context import Caller, Context
from ieum.kernel.errors import NotAllowed, WrongArgument
from ieum.kernel.upload import Upload
from ieum.services.scamcall.citizens import kept_tools, store, tools
from ieum.services.scamcall.citizens.rows import CitizenReport, ReportPicture
from ieum.services.scamcall.judgement import store as judgements
from ieum.services.scamcall.judgement.support import CITIZENS, TrackRecord
from ieum.services.scamcall.signals.rows import Signal
from ieum.services.scamcall.vocabulary import Manoeuvre
from tests.services.scamcall.due_process.country import NUMBER, member

pytestmark = pytest.mark.django_db(transaction=True)
PNG = b"\x89PNG\r\n\x1a\n and what the picture shows"
SAID = "검찰이라며 통장을 옮기라고 했습니다."


@pytest.fixture(autouse=True)
def hub() -> Party:
    return parties.party(HUB)


def someone(party: Party) -> Context:
    scopes = frozenset({"*:decide"})
    return Context(caller=Caller(id=3, party=party.id, scopes=scopes))


def reported(said: str = SAID, *contents: bytes) -> str:
    pictures = [Upload(f"{place}.png", content) for place, content in enumerate(contents)]
    result = tools.report(NUMBER, Manoeuvre.AGENCY, said, pictures).result
    assert result is not None
    assert result.pictures == len(contents)
    return result.reference


def test_what_was_said_and_shown_is_seen_by_the_hub_and_that_is_written_down(hub: Party) -> None:
    reference = reported(SAID, PNG, PNG)
    LedgerPending.objects.all().delete()
    found = kept_tools.citizen_report(reference.lower(), someone(hub)).result
    assert found is not None
    assert found.said == SAID
    assert [one.content.read() for one in found.pictures] == [PNG, PNG]
    (entry,) = (bytes(one.leaf).decode() for one in LedgerPending.objects.all())
    assert reference in entry
    assert '"account:3"' in entry


def test_reports_of_citizens_have_a_record_of_their_own(hub: Party) -> None:
    reported("")
    (signal,) = Signal.objects.all()
    assert (signal.party, signal.organisation) == (HUB, CITIZENS)
    judgements.note_outcome([signal.organisation], was_right=False)
    records = judgements.track_records([HUB, CITIZENS])
    assert records == {CITIZENS: TrackRecord(0, 1)}
    assert parties.party(HUB).independent == HUB


def test_members_do_not_see_reports_of_citizens() -> None:
    reference = reported()
    with pytest.raises(NotAllowed):
        kept_tools.citizen_report(reference, someone(member("han-bank", PartyKind.BANK)))


def test_nothing_that_was_said_or_shown_lies_open() -> None:
    reported(SAID, PNG)
    row, picture = CitizenReport.objects.get(), ReportPicture.objects.get()
    assert SAID.encode() not in bytes(row.said)
    assert b"picture" not in bytes(picture.sealed)


def test_a_report_is_forgotten_after_ninety_days() -> None:
    reference = reported(SAID, PNG)
    later = timezone.now() + timedelta(days=89)
    assert store.forget(later) == 0
    assert store.find(reference, later) is not None
    later += timedelta(days=2)
    assert store.find(reference, later) is None
    assert store.forget(later) == 1
    assert not ReportPicture.objects.exists()


def test_a_number_alone_is_a_report_and_leaves_nothing_to_look_into(hub: Party) -> None:
    reference = reported("")
    assert kept_tools.citizen_report(reference, someone(hub)).refusal is not None


def test_a_file_that_is_no_picture_is_refused_by_name_and_nothing_is_taken() -> None:
    with pytest.raises(WrongArgument) as told:
        tools.report(NUMBER, Manoeuvre.UNKNOWN, "", [Upload("virus.exe", b"MZ and more")])
    (fault,) = told.value.faults
    assert fault.path == "pictures"
    assert "virus.exe" in fault.message.text("ko")
    assert not CitizenReport.objects.exists()
