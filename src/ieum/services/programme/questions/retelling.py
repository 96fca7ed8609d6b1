"""A question asked again in the words that documents use, where its own find nothing.

People recall half a figure, set a scene before they ask, ask two things at once, or use the plain
word for an official one. Each way of retelling is by the form of the question; none knows a name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ieum.search.tokens import HANGUL
from ieum.services.programme.questions.retelling_english import retold_english
from ieum.text.particles import with_particle

_UNIT = r"(?:십|백|천|만|억|조)"
#: A figure of which only the beginning is recalled: 9조 몇천억이었죠, 천 몇백 개던가요.
_HALF_RECALLED = re.compile(
    rf"(?P<thing>.+?)(?:[은는이가을를도]|,|,?\s?(?:아마|대략|약|한))*\s(?:아마\s|대략\s|약\s|한\s)?"
    rf"(?P<known>\d[\d,.]*\s?{_UNIT}*|{_UNIT}+)\s?(?:하고\s)?(?:몇\s?{_UNIT}*|얼마)\s?{_UNIT}*\s?"
    r"(?P<unit>원|개|곳|명|대|건|%|퍼센트|달러)?\s?(?:정도|쯤|가량|규모)?\s?(?:이|였|던|인|라|맞|아니|됐|되|하|했|쓰|들|나|요|\?|$)[^?]*\??$"
)
#: Another sentence that begs for the figure as well: 실제 액수도 알려 주세요.
_AS_WELL = re.compile(
    r"(?<=[?.!])\s*(?:그리고\s)?(?:실제|정확한|구체적인)?\s?(?:액수|금액|숫자|수치|값|규모|예산)[은는도을를]?\s?(?:함께|같이)?\s?"
    r"(?:알려|말해|적어|가르쳐|얼마|궁금|밝혀|써|보여)[^?]*\??\s*$"
)
_LIMIT = rf"\d[\d,.]*\s?{_UNIT}*\s?(?:여\s)?(?:원|달러)?|[일이삼사오육칠팔구]?{_UNIT}+\s?원?"
#: Whether an amount is above or below one: 2천억은 넘습니까?
_IS_ABOVE = re.compile(
    rf"(?P<thing>.+?)(?:[은는이가],?|,)?\s(?:약\s|총\s)?(?P<limit>{_LIMIT})\s?(?:[은는이가을를도]|에|보다)?\s?(?:더\s)?"
    r"(?:이상|이하|미만|초과|넘|못\s?미|안\s?되|안\s?돼|많|적|크|작|밑|웃돌|밑돌|되)[^?]*\??$"
)
_OF_MONEY = re.compile(r"예산|사업비|금액|돈|비용|투자|억|조|원")


def recalled(text: str) -> str:
    """The plain question of one that half recalls its figure: …, 9조 몇천억이었죠? asks 얼마."""
    match = _HALF_RECALLED.match(text)
    if match is None:
        return text
    unit = match["unit"] or "원"
    thing = match["thing"].rstrip(" ,")
    if unit in ("원", "달러"):
        return f"{with_particle(thing, '은/는')} 얼마인가?"
    asked = "퍼센트" if unit == "%" else unit
    return f"{with_particle(thing, '은/는')} 몇 {asked}인가?"


#: What was so before, set against what is asked of now: 2021년엔 A라더니, 지금 이름은?
_BEFORE_NOW = re.compile(
    r"^(?P<before>[^?]*?(?:더니|였는데|었는데|했는데|였지만|었지만|했지만|다가|라고\s?했는데),?)\s(?P<now>[^?]+\??)$"
)
_ASKS_A_NAME = re.compile(
    r"(?:새\s)?(?:이름|명칭|간판|구호)[은는이]?\s?(?:뭔|뭐|무엇|어떻|\?|$)[^?]*"
)
#: A time in a year that only says which document is meant: 2025년 말, 올해 초.
_AROUND = re.compile(
    r"(?:\d{4}년|올해|작년|지난해|내년)\s?(?:말|초|중반|하반기|상반기|가을|봄|여름|겨울)(?:에는?|엔|,)?\s"
)


def of_now(text: str) -> str:
    """The question for what something is called now, without what it was called before."""
    match = _BEFORE_NOW.match(text)
    if match is None or not _ASKS_A_NAME.search(match["now"]):
        return text
    now = _AROUND.sub("", match["now"])
    return _ASKS_A_NAME.sub("것은 무엇인가", now).rstrip("?") + "?"


#: Two things asked of one deed, one after the other: 몇 년까지, 어느 급 회의체로 운영됐나.
_TWO_ASKED = re.compile(
    r"^(?P<topic>.+?)\s(?P<one>(?:몇|언제|어느|어떤|무슨|얼마|누가|어디)\s?[^,?]*?),?\s"
    r"(?:그리고\s|또\s)?(?P<two>(?:몇|언제|어느|어떤|무슨|얼마|누가|어디)\s?\S+(?:\s\S+)?)\s(?P<deed>\S+)$"
)
#: Who speaks, and where it was read, beside the question: 안녕하세요, …; …? 2021년 발표에서요.
_GREETING = re.compile(r"^(?:안녕하세요|안녕하십니까|수고하십니다|실례합니다|저기)[,.!\s]+")
_WHO_ASKS = re.compile(r"^[^?,.]{1,25}?(?:인데요?|입니다|이에요|예요|라서요?)[,.]\s")
_WHERE_READ = re.compile(
    r"(?<=\?)\s*[^?]{1,30}?(?:발표|자료|기사|문서|보도자료|계획|보고서?|회의|총회)(?:에서|기준|말)?(?:요|으로요|이요|말이에요|말입니다)?[.!]?\s*$"
)
_SCENE = re.compile(r"^[^?]{2,60}?(?:던데|는데|은데|다는데|라는데|거든요),?\s(?=\S)")
#: Which region or body a plan speaks of, said after the plan: … 구상, 어느 권역 이야기인가?
_TALE = re.compile(
    r"^(?P<said>.+?)(?:\s\d{4}년)?\s(?:구상|계획|방안|발표|이야기|얘기|내용|대목|말)[은는이가]?,?\s"
    r"(?P<which>어느|어떤|무슨)\s(?P<kind>권역|지역|도시|부처|기관|기업|회사|곳)\s?(?:의\s)?(?:이야기|얘기|것|거|말|내용)?(?:인|이|일|입|야|예|죠|지)[^?]*\??$"
)
#: Plain words with the official ones that documents have for them.
_OFFICIAL: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(plain), official)
    for plain, official in (
        (r"(?:낡은|오래된|헌)\s", "노후 "),
        (r"(?:을|를)?\s?키우는\s?(?:데에?|일에?|것에)\s", " 생육 "),
        (r"(?:을|를)\s디지털로\s바꾸는\s(?:걸|것을|일을|데)\s?", "의 디지털 전환 "),
        (r"(?:을|를)\s(?:AI|인공지능)로\s바꾸는\s(?:걸|것을|일을|데)\s?", "의 AI 전환 "),
        (r"(?:돕겠다|도와주겠다|도우겠다)(?:던|는|고\s한)", "지원하는"),
        (r"돕는", "지원하는"),
        (r"외딴\s?(?:곳|지역|마을)", "격오지"),
        (r"(?:햇빛|태양)\s?(?:발전|에너지)", "태양광"),
        (r"바람\s?(?:발전|에너지)", "풍력"),
        (r"새\s?약", "신약"),
        (r"(?:숲|산림)\s?자원", "산림자원"),
        (r"(?:세금)\s?(?:문의|상담)", "세금 상담"),
        (r"바다\s?위", "해상"),
        (r"(?:일손|사람)\s?부족", "인력 부족"),
        (r"(?:을|를)\s쓰겠다(?:고\s한|던|는)", "를 활용하는"),
        (r"(?:을|를)\s짓겠다(?:고\s한|던|는)", "를 구축하는"),
        (r"(?:을|를)\s세우겠다(?:고\s한|던|는)", "를 설립하는"),
        (r"(?:을|를)\s만들겠다(?:고\s한|던|는)", "를 개발하는"),
        (r"(?:을|를)\s키우겠다(?:고\s한|던|는)", "를 육성하는"),
        (r"(?:을|를)\s늘리겠다(?:고\s한|던|는)", "를 확대하는"),
    )
)
_WHERE_ASKED = re.compile(
    r"(?P<kind>권역|지역|도시|부처|기관|기업|회사|업체|곳)(?:이|가|은|는)?\s?(?:어디|어느)[^?]*\??$"
)


def retold(text: str) -> Iterator[str]:
    """Other ways to put a question that found nothing, the nearest to its own words first."""
    if not HANGUL.search(text):
        yield from retold_english(text)
        return
    seen = {text}
    for told in _ways(text):
        if told not in seen and len(told) > 4:
            seen.add(told)
            yield told


def _ways(text: str) -> Iterator[str]:
    bare = plain = _WHERE_READ.sub("", _WHO_ASKS.sub("", _GREETING.sub("", text)))
    yield bare
    alone = _AS_WELL.sub("", bare)
    above = _IS_ABOVE.match(alone)
    if above and _OF_MONEY.search(alone):
        yield f"{with_particle(above['thing'].rstrip(' ,'), '은/는')} 얼마인가?"
    yield alone
    two = _TWO_ASKED.match(bare)
    if two:
        yield f"{two['topic']} {two['one']} {two['deed']}"
    for change in _CHANGES:
        told = change(plain)
        if told != plain:
            plain = told
            yield plain
    unset = _SCENE.sub("", plain)
    if unset != plain:
        yield unset


def _of_a_tale(text: str) -> str:
    tale = _TALE.match(text)
    if tale is None:
        return text
    return f"{tale['said']} {with_particle(tale['kind'], '은/는')} 어디인가?"


def _in_official_words(text: str) -> str:
    for plain, official in _OFFICIAL:
        text = plain.sub(official, text)
    asked = _WHERE_ASKED.search(text)
    if asked:
        text = f"{text[: asked.start()]}{with_particle(asked['kind'], '은/는')} 어디인가?"
    return re.sub(r"\s{2,}", " ", text)


_CHANGES: tuple[Callable[[str], str], ...] = (_of_a_tale, _in_official_words)
