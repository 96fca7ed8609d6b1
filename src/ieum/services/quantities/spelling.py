"""Amounts of won in the forms that documents and contracts want, so that no digit can be added.

The form of official documents is that of article 2(2) of the enforcement rule of the Regulation on
the Operation and Innovation of Administrative Affairs: ``금113,560원(금일십일만삼천오백육십원)``.
"""

from __future__ import annotations

from ieum.text.english_numerals import TENS, UNITS
from ieum.text.won import hangul_amount, write_won

#: The forms of the numerals kept for money, which no stroke turns into another numeral (갖은자).
_HANJA = str.maketrans("영일이삼사오육칠팔구십백천만억조경", "零壹貳參肆伍陸柒捌玖拾佰仟萬億兆京")
_SCALES = ("", "thousand", "million", "billion", "trillion", "quadrillion", "quintillion")


def for_documents(amount: int) -> str:
    """``113560`` → ``금113,560원(금일십일만삼천오백육십원)``; ``amount`` is in won, not negative."""
    return f"금{write_won(amount)}(금{hangul_amount(amount)}원)"


def for_contracts(amount: int) -> str:
    """``12000000`` → ``금 일천이백만원정``."""
    return f"금 {hangul_amount(amount)}원정"


def in_hanja(amount: int) -> str:
    """``12000000`` → ``金 壹仟貳佰萬원整``, in the numerals that cannot be altered."""
    return f"金 {hangul_amount(amount).translate(_HANJA)}원整"


def in_english(amount: int) -> str:
    """``12500000`` → ``twelve million five hundred thousand won``."""
    return f"{_english(amount)} won"


def _english(number: int) -> str:
    if number == 0:
        return UNITS[0]
    groups = []
    for scale in _SCALES:
        number, group = divmod(number, 1000)
        if group:
            groups.append(f"{_below_thousand(group)} {scale}".strip())
    return " ".join(reversed(groups))


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    words = [f"{UNITS[hundreds]} hundred"] if hundreds else []
    if rest >= 20:
        tens, ones = divmod(rest, 10)
        words.append(f"{TENS[tens - 2]}-{UNITS[ones]}" if ones else TENS[tens - 2])
    elif rest:
        words.append(UNITS[rest])
    return " ".join(words)
