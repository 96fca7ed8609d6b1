"""What may still answer where no sentence holds all that a question names.

Refusing is right where a thing that is named is not covered: another region, number or year, a name,
or the very noun whose figure is asked. One common noun that only modifies may be the asker's own word,
if all the others stand where they should.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from math import log

from ieum.search.evidence import Candidate
from ieum.search.figures import FigureKind
from ieum.search.question_terms import word_list
from ieum.search.sentence import BEFORE, Sentence
from ieum.search.terms import Term, TermKind
from ieum.search.tokens import HANGUL

#: How many other names must stand near for one to be left out.
_LEAST_OTHERS = 3
#: The same where the figure stands right before the noun that is counted.
_LEAST_BESIDE_A_COUNT = 2
_WHICH = re.compile(r"(?:어느|어떤|무슨)\s$")
_NONE = re.compile(
    r"(?:은|는|이|가|도)\s(?:하나도\s|한\s\S{1,3}도\s|아직\s|전혀\s)?(?:없(?!이)|전무)"
)


def may_be_missing(candidate: Candidate, said: str, question: str) -> bool:
    """Whether what a candidate lacks may be the asker's own word; ``said`` is all that was found.

    What kind of thing is asked for (어느 조선소) is none.
    """
    missing = candidate.missing
    if _lacks_its_deed(candidate):
        return False
    if len(missing) != 1 or not _is_common(missing[0]) or missing[0].stands_in(said):
        return False
    if any(_WHICH.search(question[:start]) for start, _ in missing[0].places(question)):
        return False
    return not missing[0].focus and _stand_near(candidate, _LEAST_OTHERS)


def _lacks_its_deed(candidate: Candidate) -> bool:
    """Whether a day has nothing of what was done on it: 언제 문을 여나."""
    is_time = candidate.figure is not None and candidate.figure.kind is FigureKind.DATE
    deeds = [credit for term, credit in candidate.credits.items() if term.kind is TermKind.ACT]
    return is_time and bool(deeds) and not any(deeds)


def counts_the_very_noun(candidate: Candidate) -> bool:
    """Whether a figure right before the noun that is counted (5개 컨소시엄) lacks one word at most."""
    missing = candidate.missing
    is_common = all(_is_common(term) for term in missing)
    return len(missing) < 2 and is_common and _stand_near(candidate, _LEAST_BESIDE_A_COUNT)


def _stand_near(candidate: Candidate, least: int) -> bool:
    """Whether at least so many of the names stand, and each of them near."""
    held = [credit for term, credit in candidate.credits.items() if term.required and credit]
    return len(held) >= least and min(held) >= BEFORE


def _is_common(term: Term) -> bool:
    """Whether a term is a Korean common noun that may be left out: no region, number, year or Latin
    name, and none that asks for one value (주소, 단가)."""
    if term.forms[0] in word_list("values"):
        return False
    return term.kind is TermKind.NAME and not term.is_place and bool(HANGUL.search(term.forms[0]))


def says_there_is_none(candidate: Candidate) -> bool:
    """Whether a sentence says that there are none of what is counted: …은 없으며."""
    text = candidate.sentence.text
    return not candidate.missing and any(
        _NONE.match(text, end)
        for term in candidate.credits
        if term.kind is not TermKind.ACT
        for _, end in term.places(text)
    )


#: The least share of what a question's names weigh that a passage must hold to speak of its subject.
LEAST_OF_THE_SUBJECT = 0.5
#: What a word weighs that stands nowhere, against one that stands in a single passage.
_UNHEARD = 0.25
#: How much less the last name of a question weighs than its first: Korean names the subject first,
#: and what is asked of it (…의 정식 명칭은) last.
_FALL = 0.5
_JUST_AS_NEAR = 0.1
#: A word that so few passages hold names what they speak of, and these alone.
_OF_ANOTHER = 2


#: The noun of which one is asked for: 소속 정당은 어디.
_ASKED_OF = re.compile(r"(\S+?)(?:은|는|이|가)?\s(?:어디|누구|언제|몇|얼마)")


def that_speak_of_the_subject(
    candidates: Sequence[Candidate], found: Sequence[Sentence], question: str
) -> list[Candidate]:
    """The candidates that hold the words which name a subject, though not all that is said of it.

    A name weighs the more the fewer passages hold it. A word that stands nowhere is likely the
    asker's own; one that may not be left out (a region, number, year or proper name) decides.
    """
    if not candidates:
        return []
    texts = {id(sentence.passage): sentence.passage.text for sentence in found}.values()
    required = [term for term in candidates[0].credits if term.required]
    held = {term: sum(term.stands_in(text) for text in texts) for term in required}
    weights: dict[Term, float] = {}
    for at, term in enumerate(required):
        rarity = log(1 + len(texts) / held[term]) if held[term] else _UNHEARD * log(1 + len(texts))
        weights[term] = term.weight * rarity * (1 - _FALL * at / max(len(required) - 1, 1))
    whole = sum(weights.values())

    def share(candidate: Candidate) -> float:
        gained = sum(
            w * (bool(candidate.credits[t]) if t.kind is TermKind.YEAR else candidate.credits[t])
            for t, w in weights.items()
        )
        return gained / whole if whole else 0.0

    asked = " ".join(match[1] for match in _ASKED_OF.finditer(question))
    near = [
        (share(candidate), candidate)
        for candidate in candidates
        if not any(
            t.stands_in(asked) or not _is_common(t) or 0 < held[t] <= _OF_ANOTHER
            for t in candidate.missing
        )
    ]
    near.sort(key=lambda scored: -scored[0])
    least = max([LEAST_OF_THE_SUBJECT, *(best - _JUST_AS_NEAR for best, _ in near[:1])])
    return [candidate for score, candidate in near if score >= least]


def without_missing(candidate: Candidate) -> Candidate:
    """The candidate judged by the terms that it holds."""
    held = {
        term: credit for term, credit in candidate.credits.items() if credit or not term.required
    }
    return replace(candidate, credits=held)
