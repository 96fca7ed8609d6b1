"""What an amount is for: the name that a text gives to the thing the money goes to.

The nearest sign wins, in this order: the heading or the line of a list the amount stands in; the
words right before its bracket; the label of its line; the words of which it is the budget or into
which it goes; a title in quotation marks; what the clause carries out with it; what the opener or
heading above announces. Published results on Korean relation extraction are weak (KLUE-RE F1 57 to
70), so structure is asked before sentences.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ieum.search.figures import Figure, FigureKind
from ieum.search.passages import Document, Passage, sentences
from ieum.search.tokens import HANGUL
from ieum.services.programme.extraction.name_words import Name, is_name, main_name
from ieum.services.programme.extraction.naming_english import english_name_of
from ieum.services.programme.extraction.naming_sentence import (
    allotted_to,
    carried_out,
    cost_of,
    described,
    generic_budget,
    goes_into,
    goes_to,
    in_quotes,
    of_all_of_it,
    of_budget,
    of_purpose,
    right_beside,
    spent_on,
    subject,
    topic,
)
from ieum.services.programme.extraction.naming_structure import (
    before_bracket,
    described_entry,
    field_of_sheet,
    from_above,
    in_heading,
    in_line_of_entries,
    labelled,
    list_entry,
)
from ieum.services.programme.extraction.naming_told import (
    THIS_WORK,
    announced,
    is_of_another,
    named_before,
    of_sentence_before,
    of_this_work,
)
from ieum.services.programme.extraction.outline import Outline
from ieum.services.programme.extraction.phrases import Phrase, named, phrases_of, quotes_in

#: 이는 올해보다 늘어난 …: the amount of the sentence before.
#: 올해 관련 예산은 192억원: the budget of what was told of before.
_RELATED = re.compile(r"(?:관련|해당|이)\s(?:예산|사업비)(?:은|는|이|안)?\s[^.]{0,12}$")
#: 이 계획에 310억원을: the plan that a document tells of, though a part of it was named since.
_THIS_PLAN = re.compile(
    r"(?<![가-힣])(?:이|이번|해당|동|본)\s(?P<kind>계획|대책|방안|전략)(?:에는|에|은|는|의)\s"
)
#: ‘실증’은 1,050억원 규모로 추진하며, 올해 예산은 280억원: a budget of which the words beside it do not say whose.
_ONLY_BUDGET = re.compile(
    r"(?:이고|이며|하며|하고|되며|되고|지만|,)\s(?:(?:올해|내년|지난해|작년|20\d\d년)(?:도)?의?\s)?(?:본|당초)?(?:예산|사업비)(?:은|는|이|으로)\s(?:총\s|약\s|모두\s)?$"
)
_THIS_IS = re.compile(r"(?:[○ㅇ◦\-·•*※]\s?)?이(?:는|\s?(?:금액|규모|예산)[은는])\s")
Finder = Callable[[Document, Passage, Figure, list[Phrase], Outline], Name | None]
_FINDERS: Sequence[Finder] = (
    field_of_sheet,
    in_heading,
    described_entry,
    before_bracket,
    list_entry,
    in_line_of_entries,
    labelled,
    of_this_work,
    of_all_of_it,
    allotted_to,
    goes_into,
    of_budget,
    announced,
    spent_on,
    in_quotes,
    of_purpose,
    goes_to,
    cost_of,
    right_beside,
    named_before,
    described,
    carried_out,
    of_sentence_before,
    from_above,
    generic_budget,
    topic,
)


def _is_about(passage: Passage, phrases: Sequence[Phrase], name: Name) -> bool:
    """Whether a sentence is about nothing else than what bears a name: the name is in its subject."""
    about = subject(phrases)
    return about is None or about.start <= name.at[0] - passage.start < about.end


def _plan_of(document: Document, passage: Passage, start: int, figure: Figure) -> Name | None:
    """The plan that a document announces, where a sentence from ``start`` says 이 계획."""
    if not _THIS_PLAN.search(passage.text, start, figure.start):
        return None
    about = main_name(document)
    return about if about is not None and about.is_announced else None


def _is_of_last(passage: Passage, start: int, figure: Figure) -> bool:
    """Whether the sentence from ``start`` tells more of what the amount before was for."""
    text = passage.text
    if any(s >= start and e <= figure.start for s, e in quotes_in(text)):
        return False  # 이 사업은 두 단계로 나뉘는데, ‘점검 1단계’에 3,900억원
    if is_of_another(text, figure):
        return False
    return bool(_THIS_IS.match(text, start) or THIS_WORK.search(text, start, figure.start))


def _is_quoted_since(passage: Passage, start: int, figure: Figure) -> bool:
    """Whether a title stands before the sentence from ``start``, and after the last amount before it."""
    amounts = (f.end for f in passage.figures if f.kind is FigureKind.AMOUNT and f.end <= start)
    since = max([0, *amounts])
    return any(since <= s and e <= start for s, e in quotes_in(passage.text))


def name_of(
    document: Document,
    passage: Passage,
    figure: Figure,
    outline: Outline,
    last: Name | None = None,
    told: Name | None = None,
) -> Name:
    """The name of what an amount is for.

    Where no words name it, it is what the amount before it in the passage is for (``last``), else
    what the document is about. ``told`` is that of the amount told before this passage.
    """
    if not HANGUL.search(passage.text):
        name = (
            in_heading(document, passage, figure, [], outline)
            or list_entry(document, passage, figure, [], outline)
            or english_name_of(passage, figure)
        )
        return name or last or main_name(document) or Name("", (0, 0), is_own=False)
    phrases = [p for p in phrases_of(passage) if named(p.text)]
    start, end = next(
        ((s, e) for s, e in sentences(passage.text) if s <= figure.start < e),
        (0, len(passage.text)),
    )
    inside = [p for p in phrases if start <= p.start < end]
    for find in _FINDERS:
        known = last or told
        if (
            find is of_budget
            and known is not None
            and _RELATED.search(passage.text[: figure.start])
        ):
            return Name(known.text, known.at, is_own=False, is_generic=known.is_generic)
        if find is of_this_work and _is_quoted_since(passage, start, figure):
            known = (
                None  # 교육부가 ‘길잡이 개발’을 맡는다. 이 사업은 …: not what was told before that.
            )
        if find is of_this_work and known is not None and _is_of_last(passage, start, figure):
            known = _plan_of(document, passage, start, figure) or known
            return Name(known.text, known.at, is_own=False, is_generic=known.is_generic)
        is_left = find is generic_budget or (
            find is from_above and _ONLY_BUDGET.search(passage.text, start, figure.start)
        )
        is_left = is_left and last is not None and not last.is_generic
        if is_left and last is not None and _is_about(passage, inside, last):
            return Name(last.text, last.at, is_own=False)
        name = find(document, passage, figure, inside, outline)
        if name and name.text and (name.is_generic or is_name(name.text)):
            return name
    return main_name(document) or Name(named(document.title), (0, 0), is_own=False)
