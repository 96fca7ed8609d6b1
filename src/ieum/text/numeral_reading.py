"""Reading one numeral that starts at a given place: digits, units and words composed.

The reader says what the longest numeral there is and how it is written; whether it *is* one in
its sentence (이 in 이 사람 is not) is judged in ``numerals``.
"""

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from ieum.text.numeral_words import (
    LARGE_UNITS,
    NATIVE_TENS,
    NATIVE_UNITS,
    POINT_WORDS,
    SINO_DIGITS,
    SMALL_UNITS,
)
from ieum.text.patterns import lazy

#: Longer runs of digits are no figures, and Python reads none of more than 4300 as an integer.
MOST_DIGITS = 100
_ARABIC = lazy(r"\d{1,3}(?:,\d{3}){1,40}(?!\d)(?:\.\d++)?|\d++(?:\.\d++)?|\.\d++", re.ASCII)
_SINO_RUN = lazy("[영일이삼사오육륙칠팔구십백천만억조]{1,40}")
_UNIT_WORDS = frozenset("십백천만억조")
_MONEY_FOLLOWS = lazy(
    r" ?(?:[가-힣]{2,6} ?)?(?:원|달러|불|엔|유로|위안|파운드|프랑|페소|루피아?|루블|크로나|크로네|리라|페세타|"
    r"마르카|마르크|길더|바트|디나르|실링)(?![가-힣]{3})"
)
# Digits may stand apart from their unit word (5 억 달러), but not from a word that only starts
# like one (3 만족, 2 조각).
_UNIT_APART = lazy(
    r" (?:[십백천]?[만억조]|[백천])(?=\s|원|달러|불|엔|유로|위안|[\d)\],.]|여|명|개|$)"
)
# Words that begin with the syllable of a unit: 3 조각 written 3조각, 2만족, 3경기.
_OTHER_WORD = lazy(
    "조(?:각|건|직|사|치|명|선|정|합|례|항)|만(?:족|남|기|화|성)|억(?:제|새|압)|"
    "천(?:막|연|체|안|재)|백(?:신|화|업|미|합)|경(?![이가은을의여원]|[^가-힣]|$)"
)
_LARGE_UNIT_APART = lazy(r" [만억조](?= ?(?:원|달러|불|엔|유로))")


@dataclass(frozen=True, slots=True)
class Reading:
    """A numeral without sign: its value, where it ends, and how it is written."""

    end: int
    value: Fraction
    arabic: bool
    """Some part is written in digits."""
    units: int
    """How many unit words (십, 백, 만, 억 …) it holds."""
    native: bool
    """Some part is a native numeral (하나, 스물)."""
    last: str
    """The last word read; empty after digits."""
    point: bool
    """It has a decimal part."""
    approximate: bool = False
    """여 stands inside it: 1000여억."""
    elided: bool = False
    """It ends in a 천 that leaves its large unit out: 2억4천 for 2억4천만."""


def read_arabic(text: str, at: int) -> tuple[int, Fraction, bool] | None:
    """Digits with optional thousands separators and decimals: (end, value, has decimals)."""
    match = _ARABIC.match(text, at)
    if match is None:
        return None
    raw = match.group().replace(",", "")
    if len(raw) > MOST_DIGITS:
        return None
    return match.end(), Fraction(raw if not raw.startswith(".") else "0" + raw), "." in raw


@cache
def _native() -> tuple[tuple[str, int], ...]:
    """Native numerals below a hundred, the longest spelling first."""
    words = dict(NATIVE_UNITS) | dict(NATIVE_TENS)
    for ten, value in NATIVE_TENS.items():
        if ten != "스무":
            for unit, below in NATIVE_UNITS.items():
                words[ten + unit] = words[f"{ten} {unit}"] = value + below
    return tuple(sorted(words.items(), key=lambda item: -len(item[0])))


@cache
def _native_pattern() -> re.Pattern[str]:
    return re.compile("|".join(word for word, _ in _native()))


def read_native(text: str, at: int) -> tuple[int, int, str] | None:
    """A native numeral: (end, value, the word)."""
    match = _native_pattern().match(text, at)
    if match is None:
        return None
    return match.end(), dict(_native())[match.group()], match.group()


class _Reader:
    """Holds the state of one reading; ``read`` is its only use."""

    def __init__(self, text: str, at: int) -> None:
        self.text = text
        self.at = at
        self.start = at
        self.arabic = False
        self.units = 0
        self.native = False
        self.point = False
        self.last = ""
        self.approximate = False
        self.elided = False

    def read(self) -> Reading | None:
        total = Fraction(0)
        ceiling = 10**24
        while True:
            before = self.at
            if total and not self._step_over_space():
                break
            section = self._section(follows=bool(total))
            large = self._large_unit(ceiling, section)
            if large is None:
                if section is None or section >= ceiling:
                    self.at = before
                    break
                total += section * self._left_out(ceiling)
                break
            total += (Fraction(1) if section is None else section) * large
            ceiling = large
        if self.at == self.start:
            return None
        total = self._decimals(total)
        return Reading(
            self.at,
            total,
            self.arabic,
            self.units,
            self.native,
            self.last,
            self.point,
            self.approximate,
            self.elided,
        )

    def _step_over_space(self) -> bool:
        """Allow a space, or a slip of two, inside a numeral where more of it plainly follows."""
        if self.at >= len(self.text) or self.text[self.at] != " ":
            return True
        follow = self.at + 1 + self.text.startswith("  ", self.at)
        if follow < len(self.text) and self._opens_after_space(follow):
            self.at = follow
            return True
        return False

    def _opens_after_space(self, at: int) -> bool:
        """Digits, or two or more numeral syllables with a unit among them, start at ``at``."""
        text = self.text
        if text[at].isdecimal():
            return True
        run = _SINO_RUN.match(text, at)
        return run is not None and len(run.group()) > 1 and bool(set(run.group()) & _UNIT_WORDS)

    def _left_out(self, ceiling: int) -> int:
        """2억4천 is said for 2억4천만: the next lower large unit is left out after digits."""
        self.elided = self.arabic and self.last == "천" and 10**8 <= ceiling < 10**24
        return ceiling // 10**4 if self.elided else 1

    def _section(self, follows: bool) -> Fraction | None:
        """The part before a large unit, up to 9999 in words, any size in digits.

        ``follows``: a higher large unit has been read before it.
        """
        total = Fraction(0)
        ceiling = 1000 * 10
        seen = False
        while True:
            before, last = self.at, self.last
            if seen and not self._step_over_space():
                break
            mixed = self.arabic
            coefficient = self._coefficient()
            unit = SMALL_UNITS.get(self.text[self.at : self.at + 1])
            fits = unit is not None and unit < ceiling and coefficient != 0
            if unit is not None and fits and not self._other_word(self.at):
                total += (Fraction(1) if coefficient is None else coefficient) * unit
                self.last = self.text[self.at]
                self.at += 1
                self.units += 1
                ceiling = unit
                seen = True
                continue
            if coefficient is not None and (not seen or coefficient < ceiling):
                if (seen or follows) and self._stands_alone(before, mixed):
                    self.at, self.last = before, last
                    break
                return total + coefficient
            self.at = before
            native = None if self.arabic else read_native(self.text, self.at)
            if native is not None and (not seen or native[1] < ceiling):
                self.at, value, self.last = native
                self.native = True
                return total + value
            break
        return total if seen else None

    def _stands_alone(self, start: int, mixed: bool) -> bool:
        """The digits just read, from ``start`` on, are not the low end of the numeral.

        In 2천이 the last syllable is a particle; in 1천만 5명 the 5 counts something else.
        """
        text = self.text
        if text[self.at : self.at + 1] in LARGE_UNITS:
            return False
        digits = text[start : self.at].strip()
        if not digits[-1].isdecimal():
            return mixed
        if start and text[start - 1] != " " and text[start] != " ":
            return False
        if _MONEY_FOLLOWS.match(text, self.at):
            return False
        return len(digits) < 3 or text[self.at : self.at + 1] == "년"

    def _coefficient(self) -> Fraction | None:
        arabic = read_arabic(self.text, self.at)
        if arabic is not None:
            self.at, value, point = arabic
            self.arabic = True
            self.point = self.point or point
            self.last = ""
            self._space_before_unit()
            return value
        digit = SINO_DIGITS.get(self.text[self.at : self.at + 1])
        if digit is None or self.text.startswith(("일곱", "일흔"), self.at):
            return None
        self.last = self.text[self.at]
        self.at += 1
        return Fraction(digit)

    def _space_before_unit(self) -> None:
        """5 억 달러, 3 천만: digits may stand apart from their unit."""
        if _UNIT_APART.match(self.text, self.at):
            self.at += 1

    def _large_unit(self, ceiling: int, section: Fraction | None) -> int | None:
        at = self.at
        # 4천 만 원: apart only before a currency, else 만 opens another word.
        at += section is not None and bool(self.units and _LARGE_UNIT_APART.match(self.text, at))
        some = section is not None and self.text[at : at + 1] == "여"
        unit = LARGE_UNITS.get(self.text[at + some : at + some + 1])
        at += some
        if unit is None or unit >= ceiling or self._other_word(at):
            return None
        if section is None and self.at != self.start:
            return None
        self.approximate = self.approximate or some
        self.last = self.text[at]
        self.at = at + 1
        self.units += 1
        return unit

    def _other_word(self, at: int) -> bool:
        """After digits the syllable at ``at`` opens another word instead of being a unit."""
        if self.last == "" and self.arabic:
            return _OTHER_WORD.match(self.text, at) is not None
        return self.text.startswith(("조각", "만큼"), at)

    def _decimals(self, total: Fraction) -> Fraction:
        """삼점사, 일쩜이삼: digit names after the word for the point."""
        if self.arabic or self.native or total.denominator != 1:
            return total
        if self.last in LARGE_UNITS or not self.text.startswith(POINT_WORDS, self.at):
            return total
        at = self.at + 1
        digits = ""
        while len(digits) < MOST_DIGITS and (
            (digit := SINO_DIGITS.get(self.text[at : at + 1])) is not None
        ):
            digits += str(digit)
            at += 1
        if not digits:
            return total
        self.at = at
        self.point = True
        self.last = self.text[at - 1]
        value = total + Fraction(int(digits), 10 ** len(digits))
        return self._scaled(value)

    def _scaled(self, value: Fraction) -> Fraction:
        """일점이억: a large unit after decimals in words."""
        unit = LARGE_UNITS.get(self.text[self.at : self.at + 1])
        if unit is None:
            return value
        self.last = self.text[self.at]
        self.at += 1
        self.units += 1
        return value * unit


def read_numeral(text: str, at: int) -> Reading | None:
    """The longest numeral without sign that starts exactly at ``at``, or ``None``."""
    return _Reader(text, at).read()
