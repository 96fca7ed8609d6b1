"""From a question and documents to the sentences that answer it, or to what is missing.

Nothing is generated: a finding quotes sentences with their places and points at the figures in them.
It is refused where no sentence holds all that the question names, or where the sentence that does
holds no figure of the kind that was asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

from ieum.search.across import by_document, by_word, by_year
from ieum.search.asked_kind import leaves_open
from ieum.search.compound import asks_two_figures, both_parts, sum_of_many
from ieum.search.evidence import Candidate, judge
from ieum.search.finding import Finding, Lack, Pair, Quote
from ieum.search.fitting import (
    FIGURES,
    fits,
    is_rate_as_asked,
    names_a_place,
    names_an_actor,
)
from ieum.search.headings import headings_asked_for
from ieum.search.index import PassageIndex
from ieum.search.leniency import (
    counts_the_very_noun,
    may_be_missing,
    says_there_is_none,
    that_speak_of_the_subject,
    without_missing,
)
from ieum.search.lists import asks_for_several, items_asked_for
from ieum.search.mending import forgiving
from ieum.search.pairs import set_against
from ieum.search.passages import Document, Role
from ieum.search.questions import NAMES_MONEY, Question, Reckoning, Wanted, understand
from ieum.search.quoting import footnotes_of, quote_of, quotes_of_parts, with_figures
from ieum.search.ranking import counts, distance, rank
from ieum.search.reckoning import compared, tells_a_change, total_under
from ieum.search.sentence import Sentence, sentences_of
from ieum.search.terms import TermKind
from ieum.search.tokens import HANGUL, content_words, tokenise

#: How many passages are looked at closely.
LOOKED_AT = 40
#: A finding must answer at least this share of what the question's words weigh.
LEAST_FOR_FIGURE = 0.55
LEAST_FOR_STATEMENT = 0.5
#: The same where the figure stands right before the noun whose number is asked.
LEAST_FOR_COUNTED = 0.5
#: How much of a question for a figure may be in words of its own, beside the names.
_OWN_WORDS = 0.15
#: Findings within this of the best are shown beside it.
NEARLY_AS_GOOD = 0.02
JUST_AS_GOOD = 0.005
MOST_SHOWN = 3
#: The same where all that there are are asked for, one by one.
NEAR_ENOUGH_TO_LIST = 0.2
#: The same where several things are asked for that are no figures.
NEAR_ENOUGH_TO_TELL = 0.08
MOST_LISTED = 8
#: How many of the best findings are tried for a sum of their parts.
MOST_WEIGHED = 30

#: Longer Korean words may be several in the index: 해양수산부.
_LONGEST_WORD = 3
_DIGITS = re.compile(r"\d+")

_OF_MONEY = re.compile(
    r"예산|금액|비용|사업비|투자|돈|[억조만천]\s?원|달러|budget|cost|money|spend", re.I
)


@lru_cache(maxsize=2048)
def _words_of(form: str) -> tuple[str, ...]:
    """The words by which a passage with a form of a term is found in the index."""
    found = [*form.lower().split(), *_DIGITS.findall(form)]
    if len(form) > _LONGEST_WORD and HANGUL.search(form):
        # Short pieces (과학, 기술) stand everywhere.
        found += [word for word in content_words(tokenise(form)) if len(word) >= _LONGEST_WORD]
    return tuple(dict.fromkeys(found))


def ask(
    text: str,
    index: PassageIndex,
    load: Callable[[Sequence[str]], Mapping[str, Document]],
    today: date,
) -> Finding:
    """Answer a question from the documents in an index; ``load`` gives those with certain keys."""

    def near(question: Question) -> list[Sentence]:
        words = [
            tuple(w for form in term.forms for w in _words_of(form)) for term in question.terms
        ]
        hits = index.find(words, question.text, LOOKED_AT)
        documents = load(list(dict.fromkeys(hit.document for hit in hits)))
        return [
            sentence
            for hit in hits
            if hit.document in documents
            for sentence in sentences_of(
                documents[hit.document], documents[hit.document].passages[hit.ordinal]
            )
        ]

    return _answered(understand(text, today), near, today)


def answer_from_document(text: str, document: Document, today: date) -> Finding:
    """Answer a question from one document alone, without an index."""
    sentences = [one for passage in document.passages for one in sentences_of(document, passage)]
    return _answered(understand(text, today), lambda _question: sentences, today)


def _answered(
    question: Question, near: Callable[[Question], Sequence[Sentence]], today: date
) -> Finding:
    """The finding for a question; ``near`` gives the sentences that may answer one."""
    found = near(question)
    told = by_year(question, lambda half: _plainly(half, found))
    if told:
        return told
    finding = _plainly(question, found)
    if finding.lack and question.reckoning in (Reckoning.RATIO, Reckoning.DIFFERENCE):
        # 몇 배: of places or people, where no money is meant.
        counts = replace(question, wanted=(Wanted.COUNT,), counter="")
        is_of_money = _OF_MONEY.search(question.text) or question.counter not in ("", "배")
        finding = finding if is_of_money else _plainly(counts, found)
    if finding.total or finding.pair:
        return finding

    def plain(text: str, within: Document | None) -> Finding:
        half = understand(text, today)
        beside = near(half)
        if within is not None:
            beside = [one for one in beside if one.document is within]
        return _plainly(half, beside)

    each = by_word(question, found, _good) or by_document(question, found, _good)
    if each:
        return Finding(question, [quote_of(one, question) for one in each], None, each[0].score)
    told = sum_of_many(question, lambda text: plain(text, None)) or set_against(question, plain)
    tells_half = not finding.lack and asks_two_figures(question) and _tells_one_figure(finding)
    if told is None and (finding.lack or finding.unanswered or tells_half):
        told = both_parts(question, lambda text: plain(text, None))
    if told is None and tells_half:
        finding = replace(finding, unanswered=(*finding.unanswered, question.wanted[0]))
    return told or finding


def _tells_one_figure(finding: Finding) -> bool:
    return len({figure.value for quote in finding.quotes for figure in quote.figures}) < 2


#: Parts are asked for, which one figure of the whole does not tell: 권역별 예산.
_BY_PART = re.compile(
    r"(?:사업|분야|과제|부문|항목|연도|영역|권역|지역|분과|기관)별(?:로)?\s(?:예산|금액|사업비|배정|투자|규모)"
)
#: A measure of any kind, not what is spent or given: 얼마나 아꼈나.
_BY_HOW_MUCH = re.compile(
    r"얼마나\s(?!걸|오래|자주|들|드[는나니]|쓰|쓸|써|쓴|썼|투입|투자|배정|책정|편성|집행|지원|받|내|필요|되|돼|잡|"
    r"주[나는니기었]|준|줬|줄(?=까|지|래|\s)|지급|타[나는]|탈|탄|대[주나는]|벌|모[으은]|걷|물[리어])"
)
#: What becomes of money that was not spent is a share as well: 연구비를 얼마나 아꼈나.
_SAVED = re.compile(r"얼마나\s(?:많이\s)?(?:아[끼껴꼈낀낄]|절약|덜[어었한]?|깎)")


def _asks_by_how_much(text: str) -> bool:
    """Whether a share or a number may tell what is asked for; of money only what was saved of it."""
    asked = _BY_HOW_MUCH.search(text)
    if asked is None:
        return False
    return not NAMES_MONEY.search(text[: asked.start()]) or _SAVED.search(text) is not None


def _is_of_a_size(text: str) -> bool:
    """Whether a size is asked for that need not be money: 구성원 규모."""
    return "규모" in text and not _OF_MONEY.search(text)


def _plainly(question: Question, found: Sequence[Sentence]) -> Finding:
    """The finding for a question that asks one thing, from the sentences that may answer it."""
    if not question.terms:
        return Finding(question, lack=Lack.NO_WORDS)
    if not found or all(term.kind is TermKind.WEAK for term in question.terms):
        return Finding(question, lack=Lack.NO_SUBJECT)
    question = forgiving(question, found)
    finding = answer_from(question, found)
    if finding.lack and question.wanted == (Wanted.AMOUNT,) and _is_of_a_size(question.text):
        finding = answer_from(replace(question, wanted=(Wanted.COUNT,)), found)
    is_by_how_much = question.reckoning is None and _asks_by_how_much(question.text)
    if finding.lack and question.wanted == (Wanted.AMOUNT,) and is_by_how_much:
        finding = answer_from(replace(question, wanted=(Wanted.CHANGE,)), found)
    if finding.lack and leaves_open(question.text):
        # 언제 상용화하나, 아니면 검토만 하나: what is said of it, where no day is.
        finding = answer_from(replace(question, wanted=(Wanted.STATEMENT,)), found)
    return finding


def _good(question: Question, found: Sequence[Sentence]) -> list[Candidate]:
    """The sentences, or figures in them, that answer a question, the best first."""
    main = question.wanted[0]
    if main in (Wanted.STATEMENT, Wanted.ACTOR, Wanted.PLACE):
        candidates = [
            judge(sentence, question.terms)
            for sentence in found
            if main is Wanted.STATEMENT
            or (main is Wanted.ACTOR and names_an_actor(sentence, question))
            or (main is Wanted.PLACE and names_a_place(sentence, question))
        ]
        least = LEAST_FOR_STATEMENT
    else:
        candidates = [
            judge(sentence, question.terms, figure)
            for sentence in found
            for figure in sentence.figures
            if fits(figure, main, question)
            and is_rate_as_asked(figure, sentence.passage.text, question)
            and not (question.counted and counts(sentence.passage, figure, question.counted) < 0)
        ]
        least = LEAST_FOR_FIGURE
    is_figure = main in FIGURES
    good = [
        c
        for c in candidates
        if (c.answers and _score(c, is_figure) >= least)
        or (_is_the_count_asked(c, question) and c.score >= LEAST_FOR_COUNTED)
    ]
    if not good:
        said = "\n".join({one.text for one in found})
        held = [without_missing(c) for c in candidates if may_be_missing(c, said, question.text)]
        good = [c for c in held if c.answers and c.score >= least]
    if not good and question.counted:
        good = [
            without_missing(c)
            for c in candidates
            if c.figure
            and counts(c.sentence.passage, c.figure, question.counted) > 0
            and counts_the_very_noun(c)
        ]
    if not good and main is Wanted.STATEMENT:
        near = that_speak_of_the_subject(candidates, found, question.text)
        return [c for c in near if not c.is_about_the_document]
    if main is Wanted.STATEMENT:
        good = [c for c in good if not c.is_about_the_document]
    good.sort(key=lambda c: (-rank(c, question), distance(c)))
    return good


def _fit_to_be_reckoned(good: list[Candidate], question: Question) -> list[Candidate]:
    """Those that say by how much, where that is asked: a plain amount is no difference."""
    if question.reckoning is not Reckoning.DIFFERENCE or question.wanted[0] not in FIGURES:
        return good
    return [candidate for candidate in good if tells_a_change(candidate)]


def answer_from(question: Question, found: Sequence[Sentence]) -> Finding:
    """Choose among sentences that may answer."""
    good = _fit_to_be_reckoned(_good(question, found), question)
    is_figure = question.wanted[0] in FIGURES
    if not good and Wanted.COUNT in question.wanted:
        none = [c for s in found if says_there_is_none(c := judge(s, question.terms))]
        if none:
            best = max(none, key=lambda c: c.score)
            return Finding(question, [quote_of(best, question)], None, best.score)
    if not good:
        things = [t for t in question.terms if t.focus or (t.required and t.weight >= 1)]
        spoken_of = any(not judge(sentence, things).missing for sentence in found)
        return Finding(question, lack=Lack.NO_FIGURE if spoken_of else Lack.NO_SUBJECT)
    best = _in_full(good)
    shown = [best]
    counts_differ = question.reckoning is Reckoning.CONTRAST and is_figure
    is_each = question.reckoning is Reckoning.EACH or counts_differ
    is_list = not is_figure and asks_for_several(question)
    within = NEAR_ENOUGH_TO_TELL if is_list else NEARLY_AS_GOOD
    least_rank = rank(best, question) - (NEAR_ENOUGH_TO_LIST if is_each else within)
    for candidate in good:
        is_new = all(candidate.sentence is not other.sentence for other in shown)
        if (
            is_new
            and (_agrees(candidate, best) or is_each)
            and (
                rank(candidate, question) >= least_rank
                or (question.reckoning is Reckoning.EACH and candidate.is_of_the_focus)
            )
            and len(shown) < (MOST_LISTED if is_each else MOST_SHOWN)
        ):
            shown.append(candidate)
    quotes = [quote_of(candidate, question) for candidate in shown]
    if is_each and best.figure:
        listed = [
            c for c in good if c.sentence is best.sentence and rank(c, question) >= least_rank
        ]
        quotes[0] = with_figures(quotes[0], [c.figure for c in listed if c.figure])
    if not is_figure:
        quotes = items_asked_for(good, question) or quotes
        quotes[:0] = headings_asked_for(best.sentence, question)
        quotes += [note for candidate in shown for note in footnotes_of(candidate.sentence)]
    total = pair = None
    if question.reckoning is Reckoning.SUM:
        weighed = [(total_under(c, question.how_many), c) for c in good[:MOST_WEIGHED]]
        totals = [(found, c) for found, c in weighed if found]
        if totals:
            # Parts belong to the whole they come nearest to.
            total, stated = min(totals, key=lambda pair: abs(pair[0].gap or Decimal(0)))
            quotes = [quote_of(stated, question), *quotes_of_parts(total)]
    elif question.reckoning in (Reckoning.DIFFERENCE, Reckoning.RATIO):
        figures = compared(best)
        pair = Pair(*figures) if figures else None
    if is_figure and _tells_only_the_whole(quotes, question):
        return Finding(question, lack=Lack.NO_FIGURE)
    held = {f.kind.value for quote in quotes for f in quote.figures}
    unanswered = [
        kind for kind in question.wanted[1:] if kind in FIGURES and not held & FIGURES[kind]
    ]
    return Finding(question, quotes, None, best.score, total, pair, unanswered)


def _tells_only_the_whole(quotes: Sequence[Quote], question: Question) -> bool:
    """Whether parts are asked for, and one figure alone was found."""
    values = {figure.value for quote in quotes for figure in quote.figures}
    return len(values) == 1 and _BY_PART.search(question.text) is not None


def _score(candidate: Candidate, is_figure: bool) -> float:
    """How much of a question is answered; its deeds and weak words may be the asker's own."""
    if not is_figure:
        return candidate.score_of_names
    return max(candidate.score, candidate.score_of_names - _OWN_WORDS)


def _in_full(good: Sequence[Candidate]) -> Candidate:
    """The best; for a figure in a title, the sentence of the document that says it in full."""
    best = good[0]
    heads = (Role.TITLE, Role.SUBTITLE)
    if best.figure is None or best.sentence.passage.role not in heads:
        return best
    for other in good[1:]:
        is_body = other.sentence.passage.role not in heads
        is_same = other.figure is not None and other.figure.value == best.figure.value
        if is_body and is_same and other.sentence.document is best.sentence.document:
            return other
    return best


def _is_the_count_asked(candidate: Candidate, question: Question) -> bool:
    """Whether a figure stands right before the very noun whose number is asked (6개 권역).

    Such a figure needs its other words only somewhere near.
    """
    figure = candidate.figure
    noun = question.counted or question.topic
    if figure is None or not noun or candidate.missing:
        return False
    return counts(candidate.sentence.passage, figure, noun) > 0


def _agrees(candidate: Candidate, best: Candidate) -> bool:
    """Whether a finding may stand beside the best.

    So does the same figure, another document's, or one that the question's words fit just as well,
    such as the amounts of two years when no year was asked for.
    """
    if candidate.figure is None or best.figure is None:
        return True
    return (
        candidate.figure.value == best.figure.value
        or candidate.sentence.document is not best.sentence.document
        or abs(candidate.rank - best.rank) < JUST_AS_GOOD
    )
