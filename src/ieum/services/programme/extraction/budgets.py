"""The budgets of a document: each amount of won, what it is for, when, by whom and where.

An amount that a text states twice for the same thing is one budget; amounts of different basis or
period never are. A budget knows the one it is a part of, so that nobody adds the two.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ieum.search.figures import Figure, FigureKind
from ieum.search.passages import Document, Passage, Role
from ieum.services.programme.extraction.findings import Budget, Place
from ieum.services.programme.extraction.leads import lead_of, regions_of
from ieum.services.programme.extraction.naming import Name, name_of
from ieum.services.programme.extraction.timing import timing_of
from ieum.text.money import find_money
from ieum.text.qualifiers import Qualifier, qualifier_around

_ROLES = (Role.TITLE, Role.SUBTITLE, Role.HEADING, Role.PARAGRAPH, Role.ITEM)
_PART_OF = re.compile(r"(?:이|그)\s?(?:중|가운데)")
_BUDGET_NAME = re.compile(r"(?:예산안?|국비|사업비)(?:\s?규모)?$")
#: Words that are in too many names to tell one thing from another.
_COMMON = frozenset(
    [
        "사업",
        "예산",
        "구축",
        "조성",
        "개발",
        "추진",
        "지원",
        "기획",
        "운영",
        "확충",
        "강화",
        "육성",
        "실증",
        "연구",
    ]
)
_LEAST_ALIKE = 0.34
#: Characters between "이 중" and the amount it introduces.
_NEAR = 40
_PER = re.compile(r"\s?(?:당|씩|/)")
_BEFORE_PER = re.compile(r"(?:1인|명|가구|개사|기업|건|인)\s?당\s?(?:최대|평균|연|월)?\s?$")


@dataclass(frozen=True, slots=True)
class _Mention:
    passage: Passage
    figure: Figure
    name: Name
    budget: Budget


def budgets_of(document: Document) -> list[Budget]:
    """The budgets of a document, in the order in which its text first states them."""
    mentions = [
        mention
        for passage in document.passages
        if passage.role in _ROLES
        for figure in passage.figures
        if (mention := _mention(document, passage, figure))
    ]
    groups: list[list[_Mention]] = []
    for mention in mentions:
        same = [group for group in groups if _same(document, group, mention)]
        if same:
            max(same, key=lambda g: max(_likeness(document, m, mention) for m in g)).append(mention)
        else:
            groups.append([mention])
    merged = [_merged(group) for group in groups]
    return [
        replace(budget, parent=_parent(document, groups, merged, at))
        for at, budget in enumerate(merged)
    ]


def _mention(document: Document, passage: Passage, figure: Figure) -> _Mention | None:
    if figure.kind is not FigureKind.AMOUNT or figure.unit != "KRW" or figure.value is None:
        return None
    if figure.value != int(figure.value) or figure.value <= 0:
        return None
    if _PER.match(passage.text, figure.end) or _BEFORE_PER.search(passage.text[: figure.start]):
        return None  # A rate (1인당 50만원) is no budget.
    name = name_of(document, passage, figure)
    is_line = name.is_generic or bool(_BUDGET_NAME.search(name.text))
    timing = timing_of(
        document, passage, figure, is_budget_line=is_line, from_above=not name.is_own
    )
    lead = lead_of(document, passage, figure)
    start, end = passage.start + figure.start, passage.start + figure.end
    budget = Budget(
        name=name.text,
        name_at=name.at,
        won=int(figure.value),
        amount_at=(start, end),
        qualifier=_qualifier(passage.text, figure),
        basis=timing.basis,
        years=timing.years,
        lead=lead.name if lead else "",
        lead_at=lead.at if lead else None,
        regions=regions_of(document, passage, figure, name.text, lead),
        starts=timing.starts,
        ends=timing.ends,
    )
    return _Mention(passage, figure, name, budget)


def _qualifier(text: str, figure: Figure) -> Qualifier:
    for money in find_money(text[max(0, figure.start - 12) : figure.end + 12]):
        if money.won == figure.value:
            return money.qualifier
    return qualifier_around(text, figure.start, figure.end)


def _same(document: Document, group: Sequence[_Mention], mention: _Mention) -> bool:
    """Whether an amount was stated before for the same thing."""
    new = mention.budget
    for known in group:
        old = known.budget
        if old.won != new.won or not _times_agree(old, new):
            continue
        if {old.qualifier, new.qualifier} & {"at_least", "at_most"} and (
            old.qualifier != new.qualifier
        ):
            continue
        if known.passage.ordinal == mention.passage.ordinal and not known.name.is_generic:
            # Two of a sum in one paragraph are two things unless they bear one name.
            if known.name.text == mention.name.text:
                return True
            continue
        headline = known.passage.role in (Role.TITLE, Role.SUBTITLE)
        if known.name.is_generic or mention.name.is_generic or (headline and len(str(old.won)) > 9):
            return True
        if _likeness(document, known, mention) >= _LEAST_ALIKE:
            return True
    return False


def _times_agree(a: Budget, b: Budget) -> bool:
    if not str(a.years) or not str(b.years):
        return True
    return a.basis is b.basis and a.years == b.years


def _likeness(document: Document, a: _Mention, b: _Mention) -> float:
    """How much the words of two names, and the headings they stand under, have in common."""
    words_a, words_b = _words(document, a), _words(document, b)
    own_a, own_b = _bigrams(a.name.text), _bigrams(b.name.text)
    if not own_a or not own_b:
        return 0.0
    shared = max(
        len(own_a & words_b) / len(own_a),
        len(own_b & words_a) / len(own_b),
    )
    return shared if own_a & own_b - _bigrams(" ".join(_COMMON)) else 0.0


def _words(document: Document, mention: _Mention) -> set[str]:
    above = (document.passages[ordinal].text for ordinal in mention.passage.path)
    return _bigrams(" ".join([mention.name.text, *above]))


def _bigrams(text: str) -> set[str]:
    plain = re.sub(r"[^가-힣A-Za-z0-9]+", " ", text).lower()
    return {
        word[at : at + 2] for word in plain.split() for at in range(max(1, len(word) - 1)) if word
    }


def _merged(group: Sequence[_Mention]) -> Budget:
    """One budget of all its mentions: the fullest time, the most telling name."""
    best = min(group, key=_vagueness)
    timed = next((m.budget for m in group if str(m.budget.years)), best.budget)
    started = next((m.budget for m in group if m.budget.starts or m.budget.ends), timed)
    qualified = next((m.budget for m in group if m.budget.qualifier != "exact"), best.budget)
    named = next((m.budget for m in group if m.budget.lead), best.budget)
    placed = next((m.budget for m in group if m.budget.regions != ("전국",)), best.budget)
    first = group[0].budget
    also: list[Place] = [m.budget.amount_at for m in group[1:]]
    return replace(
        best.budget,
        amount_at=first.amount_at,
        basis=timed.basis,
        years=timed.years,
        starts=started.starts,
        ends=started.ends,
        qualifier=qualified.qualifier,
        lead=named.lead,
        lead_at=named.lead_at,
        regions=placed.regions,
        also_at=tuple(also),
    )


def _vagueness(mention: _Mention) -> tuple[bool, bool, bool, int]:
    name = mention.name
    headline = mention.passage.role in (Role.TITLE, Role.SUBTITLE)
    return name.is_generic, headline, not name.is_own, mention.figure.start if headline else 0


def _parent(
    document: Document, groups: Sequence[Sequence[_Mention]], merged: Sequence[Budget], at: int
) -> int | None:
    """The budget that another one is a part of: the one it is said to be among, the one of the
    heading or opener above it, or the headline amount of the document."""
    others = [other for other in range(len(groups)) if other != at]
    for mention in groups[at]:
        among = _said_to_be_among(groups, others, mention)
        if among is not None:
            return among
    for mention in groups[at]:
        for ordinal in reversed(mention.passage.path):
            for other in others:
                above = any(m.passage.ordinal == ordinal for m in groups[other])
                if above and _may_hold(merged[other], merged[at]):
                    return other
    if any(mention.passage.role is Role.HEADING for mention in groups[at]):
        for other in others:
            headline = any(mention.passage.role is Role.TITLE for mention in groups[other])
            if headline and _comparable(merged[other], merged[at]):
                return other
    return None


def _said_to_be_among(
    groups: Sequence[Sequence[_Mention]], others: Sequence[int], mention: _Mention
) -> int | None:
    """``총 3조9497억원을 확보했다. 이 중 AI 예산은 1634억원``: the amount that "이 중" points to."""
    before = mention.passage.text[: mention.figure.start]
    said = list(_PART_OF.finditer(before))
    if not said or len(before) - said[-1].end() > _NEAR:
        return None
    earlier = [
        other
        for other in others
        for m in groups[other]
        if m.passage.ordinal == mention.passage.ordinal and m.figure.end <= said[-1].start()
    ]
    return earlier[-1] if earlier else None


def _may_hold(parent: Budget, part: Budget) -> bool:
    return parent.won >= part.won and _comparable(parent, part)


def _comparable(parent: Budget, part: Budget) -> bool:
    """Whether one may hold the other: the same kind of time, or a total over its parts' years."""
    if parent.basis is not part.basis:
        return False
    if parent.basis.value == "annual":
        return parent.years == part.years
    return True
