"""Takes personal data out of text that is written to a log.

A log line is read by people who have no business with a caller's number or address, and is kept
longer than the call. So everything that goes through the log loses what looks like personal data,
even where it takes a harmless number with it.
"""

from __future__ import annotations

import re

_SHAPES = {
    "secret": r"\b(?:bearer|basic|token|key|password|passwd|secret|authorization|cookie)\b"
    r"[\"']?\s*[=:]\s*(?:(?:bearer|basic)\s+)?[\"']?[^\s,;&\"'}]+[\"']?|\bbearer\s+[^\s,;&]+",
    "query": r"\?[^\s\"'<>]*=[^\s\"'<>]*",
    "e-mail": r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+",
    "resident-number": r"(?<!\d)\d{6}[- ]?[1-8]\d{6}(?!\d)",
    "card": r"(?<!\d)\d{4}[- ]?\d{4}[- ]?\d{4}[- ]?\d{3,4}(?!\d)",
    "phone": r"(?<!\d)(?:\+?82[- ]?\(?0?|\(?0)\d{1,2}\)?[-. ]?\d{3,4}[-. ]?\d{4}(?!\d)"
    r"|(?<!\d)1[568]\d\d-\d{4}(?!\d)",
    # Bank accounts have ten digits or more in two to four groups; a date has eight.
    "account": r"(?<!\d)(?=(?:-?\d){10,16}(?!-?\d))\d{2,6}-\d{2,6}-\d{2,8}(?:-\d{1,6})?(?!\d)",
}
_PERSONAL = re.compile(
    "|".join(f"(?P<{name.replace('-', '_')}>{shape})" for name, shape in _SHAPES.items()),
    re.IGNORECASE,
)


def without_personal_data(text: str) -> str:
    """The text with whatever looks personal replaced by its kind in brackets.

    >>> without_personal_data("from 010-0000-0000")
    'from [phone]'
    """
    # One word holds nothing to look for, and most of what is logged is one word.
    return text if text.isalpha() else _PERSONAL.sub(_kind, text)


def _kind(match: re.Match[str]) -> str:
    return f"[{(match.lastgroup or '').replace('_', '-')}]"
