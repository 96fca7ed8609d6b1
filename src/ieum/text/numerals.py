"""Numbers in Korean and English text: 3조1000억, 1.2억, 스물다섯, 100분의 5, -3, 3.5 million."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Literal

from ieum.text import english_numerals
from ieum.text.normalise import fold
from ieum.text.numeral_context import believable, trailing_particle
from ieum.text.numeral_reading import Reading, read_arabic, read_numeral
from ieum.text.numeral_words import MINUS_WORDS, ORDINAL_STEMS, PLUS_WORDS, VULGAR
from ieum.text.patterns import lazy, left_of
from ieum.text.span import Span

NumberKind = Literal["integer", "decimal", "fraction", "power", "ordinal"]


@dataclass(frozen=True, slots=True)
class Number:
    """A number and where it stands. ``value`` is exact."""

    value: Fraction
    kind: NumberKind
    span: Span
    text: str

    @property
    def integer(self) -> int | None:
        """The value as an integer, or ``None`` when it has a fractional part."""
        return self.value.numerator if self.value.denominator == 1 else None

    @property
    def decimal(self) -> Decimal:
        """The value as a decimal; thirds and the like are rounded to 28 digits."""
        return Decimal(self.value.numerator) / Decimal(self.value.denominator)


@dataclass(frozen=True, slots=True)
class _Found:
    value: Fraction
    kind: NumberKind
    start: int
    end: int


_SIGN = lazy(rf"(?:{'|'.join(MINUS_WORDS + PLUS_WORDS)}) ?|[-+]")
_POWER = lazy(
    r"(\d{1,100}(?:\.\d{1,100})?)(?:[eE]([-+]?\d{1,4})|\^([-+]{0,2}\d{1,4}))(?![\w.])", re.ASCII
)
_SPACED_SIGN = lazy(r"[-+] (?=[\d.]{1,100}$|\d{1,100} \d{1,100}/\d{1,100}$)")
_SLASH = lazy(
    r"(?:(\d{1,100}) {1,2})?(?<!/)(\d{1,100})/(\d{1,100})(?![\d/]|분기|[가-힣]{0,16}분기| ?[월일])"
)
_SPACED = lazy(r"\d{1,3}(?: \d{3}){2,30}(?![\d,.])|\d{1,3} 000(?! ?\d)")
_DIGIT_APART = lazy(r"\d {1,9}$")
_QUOTED_YEAR = lazy(r"(?<=')\d{2}(?=[.년~)\-])")
_MONTH_DAY = lazy(r"\d{1,2} ?월(?: ?\d{1,2} ?일)?")
_ALL_NUMERAL = lazy(
    r"\s*+[영공일이삼사오육륙칠팔구십백천만억조경]++(?:\s++[영공일이삼사오육륙칠팔구십백천만억조경]++)++\s*+"
)
_PARTS = lazy(r"\d++(?:[.]\d++){2,}+")
_DIGITS = lazy(r"\d[\d,.]*+")
_DENOMINATOR = lazy(r" ?분의 ?")
_JOIN = lazy(r"[과와] ?|하고 ?| ")
_ORDINAL_TAIL = lazy(r" ?번 ?째|째(?=[ 로는가의,.]|$)")
_DOZEN = lazy(r" ?(?:다스|타스)")
_HALF = lazy(
    r"절반|반(?=이 넘|을 (?:넘|떼|나누|자르|가르|쪼|먹|덜|주|줄|남)| 이상| 이하| 미만| 초과|보다|(?:은|을|이) [^ ]{0,16}(?:분수|소수))"
)
_FIRST = lazy(r"첫 ?번 ?째|첫째|둘째|셋째|넷째|네째|다섯째|여섯째|일곱째|여덟째|아홉째|열째")


@cache
def _starts() -> re.Pattern[str]:
    """Characters with which something of interest may begin."""
    return re.compile(
        rf"[\d.\-+{''.join(VULGAR)}영공일이삼사오육륙칠팔구십백천만억조하한둘두셋세석넷네넉다여일아열스서마쉰예절반첫플제]"
    )


def find_numbers(text: str) -> list[Number]:
    """All numbers of ``text`` in order, not overlapping.

    Dates are not taken apart specially: 2026년 gives 2026; digits glued to Latin letters (H100,
    180ml) and dotted groups (2021.06.16) are left to ``quantities`` and ``dates``. 제N in 제3조
    is an ordinal.
    """
    plain = fold(text)
    spread = _spread_out(text, plain)
    if spread is not None:
        return [spread]
    found = list(_scan(plain))
    found += [
        _Found(e.value, e.kind, e.start, e.end)
        for e in english_numerals.find(plain)
        if not any(
            f.start < e.end and e.start < f.end and f.end - f.start >= e.end - e.start
            for f in found
        )
    ]
    kept: list[_Found] = []
    for item in sorted(found, key=lambda f: (f.start, -f.end)):
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return [Number(f.value, f.kind, Span(f.start, f.end), text[f.start : f.end]) for f in kept]


def parse_number(text: str) -> Number | None:
    """The number that the whole of ``text`` is (outer spaces apart), or ``None``."""
    bare = text.strip()
    offset = text.find(bare)
    for number in find_numbers(bare):
        if len(number.span) == len(bare):
            return Number(number.value, number.kind, number.span.shifted(offset), bare)
    return _digit_names(bare, offset)


def _spread_out(text: str, plain: str) -> Number | None:
    """The whole text is one numeral in words with spaces between: 삼백  삼십  일."""
    if _ALL_NUMERAL.fullmatch(plain) is None:
        return None
    compact = "".join(plain.split())
    reading = read_numeral(compact, 0)
    if reading is None or reading.end != len(compact):
        return None
    start = len(plain) - len(plain.lstrip())
    span = Span(start, start + len(plain.strip()))
    return Number(reading.value, "integer", span, span.of(text))


def _digit_names(bare: str, offset: int) -> Number | None:
    """일이삼, 공일공: digits read out one by one."""
    names = dict(zip("영공일이삼사오육칠팔구", "00123456789", strict=True))
    if len(bare) < 2 or any(c not in names for c in bare):
        return None
    value = Fraction(int("".join(names[c] for c in bare)))
    return Number(value, "integer", Span(offset, offset + len(bare)), bare)


def _scan(text: str) -> Iterator[_Found]:
    at = 0
    starts = _starts()
    while (match := starts.search(text, at)) is not None:
        found = _at(text, match.start())
        if found is None:
            at = _skip(text, match.start())
            continue
        yield found
        at = max(found.end, match.start() + 1)


def _skip(text: str, at: int) -> int:
    """Past a refused start; past all of a refused run of digits."""
    parts = _PARTS.match(text, at) or _MONTH_DAY.match(text, at)
    if parts:
        return parts.end()
    arabic = read_arabic(text, at)
    digits = _DIGITS.match(text, at)
    return arabic[0] if arabic else digits.end() if digits else at + 1


def _at(text: str, at: int) -> _Found | None:
    """The number that begins exactly at ``at``."""
    ordinal = _FIRST.match(text, at)
    if ordinal:
        return _first_words(text, ordinal)
    half = _HALF.match(text, at) if text != "반" else re.match("반", text)
    if half:
        inside = at and "가" <= text[at - 1] <= "힣"
        return None if inside else _Found(Fraction(1, 2), "fraction", at, half.end())
    if text[at] == "제":
        return _numbered(text, at)
    sign, body = _sign(text, at)
    if body >= len(text) or (body == at and text[at] in "+-"):
        return None
    found = _power(text, body, at) or _fraction(text, body) or _plain(text, body)
    if found is None:
        return None
    return _Found(sign * found.value, found.kind, at, found.end)


def _first_words(text: str, match: re.Match[str]) -> _Found | None:
    if match.start() and "가" <= text[match.start() - 1] <= "힣":
        return None
    word = match.group().replace(" ", "")
    value = ORDINAL_STEMS.get(word[0]) or ORDINAL_STEMS.get(word)
    if value is None:
        reading = read_numeral(word, 0)
        value = int(reading.value) if reading else 1
    return _Found(Fraction(value), "ordinal", match.start(), match.end())


def _sign(text: str, at: int) -> tuple[int, int]:
    """(+1 or -1, where the digits start)."""
    match = _SIGN.match(text, at)
    if match is None:
        return 1, at
    sign = -1 if match.group()[0] in "-마" else 1
    if match.group() in "+-":
        before = text[at - 1 : at]
        if before and (before.isalnum() or before in ")~-+"):
            return 1, at
        if _DIGIT_APART.search(left_of(text, at)):
            return 1, at  # 10 - 20: a range or a difference
        if _SPACED_SIGN.match(text, at):
            return sign, at + 2
        return (sign, at + 1) if re.match(r"[\d.]", text[at + 1 : at + 2]) else (1, at)
    return sign, match.end()


def _clear_digits(text: str, start: int, end: int) -> bool:
    """Digits are not part of a code, a date in dots, or a quantity with a Latin unit."""
    if _QUOTED_YEAR.match(text, start):
        return False
    before = text[start - 1 : start]
    if before and ((before.isascii() and before.isalnum()) or before in "._#"):
        return False
    if before == "-" and text[start - 2 : start - 1].isalnum() and not text[start - 2].isdecimal():
        return False
    after = text[end : end + 1]
    return not (after.isascii() and (after.isalnum() or after == "_")) and not re.match(
        r"\.\d", text[end : end + 2]
    )


def read_fraction(text: str, at: int) -> tuple[Fraction, int] | None:
    """(value, end) of a fraction that starts at ``at``: 1/4, 2와 1/2, 삼분의 일."""
    found = _fraction(text, at)
    return (found.value, found.end) if found else None


def _power(text: str, at: int, start: int) -> _Found | None:
    match = _POWER.match(text, at)
    if match is None or not _clear_digits(text, at, match.end()):
        return None
    base = Fraction(match[1])
    exponent = int((match[2] or match[3]).replace("--", "").replace("-+", "-").replace("++", ""))
    if abs(exponent) > 308 or (base == 0 and exponent < 0):
        return None
    value = base * Fraction(10) ** exponent if match[2] else base**exponent
    return _Found(value, "power", start, match.end())


def _fraction(text: str, at: int) -> _Found | None:
    """3/4, 1 4/5, 삼분의 일, 100분의 5, 삼과 오분의 일, ½."""
    if text[at] in VULGAR:
        return _Found(VULGAR[text[at]], "fraction", at, at + 1)
    slash = _SLASH.match(text, at)
    if slash and int(slash[3]) and _clear_digits(text, at, slash.end()):
        whole = Fraction(int(slash[1] or 0))
        return _Found(whole + Fraction(int(slash[2]), int(slash[3])), "fraction", at, slash.end())
    first = _operand(text, at)
    if first is None:
        return None
    value, end = first
    simple = _over(text, value, end)
    if simple:
        return _Found(simple[0], "fraction", at, simple[1])
    if text[end : end + 1] in VULGAR and value.denominator == 1:
        return _Found(value + VULGAR[text[end]], "fraction", at, end + 1)
    join = _JOIN.match(text, end)
    beside = _SLASH.match(text, join.end()) if join and join.group().strip() else None
    if beside and not beside[1] and int(beside[3]):
        part_value = Fraction(int(beside[2]), int(beside[3]))
        return _Found(value + part_value, "fraction", at, beside.end())
    below = _operand(text, join.end()) if join else None
    if join is None or below is None:
        return None
    part = _over(text, *below)
    return _Found(value + part[0], "fraction", at, part[1]) if part else None


def _operand(text: str, at: int) -> tuple[Fraction, int] | None:
    """A numeral within a fraction, where the words around it already vouch for it."""
    digits = text[at : at + 1].isdecimal()
    if not digits and at and "가" <= text[at - 1] <= "힣" and text[at - 1] not in "과와의":
        return None
    if digits:
        arabic = read_arabic(text, at)
        if arabic is None or not _clear_digits(text, at, arabic[0]):
            return None
    reading = read_numeral(text, at)
    return (reading.value, reading.end) if reading else None


def _over(text: str, denominator: Fraction, end: int) -> tuple[Fraction, int] | None:
    match = _DENOMINATOR.match(text, end)
    if match is None or denominator == 0:
        return None
    sign, body = _sign(text, match.end())
    numerator = read_numeral(text, body)
    if numerator is None:
        return None
    stop = numerator.end
    if numerator.last == "만" and stop - body == 2 and not numerator.arabic:
        numerator = read_numeral(text[: stop - 1], body)  # 삼분의 일만: only a third
        assert numerator is not None
        stop -= 1
    if trailing_particle(text, numerator):
        numerator = read_numeral(text[: stop - 1], body)
        assert numerator is not None
    return sign * numerator.value / denominator, numerator.end


def _plain(text: str, at: int) -> _Found | None:
    groups = _SPACED.match(text, at)
    if groups and _clear_digits(text, at, groups.end()):
        return _Found(Fraction(groups.group().replace(" ", "")), "integer", at, groups.end())
    reading = read_numeral(text, at)
    if reading is None or _MONTH_DAY.match(text, at):
        return None
    if not reading.arabic and trailing_particle(text, reading):
        reading = read_numeral(text[: reading.end - 1], at) or reading
    if not _stands(text, at, reading):
        return None
    value, end = reading.value, reading.end
    dozen = _DOZEN.match(text, end)
    if dozen:
        value, end = value * 12, dozen.end()
    tail = _ORDINAL_TAIL.match(text, end)
    if tail:
        return _Found(value, "ordinal", at, tail.end())
    return _Found(
        value, "integer" if value.denominator == 1 and not reading.point else "decimal", at, end
    )


def _numbered(text: str, at: int) -> _Found | None:
    """제3 in 제3조 and 제25차: the digits alone, for 조 there is an article."""
    digits = read_arabic(text, at + 1)
    if digits is None or (at and "가" <= text[at - 1] <= "힣"):
        return None
    return _Found(digits[1], "ordinal", at, digits[0])


def _stands(text: str, at: int, reading: Reading) -> bool:
    first = text[at]
    if not (first.isdecimal() or first == "."):
        return believable(text, at, reading)
    if first == "." and at and (text[at - 1].isalnum() or text[at - 1] == "."):
        return False
    return _clear_digits(text, at, reading.end)
