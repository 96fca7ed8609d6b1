"""Which line of a document stands under which: the order that its marks make.

Offices mark the depth of a line each in their own way (□ ㅇ - *, 1. 가. ①, ◆ -). What all hold to is
that a new mark goes one step deeper, and one that was used before goes back to its depth.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from ieum.search.passages import Document, Passage, Role, ends_a_sentence

_MARKS = (
    r"#{1,6}\s",
    r"[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]+[.\s]|제\s?\d+\s?[장절편]",
    r"\d{1,2}\.\s",
    r"\d{1,2}-\d{1,2}[.)]?\s",
    r"[가-하]\.\s",
    r"\d{1,2}\)\s?",
    r"\d{1,2}\s{1,3}(?=[가-힣]{2})(?!개|대|명|곳|년|월|일|만|억|조|차|호|회|단계|여)",
    r"[가-하]\)\s?",
    r"\(\d{1,2}\)\s?",
    r"\([가-하]\)\s?",
    r"[①-⑳]\s?",
    r"[㉠-㉻]\s?",
    r"과제\s?\d+\s?[.:]?\s",
    r"o\s",
    r"[◇◆■●▣◈◎□▲△▶▷❍○ㅇ◦∘•·∙‧‣▸►▹▻◻▪⇒→➤➔✓✔☞❶-❿\uE000-\uF8FF\-–—*※]\s?",
)
_MARK = re.compile("|".join(f"({pattern})" for pattern in _MARKS))
#: A line that is a field of a sheet: 사업 기간: 2026~2029년.
_FIELD = re.compile(r"[가-힣][가-힣\s]{1,9}\s*[:：\t]\s?|\([가-힣][가-힣\s]{1,9}\)\s?")
_BETWEEN_DASHES = re.compile(r"[-–—]\s[^\n]{4,}\s[-–—]")
_CAPTION = re.compile(r"[<〈《【\[(]\s?[^\n]*[>〉》】\])]|표\s?\d")
_ALIKE = str.maketrans({"○": "ㅇ", "❍": "ㅇ", "◯": "ㅇ", "–": "-", "—": "-", "∙": "·", "‧": "·"})


def mark_of(text: str) -> str:
    """The kind of mark a line begins with: the sign itself, or the number of its pattern. A line
    between two dashes is a subtitle."""
    match = _MARK.match(text)
    if match is None or _BETWEEN_DASHES.fullmatch(text):
        return ""
    if match.lastindex == len(_MARKS):
        return match[0].strip()[0].translate(_ALIKE)
    return str(match.lastindex)


def without_mark(text: str) -> tuple[int, str]:
    """(where it begins, a line) without the mark it begins with."""
    match = _MARK.match(text)
    if match is None:
        return 0, text
    rest = text[match.end() :].lstrip()
    return len(text) - len(rest), rest


class Outline:
    """What stands under what in a document."""

    def __init__(self, document: Document, over: Mapping[int, tuple[int, ...]]) -> None:
        self.document = document
        self._over = over
        self._fields: dict[tuple[int, ...], list[Passage]] = defaultdict(list)
        for passage in document.passages:
            if _FIELD.match(without_mark(passage.text)[1]):
                self._fields[self.above(passage)].append(passage)

    def above(self, passage: Passage) -> tuple[int, ...]:
        """The ordinals of the passages that one stands under, outermost first."""
        return self._over.get(passage.ordinal, passage.path)

    def fields(self, passage: Passage) -> list[Passage]:
        """The fields of the sheet that a passage is in (``사업 기간: …``): those beside it, then
        those right under it."""
        above = self.above(passage)
        beside = [other for other in self._fields[above] if other is not passage]
        return [*beside, *self._fields[(*above, passage.ordinal)]]


def outline_of(document: Document) -> Outline:
    """The order in which the passages of a document stand under each other."""
    above: dict[int, tuple[int, ...]] = {}
    stack: list[tuple[str, Passage]] = []
    captions = _captions(document)
    for passage in document.passages:
        if passage.role in (Role.TITLE, Role.SUBTITLE, Role.CAPTION):
            above[passage.ordinal] = passage.path
            continue
        if "\t" in passage.text:
            # A row of a table: what stands under it is in the table.
            above[passage.ordinal] = passage.path
            continue
        mark = mark_of(passage.text)
        is_field = not mark and _FIELD.match(passage.text) is not None
        if mark:
            known = next((at for at, (other, _) in enumerate(stack) if other == mark), None)
            stack = stack if known is None else stack[:known]
        elif passage.role is Role.HEADING and not is_field:
            stack = []
        elif not is_field:
            # Prose stands under a heading, and ends a list of sentences.
            stack = [entry for entry in stack if not ends_a_sentence(entry[1].text)]
        under = {other.ordinal for _, other in stack} - captions
        # What has a mark of its own is above it by the order of marks alone.
        path = {at for at in passage.path if at not in captions}
        path = {at for at in path if at in under or not mark_of(document.passages[at].text)}
        above[passage.ordinal] = tuple(sorted(under | path))
        if mark or (passage.role is Role.HEADING and not is_field):
            stack.append((mark, passage))
    return Outline(document, above)


def _captions(document: Document) -> frozenset[int]:
    """The lines that stand over a table and are of it alone: its title in brackets, its unit."""
    found: set[int] = set()
    waiting: list[int] = []
    for passage in document.passages:
        if "\t" in passage.text:
            found.update(waiting)
            waiting = []
        elif _CAPTION.match(passage.text):
            waiting.append(passage.ordinal)
        else:
            waiting = []
    return frozenset(found)
