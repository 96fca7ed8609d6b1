"""Who leads what a question names, where its document says so in another place."""

from __future__ import annotations

import re
from dataclasses import replace

from ieum.search.finding import Finding
from ieum.search.questions import Wanted
from ieum.search.sentence import sentences_of
from ieum.services.programme.extraction.bodies import find_bodies
from ieum.services.programme.questions.replies import Library, Reply, budgets_in
from ieum.services.programme.questions.stated import quote_of, sentence_at
from ieum.text.particles import with_particle

_LED = (
    re.compile(r"(?P<thing>.+?)(?:을|를|은|는|이|가|의)?\s(?:어느|어떤|무슨)\s(?:부처|기관|곳)"),
    re.compile(r"(?P<thing>.+?)(?:을|를|은|는|이|가)?\s누가\s(?:주관|담당|추진|총괄|책임|맡|이끄|이끌|하는|하나|하지|해)"),
    re.compile(r"(?P<thing>.+?)(?:을|를|은|는|이|가|의)?\s(?:주관|담당|추진|소관|주무|총괄|집행|책임|맡|이끄|이끌)"),
    re.compile(r"(?:어느|어떤|무슨)\s(?:부처|기관|곳)[가-힣]{0,2}\s(?P<thing>.+?)(?:을|를)\s"),
)  # fmt: skip
_OTHER_BODIES = re.compile(
    r"기업|회사|업체|대학|병원|연구소|위원회|대표|사람|장관|책임자|담당자|간부|의장|compan|universit"
)
_MINISTRY = re.compile(r"부처|ministry")
_IS_A_MINISTRY = re.compile(r"(?:부|처|청|위원회)$")
#: Whose plan it is that speaks of the thing: 어느 부처의 업무계획인가.
_WHOSE_PLAN = re.compile(
    r"(?:어느|어떤|무슨)\s부처(?:의|가|에서)\s(?:\S+\s)?(?P<plan>[가-힣]*(?:계획|방안|대책|전략|보고))"
)


def names_a_ministry(finding: Finding) -> bool:
    """Whether what was found names a ministry itself."""
    return any(
        _IS_A_MINISTRY.search(body.name)
        for quote in finding.quotes
        for body in find_bodies(quote.text, quote.document.issued)
    )


def led(finding: Finding, library: Library) -> Reply | None:
    """Who leads what the question names, where its document says it in another place."""
    question = finding.question
    text = question.text
    if question.wanted[0] is not Wanted.ACTOR or _OTHER_BODIES.search(text):
        return None
    thing = next((m["thing"] for pattern in _LED if (m := pattern.search(text))), "")
    if not thing:
        return None
    return _lead_of_its_budget(thing, finding, library) or _whose_plan(thing, finding, library)


def _lead_of_its_budget(thing: str, finding: Finding, library: Library) -> Reply | None:
    text = finding.question.text
    for one in budgets_in(library.ask(f"{thing} 예산은 얼마인가?").quotes, library)[:1]:
        lead, place = one.budget.lead, one.budget.lead_at
        if not place or (_MINISTRY.search(text) and not _IS_A_MINISTRY.search(lead)):
            continue
        passage = next((p for p in one.document.passages if p.start <= place[0] < p.end), None)
        if passage is None:
            continue
        told = sentence_at(one.document, passage, place[0] - passage.start)
        own = quote_of(one)
        shown = [told, *([replace(own, figures=())] if own and own.start != told.start else [])]
        return Reply(Finding(finding.question, shown), lead=lead)
    return None


def _whose_plan(thing: str, finding: Finding, library: Library) -> Reply | None:
    """The ministry whose plan the document with the thing reports, where that was asked."""
    asked = _WHOSE_PLAN.search(finding.question.text)
    quotes = library.ask(f"{with_particle(thing, '은/는')} 무엇인가?").quotes if asked else ()
    if asked is None or not quotes:
        return None
    document = quotes[0].document
    for passage in document.passages:
        for sentence in sentences_of(document, passage):
            if asked["plan"] not in sentence.text:
                continue
            bodies = find_bodies(sentence.text, document.issued)
            ministry = next((b.name for b in bodies if _IS_A_MINISTRY.search(b.name)), "")
            if ministry:
                told = sentence_at(document, passage, sentence.start)
                return Reply(Finding(finding.question, [told, quotes[0]]), lead=ministry)
    return None
