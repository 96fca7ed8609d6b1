"""What people say on any day, made by a small grammar (``everyday.toml``).

A model that has met only a few normal lines takes common Korean for a sign of fraud, because its scam
calls are full of it. The grammar brings common nouns, verbs and endings in many combinations.
"""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ieum.services.scamcall.early_warning.normal_form import FIRST_SYLLABLE

_WORDS = Path(__file__).with_name("everyday.toml")
_FINALS = 28
_NIEUN, _RIEUL = 4, 8
#: How often a sentence has a time, a subject, an adverb, and a second clause after it.
_TIME, _WHO, _HOW, _JOIN = 0.35, 0.4, 0.35, 0.3


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb or adjective with the nouns that go before it.

    ``plain`` stands before 고, ``before_if`` before 면, ``after`` before 서, ``past`` before 어.
    """

    nouns: tuple[str, ...]
    plain: str
    before_if: str
    after: str
    past: str
    verb: bool


@dataclass(frozen=True, slots=True)
class Grammar:
    """The words of a sentence in their order, and the endings by the stem that they follow."""

    time: tuple[str, ...]
    who: tuple[str, ...]
    how: tuple[str, ...]
    join: tuple[str, ...]
    predicates: tuple[Predicate, ...]
    endings: dict[str, list[str]]


def _predicate(line: str, verb: bool) -> Predicate:
    nouns, stems = line.split("|")
    plain, before_if, after, past = stems.split()
    return Predicate(tuple(nouns.split()), plain, before_if, after, past, verb)


@cache
def grammar() -> Grammar:
    """The grammar of ``everyday.toml``."""
    words = tomllib.loads(_WORDS.read_text(encoding="utf-8"))
    lines = [(line, True) for line in words["verbs"]["phrases"]]
    lines += [(line, False) for line in words["adjectives"]["phrases"]]
    return Grammar(
        tuple(words["time"]),
        tuple(words["who"]),
        tuple(words["how"]),
        tuple(words["join"]),
        tuple(_predicate(line, verb) for line, verb in lines),
        words["endings"],
    )


def with_final(stem: str, final: int) -> str:
    """The stem with a final consonant (its place among the 28) where its last syllable has none."""
    code = ord(stem[-1]) - FIRST_SYLLABLE
    return stem if code % _FINALS else stem[:-1] + chr(FIRST_SYLLABLE + code + final)


def _inflected(one: Predicate, endings: dict[str, list[str]], chance: random.Random) -> str:
    kind = "verb" if one.verb else "adjective"
    forms = [
        (one.plain, f"{kind}_plain"),
        (one.past, "past"),
        (one.before_if, "before_if"),
        (one.after, "after" if one.verb else "adjective_after"),
        (with_final(one.before_if, _RIEUL), "with_l" if one.verb else "adjective_with_l"),
        (one.before_if, "verb_before_if")
        if one.verb
        else (with_final(one.before_if, _NIEUN), "adjective_with_n"),
    ]
    stem, after = chance.choice(forms)
    return stem + chance.choice(endings[after])


def sentence(chance: random.Random) -> str:
    """One sentence, sometimes of two clauses."""
    known = grammar()
    words = [chance.choice(known.join)] if chance.random() < _JOIN else []
    if chance.random() < _TIME:
        words.append(chance.choice(known.time))
    if chance.random() < _WHO:
        words.append(chance.choice(known.who))
    for _ in range(2 if chance.random() < _JOIN else 1):
        if chance.random() < _HOW:
            words.append(chance.choice(known.how))
        predicate = chance.choice(known.predicates)
        words += [chance.choice(predicate.nouns), _inflected(predicate, known.endings, chance)]
    return " ".join(words)
