"""Laws and their articles in text, and the titles and words that stand in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

SUBORDINATE = ("시행령", "시행규칙")


@dataclass(frozen=True)
class Cite:
    """An article as a text names it; `law` is None when no law stands before it.

    It is not `sure` that the article is of that law when other words stand between the two.
    """

    start: int
    end: int
    law: str | None
    no: int
    sub: int = 0
    paragraph: int | None = None
    item: int | None = None
    tail: str = ""
    sure: bool = True
    near: frozenset[str] | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class Part:
    """A paragraph or item named alone (제1항, 제2호가목), of whatever article is spoken of."""

    start: int
    end: int
    paragraph: int | None
    item: int | None
    tail: str
    near: frozenset[str] | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class LawName:
    """The name of a law where it stands; `name` without spaces and dots."""

    start: int
    end: int
    name: str


def law_key(name: str) -> str:
    """The name as it is compared: without spaces, dots and brackets."""
    return re.sub(r"[\s·ㆍ「」『』]", "", name)


# An item as it may go on: 제1호, 제1호의2, 제1호가목, 제1호가목1).
_ITEM = r"(?:제 ?)?(?P<i>\d{1,3}) ?호(?! ?서식|의 ?\d+ ?서식)(?P<tail>(?:의 ?\d{1,2})?(?: ?[가-하]목)?(?:\d{1,2}\))?)"
_ARTICLE = re.compile(
    r"(?P<ord>제 ?)?(?P<no>\d{1,4}) ?조(?! ?(?:원|\d|[천백만억조]))(?:의 ?(?P<sub>\d{1,3}))?"
    r"(?:[ ,]*(?:제 ?)?(?P<p>\d{1,3}) ?항|[ ,]*(?P<mark>[①-⑳]))?"
    rf"(?:[ ,]*{_ITEM})?"
)
_ENGLISH_ARTICLE = re.compile(
    r"\b(?:Articles?|Art\.|Section|§) ?(?P<no>\d{1,4})(?:-(?P<sub>\d{1,3}))?"
    r"(?: ?\((?P<p>\d{1,3})\)|,? paragraph (?P<p2>\d{1,3}))?",
    re.I,
)
_SAME_LAW = re.compile(
    r"(?:(?:같은|이) ?(?P<kind>법률|법|영|규칙)|(?<![가-힣])동(?P<kind2>법|령))"
    r"(?: ?(?P<under>시행령|시행규칙))?"
)
_OWN_PARENT = re.compile(r"(?<![가-힣])(?P<kind>법|영) ?(?=제 ?\d)")
_ENDING = r"(?:시행령|시행규칙|조례|특별법|기본법|특례법|법률|헌법|민법|상법|형법|[가-힣]{2,}법|[가-힣]{3,}(?:령|규칙))"
_LAW_WORD = re.compile(
    rf"(?<![가-힣])(?P<name>[가-힣·ㆍ]*{_ENDING}(?:[」』]? ?(?:시행령|시행규칙))?)"
    r"(?=(?:은|는|이|가|을|를|에|의|상|과|와|도|만|으로|이나|이란|입니다)?(?:[^가-힣]|$)"
    r"|에서|에는|에도|제 ?\d|에 ?따|에 ?의)"
)
# Words that end like the name of a law and are none. Many laws end like a plain word does
# (우편법, 통합방위법, 공인중개사법), so most of these count only as whole words.
_NO_LAW = re.compile(
    r"(?<![소지국])방법$|(?:계산|활용|사용|이용|작성|신고|납부|신청|절약|표기|측정|분석|치료|공부|대처|해결|"
    r"설명|검색|투표|조리|산정|평가|학습|교수|표현|연산)법$|^(?:행정|의원|대리)?입법$|"
    r"^(?:문|용|수|해|비|요|편|불|합|위|준|탈|사|기|어|화|마|산|공|무|주|적|작|창|처|건|세|현행|관계|관련|해당)법$|"
    r"^(?:이|그|본|해당|관련|관계|현행|개별)?법률?$|^(?:시행령|시행규칙|조례|법령|명령|사령|수령|발령|점령)$|"
    r"(?:대통령령|대통령|부령|총리령|법령|요령|연령|고령|강령|명령)$|^[가-힣]{0,4}(?:이용|운영|게임|기본)규칙$"
)
_ABOUT_LAW = re.compile(
    r"(?<![가-힣])(?P<name>[가-힣·ㆍ]+ 관한 (?:법률|특별법|특례법|특별조치법|규칙|조례)"
    r"(?:[」』]? ?(?:시행령|시행규칙))?)"
)
_ENGLISH_LAW = re.compile(
    r"\b[A-Z][\w'-]*(?: (?:[A-Z][\w'-]*|of|on|the|and|for))* (?:Act|Code|Law|Decree|Ordinance)\b"
)
_BRACKETS = re.compile(r"「([^」\n]{1,120})」|『([^』\n]{1,120})』|《([^》\n]{1,120})》|〈([^〉\n]{1,120})〉|“([^”\n]{1,300})”|\"([^\"\n]{1,300})\"|<([^<>\n]{2,120})>")  # fmt: skip


def find_quotations(text: str) -> list[tuple[int, int, str]]:
    """What stands in corner brackets or double quotation marks: (start, end, words)."""
    return [
        (match.start(), match.end(), next(group for group in match.groups() if group))
        for match in _BRACKETS.finditer(text)
    ]


def find_laws(text: str, known: Iterable[str]) -> list[LawName]:
    """The known laws that `text` names, and words that look like the name of any other law.

    Names of several words (`상속세 및 증여세법 시행령`) are found only when they are known; of an
    unknown one the last word is found.
    """
    found = list(_known(text, known))
    for match in (
        *_ABOUT_LAW.finditer(text),
        *_LAW_WORD.finditer(text),
        *_ENGLISH_LAW.finditer(text),
    ):
        korean = "name" in match.re.groupindex
        name = match["name"] if korean else re.sub(r"^(?:The|Article|Under) ", "", match.group())
        if korean and (_NO_LAW.search(name) or _SAME_LAW.match(text, match.start())):
            continue
        if not any(match.start() < law.end and law.start < match.end() for law in found):
            found.append(LawName(match.start(), match.end(), law_key(name)))
    return sorted(found, key=lambda law: law.start)


def _known(text: str, known: Iterable[str]) -> Iterator[LawName]:
    taken: list[tuple[int, int]] = []
    for name in sorted({law_key(name) for name in known if name}, key=len, reverse=True):
        letters = r"[\s·ㆍ]{0,2}".join(re.escape(letter) for letter in name)
        for match in re.finditer(rf"(?<![가-힣]){letters}", text):
            after = text[match.end() :]
            longer = re.match(r"[」』]? ?(?:시행령|시행규칙)", after)
            if longer or any(match.start() < e and s < match.end() for s, e in taken):
                continue
            taken.append((match.start(), match.end()))
            yield LawName(match.start(), match.end(), name)


def find_cites(text: str, laws: list[LawName], own: str | None = None) -> list[Cite]:
    """Articles that `text` cites, each with the law that it belongs to.

    An article belongs to the law named last before it in the same stretch. `own` is the law that
    the text itself is part of: there, a bare article is its own and 법 제3조 in a decree is the act's.
    """
    cites: list[Cite] = []
    for match in (*_ARTICLE.finditer(text), *_ENGLISH_ARTICLE.finditer(text)):
        law, sure = _law_before(text, match.start(), laws, own)
        after = _law_after(text, match.end(), laws) if match.re is _ENGLISH_ARTICLE else None
        law, sure = (after, True) if after else (law, sure)
        if (
            match.re is _ARTICLE
            and not match["ord"]
            and law is None
            and not (match["p"] or match["sub"])
        ):
            continue  # 3조 without 제 and without a law is three trillion or three groups
        cites.append(replace(_cite(match, law), sure=sure))
    return sorted(cites, key=lambda cite: cite.start)


def _cite(match: re.Match[str], law: str | None) -> Cite:
    parts = match.groupdict()
    mark = parts.get("mark")
    paragraph = parts.get("p") or parts.get("p2") or (ord(mark) - ord("①") + 1 if mark else None)
    return Cite(
        match.start(),
        match.end(),
        law,
        int(parts["no"]),
        int(parts.get("sub") or 0),
        int(paragraph) if paragraph else None,
        int(parts["i"]) if parts.get("i") else None,
        (parts.get("tail") or "").replace(" ", ""),
    )


_PART = re.compile(
    rf"제 ?(?P<p>\d{{1,3}}) ?항(?:[ ,]*{_ITEM})?|제 ?(?=\d){_ITEM.replace('?P<i>', '?P<i2>').replace('?P<tail>', '?P<tail2>')}"
)


def find_parts(text: str, cites: Iterable[Cite]) -> list[Part]:
    """Paragraphs and items that stand alone, outside of `cites`."""
    taken = [(cite.start, cite.end) for cite in cites]
    return [
        Part(
            match.start(),
            match.end(),
            int(match["p"]) if match["p"] else None,
            int(match["i"] or match["i2"]) if match["i"] or match["i2"] else None,
            (match["tail"] or match["tail2"] or "").replace(" ", ""),
        )
        for match in _PART.finditer(text)
        if not any(match.start() < end and start < match.end() for start, end in taken)
    ]


def _law_before(
    text: str, at: int, laws: list[LawName], own: str | None
) -> tuple[str | None, bool]:
    """The law that an article at `at` belongs to, and whether that is sure."""
    before = [law for law in laws if law.end <= at]
    last = before[-1].name if before else None
    whole = law_key(own) if own else last
    parent = _OWN_PARENT.search(text[max(0, at - 3) : at + 3])
    if parent and (own is None or law_key(own).endswith(SUBORDINATE)):
        subordinate = whole is not None and whole.endswith(SUBORDINATE)
        return (_relative(whole, parent["kind"]) if whole and subordinate else None), True
    same = _last(_SAME_LAW, text[max(0, at - 12) : at])
    if same and last:
        return _relative(last, same["kind"] or same["kind2"]) + (same["under"] or ""), True
    joined = bool(before) and bool(_JOINED.fullmatch(text[before[-1].end : at]))
    if own is None:
        return last, joined
    return (last if joined else whole), True


# What may stand between a law and its second or third article.
_JOINED = re.compile(r"[」』]?(?:제?[\d조항호목의가-하]|및|과|와|또는|부터|까지|이나|나|[ ,ㆍ·])*")


def _law_after(text: str, at: int, laws: list[LawName]) -> str | None:
    """Article 134 of the Income Tax Act: in English the law comes after."""
    for law in laws:
        if law.start >= at and re.fullmatch(
            r",? ?(?:of|in|under)?(?: the)? ?", text[at : law.start]
        ):
            return law.name
    return None


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return max(pattern.finditer(text), key=lambda match: match.end(), default=None)


def _relative(law: str, kind: str) -> str:
    """같은 법 after a decree is the act; 같은 영 after an act is its decree."""
    act = re.sub(r"(?:시행령|시행규칙)$", "", law)
    if kind in ("영", "령"):
        return act + "시행령"
    return act + "시행규칙" if kind == "규칙" else act
