"""Tools that reckon with amounts of a budget."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ieum.kernel.answer import Answer, Step
from ieum.kernel.messages import Message, _
from ieum.kernel.quantities import Won
from ieum.kernel.views import Column, Table, Value
from ieum.services.quantities import budget_lines, sources
from ieum.services.quantities.budget_lines import LineItem
from ieum.services.quantities.results import (
    Portion,
    Share,
    Sum,
)
from ieum.services.quantities.service import service
from ieum.services.quantities.shares import Rounding, percentage
from ieum.services.quantities.shares import percent_of as portion_of

#: So many lines of the largest amount still add up to an integer that JSON readers can hold.
MOST_LINES = 500


@service.tool(
    title=_("예산 항목 더하고 합계 맞춰 보기"),
    says=[
        "강사료 30만원, 다과비 12만원, 인쇄비 8만5천원 더하면 얼마야?",
        "인건비 2천만원 재료비 500만원 합계 내줘",
        "회의비 15만원, 교통비 7만원 합치면 22만원 맞아?",
        "항목별 금액 합산해줘",
        "숙박비 18만원 식비 9만원 다 합해서 얼마인가요",
        "예산표 합계가 맞는지 확인해줘",
        "장비비 1억, 용역비 3천만원인데 총액 1억 3천만원이 맞나요",
        "임차료 40만원 + 전기요금 6만원 계",
        "add up rent 400,000 won and power 60,000 won",
        "what is the total of lecture fee 300,000 won, snacks 120,000 won?",
        "does it add up: labour 20 million won, materials 5 million won, total 25 million won?",
        "sum these budget lines",
        "check whether the stated total of the budget table is right",
        "이것들 다 합하면 얼마지 재료비 12만원 공구 5만원",
        "현수막 9만원 배너 4만원 명찰 2만원 총 얼마",
        "지출 항목 합계 내 주세요",
        "여비 14만원에 식비 3만원 더하기",
        "기본급 210만원하고 수당 35만원이면 모두 얼마야",
        "총액이 맞는지 검산해줘 운영비 2천만원 홍보비 700만원 총 2700만원",
        "자재비 4억, 노무비 2억, 경비 1억 총계 7억 맞습니까",
        "내역 합산이 틀리지 않았는지 봐 주세요",
        "금액들을 모두 더해 주세요",
        "소계 구해줘 의자 30만원 책상 45만원",
        "도비 3억 군비 2억 자부담 5천만원 합친 금액",
        "비용 합계가 표랑 같은지",
        "컴퓨터 150만원과 모니터 40만원을 합한 값",
        "desk 300,000 won plus chair 120,000 won",
        "what does it all come to: paint 50,000 won, brushes 20,000 won",
        "sum up the expenses",
        "is the total correct: salaries 30 million won, rent 6 million won, total 36 million won",
        "total cost of speaker 500,000 won and hall 1 million won",
        "do these items make 900,000 won?",
        "사무용품 7만원 우편료 3만원 합이 10만원이 맞는지",
        "1분기 2억 2분기 3억 3분기 1억 합은",
        "의자 12만원짜리하고 책상 20만원짜리 더하면",
        "강의비에 45만원 간식에 8만원 다 해서",
        "항목들 총합 알려줘 공사비 3천만원 설계비 400만원",
        "세부 내역 합산 부탁드립니다 도서 6만원 문구 2만원",
        "표에 합계가 500만원이라는데 용역 300만원 홍보 150만원",
        "how much altogether: taxi 30,000 won, lunch 45,000 won",
        "together, fees 200,000 won and books 80,000 won",
        "3억이랑 5천만원 더하면 얼마야",
        "6천만원에 800만원 보태면 얼마지",
        "2억 5천하고 7천만원 합쳐 주세요",
        "900만원에다가 120만원 얹으면 얼마가 돼",
        "인건비랑 재료비 더해줘 4천만원 1천만원",
        "예산 3억과 추경 6천만원을 합하면",
        "1억 플러스 2천만원",
        "add 40 million won and 8 million won",
        "3 million won plus 450,000 won is how much?",
        "put the grant of 20 million won and our own 5 million won together",
        "the table says 1 million won but the lines are chairs 600,000 won and desks 500,000 won",
    ],
    examples=[
        {"items": ["강사료 30만원", "다과비 12만원"], "stated": "42만원"},
        {"items": [{"name": "Rent", "amount": 400_000}, {"name": "Power", "amount": 60_000}]},
    ],
)
def add_up(
    items: Annotated[
        list[LineItem],
        Field(min_length=1, max_length=MOST_LINES, description=_("더할 항목과 금액")),
    ],
    stated: Annotated[Won | None, Field(description=_("표에 적힌 합(합계·총계·총액·총합)"))] = None,
) -> Answer[Sum]:
    """The sum of budget lines, and whether it agrees with the total that the table states."""
    total = budget_lines.total(items)
    steps = [
        Step(says=_("항목 {count}개를 더하면 {total:won}입니다.", count=len(items), total=total))
    ]
    if stated is not None:
        steps.append(Step(says=_comparison(total, stated)))
    return Answer[Sum](
        result=Sum(
            lines=Table(
                columns=[
                    Column(name="name", label=_("항목")),
                    Column(name="amount", label=_("금액"), unit=_("원")),
                ],
                rows=[[item.name, item.amount] for item in items],
            ),
            total=_won(_("합계"), total),
            agrees=None if stated is None else total == stated,
            difference=None if stated is None else _won(_("차이"), total - stated),
        ),
        steps=steps,
        sources=[sources.ARITHMETIC],
    )


def _comparison(total: int, stated: int) -> Message:
    if total == stated:
        return _("적힌 합계 {stated:won}과 같습니다.", stated=stated)
    return _(
        "적힌 합계 {stated:won}보다 {gap:won} {way}.",
        stated=stated,
        gap=abs(total - stated),
        way=_("많습니다") if total > stated else _("적습니다"),
    )


Decimals = Annotated[int, Field(ge=0, le=6, description=_("소수점 아래 자릿수"))]


@service.tool(
    title=_("전체에서 차지하는 비율"),
    says=[
        "3억은 12억의 몇 퍼센트야?",
        "전체 예산 20억 중에 국비 14억이면 비율이 얼마예요",
        "500만원이 2천만원에서 차지하는 비중",
        "집행액 7억 2천만원 예산 9억 집행률 계산해줘",
        "자부담 3천만원이 총사업비 1억 5천만원의 몇 프로인지",
        "8천만원 대비 2천만원 비율 버림으로",
        "예산 10억 중 6억 5천 썼으면 몇 % 쓴 거야",
        "what percentage of 1.2 billion won is 300 million won?",
        "share of 5 million won in 20 million won",
        "300 million out of 1.2 billion won in per cent, rounded down",
        "execution rate when 720 million won of 900 million won is spent",
        "what proportion of the total 150 million won is 30 million won?",
        "얼마가 전체의 몇 퍼센트인지",
        "2억원은 5억원의 몇 %인가요",
        "목표 8천만원 가운데 6천만원을 채웠으면 달성률은",
        "총 30억에서 우리 몫 6억이면 몇 프로",
        "진행률 계산 전체 1억 2천만원 사용 3천만원",
        "국비 비율이 얼마나 되나 국비 7억 총사업비 10억",
        "예산 대비 지출 비율 구하기",
        "1500만원 중에 300만원을 썼으면 소진율이 몇 프로야",
        "매출 4억 중 2천만원은 몇 퍼센트",
        "비중을 계산해 주세요",
        "백분율로 나타내면 60만원 나누기 240만원",
        "얼마를 집행했는지 퍼센트로",
        "what fraction in percent is 90 million won of 360 million won?",
        "20 million won as a percentage of 50 million won",
        "what per cent of the budget was spent: 6 of 9 million won",
        "percentage that 700,000 won makes of 2.8 million won",
        "ratio of the national share to the total cost",
        "5억원 가운데 2억원은 몇 프로나 돼",
        "예산액 3억 집행액 2억 4천만원 집행률",
        "얼마 중의 얼마인지 퍼센트로 환산 90만원 450만원",
        "시비가 4억이고 전체가 16억이면 시비 비율",
        "목표액 1억 대비 실적 8천만원 달성률",
        "전체에서 얼마나 차지하는지 계산",
        "2천만원이 몇 퍼센트에 해당하나 8천만원 기준",
        "5 out of 20 million won in percent",
        "40 million won of 250 million won, what per cent?",
        "the share of 3 billion won in a total of 12 billion won",
        "목표가 5억인데 실적은 4억이면 몇 % 달성한 건가요",
        "예산현액 9억 지출액 6억이면 집행률은",
        "당초 3억에서 1억만 남았으면 몇 프로 남은 거야",
        "6천만원이 8천만원 대비 몇 퍼센트인지 소수점 둘째 자리까지",
        "비율을 소수점 한 자리로 알려 주세요 2억 7천만원 중 9천만원",
        "8 million won is what per cent of 32 million won?",
        "we spent 7 million won against a budget of 9 million won, how many per cent is that?",
        "sales of 40 million won against a target of 50 million won in per cent",
        "3 million won as a share of 7 million won to two decimal places",
    ],
    examples=[
        {"part": "3억", "whole": "12억"},
        {"part": 1, "whole": 3, "rounding": "up", "places": 2},
    ],
)
def share(
    part: Annotated[Won, Field(description=_("부분 금액"))],
    whole: Annotated[Won, Field(gt=0, description=_("전체 금액"))],
    rounding: Annotated[Rounding, Field(description=_("끝수 처리"))] = Rounding.HALF_UP,
    places: Decimals = 1,
) -> Answer[Share]:
    """What percentage of a whole amount a part is."""
    percent = percentage(part, whole, rounding, places)
    return Answer[Share](
        result=Share(
            share=Value(label=_("비율"), value=float(percent), unit="%"),
            rest=_won(_("나머지"), whole - part),
        ),
        steps=[
            Step(
                says=_(
                    "{part:won} ÷ {whole:won} × 100 = {percent}% (소수점 아래 {places}자리, {rounding})",
                    part=part,
                    whole=whole,
                    percent=str(percent),
                    places=places,
                    rounding=rounding.words,
                )
            )
        ],
        sources=[sources.ARITHMETIC],
    )


@service.tool(
    title=_("금액의 몇 퍼센트"),
    says=[
        "2억의 30퍼센트는 얼마야?",
        "총사업비 5억의 10% 자부담이 얼마예요",
        "350만원에서 3.3% 떼면 얼마인지",
        "1200만원의 부가세 10프로 계산해줘",
        "8천만원의 7.5퍼센트 절사해서 알려줘",
        "계약금액 4500만원 선금 70%면 얼마",
        "1억의 0.5% 올림으로 계산",
        "how much is 30 per cent of 200 million won?",
        "10% of 500 million won",
        "take 3.3% of 3,500,000 won",
        "calculate 7.5 percent of 80 million won, rounded down",
        "a 70% advance on a contract of 45 million won",
        "5천만원의 20퍼센트가 얼마인지 알려 주세요",
        "4억원에 3프로를 곱하면 얼마지",
        "매출액 7천만원의 5%는",
        "보증금 10프로면 얼마야 계약금 6천만원",
        "백만원의 십오 퍼센트는 얼마일까",
        "9억 중 40%에 해당하는 금액",
        "1600만원에서 25프로 할인하면 얼마 빠져",
        "부가가치세 10% 더하면 330만원에 얼마 붙어",
        "수수료가 2프로인데 1억이면 얼마 떼요",
        "자부담률 15퍼센트 총사업비 2억",
        "원천세 3.3% 공제액 120만원",
        "금액의 몇 퍼센트가 얼마인지 계산",
        "50만원의 절반 말고 30%",
        "what's 15 percent of 2,400,000 won",
        "compute 3 per cent of 70 million won",
        "20 percent on top of 5 million won",
        "how much is a 12% fee on 30 million won",
        "5% of one billion won is how much",
        "원금 3천만원의 4.5%가 얼마",
        "매출 2억에서 수수료 6%면",
        "국비 70퍼센트면 총 10억 중 얼마야",
        "선급금 50% 계산 계약액 8천만원",
        "8백만원에 12프로를 적용하면 얼마가 되는지",
        "하자보증금 3% 공사비 1억2천만원",
        "인건비 5억에서 5% 인상분은 얼마",
        "apply 6% to 200 million won",
        "ten percent of 45,000 won",
        "4.5 per cent of a 30 million won contract",
    ],
    examples=[
        {"whole": "2억", "percent": 30},
        {"whole": 3_500_001, "percent": 3.3, "rounding": "down"},
    ],
)
def percent_of(
    whole: Annotated[Won, Field(description=_("전체 금액"))],
    percent: Annotated[float, Field(ge=0, le=1000, description=_("퍼센트"))],
    rounding: Annotated[Rounding, Field(description=_("끝수 처리"))] = Rounding.DOWN,
) -> Answer[Portion]:
    """How much a percentage of an amount is, in whole won."""
    amount = portion_of(whole, percent, rounding)
    return Answer[Portion](
        result=Portion(amount=_won(_("금액"), amount), rest=_won(_("나머지"), whole - amount)),
        steps=[
            Step(
                says=_(
                    "{whole:won} × {percent:g}% = {amount:won} (1원 미만 {rounding})",
                    whole=whole,
                    percent=percent,
                    amount=amount,
                    rounding=rounding.words,
                )
            )
        ],
        sources=[sources.ARITHMETIC],
    )


def _won(label: Message, amount: int) -> Value:
    return Value(label=label, value=amount, unit=_("원"))
