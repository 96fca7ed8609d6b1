"""Stated shares against the amounts they are of: 100억원(전체의 40%), 국비 180억원(60%).

A share counts only where the words leave no doubt of what it is a share: directly behind the amount
of a part, or behind what one purse pays of an amount in the same sentence. 20% more, a rate of
growth or a share of something else stands differently and is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ieum.services.programme.extraction.findings import Budget, Place
from ieum.text.money import find_money
from ieum.text.percent import find_percents
from ieum.text.qualifiers import Qualifier

#: What a share may follow an amount with: 100억원(40%), 100억원, 전체의 40%, 100억원으로 전체의 40%.
_BEHIND = re.compile(
    r"\s?(?:[(,]\s?|(?:으로|로),?\s)?(?P<whole>(?:전체|총사업비|총액|전체 예산|총예산)의\s?)?"
)
#: What ends such a share: 40%), 40%, …, 40%를 차지한다; not 330억원(13%) 늘어난.
_CLOSED = re.compile(
    r"\s?(?:\)(?!\s?(?:늘|줄|증|감|많|적|높|낮))|[,·;]|$|\n|[을를이]?\s?(?:차지|에 해당))"
)
_ROUGHLY = re.compile(r"(?:약|대략)\s?")
_FRACTION = re.compile(r"(?P<below>\d{1,3})\s?분의\s?(?P<above>\d{1,3})(?!\d)")
_PURSE = re.compile(r"(?<![가-힣])(?P<name>국비|지방비|도비|시비|군비|구비|민자|민간|자부담)\s?")
_SENTENCE_END = re.compile(r"\n|[다요음]\.|\.\s")
#: So far behind its amount a share may end.
_WINDOW = 40
_ABOUT = Fraction(1, 10)


@dataclass(frozen=True, slots=True)
class ShareCheck:
    """A stated share of an amount and the share that the amounts make.

    ``whole`` counts in the budgets given; ``name`` is the part's or the purse's, or a list of purses
    whose shares are added. Shares are of one.
    """

    name: str
    whole: int
    at: Place
    stated: Fraction
    computed: Fraction
    disagrees: bool


@dataclass(frozen=True, slots=True)
class _Share:
    share: Fraction
    margin: Fraction
    """Half of the last figure's place, or more where it is meant roughly."""
    at: Place


def check_shares(budgets: Sequence[Budget], text: str) -> list[ShareCheck]:
    """Each share of a part or a purse that a document states; ``text`` is where budgets have their
    places."""
    checks: list[ShareCheck] = []
    for number, budget in enumerate(budgets):
        if budget.qualifier != "exact" or not budget.won:
            continue
        checks += _of_part(budgets, number, text)
        checks += _of_purses(budget, number, text)
    return checks


def _of_part(budgets: Sequence[Budget], number: int, text: str) -> Iterator[ShareCheck]:
    part = budgets[number]
    if part.parent is None:
        return
    whole = budgets[part.parent]
    is_comparable = (whole.basis, whole.years) == (part.basis, part.years)
    found = _share_behind(text, part.amount_at[1])
    if found and is_comparable and whole.qualifier == "exact" and whole.won:
        yield _checked(part.name, part.parent, found, Fraction(part.won, whole.won))


def _of_purses(whole: Budget, number: int, text: str) -> Iterator[ShareCheck]:
    """국비 180억원(60%), 지방비 120억원(40%) behind the whole; shares without amounts make one."""
    start = whole.amount_at[1]
    stop = _SENTENCE_END.search(text, start)
    sentence = text[start : stop.start() if stop else len(text)]
    bare: dict[str, _Share] = {}
    for match in _PURSE.finditer(sentence):
        behind = start + match.end()
        money = find_money(text[behind : behind + _WINDOW])
        if money and money[0].span.start == 0 and money[0].won and money[0].qualifier == "exact":
            found = _share_behind(text, behind + money[0].span.end)
            if found:
                computed = Fraction(money[0].won, whole.won)
                yield _checked(match["name"], number, found, computed)
        elif found := _share_at(text, behind, names_whole=False):
            bare.setdefault(match["name"], found)
    if len(bare) > 1:
        total = sum((one.share for one in bare.values()), Fraction())
        margin = sum((one.margin for one in bare.values()), Fraction())
        at = (min(one.at[0] for one in bare.values()), max(one.at[1] for one in bare.values()))
        # Fewer than all may be named; together they are never more than the whole.
        yield ShareCheck("·".join(bare), number, at, Fraction(1), total, total > 1 + margin)


def _share_behind(text: str, end: int) -> _Share | None:
    """The share directly behind an amount that ends there."""
    match = _BEHIND.match(text, end)
    if match is None or match.end() == end:
        return None
    return _share_at(text, match.end(), names_whole=bool(match["whole"]))


def _share_at(text: str, start: int, *, names_whole: bool) -> _Share | None:
    window = text[start : start + _WINDOW]
    about = _ROUGHLY.match(window)
    first_word = about.end() if about else 0
    fraction = _FRACTION.match(window)
    if fraction and names_whole and int(fraction["below"]):
        share = Fraction(int(fraction["above"]), int(fraction["below"]))
        return _Share(share, share * _ABOUT, (start, start + fraction.end()))
    percents = find_percents(window)
    if (
        not percents
        or percents[0].span.start > first_word
        or percents[0].points
        or percents[0].percent_to
    ):
        return None
    first = percents[0]
    if not _CLOSED.match(window, first.span.end) and not names_whole:
        return None
    margin = _margin(first.text, first.share, first.qualifier)
    return margin and _Share(first.share, margin, (start, start + first.span.end))


def _margin(words: str, share: Fraction, qualifier: Qualifier) -> Fraction | None:
    """By how much a share may be off as it is written; None where it is a bound."""
    figures = re.search(r"\.(\d+)", words)
    half = Fraction(1, 200 * 10 ** len(figures[1])) if figures else Fraction(1, 200)
    if qualifier == "approximately":
        return max(half, share * _ABOUT)
    return half if qualifier == "exact" else None


def _checked(name: str, whole: int, found: _Share, computed: Fraction) -> ShareCheck:
    is_off = abs(found.share - computed) > found.margin
    return ShareCheck(name, whole, found.at, found.share, computed, is_off)
