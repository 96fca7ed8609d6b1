"""Which value belongs to which argument, where several of a kind are said."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import pytest
from pydantic import Field

from ieum.ask.understand import Understanding
from ieum.kernel.answer import Answer
from ieum.kernel.messages import _
from ieum.kernel.quantities import Won
from ieum.kernel.service import Area, Service
from tests.ask.conftest import TODAY, Done
from tests.ask.test_understand import likeliest

service = Service("roles", title=_("Roles"), description=_("Roles."), area=Area.LIVING)


@service.tool(
    says=[
        "3억은 12억의 몇 퍼센트야?",
        "500만원은 2천만원의 몇 퍼센트예요",
        "목표 9억에 실적 6억이면 달성률",
        "목표 5억인데 실적 4억이면 달성률이 얼마야",
        "목표 8천만원 실적 6천만원 달성률",
        "what per cent of 12 million won is 3 million won?",
    ],
    examples=[{"part": 3, "whole": 12}],
)
def share(
    part: Annotated[Won, Field(description=_("부분 금액"))],
    whole: Annotated[Won, Field(gt=0, description=_("전체 금액"))],
    counted: Annotated[bool, Field(description=_("이월금 포함(계속비 산입)"))] = False,
) -> Answer[Done]:
    """What per cent of a whole a part is."""
    raise NotImplementedError


@service.tool(
    says=[
        "1990년 5월 3일생 몇 살이야?",
        "2001년 2월 3일생은 몇 살인가요",
        "someone born on 3 May 1990, how old?",
        "how old is a person born 3 May 1990?",
    ],
    examples=[{"born": "1990-05-03"}],
)
def age(
    born: Annotated[date, Field(description=_("태어난 날"))],
    on: Annotated[date | None, Field(description=_("나이를 셈하는 기준"))] = None,
) -> Answer[Done]:
    """How old somebody is."""
    raise NotImplementedError


@pytest.fixture(scope="module")
def roles() -> Understanding:
    return Understanding.of(service.tools.values())


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("2억은 8억의 몇 퍼센트야", 200_000_000, 800_000_000),
        # More than the whole is spent at times, and targets are exceeded.
        ("8억은 2억의 몇 퍼센트야", 800_000_000, 200_000_000),
        ("목표 2억인데 실적 3억이면 달성률", 300_000_000, 200_000_000),
        # Where nothing tells, the whole is the larger.
        ("1억원, 4억원 몇 퍼센트야", 100_000_000, 400_000_000),
    ],
)
def test_the_part_and_the_whole_are_told_by_their_places(
    roles: Understanding, text: str, part: int, whole: int
) -> None:
    assert likeliest(roles, text).arguments == {"part": part, "whole": whole}


@pytest.mark.parametrize(
    "text",
    [
        "1980년 7월 7일생이면 2030년 1월 1일에 몇 살이야",
        "2030년 1월 1일에 1980년 7월 7일생은 몇 살이야",
        "how old on 1 January 2030 is someone born 7 July 1980",
    ],
)
def test_a_second_day_is_the_optional_one(roles: Understanding, text: str) -> None:
    assert likeliest(roles, text).arguments == {"born": "1980-07-07", "on": "2030-01-01"}


def test_a_stretch_where_a_day_is_wanted_is_asked_about(roles: Understanding) -> None:
    reading = likeliest(roles, "1980년 7월 7일생은 내년에 몇 살이야")
    assert getattr(reading, "argument", None) is not None
    assert reading.argument.name == "on"  # type: ignore[union-attr]
    answered = roles.fill(reading, "2027년 5월 1일", TODAY)  # type: ignore[arg-type]
    assert answered.arguments == {"born": "1980-07-07", "on": "2027-05-01"}


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("2억은 8억의 몇 퍼센트야 이월금 포함해서", True),
        ("계속비 산입하면 2억은 8억의 몇 퍼센트", True),
        ("2억은 8억의 몇 퍼센트야 계속비 불산입", None),
        ("2억은 8억의 몇 퍼센트야", None),
    ],
)
def test_a_flag_is_set_by_one_of_its_phrases(
    roles: Understanding, text: str, counted: bool | None
) -> None:
    assert likeliest(roles, text).arguments.get("counted") is counted
