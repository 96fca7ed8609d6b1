"""The tool that lays two documents, programmes or days side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Annotated

from pydantic import Field

from ieum.kernel.answer import Answer
from ieum.kernel.context import Context
from ieum.kernel.errors import WrongArgument
from ieum.kernel.messages import Message, _
from ieum.kernel.views import Cell, Column, Table, Words
from ieum.services.programme import store as documents
from ieum.services.programme.extraction.extract import extract
from ieum.services.programme.kept_documents import no_document, source_of
from ieum.services.programme.overview import store
from ieum.services.programme.overview.arguments import counted_note
from ieum.services.programme.overview.change_tables import table_of_changes
from ieum.services.programme.overview.document_checks import (
    CheckedDocument,
    shares_table,
    totals_table,
)
from ieum.services.programme.overview.document_comparison import (
    DocumentsCompared,
    Item,
    Pair,
    compare_items,
    items_of,
)
from ieum.services.programme.overview.names import name_in
from ieum.services.programme.overview.results import Comparison
from ieum.services.programme.overview.time_tools import with_before
from ieum.services.programme.overview.words import confirmed_words
from ieum.services.programme.register import store as register
from ieum.services.programme.register.history import counting, matter_of
from ieum.services.programme.register.lists.columns import Turn
from ieum.services.programme.register.records import Change, StatementRecord
from ieum.services.programme.register.sources import sources_of, unconfirmed_note
from ieum.services.programme.register.values import ReviewState
from ieum.services.programme.register.wording import SUBJECTS, in_words
from ieum.services.programme.service import service

MOST_CHANGES = 100
_DOCUMENT = re.compile(
    r"(?:문서|document|doc\.?|no\.?|#)?\s*(\d{1,18})\s*(?:번)?\s*(?:문서)?", re.I
)
_DAY = re.compile(r"(\d{4})[-./년]\s*(\d{1,2})[-./월]\s*(\d{1,2})[일.]?")
_Side = Annotated[
    str,
    Field(
        min_length=1,
        max_length=60,
        description=_("문서 번호, 사업 번호, 또는 날. 예: 3, k-moonshot, 2025-12-01"),
    ),
]


@service.tool(
    title=_("견주기"),
    says=[
        "문서 3번이랑 5번 뭐가 달라?",
        "1번 문서와 2번 문서 비교해줘",
        "지난 보도자료하고 이번 보도자료 차이 알려줘",
        "두 문서에서 예산이 바뀐 사업",
        "이름이 바뀐 사업이 있는지 두 문서를 견줘 주세요",
        "사업 k-moonshot이랑 four-regions-ai 비교",
        "2025-01-01하고 2026-01-01 사이에 뭐가 달라졌어?",
        "합계가 안 맞는 데가 있는지 문서 1과 2를 봐줘",
        "사라진 사업이랑 새로 생긴 사업 알려 주세요 문서 4 문서 7",
        "compare documents 3 and 5",
        "what is the difference between document 1 and document 2?",
        "compare programmes k-moonshot and four-regions-ai",
        "what changed between 2025-01-01 and 2026-01-01?",
        "which projects vanished between these two releases 2 and 6?",
    ],
    examples=[
        {"a": "k-moonshot", "b": "four-regions-ai"},
        {"a": "2025-11-30", "b": "2025-12-31"},
        {"a": "1", "b": "2"},
    ],
)
def compare(a: _Side, b: _Side, context: Context) -> Answer[Comparison]:
    """Two documents, two programmes or two days: what differs, was renamed, vanished or appeared."""
    kinds = {_kind(a), _kind(b)}
    if len(kinds) > 1:
        raise WrongArgument(
            "b",
            _(
                "'{a}'{a:-과/와} '{b}'{b:-은/는} 서로 다른 종류라 견줄 수 없습니다. 문서 번호 둘, 사업 번호 둘, 또는 날 둘을 주세요.",
                a=a,
                b=b,
            ),
        )
    match kinds.pop():
        case "document":
            return _documents(_number(a), _number(b))
        case "day":
            return _days(*sorted((_day("a", a), _day("b", b))), context)
    return _programmes(a.strip(), b.strip(), context)


def _kind(text: str) -> str:
    if _DAY.fullmatch(text.strip()):
        return "day"
    return "document" if _DOCUMENT.fullmatch(text.strip()) else "programme"


def _number(text: str) -> int:
    match = _DOCUMENT.fullmatch(text.strip())
    assert match is not None
    return int(match[1])


def _day(argument: str, text: str) -> date:
    match = _DAY.fullmatch(text.strip())
    assert match is not None
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        raise WrongArgument(
            argument,
            _("'{text}'에 해당하는 날이 달력에 없습니다. 예: 2025-12-01", text=text),
        ) from None


# --- two documents -------------------------------------------------------------------------------


def _documents(a: int, b: int) -> Answer[Comparison]:
    (first, items_a), (second, items_b) = (_read(id) for id in (a, b))
    checked = [first, second]
    found = compare_items(items_a, items_b)
    changed = [pair for pair in found.pairs if pair.differs]
    renamed = [pair for pair in found.pairs if pair.is_renamed]
    items = [*items_a, *items_b]
    return Answer[Comparison](
        result=Comparison(
            a=first.record.title,
            b=second.record.title,
            differing=_amounts_side_by_side(changed) if changed else None,
            renamed=_renamed(renamed) if renamed else None,
            only_a=_items(found.only_a, _("첫째에만 있는 것")) if found.only_a else None,
            only_b=_items(found.only_b, _("둘째에만 있는 것")) if found.only_b else None,
            totals=totals_table(checked),
            shares=shares_table(checked),
        ),
        sources=[source_of(side.record) for side in checked],
        notes=[
            *_documents_notes(found, changed),
            *unconfirmed_note(sum(not item.is_settled for item in items), len(items)),
        ],
    )


def _read(id: int) -> tuple[CheckedDocument, list[Item]]:
    found = documents.find(id)
    if found is None:
        raise no_document(id)
    record, searchable, text = found
    budgets = extract(searchable).budgets
    read = CheckedDocument(record, budgets, text)
    return read, items_of(budgets, store.statements_of_document(id))


def _documents_notes(found: DocumentsCompared, changed: Sequence[Pair]) -> list[Message]:
    notes = [
        _(
            "두 문서에 함께 나오는 것 {both}개, 첫째에만 {a}개, 둘째에만 {b}개입니다.",
            both=len(found.pairs),
            a=len(found.only_a),
            b=len(found.only_b),
        )
    ]
    if any(pair.a.time != pair.b.time for pair in changed):
        notes.append(_("때가 다른 금액(한 해와 전체, 다른 연도)은 늘고 줄었다고 말할 수 없습니다."))
    if found.only_a:
        notes.append(
            _(
                "한 문서에만 있다는 것은 다른 문서가 말하지 않았다는 뜻이며, 없어졌다는 뜻은 아닙니다."
            )
        )
    return notes


def _amounts_side_by_side(pairs: Sequence[Pair]) -> Table:
    rows: list[list[Cell]] = [
        [
            pair.b.name,
            in_words(pair.a.amount),
            in_words(pair.b.amount),
            _difference(pair),
            confirmed_words(pair.a.is_settled and pair.b.is_settled),
        ]
        for pair in pairs
    ]
    return Table(
        caption=_("다른 것"),
        columns=[
            Column(name="name", label=_("사업")),
            Column(name="a", label=_("첫째")),
            Column(name="b", label=_("둘째")),
            Column(name="difference", label=_("차이")),
            Column(name="review", label=_("확인 여부")),
        ],
        rows=rows,
    )


def _difference(pair: Pair) -> Message:
    if pair.a.time != pair.b.time:
        return _("때가 다름")
    gap = pair.b.amount.won - pair.a.amount.won
    if gap == 0:
        return _("금액은 같고 말이 다름")
    if gap > 0:
        return _("{gap:money} 많음", gap=gap)
    return _("{gap:money} 적음", gap=-gap)


def _renamed(pairs: Sequence[Pair]) -> Table:
    return Table(
        caption=_("이름이 바뀐 것"),
        columns=[Column(name="a", label=_("첫째")), Column(name="b", label=_("둘째"))],
        rows=[[pair.a.name, pair.b.name] for pair in pairs],
    )


def _items(items: Sequence[Item], caption: Words) -> Table:
    return Table(
        caption=caption,
        columns=[Column(name="name", label=_("사업")), Column(name="amount", label=_("금액"))],
        rows=[[item.name, in_words(item.amount)] for item in items],
    )


# --- two programmes ------------------------------------------------------------------------------


def _programmes(a: str, b: str, context: Context) -> Answer[Comparison]:
    first, second = register.programme(a), register.programme(b)
    kept = [_counted(first.code), _counted(second.code)]
    by_matter = [{matter_of(s): s for s in side} for side in kept]
    matters = sorted({*by_matter[0], *by_matter[1]}, key=str)
    order = list(SUBJECTS)
    matters.sort(key=lambda matter: order.index(matter[0]))
    rows: list[list[Cell]] = []
    for matter in matters:
        one, other = by_matter[0].get(matter), by_matter[1].get(matter)
        if one and other and one.value == other.value:
            continue
        rows.append(
            [
                SUBJECTS[matter[0]],
                in_words(one.value) if one else None,
                in_words(other.value) if other else None,
            ]
        )
    both = [*kept[0], *kept[1]]
    return Answer[Comparison](
        result=Comparison(
            a=name_in(context.language, first.name, first.name_en),
            b=name_in(context.language, second.name, second.name_en),
            differing=Table(
                columns=[
                    Column(name="subject", label=_("주제")),
                    Column(name="a", label=_("첫째")),
                    Column(name="b", label=_("둘째")),
                ],
                rows=rows,
            )
            if rows
            else None,
        ),
        sources=sources_of(both),
        notes=unconfirmed_note(sum(not s.is_settled for s in both), len(both)),
    )


def _counted(code: str) -> list[StatementRecord]:
    return counting(s for s in register.statements(code) if s.state is not ReviewState.REJECTED)


# --- two days ------------------------------------------------------------------------------------


def _days(a: date, b: date, context: Context) -> Answer[Comparison]:
    if a == b:
        raise WrongArgument(
            "b", _("두 날이 {day:으로/로} 같습니다. 서로 다른 두 날을 적어 주세요.", day=a)
        )
    after = a + timedelta(days=1)
    nothing = store.Filters()
    statements, count = store.turned(Turn.CHANGED, after, b, nothing, 0, MOST_CHANGES)
    changes = _from_day_to_day(with_before(statements))
    first = store.count_turned(Turn.FIRST, after, b, nothing)
    notes = [
        *counted_note(count, first),
        _(
            "{a} 다음 날부터 {b}까지의 문서가 바꾼 값 {changed}개, 처음 말한 값 {first}개입니다.",
            a=a,
            b=b,
            changed=count,
            first=first,
        ),
    ]
    if count > MOST_CHANGES:
        notes.append(_("가장 최근의 {shown}개만 보입니다.", shown=MOST_CHANGES))
    shown = [change.after for change in changes]
    return Answer[Comparison](
        result=Comparison(
            a=_("{day}", day=a),
            b=_("{day}", day=b),
            differing=table_of_changes(
                changes, store.names_of((s.programme for s in shown), context.language)
            )
            if changes
            else None,
        ),
        sources=sources_of(shown),
        notes=[*notes, *unconfirmed_note(sum(not s.is_settled for s in shown), len(shown))],
    )


def _from_day_to_day(changes: Sequence[Change]) -> list[Change]:
    """Of each matter one change, from what held first to what held last, unless that is the same."""
    latest: dict[tuple[object, ...], Change] = {}
    for change in changes:
        key = (change.after.programme, *matter_of(change.after))
        later = latest.get(key)
        latest[key] = Change(change.before, later.after if later else change.after)
    return [
        change
        for change in latest.values()
        if change.before is None or change.before.value != change.after.value
    ]
