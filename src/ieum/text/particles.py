"""The right Korean particle for any word: 배추가, 쌀이, 서울로, 3은, 2는, KT는, 50%로.

Only the reading of the last syllable counts: has it a final consonant, and is that ㄹ. Digits are
read as Sino-Korean numbers, Latin abbreviations by their letter names, Latin words by a rule of
thumb, units and signs by their Korean names.
"""

import re
from functools import cache
from typing import Literal

from ieum.text.patterns import lazy

Final = Literal["none", "rieul", "other"]
"""How the last syllable ends: open, in ㄹ, or in another consonant."""

PAIRS: dict[str, tuple[str, str]] = {
    # after a consonant, after a vowel
    "은/는": ("은", "는"),
    "이/가": ("이", "가"),
    "을/를": ("을", "를"),
    "과/와": ("과", "와"),
    "아/야": ("아", "야"),
    "이나/나": ("이나", "나"),
    "이란/란": ("이란", "란"),
    "이라/라": ("이라", "라"),
    "이랑/랑": ("이랑", "랑"),
    "이며/며": ("이며", "며"),
    "이고/고": ("이고", "고"),
    "이다/다": ("이다", "다"),
    "이든/든": ("이든", "든"),
    "이라도/라도": ("이라도", "라도"),
    "이라는/라는": ("이라는", "라는"),
    "이라고/라고": ("이라고", "라고"),
    "이에요/예요": ("이에요", "예요"),
    "이었/였": ("이었", "였"),
    "으로/로": ("으로", "로"),
    "으로서/로서": ("으로서", "로서"),
    "으로써/로써": ("으로써", "로써"),
    "으로부터/로부터": ("으로부터", "로부터"),
    "으로는/로는": ("으로는", "로는"),
}

_ALIASES = {f"{b}/{a}": f"{a}/{b}" for a, b in PAIRS.values()} | {
    f"({a.removesuffix(b)}){b}": f"{a}/{b}" for a, b in PAIRS.values() if a.endswith(b)
}
# How much of a value is looked at for how it sounds at its end.
_TAIL = 100
_CLOSERS = lazy(r"""[\s)\]}>»’”'"」』】〉》〕.,!?…*_`~:;]{1,100}$""")
_BRACKETED = lazy(r"\s{0,9}[(（\[〔【][^()（）\[\]〔〕【】]{0,100}[)）\]〕】]$")
_DIGIT_FINALS: dict[str, Final] = {
    "0": "other", "1": "rieul", "2": "none", "3": "other", "4": "none", "5": "none", "6": "other",
    "7": "rieul", "8": "rieul", "9": "none",
}  # fmt: skip
# Names of the letters: 엘, 엠, 엔, 알 end in a consonant.
_LETTER_FINALS: dict[str, Final] = {"l": "rieul", "r": "rieul", "m": "other", "n": "other"}
_SIGNS: dict[str, str] = {
    "%": "퍼센트", "％": "퍼센트", "‰": "퍼밀", "℃": "도", "°": "도", "㎡": "제곱미터", "㎥": "세제곱미터",
    "㎞": "킬로미터", "㎏": "킬로그램", "㎝": "센티미터", "㎜": "밀리미터", "㎢": "제곱킬로미터",
    "㏊": "헥타르", "ℓ": "리터", "㎖": "밀리리터", "㎾": "킬로와트", "㎿": "메가와트", "₩": "원", "$": "달러",
    "€": "유로", "£": "파운드", "¥": "엔", "+": "플러스", "-": "마이너스", "×": "곱하기", "=": "는", "&": "앤드",
    "@": "앳", "#": "샵", "㈜": "주", "①": "일", "②": "이", "③": "삼", "④": "사", "⑤": "오", "⑥": "육",
    "⑦": "칠", "⑧": "팔", "⑨": "구", "⑩": "십", "Ⅰ": "일", "Ⅱ": "이", "Ⅲ": "삼", "Ⅳ": "사", "Ⅴ": "오",
}  # fmt: skip
_UNITS: dict[str, str] = {
    "km": "킬로미터", "cm": "센티미터", "mm": "밀리미터", "kg": "킬로그램", "mg": "밀리그램",
    "kwh": "킬로와트시", "mwh": "메가와트시", "gwh": "기가와트시", "kw": "킬로와트", "mw": "메가와트",
    "gw": "기가와트", "ml": "밀리리터", "kb": "킬로바이트", "mb": "메가바이트", "gb": "기가바이트",
    "tb": "테라바이트", "m": "미터", "g": "그램", "l": "리터", "t": "톤", "ha": "헥타르", "ghz": "기가헤르츠",
    "mhz": "메가헤르츠", "khz": "킬로헤르츠", "hz": "헤르츠", "w": "와트", "v": "볼트", "a": "암페어",
}  # fmt: skip
# Capitalised words that are read as words, not letter by letter.
_ACRONYM_WORDS: dict[str, str] = {
    "NATO": "나토", "NASA": "나사", "UNESCO": "유네스코", "UNICEF": "유니세프", "FIFA": "피파", "OPEC": "오펙",
    "KAIST": "카이스트", "POSTECH": "포스텍", "KISTI": "키스티", "KOTRA": "코트라", "KAMIS": "카미스",
    "PASS": "패스", "LAN": "랜", "RAM": "램", "ROM": "롬", "SIM": "심", "PIN": "핀",
    "ZIP": "집", "COVID": "코비드", "CAD": "캐드", "BOM": "봄", "SaaS": "사스", "IEUM": "이음", "ASEAN": "아세안",
    "APEC": "에이펙", "ESCO": "에스코", "DRAM": "디램", "JSON": "제이슨",
}  # fmt: skip


def particle(word: str, pair: str) -> str:
    """The member of ``pair`` (``"은/는"`` in either order, or ``"(으)로"``) that fits after ``word``.

    Closing quotes and punctuation are looked through, and a closing bracket with its content
    (서울(특별시)는 is said of 서울… read without it). Raises ``ValueError`` for an unknown pair.
    """
    name = _ALIASES.get(pair, pair)
    if name not in PAIRS:
        raise ValueError(f"{pair!r} is not a particle pair; use one of {', '.join(PAIRS)}")
    consonant, vowel = PAIRS[name]
    final = final_sound(word)
    if consonant.startswith("으로"):
        return consonant if final == "other" else vowel
    return vowel if final == "none" else consonant


def with_particle(word: str, pair: str) -> str:
    """``word`` and the particle that fits it."""
    return word + particle(word, pair)


def final_sound(word: str) -> Final:
    """How the last syllable of ``word`` ends when read aloud in Korean."""
    core = _core(word)
    if not core:
        return "none"
    last = core[-1]
    if "가" <= last <= "힣":
        return _hangul_final(last)
    if last in _SIGNS:
        return _hangul_final(_SIGNS[last][-1])
    if last.isdecimal():
        return _number_final(core)
    if last.isascii() and last.isalpha():
        return _latin_final(core)
    if "ㄱ" <= last <= "ㅎ":
        return "other" if last != "ㄹ" else "rieul"
    return "none"


def _core(word: str) -> str:
    """``word`` without closing quotes, punctuation and a bracketed aside at its end."""
    previous = None
    core = word[-_TAIL:]
    while core != previous:
        previous = core
        stripped = _BRACKETED.sub("", core)
        core = stripped if stripped.strip() else core
        stripped = _CLOSERS.sub("", core)
        core = stripped if stripped.strip() else core.strip(" ()[]{}<>'\"")
    return core


def _hangul_final(syllable: str) -> Final:
    final = (ord(syllable) - 0xAC00) % 28
    return "none" if final == 0 else "rieul" if final == 8 else "other"


def _number_final(core: str) -> Final:
    """3 → 삼, 10 → 십, 2,000 → 천, 30000 → 만, 1.50 → 오영 (영)."""
    match = re.search(r"[\d.,]*\d$", core)
    digits = match.group().replace(",", "") if match else core[-1]
    if "." in digits or digits[-1] != "0" or not digits.strip("0"):
        return _DIGIT_FINALS[digits[-1]] if digits[-1].isascii() else "none"
    zeros = len(digits) - len(digits.rstrip("0"))
    if zeros < 4:
        return "other"  # 십, 백, 천
    return "none" if 12 <= zeros < 16 else "other"  # 조 is open; 만, 억, 경 are not


@cache
def _unit_after_number() -> re.Pattern[str]:
    units = "|".join(sorted(_UNITS, key=len, reverse=True))
    return re.compile(rf"\d ?({units})$", re.IGNORECASE)


def _latin_final(core: str) -> Final:
    unit = _unit_after_number().search(core)
    if unit and unit.group(1) != "G":  # 5G, a generation, is read by its letter
        return _hangul_final(_UNITS[unit.group(1).lower()][-1])
    if len(core) > 1 and core[0].islower() and core.lower() in _UNITS:
        return _hangul_final(_UNITS[core.lower()][-1])
    match = re.search(r"[A-Z]{2,}$", core) or re.search(r"[A-Za-z]+$", core)
    word = match.group() if match else core[-1]
    if word in _ACRONYM_WORDS:
        return _hangul_final(_ACRONYM_WORDS[word][-1])
    last = word[-1].lower()
    if word.isupper() or len(word) == 1 or not re.search("[aeiouy]", word.lower()):
        return _LETTER_FINALS.get(last, "none")
    return _english_final(word.lower())


def _english_final(word: str) -> Final:
    """A word read as English: the usual Hangul spelling of its ending.

    -s, -d, -t after a consonant and fricatives take an added vowel (버스, 레드, 포스트); l, m, n, ng
    and stops p, k, t after a short vowel close the syllable (모델, 팀, 핀, 링, 북, 챗봇).
    """
    if word.endswith("le") or word.endswith(("el", "al", "il", "ol", "ul", "l")):
        return "rieul"
    if word.endswith(("ine", "one", "ane", "une", "ime", "ome", "ame", "ume")):
        return "other"
    if word.endswith(("m", "n", "ng")):
        return "other"
    if re.search(r"[^aeiou][aeiou](?:p|ck|k|t|b|g)$|(?:oo|ea)[kpt]$", word) and len(word) > 2:
        return "other" if word[-1] in "pkt" or word.endswith("ck") else "none"
    return "none"
