"""Tools that take and give everything that a tool may."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import AwareDatetime, Field

from ieum.kernel.answer import Answer, Result, Source, SourceKind, Span, Step, refused
from ieum.kernel.context import Context
from ieum.kernel.errors import WrongArgument
from ieum.kernel.files import Content, File
from ieum.kernel.messages import _
from ieum.kernel.quantities import Won
from ieum.kernel.upload import Upload
from ieum.kernel.views import (
    Column,
    Line,
    Mark,
    MarkedText,
    Place,
    Places,
    Point,
    Series,
    Table,
    Value,
)

from .model import Colour, Item, Spot
from .service import service

RULE = Source(kind=SourceKind.RULE, title="규칙")


class Echo(Result):
    """What was understood."""

    words: Annotated[str, Field(description=_("알아들은 것"))]
    price: Annotated[Won, Field(description=_("금액"))]


@service.tool(
    title=_("되풀이"),
    says=["모든 꼴을 되풀이해 줘", "echo every shape"],
    examples=[
        {
            "whole": 3,
            "share": 0.25,
            "word": "가나다",
            "colour": "blue",
            "day": "2026-03-01",
            "moment": "2026-03-01T09:00:00+09:00",
            "price": "350만원",
            "items": ["배추 2", "소금 1"],
            "spot": {"latitude": 35.1, "longitude": 126.9},
            "days": ["2026-03-01", "2026-03-02"],
        },
        {"whole": 0},
    ],
)
def echo(
    whole: Annotated[int, Field(ge=0, le=10, description=_("정수"))],
    share: Annotated[float, Field(gt=0, lt=1, description=_("비율"))] = 0.5,
    yes: Annotated[bool, Field(description=_("참거짓"))] = False,
    word: Annotated[str, Field(min_length=2, max_length=50, description=_("낱말"))] = "가나",
    colour: Annotated[Colour, Field(description=_("빛깔"))] = Colour.RED,
    day: Annotated[date | None, Field(description=_("날"))] = None,
    moment: Annotated[AwareDatetime | None, Field(description=_("때"))] = None,
    price: Annotated[Won, Field(gt=0, description=_("금액"))] = 1,
    items: Annotated[list[Item], Field(max_length=5, description=_("물건"))] = [],  # noqa: B006
    spot: Annotated[Spot | None, Field(description=_("자리"))] = None,
    days: Annotated[list[date], Field(max_length=3, description=_("날들"))] = [],  # noqa: B006
) -> Answer[Echo]:
    """Says again what it was given."""
    words = [whole, share, yes, word, colour.value, day, moment, items, spot, days]
    return Answer(result=Echo(words=repr(words), price=price), sources=[RULE])


class Everything(Result):
    """One of each view."""

    count: Annotated[int, Field(description=_("개수"))]
    open: Annotated[bool, Field(description=_("열림"))]
    nothing: Annotated[str | None, Field(description=_("빈 것"))] = None
    names: Annotated[list[str], Field(description=_("이름들"))]
    value: Annotated[Value, Field(description=_("값"))]
    table: Annotated[Table, Field(description=_("표"))]
    series: Annotated[Series, Field(description=_("흐름"))]
    places: Annotated[Places, Field(description=_("곳"))]
    text: Annotated[MarkedText, Field(description=_("글"))]


@service.tool(title=_("보기들"), says=["모든 보기를 보여 줘", "show every view"], examples=[{}])
def views() -> Answer[Everything]:
    """Shows one of each view."""
    return Answer(
        result=Everything(
            count=2026,
            open=True,
            names=["가", "나"],
            value=Value(label=_("금액"), value=1234567, unit="원"),
            table=Table(
                caption=_("물건 값"),
                columns=[
                    Column(name="name", label=_("이름")),
                    Column(name="price", label=_("값"), unit="원"),
                ],
                rows=[["배추", 3500], ["salt", None], ["무|당근", 12000]],
            ),
            series=Series(
                title=_("흐름"),
                unit="원",
                lines=[
                    Line(
                        label=_("배추"),
                        points=[
                            Point(x=date(2026, 1, 1), y=3000.0),
                            Point(x=date(2026, 2, 1), y=3500.5, low=3000.0, high=4000.0),
                        ],
                    )
                ],
            ),
            places=Places(
                title=_("곳"),
                places=[Place(label="광주", latitude=35.16, longitude=126.85, note=_("시청"))],
            ),
            text=MarkedText(
                text="AI에 5조원을 쓴다",
                marks=[Mark(start=4, end=7, kind="amount", label=_("금액"))],
            ),
        ),
        steps=[Step(says=_("모았습니다."), basis=_("제1조"))],
        sources=[
            Source(
                kind=SourceKind.DOCUMENT,
                title=_("문서"),
                publisher="기관",
                published=date(2026, 1, 2),
                version="1",
                locator=_("3문단"),
                span=Span(start=0, end=3),
                quote="AI에",
                address="https://example.invalid/document",
            )
        ],
        notes=[_("참고하세요.")],
    )


@service.tool(title=_("거절"), says=["거절해 줘", "refuse"], examples=[{}])
def refuse() -> Answer[Echo]:
    """Refuses to answer."""
    return refused(_("자료가 없습니다."), _("자료를 넣어 주세요."), _("담당 부서"))


@service.tool(title=_("고르기"), says=["골라 줘", "pick one"], examples=[{"name": "배추"}])
def pick(name: Annotated[str, Field(description=_("이름"))]) -> Answer[Value]:
    """Knows one name alone."""
    if name != "배추":
        raise WrongArgument("name", _("{name:은/는} 우리가 모르는 품목입니다.", name=name))
    return Answer(result=Value(label=_("값"), value=3500, unit="원"), sources=[RULE])


@service.tool(
    title=_("읽기"),
    says=["파일을 읽어 줘", "read files"],
    examples=[{"files": [{"name": "가.txt", "text": "안녕"}, {"name": "b.bin", "base64": "AAE="}]}],
)
def read(files: Annotated[list[Upload], Field(description=_("파일"))]) -> Answer[Table]:
    """Counts the bytes of files."""
    columns = [Column(name="name", label=_("이름")), Column(name="size", label=_("크기"))]
    rows: list[list[Any]] = [[file.name, len(file.read())] for file in files]
    return Answer(result=Table(columns=columns, rows=rows), sources=[RULE])


class Files(Result):
    """A text and bytes that are none, as files."""

    text: Annotated[File, Field(description=_("글"))]
    binary: Annotated[File, Field(description=_("덩이"))]


def two_files(word: str) -> Files:
    """Files as ``give`` and ``give_slowly`` hand them out."""
    text = Content(f"{word},1\r\n".encode())
    return Files(
        text=File(name="words.csv", media_type="text/csv; charset=utf-8", content=text),
        binary=File(
            name="bytes.bin", media_type="application/octet-stream", content=Content(b"\0\xff")
        ),
    )


@service.tool(
    title=_("파일"), says=["파일을 줘", "give me files"], examples=[{"word": "무&배추 <b>"}]
)
def give(word: Annotated[str, Field(description=_("이름"))]) -> Answer[Files]:
    """Gives files."""
    return Answer(result=two_files(word), sources=[RULE])


@service.tool(
    title=_("파일 천천히"),
    says=["파일을 천천히 줘", "give files slowly"],
    examples=[{"word": "무"}],
    job=True,
)
def give_slowly(word: Annotated[str, Field(description=_("이름"))]) -> Answer[Files]:
    """Gives files after a while."""
    return Answer(result=two_files(word), sources=[RULE])


@service.tool(
    title=_("오래"), says=["천천히 해 줘", "take your time"], examples=[{"steps": 3}], job=True
)
def slowly(
    context: Context, steps: Annotated[int, Field(ge=1, le=50, description=_("걸음"))]
) -> Answer[Value]:
    """Takes its time."""
    for step in range(steps):
        context.progress(step / steps, _("{step}걸음째", step=step + 1))
    return Answer(result=Value(label=_("걸음"), value=steps), sources=[RULE])


@service.tool(
    title=_("막기"),
    says=["막아 줘", "block it"],
    examples=[{"number": 1}],
    access="staff",
    effect="act",
)
def block(number: Annotated[int, Field(ge=0, le=99, description=_("번호"))]) -> Answer[Value]:
    """Acts on a number."""
    return Answer(result=Value(label=_("번호"), value=number), sources=[RULE])


@service.tool(title=_("망가짐"), says=["망가져 줘", "fail now"], examples=[{}], access="staff")
def fail() -> Answer[Value]:
    """Fails by a mistake of its own."""
    raise ZeroDivisionError("hidden detail")
