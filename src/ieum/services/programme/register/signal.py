"""The computed light beside the one that a person sets: what of a programme is late, silent or
changed, each reason in words with the statement it rests on.

The thresholds are ours, chosen after what watching large projects has taught (a slip of over six
months or a cost over a tenth higher is what Britain's major projects were scored by; an annual
round of reports makes half a year without a word the first sign). They are told with each reason.
Nothing here is ever stored, and no light of a person is changed by it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ieum.kernel.messages import Message, _
from ieum.services.programme.register.contradictions import contradictions
from ieum.services.programme.register.history import baseline, counting, matter_of
from ieum.services.programme.register.records import StatementRecord
from ieum.services.programme.register.values import (
    Amount,
    Measured,
    Signal,
    Stage,
    Status,
    Step,
    Subject,
    Time,
)

#: Without a word for so long, a programme is yellow, then red.
QUIET = (timedelta(days=180), timedelta(days=365))
#: An end so much later than at first is red; any later end is yellow.
LONG_SLIP = timedelta(days=183)
#: A milestone so long overdue is red; any overdue one is yellow.
LONG_OVERDUE = timedelta(days=30)
#: A budget changed by so large a share of the first is yellow, then red.
CHANGED = (0.1, 0.3)
_OVER = (Status.DONE, Status.IN_OPERATION, Status.STOPPED)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a light is not green: the light it calls for, the words, the statement it rests on."""

    light: Signal
    words: Message
    statement: int | None = None


@dataclass(frozen=True, slots=True)
class Computed:
    """A computed light; None where nothing is known that it could be computed from."""

    light: Signal | None
    reasons: tuple[Reason, ...] = ()


def worst(reasons: Sequence[Reason]) -> Signal:
    """The light that the gravest reason calls for; green without any."""
    order = list(Signal)
    return max((reason.light for reason in reasons), key=order.index, default=Signal.GREEN)


def computed(statements: Sequence[StatementRecord], today: date) -> Computed:
    """The light of a programme from all its statements, as of a day."""
    counts = counting(statements)
    if not counts:
        return Computed(None)
    stated = next((s.value for s in counts if isinstance(s.value, Stage)), None)
    status = stated.status if isinstance(stated, Stage) else None
    first = baseline(statements)
    reasons: list[Reason] = []
    for each in counts:
        reasons += _of_one(each, first.get(matter_of(each)), status, today)
        reasons += _of_target(each, counts, today)
    if status not in _OVER:
        reasons += _of_silence(counts, today)
    reasons += [
        Reason(
            Signal.YELLOW,
            _(
                "두 근거가 서로 다르게 말합니다({first}번과 {second}번 진술).",
                first=a.id,
                second=b.id,
            ),
            b.id,
        )
        for a, b in contradictions(statements)
    ]
    reasons.sort(key=lambda reason: list(Signal).index(reason.light), reverse=True)
    return Computed(worst(reasons), tuple(reasons))


def _of_one(
    now: StatementRecord, first: StatementRecord | None, status: Status | None, today: date
) -> Iterator[Reason]:
    """What one statement says of itself, and against the baseline of its matter."""
    match now.value:
        case Step(what=what, due=due, met=None) if due < today:
            light = Signal.RED if today - due > LONG_OVERDUE else Signal.YELLOW
            yield Reason(
                light,
                _("'{what}'의 기한 {due:이/가} 지났습니다.", what=what, due=due),
                now.id,
            )
        case Time(subject=Subject.END, last=last) if last < today and status not in _OVER:
            yield Reason(
                Signal.RED, _("끝나는 때로 말한 {day:이/가} 지났습니다.", day=last), now.id
            )
        case Stage(status=Status.DELAYED):
            yield Reason(Signal.YELLOW, _("늦어지고 있다고 밝혔습니다."), now.id)
        case Stage(status=Status.STOPPED):
            yield Reason(Signal.RED, _("멈췄다고 밝혔습니다."), now.id)
    if first is not None and first.id != now.id:
        yield from _against(now, first)


def _against(now: StatementRecord, first: StatementRecord) -> Iterator[Reason]:
    match first.value, now.value:
        case Time(subject=Subject.END, last=before), Time(last=after) if after > before:
            light = Signal.RED if after - before > LONG_SLIP else Signal.YELLOW
            yield Reason(
                light,
                _(
                    "끝나는 때가 처음 {before}에서 {after:로/으로} 늦춰졌습니다.",
                    before=before,
                    after=after,
                ),
                now.id,
            )
        case Amount(won=before), Amount(won=after) if before:
            share = abs(after - before) / before
            if share >= CHANGED[0]:
                light = Signal.RED if share >= CHANGED[1] else Signal.YELLOW
                yield Reason(
                    light,
                    _(
                        "예산이 처음 {before:won}에서 {after:won}으로 {share:.0%} 달라졌습니다.",
                        before=before,
                        after=after,
                        share=share,
                    ),
                    now.id,
                )


def _of_target(
    target: StatementRecord, counts: Sequence[StatementRecord], today: date
) -> Iterator[Reason]:
    """A target whose day has passed without a figure that reaches it."""
    goal = target.value
    if (
        not isinstance(goal, Measured)
        or goal.subject is not Subject.TARGET
        or goal.by is None
        or goal.by >= today
        or goal.number is None
    ):
        return
    reached = [
        each.value.number
        for each in counts
        if isinstance(each.value, Measured)
        and each.value.subject is Subject.FIGURE
        and (each.value.what, each.value.unit) == (goal.what, goal.unit)
        and each.value.number is not None
    ]
    if not reached:
        yield Reason(
            Signal.RED,
            _(
                "'{what}' 목표의 날 {day:이/가} 지났는데 잰 값이 없습니다.",
                what=goal.what,
                day=goal.by,
            ),
            target.id,
        )
    elif max(reached) < goal.number:
        yield Reason(
            Signal.RED,
            _(
                "'{what}' 목표 {goal:,g}{unit}에 {reached:,g}{unit}까지만 이르렀습니다.",
                what=goal.what,
                goal=goal.number,
                reached=max(reached),
                unit=goal.unit,
            ),
            target.id,
        )


def _of_silence(counts: Sequence[StatementRecord], today: date) -> Iterator[Reason]:
    newest = max(counts, key=lambda statement: statement.as_of)
    quiet = today - newest.as_of
    if quiet > QUIET[0]:
        light = Signal.RED if quiet > QUIET[1] else Signal.YELLOW
        yield Reason(
            light,
            _("{day} 뒤로 {days:,}일째 새 소식이 없습니다.", day=newest.as_of, days=quiet.days),
            newest.id,
        )
