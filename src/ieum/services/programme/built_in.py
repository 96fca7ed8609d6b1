"""The documents this release ships: the AX programme's promises in our own words, with sources.

Each file of ``built_in_documents`` begins with who published the source and when; below stand a
title and one statement a line, with the place in the source. A file that changed replaces what an
earlier release loaded.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import date
from importlib.resources import files

from ieum.kernel.upload import Upload
from ieum.services.programme.reading.reader import ReadDocument, read_document

_log = logging.getLogger("ieum.services.programme")
FOLDER = "built_in_documents"


def load() -> None:
    """Put the documents into the store; what is there already stays.

    Then read again what an earlier release read, whoever brought it, and put the programmes of the
    documents into the register.
    """
    from ieum.services.programme import store
    from ieum.services.programme.register.shipped import shipped
    from ieum.services.programme.register.shipping.store import ship

    for document in documents():
        store.remove_built_in(document.name, keep_sha256=document.sha256)
        store.add(document, built_in=document.name)
    store.read_again(_tell)
    ship(shipped())


def _tell(done: int, of: int) -> None:
    """Log how far the reading is, about every hundredth of it: it may take long."""
    if done % max(of // 100, 1) == 0:
        _log.info(
            "reading again what an earlier release read: document %d of %d "
            "(if stopped, it goes on from here at the next start)",
            done + 1,
            of,
        )


def documents() -> list[ReadDocument]:
    """The documents as they ship, read by the same reader as any other."""
    folder = files("ieum.services.programme") / FOLDER
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".txt"))
    return [_document(name, (folder / name).read_text("utf-8")) for name in names]


def _document(name: str, content: str) -> ReadDocument:
    head, _, body = content.partition("\n\n")
    facts = [line.partition(":")[2].strip() for line in head.splitlines()]
    publisher, issued, language = facts
    read = read_document(Upload(name, body.encode()))
    return replace(read, publisher=publisher, issued=date.fromisoformat(issued), language=language)
