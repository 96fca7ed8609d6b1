"""English words of a question as the Korean words that documents use for them (words/english.txt)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

_WORD = re.compile(r"[A-Za-z][A-Za-z&'-]*")
_LONGEST = 4
_IRREGULAR = {
    "began": "begin",
    "begun": "begin",
    "built": "build",
    "chose": "choose",
    "chosen": "choose",
    "fell": "fall",
    "gave": "give",
    "given": "give",
    "got": "get",
    "grew": "grow",
    "held": "hold",
    "learnt": "learn",
    "led": "lead",
    "made": "make",
    "paid": "pay",
    "ran": "run",
    "rose": "rise",
    "risen": "rise",
    "spent": "spend",
    "taken": "take",
    "took": "take",
    "won": "win",
    "children": "child",
    "women": "woman",
}


@cache
def _sections() -> dict[str, dict[str, tuple[str, ...]]]:
    """By section of the file: every English form with the other forms of its line."""
    sections: dict[str, dict[str, tuple[str, ...]]] = {}
    section: dict[str, tuple[str, ...]] = {}
    text = (files("ieum.search") / "words" / "english.txt").read_text("utf-8")
    for line in text.splitlines():
        if line.startswith("["):
            section = sections.setdefault(line.strip("[]"), {})
        elif line and not line.startswith("#"):
            english, _, korean = line.partition(" = ")
            others = tuple(korean.split(", "))
            written = english.split(", ")
            for form in written:
                ways = (form, *(other for other in written if other != form))
                section[form] = (*section.get(form, ()), *ways, *others)
    return sections


def base_forms(word: str) -> list[str]:
    """The word in small letters and what it may be an inflection of: launched → launch."""
    word = word.lower().removesuffix("'s").removesuffix("'")
    forms = [word, _IRREGULAR.get(word, word)]
    for ending, instead in (
        ("ies", "y"), ("ied", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"),
    ):  # fmt: skip
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            root = word.removesuffix(ending)
            forms.append(root + instead)
            if ending in ("ed", "ing") and root[-1] == root[-2]:
                forms.append(root[:-1])
    return list(dict.fromkeys(forms))


def _known(phrase: str, section: str) -> tuple[str, ...] | None:
    """The forms of a phrase in a section, whichever of its outer words is inflected."""
    table = _sections()[section]
    words = phrase.split()
    for first in base_forms(words[0]):
        if len(words) == 1:
            if first in table:
                return table[first]
            continue
        for last in base_forms(words[-1]):
            found = table.get(" ".join([first, *words[1:-1], last]))
            if found:
                return found
    return None


def known_phrases(text: str) -> Iterator[tuple[int, int, tuple[str, ...], bool]]:
    """Stretches of an English text that the list knows, the longest first at each place.

    Each with its place, its forms in both languages, and whether it is a deed.
    """
    words = list(_WORD.finditer(text))
    at = 0
    while at < len(words):
        for count in range(min(_LONGEST, len(words) - at), 0, -1):
            start, end = words[at].start(), words[at + count - 1].end()
            phrase = re.sub(r"\s+", " ", text[start:end].lower())
            names = _known(phrase, "names")
            deeds = _known(phrase, "deeds")
            if names or deeds:
                forms = (phrase, *(names or ()), *(deeds or ()))
                yield start, end, tuple(dict.fromkeys(forms)), names is None
                at += count
                break
        else:
            at += 1


def counters_of(noun: str) -> frozenset[str]:
    """The Korean counters that a thing is counted in; empty where the list does not say."""
    return frozenset(form for form in _known(noun, "counted") or () if not form.isascii())
