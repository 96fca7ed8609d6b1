"""What an argument is called: the first sentence of its description; the rest is advice on it."""

from __future__ import annotations

import re

from ieum.kernel.messages import Language, Message

#: The end of a sentence before another one; the full stop of "e.g. 2026" is none.
_BETWEEN_SENTENCES = re.compile(r"(?<!e\.g)(?<!i\.e)[.] +(?=[A-Z가-힣\"'])")


def name_and_advice(description: str) -> tuple[str, str]:
    """The first sentence without its full stop, and what follows it, blank where nothing does."""
    name, _end, advice = _BETWEEN_SENTENCES.sub("\n", description.strip(), count=1).partition("\n")
    return name.rstrip("."), advice


class Name(Message):
    """The name of an argument as a value of another message, in whatever language that is told."""

    def text(self, language: str = Language.KOREAN) -> str:
        """The first sentence of the description in a language."""
        return name_and_advice(super().text(language))[0]
