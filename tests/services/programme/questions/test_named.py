from __future__ import annotations

import pytest

from tests.services.programme.questions.test_answering import asked, city, plan, said


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("다솜시 AI 예산 가운데 데이터센터랑 인공지능학교 두 사업만 합하면 얼마예요?", "61억 원"),
        ("로봇 시험장하고 청년 연구자 지원, 다솜시가 이 둘에 쓰는 돈을 더하면?", "60억 원"),
        ("다솜시 사업 중에서 데이터센터랑 인공지능학교 차이는 얼마?", "19억 원 더 많습니다"),
    ],
)
def test_two_things_named_in_short_are_reckoned_with(question: str, told: str) -> None:
    assert told in said(asked(question, city())).splitlines()[0]


def test_two_things_of_which_one_is_unknown_are_not_reckoned_with() -> None:
    reply = asked("해류 모델 개발하고 달 기지, 이 둘에 쓰는 돈을 더하면?", plan())
    assert reply.finding.lack or reply.finding.total is None
