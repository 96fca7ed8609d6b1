"""Nothing that a model wrote is shown unless the evidence says it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ieum.language.evidence import Evidence
from ieum.language.guard import Why, check

ANSWER: dict[str, Any] = {
    "result": {
        "budget": {"view": "value", "label": "예산", "value": 61_100_000_000, "unit": "원"},
        "share": {"view": "value", "label": "국비 비율", "value": 37.5, "unit": "%"},
        "regions": {
            "view": "table",
            "caption": "",
            "columns": [
                {"name": "region", "label": "지역", "unit": ""},
                {"name": "budget", "label": "예산", "unit": "억원"},
                {"name": "spent", "label": "집행", "unit": "억원"},
            ],
            "rows": [["광주", 611, 510], ["대구", 480, 300]],
        },
    },
    "steps": [{"says": "사업 3개를 더하지 않고 하나만 찾았습니다.", "basis": ""}],
    "sources": [
        {
            "kind": "document",
            "title": "광주 인공지능 실증 계획",
            "published": "2026-03-05",
            "quote": "총 611억원 규모(시비 210억원 이상)로 '25.12월부터 3년간 120명 이내에서 추진한다.",
        }
    ],
}
PASSAGE = {
    "law": "소득세법",
    "no": 134,
    "sub": 0,
    "as_of": "2026-01-01",
    "text": "**①** 원천징수의무자가 매월분의 근로소득을 지급할 때에는 간이세액표에 따라 소득세를 "
    "원천징수한다. <개정 1999.9.9>\n\n**②** 다음 각 호의 경우에는 100만원 이하의 가산세를 더한다.\n"
    "1. 「국세기본법」 제47조의5에 해당하는 경우\n2. 3개월을 넘은 경우",
}


DATES = st.dates(date(1900, 1, 1), date(2099, 12, 31))


def faults(text: str, evidence: Evidence | None = None) -> list[tuple[str, Why]]:
    found = check(text, evidence or Evidence.from_answer(ANSWER))
    for fault in found:
        assert text[fault.start : fault.end] == fault.text
    return [(fault.text, fault.why) for fault in found]


def whys(text: str, evidence: Evidence | None = None) -> set[Why]:
    return {why for _, why in faults(text, evidence)}


def tax() -> Evidence:
    values = {"월급": 3_500_000, "소득세": 127_220, "지방소득세": 12_720, "적용일": "2026-03-01"}
    return Evidence.from_values(values, [PASSAGE])


@pytest.mark.parametrize(
    "text",
    [
        "예산은 611억원입니다.",
        "예산은 611억 원입니다.",
        "예산은 61,100,000,000원입니다.",
        "예산은 육백십일억 원입니다.",
        "예산은 ６１１억원입니다.",
        "예산은 약 611억원입니다.",
        "국비 비율은 37.5%입니다.",
        "국비 비율은 37.5퍼센트입니다.",
        "시비는 210억원 이상입니다.",
        "2025년 12월부터 3년간 추진합니다.",
        "2025년 12월에 시작합니다.",
        "인원은 120명 이내입니다.",
        "「광주 인공지능 실증 계획」(2026. 3. 5.)에 나옵니다.",
        "2026년 3월에 나온 자료입니다.",
        "The budget is 61.1 billion won, published on March 5, 2026.",
        "The budget is won 61.1 billion.",
        "1. 예산은 611억원입니다.\n2. 국비 비율은 37.5%입니다.",
        "① 예산은 611억원입니다.\n② 국비 비율은 37.5%입니다.",
        "첫째, 예산은 611억원입니다. 둘째, 기간은 3년입니다.",
        "광주 예산은 611억원이고 대구 예산은 480억원입니다.",
        "대구보다 큰 광주의 예산은 611억원입니다.",
        "구조를 바꾸는 사업입니다.",
    ],
)
def test_what_the_evidence_says_may_be_said_in_any_form(text: str) -> None:
    assert faults(text) == []


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("예산은 612억원입니다.", Why.FIGURE),
        ("예산은 600억원쯤입니다.", Why.FIGURE),
        ("약 600억원입니다.", Why.FIGURE),
        ("예산은 611만원입니다.", Why.FIGURE),
        ("두 지역을 더하면 1,091억원입니다.", Why.FIGURE),
        ("차이는 131억원입니다.", Why.FIGURE),
        ("모두 611대를 삽니다.", Why.FIGURE),
        ("모두 120대를 삽니다.", Why.UNIT),
        ("비율은 37.5원입니다.", Why.UNIT),
        ("기간은 3개월입니다.", Why.UNIT),
        ("3%를 지원합니다.", Why.UNIT),
        ("시비는 210억원 미만입니다.", Why.BOUND),
        ("시비는 210억원입니다.", Why.BOUND),
        ("인원은 120명 이상입니다.", Why.BOUND),
        ("예산은 최대 611억원입니다.", Why.BOUND),
        ("예산은 611억여 원입니다.", Why.BOUND),
        ("광주 예산은 480억원입니다.", Why.SUBJECT),
        ("대구 예산은 300억원입니다.", Why.SUBJECT),
        ("The budget of 광주 is 48 billion won.", Why.SUBJECT),
        ("2026년 3월 6일에 나왔습니다.", Why.DATE),
        ("2027년에 시작합니다.", Why.DATE),
        ("4월에 시작합니다.", Why.DATE),
        ("published on March 6, 2026", Why.DATE),
        ("내년에 시작합니다.", Why.DATE),
        ("금요일에 나왔습니다.", Why.DATE),
        ("「지능정보화 기본법」에 따릅니다.", Why.LAW),
        ("지능정보화기본법에 따릅니다.", Why.LAW),
        ("국가재정법 제38조에 따릅니다.", Why.ARTICLE),
        ("under the Digital Platform Act", Why.LAW),
        ("『인공지능 백서』에 나옵니다.", Why.DOCUMENT),
        ("감사원 보고서에 나옵니다.", Why.DOCUMENT),
        ("시장은 “반드시 지킨다”고 말했습니다.", Why.QUOTATION),
        ("https://example.invalid 를 보세요.", Why.LINK),
        ("hub.example.invalid/a 를 보세요.", Why.LINK),
        ("문의 02-000-0000", Why.CODE),
        ("문의 1588-0000", Why.CODE),
        ("H200을 삽니다.", Why.CODE),
        ("예산은 6l1억원입니다.", Why.CODE),
        ("오후 3시 30분, 15:30까지", Why.CODE),
        ("두 배로 늘었습니다.", Why.FIGURE),
        ("수백억원이 듭니다.", Why.NUMERAL),
        ("The budget doubled.", Why.NUMERAL),
        ("dozens of firms", Why.NUMERAL),
        ("½을 지원합니다.", Why.FIGURE),
        ("Ⅳ단계입니다.", Why.NUMERAL),
        ("五百억원입니다.", Why.NUMERAL),
        ("<b>예산</b>", Why.MARKUP),
        ("[자료](javascript:alert)", Why.MARKUP),
        ("5. 예산은 611억원입니다.", Why.FIGURE),
        ("구백팔십칠억원입니다.", Why.FIGURE),
        ("예산은 9\u200b8\u20607억원입니다.", Why.FIGURE),
        ("예산은 &#57;&#x38;7억원입니다.", Why.FIGURE),
        ("예산은 ٩٨٧억원입니다.", Why.FIGURE),
        ("예산은 9️⃣8️⃣7️⃣억원입니다.", Why.FIGURE),
        ("예산은 𝟗𝟖𝟕억원입니다.", Why.FIGURE),
        ("예산은 ⁹⁸⁷억원입니다.", Why.FIGURE),
    ],
)
def test_what_the_evidence_does_not_say_is_found(text: str, why: Why) -> None:
    assert why in whys(text)


@pytest.mark.parametrize(
    "text",
    [
        "예산의 절반입니다.",
        "예산은 이억입니다.",
        "예산은 삼조이고",
        "1. 억원입니다.",
        "① 억 원입니다.",
        "예산은 6 1 2억원입니다.",
        "예산은 612\n억원입니다.",
    ],
)
def test_a_number_cannot_hide_in_words_marks_or_spaces(text: str) -> None:
    assert faults(text) != []


@pytest.mark.parametrize(
    "text",
    [
        "네, 광주의 예산은 611억원입니다.",
        "이 사업은 일부 지역에서 조사한 결과이며, 두고 볼 일입니다.",
        "이런 사유로 구조를 바꿉니다. 이 조에서 그렇게 정합니다.",
        "한편 한 번 더 확인해 주세요. 하나의 사업입니다.",
        "열심히 일하는 사람들이 사는 곳으로 천천히 옵니다.",
        "One of the programmes is in 광주, and no one pays.",
    ],
)
def test_words_that_look_like_numerals_are_words(text: str) -> None:
    assert faults(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "소득세는 127,220원, 지방소득세는 12,720원입니다.",
        "월급 350만원의 소득세는 12만7220원입니다(소득세법 제134조 제1항).",
        "「소득세법」 제134조제1항에 따르면 근로소득을 지급할 때 원천징수합니다.",
        "Income tax is 127,220 won.",
        "2026년 3월 1일부터 적용합니다.",
        "소득세법 제134조제2항제1호의 경우 100만원 이하의 가산세를 더합니다.",
        "국세기본법 제47조의5에 해당하면 가산세를 더합니다.",
        "같은 법 제134조에 따릅니다.",
        "계산하는 방법은 위와 같습니다.",
    ],
)
def test_named_values_and_passages_of_law_are_evidence(text: str) -> None:
    assert faults(text, tax()) == []


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("소득세는 12,720원입니다.", Why.SUBJECT),
        ("지방소득세는 127,220원입니다.", Why.SUBJECT),
        ("소득세는 127,221원입니다.", Why.FIGURE),
        ("합계는 139,940원입니다.", Why.FIGURE),
        ("소득세법 제135조에 따릅니다.", Why.ARTICLE),
        ("소득세법 제134조의2에 따릅니다.", Why.ARTICLE),
        ("소득세법 제134조제3항에 따릅니다.", Why.ARTICLE),
        ("소득세법 제134조제2항제3호에 따릅니다.", Why.ARTICLE),
        ("소득세법 제47조의5에 따릅니다.", Why.ARTICLE),
        ("국세기본법 제47조의5에 따르면 원천징수합니다.", Why.ARTICLE),
        ("소득세법 시행령 제134조에 따릅니다.", Why.LAW),
        ("법인세법 제134조에 따릅니다.", Why.LAW),
        ("국제조세조정에 관한 법률 제134조에 따릅니다.", Why.LAW),
        ("제3항에 따릅니다.", Why.ARTICLE),
        ("Article 135 of the law", Why.ARTICLE),
        ("100만원 이상의 가산세를 더합니다.", Why.BOUND),
        ("1999년 9월 9일에 고쳤습니다.", Why.DATE),
        ("2026년 4월 1일부터 적용합니다.", Why.DATE),
    ],
)
def test_a_wrong_figure_article_or_law_is_found(text: str, why: Why) -> None:
    assert why in whys(text, tax())


def test_a_figure_of_another_sentence_of_the_passage_is_found() -> None:
    evidence = Evidence()
    evidence.add_text(
        "허위 선포문 작성에 대해서는 징역 2년을 구형했다. "
        "체포 방해와 공무집행 방해에 대해서는 징역 5년을 구형했다."
    )
    assert faults("허위 선포문 작성에는 징역 2년을 구형했습니다.", evidence) == []
    assert whys("허위 선포문 작성에는 징역 5년을 구형했습니다.", evidence) == {Why.SUBJECT}


def test_the_askers_figure_may_only_be_repeated_as_theirs() -> None:
    evidence = Evidence.from_answer(ANSWER, "광주 예산이 900억원이지?")
    assert faults("말씀하신 900억원과 다릅니다.", evidence) == []
    assert whys("예산은 900억원입니다.", evidence) == {Why.FIGURE}


def test_what_a_tool_computed_with_is_evidence() -> None:
    evidence = Evidence.from_answer(
        {"result": {"tax": 127_220}}, "월급 350만원이면?", {"monthly_pay": 3_500_000}, (), ["tax"]
    )
    assert faults("월급 350만원의 세금은 127,220원입니다.", evidence) == []
    assert whys("월급 350만%의 세금은 127,220원입니다.", evidence) == {Why.UNIT}
    assert whys("세금은 127,220명입니다.", evidence) == {Why.UNIT}


def test_an_amount_that_the_tool_was_given_in_words_is_an_amount_of_won() -> None:
    evidence = Evidence.from_answer({}, "3억이면?", {"part": "3억"}, (), ["part"])
    assert faults("3억원을 넣었습니다.", evidence) == []
    assert whys("3억 명을 넣었습니다.", evidence) == {Why.UNIT}


def test_a_sum_that_is_in_the_evidence_may_be_named_by_any_word_for_it() -> None:
    values = {"월급": 3_500_000, "가족 수": 2, "소득세": 127_220, "지방소득세": 12_720}
    evidence = Evidence.from_values({**values, "합계": 139_940})
    told = "월급 350만원, 가족이 2명이면 소득세는 127,220원, 지방소득세는 12,720원"
    assert faults(f"{told}, 모두 139,940원입니다.", evidence) == []
    assert whys("지방소득세는 모두 127,220원입니다.", evidence) == {Why.SUBJECT}


def test_a_share_may_be_said_in_hundredths_or_in_percent() -> None:
    evidence = Evidence()
    evidence.add_text("100분의 80의 비율로 한다.")
    assert faults("80%로 합니다.", evidence) == []
    assert whys("100분의 70으로 합니다.", evidence) == {Why.FIGURE}


def test_a_secret_is_found_however_it_is_spaced() -> None:
    evidence = Evidence.from_answer(ANSWER, secrets=["abcdef-ghijkl"])
    for text in ("abcdef-ghijkl", "a b c d e f - g h i j k l", "abc\u200bdefghijkl"):
        assert Why.SECRET in whys(f"열쇠는 {text}", evidence)


def test_a_rate_may_be_said_as_a_share_or_in_percent() -> None:
    evidence = Evidence.from_values({"rate": 0.035})
    assert faults("세율은 3.5%입니다.", evidence) == []
    assert whys("세율은 35%입니다.", evidence) == {Why.FIGURE}


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 10**13), st.integers(1, 10**13))
def test_an_amount_passes_if_and_only_if_it_is_the_one(known: int, said: int) -> None:
    evidence = Evidence.from_values({"amount_won": known})
    assert faults(f"금액은 {known:,}원입니다.", evidence) == []
    if said != known:
        assert faults(f"금액은 {said:,}원입니다.", evidence)


@settings(max_examples=150, deadline=None)
@given(DATES, DATES)
def test_a_date_passes_if_and_only_if_it_is_the_one(known: Any, said: Any) -> None:
    evidence = Evidence.from_values({"from": known})
    assert faults(f"{known.year}년 {known.month}월 {known.day}일부터", evidence) == []
    if said != known:
        assert faults(f"{said.year}년 {said.month}월 {said.day}일부터", evidence)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_any_text_can_be_read_and_spans_stay_within_it(text: str) -> None:
    for fault in check(text, Evidence.from_answer(ANSWER, text)):
        assert 0 <= fault.start <= fault.end <= len(text)
        assert text[fault.start : fault.end] == fault.text


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="0123456789,.가나일이삼십백천만억조원%년월일 -~()", max_size=40))
def test_no_digit_passes_without_evidence(text: str) -> None:
    if any(character.isdigit() for character in text):
        evidence = Evidence.from_values({})
        found = check(text, evidence)
        own_list = text.lstrip().startswith(("1.", "1)"))
        assert found or own_list
