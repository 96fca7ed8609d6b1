"""What a question asks, without the words that only beg for an answer: …를 정리해 주세요, please tell me."""

from __future__ import annotations

import re

_ASKED_TO = (
    r"알려|말해|말씀해|가르쳐|찾아|보여|짚어|뽑아|적어|"
    r"(?:정리|확인|검산|검증|계산|대조|요약|설명|안내|제시|검색|답변?|말씀)(?:을|를|만|도)?\s?(?:좀\s)?(?:해|하여|부탁)"
)
_BEGGING = re.compile(
    rf"(?P<object>을|를|만|도|좀)?[\s,]*(?:좀\s|따로\s|간단히\s|정확히\s|다시\s|한번\s|각각\s)*(?:{_ASKED_TO})\s?"
    r"(?:보여\s?|봐\s?)?(?:줘|주세요|주십시오|주시겠어요|주실래요|줄래|줄\s수\s있\S*|달라|드립니다|드려요|해요|바랍니다|바람|봐|라|요)*\s*[.!?~]*\s*$"
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
#: A sentence that begins by saying who asks and why: 담당자인데요, 보고서를 쓰는데.
_PREFACE = re.compile(
    r"^[^?,]{1,30}?(?:궁금한|문의|질문|여쭤|여쭙|알아보|찾아보|조사하|작성|때문에|담당자|기자|직원|학생|주민|시민)[^?,]{0,20}?(?:는데요?|ᆫ데요?|은데요?|인데요?|한데요?|데요),?\s|"
    r"^(?:담당자|기자|직원|학생|주민|시민|연구자|공무원)(?:인데요?|입니다)[,.]?\s"
)


def without_begging(text: str) -> str:
    """The question alone: "예산을 알려 주세요" asks "예산?", "몇 개인지 정리해 줘" asks "몇 개인지?"."""
    text = _PREFACE.sub("", text)
    asked, mark, rest = text.rpartition("?")
    if mark and rest.strip() and _QUESTION_WORD.search(asked) and not _QUESTION_WORD.search(rest):
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
