"""Amounts in sentences as translated business news writes them: each is marked in its sentence.

``[5백만 달러|5000000|Dollar]`` stands for the text, its amount in the unit written, and the unit's
name; whatever is not marked must not be found.
"""

import re
from fractions import Fraction

import pytest

from ieum.text.money import find_money
from ieum.text.vague_money import find_currency_names, find_vague_money

_MARK = re.compile(r"\[([^|\]]*)\|([^|\]]*)\|([^\]]*)\]")
Found = tuple[int, str, Fraction, str]


def plain_and_marked(marked: str) -> tuple[str, list[Found]]:
    """The sentence without marks, and what is marked with its place."""
    text, found, at = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        found.append((len(text), match[1], Fraction(match[2]), match[3]))
        text += match[1]
        at = match.end()
    return text + marked[at:], found


@pytest.mark.parametrize(
    "marked",
    [
        "회사는 지난해 매출이 [3억 2천 5백만 달러|325000000|Dollar]로 늘었다고 보고했다.",
        "그 은행은 1991년에 [12억 달러|1200000000|Dollar] 어치의 부실 채권을 매각했다.",
        "주가는 [1.875 달러|1.875|Dollar] 상승한 [43.25 달러|43.25|Dollar]에 마감했다.",
        "한 분석가는 순이익이 [1억 9백만 달러|109000000|Dollar], 주당 [2.14 달러|2.14|Dollar]가 될 것이라고 예측했다.",
        "[7십억 달러|7000000000|Dollar]에 달하는 부채를 안고 있다.",
        "[1억 2천만 스위스 프랑|120000000|Swiss franc] 상당의 채권을 발행했다.",
        "이 회사의 매출은 [9천 2백만 호주 달러|92000000|Australian dollar]였다.",
        "[5백만 싱가포르 달러|5000000|Singapore dollar]가 넘는 비용이 들었다.",
        "[백만 달러|1000000|Dollar]짜리 집",
        "[천 2백 달러|1200|Dollar]에 중고차를 샀다.",
        "운임은 [$1,250.75|1250.75|Dollar]입니다.",
        "표 값은 [20불|20|Dollar]이다.",
        "인도는 [3백억 루피|30000000000|Rupee]를 배정했다.",
        "[2억 루블|200000000|Ruble]의 대출",
        "[3천만 브라질 헤알|30000000|Brazilian real]",
        "[700 바트|700|Thai baht]짜리 식사",
        "[100 사우디 리얄|100|Saudi riyal]로 환전했다.",
        "[2백만 마르크|2000000|Mark]의 수표",
        "[6천억 리라|600000000000|Lira] 규모의 증자를 했다.",
        "[9파운드 50펜스|9.5|Pound]입니다.",
        "분기 배당금은 주당 [3.5 센트|3.5|Cent]이다.",
        "[23,500 달러|23500|Dollar]의 연봉",
        "[0.5 달러|0.5|Dollar]도 안 된다.",
        "[2.5억 달러|250000000|Dollar] 규모의 공장",
        "지난 3사분기 매출은 [7억 8천 3백 10만 달러|783100000|Dollar]로 12 퍼센트 증가했다.",
        "[1억 달러|100000000|Dollar]와 [2억 달러|200000000|Dollar]의 두 채권",
        "[3백만 캐나다 달러|3000000|Canadian dollar], 또는 주당 [38 캐나다 센트|38|Cent]",
        "[삼백만 엔|3000000|Japanese yen] 정도",
        "[30 베트남 동|30|Vietnamese dong]",
        "[60 체코 코루나|60|Czech koruna]",
        "[500 남아프리카 랜드|500|South African rand]",
        "[1.5 백만 달러|1500000|Dollar]를 모금했다.",
        "총액은 [1억4천만달러|140000000|Dollar]이다.",
        "회사는 1990년 [2천만 달러|20000000|Dollar]를 지출했다.",
        "지난 3사분기 [8천 9백만 달러|89000000|Dollar]의 이익을 냈다.",
        "매출액 [1백억 달러|10000000000|Dollar], 순이익 [4억 5백만 달러|405000000|Dollar].",
        "[18,000,000 달러|18000000|Dollar]를 요구하는 소송",
        "[1천 2백 34만 5천 6백 78 달러|12345678|Dollar]",
        "[일억 달러|100000000|Dollar]의 계약",
        "[십이만 오천 파운드|125000|Pound]에 낙찰되었다.",
        "[천 달러|1000|Dollar]를 잃었다.",
        "일본 정부는 [천억 엔|100000000000|Japanese yen]을 약속했다.",
        "[1 파운드 20 펜스|1.2|Pound]에 팔린다.",
        "[1 달러|1|Dollar]당 [7.8 홍콩 달러|7.8|Hong Kong dollar]이다.",
        "[4억 5천만 프랑스 프랑|450000000|French franc]에 인수했다.",
        "[2조 이탈리아 리라|2000000000000|Italian lira]",
        "[5 억 노르웨이 크로네|500000000|Norwegian krone]를 조성했다.",
        "[40만 이집트 파운드|400000|Egyptian pound]",
        "[1만 8천 대만 달러|18000|New Taiwan dollar]",
        "이 펀드는 7.5 %의 수익률로 [3천 달러|3000|Dollar] 이상을 투자한 5만 명의 고객을 갖고 있다.",
        "유럽의 3 대 은행은 [8억 유로|800000000|Euro]의 벌금을 냈다.",
        "[62.625 달러|62.625|Dollar]에서 [59 달러|59|Dollar]로 떨어진 주가",
        "[99.99 달러|99.99|Dollar]",
        "나는 [10달러|10|Dollar]가 있고 그는 [20달러|20|Dollar]가 있다.",
        "약 [4백 75만 달러|4750000|Dollar]에 달하는 합의금.",
        "[9백만 달러|9000000|Dollar]보다 [5십만 달러|500000|Dollar] 적다.",
        "[1만 2,500 달러|12500|Dollar]의 장학금",
        "[5천 1백 1십 1만 달러|51110000|Dollar]",
        "회원권은 한 달에 [35 달러|35|Dollar]이고 일 년에 [3백 60 달러|360|Dollar]이다.",
        "그 회사 주식은 어제 [2 1/4 달러|2.25|Dollar] 상승했다.",
        "[US$ 300|300|United States dollar]의 수수료",
        "[3 페니|3|Penny]를 주웠다.",
        "그는 유로파 리그에서 3골을 넣었다.",
        "그 기금의 자산은 9월 말 현재 [1억 9천 4백만 달러|194000000|Dollar]이고, 이 중 42 %는 채권에 투자되어 있다.",
        "국방부는 록번 사와 [5천 9백 30만 달러|59300000|Dollar] 규모의 미사일 계약을 맺었다.",
        "시리즈 1989 a, [4천 4백 20만 달러|44200000|Dollar] 수익 채권",
        "f-16 전투기 12 대의 부품을 위해 [8천 7백 60만 달러|87600000|Dollar]의 계약을 체결했다.",
        "에너지 회사는 파산 법원에 [35억 달러|3500000000|Dollar]의 청구서를 제출했다 .",
        "판매가는 [299.95 달러|299.95|Dollar]부터 시작한다.",
        "1년 전 [2억 8천 3백만 달러|283000000|Dollar] 즉 주당 [1.67 달러|1.67|Dollar]에 비해",
        "한 시간에 [4.25 달러|4.25|Dollar]의 최저 임금을 [3.35 달러|3.35|Dollar]에서 인상한다.",
        "그 그림은 소더비에서 [5천 390만 달러|53900000|Dollar]에 팔렸다.",
        "이자율이 8.47 %인 [97억 5천만 달러|9750000000|Dollar]의 3년 만기 국채",
        "[5천 7백만 핀란드 마르카|57000000|Finnish markka]의 이익",
        "자본금 [3억 2천만 오스트레일리아 달러|320000000|Australian dollar]",
        "약 천 2백만 주(약 [9백만 달러|9000000|Dollar])",
        "제 7 차 [4백만 달러|4000000|Dollar] 모금",
        "[3 천 5 백 달러|3500|Dollar]를 냈다.",
        "[1달러|1|Dollar] 지폐 다섯 장",
        "[20 펜스|20|Pence]의 중간 배당금",
        "트로이 온스당 [367.30 달러|367.3|Dollar]로 하락했다.",
        "노동자 900명을 위해 [1천만 위안|10000000|Chinese yuan]을 썼다.",
        "2010년 예산은 [4억 4400만 달러|444000000|Dollar]이다.",
        "[육천오백만 달러|65000000|Dollar]에 합의했다.",
        "그것은 [7 달러 5 센트|7.05|Dollar]이다.",
        "이 사과는 무게가 [2 파운드|2|Pound]이다.",
        "창고형 매장은 지난 회계 연도에  [7억  8천만 달러|780000000|Dollar]의 매출을 기록했다.",
        "[1조달러|1000000000000|Dollar]를 넘어선 부채",
        "[15조 엔|15000000000000|Japanese yen] 규모의 예산",
        "오늘 유가는 배럴당 [0.43 달러|0.43|Dollar] 내린 [20.07 달러|20.07|Dollar]였다.",
        "[3억9천만달러|390000000|Dollar]어치의 주식",
        "9.5 %의 [10억 달러|1000000000|Dollar] 우선주",
        "[팔백오십만 엔|8500000|Japanese yen]의 계약금",
        "[십만 달러|100000|Dollar] 이상의 자산가",
        "한 달에 약 [이백 유로|200|Euro]가 든다.",
        "금은 온스당 [380.10 달러|380.1|Dollar], 은은 [5.2 달러|5.2|Dollar]에 거래되었다.",
        "[7억 8천 5백만 프랑|785000000|Franc]으로 평가된 건물",
        "[6천만 루블|60000000|Ruble]",
        "모기지 30년 만기 고정 금리는 9.98 %, [20만 달러|200000|Dollar]까지 대출된다.",
        "[1 센트|1|Cent]도 못 준다.",
        "[5백 엔|500|Japanese yen] 동전을 모았다.",
        "그 집은 [1백 2십만 달러|1200000|Dollar]에 나왔다가 [9십 5만 달러|950000|Dollar]에 팔렸다.",
        "[300만 호주달러|3000000|Australian dollar]를 냈다.",
        "[75만 스위스프랑|750000|Swiss franc]",
        "은행은 [1천 4백억 원|140000000000|South Korean won]을 빌려주었다.",
        "[1 달러|1|Dollar], [5 달러|5|Dollar], [10 달러|10|Dollar]짜리 지폐",
        "비용:[3백만 달러|3000000|Dollar].",
        "[2조 3천 4백 억 원|2340000000000|South Korean won]",
        "[1억 1 달러|100000001|Dollar]",
        "[12달러 34센트|12.34|Dollar]와 [56달러 78센트|56.78|Dollar]",
        "그 남자의 [만 달러|10000|Dollar]",
        "[7만 5천 말레이시아 링깃|75000|Malaysian ringgit]",
        "[3백 덴마크 크로네|300|Danish krone]",
    ],
)
def test_every_amount_of_a_sentence_is_found_where_it_stands(marked: str) -> None:
    text, expected = plain_and_marked(marked)
    found = [
        (m.span.start, m.span.of(text), Fraction(m.amount) * m.unit.parts, m.unit.name)
        for m in find_money(text)
        if m.amount_to is None
    ]
    assert [f for f in found if f in expected] == expected
    assert [f[1] for f in found if f not in expected] == []


@pytest.mark.parametrize("text", ["달러 강세가 이어졌다.", "파운드화 가치가 올랐다."])
def test_a_currency_without_a_figure_is_no_amount(text: str) -> None:
    assert find_money(text) == []
    assert [name.span.start for name in find_currency_names(text)] == [0]


@pytest.mark.parametrize("text", ["수십억 달러의 피해", "수 억 달러의 손실", "몇 달러만 있으면"])
def test_money_that_nobody_counted_is_no_amount(text: str) -> None:
    assert find_money(text) == []
    assert [vague.unit.name for vague in find_vague_money(text)] == ["Dollar"]


def test_a_slip_of_two_spaces_does_not_cut_an_amount_in_two() -> None:
    (money,) = find_money("매출은 7억  8천만 달러였다")
    assert money.amount == 780_000_000


def test_cents_are_of_the_country_that_is_named() -> None:
    (money,) = find_money("주당 38 캐나다 센트")
    assert (money.currency, str(money.amount)) == ("CAD", "0.38")


def test_the_guilder_of_the_netherlands_is_not_that_of_the_antilles() -> None:
    text = "3백만 네덜란드 길더와 3백만 네덜란드령 안틸레스 길더"
    assert [m.currency for m in find_money(text)] == ["NLG", "ANG"]
