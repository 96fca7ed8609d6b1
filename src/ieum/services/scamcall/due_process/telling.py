"""An objection, an order and a release as those whom they concern may see them: never who the victim is."""

from __future__ import annotations

import re
from datetime import datetime

from ieum.exchange.parties import store as parties
from ieum.exchange.parties.values import PartyKind
from ieum.kernel.context import SEOUL
from ieum.kernel.errors import WrongArgument
from ieum.kernel.messages import Message, _
from ieum.kernel.views import Cell, Column, Table
from ieum.services.scamcall.citizens.reading import identifiers_in
from ieum.services.scamcall.due_process.values import Objection, ObjectionState, Release, day_of
from ieum.services.scamcall.orders.values import Order

_LONG_NUMBER = re.compile(r"\d(?:[\s-]?\d){6}", re.ASCII)
KIND_WORDS = {
    PartyKind.TELECOM: _("통신사"),
    PartyKind.HANDSET: _("단말 제조사"),
    PartyKind.BANK: _("금융회사"),
    PartyKind.AGENCY: _("행정기관"),
    PartyKind.POLICE: _("수사기관"),
    PartyKind.PLATFORM: _("플랫폼"),
    PartyKind.RESEARCH: _("연구기관"),
    PartyKind.COMPANY: _("회사"),
}


def checked_words(argument: str, text: str) -> str:
    """A text that an official writes to whoever objected, which may tell nothing of anybody else.

    Raises ``WrongArgument`` where a telephone number, an account or a link stands in it.
    """
    text = " ".join(text.split())
    if _LONG_NUMBER.search(text) or identifiers_in(text):
        raise WrongArgument(
            argument,
            _(
                "당사자에게 보이는 글입니다. 전화번호, 계좌번호, 링크처럼 다른 사람을 알아볼 수 있는 것을 빼고 적어 주세요."
            ),
        )
    return text


def why(order: Order) -> Table:
    """What was done and on what ground."""
    since = order.evidence.get("since")
    return _card(
        action=(_("조치"), order.action.words),
        scope=(_("미치는 범위"), order.scope),
        basis=(_("법적 근거"), order.basis),
        state=(_("지금"), order.state.words),
        starts_on=(_("시작한 날"), day_of(order.starts_at)),
        expires_on=(_("끝나는 날"), day_of(order.expires_at)),
        confidence=(_("확신, 0에서 100"), order.confidence),
        organisations=(_("알린 곳의 수"), order.evidence.get("organisations")),
        kinds=(_("알린 곳의 종류"), _kinds(order)),
        since=(_("처음 알려진 날"), day_of(datetime.fromisoformat(since)) if since else None),
    )


def progress(objection: Objection) -> Table:
    """How far an objection has come, and by when it goes on."""
    is_open = objection.decided_at is None
    waits = objection.state is ObjectionState.WAITING
    return _card(
        ground=(_("사유"), objection.ground.words),
        channel=(_("받은 길"), objection.channel.words),
        filed_on=(_("낸 날"), objection.filed_on),
        asked_for=(_("내 주실 서류"), objection.asked_for if waits else None),
        due=(_("결정 기한"), objection.due if is_open else None),
        stands_still=(_("기한"), _("서류를 내실 때까지 멈춰 있음") if waits else None),
        longer=(_("기한을 늘린 까닭"), objection.extension_reason or None),
        freely_from=(
            _("자료가 충분하지 않아도 풀릴 수 있는 날"),
            objection.freely_released_from if is_open else None,
        ),
        decided_on=(
            _("결정한 날"),
            day_of(objection.decided_at) if objection.decided_at else None,
        ),
        reason=(_("결정한 까닭"), objection.reason or None),
        kept_won=(_("아직 묶인 금액, 원"), objection.kept_won),
    )


def _kinds(order: Order) -> Message | None:
    """The kinds of organisation that signalled, one after another."""
    found: Message | None = None
    for kind in order.evidence.get("kinds", ()):
        words = KIND_WORDS[PartyKind(kind)]
        found = words if found is None else _("{some}, {more}", some=found, more=words)
    return found


def confirmations(release: Release, language: str) -> Table:
    """Every subscriber, and when it confirmed."""
    names = {party.id: party.named(language) for party in parties.parties()}
    everybody = sorted(
        {*release.subscribers, *release.confirmed},
        key=lambda id: (str(release.confirmed.get(id, "9999")), id),
    )
    rows: list[list[Cell]] = []
    for id in everybody:
        at = release.confirmed.get(id)
        rows.append(
            [
                names.get(id, id),
                moment(at) if at else None,
                release.signed.get(id, _("없음")),
            ]
        )
    return Table(
        columns=[
            Column(name="party", label=_("받은 기관")),
            Column(name="confirmed_at", label=_("풀었다고 확인한 때")),
            Column(name="signed", label=_("확인된 서명")),
        ],
        rows=rows,
    )


def moment(at: datetime) -> str:
    """A time in Korea, to the minute."""
    return at.astimezone(SEOUL).strftime("%Y-%m-%d %H:%M")


def _card(**facts: tuple[Message, Cell]) -> Table:
    """Facts by name in one row, without those that there are none of: on a telephone, one a line."""
    known = {name: fact for name, fact in facts.items() if fact[1] is not None}
    return Table(
        columns=[Column(name=name, label=label) for name, (label, _value) in known.items()],
        rows=[[value for _label, value in known.values()]],
    )
