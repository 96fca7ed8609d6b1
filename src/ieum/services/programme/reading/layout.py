"""Text as blocks: title, headings, paragraphs, items, and what is not the article.

``blocks_of`` knows nothing but the text; ``blocks_of_lines`` is told by the file what its lines are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ieum.search.passages import Block, Part, Role, ends_a_sentence, opener_level
from ieum.services.programme.reading import lines as of_file
from ieum.services.programme.reading.furniture import (
    Line,
    is_label,
    is_notice_number,
    is_release_form,
    is_row,
    kind_of,
)
from ieum.services.programme.reading.lines import Mark

#: Marks of lists as offices use them; Hangul keeps those of its own in Unicode's private area.
_ITEM = re.compile(r"[-*•·ㅇ○※▲△▶▷❍◦∘∙‣▸►▹▻▪⇒→➤➔✓✔☞\uE000-\uF8FF]\s|\*\s?\(|[①-⑳㉠-㉭❶-❿]")
_SECTION = re.compile(r"[□■◻]\s")
_TITLE_PREFIX = re.compile(r"(?:date\s+)?\d{4}-\d{2}-\d{2}\s+|#\s+|(?:제목|Title)\s*[:：]\s*")
#: - 안부 확인부터 낙상 감지까지 -: the lines under a title.
_BETWEEN_DASHES = re.compile(r"[-–—]\s[^\n]{4,}\s[-–—]")
#: A title may be a sentence, as in newspapers, but has no full stop.
_FULL_STOP = re.compile(r"[.。][\"'”’)\]]*$")
_SHORTEST_TITLE = 10
_LONGEST_HEADING = 90
_WRAPPED_WIDTHS = range(30, 131)
#: Within so many lines a title comes.
_HEAD = 40


def blocks_of(text: str) -> list[Block]:
    """The blocks of a plain text, in order."""
    lines = _joined(text, _lines(text))
    kinds = [kind_of(text[start:end]) for start, end in lines]
    title = _title(text, lines, kinds)
    blocks: list[Block] = []
    aside = False
    for at, (start, end) in enumerate(lines):
        kind = kinds[at]
        aside = aside or (kind is Line.END and title is not None and at > title)
        if title is not None and at < title:
            blocks.append(_above_title(start, end, text[start:end]))
        elif at == title:
            prefix = _TITLE_PREFIX.match(text[start:end])
            blocks.append(Block(start + (prefix.end() if prefix else 0), end, Role.TITLE))
        elif (
            kind in (Line.FURNITURE, Line.END)
            or is_label(text[start:end])
            or is_release_form(text[start:end])
        ):
            blocks.append(Block(start, end, part=Part.FURNITURE))
        elif aside:
            blocks.append(Block(start, end, part=Part.ASIDE))
        else:
            role = Role.CAPTION if kind is Line.CAPTION else _role(text[start:end])
            blocks.append(Block(start, end, role))
    return _with_subtitles(text, blocks)


def blocks_of_lines(lines: Sequence[of_file.Line]) -> tuple[str, list[Block]]:
    """The text of a file's lines, one beneath the other, and its blocks.

    What stands above the title is the form around a press release; the title is the first line in
    the largest type of its page, or, where all type is of one size, what looks like one.
    """
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line.text) + 1)
    text = "\n".join(line.text for line in lines)
    title = _title_in_type(lines)
    body_size = _body_size(lines)
    blocks: list[Block] = []
    aside = False
    for at, line in enumerate(lines):
        start, end = starts[at], starts[at] + len(line.text)
        if aside and line.part is Part.BODY:
            blocks.append(Block(start, end, part=Part.ASIDE))
        elif line.part is not Part.BODY:
            blocks.append(Block(start, end, part=line.part))
        elif title is not None and at < title and _is_above_a_title(line):
            blocks.append(_above_title(start, end, line.text))
        elif at == title:
            blocks.append(Block(start, end, Role.TITLE))
        elif is_release_form(line.text) or kind_of(line.text) in (Line.FURNITURE, Line.END):
            blocks.append(Block(start, end, part=Part.FURNITURE))
            # A book has its copyright line in front, a printed page after its article.
            aside = kind_of(line.text) is Line.END and 2 * start > len(text)
        else:
            blocks.append(Block(start, end, _role_of_line(line, body_size)))
    marked = frozenset(
        start for start, line in zip(starts, lines, strict=False) if _is_marked(line)
    )
    return text, _with_subtitles(text, blocks, marked)


def _is_marked(line: of_file.Line) -> bool:
    """Whether the file itself says what a line is."""
    return line.mark is not Mark.NONE


def _title_in_type(lines: Sequence[of_file.Line]) -> int | None:
    """The place of the title among the first lines."""
    head = [
        at
        for at, line in enumerate(lines[:_HEAD])
        if line.part is Part.BODY
        and line.mark not in (Mark.ROW, Mark.CAPTION, Mark.ITEM)
        and len(line.text) >= _SHORTEST_TITLE
        and len(line.text) < 2 * _LONGEST_HEADING
        and kind_of(line.text) is Line.TEXT
        and not is_release_form(line.text)
    ]
    if not head:
        return None
    largest = max(lines[at].size for at in head)
    if largest > 1.15 * _body_size(lines):
        return next(at for at in head if lines[at].size == largest)
    first = head[0]
    return None if _FULL_STOP.search(lines[first].text) else first


def _above_title(start: int, end: int, line: str) -> Block:
    """A line over the title: of the form, unless it says whose notice the document is."""
    if is_notice_number(line):
        return Block(start, end, Role.SUBTITLE)
    return Block(start, end, part=Part.FURNITURE)


def _is_above_a_title(line: of_file.Line) -> bool:
    """Whether a line over the title is a label of the form rather than a paragraph."""
    return line.mark is Mark.ROW or not ends_a_sentence(line.text)


def _body_size(lines: Sequence[of_file.Line]) -> float:
    """The type size of most of the text."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _role_of_line(line: of_file.Line, body_size: float) -> Role:
    if line.mark is Mark.ROW:
        return Role.ITEM
    if line.mark is Mark.CAPTION:
        return Role.CAPTION
    is_short = len(line.text) <= _LONGEST_HEADING and not ends_a_sentence(line.text)
    if is_short and (line.mark is Mark.HEADING or line.size > 1.15 * body_size):
        return Role.HEADING
    if line.mark is Mark.ITEM:
        return Role.ITEM
    return Role.CAPTION if kind_of(line.text) is Line.CAPTION else _role(line.text)


def _with_subtitles(
    text: str, blocks: list[Block], marked_starts: frozenset[int] = frozenset()
) -> list[Block]:
    """Headings without a mark that directly follow the title are its second and third lines."""
    under_title = False
    marked = []
    for block in blocks:
        if block.role is Role.TITLE:
            under_title = True
        elif block.part is Part.BODY:
            unmarked = (
                block.start not in marked_starts
                and opener_level(text[block.start : block.end]) is None
            )
            under_title = under_title and block.role is Role.HEADING and unmarked
            if under_title:
                block = replace(block, role=Role.SUBTITLE)
        marked.append(block)
    return marked


def begins_an_item(text: str) -> bool:
    """Whether a line begins with the mark of an item or a section, so that it goes on no other."""
    return opener_level(text) is not None or bool(_ITEM.match(text) or _SECTION.match(text))


def title_of(text: str, blocks: Sequence[Block]) -> str:
    """The title of a document: its title block, or the beginning of its first one."""
    for role in (Role.TITLE, Role.HEADING, None):
        for block in blocks:
            if block.part is Part.BODY and role in (block.role, None):
                return re.sub(r"\s+", " ", text[block.start : block.end]).strip()[:200]
    return ""


def _lines(text: str) -> list[tuple[int, int]]:
    """The spans of lines that are not blank, without the spaces around them.

    A tab that begins a row of a table is an empty cell.
    """
    spans = []
    for match in re.finditer(r"[^\r\n\f\v\u2028\u2029\x85]+", text):
        line = match[0]
        if line.strip():
            around = " " if "\t" in line.strip() else None
            lead = len(line) - len(line.lstrip(around))
            spans.append((match.start() + lead, match.start() + len(line.rstrip())))
    return spans


def _joined(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Lines that were wrapped at a column are put together to paragraphs again."""
    if not _is_wrapped(text, lines):
        return lines
    joined: list[tuple[int, int]] = []
    for start, end in lines:
        rows = joined and (is_row(text[start:end]) or is_row(text[slice(*joined[-1])]))
        if joined and not rows and _goes_on(text, joined[-1], start, text[start:end]):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _is_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether most lines stop in mid-sentence at much the same width."""
    neighbours = [(a, b) for a, b in pairwise(lines) if text[a[1] : b[0]].count("\n") == 1]
    if len(neighbours) < 4:
        return False
    widest = max(end - start for start, end in lines)
    if widest not in _WRAPPED_WIDTHS:
        return False
    full = [(start, end) for (start, end), _ in neighbours if end - start > 0.7 * widest]
    broken = [span for span in full if not ends_a_sentence(text[span[0] : span[1]])]
    return len(full) >= 0.5 * len(neighbours) and len(broken) >= 0.5 * len(full)


def _goes_on(text: str, last: tuple[int, int], start: int, line: str) -> bool:
    before = text[last[0] : last[1]]
    between = text[last[1] : start]
    return (
        between.count("\n") == 1
        and not ends_a_sentence(before)
        and not begins_an_item(line)
        and kind_of(line) is Line.TEXT
    )


def _title(text: str, lines: list[tuple[int, int]], kinds: list[Line]) -> int | None:
    """The place of the first line that is long enough for a title and is not furniture.

    A text whose first such line is a sentence has no title of its own.
    """
    for at, (start, end) in enumerate(lines):
        line = text[start:end]
        if kinds[at] is not Line.TEXT or is_label(line) or len(line) < _SHORTEST_TITLE:
            continue
        if is_release_form(line) or is_row(line):
            continue
        return at if len(line) < 2 * _LONGEST_HEADING and not _FULL_STOP.search(line) else None
    return None


def _role(line: str) -> Role:
    if _BETWEEN_DASHES.fullmatch(line) and len(line) <= _LONGEST_HEADING:
        return Role.HEADING
    if _ITEM.match(line) or is_row(line):
        return Role.ITEM
    if len(line) <= _LONGEST_HEADING and not ends_a_sentence(line):
        return Role.HEADING
    return Role.PARAGRAPH
