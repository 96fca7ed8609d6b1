"""The terms of a question, where they stand in it, and which of them are its focus."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import pairwise

from ieum.search.english import known_phrases
from ieum.search.paraphrases import ALIASES, SAID, SAYING, acts_like, side_of
from ieum.search.terms import Term, TermKind
from ieum.search.tokens import HANGUL, Token, tokenise
from ieum.text.money import find_money
from ieum.text.regions import find_regions
from ieum.text.synonyms import variants
from ieum.text.won import won_in_units

Placed = tuple[Term, tuple[int, int]]
"""A term and its place in the question."""

_WEIGHT_OF_WEAK = 0.25
_LOOSE_SUFFIXES = frozenset(["들", "별", "씩", "쯤", "끼리"])
#: Bound nouns that follow a number and count nothing: 50인 외에, 6개 중.
_NO_COUNTERS = frozenset(["외", "중", "내", "간", "등", "때", "뿐"])
_YEARS_AWAY = {"올해": 0, "금년": 0, "내년": 1, "작년": -1, "지난해": -1, "내후년": 2}
_ENGLISH_YEARS_AWAY = {"this": 0, "next": 1, "last": -1}
_KOREAN_YEARS = {0: "올해", 1: "내년", -1: "지난해"}
_ENGLISH_YEAR = re.compile(r"\b(this|next|last) year(?:'s)?\b", re.IGNORECASE)
_YEAR = re.compile(r"((?:19|20)\d\d)(?:년|년도)?")
_NUMBERED = re.compile(r"제?\d[\d,.]*(?!\s?(?:년|월|일|시))(?![\d,.])")
_ENGLISH_ADVERB = re.compile(r"[a-z]{3,}ly")
#: Which one of a row: 제1차 is written 1차 as well.
_OF_AN_ORDER = re.compile(r"제\d+(?:차|회|기|호)")
_ORDINAL = re.compile(r"(?:첫|둘|셋|넷|다섯|여섯|일곱|여덟|아홉|열)(?:번)?째")
_NAMES = frozenset(["NNG", "NNP", "SL", "SH", "XR"])
_HEADS = frozenset(["NNG", "NNP", "SL", "XPN"])
_QUESTION_WORD = re.compile(
    r"몇|얼마|언제|누구|누가|어디|어느|어떤|무엇|무슨|뭐|뭔|왜|어떻|며칠|"
    r"(?:예산|사업비|금액|기간|날짜|시기|연도)(?:[은는이과와]|\s?\?|$)"
)
#: "Which region …" names what is asked for, not what stands in the answer.
_ASKED_THING = re.compile(r"\bwhich\s$", re.IGNORECASE)
_PHRASE_END = re.compile(
    r"\b(?:of|in|on|at|by|to|for|from|during|until|since|within|through|take|takes|taking|"
    r"do|does|did|is|are|was|were|be|will|would|has|have|had|can)\b",
    re.IGNORECASE,
)
#: After a deed: it only tells which thing is meant (방향을 확정한 위원회).
_RELATIVE = re.compile(r"(?:한|할|하는|했던|된|되는|될)\s")
#: After a year: the name of a plan or report that is of that year.
_OF_A_PLAN = re.compile(
    r"년?(?:도)?(?:에|의)?\s[^,.?]{2,30}?(?:계획|전략|방향|방안|대책|발표|보고)(?:은|는|에서|에는|의)\s"
)
_MOMENT = re.compile(r"(?:할|될|한|된|하던|했을|됐을|되었을)?\s?(?:당시|때)(?![가-힣]{2})")
_JOINING = re.compile(
    r"(?:권|급|형|용|적|별|의|한|하는|할|된|되는|및|과|와|인|기반|단위|[·,\-'\"()]|\d+\s?[가-힣]{0,2})"
)


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of a file in ``words``; lines that begin with # explain it."""
    lines = (files("ieum.search") / "words" / f"{name}.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def find_terms(text: str, today: date, holds_deeds: bool, asks_who: bool) -> list[Placed]:
    """The terms of a question with their places.

    ``holds_deeds``: what was done must stand in the answer (언제 출범했나), not only rank it.
    ``asks_who``: somebody is asked for, whom what was done tells (실증에 참여하는 기업).
    """
    tokens = tokenise(text)
    found: list[Placed] = []
    for placed in (
        *_persons(text, tokens),
        *_amounts(text),
        *_months(text),
        *_regions(text),
        *_english(text, today, holds_deeds),
        *_aliases(text),
        *_single_words(text, tokens, today, holds_deeds, asks_who),
    ):
        start, end = placed[1]
        if not any(start < e and s < end for _, (s, e) in found):
            found.append(placed)
    return sorted(found, key=lambda placed: placed[1])


_PERSON = re.compile(
    r"(?<![가-힣])(?P<name>(?P<family>[가-힣])[가-힣]{2})\s(?P<title>부총리|총리|대통령|장관|차관|시장|위원장|실장)"
)


def _persons(text: str, tokens: Sequence[Token]) -> Iterator[Placed]:
    """Holders of an office, whom a text names in full but once: 배다솜 장관, then 배 장관."""
    names = {(token.start, token.end) for token in tokens if token.tag == "NNP"}
    for match in _PERSON.finditer(text):
        if match.span("name") not in names:
            continue
        short = f"{match['family']} {match['title']}"
        yield Term((match["name"], short), TermKind.NAME), match.span("name")


def _amounts(text: str) -> Iterator[Placed]:
    """Amounts that tell which thing is meant: 297억원이 들어가는 사업."""
    for money in find_money(text):
        has_unit = not money.bare or _LARGE_UNIT.search(money.text)
        if has_unit and any(map(str.isdigit, money.text)):
            span = money.span
            form = _NO_UNIT.sub("", text[span.start : span.end])
            forms = [form, form.replace(",", "")]
            if money.currency == "KRW" and money.won:
                forms.append(_NO_UNIT.sub("", won_in_units(int(money.won)).replace(",", "")))
            yield Term(tuple(dict.fromkeys(forms)), TermKind.NUMBER), (span.start, span.end)


#: Enough to be money where no currency is said: 5조9천억.
_LARGE_UNIT = re.compile(r"[조억]")
_NO_UNIT = re.compile(r"\s?(?:원|달러)$")
_MONTH = re.compile(r"(?<!\d)(\d{1,2}월)(?:\s?(\d{1,2}일))?(?!까지)")


def _months(text: str) -> Iterator[Placed]:
    """A month or day, which may be that of the document alone and so decides nothing."""
    for match in _MONTH.finditer(text):
        yield Term((match[0],), TermKind.ACT, 0.5), match.span()


def _regions(text: str) -> Iterator[Placed]:
    for region in find_regions(text):
        names = (region.text, region.place.name, region.place.short, region.name_en)
        forms = tuple(dict.fromkeys(name.lower() for name in names if name))
        # The whole country is what public documents are about anyway.
        is_country = region.place.level == "country"
        kind = TermKind.WEAK if is_country else TermKind.NAME
        weight = _WEIGHT_OF_WEAK if is_country else 1.0
        yield Term(forms, kind, weight, is_place=True), (region.span.start, region.span.end)


def _english(text: str, today: date, holds_deeds: bool) -> Iterator[Placed]:
    """The words of an English question with the Korean ones that documents use for them."""
    if HANGUL.search(text):
        return
    for match in _ENGLISH_YEAR.finditer(text):
        away = _ENGLISH_YEARS_AWAY[match[1].lower()]
        year = today.year + away
        ways = (match[0].lower(), str(year), _KOREAN_YEARS[away])
        yield Term(ways, TermKind.YEAR, 0.5, year=year, is_word=True, away=away), match.span()
    for start, end, forms, is_deed in known_phrases(text):
        korean = next((form for form in forms if HANGUL.search(form)), "")
        if forms[0] in word_list("silent"):
            continue
        if is_deed and not holds_deeds:
            yield Term(forms, TermKind.ACT, 0.4), (start, end)
        elif is_deed:
            yield Term(forms, TermKind.NAME, 0.7), (start, end)
        elif korean in word_list("weak") or _ASKED_THING.search(text[:start]):
            yield Term(forms, TermKind.WEAK, _WEIGHT_OF_WEAK), (start, end)
        else:
            yield Term(forms, TermKind.NAME), (start, end)


def _aliases(text: str) -> Iterator[Placed]:
    for group in ALIASES:
        for start, end in Term(group, TermKind.NAME).places(text):
            form = text[start:end].lower()
            forms = tuple(dict.fromkeys((form, *group)))
            is_weak = not word_list("weak").isdisjoint(group)
            kind = TermKind.WEAK if is_weak else TermKind.NAME
            yield Term(forms, kind, _WEIGHT_OF_WEAK if is_weak else 1.0), (start, end)


def _single_words(
    text: str, tokens: Sequence[Token], today: date, holds_deeds: bool, asks_who: bool
) -> Iterator[Placed]:
    for word in _whole_words(text, tokens):
        after = next((token for token in tokens if token.start == word.end), None)
        is_verbal = after is not None and after.tag in ("XSV", "XSA")
        following, described = _next_two(tokens, after)
        is_kind = asks_who and described is not None and described.form in word_list("kinds")
        describes = following is not None and following.tag == "ETM" and not is_kind
        if asks_who and word.form in SAYING:
            yield Term(SAID, TermKind.NAME, 0.7), (word.start, word.end)
            continue
        term = _counted(word, today) or _named(word, is_verbal, describes, holds_deeds)
        if term and term.kind in (TermKind.ACT, TermKind.NAME) and _MOMENT.match(text, word.end):
            term = replace(term, is_moment=True)
        if term:
            yield term, (word.start, word.end)


def _next_two(tokens: Sequence[Token], after: Token | None) -> tuple[Token | None, Token | None]:
    """The two tokens after one; endings share a syllable with their stem (한), so by order."""
    if after is None:
        return None, None
    at = tokens.index(after)
    rest = [*tokens[at + 1 : at + 3], None, None]
    return rest[0], rest[1]


def _whole_words(text: str, tokens: Sequence[Token]) -> list[Token]:
    """Content tokens, with one-syllable pieces joined to the word they belong to."""
    words: list[Token] = []
    for token in tokens:
        last = words[-1] if words else None
        is_small = len(token.form) == 1 and token.tag in ("NNG", "NNB", "XSN", "NR", "NNP")
        touches = last is not None and last.end == token.start
        if token.tag == "XSN" and token.form in _LOOSE_SUFFIXES:
            continue
        is_counter = token.tag in ("NR", "NNB") or (is_small and touches)
        is_counter = is_counter and token.form not in _NO_COUNTERS
        if last and last.tag == "SN" and is_counter and last.end >= token.start - 1:
            words[-1] = Token(text[last.start : token.end], "SN", last.start, token.end)
        elif (
            last
            and touches
            and (
                last.tag == "XPN"
                or (is_small and last.tag in _HEADS)
                or (len(last.form) == 1 and last.tag == token.tag == "NNG")
            )
        ):
            tag = token.tag if last.tag == "XPN" else last.tag
            words[-1] = Token(last.form + token.form, tag, last.start, token.end)
        elif is_small and token.start and HANGUL.match(text[token.start - 1]):
            # A scrap of a longer word that was not told apart; alone it would mean nothing.
            continue
        elif token.is_content or token.tag in ("XPN", "MM", "MAG"):
            words.append(token)
    return words


def _counted(word: Token, today: date) -> Term | None:
    """A year or a number with what it counts; None for other words."""
    form = word.form
    if form in _YEARS_AWAY:
        away = _YEARS_AWAY[form]
        year = today.year + away
        forms = (form, str(year))
        return Term(forms, TermKind.YEAR, 0.5, year=year, is_word=True, away=away)
    year_match = _YEAR.fullmatch(form)
    if word.tag == "SN" and year_match:
        is_bare = form == year_match[1]
        year = int(year_match[1])
        return Term((year_match[1],), TermKind.YEAR, 0.7, year=year, is_word=is_bare)
    if (word.tag == "SN" and _NUMBERED.match(form)) or _ORDINAL.fullmatch(form):
        ways = (form, form[1:]) if _OF_AN_ORDER.fullmatch(form) else (form,)
        return Term(ways, TermKind.NUMBER, 0.7)
    return None


def _named(word: Token, is_verbal: bool, describes: bool, holds_deeds: bool) -> Term | None:
    """A name, a deed or a weak word; None for what names nothing.

    ``describes``: it is a deed that only describes a noun (시장이 겨냥하는 업종).
    """
    form = word.form
    if not re.search(r"\w", form) or word.tag in ("MM", "MAG", "NR", "XPN", "SN"):
        return None
    if form in word_list("silent"):
        return None
    if form in word_list("weak") or _ENGLISH_ADVERB.fullmatch(form):
        return Term((form,), TermKind.WEAK, _WEIGHT_OF_WEAK)
    stem = _stem(form)
    if stem in word_list("weak"):
        return Term((form, stem), TermKind.WEAK, _WEIGHT_OF_WEAK)
    if form.endswith("액") and acts_like(stem) != (stem,):
        # 증가액: by how much, which another verb may tell.
        return Term((form, *acts_like(stem)), TermKind.ACT, 0.4, side=side_of(stem))
    deeds = acts_like(form)
    has_others = deeds != (form,)
    if word.tag in ("VV", "VA") or (has_others and not HANGUL.search(form)):
        return Term(deeds, TermKind.ACT, 0.4, is_verb=bool(HANGUL.search(form)), side=side_of(form))
    if is_verbal or has_others:
        is_deed = has_others and not holds_deeds
        kind = TermKind.ACT if is_deed or (is_verbal and describes) else TermKind.NAME
        return Term(deeds, kind, 0.7, side=side_of(form))
    if word.tag in _NAMES:
        forms = (form, *sorted(variants(form)), *(acts_like(stem) if stem != form else ()))
        return Term(tuple(dict.fromkeys(forms)), TermKind.NAME)
    return None


def _stem(word: str) -> str:
    """A noun without the ending that only says what measures it: 연구비, 목표치, 개선율."""
    return word[:-1] if len(word) > 2 and word[-1] in "비치액값율률일용날중" else word


def with_focus(text: str, terms: Sequence[Placed]) -> list[Placed]:
    """Mark the noun phrase that the question word asks of: the last run of names before it.

    English asks first and names later: it asks of its first run of names.
    """
    if not HANGUL.search(text):
        return _with_english_focus(text, terms)
    question_word = _QUESTION_WORD.search(text)
    asked = question_word.start() if question_word else len(text)
    marked = list(terms)
    last_start: int | None = None
    for at in range(len(marked) - 1, -1, -1):
        term, (start, end) = marked[at]
        following = marked[at + 1][1][1] if at + 1 < len(marked) else len(text)
        is_moment = _MOMENT.match(text, end) or _MOMENT.match(text, following)
        if start >= asked or term.kind not in (TermKind.NAME, TermKind.NUMBER) or is_moment:
            continue
        if last_start is not None and (
            _RELATIVE.match(text[end:]) or not _is_one_phrase(text[end:last_start])
        ):
            break
        marked[at] = (replace(term, focus=True), (start, end))
        last_start = start
    if last_start is None:
        return _with_all_names(terms)
    return _with_described(text, _past_the_place(terms, marked))


_CIRCUMSTANCE = re.compile(r"(?:에서는?|에게서?|에는)\s")


def without_circumstances(text: str, marked: Sequence[Placed]) -> list[Placed]:
    """The focus on the deed, where the last names only say at what it was done: 총회에서 포상."""
    focus = [at for at, (term, _) in enumerate(marked) if term.focus]
    after = marked[focus[-1] + 1 :] if focus else []
    deeds = [
        p
        for term, p in after
        if term.kind is TermKind.ACT and not term.is_verb and not _MONTH.match(term.forms[0])
    ]
    if not deeds or not _CIRCUMSTANCE.match(text, marked[focus[-1]][1][1]):
        return list(marked)
    return [
        (replace(term, focus=True, kind=TermKind.NAME), place)
        if place == deeds[0]
        else (replace(term, focus=False), place)
        for term, place in marked
    ]


def _past_the_place(terms: Sequence[Placed], marked: Sequence[Placed]) -> list[Placed]:
    """The focus on the phrase before, where the last one only says who: 확충에 다솜시는 얼마를."""
    focus = [at for at, (term, _) in enumerate(marked) if term.focus]
    before = [
        at
        for at, (term, _) in enumerate(terms[: focus[0]])
        if term.kind is TermKind.NAME and not term.is_place
    ]
    if not before or not all(marked[at][0].is_place for at in focus):
        return list(marked)
    return [(replace(term, focus=at in before), place) for at, (term, place) in enumerate(terms)]


#: What money goes to is asked of, not who spends it.
_SPENT_ON = re.compile(
    r"\b(?:spen[dt]\w*|invest\w*|put\w*|allocat\w*|earmark\w*|set\w* aside|pay\w*)\b.*?\b(?:on|in|into|for|to)\s",
    re.IGNORECASE,
)


def _with_english_focus(text: str, terms: Sequence[Placed]) -> list[Placed]:
    spent = _SPENT_ON.search(text)
    since = spent.end() if spent else 0
    names = [p for term, p in terms if term.kind is TermKind.NAME and p[0] >= since]
    end = next(
        (last for (_, last), (start, _) in pairwise(names) if _PHRASE_END.search(text[last:start])),
        len(text),
    )
    return [
        (replace(term, focus=term.kind is TermKind.NAME and since <= place[0] < end), place)
        for term, place in terms
    ]


def _with_all_names(terms: Sequence[Placed]) -> list[Placed]:
    return [(replace(term, focus=term.kind is TermKind.NAME), place) for term, place in terms]


def _with_described(text: str, terms: Sequence[Placed]) -> list[Placed]:
    """Mark years that tell which plan is meant: before a name that is not asked of, or a plan's."""
    marked = []
    for at, (term, place) in enumerate(terms):
        following = [other for other, _ in terms[at + 1 :] if other.kind is TermKind.NAME][:1]
        describes = term.kind is TermKind.YEAR and (
            (bool(following) and not following[0].focus)
            or _OF_A_PLAN.match(text, place[1]) is not None
        )
        marked.append((replace(term, describes=True) if describes else term, place))
    return marked


def _is_one_phrase(between: str) -> bool:
    """Whether only weak words, 의, and joining marks stand between two names."""
    weak = sorted(map(re.escape, word_list("weak")), key=len, reverse=True)
    rest = re.sub("|".join(weak), " ", between)
    return not _JOINING.sub(" ", rest).strip()
