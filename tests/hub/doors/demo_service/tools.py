"""Tools with every shape of argument and every view."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from ieum_local_services.demo.service import service
from pydantic import AwareDatetime, Field

from ieum.kernel.answer import Answer, Result, Source, SourceKind, Step, refused
from ieum.kernel.context import Context
from ieum.kernel.errors import UnsupportedMediaType, WrongArgument
from ieum.kernel.messages import Message, _
from ieum.kernel.quantities import Won
from ieum.kernel.shapes import Flat
from ieum.kernel.text_form import TextForm
from ieum.kernel.upload import Upload
from ieum.kernel.views import (
    Area,
    Areas,
    Column,
    Line,
    Mark,
    MarkedText,
    Period,
    Place,
    Places,
    Point,
    RegionGroup,
    RegionMap,
    RegionValue,
    Series,
    Table,
    Timeline,
    Value,
)


class Size(StrEnum):
    """Sizes of a portion."""

    SMALL = "small"
    LARGE = "large"

    @property
    def words(self) -> Message:
        """What people call it."""
        return {Size.SMALL: _("작게"), Size.LARGE: _("크게")}[self]


class Spot(Flat):
    """A point on the map."""

    latitude: Annotated[float, Field(ge=-90, le=90, description=_("위도"))]
    longitude: Annotated[float, Field(ge=-180, le=180, description=_("경도"))]


class Amount(Flat):
    """So many of something."""

    item: Annotated[str, Field(max_length=20, description=_("품목"))]
    count: Annotated[int, Field(ge=1, le=99, description=_("개수"))]


def read_amount(text: str) -> dict[str, object]:
    item, _space, count = text.strip().rpartition(" ")
    return {"item": item, "count": int(count)}


Amount.text_form = TextForm(
    read_amount, lambda one: f"{one['item']} {one['count']}", _("예: 배추 2")
)


class Bill(Result):
    """What everything costs."""

    total: Annotated[Won, Field(description=_("합계"))]
    day: Annotated[date, Field(description=_("기준일"))]
    delivered: Annotated[bool, Field(description=_("배달"))]
    remark: Annotated[str, Field(description=_("덧붙임"))]
    prices: Table
    trend: Series
    places: Places
    text: MarkedText
    regions: RegionMap
    areas: Areas
    timeline: Timeline
    share: Value


@service.tool(
    says=["배추 2포기 얼마예요?", "What do two cabbages cost?"],
    title=_("장보기 값"),
    examples=[
        {
            "budget": 30000,
            "people": 2,
            "size": "large",
            "day": "2026-03-01",
            "spot": {"latitude": 35.16, "longitude": 126.85},
        }
    ],
)
def bill(
    budget: Annotated[Won, Field(ge=1, description=_("쓸 수 있는 돈"))],
    people: Annotated[int, Field(ge=1, le=11, description=_("함께 먹는 사람 수"))],
    day: Annotated[date, Field(description=_("사는 날"))],
    spot: Annotated[Spot, Field(description=_("있는 곳"))],
    size: Annotated[Size, Field(description=_("크기"))] = Size.SMALL,
    deliver: Annotated[bool, Field(description=_("배달 받기"))] = False,
    share: Annotated[float | None, Field(ge=0, le=1, description=_("나누는 몫"))] = None,
    at: Annotated[AwareDatetime | None, Field(description=_("받을 때"))] = None,
    note: Annotated[str | None, Field(max_length=100, description=_("남길 말"))] = None,
) -> Answer[Bill]:
    """What a basket costs, with every view there is."""
    if people == 7:
        raise WrongArgument("people", _("일곱 명은 받지 않습니다."))
    if people == 8:
        return refused(
            _("여덟 명의 값은 우리 자료에 없습니다."),
            _("일곱 명까지 물어봐 주세요."),
            _("시청 농정과에 물어보세요."),
        )
    points = [Point(x=date(2026, m, 1), y=3000 + 137 * (m % 5) ** 2) for m in range(1, 13)]
    ahead = [
        Point(x=date(2027, m, 1), y=4200 + 90 * m, low=3900.0 + 20 * m, high=4500.0 + 190 * m)
        for m in range(1, 4)
    ]
    text = "배추 2포기는 7,000원이고 무 1개는 2,500원이며 3월 1일에 받습니다."
    return Answer(
        result=Bill(
            total=budget * people,
            day=day,
            delivered=deliver,
            remark="값은 도매 시장의 평균을 바탕으로 하며 가게마다 다를 수 있습니다. " * 2,
            prices=Table(
                caption=_("품목별 값"),
                columns=[
                    Column(name="item", label=_("품목")),
                    Column(name="price", label=_("값"), unit=_("원")),
                    Column(name="year", label=_("해")),
                ],
                rows=[["배추", 3500, 2026], ["무", 2500, 2025], ["쌀", 1234567, None]],
            ),
            trend=Series(
                title=_("배추 한 포기의 값"),
                unit=_("원"),
                lines=[
                    Line(label=_("지난 값"), points=points),
                    Line(label=_("앞으로의 값"), points=ahead),
                ],
            ),
            places=Places(
                title=_("가까운 시장"),
                places=[
                    Place(label="양동시장", latitude=35.1546, longitude=126.9026, note="1.2 km"),
                    Place(label="말바우시장", latitude=35.1737, longitude=126.9330),
                    Place(label="송정시장", latitude=35.1389, longitude=126.7910),
                ],
            ),
            text=MarkedText(
                title=_("읽은 글"),
                text=text,
                marks=[
                    Mark(start=8, end=14, kind="금액", label="7000원"),
                    Mark(start=24, end=30, kind="금액", label="2500원"),
                    Mark(start=33, end=38, kind="날짜", label="2026-03-01"),
                ],
            ),
            regions=RegionMap(
                title=_("시·도별 값"),
                in_won=True,
                values=[
                    RegionValue(code="KR-29", label="광주", value=163_400_000_000),
                    RegionValue(code="KR-46", label="전남", value=0, note=_("어림값")),
                    RegionValue(code="KR-11", label="서울", value=None),
                    RegionValue(code="KR-47", label="경북", value=31_000_000),
                ],
                groups=[RegionGroup(label="호남", codes=["KR-29", "KR-45", "KR-46"])],
            ),
            areas=Areas(
                title=_("품목별 넓이"),
                in_won=True,
                areas=[
                    Area(label="배추", value=3_500, group="채소"),
                    Area(label="무와 당근과 시금치", value=2_500, group="채소", is_firm=False),
                    Area(label="쌀", value=90_000, note=_("어림값")),
                ],
            ),
            timeline=Timeline(
                title=_("언제 나오나"),
                today=date(2026, 6, 1),
                periods=[
                    Period(
                        label="배추",
                        first=date(2026, 3, 1),
                        last=date(2027, 12, 31),
                        when=_("2027년까지"),
                        baseline_first=date(2026, 1, 1),
                        baseline_last=date(2026, 12, 31),
                    ),
                    Period(label="무", last=date(2030, 12, 31)),
                    Period(label="쌀", first=date(2025, 1, 1), note=_("어림값")),
                    Period(label="콩"),
                ],
            ),
            share=Value(label=_("한 사람 몫"), value=budget / people, unit=_("원")),
        ),
        steps=[
            Step(says=_("{count}명의 값을 더했습니다.", count=people), basis="조례 제3조"),
            Step(says=_("배달비를 보태지 않았습니다.")),
        ],
        sources=[
            Source(
                kind=SourceKind.DATASET,
                title="도매 값 자료",
                publisher="보기 공사",
                published=date(2026, 1, 2),
                version="12",
                quote="배추 1포기 3,500원",
                address="https://example.invalid/prices",
            ),
            Source(kind=SourceKind.LAW, title="보기 조례", version="2026-01-01", locator="제3조"),
        ],
        notes=[_("값은 날마다 바뀝니다.")],
    )


@service.tool(
    says=["이 문서들을 읽어 줘", "Read these documents"],
    title=_("문서 읽기"),
    examples=[{"files": [{"name": "a.txt", "text": "안녕"}], "topics": ["small"]}],
)
def read(
    files: Annotated[list[Upload], Field(min_length=1, description=_("문서"))],
    topics: Annotated[list[Size], Field(description=_("찾을 것"))] = [],  # noqa: B006
    lines: Annotated[list[Amount], Field(description=_("품목과 개수"))] = [],  # noqa: B006
    text: Annotated[str | None, Field(description=_("붙여 넣은 글"))] = None,
) -> Answer[Value]:
    """Count what was sent."""
    if not all(one.size for one in files):
        raise UnsupportedMediaType(_("빈 파일은 받지 않습니다."))
    return Answer(
        result=Value(label=_("바이트"), value=sum(one.size for one in files), unit=_("바이트"))
    )


class Served(Result):
    """What was done."""

    done: Annotated[str, Field(description=_("한 일"))]


@service.tool(
    says=["주문해 줘", "Place the order"],
    title=_("주문"),
    access="signed_in",
    effect="act",
    examples=[{"item": "배추"}],
)
def order(
    item: Annotated[str, Field(max_length=20, description=_("품목"))],
) -> Answer[Served]:
    """Order an item."""
    return Answer(result=Served(done=item))


@service.tool(
    says=["오래 걸리는 계산", "A long computation"],
    title=_("오래 걸리는 일"),
    job=True,
    examples=[{"rounds": 1}],
)
def slow(
    context: Context,
    rounds: Annotated[int, Field(ge=1, le=3, description=_("횟수"))] = 1,
) -> Answer[Value]:
    """Something that takes its time."""
    context.progress(0.5, _("절반쯤 했습니다."))
    return Answer(result=Value(label=_("횟수"), value=rounds))


@service.tool(says=["오늘 어때?", "How is it today?"], title=_("오늘의 한마디"), examples=[{}])
def today() -> Answer[Served]:
    """A word for today."""
    return Answer(result=Served(done="안녕하세요"))
