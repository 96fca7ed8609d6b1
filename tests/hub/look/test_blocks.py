"""Tables of results as pages draw them."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string

from ieum.hub.look.blocks import Grid, Heading

NAME, PRICE = Heading("품목", "", False), Heading("값", "원", True)
LONG = "값은 도매 시장의 평균이며 가게마다 다릅니다."


@pytest.mark.parametrize(
    ("headings", "rows", "stacked"),
    [
        ([NAME, PRICE], [["배추", "3,500"]], False),
        ([NAME, PRICE], [[LONG, "3,500"]], True),
        ([NAME, PRICE, PRICE, PRICE], [["배추", "1", "2", "3"]], True),
    ],
)
def test_a_table_too_wide_for_a_phone_names_the_column_in_each_cell(
    headings: list[Heading], rows: list[list[str]], stacked: bool
) -> None:
    html = render_to_string("look/table.html", {"block": Grid("값", headings, rows)})
    assert ("tbl stacked" in html) == stacked
    assert html.count('data-label="값 (원)"') == len(headings) - 1
    # Laid out as blocks, a table is one to a screen reader only by these roles.
    assert html.count('role="cell"') == len(headings)
    assert 'role="table"' in html
