"""Sentences become Korean or English at the last moment, with particles, plurals and money."""

from __future__ import annotations

import copy
import pickle
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ieum.kernel.answer import Step
from ieum.kernel.messages import (
    Language,
    _,
    add_catalogues,
    in_language,
    translation,
    written_date,
    written_in,
)


def test_a_sentence_stands_in_its_authors_language_where_no_other_is_known() -> None:
    assert _("아무도 옮기지 않은 글").text("en") == "아무도 옮기지 않은 글"


def test_a_sentence_is_translated_by_its_catalogue() -> None:
    assert _("안전").text("ko") == "안전"
    assert _("안전").text("en") == "Safety"


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("배추", "배추는 없습니다."),
        ("쌀", "쌀은 없습니다."),
        ("3", "3은 없습니다."),
        ("AI", "AI는 없습니다."),
        ("서울(특별시)", "서울(특별시)은 없습니다."),
    ],
)
def test_a_value_takes_the_particle_that_fits(word: str, sentence: str) -> None:
    assert _("{name:은/는} 없습니다.", name=word).text("ko") == sentence


def test_a_particle_may_stand_behind_a_quotation_mark() -> None:
    assert _("'{name}'{name:-이/가} 없습니다.", name="쌀").text("ko") == "'쌀'이 없습니다."
    assert _("'{name}'{name:-으로/로} 갑니다.", name="서울").text("ko") == "'서울'로 갑니다."


def test_numbers_take_the_english_plural_that_fits() -> None:
    count = "{count:item/items}"
    assert [_(count, count=n).text("en") for n in (0, 1, 2, 1500)] == [
        "0 items",
        "1 item",
        "2 items",
        "1,500 items",
    ]


def test_money_is_written_in_each_language() -> None:
    amount = _("{amount:won}", amount=3_500_000)
    assert amount.text("ko") == "3,500,000원"
    assert amount.text("en") == "3,500,000 won"


def test_an_amount_in_words_is_in_the_reader_s_own_units() -> None:
    amount = _("{amount:money}", amount=163_400_000_000)
    assert amount.text("ko") == "1,634억 원"
    assert amount.text("en") == "163.4 billion won"


def test_dates_are_written_in_each_language() -> None:
    day = _("{day}", day=date(2026, 3, 1))
    assert day.text("ko") == "2026년 3월 1일"
    assert day.text("en") == "1 March 2026"
    assert written_date(datetime(2026, 3, 1, 9, 5, tzinfo=UTC), "ko") == "2026년 3월 1일 09:05"


def test_a_message_within_a_message_speaks_the_same_language() -> None:
    sentence = _("{area} 서비스", area=_("안전"))
    assert sentence.text("en").startswith("Safety")


def test_pythons_own_formats_work_too() -> None:
    assert _("{share:.1%} · {count:,}", share=0.125, count=1234).text("ko") == "12.5% · 1,234"


def test_braces_in_values_are_left_alone() -> None:
    assert _("{text}", text="{name:은/는} {0}").text("ko") == "{name:은/는} {0}"


def test_braces_in_a_sentence_without_values_are_left_alone() -> None:
    assert _("쓰는 꼴: {name}").text("ko") == "쓰는 꼴: {name}"


def test_any_value_name_may_be_used() -> None:
    assert _("{id} {values} {self}", id=1, values=2, self=3).text("ko") == "1 2 3"


def test_messages_are_equal_when_sentence_and_values_are() -> None:
    assert _("a", x=1) == _("a", x=1)
    assert _("a", x=1) != _("a", x=2)
    assert _("a", x=1) != "a"
    assert _("a") == "a"
    assert len({_("a"), _("a"), _("a", x=1)}) == 2


def test_a_message_survives_copying_and_pickling() -> None:
    message = _("{name:은/는} 없습니다.", name="쌀")
    for same in (copy.deepcopy(message), pickle.loads(pickle.dumps(message))):
        assert same == message
        assert same.text("ko") == "쌀은 없습니다."


@pytest.mark.parametrize(
    ("text", "language"),
    [("안녕", "ko"), ("Hello", "en"), ("AI를", "ko"), ("ㅋㅋ", "ko"), ("", "en"), ("3.5%", "en")],
)
def test_the_language_of_a_sentence_is_told_by_its_letters(text: str, language: str) -> None:
    assert written_in(text) is Language(language)


def test_plain_text_is_left_as_it_is() -> None:
    assert in_language("안전", "en") == "안전"
    assert in_language(_("안전"), "en") == "Safety"


def test_a_message_in_a_model_is_written_in_the_language_of_the_dump() -> None:
    step = Step(says=_("{area} 확인", area=_("안전")))
    assert step.model_dump(mode="json", context={"language": "en"})["says"].startswith("Safety")
    assert step.model_dump(mode="json")["says"] == "안전 확인"
    assert step.model_json_schema()["properties"]["says"]["type"] == "string"


def test_a_message_comes_back_whole_from_a_round_trip() -> None:
    step = Step(says=_("{a} {b} {c}", a=_("안전"), b=date(2026, 3, 1), c=5))
    kept = step.model_dump(mode="json", round_trip=True)
    assert Step.model_validate(kept) == step
    assert Step.model_validate(kept).says.text("en") == "Safety 1 March 2026 5"


def test_text_where_a_message_belongs_is_refused() -> None:
    for value in ("text", {"id": "a"}, 5):
        with pytest.raises(ValueError, match="instance of Message"):
            Step.model_validate({"says": value})


def test_catalogues_of_another_package_join(tmp_path: Path) -> None:
    (tmp_path / "locale" / "ko").mkdir(parents=True)
    (tmp_path / "locale" / "ko" / "a.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "Only in this test"\nmsgstr "이 시험에만"\n\n#~ msgid "Old"\n#~ msgstr "낡은 것"\n'
    )
    add_catalogues(tmp_path)
    add_catalogues(tmp_path)
    assert translation("Only in this test", "ko") == "이 시험에만"
    assert translation("Old", "ko") == "Old"


@given(st.text(max_size=30), st.sampled_from(list(Language)))
def test_any_text_may_be_a_value(value: str, language: Language) -> None:
    assert _("<{value}>", value=value).text(language) == f"<{value}>"


@given(st.text(min_size=1, max_size=30))
def test_a_particle_follows_any_text(value: str) -> None:
    sentence = _("{value:은/는}", value=value).text("ko")
    assert sentence in (f"{value}은", f"{value}는")
    assert _("{value:-은/는}", value=value).text("ko") == sentence[len(value) :]
