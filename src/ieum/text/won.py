"""Writing amounts of won: 3,500,000원, 1조 1,000억 원, 1.1 trillion won, 일천이백만."""

from decimal import Decimal

_GROUPS = ("", "만", "억", "조", "경", "해")
_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_MOST_DECIMALS = 4
_DIGITS = "영일이삼사오육칠팔구"
_PLACES = ("천", "백", "십", "")


def write_won(amount: int) -> str:
    """``3500000`` → ``3,500,000원``."""
    return f"{amount:,}원"


def won_in_units(amount: int) -> str:
    """``1_100_000_000_000`` → ``1조 1,000억 원``; exact, with 만, 억, 조 as the amount needs."""
    sign = "-" if amount < 0 else ""
    parts = [f"{group:,}{unit}" for group, unit in _grouped(abs(amount)) if group]
    if not parts:
        return "0원"
    joined = sign + " ".join(parts)
    return f"{joined}원" if joined[-1].isdecimal() else f"{joined} 원"


def won_in_scales(amount: int) -> str:
    """``1_100_000_000_000`` → ``1.1 trillion won``; exact, in digits where it is not round."""
    for scale, word in _SCALES:
        if abs(amount) >= scale:
            scaled = (Decimal(amount) / scale).normalize()
            if -int(scaled.as_tuple().exponent) <= _MOST_DECIMALS:
                return f"{scaled:,f} {word} won"
            break
    return f"{amount:,} won"


def hangul_amount(amount: int) -> str:
    """``12_000_000`` → ``일천이백만``: every digit spelled, as on contracts (금 일천이백만원정).

    Raises ``ValueError`` from 10²⁰ on, where everyday unit words end.
    """
    if amount == 0:
        return _DIGITS[0]
    if abs(amount) >= 10**20:
        raise ValueError(f"{amount} is too large to spell: expected less than 10^20 (100경 × 100)")
    words = "".join(_spell_group(group) + unit for group, unit in _grouped(abs(amount)) if group)
    return ("마이너스 " if amount < 0 else "") + words


def _grouped(amount: int) -> list[tuple[int, str]]:
    """Groups of four digits, the highest first, with their units."""
    groups = []
    for unit in _GROUPS[:-1]:
        amount, group = divmod(amount, 10_000)
        groups.append((group, unit))
    groups.append((amount, _GROUPS[-1]))
    return groups[::-1]


def _spell_group(group: int) -> str:
    digits = f"{group:04d}"
    return "".join(
        _DIGITS[int(digit)] + place
        for digit, place in zip(digits, _PLACES, strict=True)
        if digit != "0"
    )
