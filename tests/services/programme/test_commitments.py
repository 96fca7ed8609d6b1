"""Which sentences count as commitments."""

from __future__ import annotations

from datetime import date

import pytest

from ieum.kernel.upload import Upload
from ieum.search.passages import Document, cut
from ieum.services.programme.commitments import commitments
from ieum.services.programme.reading.reader import read_document


def found_in(sentence: str) -> list[str]:
    text = f"다솜시 소식\n\n등록 : 2030-04-02\n\n{sentence}\n\n끝으로 덧붙이는 말은 여기까지다.\n"
    read = read_document(Upload("a.txt", text.encode()), today=date(2030, 5, 1))
    document = Document("a", read.title, cut(read.text, read.blocks, read.issued), read.issued)
    return [commitment.text for commitment in commitments(document)]


@pytest.mark.parametrize(
    "sentence",
    [
        "다솜시는 AI 사업에 12억원을 쓴다.",
        "2031년까지 시험 구간을 열 계획이다.",
        "전문 인력 300명을 양성한다.",
        "참여 기업 비율을 40%로 높이기로 했다.",
        "The city will open 30 sites by 2032.",
    ],
)
def test_a_sentence_that_promises_a_figure_is_a_commitment(sentence: str) -> None:
    assert found_in(sentence) == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "행사에는 많은 시민이 모였다.",
        "도시의 미래를 함께 열어 갈 계획이다.",
        "2019년에 시험 구간을 열 계획이었다.",
        "지난 3일 회의가 열렸다.",
    ],
)
def test_a_sentence_without_a_figure_or_about_the_past_is_none(sentence: str) -> None:
    assert found_in(sentence) == []
