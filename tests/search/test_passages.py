from __future__ import annotations

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ieum.search.passages import LONGEST, Block, Part, Role, cut, sentences
from tests.search.invented_documents import CITY, PLAN, document


def test_a_passage_is_the_stretch_that_its_span_names() -> None:
    for passage in document("city", CITY, date(2029, 12, 1)).passages:
        assert CITY[passage.start : passage.end] == passage.text


def test_headings_govern_what_follows_them() -> None:
    passages = document("city", CITY, date(2029, 12, 1)).passages
    assert passages[3].path == (2,)
    assert passages[5].path == (4,)
    assert passages[1].path == ()


def test_ordinal_words_open_sections_under_the_paragraph_that_announces_them() -> None:
    text = (
        "세 과제를 발표했다.\n첫째, 다리를 놓는다.\n다리는 길다.\n둘째, 길을 낸다.\n한편 비가 왔다."
    )
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    blocks = [Block(a, b - 1) for a, b in pairwise(starts)]
    paths = [passage.path for passage in cut(text, blocks)]
    assert paths == [(), (0,), (0, 1), (0,), ()]


def test_only_the_body_becomes_passages() -> None:
    blocks = [Block(0, 2), Block(3, 5, part=Part.ASIDE), Block(6, 8, part=Part.FURNITURE)]
    assert [passage.text for passage in cut("본문 딴글 차림", blocks)] == ["본문"]


def test_locators_count_what_readers_count() -> None:
    locators = [p.locator for p in document("city", CITY, date(2029, 12, 1)).passages]
    assert locators == ["제목", "1문단", "소제목 1", "2문단", "소제목 2", "3문단"]


def test_relative_dates_count_from_the_day_of_issue() -> None:
    plan = document("plan", PLAN, date(2030, 3, 6))
    dates = [f for f in plan.passages[1].figures if f.first]
    assert dates[0].first == date(2030, 3, 5)


def test_sentences_end_outside_of_brackets_and_numbers() -> None:
    text = "값은 12.5%다(의장: 장관. 이하 회의). 다음이다."
    assert [text[a:b] for a, b in sentences(text)] == [
        "값은 12.5%다(의장: 장관. 이하 회의).",
        "다음이다.",
    ]


@given(st.text(alphabet="가다. ?!()\n\"'A1", max_size=60))
def test_sentences_cover_all_that_is_not_space(text: str) -> None:
    spans = sentences(text)
    covered = set().union(*(range(a, b) for a, b in spans)) if spans else set()
    assert all(text[at].isspace() for at in range(len(text)) if at not in covered)
    assert spans == sorted(spans)


def test_a_role_is_kept() -> None:
    passage = cut("◇ 제목", [Block(0, 4, Role.HEADING)])[0]
    assert passage.role is Role.HEADING


def test_a_stretch_too_long_to_cite_is_cut_where_a_sentence_ends() -> None:
    text = "바다를 잰다. " * 1000
    passages = cut(text, [Block(0, len(text.rstrip()))])
    assert len(passages) > 1
    assert all(len(p.text) <= LONGEST and p.text.endswith(".") for p in passages)
    assert "".join(p.text for p in passages).replace(" ", "") == text.replace(" ", "")


def test_a_stretch_without_any_end_is_still_cut() -> None:
    text = "가" * (2 * LONGEST + 1)
    assert [len(p.text) for p in cut(text, [Block(0, len(text))])] == [LONGEST, LONGEST, 1]
