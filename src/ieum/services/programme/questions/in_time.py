"""Which of several programmes begins or ends first or last, or takes longest, by their years."""

from __future__ import annotations

import re
from collections.abc import Callable

from ieum.search.finding import Finding
from ieum.search.terms import TermKind
from ieum.services.programme.extraction.findings import Basis
from ieum.services.programme.questions.replies import Library, Reply
from ieum.services.programme.questions.stated import Stated, quote_of
from ieum.text.particles import with_particle

_MOST = r"(?:가장|제일|맨)\s"
_ENDS = r"(?:에\s?|까지\s)?(?:끝나|끝난|끝날|종료|완료|마치|마무리|마감|이어|계속|지속|진행)"
_BEGINS = r"(?:에\s?)?(?:시작|착수|출발|개시)"
_EARLY, _LATE = (
    r"(?:먼저|빨리|일찍|이르게)\s",
    r"(?:늦게까지|늦게|나중에|나중|마지막으로|마지막에|뒤에)\s",
)
Years = tuple[int, int]
#: What is asked for, with what is looked at of the years and whether the most or the least of it is.
_ASKED: tuple[tuple[re.Pattern[str], Callable[[Years], int], bool], ...] = (
    (re.compile(_MOST + _EARLY + _ENDS), lambda years: years[1], False),
    (re.compile(_MOST + _LATE + _ENDS), lambda years: years[1], True),
    (re.compile(_MOST + _EARLY + _BEGINS), lambda years: years[0], False),
    (re.compile(_MOST + _LATE + _BEGINS), lambda years: years[0], True),
    (re.compile(_MOST + r"(?:오래|길게|긴|길)"), lambda years: years[1] - years[0], True),
    (re.compile(_MOST + r"(?:짧게|짧은|짧)"), lambda years: years[1] - years[0], False),
)
_AMONG = re.compile(
    r"\s?(?:가운데(?:서)?|중에서?|중에는|\s중|에서)[,\s]*(?:(?:사업\s?)?기간[이은]\s)?$"
)
#: What is not in the name of a whole: how many parts it has, that they have years.
_BESIDE = re.compile(
    r"(?:기간|연도|금액)[이가]?\s?(?:나온|적힌|밝혀진|있는|나와\s있는)\s|"
    r"\s(?:\d{1,2}|한|두|세|네|다섯|여섯|일곱|여덟|아홉|열)\s?(?:개|건|가지|곳)?(?=\s|$)"
)
#: The least share of the names in a question that must stand in the whole or its parts.
_LEAST_NAMED = 0.6


def ranked_in_time(text: str, library: Library) -> Reply | None:
    """The programme that a question asks for by its time among others; ``None`` if it asks for none."""
    asked = next(((m, of, most) for p, of, most in _ASKED if (m := p.search(text))), None)
    if asked is None:
        return None
    match, of, is_most = asked
    before = _AMONG.search(text[: match.start()])
    if before is None:
        return None
    name = _BESIDE.sub(" ", text[: before.start()]).strip(" ,")
    parts = _parts_named(name, library)
    if len(parts) < 2:
        return None
    values = [of(years) for _, years in parts]
    wanted = max(values) if is_most else min(values)
    chosen = [one for one, value in zip(parts, values, strict=True) if value == wanted]
    quotes = list({(q.start, q.end): q for one, _ in chosen if (q := quote_of(one))}.values())
    if not quotes:
        return None
    lead = ", ".join(f"{one.budget.name} ({first}~{last})" for one, (first, last) in chosen)
    finding = Finding(library.ask(text).question, quotes)
    return Reply(finding, [one for one, _ in chosen], lead=lead)


def _parts_named(name: str, library: Library) -> list[tuple[Stated, Years]]:
    """The parts with years of the whole that a name names best, if it names one well."""
    found = library.ask(f"{with_particle(name, '은/는')} 얼마인가?")
    told = library.ask(f"{with_particle(name, '은/는')} 무엇인가?")
    terms = [t for t in found.question.terms if t.kind is TermKind.NAME]
    documents = {q.document.key: q.document for q in (*found.quotes, *told.quotes)}
    best: list[tuple[Stated, Years]] = []
    most = _LEAST_NAMED
    for document in documents.values():
        budgets = library.budgets(document)
        title = " ".join(passage.text for passage in document.passages[:3])
        for at in range(len(budgets)):
            whole = Stated(document, budgets, at)
            parts = [(part, years) for part in whole.parts() if (years := _years(part))]
            said = f"{whole.budget.name} {title} {' '.join(b.name for b in budgets)}"
            own = sum(term.stands_in(whole.budget.name) for term in terms)
            share = sum(term.stands_in(said) for term in terms) / (len(terms) or 1)
            if len(parts) > 1 and own and share + own / 10 > most:
                best, most = parts, share + own / 10
    return best


def _years(stated: Stated) -> Years | None:
    """From when to when it runs; the year of one year's money does not tell."""
    years = stated.budget.years
    if stated.budget.basis is Basis.ANNUAL:
        return None
    return (years.first, years.last) if years.first and years.last else None
