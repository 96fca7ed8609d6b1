"""Figures, days and yes or no as people read them in their language."""

from __future__ import annotations

import math
import re
from datetime import date, datetime

from ieum.kernel.messages import HANGUL, Language, Message, _, written_date

ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
ISO_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?")
#: Digits of a fraction that help a reader.
FRACTION_DIGITS = 4
BYTES = _("{size}바이트")
SIZE_UNITS = ("KB", "MB", "GB")
YES, NO, NOTHING = _("예"), _("아니요"), _("없음")
LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
#: Names and abbreviations (AI, GPU, M.AX) do not make a Korean text English, but a few words do.
LEAST_ENGLISH_WORDS = 3
#: A year is a name, not an amount: it is written without commas.
YEAR_UNITS = frozenset({"년", "년도", "연도", "year"})


def cell_text(value: object, language: str, unit: str = "") -> str:
    """A value of a result as words; ``unit`` decides only how its digits are grouped."""
    match value:
        case None:
            return _as_sentence(NOTHING.text(language))
        case Message():
            return value.text(language)
        case bool():
            return _as_sentence((YES if value else NO).text(language))
        case int() | float():
            return number_text(value, unit)
        case date():
            return written_date(value, language)
        case str():
            return _day_text(value, language)
    return str(value)


def _as_sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def as_heading(label: str) -> str:
    """A label at the head of a column: ``amount`` begins with a capital, ``kWh`` and ``km`` stay."""
    first = label.split(" ")[0]
    return _as_sentence(label) if first.isalpha() and first.islower() and len(first) > 2 else label


def number_text(value: float, unit: str = "") -> str:
    """``1234567`` as ``1,234,567``; a number of four digits without a unit may be a year."""
    grouped = abs(value) >= 10_000 or bool(unit and unit not in YEAR_UNITS)
    if isinstance(value, int):
        return f"{value:,}" if grouped else str(value)
    if not math.isfinite(value):
        return str(value)
    if value and abs(value) < 10**-FRACTION_DIGITS:
        return f"{value:.3g}"
    text = f"{value:,.{FRACTION_DIGITS}f}" if grouped else f"{value:.{FRACTION_DIGITS}f}"
    return text.rstrip("0").rstrip(".")


def _day_text(text: str, language: str) -> str:
    """Rendered answers hold days as ISO 8601 (2026-03-01); anything else stays as it is."""
    try:
        if ISO_DAY.fullmatch(text):
            return written_date(date.fromisoformat(text), language)
        if ISO_MOMENT.fullmatch(text):
            return written_date(datetime.fromisoformat(text), language)
    except ValueError:
        return text
    return text


def size_text(size: int, language: str) -> str:
    """A number of bytes as people compare files: ``812바이트``, ``12 KB``, ``3.4 MB``."""
    if size < 1000:
        return Message(BYTES, {"size": size}).text(language)
    thousands = min(int(math.log10(size)) // 3, len(SIZE_UNITS))
    return f"{size / 1000**thousands:.3g} {SIZE_UNITS[thousands - 1]}"


def unit_suffix(unit: str, after: str = "0") -> str:
    """A unit as it follows a text: ``원`` and ``%`` directly behind a digit, ``km`` after a space."""
    joined = after[-1:].isdigit() and (unit == "%" or not unit.isascii())
    return f" {unit}" if unit and not joined else unit


def is_number(value: object) -> bool:
    """Whether a value is a figure, which stands to the right in a table."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def language_written(text: str) -> str:
    """The language that a text is for the most part written in, ``""`` where it is in neither."""
    syllables, words = len(HANGUL.findall(text)), len(LATIN_WORD.findall(text))
    if words >= LEAST_ENGLISH_WORDS and syllables < words:
        return Language.ENGLISH
    return Language.KOREAN if syllables else ""


def foreign_language(text: str, language: str) -> str:
    """The language of a text where readers of this one must be told of it, else ``""``.

    A page says so (WCAG 2.2, 3.1.2), so that a screen reader speaks quotations in their own voice.
    """
    written = language_written(text)
    return "" if written == language else written
