"""The order that the marks of lines make."""

from __future__ import annotations

from ieum.services.programme.extraction.outline import outline_of, without_mark
from tests.services.programme.extraction.documents import document

TEXT = """\
다솜도 온실 계획 발표와 앞으로의 일정

등록 : 2030-03-05

□ 온실을 늘린다.
 ㅇ 제어기를 보급한다.
  - 대상: 농가 20곳
 ㅇ 난방기를 보급한다.
□ 길을 닦는다.
"""


def test_a_new_mark_goes_deeper_and_a_known_one_back_to_its_depth() -> None:
    made = document(TEXT)
    outline = outline_of(made)
    above = {
        without_mark(p.text)[1][:3]: [
            without_mark(made.passages[at].text)[1][:3] for at in outline.above(p)
        ]
        for p in made.passages[1:]
    }
    assert above == {
        "온실을": [],
        "제어기": ["온실을"],
        "대상:": ["온실을", "제어기"],
        "난방기": ["온실을"],
        "길을 ": [],
    }


def test_the_fields_of_a_sheet_are_those_beside_and_under_a_line() -> None:
    made = document(TEXT)
    outline = outline_of(made)
    (line,) = [p for p in made.passages if "제어기" in p.text]
    assert [p.text for p in outline.fields(line)] == ["- 대상: 농가 20곳"]
