"""The tool that reads files into the library, and puts what they promise into the register."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from ieum.kernel.answer import Answer, Source, SourceKind
from ieum.kernel.context import Context
from ieum.kernel.errors import Cancelled, IeumError
from ieum.kernel.messages import Message, _
from ieum.kernel.tool import Rate
from ieum.kernel.upload import Upload
from ieum.kernel.views import Cell, Column, Table, Words
from ieum.search.passages import Document
from ieum.services.programme import store
from ieum.services.programme.extraction.extract import extract
from ieum.services.programme.kept_documents import source_of
from ieum.services.programme.reading.archives import count_documents, documents_in
from ieum.services.programme.reading.reader import LARGEST, read_document
from ieum.services.programme.reading.unreadable import Unreadable
from ieum.services.programme.register.proposals import Proposal, lacks_proposals, propose
from ieum.services.programme.results import ReadingReport
from ieum.services.programme.review.rights import may_review
from ieum.services.programme.service import service

MOST_FILES = 200
#: So many files are told of one by one; of more, those that could not be read, and the first ones.
MOST_TOLD = 500
_log = logging.getLogger("ieum.services.programme")


@service.tool(
    title=_("문서 읽기"),
    says=[
        "이 보도자료 읽어줘",
        "문서 올릴게 읽어봐",
        "파일 여러 개 한꺼번에 읽어 주세요",
        "기사 텍스트 파일 추가해줘",
        "이 HTML 문서 등록해 주세요",
        "정책 자료 넣고 싶어요",
        "read these press releases",
        "add this document",
        "put a new file into the library",
        "upload a government document",
        "파일을 읽어 주세요",
        "새 자료 추가하고 싶어",
        "문서 등록할게",
        "보도자료 업로드",
        "자료를 올리려면",
        "텍스트 파일 읽기",
        "이 파일들도 넣어 줘",
        "문서 집어넣기",
        "보고서 파일 추가해 주세요",
        "import these files",
        "load a text file",
        "add a press release to the collection",
        "파일 좀 읽어줄래",
        "기사 몇 개 읽혀 보려고",
        "한글 파일 올려서 약속한 것 뽑아줘",
        "hwpx 보도자료 열 개 넣을게",
        "PDF 문서도 읽을 수 있어?",
        "압축 파일에 든 보도자료 한꺼번에 읽어 줘",
        "read this PDF and find its commitments",
        "add a zip of press releases",
    ],
    examples=[
        {
            "files": [
                {
                    "name": "예산.txt",
                    "text": "다솜시 AI 예산 발표\n\n다솜시는 2027년 AI 예산으로 12억원을 편성했다.\n",
                }
            ]
        },
    ],
    access="signed_in",
    effect="write",
    job=True,
    rate=Rate(20, 60),
)
def read(
    files: Annotated[
        list[Upload],
        Field(
            min_length=1,
            max_length=MOST_FILES,
            description=_(
                "읽을 HWPX, HWP, PDF, HTML, 텍스트 파일. 여럿을 ZIP 파일 하나로 묶어도 됩니다."
            ),
        ),
    ],
    context: Context,
) -> Answer[ReadingReport]:
    """Read files, keep them so that they can be asked, and list what they promise for review."""
    # A bad file never stops the others. A job that was stopped begins anew when it is taken up
    # again, and passes quickly over what it stored already.
    report = _Report(may_review=may_review(context.caller))
    total = sum(map(count_documents, files))
    for number, (name, document) in enumerate(
        each for file in files for each in documents_in(file)
    ):
        if isinstance(document, Unreadable):
            report.add(_Outcome("refused", name, document.message))
            continue
        says = _("{name:을/를} 읽는 중입니다.", name=name)
        context.progress(number / total, says)

        def told(share: float, number: int = number, says: Message = says) -> None:
            context.progress((number + share) / total, says)

        report.add(_read_one(document, context, told))
    context.progress(1.0)
    return report.answer()


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What became of a file: ``read``, ``known`` or ``refused``, and what it brought."""

    kind: str
    file: str
    words: Words
    record: store.Record | None = None
    proposal: Proposal | None = None


class _Report:
    """Counts all outcomes, and keeps those that are told of one by one."""

    def __init__(self, *, may_review: bool) -> None:
        self.may_review = may_review
        self.counts = {"read": 0, "known": 0, "refused": 0}
        self.statements = self.programmes = 0
        self.told: list[_Outcome] = []

    def add(self, outcome: _Outcome) -> None:
        self.counts[outcome.kind] += 1
        if outcome.proposal:
            self.statements += outcome.proposal.statements
            self.programmes += len(outcome.proposal.new)
        if outcome.kind == "refused" or len(self.told) < MOST_TOLD:
            self.told.append(outcome)

    def answer(self) -> Answer[ReadingReport]:
        """The report; what was found is not confirmed, and what is left out is said."""
        notes: list[Words] = []
        if self.statements:
            notes.append(
                _(
                    "찾은 내용은 아직 확인되지 않았습니다. 검토할 진술에서 사람이 확인해야 확정됩니다."
                )
            )
        left_out = sum(self.counts.values()) - len(self.told)
        if left_out:
            notes.append(
                _(
                    "파일이 많아 {count:,}개의 결과는 여기에 적지 않았습니다. 읽지 못한 파일은 모두 적었습니다.",
                    count=left_out,
                )
            )
        return Answer[ReadingReport](
            result=ReadingReport(
                **self.counts,
                statements=self.statements,
                programmes=self.programmes,
                files=Table(columns=_columns(), rows=[_row(outcome) for outcome in self.told]),
            ),
            sources=list(self._sources()),
            notes=notes,
        )

    def _sources(self) -> Iterator[Source]:
        if self.statements:
            yield Source(
                kind=SourceKind.DATASET, title=_("검토할 진술"), page="/s/programme/statements"
            )
        seen: set[int] = set()
        for outcome in self.told:
            if outcome.record and outcome.record.id not in seen:
                seen.add(outcome.record.id)
                # Whoever may review goes on from here at once.
                has_found = self.may_review and outcome.proposal and outcome.proposal.statements
                review = f"/s/programme/review?document={outcome.record.id}"
                yield source_of(outcome.record, review if has_found else "")


def _columns() -> list[Column]:
    return [
        Column(name="file", label=_("파일")),
        Column(name="outcome", label=_("결과")),
        Column(name="statements", label=_("찾은 내용 수")),
        Column(name="document", label=_("문서 번호")),
    ]


def _row(outcome: _Outcome) -> list[Cell]:
    return [
        outcome.file,
        outcome.words,
        outcome.proposal.statements if outcome.proposal else None,
        outcome.record.id if outcome.record else None,
    ]


def _known(file: Upload) -> store.Record | None:
    """The stored document with the content of a file; what is too large is none."""
    if not 0 < file.size <= LARGEST:
        return None
    return store.find_by_digest(hashlib.sha256(file.read(LARGEST)).hexdigest())


def _read_one(file: Upload, context: Context, told: Callable[[float], None]) -> _Outcome:
    proposals: list[Proposal] = []

    def propose_all(id: int, document: Document) -> None:
        proposals.append(propose(id, extract(document), context.caller.id))

    def propose_known(id: int) -> None:
        found = store.find(id) if lacks_proposals(id) else None
        if found:
            propose_all(id, found[1])

    try:
        # What is known is not taken apart again: a job that begins anew is soon where it was.
        record = _known(file)
        is_new = record is None
        if record is None:
            document = read_document(file, today=context.today)
            record, is_new = store.add(document, context.caller.id, progress=told, also=propose_all)
        if not is_new:
            propose_known(record.id)
    except Cancelled:
        raise
    except IeumError as error:
        return _Outcome("refused", file.name, error.message)
    except Exception:
        # A fault of our own in one file: it is logged, and the others are still read.
        _log.exception("a file could not be read")
        return _Outcome(
            "refused",
            file.name,
            _(
                "{name:을/를} 읽다가 이 프로그램의 잘못으로 멈췄습니다. 관리자에게 알려 주세요.",
                name=file.name,
            ),
        )
    if is_new:
        kind = "read"
        words = _("읽었습니다: {title} (단락 {count}개)", title=record.title, count=record.passages)
    else:
        kind, words = "known", _("이미 있는 문서입니다: {title}", title=record.title)
    return _Outcome(kind, file.name, words, record, proposals[-1] if proposals else None)
