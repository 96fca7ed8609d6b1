"""Which budget is a part of which, and the time that a part has from its whole."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from ieum.search.passages import Role
from ieum.services.programme.extraction.findings import Basis, Budget, Timing, Years
from ieum.services.programme.extraction.mentions import Mention, headline
from ieum.services.programme.extraction.outline import Outline, mark_of

_PART_OF = re.compile(r"(?:이|그)\s?(?:중|가운데)")
#: Characters between "이 중" and the amount it introduces.
_NEAR = 40
#: How far, of a whole, the sum of its parts may be from it.
_TOLERANCE = 0.1
Groups = Sequence[Sequence[Mention]]


def parents_of(outline: Outline, groups: Groups, merged: Sequence[Budget]) -> list[int | None]:
    """For each budget the one that it is a part of: the total of its table, the one it is said to be
    among, the one of the heading or opener above it, the headline amount of the document, or the one
    to which the entries of its list add up."""
    parents = [_parent(outline, groups, merged, at) for at in range(len(merged))]
    for siblings in _lists(outline, groups):
        open_ones = [at for at in siblings if parents[at] is None]
        for whole, parts in _possible(groups, merged, parents, open_ones):
            for at in parts:
                parents[at] = whole
            break
    return parents


def with_times_of_wholes(budgets: Sequence[Budget], parents: Sequence[int | None]) -> list[Budget]:
    """The budgets with their parents; a part that says no time has that of its whole."""
    timed: dict[int, Budget] = {}
    budgets = _with_times_of_parts(budgets, parents)

    def of(at: int, seen: frozenset[int]) -> Budget:
        if at in timed:
            return timed[at]
        budget, parent = budgets[at], parents[at]
        if parent is not None and parent not in seen:
            whole = of(parent, seen | {at})
            if budget.is_untimed and not whole.is_untimed:
                budget = replace(
                    budget,
                    basis=whole.basis,
                    years=whole.years,
                    starts=budget.starts or whole.starts,
                    ends=budget.ends or whole.ends,
                )
        timed[at] = budget
        return budget

    return [replace(of(at, frozenset([at])), parent=parents[at]) for at in range(len(budgets))]


def _with_times_of_parts(budgets: Sequence[Budget], parents: Sequence[int | None]) -> list[Budget]:
    """The budgets; a whole that says no time, and is the sum of years in a row, is for all of them."""
    made = list(budgets)
    for at, whole in enumerate(budgets):
        parts = [
            part
            for part, parent in zip(budgets, parents, strict=True)
            if parent == at and part.basis is Basis.ANNUAL
        ]
        years = sorted(part.years.first or 0 for part in parts)
        in_a_row = len(years) > 1 and years == list(range(years[0], years[0] + len(years)))
        adds_up = whole.won == sum(part.won for part in parts)
        if whole.is_untimed and in_a_row and years[0] and adds_up:
            made[at] = whole.timed(
                Timing(
                    Basis.TOTAL,
                    Years(years[0], years[-1]),
                    date(years[0], 1, 1),
                    date(years[-1], 12, 31),
                )
            )
    return made


def _parent(outline: Outline, groups: Groups, merged: Sequence[Budget], at: int) -> int | None:
    others = [other for other in range(len(groups)) if other != at]
    for mention in groups[at]:
        if mention.table is not None:
            return _total_of_table(groups, merged, others, mention, merged[at])
    for mention in groups[at]:
        among = _said_to_be_among(groups, others, mention)
        if among is not None:
            return among
    for mention in groups[at]:
        for ordinal in reversed(outline.above(mention.passage)):
            for other in others:
                above = any(m.passage.ordinal == ordinal for m in groups[other])
                if above and _may_hold(merged[other], merged[at]):
                    return other
    if any(_is_heading(mention) for mention in groups[at]):
        for other in others:
            titled = any(
                mention.passage.role in (Role.TITLE, Role.SUBTITLE) for mention in groups[other]
            )
            if titled and _may_hold(merged[other], merged[at], by=1.2):
                return other
    return None


def _is_heading(mention: Mention) -> bool:
    return mention.passage.role is Role.HEADING


def _total_of_table(
    groups: Groups, merged: Sequence[Budget], others: Sequence[int], mention: Mention, part: Budget
) -> int | None:
    if mention.is_total:
        return None
    for other in others:
        whole = merged[other]
        is_group = any(
            m.table == mention.table and m.row is not None and m.row == mention.under
            for m in groups[other]
        )
        if is_group and whole.basis is part.basis and whole.years == part.years:
            return other
    for other in others:
        whole = merged[other]
        is_total = any(m.table == mention.table and m.is_total for m in groups[other])
        if is_total and whole.basis is part.basis and whole.years == part.years:
            return other
    return None


def _said_to_be_among(groups: Groups, others: Sequence[int], mention: Mention) -> int | None:
    """``총 3조9497억원을 확보했다. 이 중 AI 예산은 1634억원``: the amount that "이 중" points to."""
    before = mention.passage.text[: mention.at]
    said = list(_PART_OF.finditer(before))
    if not said or len(before) - said[-1].end() > _NEAR:
        return None
    earlier = [
        (m.at, other)
        for other in others
        for m in groups[other]
        if m.passage.ordinal == mention.passage.ordinal and m.at < said[-1].start()
    ]
    return max(earlier)[1] if earlier else None


def _lists(outline: Outline, groups: Groups) -> list[list[int]]:
    """The budgets that stand side by side: in lines of one kind under one line, or in one paragraph."""
    lists: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for at, group in enumerate(groups):
        mention = group[-1]
        if mention.table is not None or mention.passage.role in (Role.TITLE, Role.SUBTITLE):
            continue
        mark = mark_of(mention.passage.text)
        in_list = bool(mark) and mention.passage.role in (Role.ITEM, Role.HEADING)
        if in_list:
            lists[(outline.above(mention.passage), mark)].append(at)
        else:
            lists[(mention.passage.ordinal,)].append(at)
    return list(lists.values())


def _possible(
    groups: Groups,
    merged: Sequence[Budget],
    parents: Sequence[int | None],
    entries: Sequence[int],
) -> Iterator[tuple[int, Sequence[int]]]:
    """The wholes that entries of a list may make up, the surest first: an amount that is their very
    sum, the first of them or another; the amount the document leads with, if they come close to it
    and are as many as it is said to have."""
    if len(entries) < 2:
        return
    first, *rest = entries
    if len(rest) > 1 and merged[first].won == sum(merged[at].won for at in rest):
        # 사업비: 1,980억원(’26년 240억원, ’27년 600억원, ’28년 1,140억원)
        yield first, rest
    total = sum(merged[at].won for at in entries)
    for other, whole in enumerate(merged):
        if other in entries or whole.won != total or parents[other] in entries:
            continue
        if all(_may_hold(whole, merged[at]) for at in entries):
            yield other, entries
    leading = [at for at, group in enumerate(groups) if any(headline(m) for m in group)] or [0]
    for at in leading:
        whole, parts = merged[at], [entry for entry in entries if entry != at]
        total = sum(merged[part].won for part in parts)
        near = abs(whole.won - total) <= _TOLERANCE * whole.won
        if near and len(parts) in whole.counts and all(_fits(whole, merged[p]) for p in parts):
            yield at, parts


def _fits(whole: Budget, part: Budget) -> bool:
    return part.won < whole.won and _comparable(whole, part)


def _may_hold(parent: Budget, part: Budget, by: float = 1.0) -> bool:
    return parent.won * by >= part.won and _comparable(parent, part)


def _comparable(parent: Budget, part: Budget) -> bool:
    """Whether one may hold the other: the same kind of time, or a part that says none."""
    if part.is_untimed or parent.is_untimed:
        return True
    if parent.basis is not part.basis:
        return False
    return parent.basis is not Basis.ANNUAL or parent.years == part.years
