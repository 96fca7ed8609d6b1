"""Tools that answer questions: from the kept documents, or from one that is only looked into."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ieum.kernel.answer import Answer, Source, SourceKind
from ieum.kernel.context import Context
from ieum.kernel.errors import TooLarge
from ieum.kernel.messages import _
from ieum.kernel.tool import Rate
from ieum.kernel.upload import Upload
from ieum.kernel.views import Cell, Column, Mark, MarkedText, Table
from ieum.search.figures import FigureKind
from ieum.search.passages import Document, cut
from ieum.services.programme import store
from ieum.services.programme.answers import KIND_WORDS
from ieum.services.programme.commitments import Commitment, commitments
from ieum.services.programme.places import place_of
from ieum.services.programme.questions.answering import answer
from ieum.services.programme.questions.libraries import Single
from ieum.services.programme.questions.store import Kept
from ieum.services.programme.questions.wording import answer_to
from ieum.services.programme.reading.containers import PDF, recognise
from ieum.services.programme.reading.reader import LARGEST, ReadDocument, read_document
from ieum.services.programme.results import Found, Promises
from ieum.services.programme.service import service

#: Bytes of a text or an HTML page that is read while its sender waits. Other files may be as large
#: as anywhere else: what makes them large is pictures, which are not read.
LARGEST_TEXT_AT_ONCE = 2**20
#: Pages of a PDF that are read while its sender waits; longer ones are read as a job.
MOST_PAGES_AT_ONCE = 100
#: Characters of text that are looked into while its sender waits: 30 pages, some seconds.
LONGEST_AT_ONCE = 50_000

_File = Annotated[Upload, Field(description=_("들여다볼 HWPX, HWP, PDF, HTML, 텍스트 파일"))]
_NOTHING_KEPT = _("올린 문서는 답을 만드는 데만 쓰고 두지 않습니다.")


@service.tool(
    title=_("문서에 물어보기"),
    says=[
        "광주 AI 예산 얼마야?",
        "광주 ai 예산 얼만지 알려줘",
        "M.AX 얼라이언스는 언제 출범했어?",
        "GPU 몇 장 확보한대?",
        "휴머노이드 실증은 몇 군데로 늘린다고 했지",
        "K-문샷에 돈 얼마나 쓰나요",
        "4대 권역 AI 사업 규모가 어느 정도예요?",
        "국산 양자컴퓨터는 언제까지 개발한대?",
        "누리호 성공률 목표가 몇 퍼센트지",
        "AI 민생 10대 프로젝트가 뭐야?",
        "보이스피싱 공동 대응 플랫폼은 뭘 하는 거야?",
        "온디바이스 반도체 시제품 언제 나와?",
        "AI 특화병원 예산 알려주세요",
        "정부 발표에서 제조 AX 예산이 얼마였더라",
        "국방 AI 전략 과제는 몇 개인가요",
        "문서에서 찾아줘: 지역 자율형 R&D 예산",
        "올린 문서에 이 사업 기간이 어떻게 나와 있어?",
        "보도자료에 뭐라고 나와 있나 찾아봐",
        "국가유산 AI 해설사 예산은?",
        "과기부 업무보고에서 AI 예산이 얼마라고 했나",
        "광주 자율주행 사업 금액 다 더하면 발표랑 맞아?",
        "정책 문서 뒤져서 답해줘",
        "how much is Gwangju's AI budget?",
        "when was the M.AX Alliance launched?",
        "how many GPUs will the government secure?",
        "what does the plan say about the lunar orbiter?",
        "what did the ministry promise about on-device AI chips?",
        "search the documents for the K-Moonshot budget",
        "how many humanoid sites by 2027?",
        "what is the budget of the AI hospital in Gwangju?",
        "이 사업은 몇 년부터 몇 년까지야?",
        "어느 부처가 맡아서 하나요",
        "누가 추진하는 사업이지",
        "AX 실증산단은 어디에 생겨?",
        "AI 데이터센터는 언제 짓는대",
        "피지컬 AI에 얼마를 투자한다고 발표했어",
        "지역별 AI 사업 목표가 뭐였나요",
        "인공지능 인재는 몇 명 양성한대",
        "올해 새로 시작하는 AI 사업이 뭐가 있지",
        "which ministry is in charge of the AI computing centre?",
        "how long will the AI project in Honam run?",
        "what are the goals of the regional AI plan?",
        "대전에는 뭘 해 주겠다고 했어?",
        "부산에 뭐가 생긴다고 했나요",
        "강원도는 어떤 지원을 받는다고 하던가요",
        "우리 지역에 무슨 사업을 한다고 발표했죠",
        "what has been promised to Busan?",
        "what is planned for AI chips?",
    ],
    examples=[
        {"question": "광주 AI 예산은 얼마인가?"},
        {"question": "How much is the AI budget of Gwangju for 2026?"},
    ],
    knows=store.known_words,
)
def ask_documents(
    question: Annotated[str, Field(min_length=2, max_length=500, description=_("문서에 물을 말"))],
    context: Context,
) -> Answer[Found]:
    """What the stored government documents say in answer to a question, and where they say it.

    Nothing is made up: where no document says it, the answer is that none does.
    """
    return answer_to(answer(question, Kept(context.today)))


@service.tool(
    title=_("문서가 약속한 것 보기"),
    says=[
        "이 문서가 뭘 약속하는지 봐줘",
        "이 보도자료에 나온 약속 뽑아줘",
        "파일 하나 넣고 예산이랑 기한만 보고 싶어",
        "발표 자료에서 언제까지 뭘 하겠다는 건지 정리해 줘",
        "정부 발표문이 약속한 금액하고 기한을 알려 주세요",
        "이 계획서에서 하겠다고 한 일이 뭐야",
        "문서에 담긴 약속 목록",
        "what does this document promise?",
        "list the commitments in this press release",
        "which amounts and deadlines does this plan name?",
        "look into a document without keeping it",
    ],
    examples=[
        {
            "file": {
                "name": "plan.txt",
                "text": "다솜시 AI 계획\n\n다솜시는 2027년까지 AI 실증에 12억원을 투입할 계획이다.\n",
            }
        }
    ],
    rate=Rate(20, 60),
)
def promises(file: _File, context: Context) -> Answer[Promises]:
    """What one document promises: each commitment with its amounts, deadline and place in the text.

    Found by rule and confirmed by nobody yet. The document is not kept.
    """
    document, read = _looked_into(file, context)
    found = commitments(document)
    return Answer[Promises](
        result=Promises(
            title=document.title,
            count=len(found),
            promises=_promise_table(found),
            text=_marked(read.text, found),
        ),
        sources=[_source(read)],
        notes=[_("규칙으로 찾은 것이며, 아직 아무도 확인하지 않았습니다."), _NOTHING_KEPT],
    )


@service.tool(
    title=_("문서 하나에 물어보기"),
    says=[
        "이 파일에 물어볼게",
        "문서 하나 올리고 질문하고 싶어",
        "이 보도자료에서 예산이 얼마인지 찾아줘 파일 줄게",
        "내 파일에서 답 찾아줘",
        "첨부한 문서에 대해 물어봐도 돼?",
        "ask a question about this file",
        "I have a document and a question about it",
        "find the answer in the file I attach",
        "내가 올린 파일에 대해 질문하고 싶어요",
        "파일 줄 테니까 거기서 찾아줘",
        "let me ask about a file of my own",
    ],
    examples=[
        {
            "file": {
                "name": "plan.txt",
                "text": "다솜시 AI 계획\n\n다솜시는 2027년 AI 예산으로 12억원을 편성했다.\n",
            },
            "question": "다솜시 AI 예산은 얼마인가?",
        }
    ],
    rate=Rate(20, 60),
)
def ask_file(
    file: _File,
    question: Annotated[str, Field(min_length=2, max_length=500, description=_("문서에 물을 말"))],
    context: Context,
) -> Answer[Found]:
    """What one document says in answer to a question, and where it says it; it is not kept."""
    document, _read = _looked_into(file, context)
    told = answer_to(answer(question, Single(document, context.today)))
    return told.model_copy(update={"notes": [*told.notes, _NOTHING_KEPT]})


def _looked_into(file: Upload, context: Context) -> tuple[Document, ReadDocument]:
    """The document of a file, cut into passages, and what was read of it."""
    if _is_long(file):
        raise _too_long(file.name)
    read = read_document(file, today=context.today)
    if len(read.text) > LONGEST_AT_ONCE:
        raise _too_long(file.name)
    passages = cut(read.text, read.blocks, read.issued)
    document = Document(read.name, read.title, passages, read.issued, read.publisher)
    return document, read


def _is_long(file: Upload) -> bool:
    """Whether a file is seen to be too long before its words are read."""
    content = file.read(LARGEST + 1)
    found = recognise(content)
    if found is None:
        return file.size > LARGEST_TEXT_AT_ONCE
    if found.kind is not PDF:
        return False
    from ieum.services.programme.reading.pdf.reader import page_count

    return (page_count(content) or 0) > MOST_PAGES_AT_ONCE


def _too_long(name: str) -> TooLarge:
    return TooLarge(
        _(
            "{name:은/는} 여기서 들여다보기에 너무 깁니다(글 {most:,}자까지). 더 긴 문서는 로그인한 뒤 "
            "'문서 읽기'로 읽어 주세요.",
            name=name,
            most=LONGEST_AT_ONCE,
        )
    )


def _promise_table(found: list[Commitment]) -> Table:
    def words(commitment: Commitment, *kinds: FigureKind) -> Cell:
        return ", ".join(
            dict.fromkeys(figure.text for figure in commitment.figures if figure.kind in kinds)
        )

    return Table(
        columns=[
            Column(name="promise", label=_("약속")),
            Column(name="amount", label=_("금액")),
            Column(name="when", label=_("때")),
            Column(name="measure", label=_("수와 비율")),
            Column(name="place", label=_("자리")),
        ],
        rows=[
            [
                commitment.text,
                words(commitment, FigureKind.AMOUNT),
                words(commitment, FigureKind.DATE, FigureKind.PERIOD),
                words(commitment, FigureKind.COUNT, FigureKind.SHARE),
                place_of(commitment.locator),
            ]
            for commitment in found
        ],
    )


def _marked(text: str, found: list[Commitment]) -> MarkedText:
    marks: list[Mark] = []
    for commitment in found:
        for figure in commitment.figures:
            start, end = commitment.offset + figure.start, commitment.offset + figure.end
            if not marks or start >= marks[-1].end:
                marks.append(
                    Mark(start=start, end=end, kind=figure.kind, label=KIND_WORDS[figure.kind])
                )
    return MarkedText(text=text, marks=marks)


def _source(read: ReadDocument) -> Source:
    return Source(
        kind=SourceKind.DOCUMENT,
        title=read.title,
        publisher=read.publisher,
        published=read.issued,
        version=read.sha256[:12],
    )
