"""The fiscal year that a whole document is the budget or the plan of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ieum.search.passages import Document, Passage, Role

_ANNUAL_PLAN = re.compile(
    r"(20\d\d)년도?\s?(?:[가-힣A-Za-z·]{1,12}\s){0,4}[가-힣A-Za-z·]{0,12}(?:업무\s?(?:계획|보고)|예산안?|(?:시행|사업|운영)\s?계획)"
)
#: 예산안 검토보고 (2027년도)
_YEAR_LAST = re.compile(r"예산안?(?:\s[가-힣]{2,8}){0,2}\s?\((20\d\d)년도?\)")
_PLAN_AHEAD = re.compile(
    r"내년도?\s?(?:[가-힣A-Za-z·]{1,12}\s){0,4}[가-힣A-Za-z·]{0,12}(?:예산안?|업무\s?계획|국비)"
)


def fiscal_year(document: Document) -> tuple[int | None, bool]:
    """The year that a document is the budget or the plan of; and whether its title or first lines
    say that it is a budget."""
    head = [p for p in document.passages[:12] if p.role in (Role.TITLE, Role.SUBTITLE)]
    year = _planned_year(document, head)
    if year and any(re.search(r"예산|국비", p.text) for p in head[:1]):
        return year, True
    year = _planned_year(document, document.passages[:12])
    return year, False


def _planned_year(document: Document, passages: Sequence[Passage]) -> int | None:
    for passage in passages:
        if match := _ANNUAL_PLAN.search(passage.text) or _YEAR_LAST.search(passage.text):
            return int(match[1])
        if document.issued and _PLAN_AHEAD.search(passage.text):
            return document.issued.year + 1
    return None
