"""What a figure counts: the unit words of Korean and English, each under one name.

Two figures agree only when their units do: 611억 원 is not 611대, and 24 % is not 24 원.
"""

from __future__ import annotations

import re

ANY = "*"
"""The unit of a typed value of which nobody said what it counts."""

BARE = ""
"""The unit of a figure that stands alone."""

_WORDS = {
    "won": "원|won|wons|KRW|krw|₩|Korean won",
    "usd": "달러|불|dollar|dollars|USD|usd|US$|$",
    "eur": "유로|euro|euros|EUR|€",
    "jpy": "엔|yen|JPY",
    "cny": "위안|yuan|CNY|RMB",
    "%": "%|퍼센트|프로|percent|per cent",
    "%p": "%p|%P|%포인트|퍼센트포인트|퍼센트 포인트|percentage point|percentage points|pp",
    "people": "명|인|사람|분|people|person|persons",
    "years": "개년|년간|년|years|year",
    "months": "개월간|개월|달|months|month",
    "weeks": "주일|주간|주|weeks|week",
    "days": "일간|일|days|day",
    "hours": "시간|hours|hour",
    "minutes": "분간|minutes|minute",
    "seconds": "초|seconds|second",
    "o'clock": "시",
    "month": "월",
    "times": "회|번|차례|times",
    "fold": "배",
    "kinds": "가지|종류|종|kinds|types",
    "ages": "세|살",
    "calls": "건|cases",
    "places": "곳|개소|군데|places|sites",
    "firms": "개사|개 사|개 기업|개 업체|companies|firms",
    "machines": "대",
    "sheets": "장",
    "grade": "등급|급",
    "stage": "단계",
    "round": "차",
    "quarter": "분기",
    "article": "조",
    "paragraph": "항",
    "item": "호",
    "rank": "위",
    "points": "점|points",
    "m2": "㎡|제곱미터|평방미터|m2|m²",
    "km": "㎞|킬로미터|킬로|km",
    "m": "미터|m",
    "kg": "㎏|킬로그램|kg",
    "t": "톤|tonnes|tons",
    "pieces": "개|items",
}
_NAMES = {word: unit for unit, words in _WORDS.items() for word in words.split("|")}

_LATIN = re.compile(r"[A-Za-z]")
# Words that may follow a bare figure without being what it counts.
_PARTICLES = re.compile(
    r"(?:은|는|이|가|을|를|의|에|와|과|도|만|로|으로|이다|입니다|이며|이고|인|보다|까지|부터|에서|씩|째|번째)"
    r"(?![가-힣])|(?:입니다|이며|이고|이었|였|에서|부터|까지|보다)"
)
_NOT_COUNTED = frozenset(
    [
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "from",
        "by",
        "and",
        "or",
        "is",
        "was",
        "are",
        "were",
        "the",
        "a",
        "an",
        "as",
        "with",
        "than",
        "per",
        "that",
        "which",
    ]
)


def _pattern() -> re.Pattern[str]:
    words = sorted(_NAMES, key=len, reverse=True)
    ends = [re.escape(w) + (r"(?![A-Za-z])" if _LATIN.search(w[-1]) else "") for w in words]
    return re.compile(r" ?(?:" + "|".join(ends) + ")")


_UNIT = _pattern()
_BEFORE = re.compile(r"(₩|US\$|\$|€|KRW|USD|EUR|won|krw) ?$")
_HANGUL = re.compile(r" ?([가-힣]{1,6})")
_WORD = re.compile(r" ?([A-Za-z]{2,20})")


def unit_at(text: str, start: int, end: int) -> tuple[str, int]:
    """The unit of the figure `text[start:end]`, and where the figure with its unit ends."""
    before = _BEFORE.search(text[max(0, start - 4) : start])
    if before:
        return _NAMES[before.group(1)], end
    particle = _PARTICLES.match(text, end)
    match = _UNIT.match(text, end)
    if match and not (particle and _is_particle(match.group())):
        return _NAMES[match.group().strip()], match.end()
    if particle:
        return BARE, end
    hangul = _HANGUL.match(text, end)
    if hangul and not hangul.group().startswith(" "):
        return "?" + hangul[1][:2], hangul.start(1) + min(2, len(hangul[1]))
    word = _WORD.match(text, end)
    if word and word[1].lower() not in _NOT_COUNTED:
        return "?" + word[1].lower().removesuffix("s"), word.end()
    return BARE, end


def _is_particle(unit: str) -> bool:
    # 3인 is three people, but 163.4인 예산 ends with a verb form; a space makes it the verb's.
    return unit.strip() == "인" and unit != "인"


def unit_named(words: str) -> tuple[str, int] | None:
    """The unit that `words` is (`원`, `percent`, `백만원`) with its scale; None when unknown."""
    from ieum.text.numerals import find_numbers

    bare = words.strip().strip("()")
    if bare in _NAMES:
        return _NAMES[bare], 1
    scaled = f"1{bare}"
    for number in find_numbers(scaled):
        rest = scaled[number.span.end :].strip()
        if number.span.start == 0 and number.integer is not None and rest in _NAMES:
            return _NAMES[rest], number.integer
    return None


MONEY = frozenset({"won", "usd", "eur", "jpy", "cny"})
# What these count is settled, so that no other word may stand for it.
SETTLED = MONEY | {"%", "%p", "people", "years", "months", "weeks", "days", "hours", "minutes",
                   "seconds", "month", "fold", "article", "paragraph", "item", "o'clock",
                   "quarter", "ages", "m2", "km", "m", "kg", "t"}  # fmt: skip


def agree(said: str, known: str) -> bool:
    """Whether a figure counted in `said` may rest on one counted in `known`."""
    if said == known or known == ANY:
        return True
    if said in SETTLED or known in SETTLED or said == BARE:
        return False
    # Korean counts things by many words (개, 건, 대), which differ from each other; an English
    # noun (611 programmes) may stand for any of them, never for money, a share or a time.
    if _hangul(said) and _hangul(known):
        return said.startswith("?") and (said.startswith(known) or known.startswith(said))
    return _hangul(said) != _hangul(known)


def _hangul(unit: str) -> bool:
    return not (unit.startswith("?") and unit[1:2].isascii())
