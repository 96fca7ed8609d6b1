"""A small service that tests put into a hub: one tool of each manner."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ieum.kernel.answer import Answer, Result, Step, refused
from ieum.kernel.context import Context
from ieum.kernel.messages import _
from ieum.kernel.quantities import Won
from ieum.kernel.service import Area, Service
from ieum.kernel.tool import Rate
from ieum.kernel.upload import Upload
from ieum.kernel.views import Column, Table

service = Service(
    "sample",
    title=_("Sample"),
    description=_("Tools for tests"),
    area=Area.LANGUAGE,
)
acts: list[int] = []


class Total(Result):
    """A sum of money."""

    total: Annotated[Won, Field(description=_("Sum"))]


AMOUNT = {"ge": 0}


@service.tool(says=["더해 줘", "add these"], examples=[{"a": 1000, "b": "350만원"}])
def add(
    a: Annotated[Won, Field(description=_("First"), **AMOUNT)],
    b: Annotated[Won, Field(description=_("Second"), **AMOUNT)] = 0,
) -> Answer[Total]:
    """Add two amounts."""
    return Answer(result=Total(total=a + b), steps=[Step(says=_("{a:won} + {b:won}", a=a, b=b))])


@service.tool(says=["거절해 줘", "refuse this"], examples=[{}])
def refuse() -> Answer[Total]:
    """Refuse to answer."""
    return refused(_("Nothing is known about it."))


@service.tool(says=["망가져 줘", "fail now"], examples=[{}])
def fail() -> Answer[Total]:
    """Fail by a mistake of its own."""
    raise ZeroDivisionError("secret detail")


@service.tool(says=["나눠 줘", "share it"], examples=[{}], access="party", scope="receive")
def shared() -> Answer[Total]:
    """Answer parties of the exchange."""
    return Answer(result=Total(total=1))


@service.tool(
    says=["가끔 나눠 줘", "share it seldom"],
    examples=[{}],
    access="party",
    scope="receive",
    rate=Rate(2, 60),
)
def seldom_shared() -> Answer[Total]:
    """Answer parties twice a minute."""
    return Answer(result=Total(total=1))


@service.tool(says=["한 번만", "once"], examples=[{}], rate=Rate(2, 60))
def seldom() -> Answer[Total]:
    """Answer twice a minute."""
    return Answer(result=Total(total=1))


@service.tool(says=["직원만", "staff only"], examples=[{}], access="staff")
def inside() -> Answer[Total]:
    """Answer staff only."""
    return Answer(result=Total(total=2))


@service.tool(says=["막아 줘", "block it"], examples=[{"number": 1}], access="staff", effect="act")
def block(number: Annotated[int, Field(ge=0, le=99, description=_("Number"))]) -> Answer[Total]:
    """Block a number."""
    if number == 99:
        raise ZeroDivisionError
    acts.append(number)
    return Answer(result=Total(total=number), notes=[_("{n:won}부터", n=number)])


@service.tool(
    says=["기관으로 막아 줘", "block it for a party"],
    examples=[{"number": 1}],
    access="party",
    scope="decide",
    effect="act",
)
def block_as_party(
    number: Annotated[int, Field(ge=0, le=99, description=_("Number"))],
) -> Answer[Total]:
    """Block a number in the name of a party."""
    acts.append(number)
    return Answer(result=Total(total=number))


@service.tool(
    says=["여럿 보내 줘", "send several"],
    examples=[{"numbers": [1]}],
    access="party",
    scope="submit",
    effect="write",
    rate=Rate(10, 60, each="numbers"),
)
def several(
    numbers: Annotated[
        list[Annotated[int, Field(ge=0, le=99)]], Field(max_length=50, description=_("Numbers"))
    ],
) -> Answer[Total]:
    """Take in several numbers at once."""
    return Answer(result=Total(total=sum(numbers)))


@service.tool(says=["세어 줘", "count bytes"], examples=[{"files": []}], job=True)
def count(
    context: Context, files: Annotated[list[Upload], Field(description=_("Files"))]
) -> Answer[Table]:
    """Count the bytes of files."""
    rows: list[list[object]] = []
    for number, file in enumerate(files):
        context.progress(number / len(files), _("{name} 읽는 중", name=file.name))
        if file.name == "broken":
            raise ZeroDivisionError
        rows.append([file.name, file.size])
    columns = [Column(name="name", label="name"), Column(name="size", label="size")]
    return Answer(result=Table(columns=columns, rows=rows))
