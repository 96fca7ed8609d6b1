from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ieum.text.dates import find_dates, parse_date

TODAY = date(2025, 11, 24)  # a Monday


@pytest.mark.parametrize(
    ("text", "start", "last"),
    [
        ("2026년 12월 7일(월)", "2026-12-07", "2026-12-07"),
        ("2026. 12. 7.", "2026-12-07", "2026-12-07"),
        ("2026-12-07", "2026-12-07", "2026-12-07"),
        ("’25.12.7(일)", "2025-12-07", "2025-12-07"),
        ("’25.12월 중(잠정)", "2025-12-01", "2025-12-31"),
        ("’26년", "2026-01-01", "2026-12-31"),
        ("11월 7일", "2025-11-07", "2025-11-07"),
        ("지난 3일", "2025-11-03", "2025-11-03"),
        ("내년 3월", "2026-03-01", "2026-03-31"),
        ("지난 10월", "2025-10-01", "2025-10-31"),
        ("올 하반기", "2025-07-01", "2025-12-31"),
        ("내년 상반기", "2026-01-01", "2026-06-30"),
        ("3/4분기", "2025-07-01", "2025-09-30"),
        ("다음 달", "2025-12-01", "2025-12-31"),
        ("다음 달 20일", "2025-12-20", "2025-12-20"),
        ("2026~2029년", "2026-01-01", "2029-12-31"),
        ("’26~’29", "2026-01-01", "2029-12-31"),
        ("2026년부터 2029년까지", "2026-01-01", "2029-12-31"),
        ("3~5월", "2025-03-01", "2025-05-31"),
        ("2026.3.1.~5.31.", "2026-03-01", "2026-05-31"),
        ("2026. 3. 2.(월) ~ 3. 6.(금)", "2026-03-02", "2026-03-06"),
        ("2025.12~2026.3", "2025-12-01", "2026-03-31"),
        ("12월 24~26일", "2025-12-24", "2025-12-26"),
        ("2026년 1~2분기", "2026-01-01", "2026-06-30"),
        ("1995년 1월 4일부터 22일까지", "1995-01-04", "1995-01-22"),
        ("다음 주 금요일", "2025-12-05", "2025-12-05"),
        ("지난 일요일", "2025-11-23", "2025-11-23"),
        ("내일", "2025-11-25", "2025-11-25"),
        ("그저께", "2025-11-22", "2025-11-22"),
        ("글피", "2025-11-27", "2025-11-27"),
        ("사흘 뒤", "2025-11-27", "2025-11-27"),
        ("2주 전", "2025-11-10", "2025-11-10"),
        ("1개월 하고 21일 전", "2025-10-03", "2025-10-03"),
        ("2014년 10월 두번째 수요일", "2014-10-08", "2014-10-08"),
        ("2010년대", "2010-01-01", "2019-12-31"),
        ("연말", "2025-12-01", "2025-12-31"),
        ("2026년 추석", "2026-09-25", "2026-09-25"),
        ("2027년 설날", "2027-02-07", "2027-02-07"),
        ("올해 설은", "2025-01-29", "2025-01-29"),
        ("2026년 설 연휴", "2026-02-16", "2026-02-18"),
        ("2026년 부처님 오신 날", "2026-05-24", "2026-05-24"),
        ("2026년 성년의 날", "2026-05-18", "2026-05-18"),
        ("2026년 추석 다음 날", "2026-09-26", "2026-09-26"),
        ("2026년 설날 이틀 전", "2026-02-15", "2026-02-15"),
        ("12월 5일로부터 사흘 뒤", "2025-12-08", "2025-12-08"),
        ("12월 10일부터 14일간", "2025-12-10", "2025-12-23"),
        ("음력 8월 15일", "2025-10-06", "2025-10-06"),
        ("2026년 음력 정월 초하루", "2026-02-17", "2026-02-17"),
        ("2025년 섣달 그믐", "2026-02-16", "2026-02-16"),
        ("금욜", "2025-11-28", "2025-11-28"),
        ("담주 월욜", "2025-12-01", "2025-12-01"),
        ("낼모레", "2025-11-26", "2025-11-26"),
        ("낼 보자", "2025-11-25", "2025-11-25"),
        ("그글피", "2025-11-28", "2025-11-28"),
        ("다음 달 말일", "2025-12-31", "2025-12-31"),
        ("작년 이맘때", "2024-11-24", "2024-11-24"),
        ("25. 12. 3.(수)", "2025-12-03", "2025-12-03"),
        ("12. 15.까지", "2025-12-15", "2025-12-15"),
        ("20261207", "2026-12-07", "2026-12-07"),
        ("2026년부터 5년간", "2026-01-01", "2030-12-31"),
        ("12월 3일부터 2주", "2025-12-03", "2025-12-16"),
        ("24년 1~3월", "2024-01-01", "2024-03-31"),
        ("2026.3Q", "2026-07-01", "2026-09-30"),
        ("2026년 5월 첫째 주 주말", "2026-05-09", "2026-05-10"),
        ("5월의 스물한 번째 날", "2025-05-21", "2025-05-21"),
        ("12월 2번째 주 월요일", "2025-12-08", "2025-12-08"),
        ("지난 번 금요일", "2025-11-21", "2025-11-21"),
        ("금요일 5일", "2025-12-05", "2025-12-05"),
        ("올해 마지막 금요일", "2025-12-26", "2025-12-26"),
        ("일월 이십이일, 이천십육년", "2016-01-22", "2016-01-22"),
        ("1월 22일 2016년 금요일", "2016-01-22", "2016-01-22"),
        ("두 해 뒤", "2027-11-24", "2027-11-24"),
        ("화요일, 2026년 3월 3일", "2026-03-03", "2026-03-03"),
        ("이번 달의 첫 번째 날", "2025-11-01", "2025-11-01"),
        ("2026년 5월의 두 번째 날", "2026-05-02", "2026-05-02"),
        ("다음번 금요일", "2025-12-05", "2025-12-05"),
        ("요번 주 금욜", "2025-11-28", "2025-11-28"),
        ("2년 전 오늘", "2023-11-24", "2023-11-24"),
        ("일주일 뒤 토요일", "2025-12-06", "2025-12-06"),
        ("다음 달 스무날", "2025-12-20", "2025-12-20"),
        ("12월 3일(수) ~ 5일(금)", "2025-12-03", "2025-12-05"),
        ("2026년 상·하반기", "2026-01-01", "2026-12-31"),
        ("내년 연초", "2026-01-01", "2026-01-31"),
        ("반 년 전", "2025-05-24", "2025-05-24"),
        ("the last day of next month", "2025-12-31", "2025-12-31"),
        ("the first day of March 2026", "2026-03-01", "2026-03-01"),
        ("오월 이십일일", "2025-05-21", "2025-05-21"),
        ("March 2026", "2026-03-01", "2026-03-31"),
        ("December 7, 2026", "2026-12-07", "2026-12-07"),
        ("next month", "2025-12-01", "2025-12-31"),
    ],
)
def test_a_date_or_period_is_read_against_the_reference(text: str, start: str, last: str) -> None:
    (found,) = find_dates(text, TODAY)
    assert (found.start.isoformat(), found.last.isoformat()) == (start, last)


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("2030년까지", "until"),
        ("내년부터", "from"),
        ("3월 이전", "before"),
        ("2030년 이후", "after"),
        ("by 2030", "until"),
        ("2026년 3월에", None),
    ],
)
def test_the_open_side_is_noted(text: str, side: str | None) -> None:
    (found,) = find_dates(text, TODAY)
    assert found.side == side


def test_a_day_without_a_year_has_a_next_and_a_latest_reading() -> None:
    (found,) = find_dates("8월 2일", TODAY)
    assert found.ambiguous
    assert found.timex == "XXXX-08-02"
    assert found.future.start == date(2026, 8, 2)
    assert found.past.start == date(2025, 8, 2)


def test_the_end_of_february_is_its_own_in_each_year() -> None:
    (found,) = find_dates("2월 말일", date(2024, 5, 15))
    assert (found.past.start, found.start, found.future.start) == (
        date(2024, 2, 29),
        date(2024, 2, 29),
        date(2025, 2, 28),
    )


def test_weekdays_make_a_range() -> None:
    (found,) = find_dates("월요일부터 금요일까지 쉽니다", date(2016, 11, 9))
    assert (found.text, found.is_period) == ("월요일부터 금요일까지", True)
    assert (found.start, found.end) == (date(2016, 11, 7), date(2016, 11, 12))
    assert found.timex == "(XXXX-WXX-1,XXXX-WXX-5,P4D)"
    assert (found.future.start, found.future.end) == (date(2016, 11, 14), date(2016, 11, 19))


def test_a_year_may_follow_a_hyphen() -> None:
    (found,) = find_dates("1월-3일-2014에 시간 있니", date(2016, 11, 7))
    assert (found.text, found.timex) == ("1월-3일-2014", "2014-01-03")


def test_the_end_of_a_year_ends_with_it() -> None:
    (found,) = find_dates("2026년 말까지 완료", TODAY)
    assert (found.mod, found.last, found.side) == ("end", date(2026, 12, 31), "until")


def test_a_range_keeps_its_two_ends() -> None:
    (found,) = find_dates("9월 4일부터 8일까지", TODAY)
    assert found.ends is not None
    assert [end.text for end in found.ends] == ["9월 4일", "8일"]


@pytest.mark.parametrize(
    "text",
    [
        "3~5년까지 지원",
        "예산은 3.14에 달한다",
        "3.5 million won a month",
        "4개월짜리 과정",
        "2~3일 소요",
        "비밀번호를 전달해 드립니다",
        "전주에서 열린 차주의 이주",
        "3000년 역사",
        "1,234원",
        "버전 1.2.3",
        "13월 40일",
        "세금을 낼 때",
        "낼 수 있는 돈",
        "그가 죽었다는 설이 돌았다",
        "번호 20261307",
        "2월 30일",
        "이삼일 뒤",
    ],
)
def test_what_is_no_date_is_left(text: str) -> None:
    assert find_dates(text, TODAY) == []


def test_a_whole_text_is_parsed_with_its_particle() -> None:
    found = parse_date("내년 3월까지", TODAY)
    assert found is not None
    assert found.last == date(2026, 3, 31)
    assert parse_date("내년 3월의 예산", TODAY) is None


@settings(deadline=None)
@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_every_date_reads_back_in_every_official_form(day: date) -> None:
    forms = (
        f"{day.year}년 {day.month}월 {day.day}일",
        f"{day.year}. {day.month}. {day.day}.",
        day.isoformat(),
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}.{day.month:02d}.{day.day:02d}",
    )
    for form in forms:
        (found,) = find_dates(form, TODAY)
        assert (found.start, found.last, found.span.of(form)) == (day, day, form)


@settings(deadline=None)
@given(
    st.text(
        alphabet="2026년월일 다음주금요일지난3~부터까지.'-/말초이전후5개달내올해반기1", max_size=30
    ),
    st.dates(min_value=date(1950, 1, 1), max_value=date(2080, 1, 1)),
)
def test_date_spans_slice_to_the_text_and_never_overlap(text: str, today: date) -> None:
    end = 0
    for found in find_dates(text, today):
        assert found.span.of(text) == found.text
        assert found.span.start >= end
        assert found.start < found.end
        end = found.span.end


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("올해 전남도 예산", ["올해"]),
        ("2026년 여수항 정비", ["2026년"]),
        ("내년 차세대 통신망", ["내년"]),
        ("올해 간호 인력", ["올해"]),
        ("5년 차 사업", []),
        ("10년여 만에", []),
    ],
)
def test_a_year_is_read_before_a_word_that_begins_like_a_count_of_years(
    text: str, found: list[str]
) -> None:
    assert [one.text for one in find_dates(text, date(2026, 4, 6))] == found
