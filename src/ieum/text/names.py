"""Names of laws with their articles: 「개인정보 보호법」 제15조제1항, 소득세법 시행령 제194조."""

import re
from dataclasses import dataclass
from functools import cache

from ieum.text.normalise import fold
from ieum.text.patterns import lazy
from ieum.text.span import Span, Taken


@dataclass(frozen=True, slots=True)
class LawReference:
    """A law named in a text, with the article, paragraph and item where they are given."""

    law: str
    """Its name with single spaces and without brackets; for 같은 법 the law named before."""
    article: str
    """``15`` or ``15의2``; empty when only the law is named."""
    paragraph: int | None
    """항."""
    item: str
    """호, ``3`` or ``3의2``; empty when none."""
    span: Span
    text: str


_KIND = "기본법|특례법|특별법|시행령|시행규칙|법률|법|령|규칙|조례|규정|고시|훈령|예규|지침|헌법"
_ARTICLE = lazy(
    r" ?제? ?(?P<article>\d{1,6}) ?조(?:의 ?(?P<sub>\d{1,6}))?(?![가-힣]{0,16}원)"
    r"(?:\([^()]{1,30}\))?(?: ?제? ?(?P<paragraph>\d{1,6}) ?항)?"
    r"(?: ?제? ?(?P<item>\d{1,6}) ?호(?:의 ?(?P<item_sub>\d{1,6}))?)?(?: ?(?P<point>[가-하])목)?"
)
_QUOTED = lazy(r"[「『｢](?P<name>[^」』｣]{2,60})[」』｣]")
_SAME = lazy(
    r"(?<![가-힣])(?:같은 ?(?P<kind>법 ?시행령|법 ?시행규칙|법|영|령|규칙)|동 ?(?P<kind2>법 ?시행령|법 ?시행규칙|법|규칙))(?=[^가-힣]|$|에|의|은|을|상)"
)
_SHORT = "법|영|령|시행령|시행규칙|규칙"
_GENERAL = ("기본법", "특별법", "특례법")
_JOINERS = ("관한", "대한", "위한")
# A word that ends so belongs to the sentence before the name (따라, 정부는, 위하여).
_CLOSED = lazy("(?:[은는을를가라며고해여]|에서|으로|하는|한다|[.,])$")
# Words that end in 법 or 령 without being a law.
_NOT_LAW = frozenset(
    [
        "방법",
        "문법",
        "수법",
        "화법",
        "용법",
        "어법",
        "불법",
        "적법",
        "위법",
        "편법",
        "해법",
        "비법",
        "기법",
        "공법",
        "사법",
        "입법",
        "준법",
        "합법",
        "무법",
        "탈법",
        "범법",
        "치료법",
        "요리법",
        "사용법",
        "조리법",
        "계산법",
        "공부법",
        "대처법",
        "활용법",
        "작성법",
        "예방법",
        "운동법",
        "분석법",
        "대통령",
        "명령",
        "발령",
        "법령",
        "수령",
        "연령",
        "고령",
        "유령",
        "점령",
        "사령",
        "강령",
        "요령",
        "총령",
        "두령",
        "수법",
        "마법",
        "서법",
        "검법",
        "병법",
        "산법",
        "어법",
        "역법",
        "필법",
        "창법",
        "농법",
        "신공법",
        "개정법",
        "현행법",
        "관계법",
        "관련법",
        "국내법",
        "국제법",
        "상위법",
        "하위법",
        "모법",
        "악법",
        "특별법",
        "기본법",
        "특례법",
        "법률",
        "규칙",
        "규정",
        "조례",
        "시행령",
        "시행규칙",
        "고시",
        "지침",
        "예규",
        "훈령",
    ]
)


@cache
def _plain() -> re.Pattern[str]:
    """An unquoted name: one to six words, the last of which ends in the word for a kind of law."""
    word = r"[가-힣0-9A-Za-z·ㆍ]{1,30}"
    tail = r"(?:에 관한|에 대한|의|및|등에 관한|을 위한|등의|촉진 및|그)"
    return re.compile(
        rf"(?<![가-힣A-Za-z0-9])(?P<name>(?:{word}(?: {tail})? ){{0,7}}?[가-힣·ㆍ]{{0,30}}(?:법률|법|헌법)"
        rf"(?: ?시행령| ?시행규칙)?)(?=[^가-힣]|은|는|이|을|를|과|와|의|에|상|으로|도|$)"
    )


def find_laws(text: str) -> list[LawReference]:
    """Laws named in ``text``, in order: in 「」, with an article after them, or by a plain name that
    ends in 법 (소득세법, 부가가치세법 시행령). 같은 법 and 동법 mean the law named before."""
    plain = fold(text)
    found: list[LawReference] = []
    for start, end, name in sorted(_named(plain)):
        if found and start < found[-1].span.end:
            continue
        law = name if name not in ("", *_SHORT.split("|")) else (found[-1].law if found else name)
        if law.startswith("~"):
            law = _same(law[1:], found)
        found.append(_reference(text, plain, law, start, end))
    return found


def _named(text: str) -> list[tuple[int, int, str]]:
    """(start, end, name) of every mention; a name that starts with ~ refers back."""
    mentions = [
        (m.start(), m.end(), _tidy(m["name"])) for m in _QUOTED.finditer(text) if _lawful(m["name"])
    ]
    mentions += [
        (m.start(), m.end(), "~" + (m["kind"] or m["kind2"]).replace(" ", ""))
        for m in _SAME.finditer(text)
    ]
    taken = Taken(Span(start, end) for start, end, _ in mentions)
    for match in _plain().finditer(text):
        start, name = _trimmed(match)
        span = Span(start, match.end("name"))
        if name and not taken.overlaps(span):
            mentions.append((span.start, span.end, name))
    return mentions


def _lawful(name: str) -> bool:
    return re.search(rf"(?:{_KIND})$", name.strip()) is not None


def _tidy(name: str) -> str:
    return re.sub(r"\s+", " ", name).strip()


def _trimmed(match: re.Match[str]) -> tuple[int, str]:
    """The name without words before it that do not belong: only 에 관한, 및 … join words."""
    words = match["name"].split(" ")
    last = words[-2] if words[-1] in ("시행령", "시행규칙") and len(words) > 1 else words[-1]
    take = len(words) - 1 - (words[-1] in ("시행령", "시행규칙"))
    if last in _GENERAL:
        take -= 1  # AI 기본법: the word before says which
    elif last == "법률":
        take = _start_of_long_name(words)
    if last.endswith(("지법", "고법", "방법", "문법", "기법", "는법", "제법")):
        return match.start(), ""
    if take < 0 or (last in _NOT_LAW and last not in (*_GENERAL, "법률")) or len(last) < 2:
        return match.start(), ""
    skipped = sum(len(word) + 1 for word in words[:take])
    return match.start() + skipped, " ".join(words[take:])


def _start_of_long_name(words: list[str]) -> int:
    """Where … 에 관한 법률 begins: after the last word that carries a particle; -1 if it is none."""
    head = next((i for i in range(len(words) - 1, -1, -1) if words[i] in _JOINERS), -1)
    take = head
    while take > 0 and not _CLOSED.search(words[take - 1]):
        take -= 1
    return take if 0 <= take < head else -1


def _same(kind: str, found: list[LawReference]) -> str:
    """The law that 같은 법 시행령 means: the last one named, with its decree where asked for."""
    if not found:
        return kind
    base = re.sub(r" ?(?:시행령|시행규칙)$", "", found[-1].law)
    if kind.endswith("시행령") or kind in ("영", "령"):
        return f"{base} 시행령"
    return f"{base} 시행규칙" if kind.endswith("규칙") else base


def _reference(text: str, plain: str, law: str, start: int, end: int) -> LawReference:
    match = _ARTICLE.match(plain, end)
    if match is None:
        return LawReference(law, "", None, "", Span(start, end), text[start:end])
    article = match["article"] + (f"의{match['sub']}" if match["sub"] else "")
    item = (match["item"] or "") + (f"의{match['item_sub']}" if match["item_sub"] else "")
    paragraph = int(match["paragraph"]) if match["paragraph"] else None
    span = Span(start, match.end())
    return LawReference(law, article, paragraph, item, span, span.of(text))


def find_articles(text: str) -> list[LawReference]:
    """Articles named without a law (제3조제2항); ``law`` is empty."""
    plain = fold(text)
    taken = Taken(reference.span for reference in find_laws(text))
    found = []
    for match in re.compile(r"(?<![가-힣0-9])(?=제 ?\d{1,6} ?조)").finditer(plain):
        reference = _reference(text, plain, "", match.start(), match.start())
        if reference.article and not taken.overlaps(reference.span):
            found.append(reference)
    return found
