"""HTML to text and blocks: the article body by trafilatura, without the page around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from lxml import etree

from ieum.kernel.messages import _
from ieum.search.passages import Block, Role
from ieum.services.programme.reading.unreadable import Unreadable

_LOOKS_LIKE_HTML = re.compile(
    r"<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]|<(?:div|p|table|article|meta|h[1-6])[\s>/]",
    re.IGNORECASE,
)
#: A page of the state has some thousands of tags; each costs some 50 microseconds to take apart.
MOST_TAGS = 100_000
_OPENED = re.compile(r"<(?:html|body)[\s>]", re.IGNORECASE)
_CLOSED = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
_IN_A_TAG = re.compile(r"<[a-zA-Z/!][^<>]*$")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


@dataclass(frozen=True, slots=True)
class Article:
    """The article of a web page: text, blocks over it, and what the page says of it."""

    text: str
    blocks: list[Block]
    title: str
    issued: date | None
    publisher: str


def looks_like_html(text: str) -> bool:
    """Whether a text is HTML, by its own beginning."""
    return text[:2000].lstrip().startswith("<") and bool(_LOOKS_LIKE_HTML.search(text[:2000]))


def article_of(html: str, name: str) -> Article:
    """The article of a page; ``Unreadable`` if the page is cut off or holds no article."""
    if (_OPENED.search(html) and not _CLOSED.search(html)) or _IN_A_TAG.search(html[-2000:]):
        raise Unreadable(
            "truncated",
            _(
                "{name:은/는} 끝나는 태그 없이 중간에서 잘린 웹 문서입니다. 원본을 다시 저장해 올려 주세요.",
                name=name,
            ),
        )
    tags = html.count("<")
    if tags > MOST_TAGS:
        raise Unreadable(
            "too-many-tags",
            _(
                "'{name}'에는 태그가 {tags:,}개 있어, 읽을 수 있는 {most:,}개를 넘습니다. 본문만 텍스트로 "
                "붙여 올려 주세요.",
                name=name,
                tags=tags,
                most=MOST_TAGS,
            ),
        )
    # Loaded here: it takes a third of a second that only HTML needs.
    import trafilatura

    try:
        page = trafilatura.bare_extraction(
            _DECLARATION.sub("", html),
            with_metadata=True,
            include_comments=False,
            include_links=False,
            include_tables=True,
            favor_recall=True,
        )
    except (RecursionError, etree.LxmlError, ValueError) as error:
        raise no_article(name) from error
    if page is None or page.body is None:
        raise no_article(name)
    title = (page.title or "").strip()
    text, blocks = _flattened(page.body, title)
    if not any(block.role is not Role.TITLE for block in blocks):
        raise no_article(name)
    return Article(text, blocks, title, _day(page.date), (page.sitename or "").strip())


def _flattened(body: etree._Element, title: str) -> tuple[str, list[Block]]:
    """One line a heading, paragraph, item or table row."""
    pieces: list[str] = []
    blocks: list[Block] = []
    length = 0

    def add(words: str, role: Role) -> None:
        nonlocal length
        words = re.sub(r"\s+", " ", words).strip()
        if words and not (pieces and pieces[-1] == words):
            blocks.append(Block(length, length + len(words), role))
            pieces.append(words)
            length += len(words) + 1

    if title:
        add(title, Role.TITLE)
    roles = {"head": Role.HEADING, "p": Role.PARAGRAPH, "item": Role.ITEM, "quote": Role.PARAGRAPH}
    for element in body.iter():
        if element.tag == "row":
            cells = (" ".join(cell.itertext()).strip() for cell in element.iter("cell"))
            add(" | ".join(cell for cell in cells if cell), Role.ITEM)
        elif element.tag in roles and not _inside(element, {*roles, "row"}):
            add(" ".join(element.itertext()), roles[element.tag])
        elif element is body and element.text:
            add(element.text, Role.PARAGRAPH)
    return "\n".join(pieces), blocks


def _inside(element: etree._Element, tags: set[str]) -> bool:
    return any(ancestor.tag in tags for ancestor in element.iterancestors())


def _day(written: str | None) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        return None


def no_article(name: str) -> Unreadable:
    """The refusal of a page without an article."""
    return Unreadable(
        "no-article",
        _(
            "'{name}'에서 글 본문을 찾지 못했습니다. 본문이 있는 쪽을 저장하거나 본문을 텍스트로 "
            "붙여 올려 주세요.",
            name=name,
        ),
    )
