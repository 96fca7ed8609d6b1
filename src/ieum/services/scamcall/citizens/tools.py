"""The tools for everybody: check a number, a link or a message, and report one."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import Annotated

from pydantic import Field

from ieum.exchange.parties import store as parties
from ieum.exchange.parties.values import HUB
from ieum.kernel.answer import Answer, Result, Source, SourceKind, refused
from ieum.kernel.messages import Message, _
from ieum.kernel.tool import Rate
from ieum.kernel.upload import Upload
from ieum.kernel.views import Cell, Column, Table
from ieum.services.scamcall import responding
from ieum.services.scamcall.citizens import store
from ieum.services.scamcall.citizens.reading import LONGEST_MESSAGE, Found, identifiers_in
from ieum.services.scamcall.clock import now
from ieum.services.scamcall.due_process import paper_files
from ieum.services.scamcall.identifiers import store as subjects
from ieum.services.scamcall.judgement import store as judgements
from ieum.services.scamcall.judgement.support import CITIZENS
from ieum.services.scamcall.orders import store as orders
from ieum.services.scamcall.orders.values import OrderState
from ieum.services.scamcall.service import service
from ieum.services.scamcall.signals.values import Sighting, Taken
from ieum.services.scamcall.vocabulary import Action, Manoeuvre, SignalType

#: One stranger reports few things in an hour; a machine that reports many is no citizen.
REPORT_RATE = Rate(10, 3600)
MOST_PICTURES = 5
LONGEST_SAID = 2000
#: A stranger's word, before anything else is known of it.
CITIZENS_CONFIDENCE = 50
#: What an order of these does, the one concerned sees anyway; it tells a gang nothing.
_SEEN_ANYWAY = frozenset({Action.BLOCK, Action.FREEZE})

ADVICE = (
    _("전화를 끊고, 그 기관의 대표 번호를 직접 찾아 다시 거세요. 걸려 온 번호로 되걸지 마세요."),
    _("경찰·검찰·금융감독원은 전화로 돈을 옮기라거나 앱을 깔라고 하지 않습니다."),
    _("이미 돈을 보냈다면 바로 112와 거래 은행에 지급정지를 요청하세요. 24시간 받습니다."),
    _("앱을 깔았다면 비행기 모드로 바꾸고, 다른 전화로 112에 알리세요."),
)


class Checked(Result):
    """What is known of what was asked about, and what to do."""

    found: Annotated[Table, Field(description=_("알아본 전화번호와 링크"))]
    advice: Annotated[Table, Field(description=_("이렇게 하세요"))]


class Reported(Result):
    """That a report was taken."""

    reference: Annotated[str, Field(description=_("신고 번호"))]
    taken: Annotated[int, Field(description=_("받은 번호와 링크 수"))]
    pictures: Annotated[int, Field(description=_("받은 화면 사진 수"))]
    advice: Annotated[Table, Field(description=_("이렇게 하세요"))]


@service.tool(
    title=_("번호·링크·문자 확인"),
    says=[
        "이 번호 보이스피싱인가요?",
        "이 문자 사기인지 봐 줘",
        "이 링크 눌러도 되나요?",
        "is this number a scam?",
        "check this message for phishing",
    ],
    examples=[{"text": "112"}, {"text": "택배가 반송되었습니다 http://parcel.example/track"}],
)
def check(
    text: Annotated[
        str,
        Field(
            min_length=1,
            max_length=LONGEST_MESSAGE,
            description=_("전화번호나 링크, 또는 받은 문자 그대로"),
        ),
    ],
) -> Answer[Checked]:
    """Say what is known of a telephone number, a link or a message, and what to do about it."""
    found = identifiers_in(text)
    allowed = judgements.allowed({(one.kind, one.identifier) for one in found})
    rows: list[list[Cell]] = []
    for one in found:
        who = allowed.get((one.kind, one.identifier))
        rows.append([one.text, one.kind.words, _official(who) if who else _known(one)])
    return Answer(
        result=Checked(
            found=Table(
                columns=[
                    Column(name="text", label=_("적으신 것")),
                    Column(name="kind", label=_("종류")),
                    Column(name="known", label=_("아는 것")),
                ],
                rows=rows,
            ),
            advice=_advice(),
        ),
        sources=[
            Source(
                kind=SourceKind.LAW,
                title=_("전기통신금융사기 피해 방지 및 피해금 환급에 관한 특별법"),
                locator=_("제4조"),
            )
        ],
        notes=[
            _(
                "신고가 있었는지는 알려 드리지 않습니다. 사기범이 번호를 바꿀 때를 알게 되기 때문입니다."
            )
        ],
    )


@service.tool(
    title=_("의심 전화·문자 신고"),
    says=[
        "이상한 전화를 신고할게요",
        "보이스피싱 신고",
        "스미싱 문자를 신고하고 싶어요",
        "report a scam call",
        "report a phishing message",
    ],
    examples=[{"text": "+12025550123", "manoeuvre": "agency"}],
    effect="write",
    rate=REPORT_RATE,
)
def report(
    text: Annotated[
        str,
        Field(
            min_length=1,
            max_length=LONGEST_MESSAGE,
            description=_("걸려 온 번호, 링크, 또는 받은 문자 그대로"),
        ),
    ],
    manoeuvre: Annotated[Manoeuvre, Field(description=_("어떤 수법이던가요"))] = Manoeuvre.UNKNOWN,
    said: Annotated[
        str, Field(max_length=LONGEST_SAID, description=_("무어라고 하던가요. 비워도 됩니다."))
    ] = "",
    pictures: Annotated[
        list[Upload] | None,
        Field(
            max_length=MOST_PICTURES,
            description=_("화면 사진. 90일 동안 잠가 두고 지웁니다."),
        ),
    ] = None,
) -> Answer[Reported]:
    """Report a call or message that seems to be a scam; nobody needs an account for it."""
    found = identifiers_in(text)
    if not found:
        return refused(
            _("적으신 것에서 전화번호나 링크를 찾지 못했습니다."),
            _("걸려 온 번호를 적어 주세요. 발신 번호가 없었다면 112로 알려 주세요."),
        )
    taken_pictures = paper_files.read(pictures or [], "pictures")
    when = now()
    reference = f"R-{secrets.token_hex(4).upper()}"
    sightings = [
        Sighting(
            event_id=f"{reference}.{place}",
            type=SignalType.NUMBER_REPORT,
            kind=one.kind,
            identifier=one.identifier,
            seen_at=when,
            confidence=CITIZENS_CONFIDENCE,
            manoeuvre=manoeuvre,
        )
        for place, one in enumerate(found)
    ]
    # The hub passes them on; how often strangers were right is no record of the hub's own.
    strangers = replace(parties.party(HUB), group=CITIZENS)
    receipts = responding.receive(strangers, sightings, when)
    taken = sum(one.taken is Taken.ACCEPTED for one in receipts)
    if not taken:
        return refused(
            _("적으신 번호는 신고 대상이 아닙니다: {reason}", reason=receipts[0].reason or ""),
            _("그 번호를 거짓으로 띄운 전화였다면 112로 알려 주세요."),
        )
    if said.strip() or taken_pictures:
        store.keep(reference, said.strip(), taken_pictures, when)
    return Answer(
        result=Reported(
            reference=reference, taken=taken, pictures=len(taken_pictures), advice=_advice()
        )
    )


def _official(who: str) -> Message:
    return _(
        "{who} 번호입니다. 다만 발신 번호는 거짓으로 띄울 수 있으니, 걸려 온 전화라면 끊고 다시 거세요.",
        who=who,
    )


def _known(one: Found) -> Message:
    subject = subjects.find(one.kind, one.identifier)
    live = orders.open_orders(subject.id) if subject else []
    if any(order.state is OrderState.LIVE and order.action in _SEEN_ANYWAY for order in live):
        return _("사기에 쓰인 것으로 보여 지금 막혀 있습니다. 상대하지 마세요.")
    return _("막혀 있지 않습니다. 그렇다고 안전하다는 뜻은 아닙니다.")


def _advice() -> Table:
    return Table(columns=[Column(name="advice", label=_("할 일"))], rows=[[one] for one in ADVICE])
