"""Which amounts of a text are budgets, and which are money of another kind."""

from __future__ import annotations

import pytest

from ieum.search.figures import FigureKind
from ieum.services.programme.extraction.amounts import Use, use_of
from ieum.services.programme.extraction.extract import extract
from tests.services.programme.extraction.documents import document

HEAD = "다솜도, 온실 계획 발표와 앞으로의 일정\n\n등록 : 2030-03-05\n\n"


def uses(sentence: str) -> list[Use]:
    passage = document(f"{HEAD}{sentence}\n").passages[-1]
    return [use_of(passage, f) for f in passage.figures if f.kind is FigureKind.AMOUNT]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("온실 예산은 전년보다 35억원 늘어난 180억원이다.", [Use.CHANGE, Use.BUDGET]),
        (
            "온실 보급에 180억원(국비 90억원, 도비 90억원)을 쓴다.",
            [Use.BUDGET, Use.FUNDING, Use.FUNDING],
        ),
        ("과제당 최대 2억5000만원을 지원한다.", [Use.RATE]),
        ("1인당 교육비가 600만원에서 450만원으로 낮아진다.", [Use.RATE, Use.OTHER]),
        ("입주기업에 최대 30억원까지 융자한다.", [Use.RATE]),
        ("온실 시장이 2030년 10조원을 넘는다.", [Use.OTHER]),
        ("수출액은 900억원이고 온실 조성에 20억원을 들인다.", [Use.OTHER, Use.BUDGET]),
        ("두 과제를 합치면 520억원이다.", [Use.OTHER]),
        ("정당 지원 사업에 30억원을 쓴다.", [Use.BUDGET]),
        ("심의에서 늘어난 사업은 27건 160억 원이다.", [Use.CHANGE]),
        ("농가 소득은 4,800만원(2025년) → 6,000만원(2031년)", [Use.OTHER, Use.OTHER]),
        ("조선사는 300억원어치의 선박을 수주했다.", [Use.OTHER]),
        ("업체와 맺은 12억원짜리 용역 계약은 해지했다.", [Use.OTHER]),
        ("넘어진 노인의 진료비는 670억원에 이르렀다.", [Use.OTHER]),
        ("온실 조성 사업은 670억원에 이른다.", [Use.BUDGET]),
        ("온실 자동화 시장은 지난해 310억원 규모였다.", [Use.OTHER]),
        ("다솜시 시장은 올해 310억원 규모의 온실 사업을 추진한다.", [Use.BUDGET]),
        ("도내 교통혼잡비용은 2025년 780억원이었다.", [Use.OTHER]),
        ("온실 건립 비용은 780억원이었다.", [Use.BUDGET]),
        ("법원은 한 기업에 5억원을 배상하라고 판결했다.", [Use.OTHER]),
        ("Heat killed fish worth KRW 64 billion in 2026.", [Use.OTHER]),
        ("Visitors spent 24 billion won in the shops in 2026.", [Use.OTHER]),
        ("The city spent 24 billion won on greenhouses in 2026.", [Use.BUDGET]),
        ("출연금은 연간 20억원을 넘지 못한다.", [Use.RATE]),
        (
            "온실 섬 사업에 국비 42억원과 도비 28억원 등 모두 70억원을 들인다.",
            [Use.FUNDING, Use.FUNDING, Use.BUDGET],
        ),
    ],
)
def test_only_money_that_is_set_aside_for_something_is_a_budget(
    sentence: str, expected: list[Use]
) -> None:
    assert uses(sentence) == expected


def test_state_money_alone_is_a_budget_unless_a_sum_was_stated_before() -> None:
    alone = extract(document(f"{HEAD}다솜도는 국비 40억원을 확보했다.\n")).budgets
    assert [b.won for b in alone] == [4_000_000_000]
    after = extract(
        document(
            f"{HEAD}다솜도는 온실 조성에 90억원을 쓴다. “국비 40억원은 이미 확보했다”고 했다.\n"
        )
    ).budgets
    assert [b.won for b in after] == [9_000_000_000]


def test_money_that_is_no_budget_is_a_figure_in_won() -> None:
    found = extract(
        document(f"{HEAD}온실 조성에 90억원(국비 40억원)을 쓴다. 점포당 200만~500만원을 준다.\n")
    )
    assert [(f.value, f.unit) for f in found.figures if f.unit == "KRW"] == [
        ("4000000000", "KRW"),
        ("2000000", "KRW"),
        ("5000000", "KRW"),
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("한 시민 단체는 온실에 해마다 500억원이 필요하다고 주장했다.", [Use.OTHER]),
        ("야당 의원은 300억원이면 충분하다고 맞섰다.", [Use.OTHER]),
        ("농민회는 “온실 지원을 90억원으로 늘려야 한다”고 요구했다.", [Use.OTHER]),
        ("한 의원은 온실 예산에서 20억원을 깎자고 했다.", [Use.OTHER]),
        ("상인회는 온실 옆 시장에 15억원을 지원해 달라고 건의했다.", [Use.OTHER]),
        ("온실 예산은 심의에서 30억원이 깎여 70억원으로 확정됐다.", [Use.CHANGE, Use.BUDGET]),
        ("한 의원은 온실 사업 예산이 300억원으로 늘었다고 지적했다.", [Use.BUDGET]),
        ("온실 조성에는 2030년까지 500억원이 필요하다.", [Use.BUDGET]),
        ("농민회는 1조원을 풀라고 촉구했다.", [Use.OTHER]),
        ("연구진은 전국에 까는 데 2조원이 들 것으로 추산했다.", [Use.OTHER]),
        ("야당은 온실에 400억원을 제시했다.", [Use.OTHER]),
    ],
)
def test_what_somebody_claims_or_demands_is_no_budget(sentence: str, expected: list[Use]) -> None:
    assert uses(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("도 전체 예산 7조원의 1%도 되지 않는다.", [Use.OTHER]),
        ("나라 살림은 올해 700조원이다.", [Use.OTHER]),
        ("정부는 내년 예산안을 720조원으로 짰다.", [Use.OTHER]),
        ("2029년 사교육비는 27조원이었다.", [Use.OTHER]),
        ("정부는 요양 급여로 2029년에만 18조원이 나갔다고 했다.", [Use.OTHER]),
        ("온실 로봇 시장 규모도 2조원과 5조원으로 갈린다.", [Use.OTHER, Use.OTHER]),
        ("새어 나간 물을 돈으로 따지면 6,200억원에 이른다.", [Use.OTHER]),
        ("관광객은 300만 명이었고 이들이 쓴 돈은 1조원이었다.", [Use.OTHER]),
        ("온실의 눈 피해액은 같은 해 76억원이었다.", [Use.OTHER]),
        ("농기계가 멈춰 치른 값은 2029년 76억원이었다.", [Use.OTHER]),
        ("지난해 예산은 90억원이었다.", [Use.BUDGET]),
        ("2029년에는 90억원이었다.", [Use.BUDGET]),
        ("온실 조성 예산 90억원 가운데 40억원만 집행됐다.", [Use.BUDGET, Use.OTHER]),
        ("농가 한 곳에 최대 3억원을 준다.", [Use.RATE]),
        ("마을마다 2억원을 지원한다.", [Use.RATE]),
        ("해마다 24억원을 온실에 쓴다.", [Use.BUDGET]),
        ("도의 올해 예산은 모두 7조 8천억원이다.", [Use.OTHER]),
        ("온실 사업에 쓰고 나머지 20억원은 민간에서 댄다.", [Use.OTHER]),
        ("일본은 온실 로봇에 해마다 2조원을 쏟아붓는다.", [Use.OTHER]),
        ("수리비 200만원까지 받을 수 있다.", [Use.RATE]),
        ("온실이 늘면 350억원의 효과가 있다.", [Use.OTHER]),
    ],
)
def test_money_of_a_country_its_people_or_each_of_many_is_no_budget(
    sentence: str, expected: list[Use]
) -> None:
    assert uses(sentence) == expected
