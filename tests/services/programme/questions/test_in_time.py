from __future__ import annotations

from datetime import date

import pytest

from tests.search.invented_documents import document
from tests.services.programme.questions.test_answering import asked, city, said

SEA = """해양수산부, 바다 과제 발표
둘째, 부문별 바다 모형 개발에 속도를 낸다. 해양수산부는 2035년까지 500억원 이상의 예산을 투입할 계획이다.
해류 분야는 ‘해류 모형 개발’(150억원, 2030~2032년), 갯벌 분야는 ‘갯벌 지도 개발’(80억원, 2031~2035년), 물새 분야는 ‘물새 지도 개발’(70억원, 2030~2033년) 등이다."""
TASKS = """<안건 1> 바다 민생 과제
바다 민생 과제가 논의되었다.
주요 과제로, ‘등대 안내’를 통해 길을 알려 주고, ‘물때 상담’을 통해 물때를 알려 준다. 이 외에도 갯벌 해설사 등의 과제가 포함되어 추진된다."""


@pytest.mark.parametrize(
    ("question", "name"),
    [
        (
            "바다 모형 개발 과제 세 건 중에 제일 먼저 끝나는 건 무엇인가요?",
            "해류 모형 개발 (2030~2032)",
        ),
        ("바다 모형 개발 가운데 가장 늦게까지 이어지는 것은?", "갯벌 지도 개발 (2031~2035)"),
        ("바다 모형 개발 과제 중에서 기간이 가장 긴 것은?", "갯벌 지도 개발 (2031~2035)"),
    ],
)
def test_the_first_the_last_and_the_longest_are_told_by_their_years(
    question: str, name: str
) -> None:
    assert said(asked(question, document("sea", SEA, date(2030, 1, 5)))).startswith(name)


def test_what_has_no_years_is_not_ranked_by_them() -> None:
    assert not asked("다솜시 AI 예산 중 가장 먼저 끝나는 사업은?", city()).lead


def test_several_of_a_kind_are_told_by_the_paragraph_that_names_them() -> None:
    words = said(
        asked(
            "자료에 이름이 나온 바다 민생 과제 세 가지 좀 뽑아 주세요",
            document("t", TASKS, date(2030, 1, 5)),
        )
    )
    assert all(name in words for name in ("등대 안내", "물때 상담", "갯벌 해설사"))
