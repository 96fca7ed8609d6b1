"""How alike two names of programmes are, renamed, abbreviated, respelt or purified ones included."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from ieum.text.normalise import fold

_FORMER = re.compile(
    r"\(?\b(?:formerly|formally|previously|originally)\s+(?:known as\s+|called\s+|named\s+|part of\s+)?(.+?)\)?$|"
    r"\((?:구|옛|舊)\s*[:,]?\s*(.+?)\)",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_WORD = re.compile(r"[a-z]+|[0-9]+|[가-힣]+")
_ORDINARY = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "for",
        "and",
        "to",
        "in",
        "at",
        "on",
        "by",
        "with",
        "including",
        "incl",
        "from",
        "into",
        "programme",
        "program",
        "project",
        "projects",
        "programmes",
        "사업",
        "프로젝트",
        "과제",
        "추진",
        "및",
    ]
)
_NUMBERS = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "ii": "2", "iii": "3", "iv": "4", "hundred": "100", "thousand": "1000",
}  # fmt: skip
#: Words of which one letter in six or fewer differs are one word, respelt.
_ALIKE = 0.84
_SHORTEST_RESPELT = 5


@dataclass(frozen=True)
class NameForms:
    """The forms in which a name can be met: its words, former names, and its abbreviations."""

    words: tuple[tuple[str, ...], ...]
    short: frozenset[str]
    letters: str
    """All its letters and figures without spaces."""


@lru_cache(maxsize=65536)
def forms_of(name: str) -> NameForms:
    """The forms of a name. Words are in lower case, without those that every second name has."""
    plain = re.sub(r"['’]s\b", "", fold(name).lower()).replace("&", " and ")
    former = next((g for m in [_FORMER.search(plain)] if m for g in m.groups() if g), "")
    head = _FORMER.sub("", plain) if former else plain
    inside = [a or b for a, b in _BRACKETS.findall(head)]
    outside = _BRACKETS.sub(" ", head)
    alternatives = [_words(outside), _words(former), *(_words(i) for i in inside if len(i) > 8)]
    alternatives += [_abbreviated(outside, i) for i in inside]
    short = {
        i.replace(" ", "").replace(".", "") for i in inside if re.fullmatch(r"[\w .-]{2,8}", i)
    }
    short |= {w for w in _words(outside) if 2 <= len(w) <= 6 and w.isascii() and w.isalpha()}
    return NameForms(
        tuple(dict.fromkeys(words for words in alternatives if words)) or (_words(plain),),
        frozenset(short),
        re.sub(r"[^0-9a-z가-힣]", "", outside),
    )


def _words(text: str) -> tuple[str, ...]:
    words = [
        _NUMBERS.get(word, word) for word in _WORD.findall(re.sub(r"(?<=\d),(?=\d{3})", "", text))
    ]
    words = _joined_numbers(words)
    return tuple(_stem(word) for word in words if word not in _ORDINARY) or tuple(words)


def _abbreviated(text: str, short: str) -> tuple[str, ...]:
    """The words of a name with those that an abbreviation stands for replaced by it: Her Majesty's
    Courts and Tribunals Services (HMCTS) Reform is hmcts reform."""
    letters = short.strip()
    words = _WORD.findall(text)
    for keeps in (False, True):
        counted = [at for at, word in enumerate(words) if keeps or word not in _ORDINARY]
        initials = "".join(words[at][0] for at in counted)
        found = initials.find(letters) if len(letters) > 1 else -1
        if found >= 0:
            first, last = counted[found], counted[found + len(letters) - 1]
            rest = " ".join([*words[:first], letters, *words[last + 1 :]])
            return _words(rest)
    return ()


def _joined_numbers(words: Sequence[str]) -> list[str]:
    """1 100 1000 (one hundred thousand) as 100000."""
    joined: list[str] = []
    for word in words:
        if joined and joined[-1].isdigit() and word in ("100", "1000"):
            joined[-1] = str(int(joined[-1]) * int(word))
        else:
            joined.append(word)
    return joined


def _stem(word: str) -> str:
    if not word.isascii() or len(word) < 5:
        return word
    for ending in ("ation", "ing", "ment", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


class Likeness:
    """Compares names of one body of lists, where a rare word tells more than a common one."""

    def __init__(self, names: Iterable[str]) -> None:
        self._count: Counter[str] = Counter()
        self._names = 0
        for name in names:
            self._names += 1
            self._count.update({word for words in forms_of(name).words for word in words})

    def weight(self, word: str) -> float:
        """How much a word tells: the logarithm of how rare it is among the names."""
        return math.log((self._names + 1) / (self._count[word] + 0.5)) + 0.1

    def of(self, a: str, b: str) -> float:
        """0 (nothing in common) to 1 (the same name), the best of their forms."""
        first, second = forms_of(a), forms_of(b)
        if first.letters == second.letters:
            return 1.0
        best = max(self._shared(x, y) for x in first.words for y in second.words)
        if _abbreviates(first, second) or _abbreviates(second, first):
            best = max(best, 0.8)
        if re.search(r"[가-힣]", first.letters + second.letters):
            best = max(best, _bigrams_shared(first.letters, second.letters))
        return best

    def _shared(self, a: Sequence[str], b: Sequence[str]) -> float:
        """The weight of the words in common, over the mean of both names' weights."""
        left = list(b)
        shared = 0.0
        for word in a:
            match = next((other for other in left if _same_word(word, other)), None)
            if match is not None:
                left.remove(match)
                shared += max(self.weight(word), self.weight(match))
        whole = (sum(map(self.weight, a)) + sum(map(self.weight, b))) / 2
        return min(shared / whole, 1.0) if whole else 0.0


@lru_cache(maxsize=262144)
def _same_word(a: str, b: str) -> bool:
    if a == b:
        return True
    if a.isdigit() or b.isdigit() or min(len(a), len(b)) < _SHORTEST_RESPELT:
        return False
    return SequenceMatcher(None, a, b).ratio() >= _ALIKE


def _abbreviates(name: NameForms, other: NameForms) -> bool:
    """Whether a name bears the initials of the other's words as its own (LSP, NOMS)."""
    for words in other.words:
        if len(words) < 3:
            continue
        initials = "".join(word[0] for word in words)
        if any(len(short) >= 3 and short == initials for short in name.short):
            return True
    return False


def _bigrams_shared(a: str, b: str) -> float:
    pairs = [{text[at : at + 2] for at in range(len(text) - 1)} for text in (a, b)]
    if not all(pairs):
        return 0.0
    return 2 * len(pairs[0] & pairs[1]) / (len(pairs[0]) + len(pairs[1]))
