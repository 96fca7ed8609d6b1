"""What sentences speak of and yet do not say: why something is so, what somebody is called.

A sentence that holds all words of such a question (누가 왜 참여했나) tells that it happened. It is no
answer unless it gives a reason, or a name.
"""

from __future__ import annotations

import re

from ieum.search.finding import Finding

_ASKS_WHY = re.compile(
    r"(?<![가-힣])왜(?:\s|$|\?|인|냐|죠|요)|어째서|무슨\s(?:이유|까닭|연유)|(?:이유|까닭|연유|배경)(?:는|가|은|이|를|을)?\s?"
    r"(?:\?|$|무엇|뭐|뭔|어떻|알|궁금)|\bwhy\b|\breasons?\b",
    re.IGNORECASE,
)
#: A reason, a purpose or a cause in a sentence.
_GIVES_A_REASON = re.compile(
    r"때문|위해|위한|위하여|하고자|되고자|이유|까닭|덕분|덕에|계기|목적|목표|배경|차원에서|취지|인해|인하여|따라|따른|"
    r"에\s?대응|에\s?대비|있도록|되도록|하도록|이라며|다며|라고|다고|하면서|어려[워움]|부족|폐지|로\s중단"
)
_ROLES = (
    r"(?:위원장|분과장|의장|회장|사장|부사장|대표|원장|센터장|본부장|국장|실장|과장|팀장|단장|소장|장관|차관|시장|지사|총장|"
    r"책임자|담당자|수상자|감독|교수|기자|연구원|위원)"
)
_ASKS_FOR_A_PERSON = re.compile(
    rf"성함|성명|존함|{_ROLES}(?:님)?(?:들)?(?:의)?\s이름|\bname of the (?:chair|head|director|minister|person|leader)",
    re.IGNORECASE,
)
_SURNAMES = "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민진지엄채원천방공현함변염여추도소석선설마길연표명기반왕금"
_NAME = rf"(?<![가-힣])[{_SURNAMES}][가-힣]{{2}}(?<![고는은을를의에한된할며로들])"
#: A person by the name that stands beside an office: 김정관 장관, 대표 홍길동.
_NAMES_A_PERSON = re.compile(
    rf"{_NAME}\s(?:[가-힣]{{2,10}})?(?:{_ROLES}|부총리|총리|대통령)|{_ROLES}\s{_NAME}(?![가-힣])|"
    r"\b[A-Z][a-z]+ [A-Z][a-z]+\b"
)


def leaves_unsaid(finding: Finding) -> bool:
    """Whether a reason or a person's name is asked for, and no quoted sentence gives one."""
    text = finding.question.text
    quoted = " ".join(quote.text for quote in finding.quotes)
    if _ASKS_WHY.search(text) and not _GIVES_A_REASON.search(quoted):
        return True
    return bool(_ASKS_FOR_A_PERSON.search(text)) and not _NAMES_A_PERSON.search(quoted)
