"""What a run of the simulated country showed, against what is true in it."""

from __future__ import annotations

from collections import Counter
from statistics import median

from ieum.kernel.messages import Message, _
from ieum.kernel.views import Cell, Column, Table
from ieum.services.scamcall.simulation.truth import (
    BINDING,
    Innocence,
    Issued,
    Truth,
    minutes_to_bind,
)
from ieum.services.scamcall.vocabulary import Action, SubjectKind


def frozen_by_collusion(truth: Truth) -> int:
    """Innocent accounts that were delayed or frozen because one organisation reported them: must be 0."""
    return truth.wronged(*BINDING).get(Innocence.COLLUSION, 0)


def overview(truth: Truth) -> Table:
    """The main figures, each with its unit."""
    rows: list[list[Cell]] = [
        [_("받은 신호"), truth.signals["accepted"]],
        [_("대표 번호라 받지 않은 신호"), truth.signals["refused"]],
    ]
    for kind in (SubjectKind.PHONE, SubjectKind.ACCOUNT):
        known = [one for one in truth.frauds if one.kind is kind and one.first_signal is not None]
        bound = [one for one in known if one.bound is not None]
        rows += [
            [_("사기에 쓰였고 신호가 있었던 것: {kind}", kind=kind.words), len(known)],
            [_("그 가운데 막거나 늦춘 것: {kind}", kind=kind.words), len(bound)],
            [
                _("첫 신호에서 막기까지, 중앙값(분): {kind}", kind=kind.words),
                _rounded(minutes_to_bind(known, 0.5)),
            ],
            [
                _("첫 신호에서 막기까지, 95백분위(분): {kind}", kind=kind.words),
                _rounded(minutes_to_bind(known, 0.95)),
            ],
        ]
    rows += [
        [_("막기 전에 보낸 돈(만원)"), sum(one.won_before for one in truth.frauds) // 10_000],
        [_("막은 뒤라 지킨 돈(만원)"), sum(one.won_after for one in truth.frauds) // 10_000],
        [_("한 조직이 짜고 신고한 계좌"), truth.colluded],
        [_("그 때문에 늦추거나 묶인 죄 없는 계좌"), frozen_by_collusion(truth)],
        [_("이의"), truth.objections["filed"]],
        [_("받아들인 이의"), truth.objections["upheld"] + truth.objections["partly"]],
        [
            _("이의에서 해제까지, 중앙값(시간)"),
            _rounded(median(truth.released_after) / 60 if truth.released_after else None),
        ],
        [_("이의가 많아 스스로 멈춘 규칙(번)"), truth.stops],
    ]
    return _table(_("견본 나라에서 있었던 일"), (_("무엇"), _("값")), rows)


def by_rule(truth: Truth) -> Table:
    """For each rule and what it did: how many orders, and how many of them met somebody innocent."""
    found: dict[tuple[str, Action], Counter[bool]] = {}
    for one in truth.issued:
        found.setdefault((one.rule, one.action), Counter())[met_innocent(one)] += 1
    rows: list[list[Cell]] = [
        [
            rule,
            action.words,
            count.total(),
            count[True],
            round(100 * count[True] / count.total(), 1),
        ]
        for (rule, action), count in sorted(found.items())
    ]
    heads = _("규칙"), _("조치"), _("내린 명령"), _("죄 없는 이에게 내린 것"), _("그 비율(%)")
    return _table(_("규칙마다"), heads, rows)


def by_cause(truth: Truth) -> Table:
    """How many innocents were bound, and how many only warned of, by cause."""
    bound = truth.wronged(*BINDING)
    warned = truth.wronged(Action.ALERT)
    rows: list[list[Cell]] = [
        [cause.words, bound.get(cause, 0), warned.get(cause, 0)] for cause in Innocence
    ]
    heads = _("까닭"), _("막히거나 묶인 이"), _("주의만 알린 이")
    return _table(_("죄 없는 이에게 내린 조치"), heads, rows)


def met_innocent(one: Issued) -> bool:
    """Whether an order met somebody who does no wrong; a route is nobody's."""
    return one.innocence is not None and one.action is not Action.BLOCK_PATH


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def _table(caption: Message, heads: tuple[Message, ...], rows: list[list[Cell]]) -> Table:
    columns = [Column(name=f"column_{number}", label=head) for number, head in enumerate(heads)]
    return Table(caption=caption, columns=columns, rows=rows)
