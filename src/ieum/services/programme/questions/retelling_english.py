"""An English question asked again, in fewer words or with the Korean ones for what it names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ieum.search.english import known_phrases

#: Words of names that Korean documents write as they sound, and verbs that stand for plainer ones.
_AS_IT_SOUNDS = {
    "valley": "밸리",
    "belt": "벨트",
    "campus": "캠퍼스",
    "lab": "랩",
    "zone": "존",
    "complex": "콤플렉스",
    "free": "프리",
    "testing": "실증",
    "test": "실증",
    "trial": "실증",
    "trials": "실증",
    "advanced": "첨단",
    "upgrade": "고도화",
    "upgrading": "고도화",
    "support": "지원",
    "school": "학교",
    "plan": "계획",
    "planning": "기획",
}
_SILENT = frozenset(
    [
        "the",
        "a",
        "an",
        "its",
        "their",
        "his",
        "her",
        "for",
        "of",
        "in",
        "on",
        "to",
        "and",
        "with",
        "by",
        "at",
        "from",
        "this",
        "that",
        "project",
        "projects",
        "programme",
        "program",
        "scheme",
        "initiative",
        "work",
        "new",
        "city's",
        "city",
    ]
)
_MONEY_FOR = (
    re.compile(r"\bset(?:s|ting)?\s(?:aside|apart)\s(?:money\s)?(?:for|on)\s(?P<thing>.+)", re.I),
    re.compile(r"\b(?:spen[dt]|spending|put|invest(?:ed|ing)?|allocat(?:e|ed|ing)|earmark(?:ed|ing)?|pay(?:ing)?|paid|budget(?:ed|ing)?|secured?)\s(?:\w+\s)?(?:on|in|into|for|to)\s(?P<thing>.+)", re.I),
    re.compile(r"\b(?:budget|cost|funding|money|price|amount|sum)\s(?:of|for|behind|given to|set aside for|going to|goes to)\s(?P<thing>.+)", re.I),
    re.compile(r"\bhow much\s(?:is|are|was|were|does|do|will|did|money (?:is|goes to|went to))\s(?P<thing>.+?)(?:\s(?:cost|costs|worth|get|gets|receive|getting))?\s*\??$", re.I),
)  # fmt: skip
_WHEN = re.compile(r"\s(?:in|for|during|by)\s(?P<year>20\d\d)\s*\??$")
#: A scene set in one sentence, and what is asked of it in the next.
_HAS_SOME = re.compile(
    r"^(?P<who>.+?)\s(?:has|have|runs|plans|lists)\s(?P<things>.+?)[.;,]\s(?:and\s)?how much (?:are|do|is) (?:they|these|those|both|it)\b.*$",
    re.I,
)
_BEGAN = re.compile(
    r"^(?P<thing>.+?)\s(?:began|begin|started|start|stood|stand|was|were|grew|numbered|opened|covered|ran)\b[^;.?]*[;,.]\s?(?:and\s)?"
    r"(?P<asked>(?:what|how many|how much)\b.*?)\b(?P<year>20\d\d)\s*\??$",
    re.I,
)
#: Parts of a whole in words, and verbs that stand for plainer ones.
_PLAINER: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.I), plain)
    for pattern, plain in (
        (r"\b(?:a fifth|one fifth|a quarter|one quarter|a third|one third|a tenth|one tenth|half|a half)\s(?:of|off)\s", ""),
        (r"\bby (?:a fifth|one fifth|a quarter|a third|a tenth|half)\b", ""),
        (r"\b(?:saved?|saving|shaved?|slashed?|trimmed)\b", "cut"),
        (r"\bfuel bills?\b", "fuel costs"),
        (r"\bbills?\b", "costs"),
        (r"\bsped up\b|\bspeeded up\b", "cut time"),
    )
)  # fmt: skip


def retold_english(text: str) -> Iterator[str]:
    """Other ways to put an English question that found nothing."""
    has = _HAS_SOME.match(text)
    if has:
        things = re.sub(r"^(?=(?:two|three|four|five|six|\d+)\b)", "the ", has["things"])
        yield f"How much are {things} together?"
    began = _BEGAN.match(text)
    if began:
        is_of_money = re.search(r"how much|budget|amount|cost|spend", began["asked"], re.I)
        how = "How much is" if is_of_money else "How many"
        thing = re.sub(r"^(?:the|its)\s", "", began["thing"], flags=re.I).lower()
        yield f"{how} {thing} {'in' if is_of_money else 'are planned for'} {began['year']}?"
    yield from _for_money(text)
    yield from _in_fewer_words(text)


def _for_money(text: str) -> Iterator[str]:
    """The question for an amount with the Korean words for what it is asked of."""
    for pattern in _MONEY_FOR:
        asked = pattern.search(text)
        if asked is None:
            continue
        thing = asked["thing"].rstrip(" ?")
        when = _WHEN.search(f"{thing}?")
        thing = thing[: when.start()] if when else thing
        words = in_korean(thing)
        if words:
            yield (
                f"{when['year']}년 {words} 예산은 얼마인가?"
                if when
                else f"{words} 예산은 얼마인가?"
            )
            yield f"{words} 예산은 얼마인가?"


def in_korean(thing: str) -> str:
    """A noun phrase in the Korean words for it; empty if one of its words has none."""
    known = {start: (end, forms) for start, end, forms, _ in known_phrases(thing)}
    found: list[str] = []
    at = 0
    for word in re.finditer(r"[A-Za-z0-9.&'-]+", thing):
        if word.start() < at:
            continue
        plain = word[0].lower()
        if plain in _AS_IT_SOUNDS:
            found.append(_AS_IT_SOUNDS[plain])
        elif word.start() in known:
            at, forms = known[word.start()]
            korean = [form for form in forms if not form.isascii()]
            found += korean[:1] or [thing[word.start() : at]]
        elif word[0].isupper() and word[0].upper() == word[0]:
            found.append(word[0])
        elif plain not in _SILENT:
            return ""
    return " ".join(found)


def _in_fewer_words(text: str) -> Iterator[str]:
    """The question with plainer verbs, and without the circumstance that ends it."""
    plain = text
    for pattern, instead in _PLAINER:
        plain = pattern.sub(instead, plain)
    plain = re.sub(r"\b(?:its|their)\s", "", plain)
    if plain != text:
        yield plain
    for _ in range(2):
        shorter = re.sub(
            r"\s(?:in|at|through|during|within|across)\s(?:(?!\b(?:in|at|using|by)\b)[^?\d])+\??$",
            "?",
            plain,
        )
        if shorter == plain or sum(1 for _ in known_phrases(shorter)) < 3:
            return
        plain = shorter
        yield plain
