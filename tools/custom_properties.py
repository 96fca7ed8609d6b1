"""Take from a stylesheet of design tokens only the custom properties in use.

A design system defines many more (`--name: value`) than a site needs; the tokens of KRDS weigh 50 KB.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_COMMENT = re.compile(r"/\*.*?\*/|@charset[^;]*;", re.DOTALL)
_DEFINITION = re.compile(r"(--[\w-]+)\s*:\s*([^;{}]*?)\s*(?:;|(?=\}))")
_NAME = re.compile(r"--[\w-]+")


def in_use(tokens: str, texts: Iterable[str]) -> str:
    """The stylesheet `tokens` less the definitions that no text names, directly or through others.

    The result is a function of the arguments alone, without comments and needless blanks.
    """
    bare = _COMMENT.sub("", tokens)
    used = _used(_DEFINITION.findall(bare), texts)
    kept = _DEFINITION.sub(lambda each: f"{each[1]}:{each[2]};" if each[1] in used else "", bare)
    return re.sub(r"\s*([{};])\s*", r"\1", re.sub(r"\s+", " ", kept)).strip() + "\n"


def _used(definitions: list[tuple[str, str]], texts: Iterable[str]) -> set[str]:
    needs: dict[str, set[str]] = {}
    for name, value in definitions:
        needs.setdefault(name, set()).update(_NAME.findall(value))
    waiting = {name for text in texts for name in _NAME.findall(text)}
    used: set[str] = set()
    while waiting:
        used.add(name := waiting.pop())
        waiting |= needs.get(name, set()) - used
    return used
