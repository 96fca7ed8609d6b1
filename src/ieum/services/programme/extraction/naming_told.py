"""What an amount is for, where the text told of it before: this work, the work of the last sentence."""

from __future__ import annotations

import re

from ieum.search.figures import Figure
from ieum.search.passages import Document, Passage, sentences
from ieum.search.tokens import HANGUL
from ieum.services.programme.extraction.name_words import WORK, Name, is_name, name_in, place
from ieum.services.programme.extraction.naming_sentence import ONLY_WHEN, OPENER
from ieum.services.programme.extraction.outline import Outline
from ieum.services.programme.extraction.phrases import Phrase, named, phrases_of, quotes_in

THIS_WORK = re.compile(
    r"(?<![가-힣])(?:이|이번|해당|동|본)\s(?:사업|계획|프로젝트|과제|대책|방안|전략)(?:에는|에|은|는|의)\s"
)
#: 이 사업은 … 700억원을 들이는 ‘전환 지원’의 하나: what the sentence is about is only a part of it.
_IS_OF_ANOTHER = re.compile(
    r"\s?원?(?:을|를|이|가)\s(?:들이는|들인|들어가는|투입하는|투입되는|투자하는|쓰는)\s[‘'「『]"
)
_THE_WORK = re.compile(r"(?:총\s?)?(?:사업|사업비|소요\s?예산)(?:에는|에|은|는)\s")
#: 가장 큰 사업은 목조건축물 화재 감시망이다: a sentence that only names a work.
_NAMES_A_WORK = re.compile(
    r"(?:사업|과제|프로젝트|계획|축|것)(?:은|는)\s(?P<name>[^.,]{4,50}?)(?:이다|다|입니다)[.]?\s*$"
)
_THIS = re.compile(r"(?<![가-힣])(?:이|그|해당|동)\s$")
#: Passages before one in which the full name of what it calls by a short one may stand.
_NEAR = 3
_MADE_KNOWN = re.compile(
    r"(?:을|를)\s(?:[가-힣]{1,8}\s)?(?:발표|공개|확정|수립|마련|의결|내놓|제시|보고)(?:했|하였|한다|해|했다|았|놨)?"
)
#: 2026년부터 2029년까지 1억 2천만 달러(약: times, and the same amount in another currency.
_ONLY_TIMES = re.compile(
    r"(?:(?:20\d\d년|올해|내년|향후|오는|앞으로|\d{1,2}년간|모두|총|약)(?:부터|까지|에는|에|도)?[,\s]*)*"
    r"(?:[\d조억만천,. ]+\s?(?:달러|유로|엔|위안)\s?\(약?\s?)?"
)
#: 설계비 12억 원이 필요하-: what is said of the work, and no name of it.
_SAYS = re.compile(r"\d\s?[조억만천]|[하되있없이]$|[가-힣](?:이|가|을|를)\s")


def is_of_another(text: str, figure: Figure) -> bool:
    """Whether an amount is for a named work of which what its sentence is about is only a part."""
    return _IS_OF_ANOTHER.match(text, figure.end) is not None


def of_this_work(
    document: Document, passage: Passage, figure: Figure, phrases: list[Phrase], outline: Outline
) -> Name | None:
    """``… 착륙선 개발 사업에 착수한다. 이 사업에는 총 5,303억 원이``: the work that was just named."""
    start = next((s for s, e in sentences(passage.text) if s <= figure.start < e), 0)
    is_this = THIS_WORK.search(passage.text, start, figure.start)
    if not is_this and not _THE_WORK.match(passage.text, start):
        return None
    if any(start <= s and e <= figure.start for s, e in quotes_in(passage.text)):
        return None
    if is_of_another(passage.text, figure):
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
    if match is None or not is_name(match["name"]) or _SAYS.search(match["name"]):
        return None
    at = place(passage, start + match.start("name"), start + match.end("name"))
    return Name(named(match["name"]), at)


def fuller(document: Document, passage: Passage, name: Name) -> Name:
    """``‘공항물류 AI 허브’를 조성한다. 허브에는 900억원이``, ``이 도구 개발에``: a short name, where the text gave
    the thing its full one before."""
    at = name.at[0] - passage.start
    if not 0 <= at < len(passage.text) or not HANGUL.search(name.text):
        return name
    is_this = _THIS.search(passage.text[:at]) is not None
    begins = any(start == at for start, _ in sentences(passage.text))
    if not is_this and (" " in name.text or not begins):
        return name
    for ordinal in range(passage.ordinal, max(-1, passage.ordinal - _NEAR - 1), -1):
        told = document.passages[ordinal]
        for phrase in reversed(phrases_of(told)):
            full = name_in(told, phrase) if told is not passage or phrase.end < at else None
            is_it = full and full.text.endswith(f" {name.text}") and (is_this or phrase.quoted)
            if full and is_it:
                return Name(full.text, name.at, name.is_own, name.is_generic)
    return name


def announced(
    document: Document, passage: Passage, figure: Figure, phrases: list[Phrase], outline: Outline
) -> Name | None:
    """``‘동행 사업 추진방향’을 발표했다. 2029년까지 1,656억 원을 들여 …``: the plan that the sentence before made
    known, where the next begins with what it takes."""
    spans = sentences(passage.text)
    number = next((n for n, (s, e) in enumerate(spans) if s <= figure.start < e), 0)
    if not number or not _ONLY_TIMES.fullmatch(passage.text, spans[number][0], figure.start):
        return None
    start, end = spans[number - 1]
    if not _MADE_KNOWN.search(passage.text[start:end]):
        return None
    quoted = [p for p in phrases_of(passage) if start <= p.start < end and p.quoted]
    return name_in(passage, quoted[-1]) if quoted and is_name(quoted[-1].text) else None


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
