"""Lines of a budget table, ``강사료 30만원``, and whether they add up to the total stated."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, Any, ClassVar

from pydantic import Field

from ieum.kernel.messages import _
from ieum.kernel.quantities import Won
from ieum.kernel.shapes import Flat
from ieum.kernel.text_form import TextForm
from ieum.text.money import find_money, parse_won

#: What may stand between the name and the amount.
_JOINT = " \t:=,-–·"
_NAME = r"^(\S(.*\S)?)?$"


def read_line(text: str) -> dict[str, Any]:
    """``강사료 30만원`` or ``강사료: 300,000`` as its name and amount in won; the name may be left out.

    The amount is the longest end of the text that is an amount; a colon settles where it begins.
    Raises ``ValueError`` where no amount is left.
    """
    text = text.strip()
    starts = [match.end() for match in re.finditer(r":", text)][-1:]
    starts += [match.end() for match in re.finditer(r"\s+|=", text)]
    # 강사료30만원: the last amount with its currency, where no space divides it from the name.
    starts += [money.span.start for money in find_money(text)[-1:]]
    for start in starts:
        name = text[:start].rstrip(_JOINT)
        try:
            amount = parse_won(text[start:].strip())
        except ValueError:
            continue
        if name:
            return {"name": name, "amount": amount}
    try:
        return {"name": "", "amount": parse_won(text)}
    except ValueError:
        pass
    raise ValueError(
        _("'{text}'에서 금액을 알 수 없습니다. '강사료 30만원'처럼 써 주세요.", text=text)
    )


def write_line(line: Any) -> str:
    """The line as ``read_line`` takes it back, with a colon where the name ends like an amount."""
    return _written(line, "원")


def write_english_line(line: Any) -> str:
    """The same with the amount as in English: ``Rent 400,000 won``."""
    return _written(line, " won")


def _written(line: Any, unit: str) -> str:
    name, amount = (
        (line["name"], line["amount"]) if isinstance(line, dict) else (line.name, line.amount)
    )
    written = f"{name} {amount:,}{unit}"
    try:
        if read_line(written) == {"name": name, "amount": amount}:
            return written
    except ValueError:
        pass
    return f"{name}: {amount:,}{unit}"


class LineItem(Flat):
    """One line of a budget: what for, and how much."""

    text_form: ClassVar[TextForm] = TextForm(
        read_line,
        write_line,
        _("이름과 금액입니다. 예: 강사료 30만원"),
        write_english_line,
    )

    name: Annotated[
        str, Field(max_length=200, pattern=_NAME, description=_("항목 이름. 없으면 비웁니다."))
    ] = ""
    amount: Annotated[Won, Field(description=_("항목 금액"))]


def total(lines: Sequence[LineItem]) -> int:
    """The sum of the lines in won."""
    return sum(line.amount for line in lines)
