"""Tools that give the register out as files, and take an edited table back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Annotated
from urllib.parse import urlencode

from pydantic import Field

from ieum.kernel.answer import Answer, Result, Source, SourceKind, Step, refused
from ieum.kernel.context import Context
from ieum.kernel.files import File
from ieum.kernel.messages import Message, _
from ieum.kernel.tool import Rate
from ieum.kernel.upload import Upload
from ieum.kernel.views import Cell, Column, Table
from ieum.services.programme.formats import store
from ieum.services.programme.formats.changes import Aside, Change, Row, codes_in, plan
from ieum.services.programme.formats.entries import TITLE, Publication
from ieum.services.programme.formats.files import Format, write_files
from ieum.services.programme.formats.store import Selection
from ieum.services.programme.formats.table_reading import rows_of
from ieum.services.programme.register.wording import NOT_CONFIRMED, SUBJECTS, in_words
from ieum.services.programme.review.rights import must_review
from ieum.services.programme.service import service

#: More programmes than this are written beside other work, as a job.
MOST_AT_ONCE = 2_000
#: Rows of a table that an answer shows; all are counted.
MOST_SHOWN = 200
#: Rows of an uploaded table that are compared at a time.
PORTION = 500

_About = Annotated[str | None, Field(max_length=100, description=_("사업 이름에 든 말"))]
_Code = Annotated[str | None, Field(max_length=40, description=_("사업 번호(그 세부 사업까지)"))]
_Region = Annotated[
    str | None, Field(max_length=40, description=_("지역(호남처럼 여러 곳을 묶은 이름도)"))
]
_OnlyConfirmed = Annotated[bool, Field(description=_("사람이 확인한 것만"))]


class Exported(Result):
    """The files that were asked for."""

    programmes: Annotated[int, Field(description=_("사업 수"))]
    files: Annotated[list[File], Field(description=_("파일"))]


class Brought(Result):
    """What a table changes."""

    is_applied: Annotated[bool, Field(description=_("대장에 넣었는가"))]
    changed: Annotated[int, Field(description=_("새 진술 수"))]
    new: Annotated[int, Field(description=_("새 사업 수"))]
    unchanged: Annotated[int, Field(description=_("그대로인 줄 수"))]
    set_aside: Annotated[int, Field(description=_("넣지 못한 줄 수"))]
    changes: Annotated[Table, Field(description=_("바뀌는 값"))]
    aside: Annotated[Table, Field(description=_("넣지 못한 줄"))]


@service.tool(
    title=_("사업 파일로 받기"),
    says=[
        "사업 목록을 엑셀로 내려받기",
        "호남 사업을 엑셀 파일로 줘",
        "정책 사업 CSV로 내보내 줘",
        "한 쪽짜리 한글 브리핑 만들어 줘",
        "사업 대장을 hwpx로 뽑아 줘",
        "IATI 형식으로 내보내기",
        "OC4IDS 파일로 받고 싶어",
        "광주 사업 예산을 파일로 내려받을래",
        "데이터 목록을 DCAT으로",
        "export the programmes to Excel",
        "download the register as CSV",
        "give me a one-page briefing in Hangul format",
        "export programmes as IATI",
        "I want the programmes of Honam as a spreadsheet",
        "save the programme data as a Frictionless package",
        "schema.org data of the programmes",
    ],
    examples=[
        {"format": "excel"},
        {"format": "hwpx", "region": "호남"},
        {"format": "csv", "about": "자율주행"},
        {"format": "iati"},
        {"format": "oc4ids"},
        {"format": "dcat"},
        {"format": "frictionless"},
        {"format": "schema_org", "only_confirmed": True},
    ],
    rate=Rate(30, 60),
)
def export(
    context: Context,
    format: Annotated[Format, Field(description=_("형식"))] = Format.EXCEL,
    code: _Code = None,
    about: _About = None,
    region: _Region = None,
    only_confirmed: _OnlyConfirmed = False,
) -> Answer[Exported]:
    """The programmes of the register as a file: a table to edit and bring back, a briefing, or open data."""
    selection = _selection(code, about, region, only_confirmed=only_confirmed)
    programmes = store.count(selection)
    if programmes > MOST_AT_ONCE:
        return refused(
            _("사업이 {count}건이라 한 번에 만들기에는 많습니다.", count=programmes),
            _("'사업 전체를 파일로 받기'를 쓰거나, 이름이나 지역으로 좁혀 주세요."),
        )
    return _exported(format, selection, programmes, context)


@service.tool(
    title=_("사업 전체를 파일로 받기"),
    says=[
        "사업 전체를 파일로 받기",
        "대장 전부를 한꺼번에 내보내 줘",
        "모든 사업 데이터를 통째로 내려받을게",
        "전체 사업을 큰 파일로 뽑아 주세요",
        "십만 건 사업 모두 내보내기",
        "export the whole register, however large",
        "dump all programmes into files",
        "download everything in the register as one big file",
    ],
    examples=[{"format": "csv"}, {"format": "iati", "region": "광주"}],
    job=True,
    rate=Rate(5, 60),
)
def export_all(
    context: Context,
    format: Annotated[Format, Field(description=_("형식"))] = Format.EXCEL,
    code: _Code = None,
    about: _About = None,
    region: _Region = None,
    only_confirmed: _OnlyConfirmed = False,
) -> Answer[Exported]:
    """The same for any number of programmes; it is written while you wait elsewhere."""
    selection = _selection(code, about, region, only_confirmed=only_confirmed)
    return _exported(format, selection, store.count(selection), context)


def _selection(
    code: str | None, about: str | None, region: str | None, *, only_confirmed: bool
) -> Selection:
    return Selection(code or "", about or "", region or "", only_confirmed)


def _exported(
    format: Format, selection: Selection, programmes: int, context: Context
) -> Answer[Exported]:
    if not programmes and format is not Format.DCAT:
        return refused(
            _("대장에 그런 사업이 없습니다."),
            _("이름이나 지역을 바꾸거나, 문서를 먼저 읽어 주세요."),
        )
    publication = _publication(selection, context)
    files = write_files(format, publication, programmes)
    return Answer(
        result=Exported(programmes=programmes, files=files),
        steps=[
            Step(
                says=_(
                    "사업 {count}건을 '{format}' 형식으로 썼습니다.",
                    count=programmes,
                    format=format.words,
                )
            )
        ],
        sources=[_register(context)],
        notes=[
            _(
                "'{state}'{state:-이라고/라고} 적힌 값은 문서에서 뽑았을 뿐, 사람이 보지 않았습니다.",
                state=NOT_CONFIRMED,
            ),
            _("상위 사업의 금액은 하위 사업의 금액을 품습니다. 함께 더하지 마세요."),
        ],
    )


def _publication(selection: Selection, context: Context) -> Publication:
    asked = {"code": selection.code, "about": selection.about, "region": selection.region}
    if selection.only_confirmed:
        asked["only_confirmed"] = "true"
    return Publication(
        entries=lambda: store.entries(selection),
        documents=store.documents,
        day=context.today,
        language=context.language,
        address=store.public_address(),
        query=urlencode({name: value for name, value in asked.items() if value}),
        told=context.progress,
    )


def _register(context: Context) -> Source:
    return Source(
        kind=SourceKind.DATASET, title=TITLE, version=context.today.isoformat(), page="/s/programme"
    )


@service.tool(
    title=_("고친 표 들여오기"),
    says=[
        "고친 엑셀 표를 다시 들여오기",
        "사업 표를 고쳐서 올릴게",
        "수정한 CSV 반영해 줘",
        "엑셀에서 바꾼 예산을 대장에 넣어 줘",
        "내보낸 표를 고쳤으니 가져와 주세요",
        "이 표에서 무엇이 바뀌는지 보여 줘",
        "엑셀로 사업 등록하기",
        "import the edited Excel sheet",
        "bring back the corrected CSV",
        "what would this edited table change?",
        "load programmes from a spreadsheet",
        "apply the changes of my spreadsheet",
    ],
    examples=[
        {
            "file": {
                "name": "programmes.csv",
                "text": "name,lead,budget_won,budget_first_year,budget_last_year\n다솜시 로봇 실증,다솜시,12억원,2027,2029\n",
            }
        }
    ],
    access="signed_in",
    effect="write",
    job=True,
    rate=Rate(20, 60),
)
def import_table(
    file: Annotated[Upload, Field(description=_("고친 표(CSV나 Excel)"))],
    context: Context,
    apply: Annotated[
        bool, Field(description=_("대장에 넣기(아니면 무엇이 바뀌는지만 봅니다)"))
    ] = False,
) -> Answer[Brought]:
    """Take a table back that was exported and edited: what changed becomes new statements, which nobody has confirmed yet."""
    if apply:
        # A document brings the words it rests on; a table only the word of who brings it.
        must_review(context.caller)
    bringing = _Bringing(file.name, context, is_applied=apply)
    rows = rows_of(file)
    while portion := list(islice(rows, PORTION)):
        bringing.take(portion)
    return Answer(
        result=bringing.result(),
        steps=[
            Step(says=_("줄마다 지금 대장에 적힐 줄과 견주어, 다른 칸만 새 진술로 삼았습니다.")),
        ],
        sources=[Source(kind=SourceKind.DOCUMENT, title=file.name), _register(context)],
        notes=list(bringing.notes()),
    )


class _Bringing:
    """A table on its way into the register, a portion of rows at a time."""

    def __init__(self, file: str, context: Context, *, is_applied: bool) -> None:
        self.file, self.context, self.is_applied = file, context, is_applied
        self.changed = self.unchanged = self.set_aside = 0
        self.new: dict[str, str] = {}
        self.changes: list[list[Cell]] = []
        self.aside: list[list[Cell]] = []

    def take(self, rows: Sequence[Row]) -> None:
        """Compare rows with the register, and put in what differs if it is to be."""
        told = _("{row}번째 줄까지 견주었습니다.", row=rows[-1].number)
        self.context.progress(0.5, told)
        found = plan(rows, store.entries_of(codes_in(rows)), store.with_name, self.context.today)
        self.unchanged += found.unchanged
        self.set_aside += len(found.aside)
        self.aside += map(_aside_row, found.aside[: MOST_SHOWN - len(self.aside)])
        for change in found.changes:
            self._change(change)

    def _change(self, change: Change) -> None:
        self.changed += 1
        code = change.programme or self.new.get(change.name, "")
        if not code:
            # Two rows may speak of one new programme.
            code = (
                store.add_programme(change.name, self.context.caller.id) if self.is_applied else "–"
            )
            self.new[change.name] = code
        if self.is_applied:
            source = f"{self.file} {change.row.sheet} {change.row.number}".replace("  ", " ")
            store.state(code, change.value, change.as_of, source, self.context.caller.id)
        if len(self.changes) < MOST_SHOWN:
            before = in_words(change.before) if change.before else None
            subject = SUBJECTS[change.value.subject]
            place = _place(change.row)
            now = in_words(change.value)
            self.changes.append([place, code, change.name, subject, before, now, change.as_of])

    def result(self) -> Brought:
        """What came of it."""
        return Brought(
            is_applied=self.is_applied,
            changed=self.changed,
            new=len(self.new),
            unchanged=self.unchanged,
            set_aside=self.set_aside,
            changes=Table(
                columns=[
                    Column(name="row", label=_("줄")),
                    Column(name="code", label=_("사업 번호")),
                    Column(name="name", label=_("사업")),
                    Column(name="subject", label=_("항목")),
                    Column(name="before", label=_("지금 값")),
                    Column(name="after", label=_("표의 값")),
                    Column(name="as_of", label=_("기준일")),
                ],
                rows=self.changes,
            ),
            aside=Table(
                columns=[
                    Column(name="row", label=_("줄")),
                    Column(name="column", label=_("열")),
                    Column(name="value", label=_("적힌 것")),
                    Column(name="expected", label=_("적어야 하는 것")),
                ],
                rows=self.aside,
            ),
        )

    def notes(self) -> Iterator[Message]:
        """What the reader should know of it."""
        if not self.is_applied:
            yield _("아직 넣지 않았습니다. 맞으면 '대장에 넣기'를 켜고 다시 보내 주세요.")
        elif self.changed:
            yield _("새 진술은 아직 확인되지 않았습니다. 검토 목록에서 확인해 주세요.")
        if self.changed > MOST_SHOWN or self.set_aside > MOST_SHOWN:
            yield _("표에는 앞의 {most}건만 보입니다.", most=MOST_SHOWN)


def _aside_row(aside: Aside) -> list[Cell]:
    return [_place(aside.row), aside.column, aside.value[:200], aside.expected]


def _place(row: Row) -> str:
    return f"{row.sheet} {row.number}".strip()
