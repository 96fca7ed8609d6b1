"""Whether an English name and a Korean word sound alike: Alliance and 얼라이언스, Nuri and 누리호.

Loan words keep their consonants: both are reduced to them, with those that Korean does not tell
apart taken for one. Korean names are compared by the Revised Romanisation.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ieum.text.hangul import decompose, romanise

#: Fewer consonants than this say too little.
LEAST_CONSONANTS = 3
_SHORTEST_NAME = 4
_LONGEST_TAIL = 1
_ENGLISH = (
    (r"tion|sion", "sn"),
    (r"ti(?=[aou])", "s"),
    (r"sch|sh", "s"),
    (r"tch|ch", "j"),
    (r"ph|pf", "p"),
    (r"th", "s"),
    (r"ck|q|kh", "k"),
    (r"x", "ks"),
    (r"c(?=[eiy])", "s"),
    (r"c", "k"),
    (r"g(?=[eiy])", "j"),
    (r"ng", "n"),
    (r"g", "k"),
    (r"z|j", "j"),
    (r"d", "t"),
    (r"[bvf]", "p"),
    (r"r(?![aeiouy])", ""),
    (r"r", "l"),
    (r"[aeiouywh'&.-]", ""),
)
_KOREAN = {
    **dict.fromkeys("ㄱㄲㅋ", "k"),
    **dict.fromkeys("ㄷㄸㅌ", "t"),
    **dict.fromkeys("ㅂㅃㅍ", "p"),
    **dict.fromkeys("ㅅㅆ", "s"),
    **dict.fromkeys("ㅈㅉㅊ", "j"),
    "ㄴ": "n",
    "ㄹ": "l",
    "ㅁ": "m",
}


@lru_cache(maxsize=4096)
def consonants_of_english(word: str) -> str:
    """The consonants of an English word as Korean hears them: alliance → lns."""
    rest = word.lower()
    for pattern, instead in _ENGLISH:
        rest = re.sub(pattern, instead.upper(), rest)
    return _without_repeats(rest.lower())


@lru_cache(maxsize=4096)
def consonants_of_korean(word: str) -> str:
    """The consonants of a Korean word: 얼라이언스 → lns. A final ㅅ is a t, a final ㅇ an n."""
    out = ""
    for syllable in word:
        letters = decompose(syllable)
        for at, letter in enumerate(letters):
            is_final = at == len(letters) - 1 and at > 0
            if is_final and letter in "ㅅㅇ":
                out += "t" if letter == "ㅅ" else "n"
            else:
                out += _KOREAN.get(letter, "")
    return _without_repeats(out)


def sounds_like(english: str, korean: str) -> bool:
    """Whether a Korean word may be the English one, or begin with the name it spells."""
    if len(english) >= _SHORTEST_NAME and english.isalpha():
        roman = english.lower()
        shortest = max(len(korean) - _LONGEST_TAIL, 2)
        if any(romanise(korean[:end]).lower() == roman for end in range(shortest, len(korean) + 1)):
            return True
    heard = consonants_of_english(english)
    return len(heard) >= LEAST_CONSONANTS and heard == consonants_of_korean(korean)


def _without_repeats(letters: str) -> str:
    return re.sub(r"(.)\1+", r"\1", letters)
