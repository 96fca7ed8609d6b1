"""What people change of programmes themselves: two become one, one becomes two, names, the tree."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from ieum.kernel.errors import WrongArgument
from ieum.kernel.messages import _
from ieum.services.programme.joining.names import forms_of
from ieum.services.programme.register import store as register
from ieum.services.programme.register.lists import store as lists
from ieum.services.programme.register.records import ProgrammeRecord
from ieum.services.programme.register.rows import FormerCode, Programme, Revision, Statement
from ieum.services.programme.register.values import RevisionKind

#: Worked out anew from the statements, or moved in a way of their own.
_OWN_WAYS = {"names", "regions", "amounts"}


def merge(code: str, into: str, *, by: int | None, note: str = "") -> ProgrammeRecord:
    """Make a programme part of what another one is: its statements, names, parts and old codes.

    Its code leads to the other from then on.
    """
    with transaction.atomic():
        gone, stays = _locked(code, into)
        _check_merge(gone, stays)
        moved = list(gone.statements.order_by("id").values_list("id", flat=True))
        above = gone.parent
        if stays.parent_id == gone.pk:
            stays.parent = above
            stays.save(update_fields=["parent"])
        for name in gone.names.all():
            register.call(stays.code, name.name)
        for relation in Programme._meta.related_objects:
            if relation.get_accessor_name() not in _OWN_WAYS:
                field = relation.field.name
                relation.related_model.objects.filter(**{field: gone}).update(**{field: stays})
        FormerCode.objects.create(code=gone.code, programme=stays)
        register.revise(
            RevisionKind.MERGED,
            stays.code,
            by=by,
            before={"programme": gone.code, "name": gone.name, "statements": moved},
            after={"programme": stays.code, "name": stays.name},
            note=note,
        )
        gone.delete()
        _refresh(stays, above)
    return register.programme(stays.code)


def _check_merge(gone: Programme, stays: Programme) -> None:
    if gone.pk == stays.pk:
        raise WrongArgument(
            "into", _("'{code}'{code:-을/를} 자기 자신과 합칠 수는 없습니다.", code=gone.code)
        )
    if gone.built_in:
        raise WrongArgument(
            "programme",
            _(
                "'{code}'{code:-은/는} 이 배포판에 실린 사업이라 남아야 합니다. 다른 사업을 이 사업에 "
                "합쳐 주세요.",
                code=gone.code,
            ),
        )
    if stays.parent_id != gone.pk and gone.pk in _above(stays):
        raise WrongArgument(
            "into",
            _(
                "'{into}'{into:-은/는} '{code}' 아래의 아래에 있어 합칠 수 없습니다. 먼저 상위 사업을 "
                "바꾸어 주세요.",
                into=stays.code,
                code=gone.code,
            ),
        )


def move_statements(
    ids: Sequence[int], *, into: str = "", name: str = "", by: int | None, note: str = ""
) -> ProgrammeRecord:
    """Give statements of one programme to another, or to a new one of this name beside it."""
    with transaction.atomic():
        found = list(Statement.objects.filter(pk__in=ids).select_related("programme"))
        if missing := sorted(set(ids) - {row.pk for row in found}):
            register.statement(missing[0])
        programmes = {row.programme_id: row.programme for row in found}
        if len(programmes) != 1:
            raise WrongArgument(
                "ids", _("한 사업의 진술만 함께 옮길 수 있습니다. 사업마다 따로 옮겨 주세요.")
            )
        (old,) = programmes.values()
        if into:
            (new,) = _locked(into)
        else:
            parent = old.parent.code if old.parent else ""
            _check_name(name)
            made = register.add_programme(name, kind=old.kind, parent=parent, added_by=by)
            (new,) = _locked(made.code)
        if new.pk == old.pk:
            raise WrongArgument("into", _("이미 '{code}'의 진술입니다.", code=old.code))
        Statement.objects.filter(pk__in=ids).update(programme=new)
        register.revise(
            RevisionKind.SPLIT,
            new.code,
            by=by,
            before={"programme": old.code, "name": old.name, "statements": sorted(ids)},
            after={"programme": new.code, "name": new.name},
            note=note,
        )
        _refresh(old, new)
    return register.programme(new.code)


def _check_name(name: str) -> None:
    """Refuse a name by which nothing could be found."""
    if not forms_of(name).letters:
        raise WrongArgument(
            "name",
            _("'{name}'에는 글자나 숫자가 없습니다. 사업을 부르는 이름을 적어 주세요.", name=name),
        )


def rename(
    code: str, name: str, name_en: str = "", *, by: int | None, note: str = ""
) -> ProgrammeRecord:
    """Give a programme another name; the one it had stays among its other names."""
    _check_name(name)
    with transaction.atomic():
        (row,) = _locked(code)
        before = {"name": row.name, "name_en": row.name_en}
        row.name = name
        row.name_en = name_en or row.name_en
        row.save(update_fields=["name", "name_en"])
        register.call(row.code, name)
        after = {"name": row.name, "name_en": row.name_en}
        if after != before:
            register.revise(
                RevisionKind.RENAMED, row.code, by=by, before=before, after=after, note=note
            )
    return register.programme(row.code)


def also_called(code: str, name: str, *, by: int | None) -> ProgrammeRecord:
    """Note another name under which documents speak of a programme."""
    _check_name(name)
    with transaction.atomic():
        (row,) = _locked(code)
        had = row.names.count()
        register.call(row.code, name)
        if row.names.count() != had:
            register.revise(RevisionKind.NAMED, row.code, by=by, after={"name": name})
    return register.programme(row.code)


def put_under(code: str, parent: str, *, by: int | None, note: str = "") -> ProgrammeRecord:
    """Make a programme a part of another; an empty ``parent`` lets it stand by itself."""
    with transaction.atomic():
        row, *others = _locked(*filter(None, (code, parent)))
        above = others[0] if others else None
        if above is not None and (above.pk == row.pk or row.pk in _above(above)):
            raise WrongArgument(
                "parent",
                _(
                    "'{parent}'{parent:-은/는} '{code}' 자신이거나 그 아래에 있어 상위 사업이 될 수 "
                    "없습니다.",
                    parent=parent,
                    code=code,
                ),
            )
        old = row.parent
        if old != above:
            row.parent = above
            row.save(update_fields=["parent"])
            register.revise(
                RevisionKind.PLACED,
                row.code,
                by=by,
                before={"programme": old.code} if old else {},
                after={"programme": above.code} if above else {},
                note=note,
            )
            _refresh(row, old, above)
    return register.programme(row.code)


def keep_apart(code: str, other: str, *, by: int | None) -> None:
    """Note that two programmes of like names are not one, so that nobody is asked again."""
    one, two = register.programme(code), register.programme(other)
    if one.code == two.code:
        raise WrongArgument(
            "other",
            _(
                "'{other}'{other:-은/는} '{code}'{code:-과/와} 같은 사업입니다.",
                other=other,
                code=code,
            ),
        )
    if two.code not in kept_apart(one.code):
        register.revise(
            RevisionKind.KEPT_APART,
            one.code,
            by=by,
            after={"programme": two.code, "name": two.name},
        )


def kept_apart(code: str) -> set[str]:
    """The programmes of which a person said that they are not this one."""
    said = Revision.objects.filter(kind=RevisionKind.KEPT_APART)
    ones = said.filter(programme=code).values_list("after__programme", flat=True)
    others = said.filter(after__programme=code).values_list("programme", flat=True)
    return {*ones, *others}


def _locked(*codes: str) -> list[Programme]:
    """The rows of programmes, which others who change them wait for.

    All in one order, so that two people who merge the same ones either way never wait for each
    other.
    """
    now = [register.programme(code).code for code in codes]
    locked = Programme.objects.select_for_update().filter(code__in=now).order_by("pk")
    rows = {row.code: row for row in locked}
    if not rows.keys() >= set(now):
        # One of them was merged while this waited; its code leads to another by now.
        return _locked(*codes)
    return [rows[code] for code in now]


def _above(row: Programme) -> set[int]:
    """The rows above a programme."""
    found: set[int] = set()
    parent = row.parent
    while parent is not None and parent.pk not in found:
        found.add(parent.pk)
        parent = parent.parent
    return found


def _refresh(*rows: Programme | None) -> None:
    for row in rows:
        if row is not None:
            lists.refresh(Programme.objects.get(pk=row.pk))
