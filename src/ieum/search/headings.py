"""Headings as answers: which strategy, agenda item or field a thing stands under."""

from __future__ import annotations

import re

from ieum.search.finding import Quote
from ieum.search.passages import sentences
from ieum.search.questions import Question
from ieum.search.sentence import Sentence

_UNDER_WHICH = re.compile(
    r"(?:어느|어떤|무슨|몇\s?(?:번째?|호))\s(?P<kind>[가-힣]{2,6}?)(?:에|의|에서|으로|인가|이야|이지|입니까|인지|소속|\s|\?|$)"
)


def headings_asked_for(sentence: Sentence, question: Question) -> list[Quote]:
    """The heading of the kind that is asked for, above a sentence that does not name it itself."""
    asked = _UNDER_WHICH.search(question.text)
    if asked is None or asked["kind"] in sentence.text:
        return []
    document = sentence.document
    for at in reversed(sentence.passage.path):
        passage = document.passages[at]
        start, end = sentences(passage.text)[0]
        if asked["kind"] in passage.text[start:end]:
            return [Quote(document, passage, passage.start + start, passage.start + end)]
    return []
