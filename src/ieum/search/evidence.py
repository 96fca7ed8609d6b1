"""How well a stretch of a document answers a question's words: by what stands near, and governs.

A figure belongs to the words of its own clause most, then to those of its sentence, to the headings
above it, to the sentences before it in its paragraph, and least to the title of its document. Context
flows forward only: what is said after a figure, or of a sibling in a list, is not said of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from ieum.search.figures import Figure, FigureKind
from ieum.search.passages import Document, Passage, Role, opener_level, sentences
from ieum.search.terms import Term, TermKind
from ieum.search.tokens import CONNECTIVE, COORDINATING, Token

CLAUSE = 1.0
NEAR = 0.9
HEADING = 0.85
SENTENCE = 0.65
BEFORE = 0.6
AFTER = 0.5
TITLE = 0.45
PART = 0.3
HEAD_IN_CLAUSE = 0.15
_LIST_MARK = re.compile(r"[,·]\s?\||\|\s?[,·]")

LEAST_FOR_FOCUS = 0.6
_NOUNS = frozenset(["NNG", "NNP", "SL", "SH"])
_ANAPHOR = re.compile(
    r"(?:또|또한|아울러|특히|우선|먼저|이어|여기에|그중|그 중|이\s?중|이\s?가운데|이를|이는|이에|이번|이로|이와|이런|이같은|이 같은|"
    r"해당|동\s|같은|그|of (?:this|these|which)|this|it|they|these)"
)
_TOPIC = re.compile(r"^([^,.]{1,40}?)(?:은|는)\s")
_MARKERS = "▲△▶▷①②③④⑤⑥⑦⑧⑨⑩◇◆○●■□※;"


@dataclass(frozen=True)
class Sentence:
    """A sentence of a passage, in its document: [start, end) counts in the passage."""

    document: Document
    passage: Passage
    start: int
    end: int
    number: int

    @property
    def text(self) -> str:
        """The words of the sentence."""
        return self.passage.text[self.start : self.end]

    @property
    def figures(self) -> Iterator[Figure]:
        """The figures in the sentence, with their places in the passage."""
        for figure in self.passage.figures:
            if self.start <= figure.start and figure.end <= self.end:
                yield figure

    @cached_property
    def context(self) -> list[tuple[str, float]]:
        """What governs the sentence from outside, with the credit of a word found there."""
        document, passage = self.document, self.passage
        rings = [(_first_sentence(document.passages[at]), HEADING) for at in passage.path]
        if self.number and opener_level(passage.text) is not None:
            rings.append((_first_sentence(passage), HEADING))
        before = passage.text[: self.start]
        if before and self._goes_on(before):
            rings.append((before, BEFORE))
        rings += [
            (other.text, TITLE)
            for other in document.passages[:12]
            if other.role in (Role.TITLE, Role.SUBTITLE) and other.ordinal != passage.ordinal
        ]
        rings.append((document.title, TITLE))
        return rings

    def _goes_on(self, before: str) -> bool:
        """Whether the sentence still speaks of what the ones before it did.

        A topic of its own (…은, …는) that shares no word with them begins something else.
        """
        if _ANAPHOR.match(self.text):
            return True
        topic = _TOPIC.match(self.text)
        if topic is None:
            return True
        names = re.findall(r"[가-힣A-Za-z]{2,}", topic[1])
        plain = [name for name in names if name not in _GENERIC]
        return not plain or any(name[:3] in before for name in plain)


def _first_sentence(passage: Passage) -> str:
    """What a heading or opener announces; the rest of an opener speaks of single things."""
    start, end = sentences(passage.text)[0]
    return passage.text[start:end]


_GENERIC = frozenset(["분야", "사업", "과제", "부문", "지역", "프로젝트", "정부", "AI", "분과"])


def sentences_of(document: Document, passage: Passage) -> list[Sentence]:
    """The sentences of a passage, ready to be judged."""
    return [
        Sentence(document, passage, start, end, number)
        for number, (start, end) in enumerate(sentences(passage.text))
    ]


@dataclass(frozen=True)
class Candidate:
    """A sentence, or a figure in it, judged against the words of a question."""

    sentence: Sentence
    figure: Figure | None
    credits: dict[Term, float] = field(repr=False)

    @property
    def score(self) -> float:
        """The share of the question's weight that is answered, 0 to 1."""
        whole = sum(term.weight for term in self.credits)
        gained = sum(term.weight * credit for term, credit in self.credits.items())
        return gained / whole if whole else 0.0

    @property
    def score_of_names(self) -> float:
        """``score`` over the words alone that a passage must hold."""
        needed = {term: credit for term, credit in self.credits.items() if term.required}
        whole = sum(term.weight for term in needed)
        gained = sum(term.weight * credit for term, credit in needed.items())
        return gained / whole if whole else 0.0

    @cached_property
    def rank(self) -> float:
        """``score``, less for a figure of something more special than what was asked.

        The figure of "광주 AI 과학영재학교 예산" is none of "광주 AI 예산".
        """
        if self.figure is None:
            return self.score
        named = sum(term.weight for term, credit in self.credits.items() if credit >= NEAR)
        special = self.score * (0.6 + 0.4 * named / (named + self._unasked() or 1))
        head = [term for term in self.credits if term.focus][-1:]
        leads = bool(head) and self.credits[head[0]] == CLAUSE and self._precedes(head[0])
        return special + (HEAD_IN_CLAUSE if leads else 0.0)

    def _precedes(self, term: Term) -> bool:
        """Whether a term stands before the figure in its clause, as its name does in Korean."""
        assert self.figure is not None
        start, _ = _clause(self.sentence, self.figure, strict=True)
        return term.stands_in(self.sentence.passage.text[start : self.figure.start])

    def _unasked(self) -> int:
        """How many nouns stand in the same noun phrases as the question's words, and are not its."""
        figure, passage = self.figure, self.sentence.passage
        assert figure is not None
        start, _ = _clause(self.sentence, figure, strict=True)
        named = [
            place
            for term in self.credits
            for place in term.places(passage.text)
            if start <= place[1] and place[0] < figure.start
        ]
        bracket = _bracket_around(passage.text, figure)
        phrases = [p for p in _noun_phrases(passage, start, figure.start) if p]
        unasked = 0
        for number, phrase in enumerate(phrases, start=1):
            asked = [t for t in phrase if any(s <= t.start < e for s, e in named)]
            # What stands right before a bracket names the figure in it, asked for or not.
            if asked or (bracket and number == len(phrases)):
                unasked += sum(
                    token.tag in _NOUNS and token not in asked and token.form not in _GENERIC
                    for token in phrase
                )
        return unasked

    @property
    def missing(self) -> list[Term]:
        """The terms that a passage must hold, and this one does not."""
        return [term for term, credit in self.credits.items() if term.required and credit == 0]

    @property
    def answers(self) -> bool:
        """Whether all that must be there is, and what is asked of stands close enough."""
        if self.missing:
            return False
        focus = [(term, credit) for term, credit in self.credits.items() if term.focus]
        if not focus or self.figure is None:
            return True
        if any(credit in (PART, AFTER) for _, credit in focus):
            return False
        mean = sum(credit * term.weight for term, credit in focus) / sum(t.weight for t, _ in focus)
        return focus[-1][1] >= BEFORE and mean >= LEAST_FOR_FOCUS


def _measures(passage: Passage) -> list[Figure]:
    """The figures of a passage without its regions, which are names."""
    return [figure for figure in passage.figures if figure.kind is not FigureKind.REGION]


def _noun_phrases(passage: Passage, start: int, end: int) -> list[list[Token]]:
    """Runs of nouns with nothing between them but marks that join."""
    phrases: list[list[Token]] = [[]]
    for token in passage.tokens:
        if not start <= token.start < end:
            continue
        if any(f.start <= token.start < f.end for f in _measures(passage)):
            continue
        if token.tag in _NOUNS or token.tag in ("XPN", "XSN", "NNB") or token.form in "·'":
            phrases[-1].append(token)
        elif phrases[-1]:
            phrases.append([])
    return phrases


def judge(sentence: Sentence, terms: Sequence[Term], figure: Figure | None = None) -> Candidate:
    """How a sentence, or one of its figures, answers the terms of a question."""
    rings = [*_own_rings(sentence, figure), *sentence.context]
    return Candidate(
        sentence, figure, {term: _credit(term, rings, sentence, figure) for term in terms}
    )


def _credit(
    term: Term, rings: list[tuple[str, float]], sentence: Sentence, figure: Figure | None
) -> float:
    best = max((credit for text, credit in rings if term.stands_in(text)), default=0.0)
    if term.kind is TermKind.YEAR and term.year is not None:
        by_year = _credit_of_year(term, sentence, figure)
        # "내년" may be the document's own word, meant from its day; "ASK 2026" is a name.
        return max(by_year, min(best, BEFORE) if term.is_word else 0.0)
    is_governing = any(
        term.stands_in(text) for text, credit in sentence.context if credit >= HEADING
    )
    if figure and term.focus and not is_governing and _is_one_of_several(term, sentence, figure):
        return PART
    return best


def _is_one_of_several(term: Term, sentence: Sentence, figure: Figure) -> bool:
    """Whether the term only stands in a list (가, 나, 다 등) that the figure is for as a whole."""
    text = sentence.passage.text
    places = [p for p in term.places(text) if sentence.start <= p[0] and p[1] <= sentence.end]
    return bool(places) and all(
        end <= figure.start
        and _LIST_MARK.search(text[:start][-2:] + "|" + text[end:][:2])
        and re.search(r"\s등\s", text[end : figure.start])
        for start, end in places
    )


def _credit_of_year(term: Term, sentence: Sentence, figure: Figure | None) -> float:
    """A year may be meant without being written: 내년, or the year the document is of."""
    year, issued = term.year or 0, sentence.document.issued
    if term.describes and issued and issued.year == year:
        return TITLE
    # What is spent over a period is not what is spent in one of its years.
    is_amount = figure is not None and figure.kind is FigureKind.AMOUNT

    def says(other: Figure) -> bool:
        return _covers(other, year) and not (is_amount and other.kind is FigureKind.PERIOD)

    written = [other for other in sentence.figures if says(other)]
    if written:
        return CLAUSE if figure is None or _is_dated(figure, written, sentence) else SENTENCE
    document = sentence.document
    for at in sentence.passage.path:
        if any(map(says, document.passages[at].figures)):
            return HEADING
    if any(map(says, (f for f in sentence.passage.figures if f.end <= sentence.start))):
        return BEFORE
    if any(_is_other_year(other, year) for other in sentence.figures):
        return 0.0
    head = [p for p in document.passages[:12] if p.role in (Role.TITLE, Role.SUBTITLE)]
    head += [p for p in document.passages if p.role is Role.PARAGRAPH][:1]
    if any(says(other) for passage in head for other in passage.figures):
        return TITLE
    # A budget told in one year is mostly that of the next: the year must be said.
    return TITLE if issued and issued.year == year and not is_amount else 0.0


def _is_dated(figure: Figure, dates: Sequence[Figure], sentence: Sentence) -> bool:
    """Whether one of the dates is the figure itself, or the last one said before it or beside it."""
    for day in dates:
        if day == figure:
            return True
        between = sorted([(day.start, day.end), (figure.start, figure.end)])
        alike = [
            other
            for other in sentence.figures
            if other.kind in (figure.kind, day.kind)
            and between[0][1] <= other.start
            and other.end <= between[1][0]
        ]
        follows = day.end <= figure.start or _bracket_around(sentence.passage.text, day)
        if follows and not alike:
            return True
    return False


def _covers(figure: Figure, year: int) -> bool:
    if figure.first is None:
        return False
    last = figure.last.year if figure.last else figure.first.year
    return figure.first.year <= year <= last


def _is_other_year(figure: Figure, year: int) -> bool:
    return (
        figure.kind in (FigureKind.DATE, FigureKind.PERIOD)
        and figure.first is not None
        and not _covers(figure, year)
    )


def _own_rings(sentence: Sentence, figure: Figure | None) -> list[tuple[str, float]]:
    """The stretches of the sentence around a figure, the closest first."""
    if figure is None:
        return [(sentence.text, CLAUSE)]
    text = sentence.passage.text
    inner = _clause(sentence, figure, strict=True)
    outer = _clause(sentence, figure, strict=False)
    rings = [(text[inner[0] : inner[1]], CLAUSE), (text[outer[0] : inner[1]], NEAR)]
    if not _in_brackets_of_a_list(sentence, figure):
        rings.append((text[sentence.start : inner[1]], SENTENCE))
        rings.append((sentence.text, AFTER))
    return rings


def _clause(sentence: Sentence, figure: Figure, strict: bool) -> tuple[int, int]:
    """The clause a figure stands in; strictly, commas bound it as well.

    A figure in brackets belongs to the words before the bracket, back to the item before.
    """
    text, passage = sentence.passage.text, sentence.passage
    start, end = sentence.start, sentence.end
    bracket = _bracket_around(text, figure)
    left_of = bracket[0] if bracket else figure.start
    right_of = bracket[1] if bracket else figure.end
    for token in passage.tokens:
        is_bound = token.form in COORDINATING and token.tag == CONNECTIVE
        is_bound = is_bound or text[token.start] in _MARKERS
        if strict and not bracket:
            is_bound = is_bound or token.form == ","
        if not is_bound:
            continue
        is_before = token.end <= left_of
        between = (token.end, left_of) if is_before else (right_of, token.start)
        if token.form == "," and not _names_something(passage, *between):
            continue
        if is_before:
            start = max(start, token.end)
        elif right_of <= token.start < end:
            end = token.start
            break
    if bracket:
        earlier = [
            place[1]
            for other in sentence.figures
            if (place := _bracket_around(text, other)) and place[1] <= bracket[0]
        ]
        start = max([start, *earlier])
        end = bracket[1] if strict else end
        if _in_brackets_of_a_list(sentence, figure):
            end = bracket[1]
    return start, end


def _names_something(passage: Passage, start: int, end: int) -> bool:
    """Whether a noun stands there: a bare figure between commas belongs to its neighbours."""
    return any(
        token.tag in _NOUNS
        and token.end - token.start > 1
        and start <= token.start < end
        and not any(f.start <= token.start < f.end for f in _measures(passage))
        for token in passage.tokens
    )


def _bracket_around(text: str, figure: Figure) -> tuple[int, int] | None:
    """The brackets a figure stands in, if its bracket holds little but figures."""
    left = text.rfind("(", 0, figure.start + 1)
    if left < 0 or text.find(")", left, figure.start) >= 0:
        return None
    right = text.find(")", figure.end)
    if right < 0 or right - left > 60:
        return None
    return left, right + 1


def _in_brackets_of_a_list(sentence: Sentence, figure: Figure) -> bool:
    """Whether the figure is one of several that stand in brackets, each beside its own name."""
    text = sentence.passage.text
    if _bracket_around(text, figure) is None:
        return False
    places = {
        _bracket_around(text, other) for other in sentence.figures if other.kind is figure.kind
    }
    return len(places - {None}) > 1
