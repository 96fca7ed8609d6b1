"""Figures of views that may be money: in won's large units, or in digits with a unit."""

from __future__ import annotations

from ieum.hub.look.wording import number_text, unit_suffix
from ieum.kernel.messages import Message, _

MONEY = _("{amount:money}")


def amount_text(value: float, language: str, *, unit: str = "", in_won: bool = False) -> str:
    """``163_400_000_000`` won as ``1,634억 원`` or ``163.4 billion won``; else ``12곳``."""
    if in_won:
        return Message(MONEY, {"amount": round(value)}).text(language)
    text = number_text(int(value) if float(value).is_integer() else value, unit)
    return text + unit_suffix(unit, text)
