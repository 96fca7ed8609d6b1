from __future__ import annotations

import time
from datetime import date

import pytest

from ieum.kernel.upload import Upload
from ieum.search.passages import Part, Role
from ieum.services.programme.reading.issued import issued
from ieum.services.programme.reading.languages import language_of
from ieum.services.programme.reading.reader import ReadDocument, read_document

TODAY = date(2031, 1, 1)
BODY = "다솜시는 내년 AI 예산으로 12억원을 편성했다고 밝혔다.\n\n시민을 위한 서비스를 넓힌다.\n"

NEWSPAPER = """• 맑음다솜 -2.0℃
  • 흐림한빛 1.5℃
기상청 제공

2030년 12월 26일 금요일

메뉴

경제

다솜시, 내년 AI 예산 12억원 확보
시민 서비스 넓힌다

한가람 기자 / 기사승인 : 2030-12-24 09:00:00
  • +
  • 인쇄

다솜시는 내년 AI 예산으로 12억원을 편성했다고 밝혔다.

AD

시민을 위한 서비스를 넓힌다.

한가람 기자 reporter@paper.example

[저작권자ⓒ 다솜신문. 무단전재-재배포 금지]

많이 본 기사

한빛군, 딸기 축제에 관광객 5만명 몰려

한빛군은 22일 딸기 축제를 마쳤다. 축제에는 관광객 5만명이 다녀갔다.
"""

PAGE = """<!doctype html><html lang="ko"><head><meta charset="utf-8">
<title>다솜시, 내년 AI 예산 12억원 확보</title>
<meta property="article:published_time" content="2020-12-24">
</head><body><nav><a href="/">홈</a> <a href="/news">뉴스</a> <a href="/login">로그인</a></nav>
<main><article><h1>다솜시, 내년 AI 예산 12억원 확보</h1>
<p>다솜시는 내년 AI 예산으로 12억원을 편성했다고 24일 밝혔다. 시민을 위한 서비스를 넓히는 데 쓴다.</p>
<h2>인재 양성</h2>
<ul><li>다솜 인공지능학교에 5억원을 들인다.</li><li>청년 연구자에게 3억원을 지원한다.</li></ul>
<p>시장은 시민이 느낄 수 있는 서비스를 만들겠다고 말했다. 사업은 다음 달부터 시작한다.</p>
</article></main><footer>저작권자 다솜신문 무단전재 금지</footer></body></html>"""


def read(content: bytes, name: str = "a.txt") -> ReadDocument:
    return read_document(Upload(name, content), today=TODAY)


def body(document: ReadDocument) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if b.part is Part.BODY]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp949"])
def test_the_usual_encodings_give_the_same_text(encoding: str) -> None:
    assert read(BODY.encode(encoding)).text == BODY


def test_a_decomposed_or_odd_name_does_not_matter() -> None:
    assert read(BODY.encode(), "보고서").language == "ko"


def test_a_newspaper_dump_keeps_the_article_and_leaves_the_page() -> None:
    document = read(NEWSPAPER.encode())
    assert body(document) == [
        "다솜시, 내년 AI 예산 12억원 확보",
        "시민 서비스 넓힌다",
        "다솜시는 내년 AI 예산으로 12억원을 편성했다고 밝혔다.",
        "시민을 위한 서비스를 넓힌다.",
    ]
    assert document.title == "다솜시, 내년 AI 예산 12억원 확보"
    assert document.issued == date(2030, 12, 24)
    asides = [document.text[b.start : b.end] for b in document.blocks if b.part is Part.ASIDE]
    assert any("딸기" in text for text in asides)


def test_spans_of_blocks_name_their_text() -> None:
    document = read(NEWSPAPER.encode())
    assert all(document.text[b.start : b.end].strip() for b in document.blocks)
    starts = [b.start for b in document.blocks]
    assert starts == sorted(starts)


def test_a_web_page_gives_its_article_with_headings_and_items() -> None:
    document = read(PAGE.encode(), "page.html")
    roles = {document.text[b.start : b.end]: b.role for b in document.blocks}
    assert document.media_type == "text/html"
    assert document.title == "다솜시, 내년 AI 예산 12억원 확보"
    assert document.issued == date(2020, 12, 24)
    assert roles["인재 양성"] is Role.HEADING
    assert roles["다솜 인공지능학교에 5억원을 들인다."] is Role.ITEM
    assert "로그인" not in document.text


BOARD = """<!DOCTYPE html><html lang="ko"><head><title>보도자료 상세 | 다솜시청</title></head><body>
<div class="gnb"><ul><li><a href="/a">시정소식</a></li><li>민원안내</li></ul></div>
<div id="contents"><h2>보도자료</h2><h3 class="tit">다솜시, 2030년 인공지능 예산 12억원 확보</h3>
<dl><dt>작성일</dt><dd>2030-12-12</dd><dt>조회수</dt><dd>123</dd></dl>
<div class="view_cont">다솜시는 2030년 인공지능 예산으로 12억원을 확보했다고 밝혔다.<br><br>
□ 첫째 과제는 데이터 구축이다.<br>○ 데이터를 모으는 데 5억원을 들인다.<br>
<table><tr><th>과제</th><th>총액</th></tr><tr><td>데이터<br>구축</td><td>5억원</td></tr></table></div>
<ul><li><a href="/x">한빛군, 딸기 축제에 300억원 투입</a></li></ul>
<div class="satis"><p>이 페이지의 정보에 만족하십니까?</p></div></div>
<footer><p>다솜시 다솜로 1</p></footer></body></html>"""


def test_a_board_of_the_state_gives_its_lines_and_rows_without_what_is_around_them() -> None:
    document = read(BOARD.encode(), "view.html")
    assert body(document) == [
        "다솜시, 2030년 인공지능 예산 12억원 확보",
        "다솜시는 2030년 인공지능 예산으로 12억원을 확보했다고 밝혔다.",
        "□ 첫째 과제는 데이터 구축이다.",
        "○ 데이터를 모으는 데 5억원을 들인다.",
        "과제\t총액",
        "데이터 구축\t5억원",
    ]
    assert document.issued == date(2030, 12, 12)
    assert "만족" not in document.text


def test_a_page_laid_out_by_tables_is_read_as_what_it_holds() -> None:
    page = (
        "<html><body><table><tr><td><b>메뉴</b></td><td><h1>다솜시 인공지능 업무보고</h1>"
        "<p>다솜시는 데이터에 5억원을 들인다고 밝혔다.</p><table><tr><td>구분</td><td>금액</td></tr>"
        "</table></td></tr></table></body></html>"
    )
    assert body(read(page.encode(), "a.html")) == [
        "다솜시 인공지능 업무보고",
        "다솜시는 데이터에 5억원을 들인다고 밝혔다.",
        "구분\t금액",
    ]


def test_no_part_of_an_article_is_lost_in_elements_that_each_hold_nearly_all() -> None:
    lines = [f"다솜시는 {number}번째 과제에 5억원을 들인다고 밝혔다." for number in range(1, 41)]
    page = f"<html><body>{''.join(f'<div><p>{line}</p>' for line in lines)}{'</div>' * 40}</body></html>"
    assert len(body(read(page.encode(), "a.html"))) >= 34


def test_a_page_of_very_many_titles_costs_time_with_its_length_alone() -> None:
    heading = "다솜시는 2030년 예산 12억원을 편성했다고 밝혔다"
    page = (
        f"<html><head><title>{'가 - ' * 20_000}</title></head>"
        f"<body>{f'<h2>{heading}</h2>' * 2_000}<p>{BODY}</p></body></html>"
    )
    started = time.process_time()
    assert read(page.encode(), "a.html").language == "ko"
    assert time.process_time() - started < 5


def test_the_year_of_a_plan_in_the_text_is_not_the_day_of_issue() -> None:
    page = PAGE.replace('<meta property="article:published_time" content="2020-12-24">', "")
    assert read(page.replace("24일", "2030년까지").encode(), "page.html").issued is None


def test_html_is_known_by_its_content_and_not_by_its_name() -> None:
    assert read(PAGE.encode(), "page.txt").media_type == "text/html"


def test_a_page_in_an_old_encoding_is_read_as_it_is() -> None:
    old = PAGE.encode("cp949")
    assert read(old, "page.html").title == "다솜시, 내년 AI 예산 12억원 확보"


def test_lines_that_were_wrapped_become_paragraphs_again() -> None:
    wrapped = (
        "다솜시 인공지능 계획 발표\n\n"
        "다솜시는 내년부터 시민을 위한 인공지능 서비스를 넓히기로 하고 예산을 새로\n"
        "편성했다고 밝혔다. 시장은 서비스를 쓰는 시민이 크게 늘어날 것으로 보고 더\n"
        "많은 인력을 뽑기로 했다. 사업은 세 해에 걸쳐 이어지며 첫해에는 데이터를 모\n"
        "으고 둘째 해에는 모형을 만들며 마지막 해에는 모든 동에서 쓸 수 있게 한다고\n"
        "설명했다. 시의회는 이를 받아들였다.\n"
    )
    assert len(body(read(wrapped.encode()))) == 2


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("기사입력 : 2029년10월28일 15:30\n2024-05-02 다른 기사", date(2029, 10, 28)),
        ("배포일: 2030. 3. 4.", date(2030, 3, 4)),
        ("정부는 11월 24일(월) 회의를 열었다.", date(2025, 11, 24)),
        ("2027년 2월 1일(월)부터 2033년 2월 26일(금)까지", date(2027, 2, 1)),
        ("온실 기본계획(안)\n2030. 9.\n다솜도", date(2030, 9, 1)),
        ("온실 기본계획(안)\n2030년 9월 다솜도\n본문", date(2030, 9, 1)),
        ("온실 기본계획(안)\n다솜도 2030. 9.\n본문", date(2030, 9, 1)),
        ("다솜 온실 소식\n제12호 2030년 9월 다솜도\n본문", date(2030, 9, 1)),
        ("온실 기본계획(안)\n2030년 9월 다솜도에서 열린 행사", None),
        ("날짜가 없는 글", None),
        ("보도시점 2031. 1. 20.\n2025-05-02에 있던 일", date(2031, 1, 20)),
        ("시행일: 2031. 1. 20.", None),
        ("등록일: 2099-01-01", None),
        ("2099-01-01에 열릴 행사", None),
        ("2030-02-30 없는 날", None),
    ],
)
def test_the_day_of_issue_is_what_the_document_says_of_itself(text: str, day: date | None) -> None:
    assert issued(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (BODY, "ko"),
        ("The city will spend more on the services that are used by all of its people.", "en"),
        ("GPU 26만장을 확보해 AI Computing Infrastructure를 구축한다.", "ko"),
        ("Die Regierung hat den Plan für die Städte und Gemeinden des Landes vorgestellt.", None),
        ("12345 67890", None),
    ],
)
def test_the_language_is_told_from_the_writing(text: str, language: str | None) -> None:
    assert language_of(text) == language


def test_a_row_keeps_the_place_of_cells_that_are_empty_or_shared_with_rows_above() -> None:
    page = (
        "<html><body><h1>다솜도 2031년 온실 예산을 나누어 쓴다</h1><table>"
        "<tr><th>분야</th><th>사업</th><th>국비</th><th>도비</th></tr>"
        "<tr><td rowspan=2>온실</td><td>조성</td><td>3</td><td>4</td></tr>"
        "<tr><td>정비</td><td></td><td>5</td></tr>"
        "<tr><td colspan=2>합계</td><td>3</td><td>9</td></tr></table></body></html>"
    )
    read = read_document(Upload("a.html", page.encode()))
    assert read.text.splitlines()[1:] == [
        "분야\t사업\t국비\t도비",
        "온실\t조성\t3\t4",
        "\t정비\t\t5",
        "합계\t\t3\t9",
    ]


def test_spans_that_no_page_has_do_not_widen_a_row() -> None:
    row = "<tr>" + '<td colspan="999999" rowspan="999999">3</td>' * 9 + "</tr>"
    page = f"<html><body><h1>다솜도 2031년 온실 예산</h1><table>{row * 300}</table></body></html>"
    assert len(read_document(Upload("a.html", page.encode())).text) < 9000


def test_the_number_of_a_notice_stays_above_its_title() -> None:
    notice = (
        "<html><body><article><p>한국다솜기술원 공고 제2030-000호</p><h1>2030년 온실 보급 사업 통합 공고</h1>"
        "<p>온실 보급 사업에 참여할 기업을 다음과 같이 모집합니다.</p></article></body></html>"
    )
    document = read(notice.encode(), "notice.html")
    kept = [
        (b.role, document.text[b.start : b.end]) for b in document.blocks if b.part is Part.BODY
    ]
    assert (Role.SUBTITLE, "한국다솜기술원 공고 제2030-000호") in kept
    assert document.title == "2030년 온실 보급 사업 통합 공고"
