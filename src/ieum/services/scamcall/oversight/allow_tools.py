"""The allow list as tools: whoever runs the hub, and regulators, say what is never acted on."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from ieum.exchange.parties import store as parties
from ieum.exchange.parties.values import Party
from ieum.kernel.answer import Answer, Result, Source, SourceKind
from ieum.kernel.context import Context
from ieum.kernel.errors import NotAllowed, WrongArgument
from ieum.kernel.messages import Message, _
from ieum.kernel.upload import Upload
from ieum.kernel.views import Cell, Column, Table
from ieum.services.scamcall.clock import now
from ieum.services.scamcall.due_process import allowing
from ieum.services.scamcall.due_process.telling import moment
from ieum.services.scamcall.judgement import allow_csv, allow_list
from ieum.services.scamcall.judgement import store as judgements
from ieum.services.scamcall.judgement.allow_csv import first_moment
from ieum.services.scamcall.judgement.allow_list import AllowedEntry, AllowedHolder, Wish
from ieum.services.scamcall.service import service
from ieum.services.scamcall.vocabulary import SubjectKind

PAGE = 500
LIST = Source(kind=SourceKind.DATASET, title=_("이 허브의 허용 목록"))


class Allowed(Result):
    """What came of adding to the list."""

    added: Annotated[int, Field(description=_("새로 넣은 항목"))]
    known: Annotated[int, Field(description=_("이미 있던 항목"))]
    ended: Annotated[int, Field(description=_("바로 푼 명령"))]


class AllowList(Result):
    """The list, with what was taken from it where that is wanted."""

    after: Annotated[int | None, Field(description=_("다음 쪽을 부를 때 보낼 값, 없으면 끝"))]
    entries: Annotated[Table, Field(description=_("허용 목록"))]
    shipped: Annotated[Table, Field(description=_("배포본에 든 항목"))]


@service.tool(
    title=_("허용 목록에 넣기"),
    says=[
        "이 대표 번호는 절대 막지 않게 해 줘",
        "허용 목록에 병원 번호를 넣어 줘",
        "never block this number",
        "add to the allow list",
    ],
    examples=[
        {
            "kind": "phone",
            "identifier": "+12025550100",
            "holder": "hospital",
            "who": "견본 병원 응급실",
            "basis": "기관 공문 2026-1",
            "valid_from": "2026-11-21",
        }
    ],
    access="party",
    scope="oversee",
    effect="act",
)
def allow_identifier(
    kind: Annotated[SubjectKind, Field(description=_("종류"))],
    identifier: Annotated[
        str,
        Field(
            min_length=3,
            max_length=300,
            description=_("전화번호, '은행코드:계좌번호', 링크나 앱. 여럿이면 그 앞부분"),
        ),
    ],
    holder: Annotated[AllowedHolder, Field(description=_("어떤 곳의 것인가요"))],
    who: Annotated[str, Field(min_length=2, max_length=100, description=_("누구의 것인가요"))],
    basis: Annotated[str, Field(min_length=2, max_length=300, description=_("근거"))],
    valid_from: Annotated[date, Field(description=_("언제부터"))],
    context: Context,
    valid_until: Annotated[
        date | None, Field(description=_("이날부터는 아님. 끝이 없으면 비워 두세요."))
    ] = None,
    beginning: Annotated[bool, Field(description=_("이렇게 시작하는 것 모두"))] = False,
) -> Answer[Allowed]:
    """Never act on a number, an account or all that begin so; open orders against it end at once."""
    party = _person_of(context)
    if valid_until is not None and valid_until <= valid_from:
        raise WrongArgument("valid_until", _("끝나는 날은 시작하는 날보다 뒤여야 합니다."))
    wish = Wish(
        kind,
        allow_list.normal_wish(kind, identifier, beginning),
        beginning,
        holder,
        who,
        basis,
        first_moment(valid_from),
        first_moment(valid_until) if valid_until else None,
    )
    return _added([wish], party, context)


@service.tool(
    title=_("허용 목록을 표로 넣기"),
    says=[
        "은행과 병원의 대표 번호 표를 허용 목록에 넣어 줘",
        "import many entries of the allow list",
    ],
    examples=[
        {
            "file": {
                "name": "allow.csv",
                "text": "kind,identifier,match,holder,who,basis,valid_from,valid_until\n"
                "phone,+12025550101,exact,bank,견본 은행,기관 공문 2026-2,2026-11-21,\n",
            }
        }
    ],
    access="party",
    scope="oversee",
    effect="act",
)
def allow_many(
    file: Annotated[
        Upload,
        Field(
            description=_(
                "CSV(UTF-8). 첫 줄: kind,identifier,match,holder,who,basis,valid_from,valid_until"
            )
        ),
    ],
    context: Context,
) -> Answer[Allowed]:
    """Add all entries of a table to the allow list, or none where a line is wrong."""
    party = _person_of(context)
    with file.open() as opened:
        content = opened.read(allow_csv.MOST_BYTES + 1)
    return _added(allow_csv.read(content), party, context)


@service.tool(
    title=_("허용 목록에서 빼기"),
    says=["이 번호를 허용 목록에서 빼 줘", "remove from the allow list"],
    examples=[{"entry": 1, "reason": "기관이 번호를 바꿈"}],
    access="party",
    scope="oversee",
    effect="act",
)
def end_allowance(
    entry: Annotated[int, Field(ge=1, le=2**62, description=_("허용 목록의 항목 번호"))],
    reason: Annotated[str, Field(min_length=2, max_length=300, description=_("까닭"))],
    context: Context,
) -> Answer[AllowList]:
    """End an entry of the allow list; it stays to be seen, and nothing is ordered because of it."""
    party = _person_of(context)
    ended = allowing.remove(entry, party.id, context.caller.reference, reason, now())
    return Answer(result=_page([ended], None), sources=[LIST])


@service.tool(
    title=_("허용 목록"),
    says=["막지 않기로 한 번호를 보여 줘", "허용 목록의 이력", "show the allow list"],
    examples=[{}, {"ended": True}],
    access="party",
    scope="oversee",
)
def allow_list_entries(
    context: Context,
    ended: Annotated[bool, Field(description=_("빠진 항목도 볼까요"))] = False,
    after: Annotated[int, Field(ge=0, le=2**62, description=_("앞 쪽이 알려 준 값"))] = 0,
) -> Answer[AllowList]:
    """List what is never acted on: who entered it, on what basis, from when until when."""
    parties.acting_for(context.caller)
    found = judgements.allowances(ended, after, PAGE + 1)
    following = found[PAGE - 1].id if len(found) > PAGE else None
    return Answer(result=_page(found[:PAGE], following), sources=[LIST])


def _person_of(context: Context) -> Party:
    """The party for which a person acts. Raises ``NotAllowed`` for a program."""
    if not context.caller.signed_in:
        raise NotAllowed(_("사람이 로그인해 하는 일입니다. 프로그램의 키로는 할 수 없습니다."))
    return parties.acting_for(context.caller)


def _added(wishes: list[Wish], party: Party, context: Context) -> Answer[Allowed]:
    done = [allowing.add(one, party.id, context.caller.reference, now()) for one in wishes]
    added = sum(entry is not None for entry, _ended in done)
    return Answer(
        result=Allowed(
            added=added, known=len(done) - added, ended=sum(ended for _entry, ended in done)
        ),
        sources=[LIST],
    )


def _page(found: list[AllowedEntry], following: int | None) -> AllowList:
    kept = allow_list.shipped()
    return AllowList(
        after=following,
        entries=Table(caption=_("허용 목록"), columns=_COLUMNS, rows=[_row(one) for one in found]),
        shipped=Table(
            caption=_("배포본에 든 항목"),
            columns=_COLUMNS[1:3] + _COLUMNS[5:6],
            rows=[[kind.words, identifier, who] for (kind, identifier), who in kept.items()],
        ),
    )


def _row(one: AllowedEntry) -> list[Cell]:
    wish = one.wish
    return [
        one.id,
        wish.kind.words,
        wish.identifier,
        wish.is_beginning,
        wish.holder.words,
        wish.who,
        wish.basis or None,
        moment(wish.valid_from),
        moment(wish.valid_until) if wish.valid_until else None,
        one.added_by,
        moment(one.removed_at) if one.removed_at else None,
        one.removed_by or None,
        one.removed_because or None,
    ]


_LABELS: dict[str, Message] = {
    "entry": _("항목"),
    "kind": _("종류"),
    "identifier": _("번호"),
    "beginning": _("앞부분"),
    "holder": _("어떤 곳"),
    "who": _("누구"),
    "basis": _("근거"),
    "valid_from": _("언제부터"),
    "valid_until": _("언제까지"),
    "added_by": _("넣은 이"),
    "removed_at": _("뺀 때"),
    "removed_by": _("뺀 이"),
    "reason": _("뺀 까닭"),
}
_COLUMNS = [Column(name=name, label=label) for name, label in _LABELS.items()]
