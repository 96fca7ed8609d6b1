"""Types of quantities for the arguments and results of tools."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ieum.kernel.messages import _
from ieum.kernel.text_form import TextForm


def _read_won(text: str) -> int:
    from ieum.text.money import parse_won

    return parse_won(text)


def _write_won(amount: int) -> str:
    return f"{amount:,}원"


def _write_won_in_english(amount: int) -> str:
    return f"{amount:,} won"


#: The largest amount of won taken: ten quadrillion, more than ten times Korea's yearly budget.
MOST_WON = 10**16

Won = Annotated[
    int,
    Field(ge=-MOST_WON, le=MOST_WON),
    TextForm(
        _read_won,
        _write_won,
        _("원 단위 금액입니다. 예: 3500000, 350만원, 1.2억"),
        _write_won_in_english,
    ),
]
"""An amount of money in whole won; ``350만원`` and ``1.2억`` are valid wherever it is."""
