"""Where in a document something stands, in the words of the reader."""

from __future__ import annotations

import re

from ieum.kernel.messages import Message, _
from ieum.kernel.views import Words

_NUMBERED = re.compile(r"(\D*?) ?(\d+)(\D*)")
_WORDS = {
    "문단": _("{number}문단"),
    "부제": _("부제 {number}"),
    "소제목": _("소제목 {number}"),
    "사진 설명": _("사진 설명 {number}"),
}


def place_of(locator: str) -> Words:
    """The words for the locator of a passage; one that is none of ours stands as it is."""
    if locator == "제목":
        return _("제목")
    match = _NUMBERED.fullmatch(locator)
    words = _WORDS.get(match[1] or match[3]) if match else None
    if match is None or words is None:
        return locator
    return Message(str(words), {"number": int(match[2])})
