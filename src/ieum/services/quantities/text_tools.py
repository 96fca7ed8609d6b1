"""Tools on texts: what they state, and how an amount is written."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ieum.kernel.answer import Answer, Step
from ieum.kernel.context import Context
from ieum.kernel.messages import _
from ieum.kernel.quantities import MOST_WON, Won
from ieum.kernel.views import Column, Mark, MarkedText, Table, Value
from ieum.services.quantities import findings, sources, spelling
from ieum.services.quantities.reference import Reference, reference_step
from ieum.services.quantities.results import (
    Findings,
    SpeltAmount,
)
from ieum.services.quantities.service import service
from ieum.text.won import won_in_units


@service.tool(
    title=_("글에서 수·금액·날짜 찾기"),
    says=[
        "이 글에서 금액이랑 날짜 다 뽑아줘",
        "다음 문장에 있는 숫자를 찾아 주세요",
        "보도자료에서 예산과 기간을 골라내 줘",
        "문장 안의 금액을 숫자로 바꿔줘",
        "여기 적힌 날짜들을 정리해 줘",
        "본문에 나오는 수치 표시해줘",
        "글 속의 날짜와 금액 추출",
        "이 텍스트에서 수와 단위 인식해줘",
        "find all amounts and dates in this text",
        "extract the numbers from this sentence",
        "pull out every figure and date from the following passage",
        "which amounts of money does this paragraph mention?",
        "highlight the quantities in the text",
        "글 속에 들어 있는 돈 액수를 모두 알려 주세요",
        "아래 문장에서 기간과 수량을 짚어줘",
        "이 기사에 나온 수치들 표로 만들어줘",
        "여기서 날짜만 골라내 줄래",
        "문단에 적힌 퍼센트와 금액을 뽑아 주세요",
        "텍스트에서 숫자 데이터 뽑기",
        "'예산 3억 원을 6월까지 집행'에서 금액이 얼마고 날짜가 언제야",
        "글에 어떤 금액이 적혀 있는지 봐줘",
        "다음 내용에서 지역과 금액 찾기",
        "what numbers are in this text?",
        "mark the dates in this paragraph",
        "pick the money amounts out of the sentence",
        "list all quantities mentioned here",
        "아래 글 속 날짜를 알려 주세요",
        "이 단락에서 돈 얘기만 골라줘",
        "문장 분석해서 수치 알려줘",
        "복사한 기사에서 숫자만 뽑기",
        "본문에서 언급된 금액은 얼마얼마야",
        "어떤 수가 나오는지 짚어 줘",
        "what amounts appear in the passage?",
        "show every date mentioned below",
        "get the numbers out of the following",
    ],
    examples=[
        {
            "text": "광주시는 2026년 상반기에 AI 집적단지에 3조1000억 원을 넣는다.",
            "reference": "2026-03-01",
        }
    ],
)
def find(
    text: Annotated[str, Field(min_length=1, max_length=5000, description=_("살펴볼 글"))],
    context: Context,
    reference: Reference = None,
) -> Answer[Findings]:
    """Every amount, number with its unit, date, period and region in a text, with exact values."""
    found = findings.find_all(text, reference or context.today)
    return Answer[Findings](
        result=Findings(
            count=Value(label=_("찾은 것"), value=len(found), unit=_("가지")),
            text=MarkedText(
                text=text,
                marks=[
                    Mark(
                        start=one.span.start, end=one.span.end, kind=one.kind, label=one.kind.words
                    )
                    for one in found
                ],
            ),
            values=Table(
                columns=[
                    Column(name="text", label=_("글")),
                    Column(name="kind", label=_("종류")),
                    Column(name="value", label=_("값")),
                    Column(name="value_to", label=_("까지")),
                    Column(name="unit", label=_("단위")),
                ],
                rows=[
                    [one.span.of(text), one.kind.words, one.value, one.value_to, one.unit]
                    for one in found
                ],
            ),
        ),
        steps=[reference_step(reference or context.today)],
        sources=[sources.OWN_GRAMMAR],
    )


@service.tool(
    title=_("금액을 계약서 꼴로 쓰기"),
    says=[
        "1200만원을 계약서에 한글로 어떻게 써요?",
        "350만원 한글 금액으로 써줘",
        "금액을 한자로 써 주세요 5천만원",
        "3억 5천만원을 일금 얼마정으로 적어줘",
        "공문서에 113,560원 표기하는 법",
        "영수증에 쓸 한글 금액 25만원",
        "천이백만원 갖은자로 바꿔줘",
        "숫자 금액을 우리말로 읽어줘 12500000원",
        "how do I write 12 million won in words on a contract?",
        "spell out 3,500,000 won",
        "write the amount 50 million won in Hangul",
        "amount in words for a cheque, 1.2 billion won",
        "convert 750,000 won to Hanja numerals",
        "금액 한글로 표기해줘",
        "돈 액수를 한글로 적으려면",
        "견적서 금액을 한글로 옮겨줘 78만원",
        "사백이십만원 한자로 어떻게 씁니까",
        "2천만원을 글자로 풀어 써줘",
        "일금으로 시작하는 금액 표기 부탁해요",
        "차용증 금액 한글 표기",
        "청구서에 적을 한글 금액이 필요해 990,000원",
        "계약금액을 한글과 한자로 병기하려고요",
        "아라비아 숫자 금액을 한글로 변환",
        "금액을 문서에 어떻게 표기하나요",
        "how is 45 million won written in Korean letters?",
        "put the amount into words",
        "Korean words for 1,230,000 won",
        "the contract needs the sum in writing: 7 million won",
        "한글 금액 표기법 380만원",
        "돈을 글로 쓰려고 해요 51만원",
        "금액 표시를 한글로 바꿔 주실래요",
        "6억 4천만원을 우리말 숫자로",
        "공문에 금액을 적을 때 숫자랑 한글을 같이 쓰려면 12만원",
        "수표 금액 한자로 백오십만원",
        "금 얼마 원정 이렇게 써 줘 940만원",
        "in Korean words: 6,400,000 won",
        "write out 51,000 won in Hangul",
        "official way to write 380,000 won in a document",
    ],
    examples=[{"amount": 12_000_000}, {"amount": "113,560원"}],
)
def spell_amount(
    amount: Annotated[Won, Field(gt=0, le=MOST_WON, description=_("글로 쓸 금액"))],
) -> Answer[SpeltAmount]:
    """An amount of won spelled out for documents and contracts, in Hangul, Hanja and English."""
    return Answer[SpeltAmount](
        result=SpeltAmount(
            documents=Value(label=_("공문서"), value=spelling.for_documents(amount)),
            contracts=Value(label=_("계약서"), value=spelling.for_contracts(amount)),
            hanja=Value(label=_("한자 갖은자"), value=spelling.in_hanja(amount)),
            english=Value(label=_("영어"), value=spelling.in_english(amount)),
            units=Value(label=_("만·억 단위"), value=won_in_units(amount)),
        ),
        steps=[
            Step(
                says=_(
                    "숫자 뒤 괄호에 한글로 적되, 고쳐 쓰지 못하게 '일'도 빼지 않고 씁니다: {spelt}",
                    spelt=spelling.for_documents(amount),
                ),
                basis=_("행정업무의 운영 및 혁신에 관한 규정 시행규칙 제2조제2항"),
            )
        ],
        sources=[sources.AMOUNTS_IN_DOCUMENTS],
    )
