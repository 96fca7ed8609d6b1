"""ZIP archives whose bytes depend on their content alone, so that the same call gives the same."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from typing import BinaryIO

#: The first moment that the format can hold.
NO_TIME = (1980, 1, 1, 0, 0, 0)
Change = Callable[[bytes], bytes]


def entry(name: str, *, stored: bool = False) -> zipfile.ZipInfo:
    """An entry without the time at which it was written."""
    info = zipfile.ZipInfo(name, NO_TIME)
    info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    return info


def steadied(source: BinaryIO, out: BinaryIO, changes: dict[str, Change] | None = None) -> None:
    """Copy an archive without its times; ``changes`` rewrite single entries by name."""
    changes = changes or {}
    with zipfile.ZipFile(source) as read, zipfile.ZipFile(out, "w") as written:
        for info in read.infolist():
            stored = info.compress_type == zipfile.ZIP_STORED
            target = entry(info.filename, stored=stored)
            if info.filename in changes:
                written.writestr(target, changes[info.filename](read.read(info)))
                continue
            # Unknown at the beginning, the size of a large entry must still fit its field.
            target.file_size = info.file_size
            with read.open(info) as content, written.open(target, "w") as copy:
                shutil.copyfileobj(content, copy, 2**18)
