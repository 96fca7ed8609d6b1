"""Which budget is a part of which, and the time that a part has from its whole."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from ieum.search.figures import FigureKind
from ieum.search.passages import Role, sentences
from ieum.services.programme.extraction.findings import Basis, Budget, Timing, Years
from ieum.services.programme.extraction.mentions import Mention, headline
from ieum.services.programme.extraction.name_words import is_budget_field
from ieum.services.programme.extraction.naming_structure import INLINE_MARK
from ieum.services.programme.extraction.outline import Outline, mark_of, without_mark

_PART_OF = re.compile(
    r"(?:이|그)\s?(?:중|가운데)|\b[Oo]f\s(?:the|this|that)\s(?:total|sum|amount|budget|money)\b"
)
#: Words by which a text begins to say all that an amount is made up of, unless it ends in 등.
_BREAKDOWN = re.compile(
    r"(?:세부적으로|구체적으로|(?:분야|사업|과제|연도|연차|단계|부문|항목|기관|지역|권역|부처)별로)(?:는|\s?보면|\s?살펴보면)?"
)
#: 사업은 ▲…(76억 원) ▲…(43억 원)로 나뉜다
_DIVIDED = re.compile(
    r"\s?원?\)?(?:의\s\S{1,4}\s\S{1,4}?)?(?:으)?로\s(?:나뉜|나뉘|나누|구성|이루어|이뤄|짜였|짜여)"
)
#: 사업별 예산은 다음과 같다.
_AS_FOLLOWS = re.compile(
    r"(?:분야|사업|과제|연도|연차|단계|부문|항목|기관|지역|권역|부처)별\s?(?:예산|사업비|투자|지원|배분|내역)[^.]*(?:다음|아래)(?:과|와)\s같"
)
_AND_OTHERS = re.compile(r"\s?원?\)?\s?등")
#: Characters between "이 중" and the amount it introduces.
_NEAR = 40
#: How far, of a whole, the sum of its parts may be from it.
_TOLERANCE = 0.1
#: Wholes above a part, at most.
_DEEPEST = 12
#: Characters by which the label of one field is known in other sheets.
_LABEL = 4
_IN_LINE = "in line"
Groups = Sequence[Sequence[Mention]]


class _Stated:
    """The budgets of a document by where they are stated."""

    def __init__(self, outline: Outline, groups: Groups, merged: Sequence[Budget]) -> None:
        self.outline = outline
        self.groups = groups
        self.merged = merged
        self.in_passage: dict[int, list[int]] = defaultdict(list)
        self.in_row: dict[tuple[int, int], list[int]] = defaultdict(list)
        self.totals: dict[int, list[int]] = defaultdict(list)
        self.titled: list[int] = []
        self.of_heading: dict[int, int] = {}
        """The first budget under each heading that bears its name."""
        self.of_won: dict[int, list[int]] = defaultdict(list)
        for at, group in enumerate(groups):
            self.of_won[merged[at].won].append(at)
            for mention in group:
                self.in_passage[mention.passage.ordinal].append(at)
                if mention.table is not None and mention.row is not None:
                    self.in_row[mention.table, mention.row].append(at)
                if mention.table is not None and mention.is_total:
                    self.totals[mention.table].append(at)
            if any(headline(mention) for mention in group):
                self.titled.append(at)
            for mention in group:
                for ordinal in outline.above(mention.passage):
                    _, heading = without_mark(outline.document.passages[ordinal].text)
                    if (
                        heading.startswith(merged[at].name)
                        and merged[at].name in mention.passage.text
                    ):
                        self.of_heading.setdefault(ordinal, at)


def parents_of(
    outline: Outline, groups: Groups, merged: Sequence[Budget]
) -> tuple[list[int | None], dict[int, int]]:
    """For each budget the one that it is a part of: the total of its table, the one it is said to be
    among, the one of the heading or opener above it, the headline amount of the document, or the one
    to which the entries of its list add up. Also how many parts a budget is said to have where the
    text says that it lists them all."""
    stated = _Stated(outline, groups, merged)
    parents: list[int | None] = [None] * len(merged)
    for at in range(len(merged)):
        parent = _parent(stated, at)
        if parent is not None and not _holds(parents, at, parent):
            parents[at] = parent
    listed: dict[int, int] = {}
    for siblings in _lists(stated):
        open_ones = [at for at in siblings if parents[at] is None]
        for whole, parts in _possible(stated, parents, open_ones):
            for at in parts:
                if not _holds(parents, at, whole):
                    parents[at] = whole
            if _is_broken_down(stated, parts):
                listed[whole] = len(parts)
            break
    for siblings in _lists(stated):
        _leave_out_strangers(stated, parents, siblings)
    for at, parent in enumerate(parents):
        is_whole = any(mention.is_of_whole_work for mention in groups[at])
        if is_whole and any(merged[w].basis is Basis.ANNUAL for w in _wholes(parents, parent)):
            parents[at] = None
    return parents, listed


def _leave_out_strangers(
    stated: _Stated, parents: list[int | None], siblings: Sequence[int]
) -> None:
    """Where the entries of a list make up the whole they are under, no other amount for the same
    time is a part of it."""
    times = {(stated.merged[at].basis, stated.merged[at].years) for at in siblings}
    wholes = {parents[at] for at in siblings}
    whole = wholes.pop()
    if whole is None or wholes or len(siblings) < 2 or len(times) > 1:
        return
    if sum(stated.merged[at].won for at in siblings) != stated.merged[whole].won:
        return
    for at, parent in enumerate(parents):
        part = stated.merged[at]
        if parent == whole and at not in siblings and (part.basis, part.years) in times:
            parents[at] = None


def _holds(parents: Sequence[int | None], whole: int, part: int | None) -> bool:
    """Whether a budget is another one, or one of those that hold it, or these are too many to be
    parts of each other."""
    wholes = list(_wholes(parents, part))
    return whole in wholes or len(wholes) == _DEEPEST


def _wholes(parents: Sequence[int | None], at: int | None) -> Iterator[int]:
    """A budget and those that hold it, from the innermost."""
    for _ in range(_DEEPEST):
        if at is None:
            return
        yield at
        at = parents[at]


def with_times_of_wholes(budgets: Sequence[Budget], parents: Sequence[int | None]) -> list[Budget]:
    """The budgets with their parents; a part that says no time has that of its whole."""
    budgets = _with_times_of_parts(budgets, parents)
    timed: dict[int, Budget] = {}
    for at in range(len(budgets)):
        path: list[int] = []
        above: int | None = at
        while above is not None and above not in timed:
            path.append(above)
            above = parents[above]
        for part in reversed(path):
            parent = parents[part]
            whole = timed[parent] if parent is not None else None
            timed[part] = replace(_with_time_of(budgets[part], whole), parent=parent)
    return [timed[at] for at in range(len(budgets))]


def _with_time_of(budget: Budget, whole: Budget | None) -> Budget:
    """A part that says no time has that of its whole."""
    if whole is None or whole.is_untimed:
        return budget
    if not budget.is_untimed:
        same = budget.basis is whole.basis and budget.years == whole.years
        if same and not budget.starts and not budget.ends:
            return replace(budget, starts=whole.starts, ends=whole.ends)
        return budget
    return replace(
        budget,
        basis=whole.basis,
        years=whole.years,
        starts=budget.starts or whole.starts,
        ends=budget.ends or whole.ends,
    )


def _with_times_of_parts(budgets: Sequence[Budget], parents: Sequence[int | None]) -> list[Budget]:
    """The budgets; a whole that says no time, and is the sum of years in a row, is for all of them."""
    made = list(budgets)
    yearly: dict[int, list[Budget]] = defaultdict(list)
    for part, parent in zip(budgets, parents, strict=True):
        if parent is not None and part.basis is Basis.ANNUAL:
            yearly[parent].append(part)
    for at, parts in yearly.items():
        whole = budgets[at]
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


def _parent(stated: _Stated, at: int) -> int | None:
    group, part = stated.groups[at], stated.merged[at]
    for mention in group:
        if mention.table is not None:
            return _total_of_table(stated, mention, at)
    for mention in group:
        among = _said_to_be_among(stated, mention, at)
        if among is not None:
            return among
    for mention in group:
        for ordinal in reversed(stated.outline.above(mention.passage)):
            whole = stated.of_heading.get(ordinal, at)
            if whole != at and _fits(stated.merged[whole], part):
                return whole
            beside = stated.in_passage[ordinal]
            if at in beside:
                continue  # The lines above list it with its like.
            held = [other for other in beside if _may_hold(stated.merged[other], part)]
            named = [o for o in held if stated.merged[o].name in mention.passage.text]
            if held and (named or held[0] == beside[0]):
                return (named or held)[0]
    if any(mention.passage.role is Role.HEADING for mention in group):
        for other in stated.titled:
            if other != at and _may_hold(stated.merged[other], part, by=1 + _TOLERANCE):
                return other
    return None


def _total_of_table(stated: _Stated, mention: Mention, at: int) -> int | None:
    if mention.is_total or mention.table is None:
        return None
    part = stated.merged[at]
    above = [] if mention.under is None else stated.in_row[mention.table, mention.under]
    fitting = [
        other
        for other in [*above, *stated.totals[mention.table]]
        if other != at
        and stated.merged[other].basis is part.basis
        and stated.merged[other].years == part.years
    ]
    # 본예산 and 추경 후 of one year: each has a total of its own.
    beside = [o for o in fitting if _is_in_column(stated.groups[o], mention)]
    return next(iter(beside or fitting), None)


def _is_in_column(group: Sequence[Mention], mention: Mention) -> bool:
    """Whether a budget is stated in the column of a table that an amount stands in."""
    return any(m.table == mention.table and m.in_column == mention.in_column for m in group)


def _said_to_be_among(stated: _Stated, mention: Mention, at: int) -> int | None:
    """``총 3조9497억원을 확보했다. 이 중 AI 예산은 1634억원``: the amount that "이 중" points to; it may
    stand in the paragraph before."""
    before = mention.passage.text[: mention.at]
    said = list(_PART_OF.finditer(before))
    if not said:
        return None
    ordinal, here = mention.passage.ordinal, said[-1].start()
    beside = sorted(
        (m.at, other)
        for other in stated.in_passage[ordinal]
        if other != at
        for m in stated.groups[other]
        if m.passage.ordinal == ordinal and m.at < mention.at
    )
    since = [place for place, _ in beside if place > here]
    sentence = next((s for s, e in sentences(mention.passage.text) if s <= mention.at < e), 0)
    if min([mention.at, *since]) - said[-1].end() > _NEAR or (since and here < sentence):
        return None
    earlier = [other for place, other in beside if place < here]
    if earlier:
        return earlier[-1]
    above = next(
        (stated.in_passage[n] for n in range(ordinal - 1, -1, -1) if stated.in_passage[n]), []
    )
    return next((o for o in reversed(above) if _fits(stated.merged[o], stated.merged[at])), None)


def _lists(stated: _Stated) -> list[list[int]]:
    """The budgets that stand side by side: in lines of one kind under one line, in one paragraph, or
    as the marked entries of one."""
    lists: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for at, group in enumerate(stated.groups):
        mention = group[-1]
        if mention.table is not None or mention.passage.role in (Role.TITLE, Role.SUBTITLE):
            continue
        mark = mark_of(mention.passage.text)
        _, line = without_mark(mention.passage.text)
        above = stated.outline.above(mention.passage)
        if is_budget_field(line) and above:
            # 1. 하역 로봇 - 사업비: 410억원, 2. 배송차 - 사업비: 530억원: one list, by its headings.
            heading = stated.outline.document.passages[above[-1]]
            key = (stated.outline.above(heading), mark_of(heading.text), line[:_LABEL])
            if stated.in_passage[mention.passage.ordinal][0] == at:
                lists[key].append(at)
        if mark and mention.passage.role in (Role.ITEM, Role.HEADING):
            lists[(stated.outline.above(mention.passage), mark)].append(at)
        else:
            lists[(mention.passage.ordinal,)].append(at)
            if _is_marked(mention):
                # 148억원이 반영됐다. ▲장치장 86억원 ▲체계 62억원이다: a list in a paragraph.
                lists[(mention.passage.ordinal, _IN_LINE)].append(at)
    return list(lists.values())


def _is_marked(mention: Mention) -> bool:
    """Whether a mark of a list stands between an amount and the one before it."""
    amounts = (f for f in mention.passage.figures if f.kind is FigureKind.AMOUNT)
    since = max([0, *(f.end for f in amounts if f.end <= mention.at)])
    return INLINE_MARK.search(mention.passage.text, since, mention.at) is not None


def _possible(
    stated: _Stated, parents: Sequence[int | None], entries: Sequence[int]
) -> Iterator[tuple[int, Sequence[int]]]:
    """The wholes that entries of a list may make up, the surest first: an amount that is their very
    sum, the first of them or another; the amount the document leads with, if they come close to it
    and are as many as it is said to have."""
    if len(entries) < 2:
        return
    merged = stated.merged
    first, *rest = entries
    total = sum(merged[at].won for at in entries)
    if len(rest) > 1 and 2 * merged[first].won == total:
        # 사업비: 1,980억원(’26년 240억원, ’27년 600억원, ’28년 1,140억원)
        yield first, rest
    for other in stated.of_won[total]:
        if other in entries or parents[other] in entries:
            continue
        listed = [merged[at] for at in entries]
        if all(_may_hold(merged[other], part) for part in listed) or _is_spread(
            merged[other], listed
        ):
            yield other, entries
    for at in stated.titled or [0]:
        whole, parts = merged[at], [entry for entry in entries if entry != at]
        total = sum(merged[part].won for part in parts)
        near = abs(whole.won - total) <= _TOLERANCE * whole.won
        is_all = len(parts) in whole.counts or _is_broken_down(stated, parts)
        if near and is_all and all(_fits(whole, merged[p]) for p in parts):
            yield at, parts


def _is_broken_down(stated: _Stated, parts: Sequence[int]) -> bool:
    """Whether a text says that it lists all parts: 세부적으로 보면 △…, △…, △…이다."""
    if len(parts) < 2:
        return False
    first, last = stated.groups[parts[0]][-1], stated.groups[parts[-1]][-1]
    text, passage = last.passage.text, last.passage
    if first.passage.ordinal != passage.ordinal:
        above = stated.outline.document.passages[: first.passage.ordinal][-1:]
        return any(_AS_FOLLOWS.search(line.text) for line in above)
    end = stated.merged[parts[-1]].amount_at[1] - passage.start
    if not last.at < end <= len(text):
        return False
    if _DIVIDED.match(text, end):
        return True
    return bool(_BREAKDOWN.search(text[: first.at])) and not _AND_OTHERS.match(text, end)


def _is_spread(whole: Budget, parts: Sequence[Budget]) -> bool:
    """Whether parts are what each of some years in a row has of a whole."""
    years = [part.years.first for part in parts if part.basis is Basis.ANNUAL and part.years.first]
    in_a_row = years == list(range(years[0], years[0] + len(parts))) if years else False
    return whole.basis is Basis.TOTAL and in_a_row


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
