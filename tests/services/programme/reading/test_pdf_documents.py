"""PDF: printed lines become paragraphs, rulings tables, and what repeats on each page furniture."""

from __future__ import annotations

from datetime import date

from ieum.kernel.upload import Upload
from ieum.search.passages import Part, Role
from ieum.services.programme.reading.reader import ReadDocument, read_document
from tests.services.programme.reading.pdf_files import Page, pdf

TITLE = "다솜시 인공지능 예산 12억원 확보"


def read(*pages: Page) -> ReadDocument:
    return read_document(Upload("a.pdf", pdf(*pages)), today=date(2031, 1, 1))


def parts(document: ReadDocument, part: Part) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if b.part is part]


def body(document: ReadDocument) -> list[str]:
    return parts(document, Part.BODY)


def test_the_largest_type_is_the_title_though_it_takes_two_lines() -> None:
    page = Page()
    page.write(["다솜시 인공지능 예산", "12억원 확보"], 150, 120, 20)
    page.write(["다솜시는 2030년 예산을 편성했다."], 60, 220)
    document = read(page)
    assert document.title == TITLE
    assert body(document) == [TITLE, "다솜시는 2030년 예산을 편성했다."]


def test_lines_that_are_full_go_on_and_their_words_are_whole_again() -> None:
    page = Page()
    page.write([TITLE], 150, 120, 20)
    page.write(
        [
            "다솜시는 시민을 위한 인공지능 서비스를 넓히려고 데이터를 모",
            "으고 모형을 만드는 사업에 2030년까지 예산 12억원을 들인다고",
            "밝혔다.",
            "□ 둘째 과제는 청년을 위한 교육이다. 세 해 동안 해마다 300명",
            "에게 교육을 한다.",
        ],
        60,
        220,
    )
    assert body(read(page))[1:] == [
        "다솜시는 시민을 위한 인공지능 서비스를 넓히려고 데이터를 모으고 모형을 만드는 사업에 2030년까지 "
        "예산 12억원을 들인다고 밝혔다.",
        "□ 둘째 과제는 청년을 위한 교육이다. 세 해 동안 해마다 300명에게 교육을 한다.",
    ]


def test_a_table_is_read_a_row_at_a_time() -> None:
    page = Page()
    page.write([TITLE], 150, 120, 20)
    page.write(["다솜시는 예산을 다음과 같이 편성했다."], 60, 180)
    page.draw_table([["과제", "2030년", "총액"], ["데이터", "5억원", "9억원"]], 60, 220)
    page.write(["예산은 의회가 확정한다고 시는 밝혔다."], 60, 320)
    document = read(page)
    assert body(document)[1:] == [
        "다솜시는 예산을 다음과 같이 편성했다.",
        "과제\t2030년\t총액",
        "데이터\t5억원\t9억원",
        "예산은 의회가 확정한다고 시는 밝혔다.",
    ]
    assert [b.role for b in document.blocks][2:4] == [Role.ITEM, Role.ITEM]


def test_columns_are_read_one_after_the_other() -> None:
    page = Page()
    page.write([TITLE], 150, 120, 20)
    left = [
        "다솜시는 올해 데이터를 모으기로",
        "했다고 밝혔다. 모은 데이터는 모",
        "두에게 열어 둔다. 기업과 학교가",
        "함께 쓸 수 있도록 자리도 만들기",
        "로 했다.",
    ]
    right = [
        "한빛군은 로봇을 기르는 일을 맡",
        "는다고 했다. 군은 공장 세 곳을",
        "빌려 시험한다. 시험은 두 해 동안",
        "이어지며 결과는 해마다 알리기로",
        "했다.",
    ]
    page.write(left, 60, 220)
    page.write(right, 320, 220)
    assert body(read(page))[1:] == [
        "다솜시는 올해 데이터를 모으기로 했다고 밝혔다. 모은 데이터는 모두에게 열어 둔다. 기업과 학교가 함께 쓸 수 "
        "있도록 자리도 만들기로 했다.",
        "한빛군은 로봇을 기르는 일을 맡는다고 했다. 군은 공장 세 곳을 빌려 시험한다. 시험은 두 해 동안 이어지며 결과는 "
        "해마다 알리기로 했다.",
    ]


def test_running_heads_and_page_numbers_are_furniture_and_a_sentence_goes_on_overleaf() -> None:
    pages = [Page(), Page()]
    for number, page in enumerate(pages, 1):
        page.write(["다솜시 보도자료"], 60, 40)
        page.write([f"- {number} -"], 290, 810)
    pages[0].write([TITLE], 150, 120, 20)
    pages[0].write(["다솜시는 시민을 위한 인공지능 서비스를 넓히려고 데이터를 모"], 60, 700)
    pages[1].write(["으고 모형을 만든다고 밝혔다."], 60, 100)
    document = read(*pages)
    assert body(document)[1:] == [
        "다솜시는 시민을 위한 인공지능 서비스를 넓히려고 데이터를 모으고 모형을 만든다고 밝혔다."
    ]
    assert parts(document, Part.FURNITURE) == [
        "다솜시 보도자료",
        "- 1 -",
        "다솜시 보도자료",
        "- 2 -",
    ]


def test_small_print_on_the_margin_that_stands_on_one_page_only_is_text() -> None:
    page, other = Page(), Page()
    page.write([TITLE], 150, 120, 20)
    page.write(["다솜시는 2030년 예산을 편성했다."], 60, 220)
    page.write(["* 국비와 시비를 더한 금액이다."], 60, 800, 8)
    other.write(["사업은 다음 달부터 시작한다."], 60, 120)
    assert "* 국비와 시비를 더한 금액이다." in body(read(page, other))
