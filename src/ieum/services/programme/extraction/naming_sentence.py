"""What an amount is for, by the words of its sentence: particles, quotation marks, verbs of spending."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ieum.search.figures import Figure, FigureKind
from ieum.search.passages import Document, Passage, sentences
from ieum.services.programme.extraction.bodies import find_bodies
from ieum.services.programme.extraction.name_words import (
    BUDGET,
    WORK,
    Name,
    is_name,
    main_name,
    name_in,
    place,
)
from ieum.services.programme.extraction.outline import Outline
from ieum.services.programme.extraction.phrases import Phrase, clause_around, named
from ieum.text.regions import find_regions

_IS_BUDGET = re.compile(rf"{BUDGET}$")
_OF_A_WORK = re.compile(
    r"\s?(?:규모)?의?\s?(?:프로젝트|사업|프로그램|과제)(?:이|가|은|는|을|를|로|의)"
)
_CARRIES = re.compile(r"^(?:을|를|도|은|는|이|가|에|으로|로)$")
_PURPOSE = re.compile(
    r"(?:을|를)\s?(?:지원|육성|조성|구축|개발|추진|확대|강화|운영)하기\s?위[해한]|(?:을|를)\s?위[해한]"
)
_WON = r"(?:약\s)?\d[\d.,조억만천\s]*원?"
_GREW = r"(?:늘어난|늘린|증가한|증액된|증액한|줄어든|줄인|감액된|삭감된|확대된|많은|적은)"
_WHEN = (
    r"(?:올해|내년|내후년|지난해|작년|금년|총|모두|합쳐|약|우선|먼저|각각|최소|최대|추가로|매년|연간|해마다|자체|가장|많은|또|다시|크게|"
    r"20\d\d년(?:도)?(?:까지|에는|에|부터)?|[’']\d\d년(?:까지|에는|에|부터)?|\d{1,2}년(?:간|에\s?걸쳐|\s?동안)|향후|오는|"
    r"앞으로|본?예산|국비|도비|시비|사업비|예산으로|예산|전년(?:도)?(?:과|와)?|같은|전년보다|올해보다|지난해보다|기간|"
    rf"[가-힣]{{1,8}}당\s{_WON}씩|올해와|지난해와|역대|규모인|{_WON}(?:보다|에서|씩)|[\d.]+%|(?:{_WON}\s?(?:\([\d.]+%\)\s?)?)?{_GREW})"
)
_GOES = re.compile(
    rf"(?:에|에는|에도|에만|에서|로는|으로는)\s+(?:{_WHEN}(?:부터|까지|인|의|으로|,)?\s*)*$"
)
_IS = re.compile(rf"(?:은|는|이|가|도|의\s경우)\s+(?:{_WHEN}(?:부터|까지|인|의|으로|,)?\s*)*$")
#: 정부 출자금은 4,800억원이다: a sentence that only says how much something is.
_SO_MUCH = re.compile(r"\s?(?:이다|이며|이고|으로|원이다|규모|[,”’\"]|$)")
_INSTITUTE = re.compile(r"[가-힣]{2,16}(?:진흥원|연구원|공사|공단|재단|개발원|평가원|협회)")
_IS_ABOUT = re.compile(r"\s?(?:원)?(?:은|는)\s")
_IN_ORDER_TO = re.compile(r"(?:을|를)\s[^.,]{0,16}(?:는|할)\s데")
_GOES_THERE = re.compile(
    r"에(?:는)?\s(?:각각\s)?(?:들어|들|쓰|쓴|쓸|써|투입|배정|사용|돌아|지원|투자)"
)
_OWNS = re.compile(rf"의\s+(?:{_WHEN}\s*)*")
_OF_ALL = re.compile(
    r"(?:전체|총)\s?(?:사업비|예산|투자액|투자비|투자)\s?(?:[\d조억만천,. ]+원\s)?(?:가운데|중)\s?(?:에서\s)?(?:우선\s)?$"
)
#: 강원과 경북 24개 시군에: so many places are a place.
_OF_PLACES = re.compile(
    r"\d*\s?개?\s?(?:시[·․]?\s?군(?:[·․]?\s?구)?|시[·․]?\s?도|지역|권역|곳|지구|일대|전역|등)"
)
_COST = re.compile(r"(?<!국)(?<!도)(?<!시)(?<!군)(?<!구)(?<!사업)비$|용역$")
_BARE_COST = re.compile(
    r"(?:기본|실시)?\s?(?:설계|용역|공사|착공|건립|건축|운영|부지\s?매입|조사|구축)비"
)
_BESIDE = re.compile(r"\s(?:등\s)?(?:총\s|약\s)?")
_AND = re.compile(r"(?:와|과)\s|\s및\s")
#: 로봇 426대를 보급한다: how many is no name.
_NUMBERED = re.compile(r"\d[\d,만천백]*\s?[가-힣]{1,3}$")
ONLY_WHEN = re.compile(rf"\s*(?:{_WHEN}(?:인|의|으로|,)?\s*)*")
#: 옛 절터를 가상으로 되살리는 사업은: a work by what it does, in a clause before the word.
_DESCRIBED = re.compile(
    r"(?P<name>[^.,;:()]{6,60}[가-힣](?:는|할)\s사업)(?:은|에는|에|이|으로|을)\s"
)
#: 유산 보존에 인공지능을 들이는 데: what money is to bring about.
_TO_BRING = re.compile(
    rf"(?P<name>[^.,;:()]{{2,50}}?)(?:을|를)\s(?:[가-힣]{{1,8}}\s)?[가-힣]{{1,8}}(?:는|할)\s데(?:에)?(?:는|만|도)?\s+(?:{_WHEN}(?:부터|까지|인|의|으로|,)?\s*)*$"
)
#: 거점을 구축하는 사업으로 총사업비는: what the heading above names.
_COSTS = re.compile(r"사업으로\s(?:총\s?)?사업비(?:는|가)\s(?:총\s|약\s)?$")
_TOPICS = ("은", "는", "이", "가")
_LEADING_TIMES = re.compile(rf"\s*(?:{_WHEN}(?:부터|까지|인|의|으로|,)?\s*)*")
_ALONG = re.compile(r"\s?(?:,|와|과|및)\s?")
OPENER = re.compile(r"(?:첫|둘|셋|넷|다섯|여섯|일곱|여덟|아홉|열)째")
_SPENT_ON = re.compile(
    r"\s?(?:규모)?\s?(?:의\s(?:예산|사업비|재원)|예산|사업비)?(?:을|를)?\s?(?:들여|들인|투입해|투입하여|투자해|투자하여|써서|쏟아|배정해|"
    r"편성해|확보해|활용해|반영해|집행해|마련해|출연해|지원해)"
)


def of_budget(
    document: Document, passage: Passage, figure: Figure, phrases: list[Phrase], outline: Outline
) -> Name | None:
    """``AI 예산은 1634억원``, ``제조혁신센터 구축예산에 10억원이``."""
    before = [p for p in phrases if p.end <= figure.start]
    for phrase in reversed(before):
        if _IS_BUDGET.search(phrase.text) and not phrase.quoted:
            between = passage.text[phrase.end : figure.start]
            if re.search(r"(?:고|며|지만|[.])\s|\s중\s?$", between):
                return None
            if is_name(phrase.text):
                return name_in(passage, phrase)
            # 청소년 교실의 올해 예산은 21억원: whose budget it is.
            owner = next((p for p in reversed(before) if p.end < phrase.start), None)
            between = passage.text[owner.end : phrase.start] if owner else ""
            if owner and _OWNS.fullmatch(between) and is_name(owner.text):
                return None if _acts(document, owner) else name_in(passage, owner)
            return None
    return None


def of_all_of_it(
    document: Document, passage: Passage, figure: Figure, phrases: list[Phrase], outline: Outline
) -> Name | None:
    """``2027년에는 기본계획 전체 사업비 가운데 412억원을``: a year's share of what the document is about."""
    if not _OF_ALL.search(passage.text[: figure.start]):
        return None
    about = main_name(document)
    at = place(passage, figure.start, figure.end)
    return Name(about.text, at, is_generic=True) if about else None


def goes_into(
    document: Document, passage: Passage, figure: Figure, phrases: list[Phrase], outline: Outline
) -> Name | None:
    """``실증지구 조성에 410억원``, ``판로 지원은 40억원 늘어난 260억원``: a work right before the amount."""
    phrase = _right_before(document, passage, figure, phrases)
    if phrase is None or not (phrase.quoted or WORK.search(phrase.text)):
        return None
    return _with_its_fellow(passage, [p for p in phrases if p.end <= phrase.start], phrase)


def goes_to(
    document: Document, passage: Passage, figure: Figure, phrases: list[Phrase], outline: Outline
) -> Name | None:
    """``다국어 안내 로봇에 85억원``: any other thing right before the amount."""
    phrase = _right_before(document, passage, figure, phrases)
    return name_in(passage, phrase) if phrase else None


def _right_before(
    document: Document, passage: Passage, figure: Figure, phrases: list[Phrase]
) -> Phrase | None:
    before = [p for p in phrases if p.end <= figure.start]
    for phrase in reversed(before):
        between = passage.text[phrase.end : figure.start]
        is_it = WORK.search(phrase.text) or _SO_MUCH.match(passage.text, figure.end)
        if _GOES.match(between) or (is_it and _IS.match(between)):
            return phrase if is_name(phrase.text) and not _acts(document, phrase) else None
    return None


def _acts(document: Document, phrase: Phrase) -> bool:
    """Whether a phrase is only the name of a body or a place: 산업부는 210억원을, 전남 고흥에 210억원을."""
    if _INSTITUTE.fullmatch(phrase.text) or _is_place(phrase.text):
        return True
    return any(
        body.start == 0 and body.end == len(phrase.text)
        for body in find_bodies(phrase.text, document.issued)
    )


def _is_place(text: str) -> bool:
    rest = text
    for region in reversed(find_regions(text)):
        rest = rest[: region.span.start] + rest[region.span.end :]
    return rest != text and not _OF_PLACES.sub("", rest).strip()


def allotted_to(
    document: Document, passage: Passage, figure: Figure, phrases: list[Phrase], outline: Outline
) -> Name | None:
    """``21억원은 감시 부표 30기를 설치하는 데, 11억원은 관제실 운영에 쓰인다``: what an amount is for that
    the sentence is about."""
    if not _IS_ABOUT.match(passage.text, figure.end):
        return None
    nexts = [
        f.start for f in passage.figures if f.kind is FigureKind.AMOUNT and f.start >= figure.end
    ]
    until = min(nexts, default=len(passage.text))
    for phrase in phrases:
        if not figure.end <= phrase.start < until or not is_name(phrase.text):
            continue
        after = passage.text[phrase.end : until]
        if _IN_ORDER_TO.match(after) or _GOES_THERE.match(after):
            earlier = [p for p in phrases if figure.end <= p.start < phrase.start]
            return _with_its_fellow(passage, earlier, phrase)
    return None


def _with_its_fellow(passage: Passage, before: Sequence[Phrase], phrase: Phrase) -> Name | None:
    """The name of a work, and of the one it is named together with: 기본설계와 부지 보상에 124억원."""
    name = name_in(passage, phrase)
    fellow = before[-1] if before else None
    if name is None or fellow is None or fellow.quoted or phrase.quoted:
        return name
    if not WORK.search(fellow.text) or not _AND.fullmatch(passage.text[fellow.end : phrase.start]):
        return name
    text = named(passage.text[fellow.start : phrase.end])
    return Name(text, place(passage, fellow.start, phrase.end))


def cost_of(
    document: Document, passage: Passage, figure: Figure, phrases: list[Phrase], outline: Outline
) -> Name | None:
    """``기본구상 용역비 2억5천만원을``: the cost right before the amount."""
    before = [p for p in phrases if p.end <= figure.start]
    if not before or not _COST.search(before[-1].text) or not is_name(before[-1].text):
        return None
    cost = before[-1]
    if not _BESIDE.fullmatch(passage.text[cost.end : figure.start]):
        return None
    name, about = name_in(passage, cost), subject(before[:-1])
    if name is None or about is None or not _BARE_COST.fullmatch(name.text):
        return name
    # 간척지 조성사업은 내년 설계비 12억 원이: the design of the work that the sentence is about.
    work = name_in(passage, about)
    return Name(f"{work.text} {name.text}", work.at) if work else name


def right_beside(
    document: Document, passage: Passage, figure: Figure, phrases: list[Phrase], outline: Outline
) -> Name | None:
    """``국도 확장 520억 원과 부두 보강 135억 원이 반영됐다``: a work and its amount side by side."""
    before = next((p for p in reversed(phrases) if p.end <= figure.start), None)
    if before is None or before.particle or not WORK.search(before.text):
        return None
    if not is_name(before.text) or not _BESIDE.fullmatch(passage.text[before.end : figure.start]):
        return None
    return name_in(passage, before)


def described(
    document: Document, passage: Passage, figure: Figure, phrases: list[Phrase], outline: Outline
) -> Name | None:
    """``옛 절터를 되살리는 사업은 … 45억원을 쓴다``, ``유산 보존에 인공지능을 들이는 데 192억원을``: what the money
    is for in the words of a clause, where no noun names it."""
    start = next((s for s, e in sentences(passage.text) if s <= figure.start < e), 0)
    before = passage.text[start : figure.start]
    match = _DESCRIBED.search(before) or _TO_BRING.search(before)
    if match is None or _COSTS.search(before):
        return None
    # What stands before the topic of the sentence, and times that lead into it, are not of the name.
    since = [p.end + len(p.particle) for p in phrases if p.particle in _TOPICS]
    opened = max(
        [match.start("name"), *(at - start for at in since if at - start < match.end("name"))]
    )
    lead = _LEADING_TIMES.match(before, opened, match.end("name"))
    opened = lead.end() if lead else opened
    words = before[opened : match.end("name")].strip()
    if " " not in words or not is_name(words):
        return None
    return Name(words, place(passage, start + opened, start + opened + len(words)))


def spent_on(
    document: Document, passage: Passage, figure: Figure, phrases: list[Phrase], outline: Outline
) -> Name | None:
    """``720억원을 들여 전용 단지를 조성한다``: the object of what the money is spent to do."""
    if not _SPENT_ON.match(passage.text, figure.end):
        return None
    before = next((p for p in reversed(phrases) if p.end <= figure.start), None)
    if before and before.particle in ("을", "를") and is_name(before.text):
        between = passage.text[before.end + len(before.particle) : figure.start]
        if ONLY_WHEN.fullmatch(between):
            return name_in(passage, before)  # 도우미를 2027년까지 85억원을 들여 개발
    nexts = [
        f.start for f in passage.figures if f.kind is FigureKind.AMOUNT and f.start >= figure.end
    ]
    until = min(nexts, default=len(passage.text))
    is_opened = OPENER.match(passage.text) is not None
    objects = [
        p
        for p in phrases
        if figure.end <= p.start < until
        and (p.particle in ("을", "를") or (p.ends_in_action and p.text != "투입"))
        and is_name(p.text)
        and (not _NUMBERED.search(p.text) or _names_without_number(p))
        # 데이터를 확보하고 tells how; 청년 교육장을 짓는다 what.
        and ((" " in p.text and not is_opened) or p.quoted or WORK.search(p.text))
    ]
    if not objects or _is_one_of_many(passage, phrases, objects[0]):
        return None
    name = name_in(passage, objects[0])
    return replace(name, text=_NUMBERED.sub("", name.text).strip()) if name else None


def _names_without_number(phrase: Phrase) -> bool:
    """Whether more than how many is said: 열화상 감시탑 300기를 세운다."""
    rest = _NUMBERED.sub("", phrase.text).strip()
    return " " in rest and is_name(rest)


def _is_one_of_many(passage: Passage, phrases: Sequence[Phrase], one: Phrase) -> bool:
    """센터 건립과 로봇 개발, 인력 양성을: several works, none of which is all that money goes to."""
    if one.quoted:
        return False
    at = phrases.index(one)
    pairs = [phrases[n : n + 2] for n in (at - 1, at) if n >= 0]
    return any(
        len(pair) == 2
        and all(WORK.search(p.text) for p in pair)
        and _ALONG.fullmatch(passage.text[pair[0].end : pair[1].start])
        for pair in pairs
    )


def in_quotes(
    document: Document, passage: Passage, figure: Figure, phrases: list[Phrase], outline: Outline
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
    return name_in(passage, chosen) if chosen else None


def of_purpose(
    document: Document, passage: Passage, figure: Figure, phrases: list[Phrase], outline: Outline
) -> Name | None:
    """``M.AX 얼라이언스를 지원하기 위해 내년 AI 예산 중 7000억원을``."""
    for phrase in reversed([p for p in phrases if p.end <= figure.start]):
        after = passage.text[phrase.end : figure.start]
        match = _PURPOSE.match(after)
        if match and "위" in match[0] and "기" in match[0] and is_name(phrase.text):
            return name_in(passage, phrase)
    return None


def carried_out(
    document: Document, passage: Passage, figure: Figure, phrases: list[Phrase], outline: Outline
) -> Name | None:
    """``총 3조1000억원 규모로 4대 권역 AI 혁신 사업도 추진한다``."""
    if _OF_A_WORK.match(passage.text, figure.end):
        return None  # 1조원 규모의 프로젝트가: the work is named before, not what it is to do.
    start, end = clause_around(passage, figure.start, figure.end)
    works = [
        p
        for p in phrases
        if start <= p.start < end
        and WORK.search(p.text)
        and is_name(p.text)
        and not _is_one_of_many(passage, phrases, p)
    ]
    after = [p for p in works if p.start >= figure.end and _CARRIES.match(p.particle or "을")]
    before = [p for p in works if p.end <= figure.start]
    chosen = after[0] if after else before[-1] if before else None
    return name_in(passage, chosen) if chosen else None


def generic_budget(
    document: Document, passage: Passage, figure: Figure, phrases: list[Phrase], outline: Outline
) -> Name | None:
    """``내년 예산 7000억원``: a budget of which the text here does not say whose."""
    near = passage.text[max(0, figure.start - 12) : figure.end + 12]
    match = re.search(BUDGET, near)
    if match is None:
        return None
    about = main_name(document) or Name(match[0], (0, 0))
    return replace(about, at=place(passage, figure.start, figure.end), is_own=True, is_generic=True)


def subject(phrases: Sequence[Phrase]) -> Phrase | None:
    """What a sentence says it is about, other than a body: 시험설비는."""
    marked = [p for p in phrases if p.particle in ("은", "는") and is_name(p.text)]
    return next((p for p in marked if " " in p.text or WORK.search(p.text)), None)


def topic(
    document: Document, passage: Passage, figure: Figure, phrases: list[Phrase], outline: Outline
) -> Name | None:
    """The nearest phrase that the sentence is about."""
    works = [
        p
        for p in phrases
        if WORK.search(p.text) and is_name(p.text) and not _is_one_of_many(passage, phrases, p)
    ]
    topics = [
        p
        for p in phrases
        if p.particle in ("은", "는", "이", "가") and is_name(p.text) and not _acts(document, p)
    ]
    before = [p for p in works or topics if p.end <= figure.start] or works or topics
    return name_in(passage, before[-1]) if before else None
