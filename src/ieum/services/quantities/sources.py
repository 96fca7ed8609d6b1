"""The articles that counting days and ages, and writing amounts, rest on."""

from __future__ import annotations

from ieum.kernel.answer import Source, SourceKind
from ieum.kernel.messages import _


def _civil_act(article: int, version: str, quote: str) -> Source:
    return Source(
        kind=SourceKind.LAW,
        title=_("민법"),
        publisher=_("대한민국 법무부"),
        version=version,
        locator=_("제{article}조", article=article),
        quote=quote,
        address=f"https://www.law.go.kr/법령/민법/제{article}조",
    )


FIRST_DAY = _civil_act(
    157,
    "1960-01-01",
    "기간을 일, 주, 월 또는 연으로 정한 때에는 기간의 초일은 산입하지 아니한다. "
    "그러나 그 기간이 오전 영시로부터 시작하는 때에는 그러하지 아니하다.",
)
BY_CALENDAR = _civil_act(
    160,
    "1960-01-01",
    "기간을 주, 월 또는 연으로 정한 때에는 역에 의하여 계산한다.",
)
LAST_DAY = _civil_act(
    161,
    "2008-03-21",
    "기간의 말일이 토요일 또는 공휴일에 해당한 때에는 기간은 그 익일로 만료한다.",
)
AGE = _civil_act(
    158,
    "2023-06-28",
    "나이는 출생일을 산입하여 만(滿) 나이로 계산하고, 연수(年數)로 표시한다. "
    "다만, 1세에 이르지 아니한 경우에는 월수(月數)로 표시할 수 있다.",
)
AMOUNTS_IN_DOCUMENTS = Source(
    kind=SourceKind.LAW,
    title=_("행정업무의 운영 및 혁신에 관한 규정 시행규칙"),
    publisher=_("대한민국 행정안전부"),
    locator=_("제2조제2항"),
    address="https://www.law.go.kr/법령/행정업무의운영및혁신에관한규정시행규칙/제2조",
)
OWN_GRAMMAR = Source(
    kind=SourceKind.RULE,
    title=_("이음의 우리말 수와 날짜 문법"),
    locator="ieum.text",
)
ARITHMETIC = Source(kind=SourceKind.RULE, title=_("입력한 값으로 한 셈"))
