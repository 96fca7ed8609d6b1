"""Words and signs that carry a figure, a date or a document without looking like one.

Each pattern finds words that a text may use only when the evidence uses them too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LETTERS = r"A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff"
# A code: letters and digits in one (H200, 98Oо), a telephone number, a clock time, a version.
CODE = re.compile(
    rf"[{_LETTERS}\d]*(?:\d[{_LETTERS}]|[{_LETTERS}]\d)[{_LETTERS}\d]*(?:[-._/][{_LETTERS}\d]+)*"
    rf"|(?<![\d{_LETTERS}])\d+(?:-\d+){{2,}}|(?<!\d)0\d+-\d+|(?<!\d)\d{{1,2}}:\d\d(?::\d\d)?(?!\d)"
    r"|(?<![\d,.])\d+(?:\.\d+){2,}|(?<![\d,.])0\d{2,}(?!\d)|\+\d[\d -]{7,}|(?<!\d)1[5-9]\d\d-\d{4}(?!\d)"
)
# Forms, tables and annexes, which have numbers of their own.
FORM = re.compile(
    r"(?:별지 ?)?제 ?\d+ ?호(?:의 ?\d+)? ?서식(?: ?\(?\d+\)?)?|별표 ?\d+(?:의 ?\d+)?|부칙(?: ?제\d+조)?"
)
LINK = re.compile(
    r"(?:https?|ftp|mailto|tel|javascript|data):[^\s<>\"')\]]+|\bwww\.[^\s<>\"')\]]+"
    r"|\b[\w.+-]+@[\w-]+\.[\w.-]+|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}\b(?:[/?#]\S*)?",
    re.I,
)
MARKUP = re.compile(r"<\s*/?\s*[A-Za-z!][^>]{0,500}>|<\s*/?\s*[A-Za-z!][^<>\n]*$|!?\[[^\]\n]*\]\s*\([^)\n]*\)|!\[|\[[^\]\n]+\]:\s")  # fmt: skip
# Names of Hangul numerals too loose for arithmetic, and English ones.
VAGUE = re.compile(
    r"(?:수|몇)(?:십|백|천|만|억|조)+(?:여)?|절반|반값|반토막|갑절|곱절|두어|서너|너댓|대여섯|예닐곱|"
    r"\b(?:dozens?|scores?|hundreds|thousands|millions|billions|trillions|half|halves|double[ds]?|twice|thrice|"
    r"triple[ds]?|quadruple[ds]?|quarters?|tenfold|[a-z]+fold)\b",
    re.I,
)
NUMBER_WORD = re.compile(
    r"\b(?:zero|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|"
    r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|thousand|million|billion|trillion)\b"
    r"|\bone (?:hundred|thousand|million|billion|year|month|week|day|person|percent|won|dollar|case|hour|minute)\b",
    re.I,
)
# 십 and larger with a digit word beside it, followed by what it may count.
HANGUL_NUMERAL = re.compile(
    r"(?<![가-힣])[일이삼사오육칠팔구십백천만억조]{2,} ?(?:원|명|개|건|퍼센트|프로|달러|년|개월|세|곳|대)(?![가-힣]{2})"
    r"|(?<![가-힣])(?!일조|구조|백조|만조|천만(?:에|다행)|만일|이만|오만(?:하|한|을)|사만)"
    r"[일이삼사오육칠팔구십백천]+ ?[만억조](?=입니다|이고|이며|이다|이었|였|으로|정도|가량|쯤|에 ?달"
    r"|[을를은는이] |[.,)]|$)"
    r"|(?<![가-힣])(?:공|영|일|이|삼|사|오|육|륙|칠|팔|구){4,}(?![가-힣])"
    r"|(?<![가-힣])(?:일|이|삼|사|오|육|칠|팔|구|십|십일|십이)월(?= ?[일이삼사오육칠팔구십]{1,3}일)"
    r"|(?<![가-힣])(?:이?삼?십)?[일이삼사오육칠팔구]?일(?=까지|부터|에 (?:시작|마감|끝))"
)
HANJA_NUMERAL = re.compile(
    r"[一二三四五六七八九十百千萬万億亿兆壹貳參〇零兩]{2,}|[一二三四五六七八九十百千萬億兆](?= ?[원圓元%월년명개건日月年])"
)
RELATIVE_DAY = re.compile(
    r"올해|금년|내년|후년|작년|지난해|재작년|이번 ?달|다음 ?달|지난 ?달|내달|이번 ?주|다음 ?주|지난 ?주|"
    r"(?<![가-힣])(?:오늘|내일|모레|어제|그저께|글피)(?![가-힣]*(?:날|의 ))|상반기|하반기|연말|연초|월말|월초|"
    r"[월화수목금토일]요일|\((?:월|화|수|목|금|토|일)\)|"
    r"\b(?:today|tomorrow|yesterday|(?:this|next|last) (?:year|month|week|quarter)|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b",
    re.I,
)
DOCUMENT = re.compile(
    r"[가-힣]*(?:백서|보고서|보도자료|지침서|훈령|예규|가이드라인|매뉴얼|기본계획|시행계획|종합계획|업무계획)"
    r"|\b(?:[A-Z][\w-]* )+(?:White Paper|Report|Guidelines?|Handbook|Plan|Notice)\b"
)
# Any other sign that stands for a number: ½, Ⅳ, ㊿, 🄁 …
OTHER_SIGN = re.compile(r"[\u00bc-\u00be\u2150-\u218b\u2460-\u249b\u24ea-\u24ff\u2776-\u2793\u3220-\u3229\u3280-\u32b0]")  # fmt: skip

# A mark before a unit word (①억 원) is a figure and numbers nothing.
_NO_UNIT = r"(?! ?(?:[십백천만억조]+ ?(?:원|명|개|달러|$)|원|%|퍼센트))"
LIST_MARK = re.compile(
    r"(?m)^[ \t]*(?:[-*•] ?)?(?:\*\*)?"
    rf"(?:(?P<n>\d{{1,2}})[.)](?=\s|\*){_NO_UNIT}|(?P<c>[①-⑳]){_NO_UNIT})"
)
_SPELT_MARKS = "첫째|둘째|셋째|넷째|다섯째|여섯째|일곱째|여덟째|아홉째|열째"
SPELT_MARK = re.compile(rf"(?:^|(?<=[.!?\n] )|(?<=\n))(?:{_SPELT_MARKS})(?=[,. ])")


@dataclass(frozen=True)
class Marker:
    """A mark that numbers the text's own list."""

    start: int
    end: int


def own_markers(text: str) -> Iterator[Marker]:
    """Marks at the beginnings of lines that count 1, 2, 3 … without a gap, from one."""
    expected = 1
    for match in LIST_MARK.finditer(text):
        value = int(match["n"]) if match["n"] else ord(match["c"]) - ord("①") + 1
        if value not in (expected, 1):
            continue
        expected = value + 1
        yield Marker(match.start(), match.end())
    for expected_word, match in zip(
        _SPELT_MARKS.split("|"), SPELT_MARK.finditer(text), strict=False
    ):
        if match.group() != expected_word:
            break
        yield Marker(match.start(), match.end())
