"""The guard: nothing that a model wrote is shown unless the evidence says it.

Every number, date, law, article, title, quotation, link and code of the text must be in the
evidence, with the same unit and the same bound, and in a sentence that speaks of the same row.
What the guard cannot read it does not let pass. What it cannot see, a false sentence without a
figure or a figure put to a wrong use that the evidence does not label, is told in docs/models.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from ieum.language import suspects
from ieum.language.citations import (
    Cite,
    LawName,
    Part,
    find_cites,
    find_laws,
    find_parts,
    find_quotations,
    law_key,
)
from ieum.language.evidence import Evidence, KnownFigure, Labels
from ieum.language.figures import Day, Figure, find_days, find_figures, gather_days
from ieum.language.plain import unmask
from ieum.language.surroundings import Near, fits_another_better, near, sentence_at, sentences
from ieum.language.units import ANY, BARE, agree


class Why(StrEnum):
    """What is wrong with a stretch of text."""

    FIGURE = "figure"  # no such number in the evidence
    UNIT = "unit"  # the number is there, counting something else
    BOUND = "bound"  # the number is there as a bound (이상, at most) or approximately
    SUBJECT = "subject"  # the number is there, about something else
    DATE = "date"
    LAW = "law"
    ARTICLE = "article"
    DOCUMENT = "document"
    QUOTATION = "quotation"
    LINK = "link"
    CODE = "code"  # a telephone number, a model name, letters that look like digits
    NUMERAL = "numeral"  # a number in words, or in signs, that cannot be matched
    MARKUP = "markup"
    SECRET = "secret"


@dataclass(frozen=True)
class Fault:
    """A stretch of the text, `text[start:end]`, that the evidence does not bear out."""

    start: int
    end: int
    text: str
    why: Why


def check(text: str, evidence: Evidence) -> list[Fault]:
    """What in `text` the evidence does not bear out; nothing means that it may be shown."""
    plain = unmask(text)
    found = sorted(_Reading(plain.text, evidence).faults(), key=lambda fault: fault[:2])
    faults: list[Fault] = []
    for start, end, why in found:
        start, end = plain.original(start, end)
        faults.append(Fault(start, end, text[start:end], why))
    return faults


_Found = tuple[int, int, Why]
# A sentence that repeats what was asked, and says so.
_ASKER = re.compile(
    r"질문|물으신|물어보신|문의하신|말씀하신|입력하신|적어 주신|알려 주신|you (?:asked|said|gave|entered|mentioned)|your (?:question|input)",
    re.I,
)
_ATTRIBUTED = re.compile(r" ?(?:에|을|를)? ?(?:따르면|의하면|보면)")
# A label before one of these is not what the sentence speaks of.
_ASIDE = re.compile(r"(?:을|를|보다|대비|이외|외에|와 달리|과 달리| than| unlike)")
# A row or value that is itself the sum of the others may be named by any word for it.
_SUM = re.compile(r"합계|총계|^계$|^총|^전체|\btotal\b|\bsum\b", re.I)
_SUM_WORDS = r"모두|합계|총계|전부|합쳐서?|합하면|통틀어|다 합해|in total|in all|altogether"
_BOUNDS_ALIKE = {"up to": ("", "at most", "up to"), "about": ("", "about")}


class _Reading:
    """One pass over one text. A stretch once judged is not judged again as something smaller."""

    def __init__(self, text: str, evidence: Evidence) -> None:
        self.text = text
        self.evidence = evidence
        self._judged: list[tuple[int, int]] = []
        self._sentences = sentences(text)
        self._labels = _labels_in(text, evidence.labels)
        self._units: dict[tuple[str, str], set[str]] = {}
        for figure in evidence.figures:
            for one in figure.about:
                self._units.setdefault(one, set()).add(figure.unit)

    def faults(self) -> Iterator[_Found]:
        yield from self._secrets()
        yield from self._patterns(suspects.MARKUP, Why.MARKUP, always=True)
        yield from self._patterns(suspects.LINK, Why.LINK)
        yield from self._quotations()
        yield from self._patterns(suspects.FORM, Why.DOCUMENT)
        yield from self._citations()
        for marker in suspects.own_markers(self.text):
            self._judge(marker.start, marker.end)
        yield from self._days(find_days(self.text))
        yield from self._patterns(suspects.CODE, Why.CODE)
        yield from self._figures()
        yield from self._patterns(suspects.VAGUE, Why.NUMERAL)
        yield from self._patterns(suspects.NUMBER_WORD, Why.NUMERAL)
        yield from self._patterns(suspects.HANGUL_NUMERAL, Why.NUMERAL)
        yield from self._patterns(suspects.HANJA_NUMERAL, Why.NUMERAL)
        yield from self._patterns(suspects.OTHER_SIGN, Why.NUMERAL)
        yield from self._patterns(suspects.RELATIVE_DAY, Why.DATE)
        yield from self._patterns(suspects.DOCUMENT, Why.DOCUMENT)
        yield from self._leftovers()

    # -- bookkeeping --------------------------------------------------------------------------

    def _judge(self, start: int, end: int) -> None:
        self._judged.append((start, end))

    def _free(self, start: int, end: int) -> bool:
        return not any(start < e and s < end for s, e in self._judged)

    def _said(self, start: int, end: int) -> bool:
        words = self.text[start:end]
        if self.evidence.says(words):
            return True
        asked = self.evidence.asked
        return asked is not None and self._repeats_asker(start) and asked.says(words)

    def _repeats_asker(self, at: int) -> bool:
        start, end = self._sentence(at)
        return bool(_ASKER.search(self.text[start:end]))

    def _sentence(self, at: int) -> tuple[int, int]:
        return sentence_at(self._sentences, at, self.text)

    def _misplaced(
        self, start: int, end: int, own: Iterable[Near | None], others: Iterable[Near | None]
    ) -> bool:
        here = near(self.text, start, end, self._sentence(start))
        return fits_another_better(here, own, others)

    # -- what is judged -----------------------------------------------------------------------

    def _secrets(self) -> Iterator[_Found]:
        # A key may be spelt with spaces or line breaks between its letters.
        letters = [(i, c) for i, c in enumerate(self.text) if not c.isspace() and c not in "-_*`"]
        squeezed = "".join(character for _, character in letters)
        for secret in self.evidence.secrets:
            at = squeezed.find(re.sub(r"[\s\-_*`]", "", secret))
            if at >= 0 and len(secret) >= 6:
                yield letters[at][0], letters[at][0] + 1, Why.SECRET

    def _patterns(self, pattern: re.Pattern[str], why: Why, always: bool = False) -> Iterator[_Found]:  # fmt: skip
        for match in pattern.finditer(self.text):
            start, end = match.span()
            if not self._free(start, end):
                continue
            self._judge(start, end)
            if always or not self._said(start, end):
                yield start, end, why

    def _quotations(self) -> Iterator[_Found]:
        for start, end, words in find_quotations(self.text):
            law = law_key(words)
            if law in {law_key(name) for name in self.evidence.laws}:
                continue  # judged with its article
            if not self._said(start + 1, end - 1):
                yield start, end, Why.DOCUMENT if self.text[start] in "「『《〈<" else Why.QUOTATION
            elif len(words) >= 12:
                # Long enough to be the evidence's own sentence, figures and all.
                self._judge(start, end)

    def _citations(self) -> Iterator[_Found]:
        known = {law_key(name) for name in self.evidence.laws}
        laws = find_laws(self.text, self.evidence.laws)
        for law in laws:
            if not self._free(law.start, law.end):
                continue
            if law.name not in known and not self._said(law.start, law.end):
                yield law.start, law.end, Why.LAW
        cites = find_cites(self.text, laws)
        for cite in cites:
            if not self._free(cite.start, cite.end):
                continue
            self._judge(cite.start, cite.end)
            if not self._cited(cite, laws) or self._other_place(cite):
                yield cite.start, cite.end, Why.ARTICLE
        for part in find_parts(self.text, cites):
            if not self._free(part.start, part.end):
                continue
            self._judge(part.start, part.end)
            if not self.evidence.has_part(part) or self._other_place(part):
                yield part.start, part.end, Why.ARTICLE
        for law in laws:
            self._judge(law.start, law.end)

    def _cited(self, cite: Cite, laws: list[LawName]) -> bool:
        if _ATTRIBUTED.match(self.text, cite.end) and self.evidence.articles:
            # What an article says can be told only from its text, not from a mention of it.
            texts = [(law, no, sub) for law, no, sub in self.evidence.articles]
            named = (cite.no, cite.sub)
            if not any((no, sub) == named and cite.law in (None, law) for law, no, sub in texts):
                return False
        if self.evidence.cites_article(cite):
            return True
        # Words stand between the article and the law before it: it may belong to one named earlier.
        earlier = {law.name for law in laws if law.end <= cite.start}
        return not cite.sure and any(
            self.evidence.cites_article(replace(cite, law=law)) for law in earlier
        )

    def _other_place(self, said: Cite | Part) -> bool:
        """Whether the evidence cites another article, paragraph or item in this very place."""
        known: list[Cite | Part] = [*self.evidence.cites, *self.evidence.parts]
        own = [one.near for one in known if _same_place(one, said)]
        others = [
            one.near for one in known if type(one) is type(said) and not _same_place(one, said)
        ]
        return self._misplaced(said.start, said.end, own, others)

    def _days(self, days: list[Day]) -> Iterator[_Found]:
        for day in days:
            if not self._free(day.start, day.end):
                continue
            self._judge(day.start, day.end)
            why = self._fault_of_day(day)
            if why:
                yield day.start, day.end, why

    def _fault_of_day(self, day: Day) -> Why | None:
        known = [known for known in self.evidence.days if day.within(known.day)]
        same = [one for one in known if self._about_same(day.start, one.about)]
        others = [one.near for one in self.evidence.days if one not in known]
        if same and not self._misplaced(day.start, day.end, [one.near for one in same], others):
            return None
        asked = self.evidence.asked
        if asked and self._repeats_asker(day.start) and any(day.within(k.day) for k in asked.days):
            return None
        parts = [part for part in (day.year, day.month, day.day) if part is not None]
        # A typed number of unknown unit may be a year or a month.
        if len(parts) == 1 and day.day is None:
            for figure in self.evidence.figures:
                if figure.unit in (ANY, BARE) and figure.value == parts[0]:
                    return None
        return Why.SUBJECT if known else Why.DATE

    def _figures(self) -> Iterator[_Found]:
        free = [f for f in find_figures(self.text) if self._free(f.start, f.end)]
        days, figures = gather_days(self.text, free)
        yield from self._days(days)
        for figure in figures:
            if not self._free(figure.start, figure.end):
                continue
            self._judge(figure.start, figure.end)
            why = self._fault_of_figure(figure)
            if why:
                yield figure.start, figure.end, why

    def _fault_of_figure(self, figure: Figure) -> Why | None:
        asked = self.evidence.asked
        if (
            asked
            and self._repeats_asker(figure.start)
            and any(f.value == figure.value and agree(figure.unit, f.unit) for f in asked.figures)
        ):
            return None
        if figure.unit == BARE and self._is_known_year(figure):
            return None
        known = [known for known in self.evidence.figures if known.value == figure.value]
        if not known:
            return Why.FIGURE
        known = [one for one in known if agree(figure.unit, one.unit)]
        if not known:
            return Why.UNIT
        known = [one for one in known if _same_bound(figure, one)]
        if not known:
            return Why.BOUND
        known = [one for one in known if self._about_same(figure.start, one.about, figure.unit)]
        own = [one.near for one in known]
        others = [
            one.near
            for one in self.evidence.figures
            if one.value != figure.value and agree(figure.unit, one.unit)
        ]
        if not known or self._misplaced(figure.start, figure.end, own, others):
            return Why.SUBJECT
        return None

    def _is_known_year(self, figure: Figure) -> bool:
        return any(figure.value == known.day.year for known in self.evidence.days)

    def _leftovers(self) -> Iterator[_Found]:
        """Digits that nothing above could read: they pass only word for word."""
        for match in re.finditer(r"\d[\d.,]*", self.text):
            if self._free(*match.span()) and not self._said(*match.span()):
                yield match.start(), match.end(), Why.NUMERAL

    # -- subjects -----------------------------------------------------------------------------

    def _about_same(self, at: int, about: Labels, unit: str = ANY) -> bool:
        """Whether the sentence up to `at` speaks of the row and column that a figure stands in.

        In each dimension the label named last must be the figure's own, of those that have figures
        counted in `unit` at all. A sentence that names none is not judged.
        """
        start, _ = self._sentence(at)
        own = dict[str, set[str]]()
        for dimension, label in about:
            own.setdefault(dimension, set()).add(label)
        for dimension, labels in own.items():
            named = [
                label
                for begin, end, label, dimensions in self._labels
                if start <= begin
                and end <= at
                and dimension in dimensions
                and self._counted_in(dimension, label, unit)
                and not _ASIDE.match(self.text, end)
            ]
            if named and named[-1] not in labels:
                return False
        return True

    def _counted_in(self, dimension: str, label: str, unit: str) -> bool:
        units = self._units.get((dimension, label), set())
        return unit == ANY or not units or any(agree(unit, known) for known in units)


def _same_place(known: Cite | Part, said: Cite | Part) -> bool:
    if isinstance(known, Cite) and isinstance(said, Cite):
        same_law = known.law == said.law or known.law is None or said.law is None
        if not same_law or (known.no, known.sub) != (said.no, said.sub):
            return False
    said_parts = (said.paragraph, said.item)
    return said_parts in ((known.paragraph, known.item), (known.paragraph, None), (None, None))


def _same_bound(figure: Figure, known: KnownFigure) -> bool:
    if known.any_bound or figure.bound == known.bound:
        return True
    return known.bound in _BOUNDS_ALIKE.get(figure.bound, ())


_Label = tuple[int, int, str, frozenset[str]]


def _labels_in(text: str, labels: dict[str, set[str]]) -> list[_Label]:
    """Where the labels of the evidence stand in `text`, the longest first: 지방소득세 is not 소득세.

    A dimension with one label cannot be confused, so it is left out.
    """
    dimensions: dict[str, set[str]] = {}
    for dimension, names in labels.items():
        for name in names if len(names) > 1 else ():
            dimensions.setdefault(name, set()).add(dimension)
    found: list[_Label] = []
    for name in sorted(dimensions, key=len, reverse=True):
        words = re.escape(name) + (rf"|{_SUM_WORDS}" if _SUM.search(name) else "")
        for match in re.finditer(rf"(?<![가-힣\w])(?:{words})(?!\d)(?!법)", text, re.I):
            if not any(match.start() < e and s < match.end() for s, e, _, _ in found):
                found.append((match.start(), match.end(), name, frozenset(dimensions[name])))
    return sorted(found)
