"""How exactly a figure is meant: 약, 여, 규모, 이상, 이하, 초과, 미만, up to, at least."""

import re
from functools import cache
from typing import Literal

Qualifier = Literal["exact", "approximately", "at_least", "at_most", "more_than", "less_than"]

_BEFORE: tuple[tuple[Qualifier, str], ...] = (
    ("at_least", "최소한?|적어도|최저|at least|no less than|a minimum of"),
    ("at_most", "최대|최고|많아야|많게는|기껏해야|up to|at most|no more than|a maximum of"),
    ("more_than", "more than|over|exceeding|above"),
    ("less_than", "less than|under|below|fewer than"),
    (
        "approximately",
        "약|대략|대략적으로|거의|얼추|줄잡아|어림잡아|about|around|approximately|roughly|some|nearly|almost|"
        "an estimated|circa|ca[.]",
    ),
)
_AFTER: tuple[tuple[Qualifier, str], ...] = (
    ("at_least", "이상|or more|at least|and above"),
    ("at_most", "이하|이내|한도|or less|or fewer|and below|at most"),
    (
        "more_than",
        "초과|(?:을|를|이|가)? ?넘[는은어게었]|(?:을|를)? ?웃도|(?:을|를)? ?상회|(?:을|를)? ?돌파",
    ),
    ("less_than", "미만|(?:을|를)? ?밑도|(?:을|를)? ?하회|에 못 ?미치"),
    (
        "approximately",
        "규모|가량|수준|정도|대(?=[^가-힣]|$|의|로|에|를|까지)|안팎|내외|쯤|여(?![가-힣])|남짓|선(?=[ 에을를이으]|$)|상당|or so",
    ),
)


@cache
def _before() -> re.Pattern[str]:
    names = "|".join(f"(?P<{name}>{words})" for name, words in _BEFORE)
    return re.compile(rf"(?<![가-힣A-Za-z])(?:{names})\s{{0,9}}$", re.IGNORECASE)


@cache
def _after() -> re.Pattern[str]:
    names = "|".join(f"(?P<{name}>{words})" for name, words in _AFTER)
    return re.compile(rf"\s?(?:{names})", re.IGNORECASE)


def qualifier_before(text: str, start: int) -> tuple[Qualifier, int]:
    """(qualifier, where its word starts) of a figure that starts at ``start``."""
    window = max(0, start - 20)
    match = _before().search(text[window:start])
    if match is None:
        return "exact", start
    return match.lastgroup, window + match.start()  # type: ignore[return-value]


def qualifier_after(text: str, end: int) -> tuple[Qualifier, int]:
    """(qualifier, where its word ends) of a figure that ends at ``end``."""
    match = _after().match(text, end)
    if match is None:
        return "exact", end
    return match.lastgroup, match.end()  # type: ignore[return-value]


def qualifier_around(text: str, start: int, end: int) -> Qualifier:
    """The qualifier of the figure ``text[start:end]``: a limit outweighs 약 and 규모."""
    before, _ = qualifier_before(text, start)
    after, _ = qualifier_after(text, end)
    if after not in ("exact", "approximately"):
        return after
    return before if before != "exact" else after
