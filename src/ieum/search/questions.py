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

from ieum.search.question_terms import Placed, find_terms, with_focus
from ieum.search.terms import Term, TermKind
from ieum.search.tokens import HANGUL
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
        re.compile(r"몇\s?(?:%|퍼센트|프로(?!젝|그))|(?:비율|비중|점유율|성공률|[가-힣]률|[가-힣]율)[은는이가을를]?\s?(?:얼마|몇|\?|$)|"
                   r"what (?:\w+ ){0,2}(?:share|percentage|per ?cent|rate)\b|how many per ?cent", re.I),
    ),
    (
        Wanted.CHANGE,
        re.compile(r"얼마나\s?(?:많이\s?)?(?:줄|늘|단축|감축|절감|개선|향상|높|낮|증가|감소|빨라|올|내)|by how much", re.I),
    ),
    (
        Wanted.AMOUNT,
        re.compile(r"얼마(?!나\s?(?:걸|오래|자주|많은\s?(?:사람|기업|기관)))|몇\s?(?:조|억|만)?\s?(?:원|달러)|"
                   r"(?:예산|사업비|금액|총액|투자액|투자금|비용|지원금|재원|국비|과징금|규모)(?:안)?"
                   r"(?:[은는이]|하고|과|와|및|도)?(?:\s?(?:총|모두|전부|대략|정확히))*\s?(?:\?|$|좀|알려|궁금|어떻게|어느 정도|기간|얼만|과|와|및)|"
                   r"how much|(?:what|which).{0,20}\b(?:budget|cost|amount|investment)\b|\bbudget\b", re.I),
    ),
    (
        Wanted.PERIOD,
        re.compile(r"(?:며칠\s?(?:이나\s|이\s|간|동안|째|만)|기간|언제부터\s?언제까지|몇\s?년\s?(?:동안|간|걸))|몇\s?년부터\s?몇\s?년|how long|what period|which years", re.I),
    ),
    (
        Wanted.DATE,
        re.compile(r"언제|날짜|시기|시점|연도|년도는|며칠(?!\s?(?:이나\s|이\s|간|동안|째|만))|몇\s?년(?!\s?(?:동안|간|걸|부터))|몇\s?월|몇\s?일(?!\s?동안)|[가-힣]\s해[는가인]|(?:[는한된을]|ᆯ)\s달[은이가]?\s?(?:\?|언제|무엇|$)|[가-힣]\s날[은이가]|연도[는가]|마감|기한|목표\s?(?:해|연도|시점)|"
                   r"(?:출범|개최|발표|시행|설립|방문)일은|\bwhen\b|what (?:year|date|day|month)|which (?:year|month)|deadline", re.I),
    ),
    (
        Wanted.COUNT,
        re.compile(r"몇\s?(?:번째|개국|개사|개소|개교|개월|군데|가지|[가-힣])|(?:개수|숫자|건수|인원|대수|순위|사람 수|기관 수|기업 수|[가-힣] 수)[은는이가]?\s?(?:\?|$|얼마|몇)|"
                   r"how many|number of", re.I),
    ),
    (
        Wanted.ACTOR,
        re.compile(r"누구|누가|(?:주관|담당|소관|주무|참여|공동)\s?(?:부처|기관|기업)[은는이가]?\s?(?:어디|누구|\?|$)|어느\s?(?:부처|기관|기업|회사|대학|병원|위원회)|"
                   r"(?:부처|기관|기업|회사|병원|대학|학교|업체|주체|장관|위원장|의장)[은는이가]?\s?(?:어디|누구|\?|$)|\bwho\b|which (?:ministry|agency|company|body)", re.I),
    ),
    (
        Wanted.PLACE,
        re.compile(r"어디(?:에|서|로|어디)|(?:지역|도시|권역|장소|위치|시·도|시도)[은는이가]?\s?어디|어느\s?(?:도시|지역|시|도|군|구|권역|곳)|"
                   r"\bwhere\b|which (?:city|region|province)", re.I),
    ),
)  # fmt: skip
_RECKONINGS: tuple[tuple[Reckoning, re.Pattern[str]], ...] = (
    (Reckoning.SUM, re.compile(r"더하면|더한|합하면|합치면|합산|합계|합은|합이|총합|모두 더|전부 더|add(?:ed)? up|sum of|in total", re.I)),
    (Reckoning.RATIO, re.compile(r"몇\s?배|how many times", re.I)),
    (Reckoning.LARGEST, re.compile(r"(?:가장|제일)\s?(?:많|크|큰|비싼|비싸)|최대\s?(?:사업|과제|항목)|\b(?:largest|biggest|highest|most expensive)\b", re.I)),
    (Reckoning.SMALLEST, re.compile(r"(?:가장|제일)\s?(?:적|작|싼)|\b(?:smallest|lowest|cheapest)\b", re.I)),
    (Reckoning.SAME, re.compile(r"(?:같은|동일한|별개의|다른)\s?(?:돈|금액|예산|것|건|항목)(?:인가|인지|이야|입니까|인가요|일까)|the same (?:money|amount|budget|sum)", re.I)),
    (Reckoning.LARGER, re.compile(r"더\s?(?:많|크|큰|적|작)[가-힣ᆫ]*|(?:중|가운데)\s?어느\s?(?:쪽|것|사업|게)|보다\s(?:예산이\s|금액이\s)?(?:많|적|크|큰|작)|\b(?:larger|bigger|higher|smaller|lower|more|less)\b.*(?:,|:|\bthan\b)", re.I)),
    (Reckoning.EACH, re.compile(r"각각|(?:사업|분야|과제|부문|항목|연도|해)별(?:로)?\s|\beach\b|\brespectively\b", re.I)),
    (Reckoning.DIFFERENCE, re.compile(r"차이(?!점|[는가]?\s?(?:무엇|뭐))|얼마나 (?:더|늘|증가|줄)|얼마 (?:더|늘|줄)|얼마나\s(?:많|적|크|큰|작)[가-힣]{1,3}\s?\??$|difference", re.I)),
    (Reckoning.CONTRAST, re.compile(r"(?:어떻게|무엇이|뭐가|어떤 점이)\s(?:서로\s)?(?:다르|다른|달라)|차이점?[은는이가]?\s?(?:무엇|뭐)|비교하면|비교해", re.I)),
)  # fmt: skip

_NATIVE_NUMBERS = {
    word: number
    for number, word in enumerate(
        ["한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열"], start=1
    )
}
_COUNTED = re.compile(
    r"(?P<n>\d{1,2}|한|두|세|네|다섯|여섯|일곱|여덟|아홉|열)\s?(?:개|가지|대|곳)?\s?"
    r"(?:사업|분야|과제|항목|프로젝트|그룹|부문|금액|예산)"
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
    r"([가-힣]{2,8}?)(?:은|는|이|가)\s(?:모두\s|총\s|전부\s)?몇\s?(?:개|곳|군데|가지|명|종|건|대|척)"
)
_WHICH = re.compile(r"(?:어떤|무슨)\s(?!점|식|방식|방법)[^?]{0,20}?[가-힣](?:이|가|을|를|들이)\s")
_TO_WHAT = re.compile(r"(?:몇\s?[가-힣%]{1,3}?|얼마|얼마까지)(?:으로|로|까지)|to how (?:much|many)")


_COUNTABLE = frozenset({Wanted.AMOUNT, Wanted.COUNT, Wanted.SHARE, Wanted.CHANGE, Wanted.PERIOD})


def understand(text: str, today: date) -> Question:
    """What a question wants and of what. ``today`` resolves "내년" and the like."""
    folded = fold(text).strip()
    wanted = tuple(kind for kind, pattern in _ASKS if pattern.search(folded))
    reckoning = next((kind for kind, pattern in _RECKONINGS if pattern.search(folded)), None)
    # A count or an amount is told by its noun; a date and a statement are of what was done.
    # Which thing it is (어떤 기업이 참여하나) is told by the thing.
    holds_deeds = Wanted.DATE in wanted or not (set(wanted) & _COUNTABLE or _WHICH.search(folded))
    terms = with_focus(folded, find_terms(folded, today, holds_deeds))
    if Wanted.PLACE in wanted:
        terms = [_asked_for(folded, pair) for pair in terms]
    if not wanted:
        terms = [_of_its_year(folded, pair) for pair in terms]
    asked = _SUMMED_UP.search(folded)
    if asked:
        terms = [pair for pair in terms if not asked.start() <= pair[1][0] < asked.end()]
    counted = _COUNTED.search(folded) if reckoning else None
    english = _ENGLISH_COUNTED.search(folded) if reckoning else None
    topic = _TOPIC_COUNTED.search(folded)
    counter, counted_noun = _counter(folded)
    how_many = None
    ordinal = _ORDINAL_NOUN.search(folded)
    meeting = _NUMBERED_MEETING.search(folded)
    if meeting:
        terms = [pair for pair in terms if pair[1][0] != meeting.start(1)]
    month = _MONTH_NOUN.search(folded)
    if month:
        terms = [pair for pair in terms if pair[1][0] != month.start(1)]
    if ordinal:
        # 몇 차 회의였나: the thing has been named before; the noun only tells what it is.
        terms = [pair for pair in terms if not ordinal.start(1) <= pair[1][0] < ordinal.end(1)]
    if counted:
        terms = [pair for pair in terms if not counted.start() <= pair[1][0] < counted.end()]
        how_many = _NATIVE_NUMBERS.get(counted["n"]) or int(counted["n"])
    elif english:
        how_many = _ENGLISH_NUMBERS.get(english["n"].lower()) or int(english["n"])
        terms = [pair for pair in terms if pair[1][0] != english.start("n")]
    return Question(
        text=text,
        wanted=_settled(wanted, reckoning, [term for term, _ in terms]),
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


#: What a place is called: it need not stand beside its name (…하는 권역은 어디인가: 영남권은).
_PLACES_ASKED = frozenset(["권역", "지역", "도시", "장소", "시도", "지자체", "고장"])


def _asked_for(text: str, placed: Placed) -> Placed:
    """The noun that only says that a place is asked for, as a word that decides nothing."""
    term, (start, end) = placed
    is_asked = re.match(r"(?:은|는|이|가)?\s?(?:어디|\?|$)", text[end:])
    if term.forms[0] in _PLACES_ASKED and (is_asked or re.search(r"어느\s$", text[:start])):
        term = replace(term, kind=TermKind.WEAK, weight=0.25, focus=False)
    return term, (start, end)


def _of_its_year(text: str, placed: Placed) -> Placed:
    """A year that tells which plan is meant, where no figure is asked for: 2021년의 권역."""
    term, (start, end) = placed
    if term.kind is TermKind.YEAR and re.match(r"년?도?의\s", text[end:]):
        term = replace(term, describes=True)
    return term, (start, end)


def _settled(
    wanted: tuple[Wanted, ...], reckoning: Reckoning | None, terms: Sequence[Term]
) -> tuple[Wanted, ...]:
    kinds = list(wanted)
    rate = any(
        re.search(r"..[률율]$|[비세이환확][율률]$|비중$|^rate$|^share$", term.forms[0])
        for term in terms
    )
    if rate and Wanted.AMOUNT in kinds:
        kinds = [Wanted.SHARE if kind is Wanted.AMOUNT else kind for kind in kinds]
    if Wanted.CHANGE in kinds or Wanted.SHARE in kinds:
        kinds = [kind for kind in kinds if kind is not Wanted.AMOUNT]
    if Wanted.SHARE in kinds or Wanted.AMOUNT in kinds:
        kinds = [kind for kind in kinds if kind is not Wanted.CHANGE]
    if reckoning in (Reckoning.SUM, Reckoning.RATIO) and Wanted.SHARE not in kinds:
        kinds = [Wanted.AMOUNT]
    return tuple(dict.fromkeys(kinds)) or (Wanted.STATEMENT,)


_HOW_MANY = re.compile(
    r"몇\s?(번째|개국|개사|개소|개교|개월|군데|가지|[가-힣])(?:씩)?(?:\s([가-힣]{2,8}?)(?:[은는이가을를의에]|으로|로|$|\s|\?))?"
)


#: A month, not the moon: 열리는 달은?
_MONTH_NOUN = re.compile(r"[는한된을]\s(달)[은이가]?\s?(?:\?|언제|무엇|$)")
#: The meeting of a body that is named anyway: 위원회 제3차 회의.
_NUMBERED_MEETING = re.compile(r"\S\s제?\s?\d+\s?(?:차|회)\s(회의)(?![가-힣]{2})")
_ORDINAL_NOUN = re.compile(
    r"몇\s?(?:번째|차|회|호|번)\s([가-힣]{2,8}?)(?:이었|였|인가|이지|입니|이야|이에)"
)


def _counter(text: str) -> tuple[str, str]:
    """The unit that a count is asked in, and the noun that is counted; empty if not said."""
    match = _HOW_MANY.search(text)
    if match:
        return match[1], match[2] or ""
    if re.search(r"순위[는은가]", text):
        return "위", ""
    english = re.search(r"how many ([a-z-]+)", text.lower())
    return (english[1].removesuffix("s") if english else ""), ""


def _subject(text: str, terms: list[Placed]) -> str:
    """The words from the first to the last name of the focus, or of the question."""
    names = [(term, place) for term, place in terms if term.kind is TermKind.NAME]
    places = [place for term, place in names if term.focus] or [place for _, place in names]
    return text[places[0][0] : places[-1][1]].strip() if places else ""
