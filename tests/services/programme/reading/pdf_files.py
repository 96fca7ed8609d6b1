"""Small PDF files for tests, with Korean in a font that readers of PDF know without embedding."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

WIDTH, HEIGHT = 595, 842


@dataclass
class Page:
    """Words with the place of their left lower end and their size; rulings; perhaps a picture."""

    words: list[tuple[float, float, float, str]] = field(default_factory=list)
    rulings: list[tuple[float, float, float, float]] = field(default_factory=list)
    has_picture: bool = False

    def write(self, lines: Iterable[str], left: float, top: float, size: float = 10) -> None:
        """Lines one beneath the other, the first ``top`` points below the upper edge."""
        for number, line in enumerate(lines):
            self.words.append((left, HEIGHT - top - number * size * 1.6, size, line))

    def draw_table(self, rows: Sequence[Sequence[str]], left: float, top: float) -> None:
        """A table whose cells are 100 by 20 points."""
        right, bottom = left + 100 * len(rows[0]), top + 20 * len(rows)
        for at in range(len(rows) + 1):
            self.rulings.append((left, top + 20 * at, right, top + 20 * at))
        for at in range(len(rows[0]) + 1):
            self.rulings.append((left + 100 * at, top, left + 100 * at, bottom))
        for down, row in enumerate(rows):
            for along, text in enumerate(row):
                self.write([text], left + 100 * along + 5, top + 20 * down + 14)

    def content(self) -> bytes:
        """The page as drawing commands."""
        drawn = [f"{x} {HEIGHT - y} m {u} {HEIGHT - v} l S" for x, y, u, v in self.rulings]
        drawn += [
            f"BT /F {size} Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET"
            for x, y, size, text in self.words
        ]
        if self.has_picture:
            drawn.append(f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm /P Do Q")
        return "\n".join(drawn).encode()


def pdf(*pages: Page, encrypted: bool = False) -> bytes:
    """A PDF file of these pages."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type0 /BaseFont /HYGoThic-Medium /Encoding /UniKS-UTF16-H"
        b" /DescendantFonts [4 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /HYGoThic-Medium /DW 1000 /W [1 95 500]"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Korea1) /Supplement 2 >>"
        b" /FontDescriptor 5 0 R >>",
        b"<< /Type /FontDescriptor /FontName /HYGoThic-Medium /Flags 4 /FontBBox [0 -120 1000 880]"
        b" /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>",
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8"
        b" /ColorSpace /DeviceGray /Length 1 >>\nstream\n\x80\nendstream",
        b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <"
        + b"41" * 32
        + b"> /U <"
        + b"42" * 32
        + b"> >>",
    ]
    kids = []
    for page in pages:
        content = page.content()
        objects.append(b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R /Resources"
            b" << /Font << /F 3 0 R >> /XObject << /P 6 0 R >> >> >>"
            % (WIDTH, HEIGHT, len(objects))
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%b] >>" % (len(kids), b" ".join(kids))
    made = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    lock = b" /Encrypt 7 0 R /ID [<41> <41>]" if encrypted else b""
    made += b"trailer << /Size %d /Root 1 0 R%b >>\n" % (len(objects) + 1, lock)
    return bytes(made + b"startxref\n%d\n%%%%EOF\n" % start)
