"""Whether a word is one of a set, a slip of one letter forgiven."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ieum.text.hangul import decompose

#: In shorter words one letter makes another word.
_SHORTEST = 5


class Lexicon:
    """A set of words that also holds what one letter left out, put in or changed makes of them.

    Two spellings one slip apart have a spelling with one letter less in common, so that a lookup
    costs as many probes as the word has letters, however many words there are.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self.words = frozenset(words)
        self._spellings = frozenset(s for word in self.words for s in _shortened(word))

    def __contains__(self, word: str) -> bool:
        return word in self.words or any(s in self._spellings for s in _shortened(word))


def _shortened(word: str) -> Iterator[str]:
    letters = decompose(word)
    if len(letters) < _SHORTEST:
        return
    yield letters
    for at in range(len(letters)):
        yield letters[:at] + letters[at + 1 :]
