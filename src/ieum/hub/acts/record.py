"""What an act leaves in the ledger: who did what, on which grounds, with which rules and models.

Arguments and result may hold personal data, so they stand there as commitments alone; the salt is
kept with the act's row, and the commitments say nothing any more once that is deleted.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from ieum.exchange.ledger.entries import DIGEST, Entry, Evidence, commitment
from ieum.kernel.answer import Answer, Source, SourceKind
from ieum.kernel.context import Caller
from ieum.kernel.messages import Language, in_language
from ieum.kernel.tool import Tool

#: The most sources that an entry names, and the most characters of each part: an entry is bounded.
MOST_SOURCES = 50
LONGEST = 200
THE_HUB = "hub"


def entry_of(
    tool: Tool, caller: Caller, answer: Answer[Any], salt: bytes, arguments: bytes, result: Any
) -> Entry:
    """The entry of an act that took place.

    ``arguments`` are the bytes that the act's digest is of; ``result`` is the answer as JSON values.
    """
    named = answer.sources[:MOST_SOURCES]
    return Entry(
        kind="act",
        party=caller.party or THE_HUB,
        actor=caller.reference,
        basis=_together(step.basis for step in answer.steps),
        evidence=tuple(_evidence(source) for source in named),
        rule=_versions(answer, SourceKind.RULE),
        model=_versions(answer, SourceKind.MODEL),
        body={
            "tool": tool.full_name,
            "arguments": commitment(salt, arguments),
            "result": commitment(salt, as_bytes(result)),
            "sources": len(answer.sources),
        },
    )


def as_bytes(value: Any, default: Any = None) -> bytes:
    """JSON values as the bytes that digests and commitments are of."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, default=default).encode()


def _evidence(source: Source) -> Evidence:
    is_digest = bool(DIGEST.fullmatch(source.version))
    return Evidence(
        reference=_reference(source),
        version="" if is_digest else source.version[:LONGEST],
        sha256=source.version if is_digest else "",
    )


def _reference(source: Source) -> str:
    """Where to look a source up. The title of a document may name a person, so its place stands."""
    if source.kind is SourceKind.DOCUMENT:
        return (source.page or source.address)[:LONGEST] or "document"
    words = (in_language(text, Language.KOREAN) for text in (source.title, source.locator))
    return f"{source.kind}: {' '.join(filter(None, words))}"[:LONGEST]


def _versions(answer: Answer[Any], kind: SourceKind) -> str:
    return _together(
        f"{in_language(source.title, Language.KOREAN)} {source.version}".strip()
        for source in answer.sources
        if source.kind is kind
    )


def _together(texts: Iterable[str]) -> str:
    words = dict.fromkeys(in_language(text, Language.KOREAN) for text in texts)
    return "; ".join(filter(None, words))[: 5 * LONGEST]
