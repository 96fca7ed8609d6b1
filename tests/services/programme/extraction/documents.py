"""Documents made up for tests: no place or programme in them exists."""

from __future__ import annotations

from datetime import date

from ieum.kernel.upload import Upload
from ieum.search.passages import Document, cut
from ieum.services.programme.reading.reader import read_document

CITY_BUDGET = """\
강원특별자치도, 내년 스마트 농업 예산 300억원 편성

등록 : 2030-11-20

강원특별자치도는 내년 스마트 농업 분야 예산으로 총 300억원을 편성했다고 밝혔다.

◇ 온실 자동화 확산 : 2개 사업, 120억원
먼저 다솜 온실 제어기 보급(80억원) 사업을 추진한다. 이어 ‘햇살 온실 실증단지’ 조성(40억원)에 나선다.

◇ 농기계 자율주행 실증 : 2개 사업, 185억원
▲자율 트랙터 시험장 구축(150억원) ▲밭둑길 정밀지도 제작(35억원)을 추진한다.
"""

MINISTRY_PLAN = """\
해양수산부, 항만 인공지능 전환 계획 발표

등록 : 2030-03-05

해양수산부는 항만 인공지능 전환 계획을 발표했다.

첫째, 항만 하역 자동화 사업을 시작한다. 해수부는 올해부터 2034년까지 900억원 이상의 예산을 투입할 계획이다.

무인 하역 분야에서는 ‘무인 하역 표준모형 개발’ 사업을 추진하며, 2030년부터 2032년까지 210억원의 예산이 투입된다. \
점검 분야는 ‘선박 외판 점검 로봇 개발’(95억원, 2031~2033년) 등이다.

둘째, 항만 안전망을 넓힌다. 항만 안전 예산은 2030년 70억원에서 2031년 110억원으로 늘린다.
"""


def document(text: str, name: str = "a.txt") -> Document:
    """A text as the product reads it."""
    read = read_document(Upload(name, text.encode()), today=date(2030, 12, 31))
    passages = cut(read.text, read.blocks, read.issued)
    return Document(name, read.title, passages, read.issued, read.publisher)
