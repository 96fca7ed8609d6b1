"""Questions that set two things against each other: the sum of A and B, A as a share of B.

Such a question is asked as two plain ones, and their figures are reckoned with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ieum.search.tokens import HANGUL, tokenise
from ieum.text.particles import with_particle

_RECKONED = re.compile(
    r"(?:더하면|더한|합하면|합치면|합산|합계|합은|합이|총합|차이|몇\s?배|몇\s?(?:%|퍼센트)|비율|비중)"
)
_ENGLISH = (
    re.compile(r"\b(?:sum of|between|add|adding)\s(.+?)\s(?:and|to|with)\s(.+?)\s*\?*$", re.IGNORECASE),
    re.compile(
        r"\b(?:what (?:share|percentage|proportion|per ?cent) of)\s(?P<whole>.+?)\s(?:is|are|goes to|go to)\s"
        r"(?P<part>.+?)\s*\?*$",
        re.IGNORECASE,
    ),
)  # fmt: skip
_ASKED = "How much is {}?"
#: What is asked of both stands once, after the second: "A와 B의 예산을 더하면".
_SHARED = re.compile(
    r"\s?(?:의\s)?((?:총\s?)?(?:사업비|예산|금액|투자액|비용|규모|사업 예산))(?:을|를|은|는|의|이|가)?\s*(?:모두|전부|각각)?\s*$"
)
_TAIL = re.compile(r"(?:을|를|은|는|의|이|가)?\s*(?:모두|전부|각각|서로)?\s*$")


def halves(text: str) -> Iterator[tuple[str, str]]:
    """The two plain questions for an amount that a question may be made of, in its order.

    Several where the question can be divided in several places; none where in none.
    """
    if HANGUL.search(text):
        yield from _korean(text)
        return
    for pattern in _ENGLISH:
        match = pattern.search(text)
        if match:
            groups = match.groupdict() or {"part": match[1], "whole": match[2]}
            yield _ASKED.format(groups["part"]), _ASKED.format(groups["whole"])


def _korean(text: str) -> Iterator[tuple[str, str]]:
    reckoned = _RECKONED.search(text)
    if reckoned is None:
        return
    before = text[: reckoned.start()]
    shared = _SHARED.search(before)
    of_both = f" {shared[1]}" if shared else ""
    body = before[: shared.start()] if shared else _TAIL.sub("", before)
    for token in tokenise(before):
        # "A와 B", "A는 B의": a particle that joins, or the topic before what it is measured by.
        if token.tag not in ("JC", "JKB", "JX") or token.form not in _JOINERS:
            continue
        first, second = body[: token.start].strip(), body[token.end :].strip()
        if first and second:
            yield (
                _asked(first if _names_money(first) else first + of_both),
                _asked(second if _names_money(second) else second + of_both),
            )


def _asked(words: str) -> str:
    return f"{with_particle(words, '은/는')} 얼마인가?"


_JOINERS = frozenset(["과", "와", "하고", "이랑", "랑", "은", "는"])


def _names_money(words: str) -> bool:
    return bool(_SHARED.search(words))
