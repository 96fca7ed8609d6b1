"""Which of the candidates that answer a question answers it best."""

from __future__ import annotations

import re

from ieum.search.evidence import NEAR, Candidate
from ieum.search.figures import Figure, FigureKind
from ieum.search.lists import asks_for_several, tells_several
from ieum.search.passages import Passage, Role
from ieum.search.questions import Question, Wanted

#: A document in the language of the question, and a sentence rather than a heading.
OWN_LANGUAGE = 0.25
ONLY_ANNOUNCES = 0.1
#: A figure that counts the very noun whose number is asked, or that is as exact as was asked.
COUNTED_AS_ASKED = 0.2
EXACT_AS_ASKED = 0.15
#: A figure right beside what is asked of.
BESIDE_FOCUS = 0.25
#: A figure in one clause with the moment that it is asked for: 총회 때.
AT_THE_MOMENT = 0.3
#: The end of a change, where it is asked what something grew to.
IS_THE_END = 0.25

#: Several things told one after the other, where several are asked for.
IS_A_LIST = 0.1

_ANNOUNCING = (Role.HEADING, Role.TITLE, Role.SUBTITLE, Role.CAPTION)
_END_OF_CHANGE = re.compile(r"\s?(?:이상|이하|정도|수준)?(?:으로|로|까지)")
_DAY_ASKED = re.compile(r"며칠|날짜|[가-힣]\s날|몇\s?일|(?:출범|개최|발표|시행|설립|방문)일|\bwhat (?:day|date)\b", re.I)  # fmt: skip
_LENGTH_ASKED = re.compile(
    r"며칠\s?(?:이나\s|이\s|간|동안|째|만)|몇\s?(?:년|개월|달|일|주)\s?(?:동안|간|이나\s|걸)|how long|how many (?:days|months|years)",
    re.IGNORECASE,
)


def rank(candidate: Candidate, question: Question) -> float:
    """How well a candidate answers a question, to be compared among candidates."""
    figure, document = candidate.figure, candidate.sentence.document
    found = candidate.rank
    if document.language == question.language:
        found += OWN_LANGUAGE
    focus = [(term.weight, credit) for term, credit in candidate.credits.items() if term.focus]
    if focus:
        found += BESIDE_FOCUS * sum(w * c for w, c in focus) / sum(w for w, _ in focus)
    if figure is None:
        role = candidate.sentence.passage.role
        if asks_for_several(question) and tells_several(candidate.sentence):
            found += IS_A_LIST
        return found - (ONLY_ANNOUNCES if role in _ANNOUNCING else 0)
    if any(term.is_moment and credit >= NEAR for term, credit in candidate.credits.items()):
        found += AT_THE_MOMENT
    noun = question.counted or question.topic
    if noun:
        found += COUNTED_AS_ASKED * counts(candidate.sentence.passage, figure, noun)
    if _is_as_exact_as_asked(figure, question):
        found += EXACT_AS_ASKED
    if question.to_what and _is_the_end_of_a_change(figure, candidate.sentence.passage.text):
        found += IS_THE_END
    return found


def _is_as_exact_as_asked(figure: Figure, question: Question) -> bool:
    if figure.kind is FigureKind.PERIOD and figure.unit == "duration":
        return _LENGTH_ASKED.search(question.text) is not None
    if figure.kind is FigureKind.PERIOD and Wanted.PERIOD in question.wanted:
        return figure.first != figure.last
    is_day = figure.kind is FigureKind.DATE and figure.unit == "day"
    return is_day and Wanted.DATE in question.wanted and bool(_DAY_ASKED.search(question.text))


def _is_the_end_of_a_change(figure: Figure, text: str) -> bool:
    after = _END_OF_CHANGE.match(text, figure.end)
    return after is not None or text[: figure.start].rstrip().endswith("→")


def counts(passage: Passage, figure: Figure, noun: str) -> int:
    """1 if the figure stands right before the noun, -1 if it counts another, else 0."""
    after = passage.text[figure.end :].lstrip().lstrip("'‘’\"“")
    if after.startswith(noun):
        return 1
    following = next((token for token in passage.tokens if token.start >= figure.end), None)
    if following is None or following.tag not in ("NNG", "NNP"):
        return 0
    # 7대 대표 과제: of that kind, or of a kind of it.
    return 0 if re.match(rf"(?:\S+\s){{0,2}}\S{{0,4}}{re.escape(noun)}", after) else -1


def distance(candidate: Candidate) -> float:
    """How far the figure stands from the nearest words of the question before it."""
    figure = candidate.figure
    if figure is None:
        return candidate.sentence.number
    text = candidate.sentence.passage.text
    distances = []
    for term in candidate.credits:
        places = [
            figure.start - end if end <= figure.start else 2 * (start - figure.end) + 5
            for start, end in term.places(text)
        ]
        if places:
            distances.append(min(abs(place) for place in places) * term.weight)
    return sum(distances) / len(distances) if distances else 1e6
