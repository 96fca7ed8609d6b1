"""Kill switches: a source, a rule, a subscriber or all rules, off at once and on again with care."""

from __future__ import annotations

from datetime import datetime

from ieum.exchange.agreements import store as agreements
from ieum.exchange.ledger import store as ledger
from ieum.exchange.ledger.entries import Entry
from ieum.exchange.parties import store as parties
from ieum.exchange.parties.values import HUB, Party
from ieum.kernel.errors import NotAllowed, WrongArgument
from ieum.kernel.messages import _
from ieum.services.scamcall import responding
from ieum.services.scamcall.due_process import store
from ieum.services.scamcall.due_process.stopping import end_what_goes_beyond
from ieum.services.scamcall.due_process.values import SwitchKind
from ieum.services.scamcall.judgement import store as judgements
from ieum.services.scamcall.judgement.rules import Let, Stage, all_rules
from ieum.services.scamcall.service import service


def switch_off(
    kind: SwitchKind, target: str, party: Party, by: str, reason: str, now: datetime
) -> int:
    """Switch something off; how many orders ended by it.

    Raises ``WrongArgument`` for a target that is none, ``NotAllowed`` for another party's.
    """
    target = _checked(kind, target, party)
    if (kind, target) in store.switched_off():
        return 0
    with store.at_once():
        store.switch(kind, target, True, party.id, by, reason, now)
        if kind is SwitchKind.RULE:
            judgements.let(target, Let(Stage.OFF), by, reason)
        elif kind is SwitchKind.ALL:
            judgements.let(judgements.EVERY_RULE, Let(Stage.OFF), by, reason)
        elif kind is SwitchKind.SUBSCRIBER:
            if not parties.party(target).is_live:
                raise NotAllowed(
                    _("'{party}'{party:-은/는} 지금 실제로 받고 있지 않습니다.", party=target)
                )
            agreements.pause(target, service.name, now)
        _write("switch.off", kind, target, party, by, now)
    return _end_orders(kind, target, by, now)


def switch_on(
    kind: SwitchKind, target: str, party: Party, by: str, reason: str, now: datetime
) -> None:
    """Switch something on again; a rule comes back with alerts alone, until it is let further.

    Raises ``WrongArgument`` for a target that is none, ``NotAllowed`` for another party's.
    """
    target = _checked(kind, target, party)
    if (kind, target) not in store.switched_off():
        return
    if party.id not in (HUB, store.last_switched_by(kind, target)):
        raise NotAllowed(_("허브 운영자가 끈 것은 허브 운영자가 켭니다."))
    with store.at_once():
        store.switch(kind, target, False, party.id, by, reason, now)
        if kind is SwitchKind.RULE:
            judgements.let(target, Let(Stage.ALERT), by, reason)
        elif kind is SwitchKind.ALL:
            judgements.let(judgements.EVERY_RULE, Let(Stage.FULL), by, reason)
        elif kind is SwitchKind.SUBSCRIBER:
            agreements.resume(target, service.name, now)
        _write("switch.on", kind, target, party, by, now)


def _checked(kind: SwitchKind, target: str, party: Party) -> str:
    """The target as it is kept. A party may switch itself off; all else is for the hub's operator."""
    target = target.strip()
    if kind is SwitchKind.ALL:
        target = ""
    elif kind is SwitchKind.RULE:
        known = sorted({rule.id for rule in all_rules()})
        if target not in known:
            raise WrongArgument(
                "target",
                _(
                    "'{target}' 규칙이 없습니다. 이 가운데에서 골라 주세요: {known}",
                    target=target[:60],
                    known=", ".join(known),
                ),
            )
    else:
        target = parties.party(target, "target").id
    if party.id != HUB and (
        kind not in (SwitchKind.SOURCE, SwitchKind.SUBSCRIBER) or target != party.id
    ):
        raise NotAllowed(_("기관은 자기 기관만 끌 수 있습니다. 그 밖의 것은 허브 운영자가 끕니다."))
    return target


def _end_orders(kind: SwitchKind, target: str, by: str, now: datetime) -> int:
    if kind is SwitchKind.SUBSCRIBER:
        return 0
    if kind is SwitchKind.SOURCE:
        found = store.subjects_of_source(target)
        return responding.let_go(dict.fromkeys(found, f"kill switch source {target}"), now)
    reason = f"kill switch {kind} {target}".strip()
    return end_what_goes_beyond(now, [target] if target else [], reason=reason, by=by)


def _write(what: str, kind: SwitchKind, target: str, party: Party, by: str, now: datetime) -> None:
    ledger.write(
        Entry(
            kind=what,
            party=party.id,
            actor=by,
            at=now,
            body={"kind": str(kind), "target": target},
        )
    )
