"""Words of dates, as patterns and tables."""

import re
from datetime import date

from ieum.text.numeral_reading import read_native, read_numeral
from ieum.text.numeral_words import SINO_DIGITS

S = r"[ \t]?"  # one optional space
NATIVE_DAYS = {
    "하루": 1, "이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "엿새": 6, "이레": 7, "여드레": 8, "아흐레": 9,
    "열흘": 10, "보름": 15,
}  # fmt: skip
WEEKDAYS = "월화수목금토일"
MONTH_WORDS = {"정": 1, "유": 6, "시": 10}
RELATIVE_DAYS = {
    "오늘": 0, "금일": 0, "당일": 0, "이 날": 0, "이날": 0, "그 날": 0, "그날": 0, "지금": 0,
    "내일": 1, "명일": 1, "담날": 1, "익일": 1, "다음 날": 1, "다음날": 1, "이튿날": 1,
    "모레": 2, "내일모레": 2, "내일 모레": 2, "낼모레": 2, "낼 모레": 2, "글피": 3, "그글피": 4,
    "어제": -1, "어저께": -1, "작일": -1, "전일": -1, "전날": -1, "그저께": -2, "그제": -2, "엊그제": -2, "엊그저께": -2,
    "그끄저께": -3, "그끄제": -3,
}  # fmt: skip
RELATIVE_YEARS = {
    "올해": 0, "올": 0, "금년": 0, "이번해": 0, "당해": 0, "당해연도": 0, "내년": 1, "명년": 1, "다음해": 1,
    "이듬해": 1, "새해": 1, "내후년": 2, "다다음해": 2, "후년": 2, "작년": -1, "지난해": -1, "저번해": -1, "전년": -1,
    "재작년": -2, "지지난해": -2, "그러께": -2,
}  # fmt: skip
RELATIVE_MONTHS = {
    "이번달": 0, "요번달": 0, "이달": 0, "금월": 0, "당월": 0, "같은달": 0, "다음달": 1, "담달": 1, "내달": 1, "익월": 1, "다가오는달": 1,
    "다다음달": 2, "지난달": -1, "저번달": -1, "전월": -1, "전달": -1, "지지난달": -2, "저저번달": -2,
}  # fmt: skip
RELATIVE_WEEKS = {
    "이번주": 0, "요번주": 0, "금주": 0, "이주": 0, "다음주": 1, "담주": 1, "차주": 1, "내주": 1, "오는주": 1, "다가오는주": 1, "다다음주": 2, "다담주": 2,
    "지난주": -1, "저번주": -1, "전주": -1, "지지난주": -2, "저저번주": -2,
}  # fmt: skip


def spaced(words: dict[str, int]) -> str:
    """Alternatives, longest first, with an optional space between 다음 and 달 and the like."""
    heads = r"(다다음|다음|이번|요번|지지난|지난|저저번|저번|오는|다가오는|당해|같은|이|올)(?=.)"
    patterns = [re.sub(rf"^{heads}", rf"\1{S}", word) for word in words]
    return "|".join(sorted(patterns, key=len, reverse=True))


_NATIVE = r"(?:(?:열|스물|서른)?(?:다섯|여섯|일곱|여덟|아홉|[한두세네])|열|스무|서른)"
ORDINAL = (
    rf"(?:마지막(?:{S}번째)?|첫(?:{S}번{S}째|{S}번|째)?|(?:둘|셋|넷|네|다섯|여섯)째|"
    rf"(?:{_NATIVE}|\d{{1,2}}){S}번{S}째)"
)
"""첫째, 두 번째, 3번째, 스물한 번째, 마지막; read with ``ordinal_number``."""
SINO = "영공일이삼사오육륙칠팔구십백천"
YEAR = (
    rf"(?:(?P<y>\d{{4}}|'?\d{{2,3}}|[{SINO}]{{2,9}}){S}(?:년(?:도)?|학년도|회계연도)|"
    rf"(?P<ry>{spaced(RELATIVE_YEARS)})(?:도)?(?![가-힣]{{0,16}}년))"
)
MONTH = rf"(?P<m>1[0-2]|0?[1-9]|십[일이]?|[정일이삼사오유육칠팔구시]){S}월"
DAY = (
    rf"(?:(?P<d>3[01]|[12]\d|0?[1-9]|삼십일?|이?십[일이삼사오육륙칠팔구]?|[일이삼사오육칠팔구])"
    rf"{S}일(?!간|동안|{S}(?:이내|안에|만에|전|후|뒤|내)|{S}요일)|(?P<dlast>말일))"
)
WEEKDAY = rf"(?:(?P<w>[{WEEKDAYS}])(?:요일|욜))"
WEEKDAY_AFTER = rf"(?:{S},?{S}(?P<w>[{WEEKDAYS}])(?:요일|욜)|{S}\((?P<wp>[{WEEKDAYS}])(?:요일)?\))"
JOINT = r"[ ,\-/.]{0,2}의?[ ]?"
# After a year, month or day word; not the middle of another word.
EDGE = (
    r"(?=[^가-힣A-Za-z0-9]|$|은|는|이|가|을|를|과|와|의|에|로|도|만|까지|부터|보다|쯤|경|께|중|말|초|간|내|이후|이전|"
    r"현재|기준|입|인|마다|하반|상반|전|후|동안|들|엔|이다|였|이었|생|자|한|분|무렵|사이|회|당시|안|"
    r"하고|부로|요(?!일)|밖에|마저|조차|처럼|대로|서부터|날(?!씨)|출생)"
)


def small_number(word: str) -> int | None:
    """A day, month or count in digits or Hangul (21, 이십일, 열두)."""
    if word.isdecimal():
        return int(word)
    if word in MONTH_WORDS:
        return MONTH_WORDS[word]
    reading = read_numeral(word, 0)
    if reading is not None and reading.end == len(word) and reading.value.denominator == 1:
        return int(reading.value)
    native = read_native(word, 0)
    return native[1] if native and native[0] == len(word) else None


def ordinal_number(word: str) -> int:
    """The place that an ``ORDINAL`` names; -1 for the last."""
    bare = re.sub(r"\s", "", word)
    if bare.startswith("마지막"):
        return -1
    if bare.startswith("첫"):
        return 1
    return small_number(re.sub("번?째$", "", bare)) or 0


def year_number(word: str, reference: date) -> int | None:
    """A year in four or two digits or in Hangul; two digits mean the nearest such year.

    The window runs from 69 years before the reference to 30 after.
    """
    digits = word.lstrip("'")
    if digits.isdecimal():
        value = int(digits)
        return value if len(digits) > 2 else _nearest(value, reference)
    if all(c in SINO_DIGITS for c in digits) and len(digits) in (2, 4):
        value = int("".join(str(SINO_DIGITS[c]) for c in digits))
        return value if len(digits) == 4 else _nearest(value, reference)
    reading = read_numeral(digits, 0)
    if reading is None or reading.end != len(digits):
        return None
    value = int(reading.value)
    return value if value >= 1000 else _nearest(value, reference) if value < 100 else None


def _nearest(two_digits: int, reference: date) -> int:
    year = reference.year // 100 * 100 + two_digits
    if year > reference.year + 30:
        return year - 100
    return year + 100 if year <= reference.year - 70 else year


def relative_year(word: str, reference: date) -> int:
    """The year that 내년 or 지난 해 means."""
    return reference.year + RELATIVE_YEARS[word.replace(" ", "")]


def month_number(word: str) -> int | None:
    """A month in digits or words (유 for 유월)."""
    value = small_number(word)
    return value if value is not None and 1 <= value <= 12 else None
