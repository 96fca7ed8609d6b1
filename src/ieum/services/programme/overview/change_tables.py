"""Changes as a table, for every tool that shows some."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ieum.kernel.messages import _
from ieum.kernel.views import Cell, Column, Table, Words
from ieum.services.programme.overview.words import review_words, source_words, subject_words
from ieum.services.programme.register.records import Change
from ieum.services.programme.register.wording import in_words


def table_of_changes(
    found: Sequence[Change], names: Mapping[str, str] | None = None, caption: Words = ""
) -> Table:
    """Changes as a table, with the names of their programmes where they are several."""
    columns = [
        *(
            [Column(name="code", label=_("번호")), Column(name="programme", label=_("사업"))]
            if names is not None
            else []
        ),
        Column(name="as_of", label=_("기준일")),
        Column(name="subject", label=_("주제")),
        Column(name="before", label=_("전")),
        Column(name="after", label=_("후")),
        Column(name="review", label=_("확인 여부")),
        Column(name="source", label=_("출처")),
    ]
    rows: list[list[Cell]] = []
    for change in found:
        after = change.after
        whose: list[Cell] = (
            [after.programme, names.get(after.programme, after.programme)]
            if names is not None
            else []
        )
        rows.append(
            [
                *whose,
                after.as_of,
                subject_words(after),
                in_words(change.before.value) if change.before else None,
                in_words(after.value),
                review_words(after),
                source_words(after),
            ]
        )
    return Table(caption=caption, columns=columns, rows=rows)
