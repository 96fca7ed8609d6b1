"""HWPX (OWPML, KS X 6101): a ZIP of XML; its sections are read, and of its header the styles."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from ieum.services.programme.reading.office import (
    Cell,
    Heading,
    Inset,
    InsetKind,
    Paragraph,
    commonest_size,
)
from ieum.services.programme.reading.unreadable import broken, too_many_pieces, too_much_inside

#: All XML of a document together, unpacked, in bytes. The largest white papers have some 20 MB.
MOST_UNPACKED = 64_000_000
#: Each tag costs some two microseconds and two hundred bytes; 500 pages have some 500,000.
MOST_TAGS = 2_000_000
_SECTION = re.compile(r"Contents/section(\d+)\.xml")
_HEADER = "Contents/header.xml"
_HEADINGS = {"OUTLINE": Heading.OUTLINE, "NUMBER": Heading.ITEM, "BULLET": Heading.ITEM}
_INSETS = {
    "tbl": InsetKind.TABLE,
    "footNote": InsetKind.NOTE,
    "endNote": InsetKind.NOTE,
    "header": InsetKind.MARGIN,
    "footer": InsetKind.MARGIN,
    "hiddenComment": InsetKind.COMMENT,
    "fieldBegin": InsetKind.COMMENT,
}
#: Marks inside of text that stand for a character.
_CHARACTERS = {"tab": "\t", "lineBreak": "\n", "hyphen": "-", "nbSpace": "\xa0", "fwSpace": " "}


@dataclass(slots=True)
class _Styles:
    """Type sizes in points by character style, headings by paragraph style."""

    sizes: dict[str, float]
    headings: dict[str, Heading]


def read_hwpx(content: bytes, name: str) -> list[Paragraph]:
    """The paragraphs of a HWPX file; ``Unreadable`` where it is damaged or far too large inside."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _read(archive, name)
    except (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, EOFError, KeyError) as error:
        raise broken(name) from error
    except (NotImplementedError, RuntimeError, ValueError) as error:
        # A way of packing that no word processor uses, or a member that is locked after all.
        raise broken(name) from error


def _read(archive: zipfile.ZipFile, name: str) -> list[Paragraph]:
    left, tags = MOST_UNPACKED, 0
    styles = _Styles({}, {})
    sections = sorted(
        (member for member in archive.namelist() if _SECTION.fullmatch(member)),
        key=lambda member: int(_SECTION.fullmatch(member)[1]),  # type: ignore[index]
    )
    if not sections:
        raise broken(name)
    wanted = [_HEADER] if _HEADER in archive.namelist() else []
    paragraphs: list[Paragraph] = []
    for member in [*wanted, *sections]:
        with archive.open(member) as file:
            xml = file.read(left + 1)
        left -= len(xml)
        if left < 0:
            raise too_much_inside(name, MOST_UNPACKED)
        tags += xml.count(b"<")
        if tags > MOST_TAGS:
            raise too_many_pieces(name, tags, MOST_TAGS)
        root = _parsed(xml, name)
        if member == _HEADER:
            styles = _styles(root)
        else:
            paragraphs += _paragraphs(root, styles)
    return paragraphs


def _parsed(xml: bytes, name: str) -> etree._Element:
    """An XML document; one that declares entities is refused, for no word processor writes them."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    root = etree.fromstring(xml, parser)
    if root.getroottree().docinfo.doctype:
        raise broken(name)
    return root


def _styles(root: etree._Element) -> _Styles:
    styles = _Styles({}, {})
    for element in root.iter():
        tag = _tag(element)
        if tag == "charPr":
            height = element.get("height", "")
            styles.sizes[element.get("id", "")] = int(height) / 100 if height.isdigit() else 0.0
        elif tag == "paraPr":
            kinds = [child.get("type", "") for child in element if _tag(child) == "heading"]
            if kinds:
                styles.headings[element.get("id", "")] = _HEADINGS.get(kinds[0], Heading.NONE)
    return styles


def _paragraphs(parent: etree._Element, styles: _Styles) -> list[Paragraph]:
    return [_paragraph(child, styles) for child in parent if _tag(child) == "p"]


def _paragraph(element: etree._Element, styles: _Styles) -> Paragraph:
    paragraph = Paragraph(heading=styles.headings.get(element.get("paraPrIDRef", ""), Heading.NONE))
    sizes: Counter[float] = Counter()
    for run in element:
        if _tag(run) != "run":
            continue
        size = styles.sizes.get(run.get("charPrIDRef", ""), 0.0)
        for child in run:
            if _tag(child) == "t":
                words = "".join(_words(child))
                paragraph.content.append(words)
                sizes[size] += len(words)
            else:
                paragraph.content += _insets(child, styles)
    paragraph.size = commonest_size(sizes)
    return paragraph


def _words(text: etree._Element) -> Iterator[str]:
    """The characters of a ``hp:t`` with the marks in it."""
    yield text.text or ""
    for child in text:
        yield _CHARACTERS.get(_tag(child), "")
        yield from _words(child)
        yield child.tail or ""


def _insets(element: etree._Element, styles: _Styles) -> Iterator[Inset]:
    """What an element of a run holds, in the order of the file."""
    tag = _tag(element)
    if tag == "switch":
        # The same thing for newer and for older programs: one of them is enough.
        for case in element[:1]:
            for child in case:
                yield from _insets(child, styles)
    elif tag == "tbl":
        yield from _table(element, styles)
    elif tag == "subList":
        yield Inset(InsetKind.FRAME, [Cell(0, _paragraphs(element, styles))])
    else:
        for child in element:
            for inset in _insets(child, styles):
                if inset.kind is InsetKind.FRAME and tag in _INSETS:
                    inset.kind = _INSETS[tag]
                yield inset


def _table(element: etree._Element, styles: _Styles) -> Iterator[Inset]:
    table = Inset(InsetKind.TABLE)
    rows = 0
    for child in element:
        if _tag(child) == "tr":
            for cell in child:
                column = _column(cell)
                lists = (part for part in cell if _tag(part) == "subList")
                table.cells += [Cell(rows, _paragraphs(part, styles), column) for part in lists]
            rows += 1
        else:
            # A caption: like other programs, Hancom's writes it before the rows.
            yield from _insets(child, styles)
    yield table


def _column(cell: etree._Element) -> int | None:
    """The column in which a cell begins, as its address says."""
    places = (part.get("colAddr", "") for part in cell if _tag(part) == "cellAddr")
    said = next(places, "")
    return int(said) if said.isdecimal() else None


def _tag(element: etree._Element) -> str:
    """The name of an element without its namespace, whose year differs between versions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
