"""Which part of a web page is its article: what is left when menus, footers and links are not."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import html

#: Elements that never hold words of an article.
DROPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "canvas",
        "nav",
        "footer",
        "button",
        "select",
        "textarea",
        "input",
        "label",
        "map",
        "audio",
        "video",
        "head",
    ]
)
_ROLES = frozenset(["navigation", "contentinfo", "search", "complementary", "banner", "dialog"])
#: Words in the classes and ids of elements around an article, as Korean sites name them.
_AROUND = frozenset(
    [
        "ad",
        "ads",
        "advert",
        "advertisement",
        "aside",
        "attach",
        "attachment",
        "banner",
        "breadcrumb",
        "breadcrumbs",
        "btn",
        "btns",
        "comment",
        "comments",
        "cookie",
        "copyright",
        "fnb",
        "footer",
        "gnb",
        "lnb",
        "location",
        "login",
        "menu",
        "modal",
        "nav",
        "navi",
        "navigation",
        "pager",
        "paging",
        "pagination",
        "popular",
        "popup",
        "prevnext",
        "quick",
        "rank",
        "ranking",
        "recommend",
        "related",
        "relation",
        "reply",
        "replies",
        "reporter",
        "satis",
        "satisfaction",
        "share",
        "sidebar",
        "skip",
        "skipnav",
        "snb",
        "sns",
        "subscribe",
        "tag",
        "tags",
        "toolbar",
        "util",
        "weather",
    ]
)
_WORD = re.compile(r"[a-z]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
#: What stands around an article holds less than this share of the words of a page.
_LARGEST_AROUND = 0.3
#: An element is looked into for a smaller one that holds this share of its words.
_NEARLY_ALL = 0.85
_HALF = 0.5
_TABLE_PARTS = frozenset(["table", "thead", "tbody", "tfoot", "tr"])


@dataclass(slots=True)
class Weight:
    """How many characters an element holds, outside of links and inside of them."""

    words: int = 0
    links: int = 0


def article_part(root: html.HtmlElement) -> html.HtmlElement:
    """The element that holds the article; what is around it inside of it is taken away."""
    body = root.find("body")
    top = root if body is None else body
    _without_the_unseen(top)
    weights = _weighed(top)
    _without_surroundings(top, weights)
    weights = _weighed(top)
    part = _declared(top, weights)
    enough = _NEARLY_ALL * weights[part].words
    while True:
        inner = max(part, key=lambda child: _words(child, weights), default=None)
        if inner is None or _words(inner, weights) < enough:
            return part
        if inner.tag in _TABLE_PARTS or inner.tag in ("p", "td", "th"):
            return part
        part = inner


def _words(element: html.HtmlElement, weights: dict[html.HtmlElement, Weight]) -> int:
    found = weights.get(element)
    return found.words if found else 0


def _without_the_unseen(top: html.HtmlElement) -> None:
    for element in list(top.iter()):
        if element is top or not isinstance(element.tag, str):
            continue
        if (
            element.tag in DROPPED
            or element.get("role", "") in _ROLES
            or element.get("hidden") is not None
            or _INVISIBLE.search(element.get("style", ""))
            or (element.tag == "header" and not _is_inside_an_article(element))
        ):
            _drop(element)


def _is_inside_an_article(element: html.HtmlElement) -> bool:
    return any(above.tag in ("article", "main") for above in element.iterancestors())


def _without_surroundings(top: html.HtmlElement, weights: dict[html.HtmlElement, Weight]) -> None:
    most = _LARGEST_AROUND * weights[top].words
    for element in list(top.iter("div", "section", "ul", "ol", "dl", "p", "aside", "span")):
        named = f"{element.get('class', '')} {element.get('id', '')}"
        tokens = set(_WORD.findall(_CAMEL.sub(" ", named).lower()))
        is_around = element.tag == "aside" or bool(tokens & _AROUND)
        if is_around and _words(element, weights) <= most:
            _drop(element)


def _drop(element: html.HtmlElement) -> None:
    """Take an element away; what follows it stays."""
    if element.getparent() is not None:
        element.drop_tree()


def _weighed(top: html.HtmlElement) -> dict[html.HtmlElement, Weight]:
    """The weight of each element, from the innermost outwards."""
    weights: dict[html.HtmlElement, Weight] = {}
    elements = [element for element in top.iter() if isinstance(element.tag, str)]
    for element in reversed(elements):
        own = weights.setdefault(element, Weight())
        own.words += _length(element.text)
        for child in element:
            if isinstance(child.tag, str):
                own.words += weights[child].words
                own.links += weights[child].links
            own.words += _length(child.tail)
        if element.tag == "a":
            own.links, own.words = own.links + own.words, 0
    return weights


def _length(text: str | None) -> int:
    return len(text.strip()) if text else 0


def _declared(top: html.HtmlElement, weights: dict[html.HtmlElement, Weight]) -> html.HtmlElement:
    """What the page itself names as its article, if it holds at least half of its words."""
    for path in (
        ".//*[@itemprop='articleBody']",
        ".//article",
        ".//main",
        ".//*[@role='main']",
    ):
        found = max(top.iterfind(path), key=lambda e: _words(e, weights), default=None)
        if found is not None and _words(found, weights) >= _HALF * weights[top].words:
            return found
    return top
