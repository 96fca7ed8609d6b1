"""A few invented documents that the tests of search share. No place or body in them exists."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ieum.search.answering import ask
from ieum.search.finding import Finding
from ieum.search.index import PassageIndex
from ieum.search.passages import Block, Document, Role, cut

TODAY = date(2030, 5, 1)

CITY = """다솜시, 내년 AI 예산 120억원 확보
다솜시는 2030년도 예산으로 총 9000억원을 확보했다. 이 중 AI 예산은 120억원이다.
◇ 디지털 기반 확충 : 2개 사업, 70억원
먼저 다솜 데이터센터 구축(40억원)을 추진한다. 로봇 시험장 예산에 30억원이 들어간다.
◇ 인재 양성 : 2개 사업, 51억원
▲다솜 인공지능학교(21억원) ▲청년 연구자 지원(30억원)을 한다."""

PLAN = """해오름부, 바다 자료 계획 발표
해오름부는 올해 3월 5일 바다 자료 계획을 발표했다.
바다 자료 계획은 ‘해류 모델 개발’(150억원, 2030~2032년), ‘갯벌 지도 구축’(80억원, 2031년)으로 이루어진다.
바다 지킴이는 올해 12명으로 시작해 2033년까지 60명 이상으로 늘린다. 부산과 인천에서 먼저 시행한다.
해류 관측 성공률을 2034년까지 95%로 높이고, 2035년까지 무인 관측선을 개발한다.
고래 관측 플랫폼은 고래의 이동을 알려 준다. 어부와 관광객이 함께 쓴다.
등대, 부표, 관측탑 등 시설 정비에 총 500억원을 투자한다.
이 계획은 4월 제7차 갯벌 위원회에서 확정되었다.
해오름부는 물새 축제*를 연다.
* 물새 축제에서는 사람들이 사진을 겨룬다."""


def document(key: str, text: str, issued: date) -> Document:
    """A text, one passage a line, the first being its title."""
    blocks, start = [], 0
    for number, line in enumerate(text.split("\n")):
        is_heading = line.startswith("◇")
        role = Role.TITLE if number == 0 else Role.HEADING if is_heading else Role.PARAGRAPH
        blocks.append(Block(start, start + len(line), role))
        start += len(line) + 1
    passages = cut(text, blocks, issued)
    return Document(key, passages[0].text, passages, issued)


def library() -> dict[str, Document]:
    """The documents by key."""
    return {
        "city": document("city", CITY, date(2029, 12, 1)),
        "plan": document("plan", PLAN, date(2030, 3, 6)),
    }


class Asked:
    """Questions to the documents, through an index in a folder."""

    def __init__(self, folder: Path) -> None:
        self.documents = library()
        self.index = PassageIndex(folder)
        self.index.bring_up_to_date(
            dict.fromkeys(self.documents, "1"), lambda key: self.documents[key].passages
        )

    def __call__(self, question: str) -> Finding:
        return ask(question, self.index, lambda _keys: self.documents, TODAY)

    def figures(self, question: str) -> list[str]:
        """The figures of the first quote, as written."""
        finding = self(question)
        return [figure.text for figure in finding.quotes[0].figures] if finding.quotes else []
