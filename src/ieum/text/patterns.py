"""Regular expressions that are compiled when first used, so that importing stays cheap."""

import re
from typing import Any, cast

#: How many characters a finder looks to either side of a place. Looking on to the end of the text
#: would make the cost of a text grow with its square.
REACH = 40

_METHODS = ("match", "search", "fullmatch", "finditer", "findall", "sub", "split")


class _Lazy:
    def __init__(self, source: str, flags: int) -> None:
        self._arguments = source, flags

    def __getattr__(self, name: str) -> Any:
        """Compile, and keep the methods so that later calls go straight to them."""
        compiled = re.compile(*self._arguments)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def left_of(text: str, at: int) -> str:
    """What stands right before ``at``, as far as a finder looks."""
    return text[max(0, at - REACH) : at]


def right_of(text: str, at: int) -> str:
    """What stands from ``at`` on, as far as a finder looks."""
    return text[at : at + REACH]


def lazy(source: str, flags: int = 0) -> re.Pattern[str]:
    """``re.compile`` put off until the pattern is used."""
    return cast("re.Pattern[str]", _Lazy(source, flags))
