"""What an amount of won in a text is: the budget of something, or money of another kind.

A press release states many amounts that nobody budgets: by how much a budget grew, what each
applicant gets at most, whose share of a sum it is, how large a market is. They are figures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto
from itertools import combinations

from ieum.search.figures import Figure, FigureKind
from ieum.search.passages import Passage, sentences
from ieum.services.programme.extraction.other_money import is_other_money


class Use(Enum):
    """What an amount is stated as."""

    BUDGET = auto()
    CHANGE = auto()
    """How much more or less than before."""
    RATE = auto()
    """For each person, firm or unit; a price, or the most that one may get."""
    FUNDING = auto()
    """Whose money it is: a part of an amount stated beside it (국비 240억원)."""
    OTHER = auto()
    """A market, turnover, damage, fine or effect."""


_GAP = r"[\s,]{0,2}(?:\([^()]{0,20}\)\s?)?"
_GREW = re.compile(
    rf"{_GAP}(?:원)?\s?(?:이|가|을|를|만큼)?\s?(?:\(?[\d.]+%\)?\s?)?(?:이|가)?\s?"
    r"(?:증액|감액|증가|감소|늘[어었렸]|늘린\b|줄[어었였]|줄인|줄이|늘리|깎|덜어|더해|더하|보태|얹|많[은아]|적[은어]|더\s|삭감|인상|인하|↑|↓|차이|순증|증\b)"
)
_GROWN_TO = re.compile(r"(?:증가한|증액된|증액한|늘어난|늘린|줄어든|줄인|확대된|많은|적은)\s?$")
_GREW_BEFORE = re.compile(
    # 심의에서 늘어난 사업은 27건 1,160억 원: by how much they grew.
    r"(?:늘어난|늘린|증액된|증액한|증가한|반영된\s증액)\s(?:사업|과제|예산|금액|액수)(?:은|는|이)\s(?:모두\s|총\s)?(?:\d+\s?[건개]\s?)$|"
    r"(?:보다|대비)\s?(?:약\s?)?(?:\(?[\d.]+%\)?[,\s]*)?$|(?:증감|증가|감소)(?:액|분)?\s?[:：]?\s?$"
)
_NO_UNITS = "해|정|담|수|배|충|부|상|감|온|마|식|전|성|야|여|서|적|승|본|사|집|초|황|종|합"
_PER = re.compile(
    r"\s?(?:씩|/\s?(?:인|명|건|대|월|년|톤|㎏|kg)|\sper\s|\sa\s(?:head|month|person)|\seach\b)"
)
_BEFORE_PER = re.compile(
    rf"(?:(?<![가-힣])(?!(?:{_NO_UNITS})당)[가-힣0-9]{{1,8}}당|(?:매|월|시간당|하루|일일|월평균|1인|각각\s1인))\s?"
    r"(?:[가-힣]{1,8}(?:은|는|이|가|을|를)\s?)?(?:총\s?)?(?:최대|최고|최소|평균|연간|연|월|약|매월)?\s?$"
)
#: 한 곳에 최대 3억원, 마을마다 2억원: what each has, though no 당 says so.
_BEFORE_EACH = re.compile(
    r"(?:(?<![가-힣\d])(?:한|1)\s?(?:곳|개소|명|사람|기업|업체|가구|학교|팀|농가|마을|과제|대|척|동|단지|시설|병원|대학|개\s?(?:사|기업|팀|과제|학교|마을|대학))"
    r"(?:에서|에는|에게|에|이|은|는|의)?\s(?:[가-힣]{1,8}\s){0,3}|[가-힣]별(?:로)?\s)(?:최대|평균|많게는|적게는)\s?$|"
    r"(?<!해)(?<!연도)(?<!년)마다\s(?:최대|평균|약|많게는|적게는)?\s?$"
)
_LIMIT_BEFORE = re.compile(r"(?:최대|최고|한도)\s?$")
_NO_MORE = re.compile(
    r"\s?(?:원)?(?:을|를)?\s?(?:넘지\s(?:못|않|아니)|넘을\s수|초과하(?:지|여|할))"
)
_LIMIT_AFTER = re.compile(
    r"\s?(?:까지|이내|한도)(?:로|의|에서)?\s?(?:[가-힣]+\s)?(?:융자|대출|지원|보증|보조|지급|받|감면|공제)"
)
#: 수리비 200만원까지 받을 수 있다: what one gets at most, whoever it is.
_UP_TO = re.compile(
    r"\s?원?까지\s(?:[가-힣]{1,6}\s)?(?:받|빌|융자|대출|보증|지원(?:한다|합니다|받|해\s?준)|지급|쓸\s수|신청)"
)
#: What one costs, or each gets, of many: 평균 300억원; 연평균 is what each year does.
_MEAN = re.compile(
    r"(?<!연)(?<!연간 )평균(?:적으로)?\s?(?:약\s?)?$|\b(?:average|averages|averaging)(?:\sof)?\s$"
)
_EACH_YEAR = re.compile(r"(?:해마다|매년|매해)\s?(?:약\s?)?$")
#: What firms have spent of their own accord.
_FIRMS = re.compile(r"(?:업체|기업|회사|업계)(?:들)?(?:은|는|이|가)\s[^.]{0,40}$")
_HAVE_SPENT = re.compile(r"\s?(?:원)?(?:을|를)?\s?(?:들여|투자|집행|투입)(?:했|해\s왔|한\s바)")
#: Each selected company can receive up to KRW 1.5 billion.
_EACH_GETS = re.compile(
    r"\b(?:each|every)\b[^.;]{0,60}\b(?:receives?|gets?|given|granted|awarded)\s(?:up\sto\s|a\smaximum\sof\s)?$",
    re.IGNORECASE,
)
_PRICE = re.compile(
    r"(?:요금|(?<![가-힣])[가-힣]?값|이용료|수강료|입장료|수당|급여|월급|연봉|임금|단가|가격|상금|포상금|과태료|수수료|보험료|등록금|지원금|융자|"
    r"장려금|바우처|보조금|장학금|인센티브)(?:은|는|이|가|을|를|으로|로)?\s?(?:총|약|월|연|최대|모두|\d인당|:|：)?\s?$"
)
_ELSEWISE = re.compile(
    r"(?:시장\s?(?:규모|가치)|매출(?:액)?(?:\s목표)?|적립금|수출(?:액|\s?실적)?|수입액|생산(?:액|유발\s?효과|\s?효과)|경제(?:적)?\s?효과|"
    r"파급\s?효과|유발\s?효과|부가가치|손실(?:액)?|(?:피해\s?)?보상(?:액|금)|(?:손해)?배상(?:액|금)|합의금|진료비|의료비|치료비|임차료|임대료|피해(?:액)?|과징금|벌금|과태료|추징금|채무|부채|자산|시가총액|거래액|"
    r"투자\s?유치(?:액)?|예산의\s차이|(?:쓰인|발생한|발생하는|지출된|지급된)\s비용|절감(?:액|\s?효과)?|절약|체납(?:액)?|기업가치|소득|조?수입|판매액|총생산|순이익|영업이익|"
    r"사교육비|난방비|물류비|유류비|연료비|통신비|간병비|생활비|양육비|생산비|보험금|급여비|(?:요양|의료|실업|구직)\s?급여|연금|적자|흑자|빚|이자|수익|"
    r"(?:낙찰|계약|수주|입찰)(?:가|액|\s?금액)|감정가|공시가격|땅값|집값|대출(?:금|액|\s?잔액)|예금|잔액|성금|기부금|후원금|"
    r"market|sales|exports|revenue|turnover|damage|fined?|fines|losses)"
    r"(?:(?:[은는이가을를도]|으로|로|에서|\s(?:of|worth))\s(?:[가-힣]{1,6}\s)?)?\s?"
    r"(?:총|약|연간|연|(?:같은|한|그)\s?해(?:에만)?|역대\s?최대인|지난해|작년|올해|내년|20\d\d년(?:에는|에만|에도|에)?|모두|무려)?\s?$",
    re.IGNORECASE,
)
_ENGLISH_MARKET = re.compile(
    r"\b(?:market|sales|exports|revenues?|turnover|output|losses|damages?|fines?)\b[^.;]{0,60}?\b(?:reach(?:es|ed|ing)?|hit|exceed(?:s|ed)?|"
    r"top(?:s|ped)?|worth|valued\sat|grow(?:s|n)?\sto|grew\sto|estimated\sat|to)\s(?:about\s|over\s|some\s|nearly\s)?$",
    re.IGNORECASE,
)
_OF_A_MARKET = re.compile(
    r"\s시장(?:이|은|도)\s(?:(?:20\d\d년(?:에는|에|까지)?|올해|내년|지난해|작년|현재|전\s?세계|국내|세계|글로벌|약|\d{1,2}년\s(?:뒤|후)(?:에는|에)?)\s){0,3}$"
)
_SO_LARGE = re.compile(r"\s?원?\s?(?:대|안팎|가량)?\s?(?:규모)?(?:였|이었|이다|이며|이고)")
_GROWS = re.compile(
    r"(?:을|를|에|로|까지|규모)\s?(?:넘|돌파|달|이를|이르|성장|커|육박|확대될|전망|추산)"
)
#: 교통혼잡비용은 2025년 780억원이었다: what something cost, which nobody budgeted.
_COST = re.compile(
    r"(?:(?<!사업)(?<!사업\s)(?<!(?:구축|건립|조성|개발|설치|도입)\s)비용|(?:복구|수리|처리|수습|철거)비)(?:은|는|이|가)\s(?:(?:20\d\d년(?:에는|에|까지)?|지난해|작년|한\s?해|총|약|모두|연간)\s)*$"
)
_WAS = re.compile(
    r"\s?원?(?:이었|였|에\s(?:달했|달하였|이르렀)|(?:으)?로\s(?:추산|추정|집계|나타났|조사))"
)
#: 법원은 한 기업에 5억 원을 배상하라고: what one has to pay.
_MUST_PAY = re.compile(
    r"\s?원?(?:을|를)\s(?:[가-힣]{1,8}\s)?(?:배상|변상|추징|몰수|물어\s?(?:내|주)|물게|물었|부과)"
)
#: Visitors spent, fish were killed worth: money that is not the state's.
_ENGLISH_NOT_SPENT = re.compile(
    r"\b(?:(?:visitors|tourists|travell?ers|consumers|customers|shoppers|households|residents|citizens|patients|firms|companies|businesses)\sspent|"
    r"(?:killed|destroyed|damaged|ruined|stole|stolen|seized|lost)\b[^.;]{0,60}?\bworth)\s(?:about\s|some\s|over\s|nearly\s|an\sestimated\s)?$",
    re.IGNORECASE,
)
#: 최대 10억 원을 지원한다: what one gets at most, though it is not said of whom.
_LENT = re.compile(
    r"\s?(?:원)?(?:을|를|의)?\s?(?:[가-힣]{1,6}\s)?(?:지원|융자|대출|보증|보조|지급|받을|받는|받게|받아|감면|빌려|대\s?준|준다|드립니다|드린다)"
)
_SAVED = re.compile(
    r"\s?(?:원)?(?:의\s[가-힣\s]{1,14}?|을\s|를\s|\s)?(?:비용|비|손실|피해|예산)?(?:을|를)?\s?(?:절감|절약|감축|아낄|아끼|줄일\s수)"
)
_ENGLISH_SAVED = re.compile(
    r"\b(?:save|saves|saving|saved|cut|cuts|reduce|reduces)\s(?:[A-Za-z]+\s){0,4}$", re.IGNORECASE
)
_ELSEWISE_AFTER = re.compile(
    r"(?:어치|짜리)(?:의)?\s[^.]{0,24}(?:계약|수주|판매|수출|팔)|\s?(?:규모|상당|가량|어치)?의?\s?(?:시장|매출|수출|(?:재산\s?)?피해|손실|과징금|벌금|경제적?\s?효과|생산\s?유발|부가가치|"
    r"시대|(?:수출|공급|용역|구매|물품)\s?계약|투자\s?유치|비용\s?절감|예산\s?절감)"
)
SOURCES = (
    r"(?:국비|국고|국고보조금|지방비|도비|시비|군비|구비|자치구비|국[·․]?도비|도[·․]시군비|도[·․]군비|시[·․,]?\s?군(?:[·․,]?\s?구)?비|시[·․]?도비|특별교부세|특교세|교부세|민간(?:자본|투자|부담)?|"
    r"민자|자부담|자담|융자|기금|균특|기업\s?부담(?:금)?|대응\s?자금|정부\s?출연금|정부(?:안)?|민간\s?부담금|현물|현금|자체\s?재원|자기\s?부담(?:금)?|지자체\s?부담(?:금)?)"
)
_SOURCE_BEFORE = re.compile(rf"(?<![가-힣])({SOURCES})(?:은|는|이|가)?\s?[:：]?\s?(?:총|약)?\s?$")
_LISTED_SOURCE = re.compile(r"(?:^|[(,·/+]\s*|[:：]\s*)\S{0,12}$")
_OF_THE_SUM = re.compile(r"(?:이|그)\s?(?:중|가운데)(?:에서|에)?[^.]{0,24}$")
_PAYS = re.compile(
    r"(?:이|을|를|은)?\s?(?:보조|부담|출연|분담|매칭)(?:한다|하며|하고|하기로|할|했|해)"
)
_OF_THE_TOTAL = re.compile(r"\sof\s(?:the|this|that)\s(?:total|sum|amount|cost|budget)\b")
_INCLUDED = re.compile(r"(?:을|를)?\s?포함")
_MOVE = re.compile(
    r"\s?(?:\([^()]*\)\s?)?(?:에서\s|[→⇒]\s?|(?:과|와|이나|또는)\s)(?:20\d\d년\s|내년\s|올해\s)?"
)
_LIST_GOES_ON = re.compile(
    r"\s?(?:원)?\s?(?:\([^()]*\))?\s?(?:[,+·/]|와|과|및)\s?[가-힣\s·]{1,16}\s?(?:총|약)?\s?\d"
)
_SPENT = re.compile(r"(?:들여|투입|투자|편성|배정)")
_SUMMED = re.compile(
    r"(?:합치면|합하면|더하면|합산하면|합산한|합친|포함하면|combined)(?:\s모두|\s총|\s약)?\s?$"
)
#: 당초 신청액은 5천800억원: what was asked for, and not given.
_REACHES = re.compile(
    r"\s?(?:원)?(?:에|으로|로)\s(?:[가-힣]{1,6}\s)?(?:이르|이른|달한|달했|달하|육박|집계|추산|추정|조사|파악|나타났|불어)"
)
_OF_THE_STATE = re.compile(
    r"예산|사업|투자|투입|재원|국비|도비|시비|기금|지원|출연|프로젝트|계획|개발|구축|조성"
)
_ASKED = re.compile(
    r"(?:신청|요구|요청|건의|제안|주장)(?:액|\s?금액|한\s(?:금액|예산|국비|사업비))(?:은|는|이|으로|인)?\s?(?:총|약)?\s?$"
)
_ASKS = re.compile(
    r"\s?(?:원)?(?:을|를)\s(?:[가-힣]{2,6}에\s)?(?:신청|요구|요청|건의)(?:했|하였|한|하고)"
)
_UNIT = re.compile(r"단위\s?[:：]?\s?$")
#: Characters before an amount in which it is said whose money it is.
_NEAR = 32
#: Amounts of a passage among which two may be so far apart as a third says.
_FEW = 12
#: Won below which no programme is budgeted: a price.
_LEAST = 1_000_000


def use_of(passage: Passage, figure: Figure, *, after_a_sum: bool = False) -> Use:
    """What an amount of a passage is stated as. ``after_a_sum``: the document stated a budget before
    it, of which money named by its source alone is a share."""
    text = passage.text
    before, end = text[max(0, figure.start - 40) : figure.start], figure.end
    long_before = text[max(0, figure.start - 90) : figure.start]
    if figure.value is not None and figure.value < _LEAST:
        return Use.RATE
    if _UNIT.search(before) or _ASKED.search(before) or _ASKS.match(text, end):
        return Use.OTHER
    if _is_rate(passage.figures, text, before, figure) or _EACH_GETS.search(long_before):
        return Use.RATE
    if _is_market(text, before, figure) or _is_paid_by_others(text, before, long_before, end):
        return Use.OTHER
    if _FIRMS.search(long_before) and _HAVE_SPENT.match(text, end):
        return Use.OTHER
    if _REACHES.match(text, end) and not _OF_THE_STATE.search(_sentence(text, figure)):
        return Use.OTHER
    if _SAVED.match(text, end) or _ENGLISH_SAVED.search(before):
        return Use.OTHER
    if _is_end_of_a_move(passage, figure) in (Use.RATE, Use.OTHER):
        return Use.OTHER
    if (
        _ENGLISH_MARKET.search(long_before)
        or _SUMMED.search(before)
        or _ELSEWISE.search(before)
        or _ELSEWISE_AFTER.match(text, end)
    ):
        return Use.OTHER
    sentence = next(((s, e) for s, e in sentences(text) if s <= figure.start < e), (0, len(text)))
    if is_other_money(text, sentence, figure.start, end, int(figure.value or 0)):
        return Use.OTHER
    if not _GROWN_TO.search(before) and (_GREW.match(text, end) or _GREW_BEFORE.search(before)):
        # "늘어난 260억원" is the budget; "260억원 늘어난" the growth.
        return Use.CHANGE
    if _GROWN_TO.search(before) and _is_difference(passage, figure):
        return Use.CHANGE
    if _is_funding(passage, figure, after_a_sum=after_a_sum):
        return Use.FUNDING
    return Use.BUDGET


def _is_market(text: str, before: str, figure: Figure) -> bool:
    """Whether an amount is how large a market is. One that a 시장 spends may be a mayor's."""
    grows = _GROWS.search(text[figure.start : figure.end + 8])
    is_so_large = grows or _SO_LARGE.match(text, figure.end)
    return is_so_large is not None and _OF_A_MARKET.search(before) is not None


def _is_paid_by_others(text: str, before: str, long_before: str, end: int) -> bool:
    """Whether an amount is what something has cost, or what others have spent, lost or must pay."""
    has_cost = _COST.search(before) and _WAS.match(text, end)
    return bool(has_cost or _MUST_PAY.match(text, end) or _ENGLISH_NOT_SPENT.search(long_before))


def _sentence(text: str, figure: Figure) -> str:
    return next((text[s:e] for s, e in sentences(text) if s <= figure.start < e), text)


def is_named_by_source(text: str, at: int) -> bool:
    """Whether the amount at a place of a text is only said to be someone's money: 국비 140억원."""
    return _SOURCE_BEFORE.search(text[max(0, at - 24) : at]) is not None


def _is_difference(passage: Passage, figure: Figure) -> bool:
    """Whether two other amounts beside it are just so far apart: 2,310억원, 1,980억원, 늘어난 330억원."""
    others = sorted(
        f.value
        for f in passage.figures
        if f.kind is FigureKind.AMOUNT and f.value and f.end <= figure.start
    )[-_FEW:]
    return any(b - a == figure.value for a, b in combinations(others, 2))


def _is_end_of_a_move(passage: Passage, figure: Figure) -> Use | None:
    """What the first amount of ``600만원에서 450만원으로`` is, if this is the second."""
    earlier = [f for f in passage.figures if f.kind is FigureKind.AMOUNT and f.end <= figure.start]
    if not earlier or not _MOVE.fullmatch(passage.text[earlier[-1].end : figure.start]):
        return None
    return use_of(passage, earlier[-1])


def _is_yearly(figures: Sequence[Figure], text: str, before: str, figure: Figure) -> bool:
    """해마다 32억원씩 투자한다: what each year has, unless the sum of the years follows at once."""
    follows = (f for f in figures if f.kind is FigureKind.AMOUNT and f.start >= figure.end)
    after = next(follows, None)
    summed = after is not None and "." not in text[figure.end : after.start]
    return (
        _EACH_YEAR.search(before) is not None and text.startswith("씩", figure.end) and not summed
    )


def _is_rate(passage_figures: Sequence[Figure], text: str, before: str, figure: Figure) -> bool:
    starts_with_limit = re.match(r"(?:최대|최고)\s?", figure.text)
    return bool(
        (_PER.match(text, figure.end) and not _is_yearly(passage_figures, text, before, figure))
        or _BEFORE_PER.search(before)
        or _BEFORE_EACH.search(before)
        or _MEAN.search(before)
        or _PRICE.search(before)
        or (
            (starts_with_limit or _LIMIT_BEFORE.search(before))
            and (_LIMIT_AFTER.match(text, figure.end) or _LENT.match(text, figure.end))
        )
        or _NO_MORE.match(text, figure.end)
        or _UP_TO.match(text, figure.end)
    )


def _is_funding(passage: Passage, figure: Figure, *, after_a_sum: bool) -> bool:
    """Whether an amount is one of the shares of a sum: named by its source alone, and either beside
    another such share or after the sum it is taken from."""
    text = passage.text
    start, end = next(((s, e) for s, e in sentences(text) if s <= figure.start < e), (0, len(text)))
    inside = [
        f
        for f in passage.figures
        if f.kind is FigureKind.AMOUNT and f.unit == "KRW" and start <= f.start < end
    ]
    earlier = [f for f in inside if f.end <= figure.start]
    if _OF_THE_TOTAL.match(text, figure.end):
        return True
    if _SOURCE_BEFORE.search(text[start : figure.start]) and _INCLUDED.match(text, figure.end):
        return True
    if earlier and _PAYS.match(text, figure.end):
        return True
    named = [
        f for f in inside if _SOURCE_BEFORE.search(text[max(start, f.start - _NEAR) : f.start])
    ]
    total = sum(int(f.value or 0) for f in named)
    if figure in named and len(named) > 1 and any(f.value == total for f in inside):
        return True  # 사업에 국비 420억원과 도비 280억원 등 모두 700억원
    if _bears_a_source(text, start, figure):
        others = [f for f in inside if f is not figure and _bears_a_source(text, start, f)]
        listed = _LIST_GOES_ON.match(text, figure.end) is not None
        secured = after_a_sum and not _SPENT.search(text[figure.end : end])
        return bool(others or earlier or listed or secured)
    shares = [f for f in inside if f is not figure and _bears_a_source(text, start, f)]
    return bool(shares) and _follows_in_list(text, shares, figure)


def _bears_a_source(text: str, start: int, figure: Figure) -> bool:
    since = max(start, figure.start - _NEAR)
    match = _SOURCE_BEFORE.search(text[since : figure.start])
    if match is None:
        return False
    before = text[start : since + match.start()][-_NEAR:]
    # 국가 AI 펀드 국비 30억원 names what it is for; (국비 30억원, …) only whose money it is.
    return bool(not before.strip() or _ends_a_part(before))


def _ends_a_part(before: str) -> bool:
    return bool(
        re.search(
            r"(?:[(,:：·/+=“‘\"]|원|중|가운데|는|은|및|와|과|으로|나머지|총|별도로|년간|까지|올해|내년|년에?|돼|되어|되며|받아|해|하여|하고)\s*$",
            before,
        )
    )


def _follows_in_list(text: str, shares: Sequence[Figure], figure: Figure) -> bool:
    """국비 480억원, 경상북도 240억원, 경상남도 240억원: one list, its first share named by source."""
    last = max((f for f in shares if f.end <= figure.start), key=lambda f: f.end, default=None)
    if last is None:
        return False
    between = text[last.end : figure.start]
    return not re.search(r"[)(.]|[은는이가을를]\s|로\s|며\s|고\s", between) and "," in between
