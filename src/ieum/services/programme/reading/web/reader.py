"""HTML: the article of a page as lines, without the page around it, and what the page says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from lxml import etree, html

from ieum.kernel.messages import _
from ieum.search.passages import Part
from ieum.services.programme.reading.issued import labelled
from ieum.services.programme.reading.lines import Line, Mark
from ieum.services.programme.reading.unreadable import Unreadable
from ieum.services.programme.reading.web.lines import lines_of_element
from ieum.services.programme.reading.web.parts import article_part

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

_DAYS = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@property='og:article:published_time']/@content",
    "//*[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//meta[@name='pubdate' or @name='date' or @name='DC.date.issued' or @name='dc.date']/@content",
    "//article//time/@datetime",
)
_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")
_IN_DATA = re.compile(r'"datePublished"\s*:\s*"(\d{4}-\d{2}-\d{2})')
#: Between the title of an article and the name of its site.
_BEFORE_THE_SITE = re.compile(r"\s+[-|:<>–—·«»]\s+|\s*\|\s*")
_LETTERS = re.compile(r"[\W_]+")
_SHORTEST_TITLE = 8
_TITLE_SIZE = 30.0
#: More of either than a page has, so that hostile ones cost no more than others.
_MOST_TITLES, _MOST_HEADINGS = 8, 50


@dataclass(frozen=True, slots=True)
class Article:
    """The article of a web page, and what the page says of it."""

    lines: list[Line]
    issued: date | None
    publisher: str


def looks_like_html(text: str) -> bool:
    """Whether a text is HTML, by its own beginning."""
    return text[:2000].lstrip().startswith("<") and bool(_LOOKS_LIKE_HTML.search(text[:2000]))


def read_html(content: str, name: str, today: date) -> Article:
    """The article of a page; ``Unreadable`` if the page is cut off or holds no article."""
    _check(content, name)
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = html.document_fromstring(_DECLARATION.sub("", content), parser=parser)
        titles = list(islice(_titles(root), _MOST_TITLES))
        day = _day_said(root, content) or labelled(" ".join(root.itertext())[:200_000], today)
        publisher = _first(root, "//meta[@property='og:site_name']/@content")
        headings = _headings(root)
        lines = lines_of_element(article_part(root))
    except (RecursionError, etree.LxmlError, ValueError) as error:
        raise no_article(name) from error
    if not any(line.part is Part.BODY for line in lines):
        raise no_article(name)
    return Article(_titled(lines, titles, headings), day, publisher)


def _check(content: str, name: str) -> None:
    if (_OPENED.search(content) and not _CLOSED.search(content)) or _IN_A_TAG.search(
        content[-2000:]
    ):
        raise Unreadable(
            "truncated",
            _(
                "{name:은/는} 끝나는 태그 없이 중간에서 잘린 웹 문서입니다. 원본을 다시 저장해 올려 주세요.",
                name=name,
            ),
        )
    tags = content.count("<")
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


def _titles(root: html.HtmlElement) -> Iterator[str]:
    """What the page says that its article is called, the surest first."""
    for path in ("//meta[@property='og:title']/@content", "//title/text()"):
        said = _first(root, path)
        if said:
            yield said
            # A site puts its own name after the title, or before it.
            yield from sorted(_BEFORE_THE_SITE.split(said[:500]), key=len, reverse=True)


def _headings(root: html.HtmlElement) -> list[str]:
    """The headings of the page, and what its authors name a title."""
    found = root.xpath(
        "//h1|//h2|//h3|//h4|//*[contains(@class,'tit') or contains(@class,'subject') or "
        "contains(@class,'headline')]"
    )
    words = (
        re.sub(r"\s+", " ", element.text_content()).strip() for element in found[:_MOST_HEADINGS]
    )
    return [text for text in words if _SHORTEST_TITLE <= len(text) <= 200]


def _titled(lines: Sequence[Line], titles: Sequence[str], headings: Sequence[str]) -> list[Line]:
    """The lines with the title in the largest type: its own line, or one put above them."""
    for title in titles:
        for at, line in enumerate(lines[:40]):
            if line.part is Part.BODY and len(line.text) <= 200 and _is_alike(line.text, title):
                return [
                    *lines[:at],
                    replace(line, mark=Mark.HEADING, size=_TITLE_SIZE),
                    *lines[at + 1 :],
                ]
    for title in titles:
        for heading in headings:
            if _is_alike(heading, title):
                return [Line(heading, mark=Mark.HEADING, size=_TITLE_SIZE), *lines]
    if any(line.size > 13 and len(line.text) >= _SHORTEST_TITLE for line in lines[:40]):
        return list(lines)
    own = {line.text for line in lines}
    above = [heading for heading in headings if heading not in own] or list(titles)[-1:]
    return [*(Line(text, mark=Mark.HEADING, size=_TITLE_SIZE) for text in above[:1]), *lines]


def _is_alike(text: str, title: str) -> bool:
    """Whether two titles are the same but for marks and spaces."""
    one, other = _LETTERS.sub("", text), _LETTERS.sub("", title)
    return len(one) >= _SHORTEST_TITLE and one == other


def _first(root: html.HtmlElement, path: str) -> str:
    found = root.xpath(path)
    return re.sub(r"\s+", " ", str(found[0])).strip() if found else ""


def _day_said(root: html.HtmlElement, content: str) -> date | None:
    """The day of issue that the page states for machines."""
    for path in _DAYS:
        for said in root.xpath(path):
            day = _day(str(said))
            if day:
                return day
    in_data = _IN_DATA.search(content)
    return _day(in_data[1]) if in_data else None


def _day(written: str) -> date | None:
    match = _DAY.match(written.strip())
    try:
        return date(*(int(part) for part in match.groups())) if match else None
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
