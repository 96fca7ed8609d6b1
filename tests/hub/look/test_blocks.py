"""Tables of results as pages draw them."""

from __future__ import annotations

from typing import Annotated

import pytest
from django.template.loader import render_to_string
from pydantic import Field

from ieum.hub.look.blocks import Grid, Heading, blocks
from ieum.kernel.answer import Answer, Result
from ieum.kernel.messages import _
from ieum.kernel.views import Column, Table

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


def test_a_cell_without_a_value_is_left_out_of_a_card() -> None:
    rows = [["–", "3,500"], ["배추", "–"]]
    html = render_to_string("look/table.html", {"block": Grid("값", [NAME, PRICE], rows)})
    assert html.count('class="blank"') == 1
    assert html.count('class="number blank"') == 1


class Market(Result):
    """Two tables, of which one says itself what it is."""

    goods: Annotated[Table, Field(description=_("물건"))]
    prices: Annotated[Table, Field(description=_("값"))]


def test_a_table_without_a_caption_bears_the_name_of_its_field() -> None:
    columns = [Column(name="name", label="이름")]
    market = Market(
        goods=Table(columns=columns, rows=[["배추"]]),
        prices=Table(caption="어제 값", columns=columns, rows=[["3,500원"]]),
    )
    rendered = Answer[Market](result=market).rendered("ko")["result"]
    found = [one for one in blocks(rendered, Answer[Market], "ko") if isinstance(one, Grid)]
    assert [one.caption for one in found] == ["물건", "어제 값"]
