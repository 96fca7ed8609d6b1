"""What an amount is for, where the text told of it before: this work, the work of the last sentence."""

from __future__ import annotations

import re

from ieum.search.figures import Figure
from ieum.search.passages import Document, Passage, sentences
from ieum.services.programme.extraction.name_words import WORK, Name, is_name, name_in, place
from ieum.services.programme.extraction.naming_sentence import ONLY_WHEN, OPENER
from ieum.services.programme.extraction.outline import Outline
from ieum.services.programme.extraction.phrases import Phrase, named, phrases_of

THIS_WORK = re.compile(
    r"(?<![가-힣])(?:이|이번|해당|동|본)\s(?:사업|계획|프로젝트|과제|대책|방안|전략)(?:에는|에|은|는|의)\s"
)
_THE_WORK = re.compile(r"(?:총\s?)?(?:사업|사업비|소요\s?예산)(?:에는|에|은|는)\s")
#: 가장 큰 사업은 목조건축물 화재 감시망이다: a sentence that only names a work.
_NAMES_A_WORK = re.compile(
    r"(?:사업|과제|프로젝트|계획|축|것)(?:은|는)\s(?P<name>[^.,]{4,50}?)(?:이다|다|입니다)[.]?\s*$"
)


def of_this_work(
    document: Document, passage: Passage, figure: Figure, phrases: list[Phrase], outline: Outline
) -> Name | None:
    """``… 착륙선 개발 사업에 착수한다. 이 사업에는 총 5,303억 원이``: the work that was just named."""
    start = next((s for s, e in sentences(passage.text) if s <= figure.start < e), 0)
    is_this = THIS_WORK.search(passage.text, start, figure.start)
    if not is_this and not _THE_WORK.match(passage.text, start):
        return None
    earlier = [p for p in phrases_of(passage) if p.end <= start]
    told = passage
    if not earlier and passage.ordinal:
        told = document.passages[passage.ordinal - 1]
        earlier = [p for p in phrases_of(told) if p.quoted]
    works = [p for p in earlier if (p.quoted or WORK.search(p.text)) and is_name(p.text)]
    if works:
        return name_in(told, next((p for p in reversed(works) if p.quoted), works[-1]))
    return None


def named_before(
    document: Document, passage: Passage, figure: Figure, phrases: list[Phrase], outline: Outline
) -> Name | None:
    """``가장 큰 사업은 화재 감시망이다. 2028년까지 감지기를 다는 데 510억원을``: the work that the sentence before
    only names."""
    spans = sentences(passage.text)
    number = next((n for n, (s, e) in enumerate(spans) if s <= figure.start < e), 0)
    if not number:
        return None
    start, end = spans[number - 1]
    match = _NAMES_A_WORK.search(passage.text[start:end].rstrip())
    if match is None or not is_name(match["name"]):
        return None
    at = place(passage, start + match.start("name"), start + match.end("name"))
    return Name(named(match["name"]), at)


def of_sentence_before(
    document: Document, passage: Passage, figure: Figure, phrases: list[Phrase], outline: Outline
) -> Name | None:
    """``‘연합’ 실증단지 구축을 추진한다. 2027년 120억 원을 시작으로``: the work told of right before."""
    spans = sentences(passage.text)
    number = next((n for n, (s, e) in enumerate(spans) if s <= figure.start < e), 0)
    is_bare = ONLY_WHEN.fullmatch(passage.text, spans[number][0], figure.start)
    if not number or not is_bare or OPENER.match(passage.text):
        return None
    start, end = spans[number - 1]
    works = [
        p
        for p in phrases_of(passage)
        if start <= p.start < end
        and (p.quoted or WORK.search(p.text) or (p.particle in ("을", "를") and " " in p.text))
        and is_name(p.text)
    ]
    return name_in(passage, works[-1]) if works else None
