"""What a question asks, without the words that only beg for an answer: …를 정리해 주세요, please tell me."""

from __future__ import annotations

import re

#: How politely it is begged for, after the verb: 주시기 바랍니다, 줘, 주실 수 있나요.
_POLITELY = (
    r"(?:보여\s?|봐\s?|봐요?\s?)?(?:"
    r"(?:주|달)(?:시기|시길|기|길)\s?(?:를\s|을\s)?(?:바랍|바라|바람|부탁|요청|희망)\S*|"
    r"(?:줘|주세요|주십시오|주십쇼|주시오|주시겠\S*|주실래\S*|주실\s?수\s\S+(?:\s?\S+)?|줄래\S*|줄\s?수\s\S+|주라|주면\s\S+|주시면\s\S+|달라|드립니다|드려요|드릴\S*|바랍니다|바람|봐요?|라|요)+)"
)
#: Whatever is begged for is what answering is, not what is asked of: 열거하여, 회신하여, 골라. What is
#: to be reckoned (비교해, 더해) stays.
_RECKONING = r"(?!비교|대비|견[줘주]|더해|더하|합[해하쳐]|합산|합계|총합|빼)"
_VERB = rf"{_RECKONING}[가-힣]{{0,5}}(?:해서?|하여|[려와아어여워춰겨내혀눠써해줘봐펴])"
_ASKED_TO = (
    r"알려|말해|말씀해|가르쳐|찾아|보여|짚어|뽑아|적어|"
    r"(?:정리|확인|검산|검증|계산|대조|요약|설명|안내|제시|검색|답변?|말씀|나열|열거)(?:을|를|만|도)?\s?(?:좀\s)?(?:해|하여|부탁)"
)
_NOUN = r"[가-힣]{2,4}(?:을|를)?\s?(?:좀\s)?(?:바랍니다|바람|요망|요청(?:드립니다|합니다)?|부탁(?:드립니다|드려요|합니다|해요?)?)"
_ADVERBS = r"(?:좀\s|따로\s|함께\s|간단히\s|정확히\s|다시\s|한번\s|[가-힣]{1,4}적으로\s|[가-힣]{2,4}하게\s)*"
_BEGGING = re.compile(
    rf"(?:을|를|만|도|좀)?[\s,]+{_ADVERBS}"
    rf"(?:{_VERB}\s?{_POLITELY}|(?:{_ASKED_TO})\s?(?:{_POLITELY})?|{_NOUN})\s*[.!?~]*\s*$"
)
_QUESTION_WORD = re.compile(
    r"무엇|무슨|뭐|뭘|뭔|어떤|어떻|어느|어디|누구|누가|언제|얼마|몇|며칠|왜|\b(?:what|which|who|how|why|when|where)\b",
    re.IGNORECASE,
)
#: An indirect question is over with its ending; what follows is the asking: 얼마인지 팩트체크 좀.
_INDIRECT = re.compile(r"[는은던을인한된될할일]지(?:요|를|만|도|에\s대해서?)?(?=[\s,])")
#: How the answer is wanted, said last: 정확하게요, (간단히), 구체적으로.
_MANNER = re.compile(
    r"[\s,(]+(?:[가-힣]{1,4}(?:적으로|하게)(?:는|만)?|자세히|간단히|간략히|정확히|상세히)(?:요|좀)?\)?\s*[.?!]*$"
)
#: What is asked of is a noun, and the verb says nothing: 비중은 어떻게 되나요.
_EMPTY_VERB = re.compile(
    r"(?<=[가-힣][은는])\s(?:대략\s|총\s|모두\s)?(?:어떻게\s(?:되|돼|됩|된|될)\S*|어찌\s?(?:되|돼|됩)\S*|무엇(?:인|일|이)\S*|뭔가요|뭐\S{0,4})\s*[.?!]*$"
)
#: What is to be shown beside the answer, as every answer shows it: 산출 근거와 함께.
_BESIDES = re.compile(
    r"\s(?:(?:산출|계산|산정|비교|판단)\s?(?:근거|과정|방법|내역|식)|근거|출처|산식)(?:과|와|을|를|도)?\s?"
    r"(?:함께|같이|포함(?:하여|해서?)|곁들여|붙여|덧붙여)(?=[\s,.?]|$)"
)
#: What is said before a question is begun.
_INTERJECTION = re.compile(
    r"^(?:아니|근데|그런데|그럼|그러면|저기요?|음+|어+|있잖아요?|참|자|야)[,.\s]+"
)
#: A sentence that begins by saying who asks and why: 담당자인데요, 보고서를 쓰는데.
_PREFACE = re.compile(
    r"^[^?,]{1,30}?(?:궁금한|문의|질문|여쭤|여쭙|알아보|찾아보|조사하|작성|때문에|담당자|기자|직원|학생|주민|시민)[^?,]{0,20}?(?:는데요?|ᆫ데요?|은데요?|인데요?|한데요?|데요),?\s|"
    r"^(?:담당자|기자|직원|학생|주민|시민|연구자|공무원)(?:인데요?|입니다)[,.]?\s"
)


def without_begging(text: str) -> str:
    """The question alone: "예산을 알려 주세요" asks "예산?", "몇 개인지 정리해 줘" asks "몇 개인지?"."""
    text = _BESIDES.sub("", _PREFACE.sub("", _INTERJECTION.sub("", text)))
    asked, mark, rest = text.rpartition("?")
    says_more = _QUESTION_WORD.search(rest) or re.search(r"\d", rest)
    if mark and rest.strip() and _QUESTION_WORD.search(asked) and not says_more:
        text = asked + mark
    match = _BEGGING.search(text)
    if match and match.start() > 1:
        text = f"{text[: match.start()].rstrip(' ,')}?"
    indirect = [m for m in _INDIRECT.finditer(text) if not _QUESTION_WORD.search(text[m.end() :])]
    if indirect and _QUESTION_WORD.search(text[: indirect[0].start()]):
        text = f"{text[: indirect[0].end()]}?"
    manner = _MANNER.search(text)
    return f"{text[: manner.start()].rstrip('?')}?" if manner and manner.start() > 1 else text


def without_empty_verb(text: str) -> str:
    """A question for a noun without the verb that says nothing: 비중은 어떻게 되나요 asks 비중은?"""
    return _EMPTY_VERB.sub("?", text)
