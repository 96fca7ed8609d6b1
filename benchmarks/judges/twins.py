"""The words of a HWPX file, taken from its XML with the standard library alone."""

from __future__ import annotations

import hashlib
import io
import re
import unicodedata
import xml.etree.ElementTree as ElementTree
import zipfile


def body_digest(hwpx: bytes) -> tuple[int, str]:
    """Characters and SHA-256 of all text of a file's sections, composed (NFC), no white space."""
    with zipfile.ZipFile(io.BytesIO(hwpx)) as archive:
        members = [
            (int(match[1]), match[0])
            for name in archive.namelist()
            if (match := re.fullmatch(r"Contents/section(\d+)\.xml", name))
        ]
        sections = [ElementTree.fromstring(archive.read(name)) for _, name in sorted(members)]
    text = "".join(
        "".join(element.itertext())
        for section in sections
        for element in section.iter()
        if element.tag.endswith("}t")
    )
    body = "".join(unicodedata.normalize("NFC", text).split())
    return len(body), hashlib.sha256(body.encode()).hexdigest()
