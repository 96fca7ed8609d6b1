"""An answer as the answer view draws it: blocks, steps, sources, notes, or a refusal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ieum.hub.look.blocks import Block, Grid, Headline, blocks
from ieum.hub.look.wording import cell_text
from ieum.kernel.answer import SourceKind
from ieum.kernel.context import today_in_korea
from ieum.kernel.messages import Message, _, written_date
from ieum.kernel.tool import Tool

KINDS = {
    SourceKind.DATASET: _("데이터"),
    SourceKind.LAW: _("법령"),
    SourceKind.DOCUMENT: _("문서"),
    SourceKind.MODEL: _("모형"),
    SourceKind.RULE: _("규칙"),
}
#: Notes that may stand between the figure and what explains it; more would push that away.
MOST_NOTES_BELOW_FIGURE = 3
#: Columns that fit into the width of a text.
NARROW_COLUMNS = 4
VERSION = _("판 {version}")
CHARACTERS = _("{start}–{end}번째 글자")


@dataclass(frozen=True, slots=True)
class ShownSource:
    """A source with its details in the order in which they are read."""

    kind: str
    title: str
    details: Sequence[str]
    quote: str
    address: str
    here: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer ready for the template ``look/answer.html``.

    ``spoken`` is what a language model made of it, already checked against the evidence; the
    plain answer always stands under it. ``result`` is the rendered result itself, for a page that
    draws it in a way of its own. The addresses are empty where there is none.
    """

    blocks: Sequence[Block]
    steps: Sequence[Mapping[str, str]]
    sources: Sequence[ShownSource]
    notes: Sequence[str]
    refusal: Mapping[str, str] | None
    day: str
    spoken: str = ""
    id: str = "answer"
    address: str = ""
    print_address: str = ""
    api_address: str = ""
    result: Any = None

    @property
    def notes_below_figure(self) -> bool:
        """Whether the notes follow the figure that leads, so that nobody takes it without them."""
        leads = bool(self.blocks) and isinstance(self.blocks[0], Headline)
        return leads and 0 < len(self.notes) <= MOST_NOTES_BELOW_FIGURE

    @property
    def is_wide(self) -> bool:
        """Whether a table in it wants more room than text does."""
        return any(
            isinstance(block, Grid) and len(block.headings) > NARROW_COLUMNS
            for block in self.blocks
        )


def shown(
    rendered: Mapping[str, Any], tool: Tool, language: str, spoken: str = "", **addresses: str
) -> Shown:
    """Make a rendered answer ready to draw."""
    return Shown(
        blocks=blocks(rendered["result"], tool.answer_type, language),
        steps=rendered["steps"],
        sources=[_source(source, language) for source in rendered["sources"]],
        notes=rendered["notes"],
        refusal=rendered["refusal"],
        day=written_date(today_in_korea(), language),
        spoken=spoken,
        result=rendered["result"],
        **addresses,
    )


def _source(source: Mapping[str, Any], language: str) -> ShownSource:
    version = source["version"]
    # The day an article was in force says more as a day than as a version.
    version_text = cell_text(version, language)
    if version and version_text == version:
        version_text = Message(VERSION, {"version": version}).text(language)
    span = source["span"]
    details = [
        source["publisher"],
        cell_text(source["published"], language) if source["published"] else "",
        version_text,
        source["locator"],
        _characters(span, language) if span else "",
    ]
    page = source["page"]
    return ShownSource(
        kind=KINDS[SourceKind(source["kind"])].text(language),
        title=source["title"],
        details=[detail for detail in details if detail],
        quote=source["quote"],
        address=_own_page(page) or _web_address(source["address"]),
        here=bool(page),
    )


def _characters(span: Mapping[str, int], language: str) -> str:
    """A span as people count: from one, and the last character included."""
    return Message(CHARACTERS, {"start": span["start"] + 1, "end": span["end"]}).text(language)


def _own_page(address: str) -> str:
    """An address on this hub: a path, and no ``//`` that would lead elsewhere."""
    return address if address.startswith("/") and not address.startswith("//") else ""


def _web_address(address: str) -> str:
    """An address that may become a link; anything but a web page could run a script."""
    return address if address.startswith(("https://", "http://")) else ""
