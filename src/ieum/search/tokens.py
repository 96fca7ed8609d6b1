"""Texts as tokens: Korean morphemes by Kiwi, other words by their letters, and character bigrams.

A text is tokenised once, when it is stored; its tokens are kept beside it (``packed``) and serve
the index, the highlighting and the judging of answers. Kiwi takes some 230 MB, so it is loaded on
the first Korean text, at most once a process, and never for a text without Hangul.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, overload

from ieum.text.normalise import fold

if TYPE_CHECKING:
    from kiwipiepy import Kiwi

HANGUL = re.compile(r"[가-힣]")
_PLAIN = re.compile(r"[A-Za-z][A-Za-z.&'-]*[A-Za-z]|[A-Za-z]|\d+(?:[.,]\d+)*|[^\W\d_]+|[^\s\w]")

#: Classes of the Sejong tag set whose words carry meaning: nouns, numerals, foreign words,
#: numbers, roots, verbs and adjectives.
CONTENT = frozenset(["NNG", "NNP", "NR", "SN", "SL", "SH", "XR", "VV", "VA"])
#: A connective ending; those that coordinate stop one statement and begin the next.
CONNECTIVE = "EC"
COORDINATING = frozenset(
    ["고", "며", "으며", "지만", "으나", "나", "는데", "ᆫ데", "은데", "거나", "면서", "으면서"]
)


@dataclass(frozen=True, slots=True)
class Token:
    """A morpheme or word: its normal form, its class, and where it stands in the text."""

    form: str
    tag: str
    start: int
    end: int

    @property
    def is_content(self) -> bool:
        """Whether it carries meaning by itself."""
        return self.tag in CONTENT


class Tokeniser(Protocol):
    """Anything that turns a text into tokens in the order of the text."""

    def __call__(self, text: str) -> list[Token]: ...


_lock = threading.Lock()
_kiwi: Kiwi | None = None


def kiwi() -> Kiwi:
    """The one Kiwi of this process, loaded on first use; safe to call from any thread.

    Without its dictionaries of titles, which double its memory and take phrases such as
    ``얼라이언스가`` for one name.
    """
    global _kiwi
    with _lock:
        if _kiwi is None:
            from kiwipiepy import Kiwi

            _kiwi = Kiwi(num_workers=1, load_default_dict=False, load_multi_dict=False)
        return _kiwi


def tokenise(text: str) -> list[Token]:
    """Korean text by Kiwi, text without Hangul by its words. Forms are in lower case."""
    folded = fold(text)
    if not HANGUL.search(folded):
        return plain_tokens(folded)
    return [
        Token(token.form.lower(), token.tag.partition("-")[0], token.start, token.end)
        for token in kiwi().tokenize(folded)
    ]


def plain_tokens(text: str) -> list[Token]:
    """The words and figures of a text, without any dictionary."""
    return [_plain(match) for match in _PLAIN.finditer(text)]


def _plain(match: re.Match[str]) -> Token:
    written = match[0]
    tag = "SN" if written[0].isdigit() else "SL" if written[0].isalpha() else "SY"
    return Token(_stem(written.lower()), tag, match.start(), match.end())


def _stem(word: str) -> str:
    """An English word without the s of its plural, third person or possessive."""
    word = word.removesuffix("'s").removesuffix("'")
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-3] + "y" if word.endswith("ies") and len(word) > 4 else word[:-1]
    return word


def content_words(tokens: Iterable[Token]) -> list[str]:
    """The forms that carry meaning, in order."""
    return [token.form for token in tokens if token.is_content]


def bigrams(text: str) -> list[str]:
    """Pairs of neighbouring Hangul syllables of each word: they forgive spacing and typing slips."""
    pairs = []
    for word in re.findall(r"[가-힣]{2,}", text):
        pairs += [word[at : at + 2] for at in range(len(word) - 1)]
    return pairs


def packed(tokens: Sequence[Token]) -> str:
    """Tokens as one line of text, to be kept beside the text they came from."""
    return "\n".join(f"{t.form}\t{t.tag}\t{t.start}\t{t.end}" for t in tokens)


class Unpacked(Sequence[Token]):
    """The tokens that ``packed`` wrote, read when the first of them is asked for.

    Most passages of a document that is loaded for a question are never looked at.
    """

    def __init__(self, line: str) -> None:
        self._line = line

    @cached_property
    def _tokens(self) -> list[Token]:
        if not self._line:
            return []
        fields = (row.split("\t") for row in self._line.split("\n"))
        return [Token(form, tag, int(start), int(end)) for form, tag, start, end in fields]

    @overload
    def __getitem__(self, at: int) -> Token: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Token]: ...

    def __getitem__(self, at: int | slice) -> Token | Sequence[Token]:
        return self._tokens[at]

    def __iter__(self) -> Iterator[Token]:
        return iter(self._tokens)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def __len__(self) -> int:
        return len(self._tokens)
