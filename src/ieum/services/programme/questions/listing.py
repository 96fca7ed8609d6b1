"""Several things of a kind, asked for by their number: AI 민생 과제 네 가지를 뽑아 주세요.

The sentence that speaks of a plan often names none of its parts; the paragraph that begins with its
main parts, or ends its list with "and others", does.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ieum.search.finding import Finding, Quote
from ieum.search.passages import Document, Passage
from ieum.search.terms import TermKind
from ieum.services.programme.questions.replies import Library
from ieum.text.particles import with_particle

_KINDS = "과제|사업|프로젝트|서비스|분야|전략|내용|방안|항목"
_ASKS_FOR_A_LIST = re.compile(
    rf"(?P<before>.*?)(?P<thing>[^,]+?(?P<kind>{_KINDS}))(?:들)?(?:을|를|은|는|중|\s중(?:에서?)?|의\s이름)?\s?(?:의\s)?"
    r"(?:\d{1,2}|두|세|네|다섯|여섯|일곱|여덟)\s?(?:가지|개|건|곳)(?:만|를|을|는|은|의)?\s?(?:좀\s)?"
    r"(?:만\s)?(?:뽑|꼽|골라|적어|나열|열거|말해|알려|대\s?(?:줘|주|보|봐)|들어|소개|이름|예|\s*\??$)"
)
#: What only says where it stands: 11월 보도자료에 이름이 나온.
_WHERE = re.compile(
    r"^.*?(?:보도자료|기사|자료|문서|발표|보고|계획|총회|회의)(?:에서?|에는|의)?\s(?:이름이\s|직접\s)?(?:나온|나오는|언급된|실린|적힌|소개된|든|밝힌)?\s?"
)


def listed(finding: Finding, library: Library) -> Finding | None:
    """The finding with the paragraph that names several of a kind, where the question wants them."""
    asked = _ASKS_FOR_A_LIST.search(finding.question.text)
    if asked is None:
        return None
    thing = _WHERE.sub("", asked["thing"])
    told = library.ask(f"{with_particle(thing, '은/는')} 무엇인가?")
    terms = [t for t in told.question.terms if t.kind is TermKind.NAME]
    opening = re.compile(
        rf"(?:주요|대표|세부|핵심)\s?(?:{asked['kind']})(?:로|로는|는|은|에는)[,\s]|등의\s(?:{asked['kind']})[이가]\s"
    )
    documents = {q.document.key: q.document for q in (*told.quotes, *finding.quotes)}
    for document in documents.values():
        for passage in document.passages:
            around = _around(document, passage)
            if opening.search(passage.text) and all(t.stands_in(around) for t in terms):
                start, end = passage.start, passage.start + len(passage.text)
                quote = Quote(document, passage, start, end)
                return replace(finding, quotes=[quote], lack=None)
    return None


def _around(document: Document, passage: Passage) -> str:
    """A paragraph with the ones beside it and the headings over it."""
    at = document.passages.index(passage)
    beside = document.passages[max(0, at - 2) : at + 2]
    above = [document.passages[n] for n in passage.path if n < len(document.passages)]
    return " ".join(one.text for one in (*above, *beside))
