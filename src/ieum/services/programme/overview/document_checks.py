"""What of a document does not add up: its totals, its counts of parts, its shares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ieum.kernel.messages import _
from ieum.kernel.views import Cell, Column, Table
from ieum.services.programme.extraction.findings import Budget
from ieum.services.programme.joining.shares import check_shares
from ieum.services.programme.joining.totals import check_counts, check_totals
from ieum.services.programme.register.wording import amount_in_words
from ieum.services.programme.store import Record


@dataclass(frozen=True, slots=True)
class CheckedDocument:
    """A kept document with the budgets found in its text."""

    record: Record
    budgets: Sequence[Budget]
    text: str


def totals_table(documents: Sequence[CheckedDocument]) -> Table | None:
    """Totals that the parts a document lists do not make, and numbers of parts it does not list."""
    rows: list[list[Cell]] = [
        [
            one.record.title,
            one.budgets[check.whole].name,
            amount_in_words(check.stated, one.budgets[check.whole].qualifier),
            amount_in_words(check.computed, "exact"),
            len(check.parts),
        ]
        for one in documents
        for check in check_totals(one.budgets)
        if check.disagrees
    ]
    rows += [
        [
            one.record.title,
            one.budgets[count.whole].name,
            _("{count}개 사업", count=count.stated),
            _("{count}개 사업", count=count.listed),
            count.listed,
        ]
        for one in documents
        for count in check_counts(one.budgets)
        if count.disagrees
    ]
    if not rows:
        return None
    return Table(
        caption=_("맞지 않는 합계"),
        columns=[
            Column(name="document", label=_("문서")),
            Column(name="total", label=_("합계")),
            Column(name="stated", label=_("밝힌 값")),
            Column(name="computed", label=_("더한 값")),
            Column(name="parts", label=_("더한 것")),
        ],
        rows=rows,
    )


def shares_table(documents: Sequence[CheckedDocument]) -> Table | None:
    """Shares that a document states and its own amounts do not make."""
    rows: list[list[Cell]] = [
        [
            one.record.title,
            one.budgets[check.whole].name,
            check.name,
            " ".join(one.text[slice(*check.at)].split()),
            _in_per_cent(check.computed),
        ]
        for one in documents
        for check in check_shares(one.budgets, one.text)
        if check.disagrees
    ]
    if not rows:
        return None
    return Table(
        caption=_("맞지 않는 비율"),
        columns=[
            Column(name="document", label=_("문서")),
            Column(name="whole", label=_("전체")),
            Column(name="part", label=_("몫")),
            Column(name="stated", label=_("밝힌 값")),
            Column(name="computed", label=_("계산한 값")),
        ],
        rows=rows,
    )


def _in_per_cent(share: Fraction) -> str:
    return f"{float(share) * 100:.1f}".removesuffix(".0") + "%"
