"""What a text about an answer may rest on: every figure, date, law, title and name in it.

Evidence is built from what a tool returned (`from_answer`), or from named values and passages of
law (`from_values`). Its figures know what they are about: the labels of their row and column.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from ieum.language.citations import (
    Cite,
    Part,
    find_cites,
    find_laws,
    find_parts,
    find_quotations,
    law_key,
)
from ieum.language.figures import Day, Figure, find_days, find_figures, gather_days
from ieum.language.plain import MARKERS, unmask
from ieum.language.surroundings import Near, near, sentence_at, sentences
from ieum.language.units import ANY, unit_named

Labels = frozenset[tuple[str, str]]
"""What a figure is about: (dimension, label), as (column of the table, `광주`)."""

NOTHING: Labels = frozenset()
LONGEST_LABEL = 40

# Notes of the statute book about its own history; their dates are not what the article says.
_HISTORY = re.compile(r"[<\[](?:개정|신설|전문개정|본조신설|제목개정|종전|삭제)[^>\]\n]*[>\]]")
_YEAR_NAME = re.compile(r"(?:^|_|\b)years?(?:$|_|\b)|연도|년도|^해$", re.I)
_UNIT_NAMES = (
    ("%", re.compile(r"(?:^|_)(?:rate|ratio|share|percent|pct)(?:$|_)|[율률]$|비중$", re.I)),
    ("won", re.compile(r"(?:^|_)(?:won|krw)(?:$|_)|(?:세액|금액|소득|급여|월급|예산|비용|가격|요금|원|[가-힣]{2,}세)$", re.I)),
)  # fmt: skip
_LIMIT_NAME = re.compile(
    r"(?:^|_)(?:max|min|limit|cap|ceiling|floor|threshold)|한도|상한|하한|기준|최대|최소", re.I
)


@dataclass(frozen=True)
class KnownFigure:
    """A figure of the evidence. `any_bound`: its name says it is a limit of some sort."""

    value: Fraction
    unit: str
    bound: str = ""
    about: Labels = NOTHING
    any_bound: bool = False
    near: Near | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class KnownDay:
    """A date of the evidence."""

    day: Day
    about: Labels = NOTHING
    near: Near | None = field(default=None, compare=False, repr=False)


@dataclass
class Evidence:
    """All that a text may say. Filled by the `add_…` methods; `asked` is what the user asked."""

    figures: list[KnownFigure] = field(default_factory=list)
    days: list[KnownDay] = field(default_factory=list)
    laws: set[str] = field(default_factory=set)
    cites: list[Cite] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    articles: dict[tuple[str, int, int], str] = field(default_factory=dict)
    labels: dict[str, set[str]] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    asked: Evidence | None = None
    secrets: tuple[str, ...] = ()
    won_fields: frozenset[str] = frozenset()

    # -- building -----------------------------------------------------------------------------

    @classmethod
    def from_answer(
        cls,
        rendered: Mapping[str, Any],
        question: str = "",
        arguments: Mapping[str, Any] | None = None,
        secrets: Iterable[str] = (),
        won_fields: Iterable[str] = (),
    ) -> Evidence:
        """The evidence in a rendered answer.

        `arguments`, which the tool computed with, count as evidence. What else stands in `question`
        may only be repeated as the asker's words. A text that holds one of `secrets` is refused.
        `won_fields` names the fields that are amounts of won.
        """
        evidence = cls(secrets=tuple(secret for secret in secrets if secret))
        evidence.asked = cls()
        evidence.asked.add_text(question)
        evidence.add_answer(rendered, arguments or {}, won_fields)
        return evidence

    def add_answer(
        self,
        rendered: Mapping[str, Any],
        arguments: Mapping[str, Any],
        won_fields: Iterable[str] = (),
    ) -> None:
        """One more rendered answer and the arguments that it was computed with."""
        self.won_fields = frozenset(won_fields)
        self.add(rendered)
        for name, value in arguments.items():
            self._add_argument(name, value)

    @classmethod
    def from_values(
        cls,
        values: Mapping[str, Any],
        passages: Iterable[Mapping[str, Any]] = (),
        question: str = "",
    ) -> Evidence:
        """The evidence in named numbers and dates, and passages of law.

        A passage has `law`, `no`, `sub` (제208조의5 is 208 and 5), `as_of` and `text`.
        """
        evidence = cls()
        evidence.asked = cls()
        evidence.asked.add_text(question)
        passages = list(passages)
        evidence.laws |= {str(passage["law"]) for passage in passages}
        evidence.add(dict(values))
        for passage in passages:
            evidence.add_article(
                str(passage["law"]), int(passage["no"]), int(passage.get("sub") or 0),
                str(passage["text"]), str(passage.get("as_of") or ""),
            )  # fmt: skip
        return evidence

    def add_article(self, law: str, no: int, sub: int, text: str, as_of: str = "") -> None:
        """An article of law with its text, in force on `as_of`."""
        self.laws.add(law)
        self.articles[law_key(law), no, sub] = unmask(text).text
        self.cites.append(Cite(0, 0, law_key(law), no, sub))
        self.texts.append(f"{law} 제{no}조" + (f"의{sub}" if sub else ""))
        if as_of:
            self.add_text(as_of)
        self.add_text(_HISTORY.sub(" ", text), own=law)

    def add_text(self, text: str, about: Labels = NOTHING, own: str | None = None) -> None:
        """Everything that a piece of text says. `own` is the law that the text is part of."""
        plain = unmask(text).text
        if not plain.strip():
            return
        self.texts.append(plain)
        for _, _, words in find_quotations(plain):
            if re.search(r"(?:법률?|령|규칙|조례)$", words):
                self.laws.add(words)
        names = find_laws(plain, self.laws)
        self.laws |= {law.name for law in names}
        around = _Surroundings(plain)
        cites = find_cites(plain, names, own)
        parts = find_parts(plain, cites)
        self.cites += [replace(cite, near=around(cite.start, cite.end)) for cite in cites]
        self.parts += [replace(part, near=around(part.start, part.end)) for part in parts]
        days = find_days(plain)
        taken = [(one.start, one.end) for one in cites]
        taken += [(one.start, one.end) for one in parts]
        taken += [(one.start, one.end) for one in days]
        free = [figure for figure in find_figures(plain) if not _taken(figure, taken)]
        more, figures = gather_days(plain, free)
        self.days += [KnownDay(day, about, around(day.start, day.end)) for day in (*days, *more)]
        self.figures += [
            KnownFigure(f.value, f.unit, f.bound, about, near=around(f.start, f.end))
            for f in figures
        ]

    def add_number(self, value: int | float, name: str = "", unit: str = "", about: Labels = NOTHING) -> None:  # fmt: skip
        """A typed number: `unit` in words when known, else judged by `name`, else anything."""
        exact = Fraction(str(value))
        unit = unit or ("won" if name in self.won_fields else "")
        self.texts.append(f"{value:,}" if isinstance(value, int) else str(value))
        any_bound = bool(_LIMIT_NAME.search(name))
        named = unit_named(unit) if unit else None
        if named:
            self.figures.append(KnownFigure(exact * named[1], named[0], "", about, any_bound))
            return
        if unit:
            # A unit that we do not know: the text must use the same word.
            self.add_text(f"{value}{unit}", about)
            return
        if _YEAR_NAME.search(name) and exact.denominator == 1:
            self.days.append(KnownDay(Day(0, 0, year=exact.numerator), about))
        guessed = next((unit for unit, words in _UNIT_NAMES if words.search(name)), ANY)
        self.figures.append(KnownFigure(exact, guessed, "", about, any_bound))
        if guessed in ("%", ANY) and isinstance(value, float) and -1 <= value <= 1:
            self.figures.append(KnownFigure(exact * 100, "%", "", about, any_bound))

    def add(self, value: Any, name: str = "", about: Labels = NOTHING, path: str = "") -> None:
        """Any JSON value; views of the kernel (value, table, series, places, text) by their form."""
        if value is None or isinstance(value, bool):
            return
        if isinstance(value, int | float):
            self.add_number(value, name, about=about)
        elif isinstance(value, datetime | date):
            self.add_text(value.isoformat(), about)
        elif isinstance(value, str):
            self.add_text(value, about)
        elif isinstance(value, Mapping):
            self._add_object(value, about, path)
        else:
            for element in value:
                self.add(element, name, about, f"{path}[]")

    def _add_object(self, value: Mapping[str, Any], about: Labels, path: str) -> None:
        view = value.get("view")
        if view == "value":
            self._add_figure_view(value, about, path)
        elif view == "table":
            self._add_table(value, about, path)
        else:
            inner = about | self._labels(value, path)
            unit = value.get("unit")
            for name, part in value.items():
                named = (
                    self._label(f"{path}.*", name.replace("_", " ")) if _scalar(part) else NOTHING
                )
                if isinstance(unit, str) and unit and _number(part):
                    self.add_number(part, name, unit, inner | named)
                else:
                    self.add(part, name, inner | named, f"{path}.{name}")

    def _add_figure_view(self, value: Mapping[str, Any], about: Labels, path: str) -> None:
        label = str(value.get("label", ""))
        about |= self._label(f"{path}.label", label)
        self.add_text(label)
        if _number(value["value"]):
            self.add_number(value["value"], label, str(value.get("unit", "")), about)
        else:
            self.add(value["value"], label, about)

    def _add_table(self, table: Mapping[str, Any], about: Labels, path: str) -> None:
        columns = table["columns"]
        self.add_text(str(table.get("caption", "")), about)
        for column in columns:
            self.add_text(str(column["label"]))
        for row in table["rows"]:
            cells = dict(zip((column["name"] for column in columns), row, strict=True))
            inner = about | self._labels(cells, f"{path}#")
            for column, cell in zip(columns, row, strict=True):
                named = inner | self._label(f"{path}#columns", str(column["label"]))
                if _number(cell):
                    self.add_number(cell, str(column["label"]), str(column.get("unit", "")), named)
                else:
                    self.add(cell, column["name"], named)

    def _labels(self, cells: Mapping[str, Any], path: str) -> Labels:
        """The words of one object, which its figures are about."""
        labels: Labels = NOTHING
        for name, cell in cells.items():
            if isinstance(cell, str) and name not in ("view", "kind", "unit"):
                labels |= self._label(f"{path}.{name}", cell)
            elif isinstance(cell, int) and _YEAR_NAME.search(name):
                labels |= self._label(f"{path}.{name}", str(cell))
        return labels

    def _label(self, dimension: str, words: str) -> Labels:
        label = unmask(words).text.strip()
        if not 2 <= len(label) <= LONGEST_LABEL:
            return NOTHING
        self.labels.setdefault(dimension, set()).add(label)
        return frozenset({(dimension, label)})

    def _add_argument(self, name: str, value: Any) -> None:
        """An argument counts what the question says it counts."""
        asked = self.asked.figures if self.asked else []
        same = [f for f in asked if _number(value) and f.value == Fraction(str(value))]
        if same:
            self.figures += [replace(figure, about=NOTHING) for figure in same]
            self.texts.append(str(value))
        elif isinstance(value, str) and name in self.won_fields and not value.endswith("원"):
            self.add_text(f"{value}원")
        else:
            self.add(value, name)

    # -- asking -------------------------------------------------------------------------------

    def says(self, words: str) -> bool:
        """Whether `words` stand in the evidence as they are, but for spaces and letter case.

        A figure in `words` must stand whole: 9876 does not say 987.
        """
        pieces = re.findall(r"\d+|[^\W\d]+|[^\w\s]|_", words)
        if not pieces:
            return False
        before = (
            r"(?<![\d.,])"
            if pieces[0].isdigit()
            else r"(?<![A-Za-z])"
            if words[0].isascii()
            else ""
        )
        after = r"(?!\d|[.,]\d)" if pieces[-1].isdigit() else ""
        pattern = re.compile(before + r"\s*".join(map(re.escape, pieces)) + after, re.I)
        return any(pattern.search(text) for text in self.texts)

    def cites_article(self, cite: Cite) -> bool:
        """Whether the evidence holds the article, and the paragraph and item of it if named."""
        for known in self.cites:
            same_law = cite.law is None or known.law is None or known.law == cite.law
            if not same_law or (known.no, known.sub) != (cite.no, cite.sub):
                continue
            if cite.paragraph is None and cite.item is None:
                return True
            if _goes_as_far(known, cite):
                return True
            text = self.articles.get((known.law or "", known.no, known.sub))
            if text is not None and _holds(text, cite):
                return True
        return False

    def has_part(self, part: Part) -> bool:
        """Whether a paragraph or item named alone is one that the evidence has or names."""
        named: list[Cite | Part] = [*self.cites, *self.parts]
        if any(_goes_as_far(known, part) for known in named):
            return True
        return any(_holds(text, part) for text in self.articles.values())


def _goes_as_far(known: Cite | Part, said: Cite | Part) -> bool:
    if said.paragraph != known.paragraph:
        return False
    if said.item is None:
        return True
    return said.item == known.item and (not said.tail or known.tail.startswith(said.tail))


def _holds(article: str, said: Cite | Part) -> bool:
    """Whether an article's text has the paragraph (①) and the item (1.) that are named."""
    if said.paragraph is not None:
        mark = MARKERS[said.paragraph - 1] if 1 <= said.paragraph <= len(MARKERS) else None
        marks = [character for character in article if character in MARKERS]
        if mark is None or (mark not in marks and not (said.paragraph == 1 and not marks)):
            return False
        if marks:
            article = re.split(f"[{MARKERS}]", article[article.index(mark) + 1 :])[0]
    if said.item is None:
        return True
    sub = re.match(r"의(\d+)", said.tail)
    number = f"{said.item}의{sub[1]}" if sub else str(said.item)
    letter = re.search(r"([가-하])목", said.tail)
    item = re.search(rf"(?:^|[\s*]){number}\.(.*?)(?=\n[\s*]*\d+(?:의\d+)?\.|\Z)", article, re.S)
    if item is None or letter is None:
        return item is not None
    return bool(re.search(rf"(?:^|[\s*]){letter[1]}\.", item[1]))


def _taken(figure: Figure, spans: list[tuple[int, int]]) -> bool:
    return any(figure.start < end and start < figure.end for start, end in spans)


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _scalar(value: Any) -> bool:
    return isinstance(value, str | int | float)


class _Surroundings:
    """The words around places of one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._sentences = sentences(text)

    def __call__(self, start: int, end: int) -> Near:
        return near(self._text, start, end, sentence_at(self._sentences, start, self._text))
