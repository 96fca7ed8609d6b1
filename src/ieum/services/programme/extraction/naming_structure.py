"""What an amount is for, by the shape of the text: headings, labels, brackets, fields, lists."""

from __future__ import annotations

import re

from ieum.search.figures import Figure, FigureKind
from ieum.search.passages import Document, Passage, Role, ends_a_sentence, sentences
from ieum.services.programme.extraction.name_words import (
    WORK,
    Name,
    is_budget_field,
    is_name,
    main_name,
    name_in,
    place,
)
from ieum.services.programme.extraction.outline import Outline, without_mark
from ieum.services.programme.extraction.phrases import Phrase, named, phrases_of
from ieum.services.programme.extraction.tables import is_row

_COUNTED = re.compile(
    r"\s*[(（]?(?:총\s*)?\d+\s?(?:개|건|대)\s?(?:세부\s?|신규\s?)?(?:사업|과제)?[,\s]*$"
)
_PREAMBLE = re.compile(
    r"^(?:첫째|둘째|셋째|넷째|다섯째|여섯째|일곱째|여덟째|아홉째|열째)(?:로|는)?[,\s]*"
)
_LABEL = re.compile(
    r"[(【\[<〈]\s*([^()【】\[\]<>〈〉\d][^()【】\[\]<>〈〉]{1,40}?)\s*[)】\]>〉]\s*"
)
_DESCRIBED_LABEL = re.compile(r"([^:：()]{2,40}?)\s?[:：]\s")
#: - 조난 수색: 올해 예산을 18억 원에서 23억 원으로
_BUDGET_LABEL = re.compile(
    r"([^:：()]{2,40}?)\s?[:：]\s(?:(?:올해|내년|지난해|작년|20\d\d년(?:도|에는|에)?|총|본|당초)\s?)*"
    r"(?:예산|사업비|투자비|국비)(?:안|액)?(?:으로|을|를|은|는|이|의|도)?\s"
    r"(?:(?:당초|기존|올해|내년|20\d\d년|총|약|모두)\s)*(?:[\d,.조억만천 ]+원에서\s)?"
)
#: (가 위원), (AI국장): who speaks.
_WHO = re.compile(r"(?:위원|의원|국장|실장|과장|팀장|장관|차관|시장|도지사|원장|대표|교수)$")
_MONEY = re.compile(r"\d\s?[조억만천백]+\s?원?")
_KIND = re.compile(r"[가-힣]{1,4}")
_LEADS_TO = re.compile(r"(?:\s*[:：,–—-])?\s*(?:총|약|예산|사업비|’\d\d년|'\d\d년|20\d\d년)?\s*$")
#: 다솜부는 기상청과 함께 2027년부터
_SAYS_WHO = re.compile(r"[가-힣]{2,20}(?:은|는)\s[가-힣]{2,}")
#: What stands between a mark and a bracket: ▲국가 NPU 컴퓨팅센터 연구(6억원).
_ENTRY = re.compile(
    r"(?:^|\s)(?:[▲△▶▷ㅇ○•·\-–*]|[①-⑳]|\d{1,2}[.)]|[가-하][.)])\s?([^▲△▶▷①-⑳,.:()]{3,50}?)\s*$"
)
_PARTICLES = re.compile(
    r"[은는을를]\s|[‘’'“”「」『』]|[가-힣](?:에서|에|으로|하는|하여|하고|되는)\s"
)
#: What money in brackets after a whole sentence is for, the sentence says: …를 구축한다(280억 원).
_SAID = re.compile(r"[가-힣]다\s?$")
INLINE_MARK = re.compile(r"[▲△▶▷①-⑳]\s?")
#: 3조원으로 가장 많고, 항만 부문 …: what follows the last comma after an amount.
_AFTER_AN_ENTRY = re.compile(r"(?:^\s?(?:원)?\s?|고|며),\s(?=[^,]*$)")
_NEXT_ENTRY = re.compile(r"\s?(?:원)?\s?,\s[^.은는을를]{3,50}")
_TOPIC = re.compile(r"[가-힣](?:은|는|로는|으로)\s")
_CUT = re.compile(r"[.()]|(?:\s중|가운데|[은는을를에의]|하고|보다|대비|당|이며|으로)\s*$")
_LONGEST = 80


def in_heading(
    document: Document, passage: Passage, figure: Figure, phrases: list[Phrase], outline: Outline
) -> Name | None:
    """``◇ AI 실증도시 구현 : 2개 사업, 302억원``."""
    start, line = without_mark(passage.text)
    if passage.role is not Role.HEADING and not start:
        return None
    before = line[: figure.start - start]
    colon = r"\s*[:：(]" if passage.role is Role.HEADING else r"\s*[:：]"
    cut = re.search(rf"{colon}\s*(?:총\s*)?(?:\d+개\s?\S*[,\s]*)?$", before)
    if cut is None and passage.role is not Role.HEADING:
        return None
    if cut is None and _SAYS_WHO.match(before):
        return None  # A line of a sentence that a page breaks off looks like a heading.
    text = before[: cut.start()] if cut else _COUNTED.sub("", before)
    text = re.sub(r"\([^()]*\)?$", "", text).strip(" ,:：-–")
    if not is_name(text) or len(text) > _LONGEST or re.search(r"\d[조억만천]", text):
        return None
    return Name(named(text), place(passage, start, start + len(text)))


def list_entry(
    document: Document, passage: Passage, figure: Figure, phrases: list[Phrase], outline: Outline
) -> Name | None:
    """``- 무인 이송장비 도입 310억원``: a line that is a name and its amount."""
    start, line = without_mark(passage.text)
    tail = passage.text[figure.end :]
    is_item = start or (passage.role is Role.ITEM and not is_row(passage.text))
    if not is_item or re.sub(r"\([^()]*\)", "", tail).strip(" .,;*"):
        return None
    text = re.sub(
        r"\([^()]*\)$", "", _LEADS_TO.sub("", line[: figure.start - start]).strip()
    ).strip()
    # 모델 개발: ’24~’28년, 총 420억원
    text = re.split(r"\s?[:：]\s", text)[0]
    if _is_said(passage, start, start + len(text)) or not is_name(text) or len(text) > _LONGEST:
        return None
    if _MONEY.search(text):
        return None  # ’26년 5,200억원, ’27년 6,100억원, …: years of one thing.
    return Name(named(text), place(passage, start, start + len(text)))


def described_entry(
    document: Document, passage: Passage, figure: Figure, phrases: list[Phrase], outline: Outline
) -> Name | None:
    """``① 예찰단 : 드론 240대로 병해를 살핌 (’27~’29년, 320억원)``: a line that is a name, what it does, and in
    brackets its amount."""
    start, line = without_mark(passage.text)
    label = _DESCRIBED_LABEL.match(line)
    opened = passage.text.rfind("(", 0, figure.start)
    if label is None or not start or opened < start + label.end():
        return None
    closed = passage.text.find(")", figure.end)
    if closed < 0 or passage.text[closed + 1 :].strip(" .*"):
        return None
    if (
        not is_name(label[1])
        or is_budget_field(line)
        or _is_said(passage, start, start + label.end(1))
    ):
        return None
    return Name(named(label[1]), place(passage, start + label.start(1), start + label.end(1)))


def _is_said(passage: Passage, start: int, end: int | None = None) -> bool:
    """Whether words of a passage make a sentence, or a part of one, rather than a name."""
    end = len(passage.text) if end is None else end
    return any(
        token.tag in ("EF", "EC", "ETM", "JKS", "JKO", "JX")
        for token in passage.tokens
        if start <= token.start < end
    )


def in_line_of_entries(
    document: Document, passage: Passage, figure: Figure, phrases: list[Phrase], outline: Outline
) -> Name | None:
    """``△양자통신망 구축 7천200억원 △양자센서 상용화 5천억원``, ``시험센터 건립 204억원, 판독 148억원``: a
    name and its amount side by side, parted from the next by a mark or a comma."""
    text = passage.text
    start = next((s for s, e in sentences(text) if s <= figure.start < e), 0)
    amounts = [f for f in passage.figures if f.kind is FigureKind.AMOUNT and f.start >= start]
    since = max([start, *(f.end for f in amounts if f.end <= figure.start)])
    until = min([len(text), *(f.start for f in amounts if f.start >= figure.end)])
    stretch = text[since : figure.start]
    marked = list(INLINE_MARK.finditer(stretch))
    if marked:
        begin = since + marked[-1].end()
    else:
        comma = _AFTER_AN_ENTRY.search(stretch) if since > start else None
        follows = _NEXT_ENTRY.fullmatch(text[figure.end : until])
        topic = list(_TOPIC.finditer(stretch))
        if comma:
            begin = since + comma.end()
        elif follows and topic:
            begin = since + topic[-1].end()
        else:
            return None
    words = _LEADS_TO.sub("", text[begin : figure.start])
    if not 3 <= len(words.strip()) <= 50 or _PARTICLES.search(words) or _CUT.search(words):
        return None
    if not is_name(words):
        return None
    lead = len(words) - len(words.lstrip())
    return Name(named(words), place(passage, begin + lead, begin + len(words.rstrip())))


def before_bracket(
    document: Document, passage: Passage, figure: Figure, phrases: list[Phrase], outline: Outline
) -> Name | None:
    """``AI 특화병원 조성(30억원)``, ``‘AI 로봇 파운데이션 모델개발’(373억원, 2025~2028년)``."""
    text = passage.text
    opened = text.rfind("(", 0, figure.start)
    if opened < 0 or ")" in text[opened : figure.start] or figure.start - opened > 40:
        return None
    if _SAID.search(text[:opened]):
        return _of_deed(passage, phrases, opened)
    before = next(
        (
            f
            for f in passage.figures
            if f.kind is FigureKind.AMOUNT and text[f.end : opened].strip() in ("", "원")
        ),
        None,
    )
    if before is not None and before.end <= opened:
        # 재제조 기반 조성 64억 원(총사업비 410억 원): both are for the same.
        opened = before.start
    entry = _ENTRY.search(text[:opened].rstrip())
    if entry and not _PARTICLES.search(entry[1]) and is_name(entry[1]):
        return Name(named(entry[1]), place(passage, *entry.span(1)))
    closest = [
        p for p in phrases if p.end <= opened and not text[p.end : opened].strip(" ’'”\"」』")
    ]
    if not closest:
        return None
    phrase = closest[-1]
    closed = text.find(")", figure.end)
    acts = closed >= 0 and re.match(r"(?:하|한|해|할|했|함)", text[closed + 1 :])
    if acts or not is_name(phrase.text):
        # ‘규제프리 도시모델’을 본격 기획(5억원)한다: the object, and what is done to it.
        objects = [p for p in phrases if p.end <= phrase.start and p.particle in ("을", "를")]
        if objects and (name := name_in(passage, objects[-1])):
            action = named(text[phrase.start : phrase.end])
            return Name(f"{name.text} {action}".strip(), name.at)
    if not is_name(phrase.text):
        return None
    return name_in(passage, phrase)


def _of_deed(passage: Passage, phrases: list[Phrase], until: int) -> Name | None:
    """``예보체계를 2027년까지 구축한다(280억 원)``: the object of the sentence, and what is done to it."""
    objects = [
        p for p in phrases if p.end <= until and p.particle in ("을", "를") and is_name(p.text)
    ]
    name = name_in(passage, objects[-1]) if objects else None
    if name is None:
        return None
    deed = [p for p in phrases if objects[-1].end < p.start and p.end <= until and p.ends_in_action]
    action = named(deed[-1].text) if deed else ""
    return Name(f"{name.text} {action}".strip() if WORK.search(action) else name.text, name.at)


def labelled(
    document: Document, passage: Passage, figure: Figure, phrases: list[Phrase], outline: Outline
) -> Name | None:
    """``ㅇ (의료데이터 안심구역 구축) ’26년 180억원을 들여``: a line's own label."""
    start, line = without_mark(passage.text)
    budget = _BUDGET_LABEL.fullmatch(passage.text, start, figure.start)
    if start and budget and is_name(budget[1]):
        return Name(named(budget[1]), place(passage, *budget.span(1)))
    match = _LABEL.match(line)
    if match is None or not start or start + match.end() > figure.start or not is_name(match[1]):
        return None
    if _KIND.fullmatch(match[1].strip()) or _WHO.search(match[1]):
        return None  # (예측) says of what kind the work is that the sentence names.
    return Name(named(match[1]), place(passage, start + match.start(1), start + match.end(1)))


def field_of_sheet(
    document: Document, passage: Passage, figure: Figure, phrases: list[Phrase], outline: Outline
) -> Name | None:
    """``· 사업비: 385억원`` under ``▷ 해상 교통 관제``: the heading, else a sister field or the document."""
    _, line = without_mark(passage.text)
    if not is_budget_field(line):
        return None
    if sister := _titled_field(passage, outline):
        return sister
    for ordinal in reversed(outline.above(passage)):
        start, above = without_mark(document.passages[ordinal].text)
        if ends_a_sentence(above):
            continue
        text = re.sub(r"\([^()]*\)$", "", above).strip(" :：")
        if document.passages[ordinal].role is not Role.TITLE and is_name(text) and len(text) <= 60:
            found = document.passages[ordinal]
            if not is_budget_field(above) and not re.search(r"개요|내용|배경|현황|개관", text):
                return Name(named(text), place(found, start, start + len(text)), is_own=False)
    return main_name(document)


def _titled_field(passage: Passage, outline: Outline) -> Name | None:
    """What the sheet of a passage says that it is of: 사업명: 제작지원 사업."""
    for sister in outline.fields(passage):
        start, other = without_mark(sister.text)
        match = re.match(
            r"(?:사\s?업|과\s?제|프로젝트|프로그램)\s?명(?:칭)?\s*[:：]\s*(.{2,60})", other
        )
        if match:
            return Name(
                named(match[1]), place(sister, start + match.start(1), start + match.end(1))
            )
    return None


def from_above(
    document: Document, passage: Passage, figure: Figure, phrases: list[Phrase], outline: Outline
) -> Name | None:
    """``첫째로 … 데이터 생성·공유·활용사업을 본격 개시한다``: what the opener or heading announces."""
    for ordinal in [passage.ordinal, *reversed(outline.above(passage))]:
        above = document.passages[ordinal]
        if is_row(above.text):
            continue
        first = sentences(above.text)[:1] or [(0, len(above.text))]
        start, end = first[0]
        marked, line = without_mark(above.text)
        is_opener = bool(_PREAMBLE.match(above.text[start:end]) or marked)
        if above.role is Role.HEADING or (
            marked and ordinal != passage.ordinal and not _is_said(above, marked)
        ):
            text = re.sub(r"\([^()]*\)$", "", _COUNTED.sub("", line)).strip(" :：")
            if is_name(text) and len(text) <= 60 and not re.search(r"\d[조억만천]", text):
                return Name(named(text), (above.start, above.end), is_own=False)
        elif is_opener and (ordinal != passage.ordinal or figure.start >= end):
            label = _LABEL.match(line)
            if label and is_name(label[1]):
                spot = (marked + label.start(1), marked + label.end(1))
                return Name(named(label[1]), place(above, *spot), is_own=False)
            works = [
                p
                for p in phrases_of(above)
                if start <= p.start < end and (p.quoted or WORK.search(p.text)) and is_name(p.text)
            ]
            if works:
                quoted = next((p for p in works if p.quoted), works[0])
                return name_in(above, quoted, own=False)
    return None
