"""Looking into a citizen's report, for those who work on it at the hub."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ieum.exchange.ledger import store as ledger
from ieum.exchange.ledger.entries import Entry, Evidence
from ieum.exchange.parties import store as parties
from ieum.exchange.parties.values import HUB
from ieum.kernel.answer import Answer, Result, refused
from ieum.kernel.context import Context
from ieum.kernel.errors import NotAllowed
from ieum.kernel.files import File
from ieum.kernel.messages import _
from ieum.services.scamcall.citizens import store
from ieum.services.scamcall.clock import now
from ieum.services.scamcall.due_process import paper_files
from ieum.services.scamcall.due_process.telling import moment
from ieum.services.scamcall.service import service


class ReportKept(Result):
    """What came with a report."""

    reference: Annotated[str, Field(description=_("신고 번호"))]
    at: Annotated[str, Field(description=_("신고한 때"))]
    deleted_at: Annotated[str, Field(description=_("지우는 때"))]
    said: Annotated[str, Field(description=_("들은 말"))]
    pictures: Annotated[list[File], Field(description=_("화면 사진"))]


@service.tool(
    title=_("신고 들여다보기"),
    says=[
        "신고 한 건의 화면 사진을 보여 줘",
        "시민 신고 내용 보기",
        "look into a citizen's report",
    ],
    examples=[{"reference": "R-00000000"}],
    access="party",
    scope="decide",
    effect="write",
)
def citizen_report(
    reference: Annotated[
        str, Field(min_length=4, max_length=20, description=_("신고 번호. 예: R-00000000"))
    ],
    context: Context,
) -> Answer[ReportKept]:
    """Show what was said and shown in a report; that somebody looked is written to the ledger."""
    if parties.acting_for(context.caller).id != HUB:
        raise NotAllowed(_("시민의 신고는 허브를 운영하는 기관만 들여다봅니다."))
    found = store.find(reference, now())
    if found is None:
        return refused(
            _("'{reference}' 신고에 남은 말이나 사진이 없습니다.", reference=reference),
            _("말과 사진은 90일이 지나면 지웁니다. 번호를 확인해 주세요."),
        )
    ledger.write(
        Entry(
            kind="report.seen",
            party=HUB,
            actor=context.caller.reference,
            at=now(),
            evidence=(Evidence(reference=f"scamcall:{found.reference}"),),
        )
    )
    return Answer(
        result=ReportKept(
            reference=found.reference,
            at=moment(found.at),
            deleted_at=moment(found.delete_at),
            said=found.said,
            pictures=[paper_files.file_of(found.reference, *one) for one in found.pictures],
        )
    )
