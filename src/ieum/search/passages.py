"""A document as passages: the stretches that can be found and cited, each with a locator.

A passage is one heading, paragraph or list item of a text, with its span in it. It knows the
headings and openers ("둘째, …", "◇ …") that govern it, for a figure in a list belongs to the heading
above it. Which stretches belong to the article, and which to the page around it, is said by whoever
read the document (``Block.part``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from ieum.search.figures import Figure, find_figures
from ieum.search.tokens import Token, tokenise


class Role(StrEnum):
    """What a stretch of text is in its document."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    """A line under the title; it governs nothing."""
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CAPTION = "caption"


class Part(StrEnum):
    """Whether a stretch belongs to the document itself."""

    BODY = "body"
    ASIDE = "aside"
    """Another article on the same page."""
    FURNITURE = "furniture"
    """Menus, bylines, copyright lines and the like."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a text as a reader found it: [start, end) in characters."""

    start: int
    end: int
    role: Role = Role.PARAGRAPH
    part: Part = Part.BODY


@dataclass(frozen=True, slots=True)
class Passage:
    """A citable stretch of a document.

    ``ordinal`` counts the passages of the document from 0; ``path`` holds the ordinals of the
    headings and openers that govern it, outermost first; ``tokens`` and ``figures`` have their
    places in ``text``.
    """

    ordinal: int
    locator: str
    start: int
    end: int
    text: str
    role: Role
    path: tuple[int, ...] = ()
    tokens: Sequence[Token] = field(default=(), repr=False)
    figures: Sequence[Figure] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Document:
    """A document as search sees it: its passages, in order, and what dates relate to.

    ``key`` is its stable name in the index; ``issued`` the day that "내년" and "올해" count from.
    """

    key: str
    title: str
    passages: Sequence[Passage]
    issued: date | None = None
    publisher: str = ""
    language: str = "ko"


_ORDINAL_WORDS = [
    "첫째",
    "둘째",
    "셋째",
    "넷째",
    "다섯째",
    "여섯째",
    "일곱째",
    "여덟째",
    "아홉째",
    "열째",
]
_OPENERS = (
    # Strongest first: an opener of a family closes all that a weaker one opened.
    re.compile(r"#\s"),
    re.compile(
        r"[<〈【\[]\s*(?:안건|의안|붙임|별첨|참고|제?\s*\d+\s*[장절호])[^>〉】\]]{0,12}[>〉】\]]"
    ),
    re.compile(r"제\s*\d+\s*[장편]|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]+[.\s]|##\s"),
    re.compile(r"[□◇◆■●▣◈○◎]|###\s|제\s*\d+\s*[절조]"),
    re.compile(r"◦|ㅇ\s|o\s(?=[가-힣「(])"),
    re.compile(rf"(?:{'|'.join(_ORDINAL_WORDS)})(?:로|는|,|\s)|\d{{1,2}}[.)]\s|[가-하][.)]\s"),
)
_FOOTNOTE = re.compile(r"[*※]{1,3}\s?")
_SPACE = re.compile(r"\s*+")
#: The longest passage in characters.
LONGEST = 4000
_LISTED = len(_OPENERS) - 1
_OF_A_HEADING = 3
_LOCATORS = {
    Role.TITLE: "제목",
    Role.SUBTITLE: "부제 {}",
    Role.HEADING: "소제목 {}",
    Role.CAPTION: "사진 설명 {}",
}
#: Words that leave what was being listed and turn to something else.
_TURN = re.compile(r"한편|끝으로|(?:\S+\s){0,3}외에도")
_SENTENCE_END = re.compile(r"[.?!。][\"'”’)\]]*(?=\s|$)|(?<=[다요음함임됨])[\"'”’)\]]*(?=\n)")


def opener_level(text: str) -> int | None:
    """How strongly a text opens a section: 0 for the outermost kind, None if it opens none."""
    for level, pattern in enumerate(_OPENERS):
        if pattern.match(text):
            return level
    return None


def ends_a_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    return bool(
        re.search(
            r"(?:[.?!。…]|[다죠까]|(?<![개수필주소중])요|[다요]\.)[\"'”’)\]]*$", text.rstrip()
        )
    )


def unheard(share: float) -> None:
    """Progress that nobody listens to."""


def cut(
    text: str,
    blocks: Iterable[Block],
    issued: date | None = None,
    progress: Callable[[float], None] = unheard,
) -> list[Passage]:
    """The passages of a document's own body, each under its headings, with tokens and figures.

    ``issued`` is the day that "내년" in the text counts from. ``progress`` is told the share done.
    """
    passages: list[Passage] = []
    open_sections: list[tuple[float, int]] = []
    counts = dict.fromkeys(Role, 0)
    noted: int | None = None
    for block in _of_bearable_length(text, blocks):
        progress(block.start / max(len(text), 1))
        stretch = text[block.start : block.end]
        ordinal = len(passages)
        level = _level(stretch, block.role)
        if level is not None:
            is_first = all(entry[0] != level for entry in open_sections)
            open_sections = [entry for entry in open_sections if entry[0] < level]
            if is_first and level == _LISTED and passages and _leads_in(passages[-1]):
                # A list under a paragraph, "… 5대 과제를 발표했다. 첫째, …", belongs to it.
                open_sections.append((level - 0.5, ordinal - 1))
        elif _TURN.match(stretch):
            open_sections = []
        is_note = _FOOTNOTE.match(stretch) is not None
        # A footnote explains the last passage above it that is none.
        note_of = noted if is_note else None
        noted = noted if is_note else ordinal
        counts[block.role] += 1
        passages.append(
            Passage(
                ordinal,
                _locator(block.role, counts),
                block.start,
                block.end,
                stretch,
                block.role,
                (*(at for _, at in open_sections), *([] if note_of is None else [note_of])),
                tokenise(stretch),
                find_figures(stretch, issued),
            )
        )
        if level is not None:
            open_sections.append((level, ordinal))
    return passages


def _of_bearable_length(text: str, blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks of the body; one that is too long to be cited is cut where a sentence ends."""
    for block in blocks:
        if block.part is not Part.BODY:
            continue
        start = block.start
        while block.end - start > LONGEST:
            ends = [end for _, end in sentences(text[start : start + LONGEST])[:-1]]
            cut_at = start + (ends[-1] if ends else LONGEST)
            yield replace(block, start=start, end=cut_at)
            space = _SPACE.match(text, cut_at, block.end)
            start = space.end() if space else cut_at
        yield replace(block, start=start)


def _leads_in(passage: Passage) -> bool:
    return passage.role is Role.PARAGRAPH and opener_level(passage.text) is None


def _level(text: str, role: Role) -> int | None:
    if role in (Role.TITLE, Role.SUBTITLE, Role.CAPTION):
        return None
    level = opener_level(text)
    if level is None and role is Role.HEADING:
        return _OF_A_HEADING
    return level


def _locator(role: Role, counts: dict[Role, int]) -> str:
    name = _LOCATORS.get(role)
    if name:
        return name.format(counts[role])
    return f"{counts[Role.PARAGRAPH] + counts[Role.ITEM]}문단"


def sentences(text: str) -> list[tuple[int, int]]:
    """The spans of a text's sentences, without the spaces around them."""
    spans = []
    start = 0
    for end in [match.end() for match in _SENTENCE_END.finditer(text)] + [len(text)]:
        stretch = text[start:end]
        if end < len(text) and _in_brackets(stretch, text[end:]):
            continue
        if stretch.strip():
            lead = len(stretch) - len(stretch.lstrip())
            spans.append((start + lead, start + len(stretch.rstrip())))
        start = end
    return spans


def _in_brackets(before: str, after: str) -> bool:
    """Whether a bracket that was opened is closed only further on."""
    is_open = before.count("(") > before.count(")")
    return is_open and ")" in after[:200].partition("(")[0]
