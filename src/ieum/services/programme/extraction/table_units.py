"""In which unit the numbers of a table are: (단위: 백만원) above it, 예산(억원) in a head."""

from __future__ import annotations

import re
from collections.abc import Iterable

_UNIT = re.compile(
    r"단위\s*[:：]?\s*[^)\n]{0,12}?((?:[천백십]?[만억조]|[천백]만|십억|천|백)?\s?원)"
)
_HEAD_UNIT = re.compile(r"\(\s*((?:[천백십]?[만억조]|[천백]만|십억|천)\s?원|원)\s*\)")
_ENGLISH_UNIT = re.compile(
    r"(?:units?\s*[:：]?\s*|\(\s*)(?:in\s+)?(?:KRW\s*)?(?:(\d+)\s*)?(million|billion|trillion)"
    r"(?:\s*(?:won|KRW))?",
    re.IGNORECASE,
)
_WON = {
    "원": 1,
    "천원": 10**3,
    "만원": 10**4,
    "십만원": 10**5,
    "백만원": 10**6,
    "천만원": 10**7,
    "억원": 10**8,
    "십억원": 10**9,
    "백억원": 10**10,
    "천억원": 10**11,
    "조원": 10**12,
}
_ENGLISH_WON = {"million": 10**6, "billion": 10**9, "trillion": 10**12}
NUMBER = re.compile(
    r"(?P<less>[△▲▽▼-]\s?)?\(?(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<part>\.\d+)?\)?"
)
"""A cell that holds a number alone; ``less`` marks a fall."""


def unit_in(texts: Iterable[str]) -> int | None:
    """Won a number, as the first of some texts that states a unit says."""
    return next((unit for text in texts if (unit := _unit_in(text)) is not None), None)


def unit_of_head(text: str) -> int | None:
    """Won a number of the column under a head: 예산(억원)."""
    match = _HEAD_UNIT.search(text)
    return _WON.get(re.sub(r"\s", "", match[1])) if match else None


def _unit_in(text: str) -> int | None:
    for match in (_UNIT.search(text), _HEAD_UNIT.search(text)):
        if match:
            return _WON.get(re.sub(r"\s", "", match[1]))
    english = _ENGLISH_UNIT.search(text)
    return int(english[1] or 1) * _ENGLISH_WON[english[2].lower()] if english else None
