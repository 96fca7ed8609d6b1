"""What holds for every finder, on text that nobody would write."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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


def test_the_kept_figures_are_found_in_a_sentence_of_a_ministry() -> None:
    text = "정부는 내년부터 2030년까지 전국 6개 권역에 총 3조1000억원 규모를 투자해 성공률을 90%로 높인다."
    assert [d.text for d in find_dates(text, date(2025, 12, 12))] == ["내년부터 2030년까지"]
    assert [m.won for m in find_money(text)] == [3_100_000_000_000]
    assert [(q.text, q.thing) for q in find_quantities(text)] == [("6개", "권역")]
    assert [p.text for p in find_percents(text)] == ["90%"]
    assert [r.text for r in find_regions(text)] == ["전국"]
