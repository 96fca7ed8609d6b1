"""Bytes to text: UTF-8, UTF-16, or the older Korean encodings (CP949, which holds EUC-KR)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ieum.kernel.messages import _
from ieum.services.programme.reading.unreadable import Unreadable

#: Syllables that make up a good part of any Korean text: particles and endings.
_FREQUENT = frozenset("이다는의에을를가고은하지로기한사도인대서자정")
_LEAST_FREQUENT_SHARE = 0.15
_MOST_CONTROLS = 0.002
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the name of the encoding it came in."""

    text: str
    encoding: str


def decode(content: bytes, name: str) -> Decoded:
    """The text of a file; ``Unreadable`` if it is cut off in a character, or is no text we know."""
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
    ):
        if content.startswith(mark):
            return _checked(_strictly(content[len(mark) :], encoding, name), name)
    wide = _utf16_without_mark(content)
    if wide:
        return _checked(_strictly(content, wide, name), name)
    try:
        return _checked(Decoded(content.decode("utf-8"), "utf-8"), name)
    except UnicodeDecodeError as error:
        if _only_the_end_is_broken(content, error):
            raise _cut_off(name) from error
    return _checked(_older_korean(content, name), name)


def _strictly(content: bytes, encoding: str, name: str) -> Decoded:
    try:
        return Decoded(content.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        if error.end >= len(content) - 1:
            raise _cut_off(name) from error
        raise _unknown(name) from error


def _utf16_without_mark(content: bytes) -> str | None:
    """UTF-16 shows itself by its zero bytes: of line ends and spaces, all on one side."""
    sample = content[:4096]
    if sample.count(0) < max(1, len(sample) // 20):
        return None
    odd, even = sample[1::2].count(0), sample[0::2].count(0)
    if min(odd, even) * 20 > max(odd, even):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _only_the_end_is_broken(content: bytes, error: UnicodeDecodeError) -> bool:
    """Whether all is UTF-8 up to a last character that lacks bytes."""
    return (
        error.reason == "unexpected end of data"
        and error.start >= len(content) - 3
        and not content[: error.start].isascii()
    )


def _older_korean(content: bytes, name: str) -> Decoded:
    try:
        text = content.decode("cp949")
    except UnicodeDecodeError as error:
        at_end = error.start >= len(content) - 1
        if at_end and _looks_korean(content[: error.start].decode("cp949", "replace")):
            raise _cut_off(name) from error
        raise _unknown(name) from error
    if not _looks_korean(text):
        raise _unknown(name)
    return Decoded(text, "cp949")


def _looks_korean(text: str) -> bool:
    """Whether a text read as CP949 is Korean, and not another encoding misread."""
    foreign = [character for character in text if ord(character) > 127 and character.isalpha()]
    syllables = [character for character in foreign if "가" <= character <= "힣"]
    if not syllables or len(syllables) < 0.7 * len(foreign):
        return False
    frequent = sum(character in _FREQUENT for character in syllables)
    return frequent >= _LEAST_FREQUENT_SHARE * len(syllables)


def _checked(decoded: Decoded, name: str) -> Decoded:
    text = decoded.text.removeprefix("\ufeff")
    if len(_CONTROLS.findall(text)) > max(2, _MOST_CONTROLS * len(text)):
        raise Unreadable(
            "not-text",
            _(
                "'{name}'에는 글이 아닌 이진 자료가 들어 있습니다. 만든 프로그램에서 "
                "HWPX, PDF나 텍스트로 저장해 다시 올려 주세요.",
                name=name,
            ),
        )
    return Decoded(_CONTROLS.sub(" ", text), decoded.encoding)


def _cut_off(name: str) -> Unreadable:
    return Unreadable(
        "truncated",
        _(
            "'{name}'의 끝이 글자 중간에서 잘려 있습니다. 원본을 다시 받아 올려 주세요.",
            name=name,
        ),
    )


def _unknown(name: str) -> Unreadable:
    return Unreadable(
        "encoding",
        _(
            "'{name}'의 글자 인코딩을 알 수 없습니다. UTF-8, UTF-16, CP949(EUC-KR) 가운데 하나여야 "
            "합니다. 편집기에서 UTF-8로 저장해 다시 올려 주세요.",
            name=name,
        ),
    )
