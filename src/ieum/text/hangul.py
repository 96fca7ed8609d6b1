"""Hangul below the syllable: letters, keyboard slips, distance between spellings, romanisation."""

from functools import cache

_LEADS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_TAILS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
_DOUBLE_VOWELS = {
    "ㅗㅏ": "ㅘ", "ㅗㅐ": "ㅙ", "ㅗㅣ": "ㅚ", "ㅜㅓ": "ㅝ", "ㅜㅔ": "ㅞ", "ㅜㅣ": "ㅟ", "ㅡㅣ": "ㅢ",
}  # fmt: skip
_DOUBLE_TAILS = {
    "ㄱㅅ": "ㄳ", "ㄴㅈ": "ㄵ", "ㄴㅎ": "ㄶ", "ㄹㄱ": "ㄺ", "ㄹㅁ": "ㄻ", "ㄹㅂ": "ㄼ", "ㄹㅅ": "ㄽ", "ㄹㅌ": "ㄾ",
    "ㄹㅍ": "ㄿ", "ㄹㅎ": "ㅀ", "ㅂㅅ": "ㅄ",
}  # fmt: skip
# The standard two-set keyboard (KS X 5002).
_KEYS = dict(
    zip(
        "qwertyuiopasdfghjklzxcvbnmQWERTOP",
        "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡㅃㅉㄸㄲㅆㅒㅖ",
        strict=True,
    )
)


def is_syllable(character: str) -> bool:
    """Whether it is one composed Hangul syllable."""
    return "가" <= character <= "힣"


def decompose(text: str) -> str:
    """Syllables as compatibility letters, double ones split too: 값 → ㄱㅏㅂㅅ; the rest as it is."""
    split = {double: parts for parts, double in (_DOUBLE_VOWELS | _DOUBLE_TAILS).items()}
    letters: list[str] = []
    for character in text:
        if not is_syllable(character):
            letters.append(character)
            continue
        for letter in _letters(character):
            letters.append(split.get(letter, letter))
    return "".join(letters)


def _letters(syllable: str) -> tuple[str, str, str]:
    index = ord(syllable) - 0xAC00
    return _LEADS[index // 588], _VOWELS[index % 588 // 28], _TAILS[index % 28]


def compose(letters: str) -> str:
    """Letters typed one after another as syllables, the inverse of ``decompose`` for real words."""
    out: list[str] = []
    at = 0
    while at < len(letters):
        taken = _syllable(letters, at)
        out.append(taken[0])
        at = taken[1]
    return "".join(out)


def _syllable(letters: str, at: int) -> tuple[str, int]:
    lead = letters[at]
    if lead not in _LEADS or at + 1 >= len(letters) or letters[at + 1] not in _VOWELS:
        double = _DOUBLE_VOWELS.get(letters[at : at + 2])
        return (double, at + 2) if double else (lead, at + 1)
    vowel, after = letters[at + 1], at + 2
    if letters[at + 1 : at + 3] in _DOUBLE_VOWELS:
        vowel, after = _DOUBLE_VOWELS[letters[at + 1 : at + 3]], at + 3
    tail = ""
    for length in (2, 1):
        piece = letters[after : after + length]
        candidate = _DOUBLE_TAILS.get(piece, "") if length == 2 else piece
        following = letters[after + length : after + length + 1]
        if (candidate and candidate in _TAILS and following not in _VOWELS) or (
            candidate and candidate in _TAILS and not following
        ):
            tail, after = candidate, after + length
            break
    code = 0xAC00 + _LEADS.index(lead) * 588 + _VOWELS.index(vowel) * 28 + _TAILS.index(tail)
    return chr(code), after


def from_latin_keys(text: str) -> str:
    """What was meant by Korean typed with the keyboard in Latin mode: dkssud → 안녕."""
    return compose("".join(_KEYS.get(c, _KEYS.get(c.lower(), c)) for c in text))


def to_latin_keys(text: str) -> str:
    """The keys that type ``text``: 안녕 → dkssud."""
    keys = {letter: key for key, letter in _KEYS.items()}
    return "".join(keys.get(letter, letter) for letter in decompose(text))


def looks_like_latin_keys(text: str) -> bool:
    """Whether a Latin word reads as whole Hangul syllables when taken as Korean keys."""
    if len(text) < 4 or not text.isascii() or not text.isalpha():
        return False
    meant = from_latin_keys(text)
    return all(is_syllable(c) for c in meant) and len(meant) * 2 <= len(text)


def letter_distance(first: str, second: str, limit: int | None = None) -> int:
    """Edits between two words counted in letters (ㅏ for ㅓ is 1), neighbours swapped included.

    With ``limit``, stops early and returns ``limit + 1`` when the distance is larger.
    """
    a, b = decompose(first), decompose(second)
    if limit is not None and abs(len(a) - len(b)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        following = [i]
        for j, y in enumerate(b, 1):
            cost = min(row[j] + 1, following[j - 1] + 1, row[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, before[j - 2] + 1)
            following.append(cost)
        before, row = row, following
        if limit is not None and min(row) > limit:
            return limit + 1
    return row[-1]


_ROMAN_LEADS = dict(
    zip(
        _LEADS,
        [
            "g",
            "kk",
            "n",
            "d",
            "tt",
            "r",
            "m",
            "b",
            "pp",
            "s",
            "ss",
            "-",
            "j",
            "jj",
            "ch",
            "k",
            "t",
            "p",
            "h",
        ],
        strict=True,
    )
) | {"ㅇ": ""}
_ROMAN_VOWELS = dict(
    zip(
        _VOWELS,
        [
            "a",
            "ae",
            "ya",
            "yae",
            "eo",
            "e",
            "yeo",
            "ye",
            "o",
            "wa",
            "wae",
            "oe",
            "yo",
            "u",
            "wo",
            "we",
            "wi",
            "yu",
            "eu",
            "ui",
            "i",
        ],
        strict=True,
    )
)
_ROMAN_TAILS = {"ㄱ": "k", "ㄲ": "k", "ㄴ": "n", "ㄷ": "t", "ㄹ": "l", "ㅁ": "m", "ㅂ": "p", "ㅅ": "t", "ㅆ": "t",
                "ㅇ": "ng", "ㅈ": "t", "ㅊ": "t", "ㅋ": "k", "ㅌ": "t", "ㅍ": "p", "ㅎ": ""}  # fmt: skip
_NASAL = {"k": "ng", "t": "n", "p": "m"}


@cache
def romanise(name: str) -> str:
    """The Revised Romanisation of a Korean name, with the sound changes it writes: 강릉 → Gangneung."""
    out = ""
    tail = ""
    for character in name:
        if not is_syllable(character):
            out, tail = out + tail + character, ""
            continue
        lead, vowel, final = _letters(character)
        closing, opening = _meeting(tail, lead)
        out += closing + opening + _ROMAN_VOWELS[vowel]
        tail = _ROMAN_TAILS.get(final, _ROMAN_TAILS.get(final[:1], ""))
    return (out + tail).capitalize()


def _meeting(tail: str, lead: str) -> tuple[str, str]:
    """How a final and the next initial sound together."""
    opening = _ROMAN_LEADS[lead]
    if lead == "ㅇ":
        return {"k": "g", "t": "d", "p": "b", "l": "r"}.get(tail, tail), opening
    if lead == "ㄹ" and tail:
        return ("l", "l") if tail in ("l", "n") else (_NASAL.get(tail, tail), "n")
    if lead == "ㄴ" and tail == "l":
        return "l", "l"
    if lead in "ㄴㅁ":
        return _NASAL.get(tail, tail), opening
    return tail, opening
