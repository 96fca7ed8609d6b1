"""Who leads what an amount is for, as far as the text names anybody."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from ieum.search.figures import Figure
from ieum.search.passages import Document, Passage, Role, sentences
from ieum.services.programme.extraction.bodies import (
    Body,
    find_bodies,
    lesser_bodies,
)
from ieum.services.programme.extraction.outline import Outline, without_mark
from ieum.services.programme.extraction.tables import is_row

_ACTS = re.compile(
    r"\s?(?:은|는|이|가|에서|,|\()|도\s|\s(?:\([A-Z]+\)\s)?(?:said|announced|will|plans?|is|has|aims|spent)\b"
)
_LEADS = re.compile(r"\s?(?:주관|소관|주도|총괄)")
#: 소방청 주관으로, 산림청이 총괄하는: who leads, told before the amount.
_LED_BY = re.compile(
    r"\s소관(?:\s|$|으로)|(?:이|가)?\s?(?:주관|주도|총괄|전담)(?:으로|로|해|하여|하는|한다|하고|하며|하에|\s?아래|기관|부처)"
)
#: 8,500억원 (산업부)
_BRACKET = re.compile(r"\s?원?\s?\(")
#: (주관: 한국기계연구원), 주관기관: 농촌진흥청
_LEAD_FIELD = re.compile(r"(?:주관|소관|총괄|전담)\s?(?:부처|기관|부서|청)?\s*[:：)\t]\s?$")
_TOGETHER = re.compile(r"\s?(?:와|과|·|및|,|and)\s?")
#: The head of a body, who signs a notice.
_SIGNED = re.compile(r"([가-힣]{2,20}?)\s?(장관|청장|처장|시장|도지사|지사|군수|구청장|위원장|장)")
#: A paper of the whole government names no single ministry.
_JOINT = re.compile(
    r"(?:20\d\d\s?[.년]\s?(?:\d{1,2}\s?[.월]?\s?)?)?(?:관계\s?부처|관계\s?기관|정부|범부처)\s?합동"
)
_HEAD = 8
#: ○ 산업통상부: ‘실증’은 …: who reports, at the head of a line.
_REPORTS = re.compile(r"\s?[:：]\s")
#: 소방청의 ‘신고 접수’ 예산은, 소방청의 올해 예산은: whose work or budget it is.
_OWNS = re.compile(r"의\s(?:[‘'「『]|[^.,]{0,30}?(?:예산|사업비)(?:은|는|이|으로)?\s)")
#: 주관 기관은 다음 회의에서 정한다: nobody leads yet.
_UNDECIDED = re.compile(
    r"(?:주관|총괄)\s?(?:기관|부처|주체)(?:은|는)\s[^.]{0,30}(?:정한다|정할|정하기로|결정|미정|선정|논의)"
)
_ALONGSIDE = re.compile(
    r"\b(?:(?:cooperation|collaboration|partnership|consultation|together|jointly|along|working)\swith|"
    r"with\s(?:the\s)?(?:help|support)\s(?:of|from))\s(?:the\s)?$",
    re.IGNORECASE,
)
_WITH = re.compile(r"\s?(?:등)?(?:와|과)?\s?(?:함께|공동|협력|합동)")
#: 정부는: no ministry is named.
_STATE = re.compile(r"(?:(?:한편|또한?|아울러|특히|이에|이와\s별도로),?\s)?정부(?:는|가|,)\s")
#: Money that firms spend of their own is led by no ministry.
_PRIVATE = re.compile(
    r"[^.;]{0,50}\b(?:invested|spent|provided|funded|raised)\sby\s(?:the\s)?private\b"
)
_SHORT_NAME = re.compile(r"\s?\((?:이하|약칭)[^()]*\)")


@dataclass(frozen=True, slots=True)
class Lead:
    """The body that acts: its full name, where it stands in the document, its region if local."""

    name: str
    at: tuple[int, int]
    regions: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    """Those that the text names as acting with it."""


class Speakers:
    """The bodies that a document names, and the one it speaks for."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._lesser = lesser_bodies(document)
        self._known: dict[str, tuple[Body, ...]] = {}

    def bodies(self, text: str) -> tuple[Body, ...]:
        """The bodies in a passage, in order."""
        if text not in self._known:
            self._known[text] = tuple(find_bodies(text, self._document.issued, self._lesser))
        return self._known[text]

    @cached_property
    def titled(self) -> Lead | None:
        """The body that the title or a line under it begins with or names."""
        for passage in self._document.passages:
            if passage.role not in (Role.TITLE, Role.SUBTITLE):
                break
            bodies = self.bodies(passage.text)
            acting = [b for b in bodies if not _helps(passage.text, b)]
            if acting:
                return joined(passage, bodies, acting[0])
        return None

    @cached_property
    def signed(self) -> Lead | None:
        """The body whose head signs: 중소벤처기업부장관, alone in a line."""
        for passage in self._document.passages:
            match = _SIGNED.fullmatch(passage.text.strip())
            for name in (match[1], match[1] + match[2][:1]) if match else ():
                known = [b for b in self.bodies(name) if b.start == 0 and b.end == len(name)]
                if known:
                    at = passage.start + passage.text.index(name)
                    region = known[0].region
                    return Lead(known[0].name, (at, at + len(name)), (region,) if region else ())
        return None

    @cached_property
    def main(self) -> Lead | None:
        """Whom a document speaks for: the body its title names, else the one it names most."""
        if self.titled is not None:
            return self.titled
        if any(_JOINT.fullmatch(p.text) for p in self._document.passages[:_HEAD]):
            return None
        if self.signed is not None:
            return self.signed
        counted: Counter[str] = Counter()
        first: dict[str, Lead] = {}
        for passage in self._document.passages:
            if is_row(passage.text):
                continue
            for body in self.bodies(passage.text):
                counted[body.name] += 1 if body.name not in self._lesser else 0
                first.setdefault(body.name, _lead(passage, body))
        return first[counted.most_common(1)[0][0]] if counted else None


def lead_of(
    document: Document, passage: Passage, figure: Figure, outline: Outline, speakers: Speakers
) -> Lead | None:
    """The acting body nearest before an amount in its passage or those that govern it, else the
    one the whole document speaks for; None where the text names none."""
    if _PRIVATE.match(passage.text, figure.end):
        return None
    bodies = speakers.bodies(passage.text)
    named = [b for b in bodies if b.start >= figure.end and _LEADS.match(passage.text, b.end)]
    if named and named[0].start - figure.end < 30:
        return _lead(passage, named[0])
    beside = [b for b in bodies if _BRACKET.fullmatch(passage.text[figure.end : b.start])]
    if beside and _is_named_as_lead(passage.text, beside[0]):
        return joined(passage, bodies, beside[0])
    acting = [
        b
        for b in bodies
        if b.start < figure.start
        and (
            _acts(passage.text, b)
            or _is_named_as_lead(passage.text, b)
            or _owns(passage.text, b, figure)
        )
    ]
    if acting:
        leading = [b for b in acting if _is_named_as_lead(passage.text, b)]
        return joined(passage, bodies, (leading or acting)[-1])
    if _UNDECIDED.search(passage.text, figure.end):
        return None
    for field in outline.fields(passage):
        leading = [b for b in speakers.bodies(field.text) if _is_led_in_field(field.text, b)]
        if leading:
            return joined(field, speakers.bodies(field.text), leading[0])
    if speakers.titled is None and _state_acts(passage, figure):
        return None
    for ordinal in reversed(outline.above(passage)):
        above = document.passages[ordinal]
        bodies = speakers.bodies(above.text)
        leading = [b for b in bodies if _is_named_as_lead(above.text, b)]
        acting = [b for b in bodies if _acts(above.text, b)]
        if leading or acting:
            return joined(above, bodies, (leading or acting)[0])
    return speakers.main


def _acts(text: str, body: Body) -> bool:
    reports = body.start == without_mark(text)[0] and _REPORTS.match(text, body.end)
    return bool(reports or _ACTS.match(text, body.end)) and not _helps(text, body)


def _owns(text: str, body: Body, figure: Figure) -> bool:
    """Whether a sentence says that the work or the budget of an amount is a body's."""
    together = any(s <= body.start and figure.start < e for s, e in sentences(text))
    return together and _OWNS.match(text, body.end, figure.start) is not None


def _helps(text: str, body: Body) -> bool:
    """Whether a body is named as one that works with another: 과기정통부(이하 …)와 함께."""
    if _ALONGSIDE.search(text[: body.start]):
        return True
    short = _SHORT_NAME.match(text, body.end)
    return _WITH.match(text, short.end() if short else body.end) is not None


def _is_named_as_lead(text: str, body: Body) -> bool:
    """Whether the words beside a body say that it leads: 소방청 주관으로, (주관: 소방청), (소방청)."""
    before = text[max(0, body.start - 16) : body.start]
    alone = before.endswith("(") and re.match(r"\s?(?:\)|[,·/]\s?[^)]*\))", text[body.end :])
    return bool(_LED_BY.match(text, body.end) or _LEAD_FIELD.search(before) or alone)


def _is_led_in_field(text: str, body: Body) -> bool:
    return _LEAD_FIELD.search(text[max(0, body.start - 16) : body.start]) is not None


def _state_acts(passage: Passage, figure: Figure) -> bool:
    """Whether the sentence of an amount, or one before it in its passage, says that the state acts."""
    return any(
        _STATE.match(passage.text, s) for s, _ in sentences(passage.text) if s <= figure.start
    )


def joined(passage: Passage, bodies: Sequence[Body], acting: Body) -> Lead:
    """A body, and those that the text names with it: 행정안전부와 교육부는."""
    together = [acting]
    for body in reversed([b for b in bodies if b.end <= acting.start]):
        between = passage.text[body.end : together[0].start]
        if not _TOGETHER.fullmatch(between) or between.strip() == ",":
            break
        together.insert(0, body)
    for body in [b for b in bodies if b.start >= acting.end]:
        between = passage.text[together[-1].end : body.start]
        if between.strip() not in ("·", "와", "과", "및"):
            break
        together.append(body)
    lead = _lead(passage, together[0])
    if len(together) == 1:
        return lead
    regions = tuple(dict.fromkeys(body.region for body in together if body.region))
    partners = tuple(dict.fromkeys(body.name for body in together[1:]))
    return Lead(lead.name, lead.at, regions, partners)


def partners_of(
    passage: Passage, figure: Figure, lead: Lead | None, speakers: Speakers
) -> tuple[str, ...]:
    """The bodies that work with the lead: those named with it, and those of its sentence."""
    start, end = next(
        ((s, e) for s, e in sentences(passage.text) if s <= figure.start < e),
        (0, len(passage.text)),
    )
    helpers = [
        body.name
        for body in speakers.bodies(passage.text)
        if start <= body.start < end and _helps(passage.text, body)
    ]
    named = lead.partners if lead else ()
    return tuple(dict.fromkeys(p for p in (*named, *helpers) if not lead or p != lead.name))


def _lead(passage: Passage, body: Body) -> Lead:
    place = (passage.start + body.start, passage.start + body.end)
    return Lead(body.name, place, (body.region,) if body.region else ())
