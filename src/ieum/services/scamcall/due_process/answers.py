"""What citizens' and officials' tools say of an objection in the same way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import Field

from ieum.kernel.answer import Answer, Result, Source, SourceKind, refused
from ieum.kernel.files import File
from ieum.kernel.messages import Message, _
from ieum.kernel.upload import Upload
from ieum.kernel.views import Table
from ieum.services.scamcall.clock import now
from ieum.services.scamcall.due_process import objecting, paper_files, store, telling
from ieum.services.scamcall.due_process.receipt import receipt
from ieum.services.scamcall.due_process.values import Channel, Ground, Objection
from ieum.services.scamcall.orders import store as orders
from ieum.services.scamcall.vocabulary import SubjectKind

LONGEST_STATEMENT = 3000
NO_MONEY = _(
    "풀어 주겠다며 돈이나 비밀번호를 요구하는 연락은 사기입니다. 이의에는 돈이 들지 않습니다."
)
ACT = _("전기통신금융사기 피해 방지 및 피해금 환급에 관한 특별법")
DECREE = _("전기통신금융사기 피해 방지 및 피해금 환급에 관한 특별법 시행령")

Reference = Annotated[
    str,
    Field(min_length=8, max_length=20, description=_("통지에 적힌 명령 번호. 예: SC-0000-0000")),
]
Word = Annotated[
    str,
    Field(
        min_length=4,
        max_length=60,
        description=_("진행 상황을 볼 때 쓸 암호말. 외울 수 있게 직접 정하세요."),
    ),
]
Statement = Annotated[
    str, Field(max_length=LONGEST_STATEMENT, description=_("무슨 일인지 적어 주세요"))
]
Contact = Annotated[
    str,
    Field(
        max_length=200,
        description=_(
            "연락받을 곳. 없으면 비워 두세요. 결과는 이 화면이나 낸 곳에서 볼 수 있습니다."
        ),
    ),
]
Papers = Annotated[
    list[Upload] | None,
    Field(
        max_length=paper_files.MOST_PAPERS,
        description=_("증명할 서류의 사진이나 PDF. 주민등록번호 뒷자리는 가려 주세요."),
    ),
]


class Filed(Result):
    """That an objection was taken in, and by when it is decided."""

    reference: Annotated[str, Field(description=_("이의 번호"))]
    order: Annotated[str, Field(description=_("명령 번호"))]
    why: Annotated[Table, Field(description=_("무엇을 왜 했는가"))]
    progress: Annotated[Table, Field(description=_("이의의 진행"))]


class Standing(Result):
    """How far an objection has come."""

    reference: Annotated[str, Field(description=_("이의 번호"))]
    state: Annotated[Message, Field(description=_("상태"))]
    why: Annotated[Table, Field(description=_("무엇을 왜 했는가"))]
    progress: Annotated[Table, Field(description=_("이의의 진행"))]
    confirmed: Annotated[int, Field(description=_("풀었다고 확인한 기관 수"))]
    subscribers: Annotated[int, Field(description=_("풀어야 하는 기관 수"))]


class ReleaseReceipt(Result):
    """Who has confirmed a release."""

    complete: Annotated[bool, Field(description=_("모든 기관이 확인했는가"))]
    confirmations: Annotated[Table, Field(description=_("기관마다의 확인"))]
    file: Annotated[File, Field(description=_("보관하거나 인쇄할 확인서"))]


def take_in(
    reference: str,
    ground: Ground,
    statement: str,
    contact: str,
    word: str,
    uploads: Sequence[Upload],
    *,
    channel: Channel = Channel.ONLINE,
    taken_by: str = "",
    by: str = "citizen",
) -> Answer[Filed]:
    """File an objection with its papers, or say that there is no such order."""
    order = orders.find(reference)
    if order is None:
        return refused(
            _("'{reference}' 번호의 조치가 없습니다.", reference=reference),
            _(
                "통지에 적힌 번호를 그대로 적어 주세요. 통지를 잃었다면 매장이나 지점에서 찾아 드립니다."
            ),
        )
    kept = paper_files.read(uploads)
    when = now()
    with store.at_once():
        objection = objecting.file(
            order,
            ground,
            statement,
            contact,
            word,
            when,
            channel=channel,
            taken_by=taken_by,
            by=by,
        )
        for media_type, content in kept:
            store.add_paper(objection.reference, media_type, content, when)
    return Answer(
        result=Filed(
            reference=objection.reference,
            order=objection.order.reference,
            why=telling.why(objection.order),
            progress=telling.progress(objection),
        ),
        sources=law(objection),
        notes=[NO_MONEY],
    )


def add_papers_to(objection: Objection, uploads: Sequence[Upload], party: str, by: str) -> None:
    """Keep papers; the clock runs again. Raises ``WrongArgument`` for what is no paper."""
    kept = paper_files.read(uploads)
    when = now()
    with store.at_once():
        for media_type, content in kept:
            store.add_paper(objection.reference, media_type, content, when)
        objecting.papers_came(objection, party, by, when)


def standing(objection: Objection) -> Answer[Standing]:
    """How far an objection has come."""
    releases = store.releases(objection.reference) or store.releases_of(objection.order.reference)
    first = releases[0] if releases else None
    return Answer(
        result=Standing(
            reference=objection.reference,
            state=objection.state.words,
            why=telling.why(objection.order),
            progress=telling.progress(objection),
            confirmed=len(set(first.subscribers) & set(first.confirmed)) if first else 0,
            subscribers=len(first.subscribers) if first else 0,
        ),
        sources=law(objection),
        notes=[NO_MONEY],
    )


def receipt_of(objection: Objection, language: str) -> Answer[ReleaseReceipt]:
    """The receipt of what an objection freed, or that nothing was freed."""
    releases = store.releases(objection.reference) or store.releases_of(objection.order.reference)
    if not releases:
        return refused(
            _("이 이의로 풀린 것이 아직 없습니다."), _("이의 진행 보기에서 상태를 확인해 주세요.")
        )
    return Answer(
        result=ReleaseReceipt(
            complete=all(release.is_complete for release in releases),
            confirmations=telling.confirmations(releases[0], language),
            file=receipt(objection, releases, language),
        ),
        sources=law(objection),
    )


def not_opened() -> Answer[Any]:
    """One answer for a wrong reference and a wrong word, so that neither can be found out."""
    return refused(
        _("이 번호와 암호말로 낸 이의가 없습니다."),
        _(
            "통지의 명령 번호와 이의를 낼 때 정한 암호말을 적어 주세요. 잊었다면 낸 곳에 신분증을 가지고 가 주세요."
        ),
    )


def law(objection: Objection) -> list[Source]:
    """The articles on objections of this kind."""
    if objection.order.kind is SubjectKind.PHONE:
        return [Source(kind=SourceKind.LAW, title=DECREE, locator=_("제10조의2"))]
    return [Source(kind=SourceKind.LAW, title=ACT, locator=_("제7조·제8조"))]
