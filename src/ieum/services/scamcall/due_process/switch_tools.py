"""Kill switches as tools."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ieum.exchange.parties import store as parties
from ieum.exchange.parties.values import HUB, Party
from ieum.kernel.answer import Answer, Result
from ieum.kernel.context import Context
from ieum.kernel.messages import _
from ieum.kernel.views import Cell, Column, Table
from ieum.services.scamcall.clock import now
from ieum.services.scamcall.due_process import store, switching
from ieum.services.scamcall.due_process.values import SwitchKind
from ieum.services.scamcall.service import service

Target = Annotated[
    str,
    Field(max_length=60, description=_("기관이나 규칙의 이름. 모든 규칙이면 비워 두세요.")),
]
Reason = Annotated[str, Field(min_length=2, max_length=300, description=_("까닭"))]


class Off(Result):
    """What is switched off now."""

    off: Annotated[Table, Field(description=_("지금 꺼져 있는 것"))]


class Switched(Result):
    """What was switched off, and how many orders ended by it."""

    ended: Annotated[int, Field(description=_("끝낸 명령 수"))]
    off: Annotated[Table, Field(description=_("지금 꺼져 있는 것"))]


@service.tool(
    title=_("긴급히 끄기"),
    says=["이 규칙을 당장 꺼 줘", "모든 차단을 멈춰", "kill switch", "switch a rule off"],
    examples=[{"kind": "rule", "target": "app-alert", "reason": "오차단이 늘어남"}],
    access="party",
    scope="manage",
    effect="write",
)
def switch_off(
    kind: Annotated[SwitchKind, Field(description=_("무엇을 끄나요"))],
    reason: Reason,
    context: Context,
    target: Target = "",
) -> Answer[Switched]:
    """Switch a source, a rule, a subscriber or all rules off at once; what they bound is freed."""
    party = parties.acting_for(context.caller)
    by = context.caller.reference
    ended = switching.switch_off(kind, target, party, by, reason, now())
    return Answer(result=Switched(ended=ended, off=_off(party)))


@service.tool(
    title=_("다시 켜기"),
    says=["껐던 규칙을 다시 켜 줘", "switch a rule on again"],
    examples=[{"kind": "rule", "target": "app-alert", "reason": "고쳐짐"}],
    access="party",
    scope="manage",
    effect="write",
)
def switch_on(
    kind: Annotated[SwitchKind, Field(description=_("무엇을 켜나요"))],
    reason: Reason,
    context: Context,
    target: Target = "",
) -> Answer[Off]:
    """Switch something on again; a rule comes back with alerts alone."""
    party = parties.acting_for(context.caller)
    switching.switch_on(kind, target, party, context.caller.reference, reason, now())
    return Answer(result=Off(off=_off(party)))


@service.tool(
    title=_("꺼져 있는 것"),
    says=["지금 무엇이 꺼져 있나요", "꺼진 규칙과 기관", "what is switched off"],
    examples=[{}],
    access="party",
    scope="receive",
)
def switched_off(context: Context) -> Answer[Off]:
    """List what is switched off now; of parties, the operator sees all and each party itself."""
    return Answer(result=Off(off=_off(parties.acting_for(context.caller))))


def _off(party: Party) -> Table:
    rows: list[list[Cell]] = [
        [kind.words, target or None]
        for kind, target in store.switched_off()
        if party.id in (HUB, target) or kind in (SwitchKind.RULE, SwitchKind.ALL)
    ]
    columns = [Column(name="kind", label=_("종류")), Column(name="target", label=_("이름"))]
    return Table(columns=columns, rows=rows)
