"""HWP and HWPX: the same tree in two writings gives the same words and the same lines."""

from __future__ import annotations

from datetime import date

import pytest

from ieum.kernel.upload import Upload
from ieum.search.passages import Part, Role
from ieum.services.programme.reading.hwp import read_hwp
from ieum.services.programme.reading.hwpx import read_hwpx
from ieum.services.programme.reading.office import in_order
from ieum.services.programme.reading.reader import ReadDocument, read_document
from tests.services.programme.reading.hangul_files import (
    control,
    hwp,
    hwp_box,
    hwp_list,
    hwp_paragraph,
    hwp_table,
    hwpx,
    hwpx_box,
    hwpx_list,
    hwpx_paragraph,
    hwpx_table,
)

TITLE = "다솜시, 2030년 인공지능 예산 12억원 확보"
NOTE = "국비와 시비를 더한 금액"


def twin_hwp() -> bytes:
    cells = [
        [hwp_paragraph(text, 2) for text in row]
        for row in (("구분", "2030년"), ("데이터", "5억원"), ("인재", "7억원"))
    ]
    return hwp(
        hwp_paragraph(control(2, b"secd") + TITLE, 0, record_of_section(), style=1)
        + hwp_paragraph(
            "다솜시는 12억원" + control(17, b"fn  ") + "을 편성했다.",
            0,
            hwp_list(b"fn  ", 1, hwp_paragraph(NOTE, 2)),
        )
        + hwp_paragraph(control(11, b"tbl "), 0, hwp_table(1, cells))
        + hwp_paragraph(
            control(11, b"gso "),
            0,
            hwp_box(1, hwp_paragraph("그림 1 추진 체계", 2), hwp_paragraph("상자 속 글", 3)),
        )
        + hwp_paragraph(
            f"□ 둘째{control(9, b'    ')}과제" + control(16, b"head") + control(15, b"tcmt"),
            0,
            hwp_list(b"head", 1, hwp_paragraph("다솜시 보도자료", 2)),
            hwp_list(b"tcmt", 1, hwp_paragraph("숨은 설명", 2)),
        )
    )


def record_of_section() -> bytes:
    """A section's definition with a master page, which is drawn on pages and is no text."""
    return hwp_list(b"secd", 1, hwp_paragraph("바탕쪽의 글", 2))


def twin_hwpx() -> bytes:
    rows = [
        [hwpx_paragraph(text) for text in row]
        for row in (("구분", "2030년"), ("데이터", "5억원"), ("인재", "7억원"))
    ]
    return hwpx(
        hwpx_paragraph("<hp:secPr/>", TITLE, style=1)
        + hwpx_paragraph(
            "다솜시는 12억원", hwpx_list("footNote", hwpx_paragraph(NOTE)), "을 편성했다."
        )
        + hwpx_paragraph(hwpx_table(rows))
        + hwpx_paragraph(hwpx_box(hwpx_paragraph("그림 1 추진 체계"), hwpx_paragraph("상자 속 글")))
        + hwpx_paragraph(
            "<hp:t>□ 둘째<hp:tab/>과제</hp:t>",
            hwpx_list("header", hwpx_paragraph("다솜시 보도자료")),
            hwpx_list("hiddenComment", hwpx_paragraph("숨은 설명")),
        )
    )


def read(content: bytes, name: str) -> ReadDocument:
    return read_document(Upload(name, content), today=date(2031, 1, 1))


def body(document: ReadDocument) -> list[tuple[Role, str]]:
    return [
        (b.role, document.text[b.start : b.end]) for b in document.blocks if b.part is Part.BODY
    ]


def test_the_words_of_twins_are_the_same_in_the_order_of_the_file() -> None:
    words = in_order(read_hwp(twin_hwp(), "a.hwp"))
    assert words == in_order(read_hwpx(twin_hwpx(), "a.hwpx"))
    assert words == (
        "다솜시,2030년인공지능예산12억원확보다솜시는12억원국비와시비를더한금액을편성했다."
        "구분2030년데이터5억원인재7억원상자속글그림1추진체계□둘째과제다솜시보도자료숨은설명"
    )


@pytest.mark.parametrize(
    ("name", "content"), [("a.hwp", twin_hwp()), ("a.hwpx", twin_hwpx())], ids=["hwp", "hwpx"]
)
def test_a_hangul_document_becomes_lines_as_people_read_them(name: str, content: bytes) -> None:
    document = read(content, name)
    assert body(document) == [
        (Role.TITLE, TITLE),
        (Role.PARAGRAPH, "다솜시는 12억원을 편성했다."),
        (Role.ITEM, f"* {NOTE}"),
        (Role.ITEM, "구분\t2030년"),
        (Role.ITEM, "데이터\t5억원"),
        (Role.ITEM, "인재\t7억원"),
        (Role.HEADING, "상자 속 글"),
        (Role.HEADING, "그림 1 추진 체계"),
        (Role.HEADING, "□ 둘째 과제"),
    ]
    assert document.title == TITLE
    others = {document.text[b.start : b.end]: b.part for b in document.blocks}
    assert others["다솜시 보도자료"] is Part.FURNITURE
    assert others["숨은 설명"] is Part.ASIDE
    assert "바탕쪽" not in document.text


def test_a_bullet_or_outline_of_a_style_shows_though_it_is_not_in_the_text() -> None:
    document = read(
        hwpx(
            hwpx_paragraph(TITLE, style=1)
            + hwpx_paragraph("추진 배경", shape=1)
            + hwpx_paragraph("지역 기업의 인공지능 전환을 돕는다.", shape=2)
        ),
        "a.hwpx",
    )
    assert body(document)[1:] == [
        (Role.HEADING, "추진 배경"),
        (Role.ITEM, "지역 기업의 인공지능 전환을 돕는다."),
    ]


def test_a_frame_drawn_as_a_table_holds_paragraphs_and_a_label_beside_a_text_is_its_heading() -> (
    None
):
    long = [
        hwpx_paragraph(f"다솜시는 {year}년에 데이터를 모으고 모형을 만든다고 밝혔다.")
        for year in range(2030, 2036)
    ]
    document = read(
        hwpx(
            hwpx_paragraph(TITLE, style=1)
            + hwpx_paragraph(hwpx_table([[hwpx_paragraph("다솜시는 12억원을 편성했다.")]]))
            + hwpx_paragraph(hwpx_table([[hwpx_paragraph("추진 계획"), "".join(long)]]))
        ),
        "a.hwpx",
    )
    found = body(document)
    assert found[1] == (Role.PARAGRAPH, "다솜시는 12억원을 편성했다.")
    assert found[2] == (Role.HEADING, "추진 계획")
    assert [role for role, _ in found[3:]] == [Role.PARAGRAPH] * 6


def test_the_form_of_a_press_release_is_not_its_body() -> None:
    form = [hwpx_paragraph(text) for text in ("보도시점", "2030. 12. 12.(목) 14:00", "배포")]
    officer = [hwpx_paragraph(text) for text in ("담당 부서", "인공지능과", "(000-000-0000)")]
    document = read(
        hwpx(
            hwpx_paragraph("보도자료")
            + hwpx_paragraph(hwpx_table([form]))
            + hwpx_paragraph(TITLE, style=1)
            + hwpx_paragraph("다솜시는 12억원을 편성했다.")
            + hwpx_paragraph(hwpx_table([officer]))
        ),
        "a.hwpx",
    )
    assert [text for _, text in body(document)] == [TITLE, "다솜시는 12억원을 편성했다."]
    assert document.issued == date(2030, 12, 12)
