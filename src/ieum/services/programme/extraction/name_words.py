"""The words of which names of programmes are made, and those that name nothing by themselves."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ieum.search.passages import Document, Passage, Role, ends_a_sentence
from ieum.search.tokens import HANGUL
from ieum.services.programme.extraction.phrases import Phrase, named

BUDGET = r"(?:예산안?|사업비|총사업비|국비|도비|시비|군비|구비|재정|기금|출연금|보조금|투자액|투자금|투자|재원|소요액|펀드)"
ACTION = (
    r"구축|조성|설립|건립|개발|운영|육성|양성|고도화|지원|실증|확충|확대|연구|기획|도입|보급|건설|신설|강화|제작|정비|"
    r"개최|구현|전환|개선|활성화|추진|마련|수립|설치|보수|매입|임차|분석|관리|국산화|상용화|공급|배치"
)
WORK = re.compile(
    r"(?:사업|프로젝트|프로그램|계획|과제|대책|전략|방안|센터|펀드|플랫폼|단지|클러스터|밸리|사관학교|병원|시스템|체계|"
    r"개발|구축|조성|육성|양성|실증|지원|고도화|도입|확충|전환|건립|설립|운영|보급|설치|제작|정비|건설|개선|"
    r"확장|보강|개조|증설|증축|신축|복원|복구|현대화|재건|교체|개량|이설|리모델링|"
    r"국산화|상용화|전산화|자동화|거점|시설|교육장|관측망|감시망|실험실|연구실|캠퍼스|타운|벨트|허브|협약)$"
)
_GENERIC = re.compile(
    r"(?:(?:첫해|원년|\d차년도|핵심|주요|관련|해당|이|그|동|본|세부|신규|각종|다양한|\d+대|\d+개|중점|추진|대규모|전체|총|이번|올해|내년|"
    r"사업|정부|연간|연|우선|별도|추가|당초|최종|예상|단계|연차별|분야|기본|종합|시행|실행|중장기|투자|재정|재원|조달|소요|계속|이어지는|새로\s?시작하는|대형|초대형|국책|장기|(?:연도|연차|사업|분야|단계|지역|권역|부문|과제|시군|기관|항목)별|\d차|연도)\s*)*"
    r"(?:사업|프로젝트|프로그램|과제|계획|방안|대책|예산안?|사업비|총사업비|국비|도비|시비|군비|구비|투자|지원|규모|"
    r"추진|실증|개발|구축|사업들|몫|분|금액|액수|비용|자금|돈|재원|가운데|중|전체|총액|기간|대상|목표|내용|"
    r"사업\s?규모|지원\s?규모|투자\s?규모|소요\s?예산|투자\s?계획|기업|업체|기관|대학|관계자|분야|경우|결과|증감|등|계|"
    r"합계|소계|총계|(?:연도|연차|사업|분야|단계|지역|권역|부문|과제|시군|기관|항목)별|정책|별도|부분|부문|세부내역|내역|현황|예산\s?규모|예산액|공모|사업\s?기간|성과|효과|개요|배경|목적|방향|추진\s?체계)"
)
_ONLY_BUDGET = re.compile(
    rf"(?:(?:총|전체|관련|자체|별도|추가|정부|올해|신규|내년|소요|추가경정|추경|당초|기정|수정|변경|조정|확정|최종|후|위|본)\s*)*(?:{BUDGET}|추경안?)(?:\s?규모|은|는)?$"
)
_ACTION_BUDGET = re.compile(rf"(.*(?:{ACTION}))\s?(?:예산|사업비)$")
_LETTERS = re.compile(r"[가-힣A-Za-z]")
_ONLY_ACTION = re.compile(rf"(?:{ACTION})(?:\s(?:{ACTION}))*(?:\s?(?:예산|사업비|사업))?")
_BUDGET_LINE = re.compile(r"(?:예산안?|국비|사업비)(?:\s?규모)?$")
#: 공고 제2026-12호: the number of a notice, under which its title stands.
_NOTICE = re.compile(r"\s(?:통합\s)?(?:모집\s|시행\s|사업\s)?공고(?:문)?$")
_YEAR_FIRST = re.compile(r"^20\d\d년(?:도)?\s")
#: the Robot Industry Leap Plan: a plan by its name in English.
_PLAN = re.compile(
    r"\bthe\s(?P<name>(?:[A-Z][\w&-]*\s){1,6}(?:Plan|Project|Programme|Program|Initiative|Strategy|Scheme|Fund))\b"
)
_NOTICE_NUMBER = re.compile(r"제\s?\d{4}\s?-\s?\d+\s?호")
_HEAD = 5
#: ‘항만도시 부산’ 계획을: what stands in quotation marks is a plan, whatever its name ends in.
_CALLED = re.compile(
    r"[’'」』]\s?(?:계획|전략|대책|방안|프로젝트|프로그램|구상)(?:을|를|은|는|이|의|에)"
)
_FIRST_OF_MANY = re.compile(r"(?:첫째|먼저|우선)|[①◇◆▲1가]\.?\s?")
TITLES = re.compile(r"[「『]([^「」『』\n]{4,60})[」』]|[‘']([^‘’'\n]{4,60})[’']")
_FIELD = re.compile(
    r"^(?:['’]?\d{2,4}년도?\s?)?(?:총\s?)?(?:사\s?업\s?비|예\s?산(?:액|안|\s?규모)?|소요\s?(?:예산|재원|액)|투자\s?(?:액|비|규모)|재\s?원|"
    r"(?:사업|지원|모집)\s?규모|지원\s?(?:금액|예산)|총\s?(?:사업비|예산|투자액|규모)|금\s?액|budget|total(?:\s(?:cost|budget))?)"
    r"\s*(?:\([^()]{0,16}\))?\s*(?:[:：]|\t)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Name:
    """What an amount is for, and where the text says so; ``is_own`` if beside the amount itself.

    ``is_generic`` where the words beside it name no programme (예산 7000억원).
    """

    text: str
    at: tuple[int, int]
    is_own: bool = True
    is_generic: bool = False
    is_announced: bool = False
    """It is the work that the first lines of the document put in quotation marks."""


def place(passage: Passage, start: int, end: int) -> tuple[int, int]:
    """A stretch of a passage as one of its document."""
    return passage.start + start, passage.start + end


def is_name(text: str) -> bool:
    """Whether words name something that money can go to: a bare deed (설치) does not say of what."""
    text = named(text)
    return len(_LETTERS.findall(text)) > 1 and not any(
        pattern.fullmatch(text) for pattern in (_GENERIC, _ONLY_BUDGET, _ONLY_ACTION)
    )


def is_budget_field(text: str) -> bool:
    """Whether a line, without its mark, is the field of a sheet that holds the amount: ``사업비:``."""
    return bool(_FIELD.match(text))


def name_in(passage: Passage, phrase: Phrase, *, own: bool = True) -> Name | None:
    """The name in a phrase: what it quotes with the action after it, or its own words."""
    text, start, end = passage.text[phrase.start : phrase.end], phrase.start, phrase.end
    if phrase.quoted:
        quote_start, quote_end = phrase.quoted
        after = passage.text[quote_end + 1 : phrase.end].strip(" '’")
        keep = after if re.fullmatch(rf"(?:{ACTION})(?:\s(?:{ACTION}))?", after) else ""
        text = f"{passage.text[quote_start:quote_end]} {keep}".strip()
        start, end = quote_start, phrase.end if keep else quote_end
    text = named(text)
    action = _ACTION_BUDGET.match(text)
    text = action[1] if action else text
    return Name(text, place(passage, start, end), own) if text else None


def is_budget_line(text: str) -> bool:
    """Whether a name is that of a budget as such: ``AI 예산``."""
    return bool(_BUDGET_LINE.search(text))


def main_name(document: Document) -> Name | None:
    """What a document is about: the title that its first lines put in quotation marks, else its own."""
    told = False
    for passage in document.passages[:6]:
        if told or (passage.ordinal and _FIRST_OF_MANY.match(passage.text)):
            break
        told = passage.role is Role.PARAGRAPH and ends_a_sentence(passage.text)
        for match in TITLES.finditer(passage.text):
            start = match.start(1 if match[1] else 2)
            text = re.sub(r"\s?\([^()]*\)$", "", match[1] or match[2])
            is_work = WORK.search(text) or _CALLED.match(passage.text, match.end() - 1)
            if is_name(text) and is_work:
                return Name(
                    text,
                    place(passage, start, start + len(text)),
                    is_own=False,
                    is_generic=True,
                    is_announced=True,
                )
    if not document.passages:
        return None
    title = document.passages[0]
    for line in document.passages[:_HEAD]:
        if not _NOTICE_NUMBER.search(title.text) or line.role not in (Role.TITLE, Role.SUBTITLE):
            break
        if not _NOTICE_NUMBER.search(line.text):
            text = _NOTICE.sub("", _YEAR_FIRST.sub("", named(line.text)))
            return Name(text, (line.start, line.end), is_own=False, is_generic=True)
    for passage in document.passages[1:6]:
        if not HANGUL.search(document.title) and (plan := _PLAN.search(passage.text)):
            at = place(passage, *plan.span("name"))
            return Name(plan["name"], at, is_own=False, is_generic=True)
    return Name(named(document.title), (title.start, title.end), is_own=False, is_generic=True)
