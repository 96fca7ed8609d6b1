"""Whether a Hangul numeral is one where it stands.

Most numeral syllables are also particles, demonstratives and parts of words: 이 사람, 일하다,
사과, 만일, 이천시. A numeral in Hangul is believed only with a fitting left edge and, to its
right, a counter, a particle or the end of the word; the shorter and more ambiguous it is, the
more is asked of its neighbours. Digits need none of this.
"""

import re
from functools import cache

from ieum.text.numeral_reading import Reading
from ieum.text.numeral_words import (
    COPULAS,
    COUNTERS,
    MINUS_WORDS,
    NATIVE_ONLY,
    PARTICLES,
    PLUS_WORDS,
    SINO_DIGITS,
    SUFFIXES,
)
from ieum.text.patterns import REACH, lazy, left_of, right_of

_PREFIXES = (
    "약", "제", "총", "만", "단", "매", "각", "연", "최대", "최소", "무려", "불과", "겨우", "플러스",
    "마이너스", "마이나스", "섭씨", "화씨", "금", "영하", "영상", "전", "오전", "오후", "앞으로",
)  # fmt: skip
_BEFORE_COUNTERS = frozenset("한두세네석넉무")
# Numerals that are more often something else; they need a counter.
_HOMOGRAPHS = frozenset(
    [
        "만일",
        "만이",
        "만사",
        "백이",
        "백일",
        "백사",
        "백오",
        "백구",
        "천이",
        "천일",
        "천사",
        "천오",
        "천구",
        "이천",
        "사천",
        "이만",
        "오만",
        "일만",
        "일조",
        "이조",
        "이백",
        "일억",
        "천만",
        "조",
        "억",
        "경",
        "해",
        "하나둘",
    ]
)
# Syllables that begin a word after a one-syllable numeral without a space (한편, 세대, 두부).
_NATIVE_WORDS = lazy(
    "한(?:편|층|때|단|판|동|몫|줄|면|기|도|돈|되|인|방|수|국|식|자|차|달|해|목|말|일|조|회|항|과|판|대|부|술)|"
    "두(?:부|기|도|면|통|말|목)|세(?:대|기|부|수|액|목|금|무|입|율|명서|일|월|자|종|척|면|상)|네(?:기|모|말|집)|"
    "석(?:기|면|사|유|탄|회|방|조|판|차|권)|열(?:기|대|매|차|도|병|정|량|명서)|넉넉"
)
_NATIVE_ADJACENT = (
    "개|명|시간|시|가지|사람|곳|번|마리|장|잔|달|차례|배|군데|살|팀|권|채|쌍|줄|켤레|그루|송이|대|"
    "편|주|척|분|끼|컵|캔|병|근|되|말|돈|도시|기업|갈래|그릇|다스|포기|판|벌|건|종|단계|걸음|해|방울"
)
_SINO_COUNTERS = (
    "년|개월|퍼센트|프로|달러|센트|유로|킬로|미터|센티|리터|갤런|갤론|헥토|밀리|분의|번째|학년|인분|"
    "주일|층|세기|호선|주년|등급|등|억|조|만"
)
_SINO_WORDS = lazy(
    "만기|만점|만류|백방|백사장|천장|천연|일당|일원|사원|구조|사이|이상|이하|이내|오히려|구간|일부|일대|일단|일정|오일|이일|"
    "십자|십분|백미|백신|이층장"
)
_WORD_BEFORE = lazy("(?<![가-힣])[가-힣]{1,4}$")
_BLANK = lazy(r"\s*+\Z")
_VERB_BEFORE = lazy("[을를] $")
_BANK = lazy("하나 ?(?:은행|카드|금융|증권|생명|캐피탈|투어|로|님)")
_NUMBER_TALK = lazy(
    "숫자|자연수|정수|소수|짝수|홀수|분수|배수|약수|제곱|더하기|곱하기|나누기|빼기|번호|계산하|답은|"
    "(?<![가-힣])수(?:는|를|가|의|이|에)|[0-9영]{1,20}[은는] |범위|같거나"
)
_SENTENCE = 200  # characters of it that are looked at, to either side
_COPULA_REST = lazy("(?:다|고|며|라|면|지|었|니|므로|거나|에요)(?![가-힣]{2})")


@cache
def _edge() -> re.Pattern[str]:
    """A word may end here: a non-letter, or particles and then one, or a copula."""
    return re.compile(
        rf"(?:(?:{PARTICLES}){{0,2}}(?![가-힣])|(?:{COPULAS})|하다(?![가-힣])|(?:들|간|당|짜리|씩|여|쯤|가량)"
        rf"(?:{PARTICLES})?(?![가-힣]))"
    )


@cache
def _counter() -> re.Pattern[str]:
    words = sorted(f"{COUNTERS}|{SUFFIXES}|{_NATIVE_ADJACENT}".split("|"), key=len, reverse=True)
    return re.compile(rf" ?(?:{'|'.join(words)})(?={_edge().pattern})")


@cache
def _one_syllable(kind: str) -> re.Pattern[str]:
    if kind == "native":
        words = sorted(COUNTERS.split("|"), key=len, reverse=True)
        return re.compile(
            rf"(?:(?:{_NATIVE_ADJACENT})| (?:{'|'.join(words)})| ?번째| ?째)(?={_edge().pattern})"
        )
    return re.compile(rf" ?(?:{_SINO_COUNTERS})(?={_edge().pattern})")


def left_edge(text: str, start: int) -> bool:
    """A Hangul numeral may begin at ``start``: at a word's start or after 약, 총, 제 and the like."""
    if start == 0:
        return True
    before = text[start - 1]
    if not before.isalnum():
        return True
    if not "가" <= before <= "힣":
        return False
    word = _WORD_BEFORE.search(left_of(text, start))
    return word is not None and word.group() in _PREFIXES


def talks_of_numbers(text: str, at: int) -> bool:
    """The sentence around ``at`` speaks of numbers as numbers (짝수, 더하기)."""
    first, last = max(0, at - _SENTENCE), at + _SENTENCE
    start = max(first - 1, *(text.rfind(mark, first, at) for mark in ".?!\n")) + 1
    ends = [found for mark in ".?!\n" if (found := text.find(mark, at, last)) >= 0]
    return _NUMBER_TALK.search(text, start, min(ends, default=last)) is not None


def trailing_particle(text: str, reading: Reading) -> bool:
    """The last syllable 이 is a particle or the copula: 삼십이 넘는다, 백칠십이다."""
    if reading.last != "이" or reading.units == 0 or reading.point:
        return False
    rest = right_of(text, reading.end)
    if _COPULA_REST.match(rest):
        return True
    return rest.startswith(" ") and _counter().match(rest) is None


def believable(text: str, start: int, reading: Reading) -> bool:
    """The Hangul numeral ``text[start:reading.end]`` is one in this sentence."""
    if not left_edge(text, start):
        return False
    word = text[start : reading.end]
    if _is_all(text, start, reading.end):
        return True
    if len(word) == 1:
        return _believable_syllable(text, start, reading, word)
    if _SINO_WORDS.match(text, start) or _BANK.match(text, start):
        return False
    if word[0] in "억조경" or (reading.value > 24 and text.startswith("시", reading.end)):
        return False
    if reading.native and reading.last[-1:] in _BEFORE_COUNTERS:
        return _counter().match(text, reading.end) is not None
    if _counter().match(text, reading.end):
        return True
    if _edge().match(text, reading.end) is None:
        return False
    doubtful = word in _HOMOGRAPHS or (len(word) == 2 and word[1] in "만억조경")
    return not doubtful or talks_of_numbers(text, start)


def _is_all(text: str, start: int, end: int) -> bool:
    """Nothing but space and a sign stands beside the numeral."""
    if left_of(text, start).strip() not in ("", *MINUS_WORDS, *PLUS_WORDS, "-"):
        return False
    return _BLANK.match(text, end) is not None and not text[: max(0, start - REACH)].strip()


def _believable_syllable(text: str, start: int, reading: Reading, word: str) -> bool:
    end = reading.end
    if start and "가" <= text[start - 1] <= "힣":
        return False
    if word in NATIVE_ONLY:
        if word in "둘셋넷쉰":
            return _edge().match(text, end) is not None
        if _NATIVE_WORDS.match(text, start) or (
            word == "한" and _VERB_BEFORE.search(left_of(text, start))
        ):
            return False
        return _one_syllable("native").match(text, end) is not None
    if word == "공":
        return False
    if word in SINO_DIGITS or word in "십백천만":
        if _SINO_WORDS.match(text, start):
            return False
        attached = text[end : end + 1] != " " or word in "삼육칠팔십"
        if attached and talks_of_numbers(text, start) and _edge().match(text, end):
            return True
        if word in "십백천만" and _counter().match(text, end):
            # 백 and 천 are also surnames and nouns: only right before the counter
            return word == "십" or not text.startswith(" ", end) or "원" in text[end : end + 2]
        if word == "이" and text.startswith((" 년", " 등", " 층"), end):
            return False
        return _one_syllable("sino").match(text, end) is not None
    return False
