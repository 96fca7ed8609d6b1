"""Text with marks, cut for drawing."""

from __future__ import annotations

from ieum.hub.look.marks import marked_of

VIEW = {
    "title": "",
    "text": "첫 줄 3억원\n\n둘째 줄\n5억원",
    "marks": [
        {"start": 4, "end": 7, "kind": "money", "label": "금액", "name": "P1 P2"},
        # As a job kept it before marks had names; it reaches over the end of a line.
        {"start": 12, "end": 17, "kind": "money", "label": "금액"},
    ],
}


def test_marked_text_is_drawn_line_by_line_with_its_marks() -> None:
    lines = marked_of(VIEW).lines
    assert [[(piece.text, piece.kind, piece.name) for piece in line] for line in lines] == [
        [("첫 줄 ", "", ""), ("3억원", "금액", "P1 P2")],
        [],
        [("둘째 ", "", ""), ("줄", "금액", "")],
        [("5억원", "금액", "")],
    ]
