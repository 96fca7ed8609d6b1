"""Tools that change programmes themselves: merge, divide, rename, name, put under another."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ieum.kernel.answer import Answer, Result, Source, SourceKind
from ieum.kernel.context import Context
from ieum.kernel.errors import WrongArgument
from ieum.kernel.messages import Message, _
from ieum.kernel.views import Table, Words
from ieum.services.programme.register import store as register
from ieum.services.programme.register.moves import store as moves
from ieum.services.programme.register.records import ProgrammeRecord
from ieum.services.programme.review.arguments import Ids, Note
from ieum.services.programme.review.rights import must_review
from ieum.services.programme.review.shown import table_of
from ieum.services.programme.service import service

_Code = Annotated[str, Field(min_length=1, max_length=40, description=_("사업 번호"))]
_Name = Annotated[str, Field(min_length=2, max_length=300, description=_("이름"))]


class Changed(Result):
    """A programme as it stands after a change."""

    done: Annotated[Words, Field(description=_("한 일"))]
    programme: Annotated[str, Field(description=_("사업 번호"))]
    name: Annotated[str, Field(description=_("이름"))]
    other_names: Annotated[str, Field(description=_("다른 이름"))]
    parent: Annotated[str, Field(description=_("상위 사업"))]
    statements: Annotated[Table | None, Field(description=_("진술"))] = None


def _changed(
    done: Message, now: ProgrammeRecord, *, with_statements: bool = False
) -> Answer[Changed]:
    stated = register.statements(now.code) if with_statements else []
    return Answer[Changed](
        result=Changed(
            done=done,
            programme=now.code,
            name=now.name,
            other_names=", ".join(now.other_names),
            parent=now.parent,
            statements=table_of(stated, {now.code: now.name}) if stated else None,
        ),
        sources=[
            Source(
                kind=SourceKind.DATASET,
                title=_("이 허브의 검토 기록"),
                page=f"/s/programme/programme?code={now.code}",
            )
        ],
    )


@service.tool(
    title=_("사업 합치기"),
    says=[
        "P000012를 P000003에 합쳐 줘",
        "이 두 사업은 같은 거야, 합쳐",
        "사업 P000007과 P000002는 같은 사업입니다",
        "이름만 바뀐 사업을 하나로 합치기",
        "merge programme P000012 into P000003",
        "these two programmes are the same, join them",
        "combine P000007 with P000002",
    ],
    examples=[{"programme": "P999998", "into": "P999999"}],
    access="signed_in",
    effect="write",
)
def merge(programme: _Code, into: _Code, context: Context, note: Note = "") -> Answer[Changed]:
    """Make one programme of two: all that was stated of the first belongs to the second."""
    by = must_review(context.caller)
    gone = register.programme(programme)
    now = moves.merge(programme, into, by=by, note=note)
    done = _("'{gone}'{gone:-을/를} '{name}'에 합쳤습니다.", gone=gone.name, name=now.name)
    return _changed(done, now, with_statements=True)


@service.tool(
    title=_("진술 옮기기"),
    says=[
        "진술 5번은 다른 사업 거야, 떼어 내 줘",
        "진술 3번과 4번을 새 사업 '다솜 온실'로 나눠 줘",
        "진술 8번을 P000003으로 옮겨 주세요",
        "두 사업이 하나로 섞였어, 나눠 줘",
        "move statement 8 to programme P000003",
        "split statements 3 and 4 off into a new programme",
        "statement 5 belongs to another programme",
    ],
    examples=[{"ids": [1], "name": "다솜 온실 보급"}],
    access="signed_in",
    effect="write",
)
def split_off(
    ids: Ids,
    context: Context,
    name: Annotated[str, Field(max_length=300, description=_("새 사업의 이름"))] = "",
    into: Annotated[str, Field(max_length=40, description=_("옮겨 갈 사업 번호"))] = "",
    note: Note = "",
) -> Answer[Changed]:
    """Give statements to a new programme, or to another one that is there."""
    by = must_review(context.caller)
    if bool(name.strip()) == bool(into.strip()):
        raise WrongArgument(
            "name", _("새 사업의 이름과 옮겨 갈 사업 번호 가운데 하나만 적어 주세요.")
        )
    now = moves.move_statements(ids, into=into.strip(), name=name.strip(), by=by, note=note)
    done = _("진술 {count}개를 '{name}'{name:-으로/로} 옮겼습니다.", count=len(ids), name=now.name)
    return _changed(done, now, with_statements=True)


@service.tool(
    title=_("사업 이름 바꾸기"),
    says=[
        "P000003 사업 이름을 '햇살 온실'로 바꿔 줘",
        "사업 이름이 틀렸어, 고쳐 줘",
        "사업 P000001의 이름 변경",
        "이 사업 영어 이름을 넣어 주세요",
        "rename programme P000003 to 햇살 온실",
        "change the name of programme P000001",
    ],
    examples=[{"programme": "P999999", "name": "다솜 온실 보급"}],
    access="signed_in",
    effect="write",
)
def rename(
    programme: _Code,
    name: _Name,
    context: Context,
    name_en: Annotated[str, Field(max_length=300, description=_("영어 이름"))] = "",
    note: Note = "",
) -> Answer[Changed]:
    """Give a programme another name; documents are still found under the old one."""
    by = must_review(context.caller)
    now = moves.rename(programme, name.strip(), name_en.strip(), by=by, note=note)
    return _changed(_("이름을 '{name}'{name:-으로/로} 했습니다.", name=now.name), now)


@service.tool(
    title=_("사업의 다른 이름 더하기"),
    says=[
        "P000003은 '햇살 온실'이라고도 불러",
        "이 사업의 다른 이름을 적어 둬",
        "사업 P000001 별칭 추가",
        "문서에서는 이 사업을 다른 이름으로 불러요",
        "programme P000003 is also called 햇살 온실",
        "add another name to programme P000001",
    ],
    examples=[{"programme": "P999999", "name": "다솜 온실"}],
    access="signed_in",
    effect="write",
)
def also_called(programme: _Code, name: _Name, context: Context) -> Answer[Changed]:
    """Note another name of a programme, so that documents that use it are joined to it."""
    by = must_review(context.caller)
    now = moves.also_called(programme, name.strip(), by=by)
    return _changed(_("'{name}'{name:-이라고/라고}도 부릅니다.", name=name.strip()), now)


@service.tool(
    title=_("상위 사업 정하기"),
    says=[
        "P000003은 P000001의 하위 사업이야",
        "이 사업을 P000001 아래에 넣어 줘",
        "사업 P000004의 상위 사업을 없애 줘",
        "상위 사업 바꾸기",
        "put programme P000003 under P000001",
        "programme P000004 is part of P000001",
        "let programme P000004 stand by itself",
    ],
    examples=[{"programme": "P999998", "parent": "P999999"}],
    access="signed_in",
    effect="write",
)
def put_under(
    programme: _Code,
    context: Context,
    parent: Annotated[
        str, Field(max_length=40, description=_("상위 사업 번호. 비우면 상위 사업이 없습니다."))
    ] = "",
    note: Note = "",
) -> Answer[Changed]:
    """Make a programme a part of another, or let it stand by itself."""
    by = must_review(context.caller)
    now = moves.put_under(programme, parent.strip(), by=by, note=note)
    if not now.parent:
        return _changed(_("'{name}'에 상위 사업이 없습니다.", name=now.name), now)
    above = register.programme(now.parent).name
    done = _("'{name}'{name:-은/는} 이제 '{above}'의 일부입니다.", name=now.name, above=above)
    return _changed(done, now)


@service.tool(
    title=_("다른 사업이라고 하기"),
    says=[
        "P000012와 P000003은 다른 사업이야",
        "이름이 비슷해도 같은 사업이 아니야",
        "P000005는 P000006과 별개입니다",
        "합치자고 다시 묻지 마",
        "P000012 and P000003 are different programmes",
        "these two are not the same, stop suggesting it",
    ],
    examples=[{"programme": "P999998", "other": "P999999"}],
    access="signed_in",
    effect="write",
)
def keep_apart(programme: _Code, other: _Code, context: Context) -> Answer[Changed]:
    """Say that two programmes of like names are not one, so that it is not suggested again."""
    by = must_review(context.caller)
    moves.keep_apart(programme, other, by=by)
    now, apart = register.programme(programme), register.programme(other)
    done = _(
        "'{name}'{name:-과/와} '{other}'{other:-은/는} 다른 사업입니다.",
        name=now.name,
        other=apart.name,
    )
    return _changed(done, now)
