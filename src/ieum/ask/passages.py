"""Text that an utterance hands over to be worked on: behind a colon or a line break, or before
"…라는 문장에서". A quotation is found as a value already."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ieum.text.span import Span

_BEHIND = re.compile(r"(?:[:：]\s*|\n+)(?=\S)")
_BEFORE = re.compile(
    r"(?:[.!?]\s+|\s*[,.]?\s*(?:(?:이|라|이라|다)?라는 (?:문장|글|문구|말)|여기|이 문장|이 글|위 문장|위 글))"
    r"(?:에서|에|서)?\s+(?=\S)|(?<=다)[.]?\s+(?=여기|이 문장|이 글|위)"
)
_SHORTEST = 6
_QUOTES = frozenset(['""', "''", "“”", "‘’", "「」"])


def handed_over(text: str) -> Iterator[Span]:
    """Stretches that may be such a text, the rest of the utterance being the request."""
    behind = _BEHIND.search(text)
    if behind and len(text) - behind.end() >= _SHORTEST:
        yield _unquoted(text, Span(behind.end(), len(text.rstrip())))
    for match in list(_BEFORE.finditer(text))[-1:]:
        if match.start() >= 2 * _SHORTEST:
            end = match.start() + (text[match.start()] in ".!?")
            yield _unquoted(text, Span(0, end))


def _unquoted(text: str, span: Span) -> Span:
    """The stretch without the quotation marks around the whole of it."""
    if len(span) > 2 and text[span.start] + text[span.end - 1] in _QUOTES:
        return Span(span.start + 1, span.end - 1)
    return span
