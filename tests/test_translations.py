"""Every sentence for people is complete in Korean and in English."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from ieum.kernel.messages import HANGUL, Language, written_in
from ieum.text.particles import with_particle
from tests.sentences import entries, has_words, placeholders, sentences

PARTICLES_IN_BRACKETS = re.compile(
    r"은\(는\)|는\(은\)|을\(를\)|를\(을\)|이\(가\)|가\(이\)|\(으\)로"
)


@pytest.mark.parametrize("language", list(Language))
def test_every_sentence_is_in_both_languages(language: Language) -> None:
    known = {entry.id for entry in entries() if entry.language == language and entry.text}
    missing = {
        f"{sentence.place}: {sentence.id}"
        for sentence in sentences()
        if written_in(sentence.id) is not language and sentence.id not in known
    }
    assert not missing, f"not in {language.name.title()}:\n" + "\n".join(sorted(missing))


def test_a_translation_puts_the_same_values() -> None:
    wrong = [
        f"{entry.file.name} ({entry.language}): {entry.id}"
        for entry in entries()
        if entry.text and placeholders(entry.id) != placeholders(entry.text)
    ]
    assert not wrong, "\n".join(wrong)


def test_no_catalogue_holds_a_sentence_that_nobody_says() -> None:
    said = {sentence.id for sentence in sentences()}
    unused = [f"{entry.file}: {entry.id}" for entry in entries() if entry.id not in said]
    assert not unused, "\n".join(unused)


def test_a_sentence_has_one_translation() -> None:
    found: dict[tuple[str, str], set[str]] = {}
    for entry in entries():
        found.setdefault((entry.language, entry.id), set()).add(entry.text)
    several = [
        f"{language}: {id}: {sorted(texts)}"
        for (language, id), texts in found.items()
        if len(texts) > 1
    ]
    assert not several, "\n".join(several)


def test_a_particle_is_never_left_to_the_reader() -> None:
    wrong = [sentence.id for sentence in sentences() if PARTICLES_IN_BRACKETS.search(sentence.id)]
    wrong += [entry.text for entry in entries() if PARTICLES_IN_BRACKETS.search(entry.text)]
    assert not wrong, "\n".join(wrong)


def test_every_particle_is_one_that_korean_has() -> None:
    texts = {sentence.id for sentence in sentences()} | {entry.text for entry in entries()}
    for text in texts:
        for _literal, _name, spec, _conversion in Formatter().parse(text):
            if spec and "/" in spec and HANGUL.search(spec):
                assert with_particle("이음", spec.removeprefix("-")), text


def test_an_entry_stands_in_the_other_language_than_its_author_wrote() -> None:
    wrong = [
        f"{entry.file}: {entry.id}"
        for entry in entries()
        if entry.language == written_in(entry.id) and has_words(entry.id)
    ]
    assert not wrong, "\n".join(wrong)
