"""JSON in its one canonical form (RFC 8785, JCS), so that anybody can compute the same digest."""

from __future__ import annotations

import math
from json.encoder import encode_basestring

#: What JSON numbers hold without loss (RFC 7493).
LARGEST_INTEGER = 2**53 - 1


def canonical(value: object) -> bytes:
    """The canonical bytes of a JSON value.

    Raises ``ValueError`` for what has none: integers beyond 2^53 - 1, infinities, lone surrogates,
    keys that are no strings, and anything that is not JSON.
    """
    try:
        return _written(value).encode()
    except UnicodeEncodeError:
        raise ValueError("a lone surrogate has no canonical form") from None


def _written(value: object) -> str:
    match value:
        case str():
            return encode_basestring(str(value))
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int():
            if abs(value) > LARGEST_INTEGER:
                raise ValueError(f"{value} is beyond what JSON numbers hold")
            return str(int(value))
        case float():
            return _number(value)
        case dict():
            return "{" + ",".join(_members(value)) + "}"
        case list() | tuple():
            return "[" + ",".join(map(_written, value)) + "]"
    raise ValueError(f"{type(value).__name__} is no JSON value")


def _members(value: dict[object, object]) -> list[str]:
    names = [name for name in value if isinstance(name, str)]
    if len(names) != len(value):
        raise ValueError("names in a JSON object are strings")
    if all(map(str.isascii, names)):
        names.sort()
    else:
        # The order of UTF-16 code units, which that of big-endian bytes is.
        names.sort(key=lambda name: name.encode("utf-16-be"))
    return [f"{encode_basestring(name)}:{_written(value[name])}" for name in names]


def _number(value: float) -> str:
    """A number as ECMAScript writes it: the shortest digits that give the same number back."""
    if not math.isfinite(value):
        raise ValueError(f"{value} is no JSON number")
    if value == 0:
        return "0"
    sign = "-" if value < 0 else ""
    mantissa, _e, exponent = f"{abs(value)!r}".partition("e")
    whole, _point, fraction = mantissa.partition(".")
    digits = (whole + fraction).lstrip("0")
    #: The number is 0.DIGITS times ten to the power of this.
    point = len(whole) + int(exponent or 0) - (len(whole + fraction) - len(digits))
    digits = digits.rstrip("0")
    return sign + _placed(digits, point)


def _placed(digits: str, point: int) -> str:
    if len(digits) <= point <= 21:
        return digits.ljust(point, "0")
    if 0 < point <= 21:
        return f"{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return "0." + "0" * -point + digits
    fraction = f".{digits[1:]}" if len(digits) > 1 else ""
    return f"{digits[0]}{fraction}e{point - 1:+d}"
