from __future__ import annotations

import pytest

from ieum.search.finding import Lack
from tests.search.invented_documents import document
from tests.services.programme.questions.test_answering import TODAY, asked, said

CLUB = """바다 모임, 첫 총회 열어
바다 모임에는 노을상사와 별빛해운이 새로 합류해 참여기관이 30개로 늘었다.
바다 모임은 어선 사고를 줄이기 위해 자료를 함께 쓴다.
등대 분과를 이끌고 있는 위원장들에게 상이 수여되었다. 이 자리에는 김바다 장관이 참석했다."""


@pytest.mark.parametrize(
    "question",
    ["노을상사는 왜 바다 모임에 합류했대?", "바다 모임 등대 분과 위원장의 성함을 알 수 있을까요?"],
)
def test_a_reason_or_a_name_that_no_sentence_gives_is_not_told(question: str) -> None:
    assert asked(question, document("club", CLUB, TODAY)).finding.lack is Lack.NO_FIGURE


def test_a_reason_that_a_sentence_gives_is_told() -> None:
    assert "어선 사고" in said(
        asked("바다 모임은 왜 자료를 함께 쓰나?", document("c", CLUB, TODAY))
    )
