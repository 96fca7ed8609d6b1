"""A question in Korean or English: what kind of answer it wants, and about what.

By the grammar of questions, without a language model: question words and the nouns that stand for
them (얼마, 예산은?, 언제, 날짜는?, 몇 개, how many), the noun phrase they ask of (the focus), and the
other words that tell which one is meant.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from ieum.search.paraphrases import ALIASES, acts_like
from ieum.search.terms import Term, TermKind
from ieum.search.tokens import HANGUL, Token, tokenise
from ieum.text.normalise import fold
from ieum.text.regions import find_regions
from ieum.text.synonyms import variants


class Wanted(StrEnum):
    """The kind of answer a question wants."""

    AMOUNT = "amount"
    DATE = "date"
    PERIOD = "period"
    COUNT = "count"
    SHARE = "share"
    CHANGE = "change"
    ACTOR = "actor"
    STATEMENT = "statement"


class Reckoning(StrEnum):
    """What is to be done with several figures."""

    SUM = "sum"
    DIFFERENCE = "difference"
    RATIO = "ratio"


@dataclass(frozen=True, slots=True)
class Question:
    """A question understood. ``counter`` is the unit a count is asked in (곳, 명), if any."""

    text: str
    wanted: tuple[Wanted, ...]
    terms: tuple[Term, ...]
    language: str = "ko"
    counter: str = ""
    reckoning: Reckoning | None = None
    to_what: bool = False
    """Whether it asks for the end of a change (몇 개로 늘었나), not its beginning."""
    how_many: int | None = None
    """How many things are to be reckoned with, where the question says it (세 사업을 더하면)."""
    subject: str = ""
    """What is asked about, in the question's own words."""


_ASKS: tuple[tuple[Wanted, re.Pattern[str]], ...] = (
    (
        Wanted.SHARE,
        re.compile(r"몇\s?(?:%|퍼센트|프로(?!젝|그))|(?:비율|비중|점유율|성공률|[가-힣]률|[가-힣]율)[은는이가을를]?\s?(?:얼마|몇|\?|$)|"
                   r"what (?:share|percentage|per ?cent|rate)|how many per ?cent", re.I),
    ),
    (
        Wanted.CHANGE,
        re.compile(r"얼마나\s?(?:많이\s?)?(?:줄|늘|단축|감축|절감|개선|향상|높|낮|증가|감소|빨라|올|내)|by how much", re.I),
    ),
    (
        Wanted.AMOUNT,
        re.compile(r"얼마(?!나\s?(?:걸|오래|자주|많은\s?(?:사람|기업|기관)))|몇\s?(?:조|억|만)?\s?(?:원|달러)|"
                   r"(?:예산|사업비|금액|총액|투자액|투자금|비용|지원금|재원|국비|과징금|사업 ?규모)(?:안)?"
                   r"(?:[은는이]|하고|과|와|및|도)?(?:\s?(?:총|모두|전부|대략|정확히))*\s?(?:\?|$|좀|알려|궁금|어떻게|어느 정도|기간|얼만|과|와|및)|"
                   r"how much|(?:what|which).{0,20}\b(?:budget|cost|amount|investment)\b|\bbudget\b", re.I),
    ),
    (
        Wanted.PERIOD,
        re.compile(r"(?:기간|언제부터\s?언제까지|몇\s?년\s?(?:동안|간|걸))|몇\s?년부터\s?몇\s?년|how long|what period|which years", re.I),
    ),
    (
        Wanted.DATE,
        re.compile(r"언제|날짜|시기|시점|연도|년도는|며칠|몇\s?년(?!\s?(?:동안|간|걸|부터))|몇\s?월|몇\s?일(?!\s?동안)|마감|기한|목표\s?(?:해|연도|시점)|"
                   r"(?:출범|개최|발표|시행|설립|방문)일은|\bwhen\b|what (?:year|date|day|month)|which (?:year|month)|deadline", re.I),
    ),
    (
        Wanted.COUNT,
        re.compile(r"몇\s?(?:번째|개국|개사|개소|개교|개월|군데|가지|[가-힣])|(?:개수|숫자|건수|인원|대수|사람 수|기관 수|기업 수|[가-힣] 수)[은는이가]?\s?(?:\?|$|얼마|몇)|"
                   r"how many|number of", re.I),
    ),
    (
        Wanted.ACTOR,
        re.compile(r"누구|누가|(?:주관|담당|소관|주무|참여|공동)\s?(?:부처|기관|기업)[은는이가]?\s?(?:어디|누구|\?|$)|어느\s?(?:부처|기관|기업|회사|대학|병원|위원회)|"
                   r"(?:부처|기관|기업|회사|주체|장관|위원장|의장)[은는이가]?\s?(?:어디|누구|\?|$)|\bwho\b|which (?:ministry|agency|company|body)", re.I),
    ),
)  # fmt: skip
_RECKONINGS: tuple[tuple[Reckoning, re.Pattern[str]], ...] = (
    (Reckoning.SUM, re.compile(r"더하면|더한|합하면|합치면|합산|합계|합은|합이|총합|모두 더|전부 더|add(?:ed)? up|sum of|in total", re.I)),
    (Reckoning.RATIO, re.compile(r"몇\s?배|how many times", re.I)),
    (Reckoning.DIFFERENCE, re.compile(r"차이|얼마나 (?:더|늘|증가|줄)|얼마 (?:더|늘|줄)|difference", re.I)),
)  # fmt: skip

_SILENT = frozenset(
    [
        "얼마",
        "얼마나",
        "언제",
        "누구",
        "누가",
        "무엇",
        "뭐",
        "뭣",
        "무슨",
        "어떤",
        "어느",
        "어디",
        "왜",
        "어떻",
        "어떻게",
        "몇",
        "며칠",
        "알",
        "알려주",
        "궁금",
        "말",
        "설명",
        "가르치",
        "하",
        "되",
        "있",
        "없",
        "이",
        "아니",
        "것",
        "수",
        "등",
        "중",
        "가운데",
        "대하",
        "관하",
        "따르",
        "위하",
        "좀",
        "혹시",
        "그",
        "저",
        "거",
        "데",
        "때",
        "바",
        "배",
        "번째",
        "원",
        "달러",
        "최소",
        "최대",
        "최소한",
        "이상",
        "이하",
        "이내",
        "약",
        "총",
        "개",
        "명",
        "곳",
        "군데",
        "가지",
        "건",
        "인",
        "주",
        "보",
        "싶",
        "맞",
        "같",
        "그렇",
        "이렇",
        "개수",
        "정도",
        "어떠",
        "정확",
        "대략",
        "퍼센트",
        "%",
        "얼만",
        "더하",
        "합하",
        "합치",
        "년",
        "월",
        "일",
        "search",
        "find",
        "show",
        "look",
        "document",
        "documents",
        "say",
        "said",
        "says",
        "news",
        "article",
        "source",
        "what",
        "when",
        "who",
        "which",
        "how",
        "much",
        "many",
        "where",
        "why",
        "is",
        "are",
        "was",
        "were",
        "be",
        "the",
        "a",
        "an",
        "of",
        "to",
        "in",
        "on",
        "for",
        "by",
        "with",
        "does",
        "do",
        "did",
        "will",
        "would",
        "has",
        "have",
        "had",
        "it",
        "its",
        "and",
        "or",
        "at",
        "from",
        "than",
        "that",
        "this",
        "these",
        "those",
        "there",
        "per",
        "cent",
        "much",
        "any",
        "about",
        "please",
        "tell",
        "me",
        "year",
        "date",
        "number",
        "won",
        "held",
        "get",
        "getting",
        "give",
        "given",
        "going",
        "long",
        "come",
        "came",
        "become",
    ]
)
_WEAK = frozenset(
    [
        "사업",
        "과제",
        "프로젝트",
        "계획",
        "정부",
        "추진",
        "내용",
        "관련",
        "경우",
        "발표",
        "문서",
        "기사",
        "자료",
        "모두",
        "전체",
        "합계",
        "규모",
        "예산",
        "금액",
        "사업비",
        "총액",
        "기간",
        "날짜",
        "시기",
        "시점",
        "연도",
        "년도",
        "목표",
        "방향",
        "추진방향",
        "목적",
        "이유",
        "특징",
        "분야",
        "방안",
        "역할",
        "대상",
        "방식",
        "이름",
        "명칭",
        "숫자",
        "인원",
        "비용",
        "투자",
        "투입",
        "배정",
        "확보",
        "책정",
        "편성",
        "지원",
        "진행",
        "시행",
        "기준",
        "현재",
        "이번",
        "최근",
        "올해",
        "부처",
        "기관",
        "주관",
        "담당",
        "주체",
        "들이",
        "쓰",
        "걸리",
        "나오",
        "잡히",
        "받",
        "주요",
        "중심",
        "핵심",
        "결과",
        "조성",
        "구축",
        "육성",
        "확대",
        "강화",
        "개발",
        "확충",
        "산업",
        "위원장",
        "장관",
        "의장",
        "사람",
        "기업",
        "총",
        "각각",
        "밝히",
        "나서",
        "위치",
        "선도사업",
        "과",
        "및",
        "보고",
        "업무",
        "업무보고",
        "보도자료",
        "보도",
        "돈",
        "차량",
        "세금",
        "재원",
        "국비",
        "비율",
        "비중",
        "퍼센트",
        "마감",
        "기한",
        "일정",
        "차이",
        "합",
        "사례",
        "방법",
        "효과",
        "성과",
        "budget",
        "project",
        "programme",
        "program",
        "plan",
        "amount",
        "total",
        "money",
        "ministry",
        "government",
        "spend",
        "spent",
        "cost",
        "invest",
        "planned",
        "expected",
        "many",
        "set",
        "funding",
        "fund",
        "aim",
        "goal",
        "target",
        "period",
        "deadline",
        "announced",
        "announce",
    ]
)
_NATIVE_NUMBERS = {
    word: number
    for number, word in enumerate(
        ["한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열"], start=1
    )
}
_COUNTED = re.compile(
    r"(?P<n>\d{1,2}|한|두|세|네|다섯|여섯|일곱|여덟|아홉|열)\s?(?:개|가지|대|곳)?\s?"
    r"(?:사업|분야|과제|항목|프로젝트|그룹|부문|금액|예산)"
)
_TO_WHAT = re.compile(r"(?:몇\s?[가-힣%]{1,3}?|얼마|얼마까지)(?:으로|로|까지)|to how (?:much|many)")
_YEARS_AWAY = {"올해": 0, "금년": 0, "내년": 1, "작년": -1, "지난해": -1, "내후년": 2}
_NOMINAL = frozenset(["NNG", "NNP", "SL", "SH", "XR"])
_PARTICLES_OF_TIME = frozenset(["까지", "부터", "에", "이후", "동안"])
_BREAK = frozenset(["JKS", "JKO", "JKB", "JX", "EC", "ETM", "SF", "SP", "EF", "JC", "VV", "VA"])


def understand(text: str, today: date) -> Question:
    """What a question wants and of what. ``today`` resolves "내년" and the like."""
    folded = fold(text).strip()
    wanted = tuple(kind for kind, pattern in _ASKS if pattern.search(folded))
    reckoning = next((kind for kind, pattern in _RECKONINGS if pattern.search(folded)), None)
    tokens = tokenise(folded)
    terms = _with_focus(folded, _terms(folded, tokens, today))
    counted = _COUNTED.search(folded) if reckoning else None
    how_many = None
    if counted:
        terms = [pair for pair in terms if not counted.start() <= pair[1][0] < counted.end()]
        how_many = _NATIVE_NUMBERS.get(counted["n"]) or int(counted["n"])
    return Question(
        text=text,
        wanted=_settled(wanted, reckoning, [term for term, _ in terms]),
        terms=tuple(term for term, _ in terms),
        language="ko" if HANGUL.search(folded) else "en",
        counter=_counter(folded),
        reckoning=reckoning,
        subject=_subject(folded, terms),
        to_what=_TO_WHAT.search(folded) is not None,
        how_many=how_many,
    )


def _settled(
    wanted: tuple[Wanted, ...], reckoning: Reckoning | None, terms: Sequence[Term]
) -> tuple[Wanted, ...]:
    kinds = list(wanted)
    rate = any(
        re.search(r"..[률율]$|[비세이환확][율률]$|비중$|^rate$|^share$", term.forms[0])
        for term in terms
    )
    if rate and Wanted.AMOUNT in kinds:
        kinds = [Wanted.SHARE if kind is Wanted.AMOUNT else kind for kind in kinds]
    if Wanted.CHANGE in kinds or Wanted.SHARE in kinds:
        kinds = [kind for kind in kinds if kind is not Wanted.AMOUNT]
    if Wanted.SHARE in kinds or Wanted.AMOUNT in kinds:
        kinds = [kind for kind in kinds if kind is not Wanted.CHANGE]
    if reckoning in (Reckoning.SUM, Reckoning.RATIO) and Wanted.SHARE not in kinds:
        kinds = [Wanted.AMOUNT]
    return tuple(dict.fromkeys(kinds)) or (Wanted.STATEMENT,)


def _counter(text: str) -> str:
    match = re.search(r"몇\s?(번째|개국|개사|개소|개교|개월|군데|가지|[가-힣])", text)
    if match:
        return match[1]
    english = re.search(r"how many ([a-z-]+)", text.lower())
    return english[1].removesuffix("s") if english else ""


def _terms(text: str, tokens: Sequence[Token], today: date) -> list[tuple[Term, tuple[int, int]]]:
    """The terms with their places in the question."""
    found: list[tuple[Term, tuple[int, int]]] = []
    taken: list[tuple[int, int]] = []
    for region in find_regions(text):
        names = (region.text, region.place.name, region.place.short, region.name_en)
        forms = tuple(dict.fromkeys(name.lower() for name in names if name))
        place = (region.span.start, region.span.end)
        found.append((Term(forms, TermKind.NAME), place))
        taken.append(place)
    for group in ALIASES:
        term = Term(group, TermKind.NAME)
        for start, end in term.places(text):
            if not any(start < e and s < end for s, e in taken):
                form = text[start:end].lower()
                kind = TermKind.WEAK if form in _WEAK else TermKind.NAME
                forms = tuple(dict.fromkeys((form, *group)))
                found.append((Term(forms, kind, 0.25 if form in _WEAK else 1.0), (start, end)))
                taken.append((start, end))
    for word in _words(text, tokens):
        if any(word.start < e and s < word.end for s, e in taken):
            continue
        made = _term(text, word, tokens, today)
        if made:
            found.append((made, (word.start, word.end)))
    return sorted(found, key=lambda pair: pair[1])


def _words(text: str, tokens: Sequence[Token]) -> list[Token]:
    """Content tokens, with one-syllable pieces joined to the word they belong to."""
    words: list[Token] = []
    for token in tokens:
        small = token.end - token.start == 1 and token.tag in ("NNG", "NNB", "XSN", "NR", "NNP")
        last = words[-1] if words else None
        if small and last and last.end == token.start and last.tag in ("NNG", "NNP", "SL", "XPN"):
            words[-1] = Token(last.form + token.form, last.tag, last.start, token.end)
        elif last and last.tag == "XPN" and last.end == token.start:
            words[-1] = Token(last.form + token.form, token.tag, last.start, token.end)
        elif (
            last and last.tag == "SN" and last.end >= token.start - 1 and token.tag in ("NR", "NNB")
        ):
            words[-1] = Token(text[last.start : token.end], "SN", last.start, token.end)
        elif token.is_content or token.tag in ("XPN", "MM", "MAG"):
            words.append(token)
    return words


def _term(text: str, word: Token, tokens: Sequence[Token], today: date) -> Term | None:
    form = word.form
    if not re.search(r"\w", form):
        return None
    if form in _YEARS_AWAY:
        year = today.year + _YEARS_AWAY[form]
        return Term((form, str(year)), TermKind.YEAR, 0.5, year=year)
    if word.tag == "SN":
        year_match = re.fullmatch(r"((?:19|20)\d\d)(?:년|년도)?", form)
        if year_match:
            return Term((year_match[1],), TermKind.YEAR, 0.7, year=int(year_match[1]))
        digits = re.match(r"제?(\d[\d,.]*)", form)
        if digits and not re.match(r"\s?(?:년|월|일|시)", form[digits.end() :]):
            return Term((form,), TermKind.NUMBER, 0.7, words=(digits[1],))
        return None
    if re.fullmatch(r"(?:첫|둘|셋|넷|다섯|여섯|일곱|여덟|아홉|열)(?:번)?째", form):
        return Term((form,), TermKind.NUMBER, 0.7, words=(form,))
    if form in _SILENT or word.tag in ("MM", "MAG", "NR", "XPN"):
        return None
    if form in _WEAK:
        return Term((form,), TermKind.WEAK, 0.25, words=(form,))
    if word.tag in ("VV", "VA") or (not HANGUL.search(form) and acts_like(form) != (form,)):
        return Term(acts_like(form), TermKind.ACT, 0.4, words=acts_like(form))
    if _is_deed(word, tokens):
        return Term(acts_like(form), TermKind.NAME, 0.7, words=acts_like(form))
    if word.tag in _NOMINAL:
        forms = tuple(dict.fromkeys((form, *sorted(variants(form)))))
        return Term(forms, TermKind.NAME, 1.0, words=(form,))
    return None


def _is_deed(word: Token, tokens: Sequence[Token]) -> bool:
    """Whether a noun is used as a verb here (출범한, 설립하는) or has deeds like it."""
    after = next((token for token in tokens if token.start == word.end), None)
    return (after is not None and after.tag in ("XSV", "XSA")) or acts_like(word.form) != (
        word.form,
    )


def _with_focus(
    text: str, terms: list[tuple[Term, tuple[int, int]]]
) -> list[tuple[Term, tuple[int, int]]]:
    """Mark the noun phrase that the question word asks of: the last run of names before it."""
    if not HANGUL.search(text):
        # English asks first and names later; all its names are asked of.
        return [(replace(t, focus=t.kind is TermKind.NAME), place) for t, place in terms]
    asked = _asked_at(text)
    marked = list(terms)
    last_start: int | None = None
    for at in range(len(marked) - 1, -1, -1):
        term, (start, end) = marked[at]
        if start >= asked:
            continue
        if term.kind not in (TermKind.NAME, TermKind.NUMBER):
            continue
        if last_start is not None and not _same_phrase(text[end:last_start]):
            break
        marked[at] = (replace(term, focus=True), (start, end))
        last_start = start
    if last_start is None:
        return [(replace(term, focus=term.kind is TermKind.NAME), place) for term, place in marked]
    return marked


def _subject(text: str, terms: list[tuple[Term, tuple[int, int]]]) -> str:
    """The words from the first to the last name of the focus, or of the question."""
    names = [(term, place) for term, place in terms if term.kind is TermKind.NAME]
    places = [place for term, place in names if term.focus] or [place for _, place in names]
    return text[places[0][0] : places[-1][1]].strip() if places else ""


def _asked_at(text: str) -> int:
    """Where the question word stands, or the end."""
    match = re.search(
        r"몇|얼마|언제|누구|누가|어디|어느|어떤|무엇|무슨|뭐|뭔|왜|어떻|며칠|"
        r"(?:예산|사업비|금액|기간|날짜|시기|연도)(?:[은는이과와]|\s?\?|$)",
        text,
    )
    return match.start() if match else len(text)


def _same_phrase(between: str) -> bool:
    """Whether only weak words, 의, and joining marks stand between two names."""
    rest = re.sub("|".join(sorted(map(re.escape, _WEAK), key=len, reverse=True)), " ", between)
    rest = re.sub(r"(?:권|급|형|용|적|별|의|한|하는|할|된|되는|및|과|와|인|기반|단위|[·,\-'\"()]|\d+\s?[가-힣]{0,2})", " ", rest)  # fmt: skip
    return not rest.strip()
