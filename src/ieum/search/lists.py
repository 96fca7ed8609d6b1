"""Questions for several things: which sentences tell several, and the items that a heading governs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ieum.search.evidence import CLAUSE, Candidate
from ieum.search.finding import Quote
from ieum.search.passages import Role, opener_level
from ieum.search.questions import Question
from ieum.search.sentence import Sentence

_ASKED = re.compile(
    r"어디어디|무엇무엇|누구누구|뭐뭐|[가-힣]들(?:은|이|을|의)?(?:\s|\?|$)|"
    r"(?:이름|목록|명단|종류|항목)(?:은|이|을|를|는)?(?:\s|\?|$)|나열|열거|모두 (?:적|말|쓰)|"
    r"(?:어떤|무슨)\s?(?:것들|게|것이)|(?:무엇|뭐|뭣)(?:이|가)?\s(?:있|들어|포함)|"
    r"which\s\w+s\b|\blist\b",
    re.IGNORECASE,
)
#: Whether the parts of a whole are asked for, not what they are like.
_PARTS_ASKED = re.compile(
    r"(?:어떤|무슨)\s(?:세부\s)?(?:사업|과제|항목|프로젝트|내용)|(?:무엇|뭐|뭣)(?:이|가|으로|로)?\s(?:있|들어|포함|구성|이뤄|이루)|"
    r"(?:세부|하위|개별|구체적)\s?(?:사업|과제|항목|내용)|(?:사업|과제|항목)들?(?:의)?\s(?:이름|목록|명칭)|"
    r"[두세네]\s(?:사업|과제|항목)(?:은|는|의)?\s?(?:무엇|뭐|어떤|이름|\?|$)|무엇무엇|어떤\s(?:것|게)",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    r"[^\s,·▲△①-⑩]{2,}[,·]\s?[^,·]{2,30}[,·]|[▲△].{2,80}[▲△]|①.+②|\S\s등(?:의|이|을|은|에|\s)"
)
#: Of more items under a heading, the first tell what they are.
MOST_ITEMS = 8


def asks_for_several(question: Question) -> bool:
    """Whether a question asks for several things: …들은, 무엇무엇, 목록."""
    return _ASKED.search(question.text) is not None


def tells_several(sentence: Sentence) -> bool:
    """Whether a sentence tells several things one after the other."""
    return _SEVERAL.search(sentence.text) is not None


def items_asked_for(good: Sequence[Candidate], question: Question) -> list[Quote]:
    """The items under the heading that is asked of, where a question asks what its parts are.

    Among ``good``, what answers the question, best first; the heading holds all that it names.
    """
    if not _PARTS_ASKED.search(question.text):
        return []
    for candidate in good:
        document, heading = candidate.sentence.document, candidate.sentence.passage
        is_heading = heading.role is Role.HEADING or opener_level(heading.text) is not None
        held = [credit for term, credit in candidate.credits.items() if term.focus]
        if not is_heading or not held or min(held) < CLAUSE or candidate.sentence.number:
            continue
        items = [p for p in document.passages if p.path and p.path[-1] == heading.ordinal]
        if items:
            return [Quote(document, p, p.start, p.end) for p in items[:MOST_ITEMS]]
    return []
