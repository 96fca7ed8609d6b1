"""What an amount is for: the name that a text gives to the thing the money goes to.

The nearest sign wins, in this order: the heading the amount stands in; the words right before its
bracket; the words of which it is the budget; a title in quotation marks; what the clause carries
out with it; what the opener or heading above announces. Published results on Korean relation
extraction are weak (KLUE-RE F1 57 to 70), so structure is asked before sentences.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ieum.search.figures import Figure
from ieum.search.passages import Document, Passage, Role, sentences
from ieum.services.programme.extraction.phrases import (
    Phrase,
    clause_around,
    named,
    phrases_of,
)

_BUDGET = r"(?:예산안?|사업비|총사업비|국비|도비|시비|재정|기금|출연금|보조금|투자액|투자금|펀드)"
_IS_BUDGET = re.compile(rf"{_BUDGET}$")
_ONLY_BUDGET = re.compile(rf"(?:(?:총|전체|관련|정부|올해|신규)\s*)*{_BUDGET}$")
_ACTION = (
    r"구축|조성|설립|건립|개발|운영|육성|양성|고도화|지원|실증|확충|확대|연구|기획|도입|보급|건설|신설|강화|제작|정비|"
    r"개최|구현|전환|개선|활성화|추진|마련|수립"
)
_ACTION_BUDGET = re.compile(rf"(.*(?:{_ACTION}))\s?(?:예산|사업비)$")
_WORK = re.compile(
    r"(?:사업|프로젝트|프로그램|계획|과제|대책|전략|센터|펀드|플랫폼|단지|클러스터|밸리|사관학교|병원|시스템|체계|"
    r"개발|구축|조성|육성|양성|실증|지원|고도화|도입|확충|전환|건립|설립|운영)$"
)
_GENERIC = re.compile(
    r"(?:핵심|주요|관련|해당|이|그|동|본|세부|신규|각종|다양한|\d+대|\d+개|중점|추진|대규모|전체|총)?\s*"
    r"(?:사업|프로젝트|프로그램|과제|계획|예산|사업비|국비|투자|지원|규모|추진|실증|개발|구축|사업들)$"
)
_OF_A_WORK = re.compile(
    r"\s?(?:규모)?의?\s?(?:프로젝트|사업|프로그램|과제)(?:이|가|은|는|을|를|로|의)"
)
_CARRIES = re.compile(r"^(?:을|를|도|은|는|이|가|에|으로|로)$")
_PURPOSE = re.compile(
    r"(?:을|를)\s?(?:지원|육성|조성|구축|개발|추진|확대|강화|운영)하기\s?위[해한]|(?:을|를)\s?위[해한]"
)
_MARK = re.compile(
    r"^\s*(?:[◇◆■●▣◈○◎□▲△▶▷ㅇ※*-]|#+\s|[①-⑳]|[가-하][.)]|\d{1,2}[.)]|[ⅠⅡⅢⅣⅤ]+[.\s])\s*"
)
_COUNTED = re.compile(
    r"\s*(?:총\s*)?\d+\s?(?:개|건|대)\s?(?:세부\s?|신규\s?)?(?:사업|과제)?[,\s]*$"
)
_PREAMBLE = re.compile(
    r"^(?:첫째|둘째|셋째|넷째|다섯째|여섯째|일곱째|여덟째|아홉째|열째)(?:로|는)?[,\s]*"
)


@dataclass(frozen=True, slots=True)
class Name:
    """What an amount is for, and where the text says so; ``is_own`` if beside the amount itself.

    ``is_generic`` where the words beside it name no programme (예산 7000억원).
    """

    text: str
    at: tuple[int, int]
    is_own: bool = True
    is_generic: bool = False


def name_of(document: Document, passage: Passage, figure: Figure) -> Name:
    """The name of what an amount is for; the document's title where nothing nearer is named."""
    phrases = [p for p in phrases_of(passage) if named(p.text)]
    start, end = next(
        ((s, e) for s, e in sentences(passage.text) if s <= figure.start < e),
        (0, len(passage.text)),
    )
    inside = [p for p in phrases if start <= p.start < end]
    finders: Sequence[Callable[[Document, Passage, Figure, list[Phrase]], Name | None]] = (
        _in_heading,
        _before_bracket,
        _of_budget,
        _in_quotes,
        _of_purpose,
        _carried_out,
        _from_above,
        _generic_budget,
        _topic,
    )
    for find in finders:
        name = find(document, passage, figure, inside)
        if name and name.text:
            return name
    title = document.passages[0] if document.passages else passage
    return Name(named(document.title), (title.start, title.end), is_own=False)


def _at(passage: Passage, start: int, end: int) -> tuple[int, int]:
    return passage.start + start, passage.start + end


def _name(passage: Passage, phrase: Phrase, *, own: bool = True) -> Name | None:
    """The name in a phrase: what it quotes with the action after it, or its own words."""
    text, start, end = passage.text[phrase.start : phrase.end], phrase.start, phrase.end
    if phrase.quoted:
        quote_start, quote_end = phrase.quoted
        after = passage.text[quote_end + 1 : phrase.end].strip(" '’")
        keep = after if re.fullmatch(rf"(?:{_ACTION})(?:\s(?:{_ACTION}))?", after) else ""
        text = f"{passage.text[quote_start:quote_end]} {keep}".strip()
        start, end = quote_start, phrase.end if keep else quote_end
    text = named(text)
    action = _ACTION_BUDGET.match(text)
    text = action[1] if action else text
    return Name(text, _at(passage, start, end), own) if text else None


def _is_name(text: str) -> bool:
    text = named(text)
    return len(text) > 1 and not _GENERIC.fullmatch(text) and not _ONLY_BUDGET.fullmatch(text)


def _in_heading(
    document: Document, passage: Passage, figure: Figure, phrases: list[Phrase]
) -> Name | None:
    """``◇ AI 실증도시 구현 : 2개 사업, 302억원``."""
    if passage.role is not Role.HEADING and not _MARK.match(passage.text):
        return None
    mark = _MARK.match(passage.text)
    start = mark.end() if mark else 0
    before = passage.text[start : figure.start]
    colon = r"\s*[:：(]" if passage.role is Role.HEADING else r"\s*[:：]"
    cut = re.search(rf"{colon}\s*(?:총\s*)?(?:\d+개\s?\S*[,\s]*)?$", before)
    if cut is None and passage.role is not Role.HEADING:
        return None
    text = before[: cut.start()] if cut else _COUNTED.sub("", before)
    text = re.sub(r"\([^()]*\)$", "", text).strip(" ,:：-–")
    if not _is_name(text) or len(text) > 80:
        return None
    return Name(named(text), _at(passage, start, start + len(text)))


def _before_bracket(
    document: Document, passage: Passage, figure: Figure, phrases: list[Phrase]
) -> Name | None:
    """``AI 특화병원 조성(30억원)``, ``‘AI 로봇 파운데이션 모델개발’(373억원, 2025~2028년)``."""
    text = passage.text
    opened = text.rfind("(", 0, figure.start)
    if opened < 0 or ")" in text[opened : figure.start] or figure.start - opened > 30:
        return None
    closest = [p for p in phrases if p.end <= opened and not text[p.end : opened].strip(" ’'”\"")]
    if not closest:
        return None
    phrase = closest[-1]
    closed = text.find(")", figure.end)
    acts = closed >= 0 and re.match(r"(?:하|한|해|할|했|함)", text[closed + 1 :])
    if acts or not _is_name(phrase.text):
        # ‘규제프리 도시모델’을 본격 기획(5억원)한다: the object, and what is done to it.
        objects = [p for p in phrases if p.end <= phrase.start and p.particle in ("을", "를")]
        if objects and (name := _name(passage, objects[-1])):
            action = named(text[phrase.start : phrase.end])
            return Name(f"{name.text} {action}".strip(), name.at)
    return _name(passage, phrase)


def _of_budget(
    document: Document, passage: Passage, figure: Figure, phrases: list[Phrase]
) -> Name | None:
    """``AI 예산은 1634억원``, ``제조혁신센터 구축예산에 10억원이``."""
    before = [p for p in phrases if p.end <= figure.start]
    for phrase in reversed(before):
        if _IS_BUDGET.search(phrase.text) and not phrase.quoted:
            between = passage.text[phrase.end : figure.start]
            if re.search(r"(?:고|며|지만|[.])\s|\s중\s?$", between):
                return None
            return _name(passage, phrase) if _is_name(phrase.text) else None
    return None


def _in_quotes(
    document: Document, passage: Passage, figure: Figure, phrases: list[Phrase]
) -> Name | None:
    """``‘표준모델 개발·실증’ 사업을 추진하며, … 296억원``; one after the amount if none is before."""
    others = sorted(
        f.start for f in passage.figures if f.kind == "amount" and f.start != figure.start
    )
    quoted = [p for p in phrases if p.quoted]
    before = [
        p
        for p in quoted
        if p.end <= figure.start and not any(p.end <= o < figure.start for o in others)
    ]
    after = [
        p
        for p in quoted
        if p.start >= figure.end and not any(figure.end <= o < p.start for o in others)
    ]
    clause = clause_around(passage, figure.start, figure.end)
    near = [p for p in after if p.start < clause[1]]
    chosen = before[-1] if before else near[0] if near else None
    return _name(passage, chosen) if chosen else None


def _of_purpose(
    document: Document, passage: Passage, figure: Figure, phrases: list[Phrase]
) -> Name | None:
    """``M.AX 얼라이언스를 지원하기 위해 내년 AI 예산 중 7000억원을``."""
    for phrase in reversed([p for p in phrases if p.end <= figure.start]):
        after = passage.text[phrase.end : figure.start]
        match = _PURPOSE.match(after)
        if match and "위" in match[0] and "기" in match[0] and _is_name(phrase.text):
            return _name(passage, phrase)
    return None


def _carried_out(
    document: Document, passage: Passage, figure: Figure, phrases: list[Phrase]
) -> Name | None:
    """``총 3조1000억원 규모로 4대 권역 AI 혁신 사업도 추진한다``."""
    if _OF_A_WORK.match(passage.text, figure.end):
        return None  # 1조원 규모의 프로젝트가: the work is named before, not what it is to do.
    start, end = clause_around(passage, figure.start, figure.end)
    works = [
        p for p in phrases if start <= p.start < end and _WORK.search(p.text) and _is_name(p.text)
    ]
    after = [p for p in works if p.start >= figure.end and _CARRIES.match(p.particle or "을")]
    before = [p for p in works if p.end <= figure.start]
    chosen = after[0] if after else before[-1] if before else None
    return _name(passage, chosen) if chosen else None


def _from_above(
    document: Document, passage: Passage, figure: Figure, phrases: list[Phrase]
) -> Name | None:
    """``첫째로 … 데이터 생성·공유·활용사업을 본격 개시한다``: what the opener or heading announces."""
    for ordinal in [passage.ordinal, *reversed(passage.path)]:
        above = document.passages[ordinal]
        first = sentences(above.text)[:1] or [(0, len(above.text))]
        start, end = first[0]
        is_opener = bool(_PREAMBLE.match(above.text[start:end]) or _MARK.match(above.text))
        if above.role is Role.HEADING:
            text = _COUNTED.sub("", _MARK.sub("", above.text)).strip(" :：")
            if _is_name(text) and len(text) <= 60:
                return Name(named(text), (above.start, above.end), is_own=False)
        elif is_opener and (ordinal != passage.ordinal or figure.start >= end):
            works = [
                p
                for p in phrases_of(above)
                if start <= p.start < end and _WORK.search(p.text) and _is_name(p.text)
            ]
            if works:
                return _name(above, works[0], own=False)
    return None


def _generic_budget(
    document: Document, passage: Passage, figure: Figure, phrases: list[Phrase]
) -> Name | None:
    """``내년 예산 7000억원``: a budget of which the text here does not say whose."""
    near = passage.text[max(0, figure.start - 12) : figure.end + 12]
    match = re.search(_BUDGET, near)
    if match is None:
        return None
    return Name(match[0], _at(passage, figure.start, figure.end), is_generic=True)


def _topic(
    document: Document, passage: Passage, figure: Figure, phrases: list[Phrase]
) -> Name | None:
    """The nearest phrase that the sentence is about."""
    works = [p for p in phrases if _WORK.search(p.text) and _is_name(p.text)]
    topics = [p for p in phrases if p.particle in ("은", "는", "이", "가") and _is_name(p.text)]
    before = [p for p in works or topics if p.end <= figure.start] or works or topics
    return _name(passage, before[-1]) if before else None
