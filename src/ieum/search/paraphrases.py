"""Words that say the same in public documents, so that a question need not use the text's own.

``ALIASES`` are names of one thing; ``ACTS`` are verbs of administration that answer each other.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache

ALIASES: tuple[tuple[str, ...], ...] = (
    ("ai", "인공지능", "artificial intelligence"),
    ("ax", "인공지능 전환", "ai 전환", "ai transformation"),
    ("플랫폼", "이음터", "platform"),
    ("파운데이션 모델", "기초 모형", "foundation model"),
    ("보이스피싱", "사기전화", "전화사기", "전화금융사기", "voice phishing"),
    ("인프라", "기반시설", "infrastructure"),
    ("스타트업", "창업 초기기업", "새싹기업", "start-up", "startup"),
    ("유니콘", "거대 신생기업", "unicorn"),
    ("휴머노이드", "인간형 로봇", "humanoid"),
    ("헬스케어", "건강 관리", "healthcare"),
    ("바이오", "생명과학", "bio"),
    ("r&d", "연구개발", "연구 개발", "research and development"),
    ("프로젝트", "과제", "project"),
    ("거버넌스", "추진체계", "governance"),
    ("클라우드", "인터넷기반자원공유", "cloud"),
    ("에이전트", "대리인", "agent"),
    ("온디바이스", "내장형 기기", "on-device"),
    ("스마트", "지능형"),
    ("딥테크", "기저 기술"),
    ("워킹그룹", "실무단", "working group"),
    ("태스크포스", "전담반", "tf"),
    ("글로벌 빅테크", "세계적 정보통신 대기업"),
    ("클러스터", "집적단지", "cluster"),
    ("이니셔티브", "추진전략"),
    ("apec", "아시아태평양경제협력체"),
    ("uae", "아랍에미리트"),
    ("예타", "예비타당성 조사", "예비타당성조사"),
    ("산단", "산업단지"),
    ("지자체", "지방자치단체"),
    ("출연연", "출연연구기관", "출연연구소"),
    ("과기장관회의", "과학기술 관계장관회의", "과학기술 장관회의", "과기 관계장관회의"),
    ("관계장관회의", "장관회의"),
    ("구성원", "멤버", "구성 인원", "member"),
    ("gpu", "그래픽처리장치"),
    ("npu", "신경망처리장치"),
    ("전기차", "전기자동차"),
    ("자율주행차", "자율주행 자동차"),
    ("리더급", "지도자급"),
    ("과학기술정보통신부", "과기정통부", "과기부"),
    ("산업통상부", "산업통상자원부", "산업부"),
    ("중소벤처기업부", "중기부"),
    ("기획재정부", "기재부"),
    ("해양수산부", "해수부"),
    ("보건복지부", "복지부"),
    ("문화체육관광부", "문체부"),
    ("행정안전부", "행안부"),
    ("고용노동부", "노동부"),
    ("국토교통부", "국토부"),
    ("개인정보보호위원회", "개보위", "개인정보위"),
    ("한국과학기술원", "카이스트", "kaist"),
    ("광주과학기술원", "지스트", "gist"),
)

ACTS: tuple[tuple[str, ...], ...] = (
    ("출범", "발족", "창립", "결성", "설립", "launch", "found"),
    ("개최", "열리", "열", "held", "hold"),
    ("설립", "신설", "만들", "세우", "establish", "create"),
    ("조성", "구축", "건립", "만들", "짓", "build"),
    ("개발", "만들", "develop"),
    (
        "확대",
        "증액",
        "늘리",
        "늘",
        "늘어나",
        "증가",
        "확충",
        "높이",
        "끌어올리",
        "raise",
        "increase",
        "grow",
    ),
    (
        "감축",
        "감액",
        "삭감",
        "단축",
        "절감",
        "감소",
        "줄이",
        "줄",
        "낮추",
        "reduce",
        "cut",
        "lower",
    ),
    ("개선", "향상", "높이", "improve"),
    ("완료", "마치", "끝나", "끝내", "마무리", "완성", "종료", "complete", "finish"),
    ("시작", "개시", "착수", "나서", "가동", "start", "begin"),
    ("참여", "참가", "참석", "합류", "join"),
    ("발표", "공개", "밝히", "announce"),
    ("출시", "나오", "내놓", "선보이", "release"),
    ("시행", "발효", "적용", "enter into force"),
    ("지정", "선정", "뽑", "고르", "선발", "designate", "select"),
    ("포상", "상", "수상", "표창", "award"),
    ("도입", "들여오", "introduce"),
    (
        "투입",
        "투자",
        "집행",
        "쓰",
        "들이",
        "배정",
        "편성",
        "책정",
        "확보",
        "반영",
        "할당",
        "spend",
        "invest",
        "secure",
    ),
    ("활용", "이용", "use"),
    ("방문", "찾", "visit"),
    ("추천", "권하", "recommend"),
    ("차단", "막", "block"),
    ("주재", "주재자"),
    ("수립", "마련", "세우"),
)

#: Deeds of saying, by which somebody is told who answered, stressed or asked: any other of them may
#: be the one that a text uses.
SAYING: frozenset[str] = frozenset(
    [
        "답",
        "대답",
        "답변",
        "응답",
        "물음",
        "질문",
        "묻",
        "말씀",
        "발언",
        "강조",
        "언급",
        "설명",
        "덧붙이",
    ]
)
#: How they stand in a text; the short ones with their endings, for 답 begins other nouns.
SAID: tuple[str, ...] = (
    *(
        "답하",
        "답했",
        "답한",
        "대답",
        "답변",
        "응답",
        "말하",
        "말했",
        "말한",
        "말씀",
        "밝히",
        "강조",
    ),
    *("언급", "설명", "덧붙", "전하", "전했", "묻", "물었", "질문", "발언"),
)

#: Those of them that are stems of verbs, and stand in a text with their endings.
VERBS = frozenset(
    [
        "열리",
        "열",
        "만들",
        "세우",
        "짓",
        "늘리",
        "늘",
        "늘어나",
        "높이",
        "끌어올리",
        "줄이",
        "줄",
        "낮추",
        "마치",
        "끝나",
        "끝내",
        "나서",
        "밝히",
        "나오",
        "내놓",
        "선보이",
        "뽑",
        "고르",
        "들여오",
        "쓰",
        "들이",
        "찾",
        "권하",
        "막",
    ]
)


class Side(StrEnum):
    """The side of a time that a deed speaks of."""

    START = "start"
    END = "end"


_STARTING = frozenset(["시작", "개시", "착수", "나서", "가동", "개막", "start", "begin"])
_ENDING = frozenset(
    ["완료", "마치", "끝나", "끝내", "마무리", "완성", "종료", "만료", "complete", "finish", "end"]
)


def side_of(deed: str) -> Side | None:
    """The side of a time that a deed speaks of: 시작, 완료."""
    return Side.START if deed in _STARTING else Side.END if deed in _ENDING else None


@cache
def _by_word() -> dict[str, tuple[str, ...]]:
    words: dict[str, list[str]] = {}
    for group in ACTS:
        for word in group:
            words.setdefault(word, [word]).extend(other for other in group if other != word)
    return {word: tuple(dict.fromkeys(others)) for word, others in words.items()}


@cache
def things() -> frozenset[str]:
    """The names of things and techniques (ai, gpu), which nobody is."""
    bodies = ("부", "원", "위원회", "위")
    return frozenset(
        name
        for group in ALIASES
        for name in group
        if not any(form.endswith(bodies) for form in group)
    )


def acts_like(word: str) -> tuple[str, ...]:
    """The word and those that may stand for it as a deed."""
    return _by_word().get(word, (word,))
