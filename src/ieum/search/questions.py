"""A question in Korean or English: what kind of answer it wants, and about what.

By the grammar of questions, without a language model: question words and the nouns that stand for
them (얼마, 예산은?, 언제, 날짜는?, 몇 개, how many), the noun phrase they ask of (the focus), and the
other words that tell which one is meant.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import pairwise

from ieum.search.asked_kind import HOW_MANY, with_payers, without_kinds, without_said_of
from ieum.search.question_terms import Placed, find_terms, with_focus, without_circumstances
from ieum.search.requests import without_begging, without_empty_verb
from ieum.search.terms import Term, TermKind
from ieum.search.tokens import HANGUL, Token, tokenise
from ieum.text.normalise import fold


class Wanted(StrEnum):
    """The kind of answer a question wants."""

    AMOUNT = "amount"
    DATE = "date"
    PERIOD = "period"
    COUNT = "count"
    SHARE = "share"
    CHANGE = "change"
    ACTOR = "actor"
    PLACE = "place"
    STATEMENT = "statement"


class Reckoning(StrEnum):
    """What is to be done with several figures."""

    SUM = "sum"
    DIFFERENCE = "difference"
    RATIO = "ratio"
    LARGER = "larger"
    """Which of two is more, and by how much."""
    SAME = "same"
    """Whether two are one and the same."""
    LARGEST = "largest"
    SMALLEST = "smallest"
    """Which part of a whole is the largest, the smallest."""
    EACH = "each"
    """All that there are, one by one."""
    CONTRAST = "contrast"
    """How two things differ that are no figures."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question understood. ``counter`` is the unit a count is asked in (곳, 명), if any."""

    text: str
    wanted: tuple[Wanted, ...]
    terms: tuple[Term, ...]
    language: str = "ko"
    counter: str = ""
    counted: str = ""
    """The noun after the counter, where there is one (권역 in 몇 개 권역)."""
    reckoning: Reckoning | None = None
    to_what: bool = False
    """Whether it asks for the end of a change (몇 개로 늘었나), not its beginning."""
    topic: str = ""
    """The noun whose number is asked, where it stands before: 사업 in 사업은 몇 개인가."""
    how_many: int | None = None
    """How many things are to be reckoned with, where the question says it (세 사업을 더하면)."""
    subject: str = ""
    """What is asked about, in the question's own words."""


_ASKS: tuple[tuple[Wanted, re.Pattern[str]], ...] = (
    (
        Wanted.SHARE,
        re.compile(r"몇\s?(?:%|퍼센트|프로(?!젝|그))|[가-힣][률율](?:의|,)?\s(?:목표치?|수치|값)|(?:비율|비중|점유율|성공률|[가-힣]률|[가-힣]율)[은는이가을를]?\s?(?:얼마|몇|\?|$)|"
                   r"what (?:\w+ ){0,2}(?:share|percentage|per ?cent|rate)\b|how many per ?cent", re.I),
    ),
    (
        Wanted.CHANGE,
        re.compile(r"얼마나\s?(?:많이\s?)?(?:줄|늘|단축|감축|절감|개선|향상|높|낮|증가|감소|빨라|빨리|올|내|좋아|나아|나빠|커[졌지]|작아|떨어|오[르른]|뛰)|by how much", re.I),
    ),
    (
        Wanted.AMOUNT,
        re.compile(r"얼마(?!나\s?(?:걸|오래|자주|많은\s?(?:사람|기업|기관)))|몇\s?(?:조|억|만)?\s?(?:원|달러)|"
                   r"(?:예산|사업비|금액|총액|투자액|투자금|비용|지원금|재원|국비|과징금|규모|상금|보조금|출연금|과태료|벌금|요금|가격|단가|매출|연봉|급여|장려금|수당|등록금|시급|월급|(?:이용|수수|임대|사용|보험|입장|수강|통행|구독|참가)료|"
                   r"(?<![가-힣])[가-힣]{1,4}(?<![정준대소장])비|"
                   r"[총차잔]액|[가-힣]{2,6}(?<!전해)(?<!배양)(?<!냉각)(?<!세척)(?<!부동)(?<!현상)(?<!소화)액)(?:안|액)?"
                   r"(?:[은는이을를]|하고|과|와|및|도)?(?:\s?(?:총|모두|전부|대략|정확히|각각))*\s?(?:\?|$|좀|알려|궁금|어떻게|어느 정도|기간|얼만|과|와|및)|"
                   r"how much|(?:what|which).{0,20}\b(?:budget|cost|amount|investment)\b|\bbudget\b", re.I),
    ),
    (
        Wanted.PERIOD,
        re.compile(r"(?:며칠\s?(?:이나\s|이\s|간|동안|째|만)|기간|언제부터\s?언제까지|몇\s?년\s?(?:동안|간|걸))|몇\s?년부터\s?몇\s?년|how long|what period|which years", re.I),
    ),
    (
        Wanted.DATE,
        re.compile(r"언제|날짜|(?<![가-힣])일자|일정[은을]?\s?(?:\?|$|언제)|시기|시점|연도|년도는|며칠(?!\s?(?:이나\s|이\s|간|동안|째|만))|몇\s?년(?!\s?(?:동안|간|걸|부터))|몇\s?월|몇\s?일(?!\s?동안)|[가-힣]\s해[는가인]|(?:[는한된을]|ᆯ)\s달[은이가]?\s?(?:\?|언제|무엇|$)|[가-힣]\s날[은이가]|[은는한된던]\s때[는은가]?\s?(?:\?|$|언제)|연도[는가]|마감|(?<![가-힣])[기시]한|목표\s?(?:해|연도|시점)|"
                   r"(?:출범|개최|발표|시행|설립|방문|지정|시작|종료|완료|준공|개통|공고|접수|제정|공포|체결|개막|착공|완공|개소|개관|개원|출시|발사|예정|개시|도입|확정|의결|수립|선정|배포|신청|등록|만료)일(?:은|이|자|자는|과|와|을)?\s?(?:\?|$|언제)|시각[은이과]|일시[는와]?|\bwhen\b|what (?:year|date|day|month)|which (?:year|month)|deadline", re.I),
    ),
    (
        Wanted.COUNT,
        re.compile(r"몇\s?(?:번째|개국|개사|개소|개교|개월|군데|가지|(?!년|월|일|퍼센트|프로|배|조|억|만\s?원)[가-힣])|(?:개수|숫자|건수|총수|인원|대수|순위|정원|면적|용량|처리량|사람 수|기관 수|기업 수|[가-힣] 수)[은는이가을를]?(?:\s?(?:각각|모두|총))?\s?(?:\?|$|얼마|몇)|"
                   r"how many|number of", re.I),
    ),
    (
        Wanted.ACTOR,
        re.compile(r"누구|누가|성명|성함|(?:주관|담당|소관|주무|참여|공동)\s?(?:부처|기관|기업)[은는이가]?\s?(?:어디|누구|\?|$)|어느\s?(?:부처|기관|기업|회사|대학|병원|위원회)|"
                   r"(?:부처|기관|기업|회사|병원|대학|학교|업체|단체|컨소시엄|주체|장관|위원장|의장)들?[은는이가]?\s?(?:어디(?!에|로|서)|누구|\?|$)|(?:부처|기관|기업|회사|업체|병원|대학|학교|위원장|장관|대표|위원|단장|반장|실장|참석자|수상자)들?(?:의)?\s?(?:이름|명칭|명단|목록)|\bwho\b|which (?:ministry|agency|company|body)", re.I),
    ),
    (
        Wanted.PLACE,
        re.compile(r"(?<!들은\s)(?<!들이\s)어디(?:에(?!\s?(?:쓰|쓸|쓴|투입|투자|사용|활용|들어|배정))|서|로|어디)|(?:지역|도시|권역|장소|위치|시·도|시도)[은는이가]?\s?어디|(?:장소|개최지|소재지|권역)[은는이가]?\s?(?:\?|$)|어느\s?(?:도시|지역|시|도|군|구|권역|곳)|"
                   r"\bwhere\b|which (?:city|region|province)", re.I),
    ),
)  # fmt: skip
_RECKONINGS: tuple[tuple[Reckoning, re.Pattern[str]], ...] = (
    (Reckoning.SUM, re.compile(r"더하면|더한|합하면|합한|합치면|합친|합쳐|더해|보태|합산|합계|(?<![가-힣])합[은이]|총합|모두 더|전부 더|add(?:ed)? up|sum of|in total", re.I)),
    (Reckoning.RATIO, re.compile(r"몇\s?배|how many times", re.I)),
    (Reckoning.LARGEST, re.compile(r"(?:가장|제일)\s?(?:많|크|큰|비싼|비싸)|최대\s?(?:사업|과제|항목)|\b(?:largest|biggest|highest|most expensive)\b", re.I)),
    (Reckoning.SMALLEST, re.compile(r"(?:가장|제일)\s?(?:적|작|싼)|\b(?:smallest|lowest|cheapest)\b", re.I)),
    (Reckoning.SAME, re.compile(r"(?:억|조|만)\s?원.{0,40}(?:인가요?|인지|이야|입니까|예요)[,\s].*(?:인가요?|인지|이야|입니까|예요)|(?:같은|동일한|별개의|다른)\s?(?:돈|금액|예산|것|건|항목)(?:인가|인지|이야|입니까|인가요|일까)|the same (?:money|amount|budget|sum)", re.I)),
    (Reckoning.LARGER, re.compile(r"(?:예산|금액|사업비).{0,8}(?:견줘|견주|비교)|더\s?(?:많|크|큰|커|드는|든|들|적|작|높|낮|비싸|비싼)[가-힣ᆫ]*|(?:중|가운데)\s?어느\s?(?:쪽|것|사업|게)|보다\s(?:예산이\s|금액이\s)?(?:많|적|크|큰|작)|\b(?:larger|bigger|higher|smaller|lower|more|less)\b.*(?:,|:|\bthan\b)", re.I)),
    (Reckoning.EACH, re.compile(r"각각|각\s(?:사업비|예산|금액|기간)|(?:금액|예산|사업비|기간|날짜)(?:과|와|도|하고|이랑|랑)(?:\s(?:함께|같이)|\s?\?)|(?:사업|분야|과제|부문|항목|연도|해|영역|권역|지역|분과|기관)별(?:로)?\s|\beach\b|\brespectively\b", re.I)),
    (Reckoning.DIFFERENCE, re.compile(r"차이(?!점|[는가]?\s?(?:무엇|뭐))|얼마나 (?:더|늘|증가|증액|감액|증대|확대|축소|커|줄)|얼마 (?:더|늘|줄)|(?:증가|감소|증감|증액|감액|인상|인하|변동|변화|상승|하락|확대|축소)\s?(?:액|분|폭|규모)|(?<![가-힣])(?:차액|증감)|얼마나\s(?:많|적|크|큰|작)[가-힣]{1,3}\s?\??$|difference", re.I)),
    (Reckoning.CONTRAST, re.compile(r"(?:어떻게|무엇이|뭐가|어떤 점이)\s(?:서로\s)?(?:다르|다른|달라)|차이점?[은는이가]?\s?(?:무엇|뭐)|비교하면|비교해|견줘|견주", re.I)),
)  # fmt: skip

_NATIVE_NUMBERS = {
    word: number
    for number, word in enumerate(
        ["한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열"], start=1
    )
}
_COUNTED = re.compile(
    r"(?P<n>\d{1,2}|한|두|세|네|다섯|여섯|일곱|여덟|아홉|열)\s?(?:개|가지|대|곳)?\s?"
    r"(?:사업|분야|과제|항목|프로젝트|그룹|부문|금액|예산)|"
    r"(?:사업|분야|과제|항목|프로젝트)\s(?P<m>한|두|세|네|다섯|여섯|일곱|여덟|아홉|열|\d{1,2})\s?(?:개|가지)"
)
_ENGLISH_NUMBERS = {
    word: number
    for number, word in enumerate(
        ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], start=2
    )
}
_ENGLISH_COUNTED = re.compile(
    rf"\b(?P<n>{'|'.join(_ENGLISH_NUMBERS)}|\d{{1,2}})\s(?:[\w.&-]+\s){{0,5}}?"
    r"(?:projects|areas|groups|items|fields|programmes|programs|sectors|amounts|budgets|tasks)\b",
    re.IGNORECASE,
)
_SUMMED_UP = re.compile(r"\badd(?:ed)? (?:up|together)(?: to)?\b|\bcome to\b", re.IGNORECASE)
_TOPIC_COUNTED = re.compile(
    r"(?<![가-힣\d])([가-힣]{2,8}?)(?<!에)(?<!에서)(?:은|는|이|가|을|를)\s(?:모두\s|총\s|전부\s)?몇\s?(?:개|곳|군데|가지|명|종|건|대|척)"
)
_WHICH = re.compile(r"(?:어떤|무슨)\s(?!점|식|방식|방법)[^?]{0,20}?[가-힣](?:이|가|을|를|들이)\s")
_QUESTION_WORD = re.compile(
    r"무엇|무슨|뭐|뭘|뭔|어떤|어떻|어느|어디|누구|누가|언제|얼마|몇|왜|\b(?:what|which|who|how|why|when|where)\b",
    re.IGNORECASE,
)
_TO_WHAT = re.compile(
    r"(?:몇\s?[가-힣%]{1,3}?|얼마|얼마까지)(?:(?:으로|로|까지)|(?:\s[가-힣]{2,8})?(?:이|가)\s?(?:되|됐|돼|된))|to how (?:much|many)"
)


#: A noun of money: 연구비, 예산, 지원금, 배정액.
NAMES_MONEY = re.compile(
    r"예산|사업비|비용|투자금|재원|국비|(?:(?<![가-힣])돈|상금|요금|수당|월급|연봉|급여|(?:지원|보조|장려|출연|기부|분담|과징|장학|격려|보상|포상|투자)금|금액|[가-힣]{2,6}액|[가-힣]{1,4}(?<![정준대소장설낭])비)"
    r"(?=(?:은|는|이|가|을|를|도|의|으로|로|만|과|와|,)?(?:\s|\?|$))"
)
_COUNTABLE = frozenset({Wanted.AMOUNT, Wanted.COUNT, Wanted.SHARE, Wanted.CHANGE, Wanted.PERIOD})


def understand(text: str, today: date) -> Question:
    """What a question wants and of what. ``today`` resolves "내년" and the like."""
    text = without_begging(text.strip())
    folded = fold(text).strip()
    wanted = _kinds(folded)
    if not wanted:
        folded, wanted = _of_a_bare_noun(folded)
    reckoning = next((kind for kind, pattern in _RECKONINGS if pattern.search(folded)), None)
    if reckoning is Reckoning.SUM and Wanted.COUNT in wanted and Wanted.AMOUNT not in wanted:
        # 다 합쳐서 몇 명: the whole, which a text says.
        reckoning = None
    # A count or an amount is told by its noun; a date and a statement are of what was done.
    # Which thing it is (어떤 기업이 참여하나) is told by the thing.
    # Whether something was done (확정됐나) may be answered by what was done instead.
    is_whether = not wanted and not _QUESTION_WORD.search(folded)
    holds_deeds = Wanted.DATE in wanted or not (set(wanted) & _COUNTABLE or _WHICH.search(folded))
    tokens = tokenise(folded)
    is_body_asked = bool({Wanted.ACTOR, Wanted.PLACE} & set(wanted))
    found = find_terms(folded, today, holds_deeds, Wanted.ACTOR in wanted)
    terms = without_kinds(folded, found, tokens, is_body_asked)
    terms = with_payers(folded, without_said_of(folded, terms, is_whether))
    terms = with_focus(_blanked(folded, found, terms), terms)
    if Wanted.COUNT in wanted:
        terms = without_circumstances(folded, terms)
    if not wanted:
        terms = [_of_its_year(folded, pair) for pair in terms]
    asked = _SUMMED_UP.search(folded)
    if asked:
        terms = [pair for pair in terms if not asked.start() <= pair[1][0] < asked.end()]
    counted = _COUNTED.search(folded) if reckoning else None
    english = _ENGLISH_COUNTED.search(folded) if reckoning else None
    topic = _TOPIC_COUNTED.search(folded) or _NUMBER_OF.search(folded)
    counter, counted_noun = _counter(folded, tokens)
    how_many = None
    if counted:
        terms = [pair for pair in terms if not counted.start() <= pair[1][0] < counted.end()]
        number = counted["n"] or counted["m"]
        how_many = _NATIVE_NUMBERS.get(number) or int(number)
    elif english:
        how_many = _ENGLISH_NUMBERS.get(english["n"].lower()) or int(english["n"])
        terms = [pair for pair in terms if pair[1][0] != english.start("n")]
    return Question(
        text=text,
        wanted=_settled(
            wanted,
            reckoning,
            [term for term, _ in terms],
            folded,
        ),
        terms=tuple(term for term, _ in terms),
        language="ko" if HANGUL.search(folded) else "en",
        counter=counter,
        counted=counted_noun,
        topic=topic[1] if topic else "",
        reckoning=reckoning,
        subject=_subject(folded, terms),
        to_what=_TO_WHAT.search(folded) is not None,
        how_many=how_many,
    )


def _of_a_bare_noun(text: str) -> tuple[str, tuple[Wanted, ...]]:
    """A question without a verb that says nothing, if its noun asks for a figure; and what it wants."""
    bare = without_empty_verb(text)
    wanted = tuple(kind for kind in _kinds(bare) if kind in (*_COUNTABLE, Wanted.DATE))
    return (bare if wanted else text), wanted


def _kinds(text: str) -> tuple[Wanted, ...]:
    return tuple(kind for kind, pattern in _ASKS if pattern.search(text))


def _blanked(text: str, found: Sequence[Placed], kept: Sequence[Placed]) -> str:
    """The text with blanks for the terms that were not kept."""
    places = {place for _, place in kept}
    for _, (start, end) in found:
        if (start, end) not in places:
            text = text[:start] + " " * (end - start) + text[end:]
    return text


def _of_its_year(text: str, placed: Placed) -> Placed:
    """A year that tells which plan is meant, where no figure is asked for: 2021년의 권역."""
    term, (start, end) = placed
    if term.kind is TermKind.YEAR and re.match(r"년?도?의\s", text[end:]):
        term = replace(term, describes=True)
    return term, (start, end)


_NUMBER_OF = re.compile(
    r"(?<![가-힣·])([가-힣·]{2,8}?)(?:의\s)?\s?수(?:는|가|를|의|은|와|도)?(?:\s|\?|$)"
)
_STARTS = re.compile(r"시작|개시|착수|언제부터|몇\s?년부터|\b(?:start|begin)")
_ENDS = re.compile(r"종료|끝|완료|마무리|마감|만료|언제까지|몇\s?년까지|\b(?:end|finish)")


def asks_both_sides(text: str) -> bool:
    """Whether both the start and the end of something are asked for."""
    return _STARTS.search(text) is not None and _ENDS.search(text) is not None


def _settled(
    wanted: tuple[Wanted, ...],
    reckoning: Reckoning | None,
    terms: Sequence[Term],
    text: str,
) -> tuple[Wanted, ...]:
    has_both_sides, counts = asks_both_sides(text), _NUMBER_OF.search(text) is not None
    kinds = [Wanted.PERIOD if kind is Wanted.DATE and has_both_sides else kind for kind in wanted]
    rate = any(
        re.search(r"..[률율]$|[비세이환확][율률]$|비중$|^rate$|^share$", term.forms[0])
        for term in terms
    )
    if rate and Wanted.AMOUNT in kinds:
        kinds = [Wanted.SHARE if kind is Wanted.AMOUNT else kind for kind in kinds]
    if counts and Wanted.COUNT in kinds:
        kinds = [kind for kind in kinds if kind is not Wanted.AMOUNT]
    if Wanted.CHANGE in kinds or Wanted.SHARE in kinds:
        kinds = [kind for kind in kinds if kind is not Wanted.AMOUNT]
    if Wanted.SHARE in kinds or Wanted.AMOUNT in kinds:
        kinds = [kind for kind in kinds if kind is not Wanted.CHANGE]
    if reckoning is Reckoning.CONTRAST and not kinds and counts:
        kinds = [Wanted.COUNT]
    is_gap_of_money = reckoning is Reckoning.DIFFERENCE and NAMES_MONEY.search(text)
    if not kinds and (reckoning is Reckoning.LARGER or is_gap_of_money):
        kinds = [Wanted.AMOUNT]
    is_of_money = Wanted.AMOUNT in kinds or Wanted.COUNT not in kinds
    if reckoning is Reckoning.RATIO or (reckoning is Reckoning.SUM and is_of_money):
        kinds = kinds if Wanted.SHARE in kinds else [Wanted.AMOUNT]
    return tuple(dict.fromkeys(kinds)) or (Wanted.STATEMENT,)


#: Which one, not how many: 몇 차 회의.
_ORDINALS = frozenset(["번째", "차", "회", "호", "번"])
#: Which year, not how many of what stands after it: 몇 년 개발을 목표로.
_OF_TIME = frozenset(["년", "월", "일"])


def _noun_at(text: str, start: int, tokens: Sequence[Token]) -> str:
    """The noun that begins at a place; empty for a deed (몇 명 지정하나)."""
    end = start
    for token, after in pairwise([*tokens, Token("", "", len(text), len(text))]):
        if token.start == end and token.tag in ("NNG", "NNP", "XSN"):
            end = token.end
            if after.tag in ("XSV", "XSA"):
                return ""
    return text[start:end]


def _counter(text: str, tokens: Sequence[Token]) -> tuple[str, str]:
    """The unit that a count is asked in, and the noun that is counted; empty if not said."""
    match = HOW_MANY.search(text)
    if match:
        counter = "명" if match[1] == "사람" else match[1]
        is_counted = match[2] and counter not in _ORDINALS | _OF_TIME
        return counter, _noun_at(text, match.start(2), tokens) if is_counted else ""
    if re.search(r"순위[는은가]", text):
        return "위", ""
    english = re.search(r"how many ([a-z-]+)", text.lower())
    return (english[1].removesuffix("s") if english else ""), ""


def _subject(text: str, terms: list[Placed]) -> str:
    """The words from the first to the last name of the focus, or of the question."""
    names = [(term, place) for term, place in terms if term.kind is TermKind.NAME]
    places = [place for term, place in names if term.focus] or [place for _, place in names]
    return text[places[0][0] : places[-1][1]].strip() if places else ""
