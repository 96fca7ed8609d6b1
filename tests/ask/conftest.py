"""A small service of its own, so that these tests do not hang on what any real service says."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, ClassVar

import pytest
from pydantic import Field

from ieum.ask.understand import Understanding
from ieum.kernel.answer import Answer, Result
from ieum.kernel.messages import Message, _
from ieum.kernel.quantities import Won
from ieum.kernel.service import Area, Service
from ieum.kernel.shapes import Flat
from ieum.kernel.text_form import TextForm
from ieum.kernel.tool import Tool
from ieum.kernel.upload import Upload
from ieum.text.money import find_money

TODAY = date(2026, 11, 21)

service = Service("shop", title=_("Shop"), description=_("A shop."), area=Area.LIVING)


class Done(Result):
    """Nothing; these tools are never run."""


class Speed(StrEnum):
    """How fast a parcel travels."""

    SLOW = "slow"
    FAST = "fast"

    @property
    def words(self) -> Message:
        return {Speed.SLOW: _("보통"), Speed.FAST: _("빠른 배송")}[self]


def _read(text: str) -> dict[str, Any]:
    money = find_money(text)[-1]
    return {"name": text[: money.span.start].strip(" :"), "price": money.won}


class Thing(Flat):
    """Something bought."""

    text_form: ClassVar[TextForm] = TextForm(
        _read, lambda thing: f"{thing.name}: {thing.price}원", _("물건과 값")
    )
    name: Annotated[str, Field(description=_("물건"))]
    price: Annotated[Won, Field(description=_("값"))]


@service.tool(
    title=_("배송 예약"),
    says=[
        "12월 3일에 도착하게 택배 보내줘",
        "빠른 배송으로 보내 주세요",
        "물건 배송 예약할래요",
        "소포 3개 부치고 싶어",
        "다음 주 월요일까지 배달해 줘",
        "send a parcel to arrive on 3 December",
        "book a delivery of two parcels",
        "ship it fast",
    ],
    examples=[{"arrives": "2026-12-03", "parcels": 2}],
)
def deliver(
    arrives: Annotated[date, Field(description=_("도착하는 날"))],
    parcels: Annotated[int, Field(ge=1, le=99, description=_("소포 개수"))] = 1,
    speed: Annotated[Speed, Field(description=_("빠르기"))] = Speed.SLOW,
) -> Answer[Done]:
    """Book the delivery of parcels."""
    raise NotImplementedError


@service.tool(
    title=_("장바구니 값"),
    says=[
        "사과 3천원 배 5천원 장바구니 값 얼마야",
        "우유 2천원이랑 빵 3500원 담으면 얼마예요",
        "장바구니에 담은 물건 값 더해줘",
        "다 사면 얼마인지 알려 주세요 공책 1500원 연필 500원",
        "price of the basket: apples 3,000 won, pears 5,000 won",
        "how much is the basket with milk 2,000 won and bread 3,500 won",
    ],
    examples=[{"things": [{"name": "사과", "price": 3000}]}],
)
def basket(
    things: Annotated[list[Thing], Field(min_length=1, description=_("물건과 값"))],
    budget: Annotated[Won | None, Field(description=_("쓸 수 있는 예산"))] = None,
) -> Answer[Done]:
    """The price of what is in the basket."""
    raise NotImplementedError


@service.tool(
    title=_("할인가"),
    says=[
        "5만원에서 20퍼센트 할인하면 얼마",
        "3만 원짜리 10% 깎아 주면 얼마예요",
        "할인가 계산해줘",
        "정가 8만원 30프로 세일 값",
        "20% off 50,000 won",
        "discounted price of 30,000 won at 10 per cent",
    ],
    examples=[{"price": 50_000, "percent": 20.0}],
)
def discount(
    price: Annotated[Won, Field(gt=0, description=_("정가"))],
    percent: Annotated[float, Field(ge=0, le=100, description=_("할인율 퍼센트"))],
) -> Answer[Done]:
    """The price after a discount."""
    raise NotImplementedError


@service.tool(
    title=_("영수증 읽기"),
    says=[
        "영수증 사진 읽어줘",
        "영수증을 올릴게요",
        "영수증 파일 인식해 주세요",
        "read my receipt",
        "scan a receipt",
    ],
    examples=[{"receipt": {"name": "a.txt", "text": "3"}}],
)
def read_receipt(
    receipt: Annotated[Upload, Field(description=_("영수증 파일"))],
) -> Answer[Done]:
    """What a receipt says."""
    raise NotImplementedError


@service.tool(
    title=_("상품평에 묻기"),
    says=[
        "이 사과 맛있대?",
        "냉장고 소음이 크다고 하나요",
        "세탁기 써 본 사람들이 뭐래",
        "청소기 평이 어때요",
        "is the washing machine loud according to the reviews?",
        "what do reviews say about the fridge?",
    ],
    examples=[{"question": "냉장고가 시끄러운가요?"}],
    knows=lambda words: {word for word in words if word in {"냉장고", "오븐", "건조기"}},
)
def ask_reviews(
    question: Annotated[str, Field(min_length=2, max_length=300, description=_("물을 말"))],
) -> Answer[Done]:
    """What buyers say in their reviews."""
    raise NotImplementedError


@service.tool(
    title=_("후기에서 낱말 찾기"),
    says=[
        "이 후기에서 낱말 뽑아줘",
        "다음 후기에 나온 낱말을 찾아 주세요",
        "후기 글에서 낱말 골라줘",
        "find the words in this review",
        "pick the words out of the following review",
    ],
    examples=[{"review": "배송이 빨라요"}],
)
def find_words(
    review: Annotated[str, Field(min_length=1, description=_("후기 글"))],
) -> Answer[Done]:
    """The telling words of a review."""
    raise NotImplementedError


@pytest.fixture(scope="session")
def tools() -> dict[str, Tool]:
    return dict(service.tools)


@pytest.fixture(scope="session")
def understanding(tools: dict[str, Tool]) -> Understanding:
    return Understanding.of(tools.values())
