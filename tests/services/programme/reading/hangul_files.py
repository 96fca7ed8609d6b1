"""Small HWP and HWPX files, written after the published formats, for tests of their readers."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from itertools import pairwise
from xml.sax.saxutils import escape

SECTOR = 512
LEAST = 4096
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound_file(streams: Mapping[str, bytes]) -> bytes:
    """An OLE compound file of version 3 with these streams; ``a/b`` is ``b`` in the storage ``a``.

    Streams are filled up to the size from which they lie in sectors of their own.
    """
    streams = {path: content.ljust(LEAST, b"\0") for path, content in streams.items()}
    names = sorted({path.partition("/")[0] for path in streams if "/" in path})
    entries: list[tuple[str, int, list[int], bytes]] = [("Root Entry", 5, [], b"")]
    tops: list[int] = []
    for storage in names:
        entries.append((storage, 1, [], b""))
        tops.append(len(entries) - 1)
        for path, content in streams.items():
            if path.startswith(f"{storage}/"):
                entries.append((path.partition("/")[2], 2, [], content))
                entries[tops[-1]][2].append(len(entries) - 1)
    for path, content in streams.items():
        if "/" not in path:
            entries.append((path, 2, [], content))
            tops.append(len(entries) - 1)
    entries[0][2].extend(tops)
    sectors: list[bytes] = []
    table: list[int] = []

    def put(content: bytes) -> int:
        count = -(-len(content) // SECTOR)
        first = len(sectors)
        for at in range(count):
            sectors.append(content[at * SECTOR : (at + 1) * SECTOR].ljust(SECTOR, b"\0"))
            table.append(first + at + 1 if at < count - 1 else END)
        return first if count else END

    starts = [put(content) if kind == 2 else END for _, kind, _, content in entries]
    siblings = {
        child: after
        for _, _, children, _ in entries
        for child, after in pairwise([*children, FREE])
    }
    directory = b"".join(
        (name.encode("utf-16-le") + b"\0\0").ljust(64, b"\0")
        + struct.pack("<HBB", len(name) * 2 + 2, kind, 1)
        + struct.pack("<III", FREE, siblings.get(at, FREE), children[0] if children else FREE)
        + bytes(36)
        + struct.pack("<IQ", starts[at], len(content))
        for at, (name, kind, children, content) in enumerate(entries)
    )
    first_of_directory = put(directory)
    fat_at = len(sectors)
    table.append(FAT)
    assert len(table) <= SECTOR // 4, "one sector of the table holds all that tests need"
    sectors.append(struct.pack(f"<{SECTOR // 4}I", *table, *[FREE] * (SECTOR // 4 - len(table))))
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
        + bytes(6)
        + struct.pack("<IIIIIIIII", 0, 1, first_of_directory, 0, LEAST, END, 0, END, 0)
        + struct.pack("<109I", fat_at, *[FREE] * 108)
    )
    return header + b"".join(sectors)


def record(tag: int, level: int, payload: bytes) -> bytes:
    """One record of a HWP stream; ``tag`` counts from the first tag of documents."""
    size = min(len(payload), 0xFFF)
    head = struct.pack("<I", (tag + 16) | level << 10 | size << 20)
    return head + (struct.pack("<I", len(payload)) if size == 0xFFF else b"") + payload


def control(code: int, kind: bytes) -> str:
    """The eight units that stand in a text for a control of this kind."""
    return chr(code) + kind[::-1].decode("latin-1").ljust(6, "\0")[:4] + "\0\0" + chr(code)


def hwp_paragraph(text: str, level: int = 0, *controls: bytes, style: int = 0) -> bytes:
    """A paragraph; ``text`` holds the characters of its controls, ``controls`` their records."""
    units = text.encode("utf-16-le")
    return (
        record(50, level, struct.pack("<IIHBBHHHI", len(text) + 1, 0, 0, 0, 0, 1, 0, 0, 0))
        + record(51, level + 1, units + b"\r\0")
        + record(52, level + 1, struct.pack("<II", 0, style))
        + b"".join(controls)
    )


def hwp_list(kind: bytes, level: int, *paragraphs: bytes) -> bytes:
    """A control with one list of paragraphs: a note, a running head, a hidden comment."""
    return (
        record(55, level, kind[::-1] + bytes(8))
        + record(56, level + 1, struct.pack("<iI", len(paragraphs), 0) + bytes(8))
        + b"".join(paragraphs)
    )


def hwp_table(level: int, rows: Sequence[Sequence[bytes]]) -> bytes:
    """A table whose cells each hold paragraphs of the level below its own."""
    cells = b"".join(
        record(56, level + 1, struct.pack("<iIHHHH", 1, 0, column, row, 1, 1) + bytes(20)) + cell
        for row, line in enumerate(rows)
        for column, cell in enumerate(line)
    )
    shape = struct.pack("<IHH", 0, len(rows), max(map(len, rows))) + bytes(12)
    return record(55, level, b" lbt" + bytes(42)) + record(61, level + 1, shape) + cells


def hwp_box(level: int, caption: bytes, *paragraphs: bytes) -> bytes:
    """A rectangle with text in it, and a caption."""
    head = struct.pack("<iI", 1, 0) + bytes(8)
    return (
        record(55, level, b" osg" + bytes(42))
        + (record(56, level + 1, head) + caption if caption else b"")
        + record(60, level + 1, b"cer$" * 2 + bytes(200))
        + record(56, level + 2, head)
        + b"".join(paragraphs)
        + record(63, level + 2, bytes(33))
    )


def hwp(
    *sections: bytes, properties: int = 1, sizes: Sequence[float] = (10, 20), more: bytes = b""
) -> bytes:
    """A HWP 5.0 file: ``sizes`` are those of its character styles, in points."""
    shapes = b"".join(
        record(5, 1, bytes(42) + struct.pack("<i", round(size * 100)) + bytes(26)) for size in sizes
    )
    shapes += record(9, 1, bytes(54))
    header = b"HWP Document File".ljust(32, b"\0") + struct.pack("<II", 0x05010100, properties)
    streams = {"FileHeader": header.ljust(256, b"\0"), "DocInfo": _packed(shapes, properties)}
    for number, section in enumerate(sections):
        streams[f"BodyText/Section{number}"] = _packed(section, properties) + more
    return compound_file(streams)


def _packed(content: bytes, properties: int) -> bytes:
    if not properties & 1:
        return content
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(content) + packer.flush()


HP = 'xmlns:hp="http://www.hancom.co.kr/hwpml/2011/paragraph"'


def hwpx_paragraph(*content: str, style: int = 0, shape: int = 0) -> str:
    """A paragraph of one run: plain text, or XML of what stands in it (begins with a bracket)."""
    inner = "".join(
        piece if piece.startswith("<") else f"<hp:t>{escape(piece)}</hp:t>" for piece in content
    )
    return (
        f'<hp:p paraPrIDRef="{shape}"><hp:run charPrIDRef="{style}">{inner}</hp:run>'
        "<hp:linesegarray/></hp:p>"
    )


def hwpx_list(tag: str, *paragraphs: str) -> str:
    """A note, a running head or a hidden comment with its paragraphs."""
    inner = f"<hp:subList>{''.join(paragraphs)}</hp:subList>"
    return f"<hp:ctrl><hp:{tag}>{inner}</hp:{tag}></hp:ctrl>"


def hwpx_table(rows: Sequence[Sequence[str]], caption: str = "") -> str:
    """A table of cells that hold paragraphs."""
    made = "".join(
        "<hp:tr>"
        + "".join(f"<hp:tc><hp:subList>{cell}</hp:subList><hp:cellAddr/></hp:tc>" for cell in row)
        + "</hp:tr>"
        for row in rows
    )
    told = f"<hp:caption><hp:subList>{caption}</hp:subList></hp:caption>" if caption else ""
    return f"<hp:tbl><hp:sz/>{told}<hp:inMargin/>{made}</hp:tbl>"


def hwpx_box(caption: str, *paragraphs: str) -> str:
    """A rectangle with text in it, and a caption."""
    inner = f"<hp:drawText><hp:subList>{''.join(paragraphs)}</hp:subList></hp:drawText>"
    told = f"<hp:caption><hp:subList>{caption}</hp:subList></hp:caption>" if caption else ""
    return f"<hp:rect><hp:offset/>{inner}<hp:sz/>{told}</hp:rect>"


def _member(name: str) -> zipfile.ZipInfo:
    """A member without the time of day: one document has the same bytes whenever it is made."""
    member = zipfile.ZipInfo(name)
    member.compress_type = zipfile.ZIP_DEFLATED
    return member


def hwpx(
    *sections: str,
    sizes: Sequence[float] = (10, 20),
    headings: Sequence[str] = ("NONE", "OUTLINE", "BULLET"),
    head: str = "",
) -> bytes:
    """A HWPX file; ``head`` is put before each section, such as a document type."""
    chars = "".join(
        f'<hh:charPr id="{at}" height="{round(size * 100)}"/>' for at, size in enumerate(sizes)
    )
    paras = "".join(
        f'<hh:paraPr id="{at}"><hh:heading type="{kind}"/></hh:paraPr>'
        for at, kind in enumerate(headings)
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_member("mimetype"), "application/hwp+zip", zipfile.ZIP_STORED)
        archive.writestr(_member("Contents/content.hpf"), "<package/>")
        archive.writestr(
            _member("Contents/header.xml"), f'<hh:head xmlns:hh="h">{chars}{paras}</hh:head>'
        )
        for number, section in enumerate(sections):
            xml = f'{head}<hs:sec xmlns:hs="s" {HP}>{section}</hs:sec>'
            archive.writestr(_member(f"Contents/section{number}.xml"), xml)
    return buffer.getvalue()
