"""What holds for every finder, on text that nobody would write."""

import pkgutil
import re
import sys
from collections.abc import Callable, Iterator
from datetime import date
from importlib import import_module
from random import Random
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ieum.text
from ieum.text import dates, patterns
from ieum.text.dates import find_dates
from ieum.text.durations import find_durations
from ieum.text.money import find_money
from ieum.text.names import find_laws
from ieum.text.number_ranges import find_number_ranges
from ieum.text.numerals import find_numbers
from ieum.text.percent import find_percents
from ieum.text.quantities import find_quantities
from ieum.text.regions import find_regions
from ieum.text.times import find_times
from ieum.text.vague_money import find_vague_money

FINDERS: dict[str, Callable[[str], list[Any]]] = {
    "dates": lambda text: find_dates(text, date(2024, 2, 29)),
    "durations": find_durations,
    "laws": find_laws,
    "money": find_money,
    "number ranges": find_number_ranges,
    "numbers": find_numbers,
    "percents": find_percents,
    "quantities": find_quantities,
    "regions": find_regions,
    "times": find_times,
    "vague money": find_vague_money,
}
PIECES = [
    "이",
    "일",
    "삼",
    "오",
    "십",
    "백",
    "천",
    "만",
    "억",
    "조",
    "한",
    "두",
    "열",
    "스물",
    "첫",
    "번째",
    "제",
    "분의",
    "점",
    "여",
    "약",
    "이상",
    "~",
    "-",
    "/",
    ".",
    ",",
    "'",
    "(",
    ")",
    "%",
    "원",
    "달러",
    "엔",
    "$",
    "₩",
    "년",
    "월",
    "일",
    "주",
    "개월",
    "시",
    "분",
    "초",
    "요일",
    "다음",
    "지난",
    "올해",
    "부터",
    "까지",
    "에서",
    "사이",
    "전",
    "후",
    "말",
    "상반기",
    "세기",
    "년대",
    "오늘",
    "추석",
    "광주",
    "경기",
    "중구",
    "「",
    "」",
    "법",
    "조",
    "항",
    "같은",
    "²",
    "①",
    "٣",
    "３",
    "million",
    "3",
    "12",
    "2026",
    "0",
    "1.5",
    "1,000",
    "^",
    "e10",
    "보다",
    "크고",
    "명",
    "개",
    "km",
    "℃",
    "by",
    "March",
    "next",
    "Q3",
]
TEXT = st.lists(st.sampled_from([*PIECES, " ", "\u00a0", "\ud800", "\n"]), max_size=10).map("".join)


@pytest.mark.parametrize("name", sorted(FINDERS))
@settings(deadline=None)
@given(text=TEXT)
def test_every_result_slices_to_its_text_and_none_overlap(name: str, text: str) -> None:
    end = 0
    for result in FINDERS[name](text):
        assert result.span.of(text) == result.text
        assert result.span.start >= end
        end = result.span.end


def calls_made(work: Callable[[], object]) -> int:
    """How many functions are called while ``work`` runs, those of regular expressions included."""
    count = 0

    def seen(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("name", sorted(FINDERS))
def test_four_times_the_text_is_at_most_four_times_the_work(name: str) -> None:
    find, random = FINDERS[name], Random(name)
    shapes = [*"7.,-~('제일한 ", "8일", "12개 ", "「법", "1,000,", "\u200b", "e\u0301"]
    shapes += ["".join(random.sample(PIECES, random.randint(1, 3))) for _ in range(25)]
    for shape in shapes:
        short, long = shape * (160 // len(shape)), shape * (160 // len(shape)) * 4
        find(short)  # what is compiled or kept on first use is no part of the work
        less, more = calls_made(lambda: find(short)), calls_made(lambda: find(long))  # noqa: B023
        assert more <= 4.8 * less + 400, f"{shape!r}: {less} calls, then {more}"


def unbounded(parsed: Any) -> Iterator[str]:
    """Repeats without an upper bound that may be taken back, so that a run is read again."""
    for operation, argument in parsed:
        name = str(operation)
        if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            if argument[1] is _constants.MAXREPEAT and name != "POSSESSIVE_REPEAT":
                yield str(argument[2])
            yield from unbounded(argument[2])
        elif name == "BRANCH":
            yield from (found for branch in argument[1] for found in unbounded(branch))
        elif name in ("SUBPATTERN", "ASSERT", "ASSERT_NOT"):
            yield from unbounded(argument[-1])
        elif name == "GROUPREF_EXISTS":
            yield from (found for branch in argument[1:] if branch for found in unbounded(branch))


def every_pattern() -> Iterator[tuple[str, str]]:
    """The patterns that finders look with: (where, source)."""
    for module in pkgutil.iter_modules(ieum.text.__path__):
        for name, value in vars(import_module(f"ieum.text.{module.name}")).items():
            if type(value) is patterns._Lazy:
                yield f"{module.name}.{name}", value._arguments[0]
            kept = getattr(value, "cache_clear", None) and getattr(value, "__annotations__", {})
            if kept and kept == {"return": re.Pattern[str]}:
                yield f"{module.name}.{name}", value().pattern
    for rule in dates._rules():
        yield rule.build.__name__, rule.source


def test_no_pattern_goes_back_over_a_run_of_any_length() -> None:
    found = list(every_pattern())
    assert len(found) > 100
    assert [
        (where, repeat) for where, source in found for repeat in unbounded(_parser.parse(source))
    ] == []


def test_the_kept_figures_are_found_in_a_sentence_of_a_ministry() -> None:
    text = "정부는 내년부터 2030년까지 전국 6개 권역에 총 3조1000억원 규모를 투자해 성공률을 90%로 높인다."
    assert [d.text for d in find_dates(text, date(2025, 12, 12))] == ["내년부터 2030년까지"]
    assert [m.won for m in find_money(text)] == [3_100_000_000_000]
    assert [(q.text, q.thing) for q in find_quantities(text)] == [("6개", "권역")]
    assert [p.text for p in find_percents(text)] == ["90%"]
    assert [r.text for r in find_regions(text)] == ["전국"]
