"""Lines of a budget table as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ieum.services.quantities.budget_lines import LineItem, read_line, total, write_line


@pytest.mark.parametrize(
    ("typed", "name", "amount"),
    [
        ("강사료 30만원", "강사료", 300_000),
        ("2차 강사료 30만 원", "2차 강사료", 300_000),
        ("강사료: 300,000", "강사료", 300_000),
        ("강사료=300000", "강사료", 300_000),
        ("강사료30만원", "강사료", 300_000),
        ("제목: 회의비 - 1.5만원", "제목: 회의비", 15_000),
        ("Lecture fee 300,000 won", "Lecture fee", 300_000),
        ("30만원", "", 300_000),
    ],
)
def test_a_line_reads_as_its_name_and_its_amount(typed: str, name: str, amount: int) -> None:
    assert read_line(typed) == {"name": name, "amount": amount}


@pytest.mark.parametrize("typed", ["강사료", "강사료 30달러", ""])
def test_a_line_without_an_amount_in_won_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="강사료 30만원"):
        read_line(typed)


names = st.from_regex(
    r"[가-힣A-Za-z0-9][가-힣A-Za-z0-9 :,만억원-]{0,12}[가-힣A-Za-z0-9]", fullmatch=True
)


@given(names, st.integers(-(10**12), 10**12))
def test_a_written_line_reads_back(name: str, amount: int) -> None:
    line = LineItem(name=name, amount=amount)
    assert read_line(write_line(line)) == {"name": name, "amount": amount}


def test_lines_add_up() -> None:
    assert total([LineItem(name="a", amount=5), LineItem(name="b", amount=-2)]) == 3
