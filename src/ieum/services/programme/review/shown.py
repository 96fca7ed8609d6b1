"""Statements as people who review them see them: in words, with their place, and what speaks
against them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ieum.kernel.messages import Message, _
from ieum.kernel.views import Column, Mark, Table, Words
from ieum.search.passages import Passage
from ieum.services.programme.places import place_of
from ieum.services.programme.register.kept_names import KeptNames
from ieum.services.programme.register.records import ProgrammeRecord, StatementRecord
from ieum.services.programme.register.values import ReviewState, Subject, value_of
from ieum.services.programme.register.wording import STATES, SUBJECTS, in_words
from ieum.services.programme.review.results import MaybeSame, ReviewedStatement

COLUMNS = [
    Column(name="number", label=_("진술 번호")),
    Column(name="name", label=_("사업")),
    Column(name="subject", label=_("항목")),
    Column(name="value", label=_("값")),
    Column(name="quote", label=_("문서의 말")),
    Column(name="document", label=_("문서 번호")),
    Column(name="as_of", label=_("기준일")),
    Column(name="state", label=_("검토")),
    Column(name="programme", label=_("사업 번호")),
]


def table_of(statements: Iterable[StatementRecord], names: Mapping[str, str]) -> Table:
    """Statements as rows."""
    return Table(
        columns=COLUMNS,
        rows=[
            [
                s.id,
                names.get(s.programme, ""),
                SUBJECTS[s.subject],
                in_words(s.value),
                s.quote,
                s.document,
                s.as_of,
                STATES[s.state],
                s.programme,
            ]
            for s in statements
        ],
    )


def reviewed(
    statement: StatementRecord,
    name: str,
    passages: Sequence[Passage],
    against: Sequence[StatementRecord],
) -> ReviewedStatement:
    """A statement with its place in a document that has these passages."""
    return ReviewedStatement(
        number=statement.id,
        programme=statement.programme,
        name=name,
        subject=SUBJECTS[statement.subject],
        value=in_words(statement.value),
        state=STATES[statement.state],
        waits=statement.state is ReviewState.EXTRACTED,
        as_of=statement.as_of,
        place=_place(statement, passages),
        quote=statement.quote,
        against=_against(against),
        decided=_decided(statement),
    )


def _place(statement: StatementRecord, passages: Sequence[Passage]) -> Words:
    if statement.place is None or not passages:
        return ""
    at = bisect_right([p.start for p in passages], statement.place[0]) - 1
    return place_of(passages[max(at, 0)].locator)


def _against(others: Sequence[StatementRecord]) -> Message | None:
    if not others:
        return None
    other = others[0]
    says = _(
        "{title}: {value}",
        title=other.document_title or other.source,
        value=in_words(other.value),
    )
    more = len(others) - 1
    return says if not more else _("{says} 밖에 {count}곳", says=says, count=more)


def _decided(statement: StatementRecord) -> Message | None:
    if statement.decided_at is None:
        return None
    who = statement.decided_by or _("명령줄의 운영자")
    if statement.extracted_value is None:
        return _("{who}, {day}", who=who, day=statement.decided_at.date())
    return _(
        "{who}, {day}. 뽑은 값은 {value}",
        who=who,
        day=statement.decided_at.date(),
        value=in_words(statement.extracted_value),
    )


def maybe_same(programme: ProgrammeRecord) -> MaybeSame:
    """A programme of a like name, with what tells whether it is the same."""
    lead = KeptNames(programme.lead) if programme.lead else _("주관이 적히지 않음")
    about: Words = lead
    if programme.budget is not None:
        about = _("{lead}, {budget}", lead=lead, budget=in_words(programme.budget))
    return MaybeSame(programme=programme.code, name=programme.name, about=about)


def side_of(side: Mapping[str, Any]) -> Words:
    """What stood before or after a change: a value with its state, a name or a code."""
    if "value" in side:
        state = STATES[ReviewState(side["state"])]
        return _("{value}, {state}", value=in_words(value_of(side["value"])), state=state)
    return " ".join(str(one) for one in side.values() if one)


def marks_of(statements: Sequence[StatementRecord]) -> list[Mark]:
    """The places of statements in their document, each stretch once.

    Each programme is named by the mark of one of them, where a page puts what belongs to it: its
    budget's, for a lead is often the same for all.
    """
    anchors = {code: at for code, at in anchors_of(statements).items() if at is not None}
    marks: list[Mark] = []
    placed = [(s.place, s) for s in statements if s.place and s.place[0] < s.place[1]]
    for (start, end), s in sorted(placed, key=lambda each: (each[0], each[1].id)):
        if not marks or start >= marks[-1].end:
            named = [code for code, at in anchors.items() if start <= at[0] < end]
            marks.append(
                Mark(
                    start=start,
                    end=end,
                    kind=str(s.subject),
                    label=SUBJECTS[s.subject],
                    name=" ".join(named),
                )
            )
    return marks


def anchors_of(statements: Iterable[StatementRecord]) -> dict[str, tuple[int, int] | None]:
    """By programme the place that stands for it in the document, in the order of the text."""
    best: dict[str, tuple[bool, tuple[int, int]]] = {}
    codes: dict[str, None] = {}
    for s in statements:
        codes[s.programme] = None
        if s.place:
            rank = (s.subject is not Subject.BUDGET, s.place)
            best[s.programme] = min(best.get(s.programme, rank), rank)
    order = sorted(best, key=lambda code: best[code][1])
    return {code: best[code][1] if code in best else None for code in (*order, *codes)}
