"""Which currency is written beside a figure, and whether the word is one there (원 in 원칙 is not)."""

import re
import unicodedata
from functools import cache

from ieum.text.currencies import Currency, currency_words
from ieum.text.numeral_reading import read_numeral
from ieum.text.numeral_words import SINO_DIGITS
from ieum.text.patterns import lazy

_NOT_WON = lazy(r"원(?:칙|자|천|료|활|소|리|장|래|본|격|탁|점|심|생|서|고|내|가 |주|형|전)")
# Longer words that begin with the name of a currency.
_OTHER_WORD = lazy(
    "프랑스|프랑코|위안부|위안을 [주얻]|유로(?:파|존|폴|스타|팝)|파운드리|페니실린|센트(?:럴|리아)|솔루션|리라이|"
    "레우코|바트만|마르크스|실링팬|랜드(?:마크|스)|라리가|페소미"
)
# The edge after a currency word of one syllable: not the start of another word.
_TAIL = lazy(
    r"(?=[^가-힣A-Za-z]|$|은|는|이|가|을|를|과|와|의|에|으로|로|도|만|까지|부터|보다|대|씩|쯤|짜리|어치|여|"
    r"규모|상당|이상|이하|초과|미만|가량|정도|내외|안팎|선|권|꼴|돈|정|당|화|인|임|입|일|였|했|하|내|지|면|마|남|넘|지원|라고|라는|라도|라며|이라|짜리|쯤)"
)


@cache
def _unit_pattern() -> re.Pattern[str]:
    words = sorted(currency_words(), key=len, reverse=True)
    return re.compile("|".join(re.escape(word) for word in words), re.IGNORECASE)


@cache
def _prefix_pattern() -> re.Pattern[str]:
    """Signs and codes that stand before the figure."""
    words = sorted(
        (w for w, c in currency_words().items() if (unicodedata.category(w[-1]) == "Sc" or re.fullmatch("[a-z]{3}", w))
         and w not in ("won", "yen")),
        key=len, reverse=True,
    )  # fmt: skip
    return re.compile(
        rf"(?<![A-Za-z])(?:{'|'.join(map(re.escape, words))}) ?(?=[\d.-])", re.IGNORECASE
    )


def currency_prefix(text: str, at: int) -> re.Match[str] | None:
    """A sign or code that starts at ``at``, right before a figure: $, US$, KRW."""
    return _prefix_pattern().match(text, at)


def currency_after(text: str, end: int, start: int, hangul: bool) -> tuple[Currency, int] | None:
    """The currency word after a figure, with at most one space between."""
    at = end + 1 if text[end : end + 1] == " " else end
    match = _unit_pattern().match(text, at)
    if match is None:
        return None
    word = match.group().lower()
    if word.isascii() and word.isalpha() and text[match.end() : match.end() + 1].isalpha():
        following = text[match.end()]
        if following.isascii():
            return None
    if "가" <= word[-1] <= "힣" and not _word_ends(text, at, match.end(), word):
        return None
    if word in ("전", "동", "솔", "숨", "솜", "바투", "불") and not _plain_unit(
        text, at, start, hangul, word
    ):
        return None
    if hangul and end - start == 1 and not _short_hangul(text, start, match.end(), word):
        return None
    return currency_words()[word], match.end()


def _word_ends(text: str, start: int, end: int, word: str) -> bool:
    """The currency word is a word of its own and not the beginning of another (프랑스, 원칙)."""
    if " " in word:
        return True
    if len(word) > 1:
        return _OTHER_WORD.match(text, start) is None
    return _TAIL.match(text, end) is not None and _NOT_WON.match(text, start) is None


def _plain_unit(text: str, at: int, start: int, hangul: bool, word: str) -> bool:
    """Currency words that are also everyday words (동, 전, 불) need to follow closely."""
    return word == "불" and (at == start or text[at - 1] != " " or not hangul)


def _short_hangul(text: str, start: int, end: int, word: str) -> bool:
    """One numeral syllable and a currency: 만원 and 십불 yes; 사유로, 이불, 구원 only alone."""
    if text[start] not in SINO_DIGITS:
        return True
    if text.strip() == text[start:end] or word in ("달러", "센트", "파운드", "페니"):
        return True
    return read_numeral(text, end) is not None and word == "불"
