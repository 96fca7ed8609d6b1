from fractions import Fraction

import pytest

from ieum.text.number_ranges import find_number_ranges


@pytest.mark.parametrize(
    ("text", "found", "interval"),
    [
        (
            "이 수는 오십보다 크고 팔십보다 작거나 같다",
            "오십보다 크고 팔십보다 작거나 같다",
            "(50,80]",
        ),
        ("기온은 마이너스 오도에서 십도 사이이다", "마이너스 오도에서 십도 사이", "[-5,10)"),
        ("이 수는 마이너스 삼보다 크고 칠보다 작다", "마이너스 삼보다 크고 칠보다 작다", "(-3,7)"),
        ("최대 50개에서 최소 10개의 귤이 있다", "최대 50개에서 최소 10개", "[10,50]"),
        ("나이는 열여덟 살 이상이다", "열여덟 살 이상", "[18,)"),
        ("키는 180을 초과한다", "180을 초과", "(180,)"),
        ("속도가 120을 넘지 않는다", "120을 넘지 않는다", "(,120]"),
        ("500이 안되는 사람들이 왔다", "500이 안되는", "(,500)"),
        ("그의 체중은 80이 안 된다", "80이 안 된다", "(,80)"),
        ("10 - 20", "10 - 20", "[10,20)"),
        ("x는 90 이하이고 70 이상이다", "90 이하이고 70 이상", "[70,90]"),
        ("이 수는 육십 초과 구십 이하이다", "육십 초과 구십 이하", "(60,90]"),
        ("그의 점수는 40이거나 그보다 높다", "40이거나 그보다 높다", "[40,)"),
        ("그 값은 75와 같다", "75와 같다", "[75,75]"),
    ],
)
def test_a_comparison_is_an_interval_with_its_ends(text: str, found: str, interval: str) -> None:
    (result,) = find_number_ranges(text)
    assert result.span.of(text) == result.text == found
    low = "" if result.low is None else str(Fraction(result.low))
    high = "" if result.high is None else str(Fraction(result.high))
    opening, closing = "[("[not result.low_included], "])"[not result.high_included]
    assert f"{opening}{low},{high}{closing}" == interval


@pytest.mark.parametrize("text", ["+1-222-2222-2222는 전화번호", "2026~2029년", "1995-01"])
def test_what_only_looks_like_a_range_is_left(text: str) -> None:
    assert find_number_ranges(text) == []
