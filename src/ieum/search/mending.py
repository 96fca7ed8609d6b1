"""The words of a question turned to those of the documents that they nearly are: slips and sounds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ieum.search.passages import Passage
from ieum.search.questions import Question
from ieum.search.sentence import Sentence
from ieum.search.sounds import sounds_like
from ieum.search.terms import TermKind
from ieum.search.tokens import HANGUL

#: The Korean end of a name that begins with Latin letters: gs칼텍스.
_HANGUL_END = re.compile(r"(?<=[a-z])[가-힣]{2,}$")
#: Slips are mended only in words so long that another word is hardly meant.
SHORTEST_MENDED = 4
#: Syllables that begin with one consonant stand together in Unicode.
_OF_ONE_INITIAL = 588


def forgiving(question: Question, found: Sequence[Sentence]) -> Question:
    """The question with its words turned to those of the documents that they nearly are.

    Slips of one letter in long words are mended, and English names find the Korean words that sound
    like them.
    """
    passages = {id(sentence.passage): sentence.passage for sentence in found}.values()
    words = {
        token.form
        for passage in passages
        for token in passage.tokens
        if len(token.form) >= SHORTEST_MENDED and token.is_content
    }
    text = "\n".join({sentence.passage.text for sentence in found})
    terms = []
    for term in question.terms:
        form = term.forms[0]
        if term.kind is TermKind.NAME and not term.stands_in(text):
            near = [
                word
                for word in words
                if len(form) >= SHORTEST_MENDED and is_one_slip_away(form, word)
            ]
            near += slips(form, text)
            if form.isascii():
                near += spellings(form, passages)
            term = replace(term, forms=(*term.forms, *near))
        terms.append(term)
    return replace(question, terms=tuple(terms))


def slips(form: str, text: str) -> list[str]:
    """Stretches of a text that differ from a long word in one vowel or final: 플렛폼, 플랫폼."""
    if len(form) < SHORTEST_MENDED - 1 or not HANGUL.fullmatch(form[0]):
        return []
    # The last syllable of a short word is a word of its own: 국방부, 국방비.
    whole = form if len(form) >= SHORTEST_MENDED else form[:-1]
    found: list[str] = []
    for at, syllable in enumerate(whole):
        if not HANGUL.match(syllable):
            continue
        first = ord("가") + (ord(syllable) - ord("가")) // _OF_ONE_INITIAL * _OF_ONE_INITIAL
        alike = f"[{chr(first)}-{chr(first + _OF_ONE_INITIAL - 1)}]"
        letters = [*map(re.escape, form[:at]), alike, *map(re.escape, form[at + 1 :])]
        pattern = r"\s?".join(letters)
        found += [match[0] for match in re.finditer(pattern, text)]
    return list(dict.fromkeys(found))


def spellings(name: str, passages: Iterable[Passage]) -> list[str]:
    """How Korean passages spell an English name (Moonshot, K-Moonshot), in their own words."""
    head, hyphen, sound = name.rpartition("-")
    words = dict.fromkeys(word for passage in passages for word in _hangul_names(passage))
    return [head + hyphen + word for word in words if sounds_like(sound, word)]


def _hangul_names(passage: Passage) -> Iterator[str]:
    """The Korean nouns of a passage, and those that touch as one word, for names fall apart."""
    last = ""
    end = -1
    for token in passage.tokens:
        if token.tag in ("NNG", "NNP") and HANGUL.search(token.form):
            joined = last + token.form if token.start == end else ""
            mixed = _HANGUL_END.search(token.form)
            if mixed and mixed.start():
                yield mixed[0]
            yield token.form
            if joined:
                yield joined
            last, end = joined or token.form, token.end


def is_one_slip_away(word: str, other: str) -> bool:
    """Whether one syllable or letter was changed, left out or put in."""
    if len(word) > len(other):
        word, other = other, word
    if len(other) - len(word) > 1:
        return False
    pairs = enumerate(zip(word, other, strict=False))
    same = next((at for at, (one, two) in pairs if one != two), len(word))
    return word[same + (len(word) == len(other)) :] == other[same + 1 :]
