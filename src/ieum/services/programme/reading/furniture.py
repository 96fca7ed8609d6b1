"""Telling an article from the page around it: menus, bylines, weather, other news.

General rules of how Korean news pages and press releases are dumped as text; none names a paper.
"""

from __future__ import annotations

import re
from enum import Enum, auto


class Line(Enum):
    """What a line of a dumped page is."""

    TEXT = auto()
    FURNITURE = auto()
    CAPTION = auto()
    END = auto()
    """After it comes nothing of the article any more: a copyright line, a list of other news."""


_MENU_WORDS = (
    "메뉴|홈|로그인|회원가입|구독|검색|더\\s?보기|인쇄|프린트|스크랩|글자\\s?크기|공유(?:하기)?|댓글(?:\\s?쓰기)?|"
    "속보|최신\\s?뉴스|전체\\s?기사|기사\\s?목록|배너|광고|AD|Ad|ADVERTISEMENT|Advertisement|Share|Print|Menu|"
    "Home|Login|Subscribe|Search|Read more|More|가\\s?가|URL\\s?복사|목록|이전|다음|맨\\s?위로|본문\\s?바로가기|"
    "주메뉴\\s?바로가기|페이스북|트위터|카카오톡|네이버|사진|작성일|등록일|게시일|작성자|담당\\s?부서|조회(?:\\s?수)?|"
    "첨부\\s?파일|다운로드|바로\\s?보기|미리\\s?보기|파일\\s?받기"
)
_MENU_LINE = re.compile(rf"[\s|·•\-+>]*(?:{_MENU_WORDS})[\s|·•\-+>]*(?:[>×+]\s*)?$")
_MENU_ROW = re.compile(rf"(?:{_MENU_WORDS})(?:[\s|]+\S{{1,8}}){{1,6}}$")
_NO_LETTERS = re.compile(r"[\W\d_]*$")
_WEATHER = re.compile(
    r"[•·\s]*[가-힣]{2,12}\s*-?\d+(?:\.\d+)?\s*(?:℃|°C|도씨)$|.{0,6}기상청\s?제공$"
)
_BYLINE = re.compile(
    r"(?:.{0,30}(?:기자|특파원|reporter|Reporter)\s*[/|=]?\s*)?(?:기사)?(?:승인|입력|등록|게시|발행|작성|최종\s?수정|"
    r"수정|업데이트|Published|Updated|Posted)(?:일|일시|시간|at|on)?\s*[:：]?\s*\d{4}"
)
_REPORTER = re.compile(
    r".{0,30}(?:기자|특파원|[Rr]eporter)\s*[/|=]?\s*\d{4}\s*[./-]|"
    r"(?:Published|Updated|Posted|Input)\s*(?:at|on)?\s*[:：]?\s*(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}|\d{1,2}\s[A-Z][a-z]{2,8}),?\s\d{{4}}"
)
_DATE_ONLY = re.compile(
    r"(?:date\s+|(?:날짜|일자|일시)\s*[:：]\s*)?\d{4}\s*[년./-]\s*\d{1,2}\s*[월./-]\s*\d{1,2}\s*일?\.?"
    r"(?:\s*\(?[월화수목금토일](?:요일)?\)?)?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?$"
)
_EMAIL_LINE = re.compile(
    r"(?:[가-힣A-Za-z .=·]{0,30}\s)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+(?:\s+\d{4}-\d{2}-\d{2}.*)?$"
)
_TO_TOP = re.compile(r"(?:Top|TOP|맨\s?위)\s?으?로\s?이동$")
_END = re.compile(
    r"무단\s?(?:전재|복제)|재배포\s?금지|저작권자\s?[ⓒ©(]|[ⓒ©]\s?[가-힣A-Za-z ]{2,20}.{0,20}(?:금지|reserved)|"
    r"All rights reserved|Copyright\s?[ⓒ©(]|"
    r"^[\[<〈]?.{0,12}(?:베스트|인기|추천|관련)\s?(?:기사|뉴스)\s?[\]>〉]?$|"
    r"^\[?\s?(?:이\s?시각|오늘의|주요)\s?헤드라인|^(?:많이\s?본|가장\s?많이\s?본|실시간)\s?(?:기사|뉴스)|^HOT\s?클릭|^(?:최신|주요|오늘의)\s?(?:뉴스|기사)$|"
    r"^뉴스\s?댓글|^PHOTO\s?NEWS|^(?:Related|Most read|More)\s(?:articles|stories|news|from)",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"\[\s?(?:사진|자료|그래픽|이미지)\s?[=:：].{1,30}\]|\((?:사진|자료|그래픽)\s?[=:：/].{1,30}\)|"
    r"^[▲△▶]\s?[^()]{10,80}(?:있다|하고 있다|모습|장면)\.?$"
)
_ROW = re.compile(r"\S\s*\t\s*\S|[^|│]\s?[|│]\s?[^|│]*[|│]")
_SHORT = 8
#: The form of a press release of the state: when it may be published, and whom to ask.
_RELEASE_FORM = re.compile(
    r"(?:보도|엠바고|배포)\s?(?:시점|일시|시각|일)?\s*(?:[:：|\t]|\s(?=['’\d]))|보\s?도\s?(?:참\s?고\s?)?자\s?료$|"
    r"(?:PRESS|NEWS|MEDIA)\s(?:RELEASE|STATEMENT)|FOR\s(?:IMMEDIATE\s)?RELEASE|"
    r"(?:총괄|담당|주관|협조|소관)?\s?(?:담당\s?)?(?:부서|과장|책임자|담당자|작성자|문의처?)\s*[:：|\t]"
)
_TELEPHONE = re.compile(r"\(?0\d{1,2}[)-]\s?\d{3,4}-\d{4}")
#: 한국환경산업기술원 공고 제2026-12호: who gives the notice.
_NOTICE = re.compile(r"[가-힣·()\s]{2,40}?\s?(?:공고|고시)\s?제?\s?\d{4}\s?-\s?[\d○]+\s?호?")
#: Whose paper it is: that of no single ministry.
_JOINT = re.compile(r"(?:관계\s?부처|관계\s?기관|범부처|범정부)\s?합동")
#: The head of a body, who signs a notice.
_SIGNED = re.compile(r"[가-힣]{2,12}(?:부장관|청장|처장|도지사|특별시장|광역시장|진흥원장|위원장)")
_OFFICERS = re.compile(
    r"책임자|담당자|부서|문의|과\s?장|국\s?장|사무관|서기관|주무관|팀\s?장|연구원"
)


def kind_of(line: str) -> Line:
    """What a line is, by itself."""
    stripped = line.strip()
    if _END.search(stripped) and len(stripped) < 120:
        return Line.END
    for pattern in (
        _NO_LETTERS,
        _MENU_LINE,
        _MENU_ROW,
        _WEATHER,
        _DATE_ONLY,
        _EMAIL_LINE,
        _TO_TOP,
    ):
        if pattern.match(stripped):
            return Line.FURNITURE
    if (_BYLINE.match(stripped) or _REPORTER.match(stripped)) and len(stripped) < 80:
        return Line.FURNITURE
    if _CAPTION.search(stripped) and len(stripped) < 250:
        return Line.CAPTION
    return Line.TEXT


def is_release_form(line: str) -> bool:
    """Whether a line is of the form around a press release: embargo, offices, officers, telephones."""
    stripped = line.strip()
    if len(stripped) > 200:
        return False
    if _RELEASE_FORM.match(stripped):
        return True
    return bool(_TELEPHONE.search(stripped) and _OFFICERS.search(stripped))


def is_notice_number(line: str) -> bool:
    """Whether a line is the number of a notice, which says whose notice it is."""
    return bool(_NOTICE.fullmatch(line.strip()))


def is_row(line: str) -> bool:
    """Whether a line is a row of a table: cells parted by tabs or upright bars."""
    return bool(_ROW.search(line.strip()))


def is_label(line: str) -> bool:
    """Whether a line is a bare word or two, as menus and sections of a newspaper are."""
    stripped = line.strip()
    if _JOINT.fullmatch(stripped) or _SIGNED.fullmatch(stripped):
        return False
    return len(stripped) <= _SHORT and not re.search(r"[\d.,!?:;]|^[□■◇◆○◎ㅇ❍①-⑳]", stripped)


def is_date_line(line: str) -> bool:
    """Whether a line holds a date and nothing else, or the times of a byline."""
    return bool(_DATE_ONLY.match(line.strip()) or _BYLINE.match(line.strip()))
