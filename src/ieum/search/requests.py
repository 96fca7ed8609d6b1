"""What a question asks, without the words that only beg for an answer: …를 정리해 주세요, please tell me."""

from __future__ import annotations

import re

_ASKED_TO = (
    r"알려|말해|말씀해|가르쳐|찾아|보여|짚어|뽑아|적어|"
    r"(?:정리|확인|검산|검증|계산|대조|요약|설명|안내|제시|검색|답변?|말씀)(?:을|를|만|도)?\s?(?:좀\s)?(?:해|하여|부탁)"
)
_BEGGING = re.compile(
    rf"(?P<object>을|를|만|도|좀)?[\s,]*(?:좀\s|따로\s|간단히\s|정확히\s|다시\s|한번\s|각각\s)*(?:{_ASKED_TO})\s?"
    r"(?:보여\s?|봐\s?)?(?:줘|주세요|주십시오|주시겠어요|주실래요|줄래|줄\s수\s있\S*|달라|드립니다|드려요|해요|바랍니다|바람|봐|라|요)*\s*[.!?~]*\s*$"
)


def without_begging(text: str) -> str:
    """The question alone: "예산을 알려 주세요" asks "예산?", "몇 개인지 정리해 줘" asks "몇 개인지?"."""
    match = _BEGGING.search(text)
    if match is None or match.start() < 2:
        return text
    rest = text[: match.start()].rstrip(" ,")
    return f"{rest}?"
