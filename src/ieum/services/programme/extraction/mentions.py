"""Mentions of amounts, and which of them state one budget twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ieum.search.figures import FigureKind
from ieum.search.passages import Document, Passage, Role, ends_a_sentence
from ieum.services.programme.extraction.findings import Budget
from ieum.services.programme.extraction.name_words import Name
from ieum.services.programme.extraction.outline import mark_of

#: Words that are in too many names to tell one thing from another.
_COMMON = "사업 예산 구축 조성 개발 추진 지원 기획 운영 확충 강화 육성 실증 연구"
_LEAST_ALIKE = 0.34
#: A whole work rather than a year's share of it.
_WHOLE_WORK = re.compile(
    r"(?:총\s?사업비|총\s?투자비|총\s?연구비|사업비\s?총|\d년간|\d년에\s?걸쳐)(?:은|는|만)?(?:\s?총|\s?약)*\s?[:：]?\s?$"
)
#: 52,000백만원(520억원): the same amount in another unit.
_RESTATED = re.compile(r"\s?\(\s?(?:약\s|즉\s)?|\s?[=,]\s?곧\s")
#: Passages among which lines under the title stand.
_HEAD = 4


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an amount is stated: ``at`` is where in its passage."""

    passage: Passage
    at: int
    name: Name
    budget: Budget
    table: int | None = None
    """The number of the table it stands in."""
    row: int | None = None
    under: int | None = None
    """The row of its table that it stands under: 지식재산처 소계."""
    is_total: bool = False
    """It stands in the row that adds up its table."""
    column: int | None = None
    """The column of its table, where neither the table nor the row says for when it is."""

    in_column: int | None = None
    """The column of its table."""
    is_of_whole_column: bool = False
    """The head of its column says that it is all that a work costs: 총사업비."""

    @property
    def is_of_whole_work(self) -> bool:
        """Whether it is said to be all that a work costs, and so no part of what a year has."""
        said = _WHOLE_WORK.search(self.passage.text[: self.at])
        return said is not None or self.is_of_whole_column

    @property
    def is_bracketed(self) -> bool:
        """Whether it stands in brackets, other than to say an amount again in won."""
        before = self.passage.text[: self.at]
        opened = before.rfind("(")
        restates = any(
            f.kind is FigureKind.AMOUNT and f.end == opened for f in self.passage.figures
        )
        return opened > before.rfind(")") and not restates


def headline(mention: Mention) -> bool:
    """Whether it stands in the title or a line under it, marked as one or not."""
    passage = mention.passage
    if passage.role in (Role.TITLE, Role.SUBTITLE):
        return True
    is_line = passage.role is Role.PARAGRAPH and not mark_of(passage.text)
    return passage.ordinal < _HEAD and is_line and not ends_a_sentence(passage.text)


def is_same(document: Document, group: Sequence[Mention], mention: Mention) -> bool:
    """Whether an amount was stated before for the same thing."""
    new = mention.budget
    for known in group:
        old = known.budget
        if old.won != new.won:
            continue
        if known.passage.ordinal == mention.passage.ordinal and _restates(known, mention):
            return True
        if not _times_agree(old, new):
            continue
        if {old.qualifier, new.qualifier} & {"at_least", "at_most"} and (
            old.qualifier != new.qualifier
        ):
            continue
        if known.table is not None and known.table == mention.table:
            continue  # Two cells of a table are two things.
        if known.passage.ordinal == mention.passage.ordinal and not known.name.is_generic:
            # Two of a sum in one paragraph are two things unless they bear one name.
            if known.name.text == mention.name.text:
                return True
            continue
        if known.name.is_generic or mention.name.is_generic:
            return True
        if headline(known) and len(str(old.won)) > 9:
            return True
        if likeness(document, known, mention) >= _LEAST_ALIKE:
            return True
    return False


def _restates(known: Mention, mention: Mention) -> bool:
    """Whether a mention in a bracket says the amount right before it again."""
    end = known.budget.amount_at[1] - known.passage.start
    return _RESTATED.fullmatch(mention.passage.text, end, mention.at) is not None


def _times_agree(a: Budget, b: Budget) -> bool:
    if not str(a.years) or not str(b.years):
        return True
    if a.years.first is None or b.years.first is None:
        # "by 2028" and 2026 to 2028 are one time said twice.
        return a.basis is b.basis and a.years.last == b.years.last
    return a.basis is b.basis and a.years == b.years


def likeness(document: Document, a: Mention, b: Mention) -> float:
    """How much the words of two names, and the headings they stand under, have in common."""
    words_a, words_b = _words(document, a), _words(document, b)
    own_a, own_b = _bigrams(a.name.text), _bigrams(b.name.text)
    if not own_a or not own_b:
        return 0.0
    shared = max(
        len(own_a & words_b) / len(own_a),
        len(own_b & words_a) / len(own_b),
    )
    return shared if own_a & own_b - _bigrams(_COMMON) else 0.0


def _words(document: Document, mention: Mention) -> set[str]:
    above = (document.passages[ordinal].text for ordinal in mention.passage.path)
    return _bigrams(" ".join([mention.name.text, *above]))


def _bigrams(text: str) -> set[str]:
    plain = re.sub(r"[^가-힣A-Za-z0-9]+", " ", text).lower()
    return {
        word[at : at + 2] for word in plain.split() for at in range(max(1, len(word) - 1)) if word
    }
