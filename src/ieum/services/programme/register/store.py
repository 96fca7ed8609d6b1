"""The register: programmes and statements in rows, one at a time.

Whatever changes statements, here or in the stores of the rooms below, brings the columns that a list
reads up to date with it, so that these always repeat the statements that count.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from ieum.kernel.errors import NotAllowed, NotFound, WrongArgument
from ieum.kernel.messages import _
from ieum.services.programme.joining.names import forms_of
from ieum.services.programme.register.additions import store as additions
from ieum.services.programme.register.from_rows import record, statement_record
from ieum.services.programme.register.incoming import NewStatement
from ieum.services.programme.register.lists import store as lists
from ieum.services.programme.register.lists.columns import number_of
from ieum.services.programme.register.records import ProgrammeRecord, StatementRecord
from ieum.services.programme.register.rows import (
    LONGEST_NAME,
    Programme,
    ProgrammeName,
    Revision,
    Statement,
)
from ieum.services.programme.register.values import (
    ReviewState,
    RevisionKind,
    StatementValue,
    plain_of,
    value_of,
)
from ieum.services.programme.register.wording import STATES

_REVISIONS = {
    ReviewState.CONFIRMED: RevisionKind.CONFIRMED,
    ReviewState.CORRECTED: RevisionKind.CORRECTED,
    ReviewState.REJECTED: RevisionKind.REJECTED,
    ReviewState.EXTRACTED: RevisionKind.TAKEN_BACK,
}


def together() -> AbstractContextManager[None]:
    """All that is written inside stays, or where something fails nothing of it."""
    return transaction.atomic()


def add_programme(
    name: str,
    *,
    code: str = "",
    name_en: str = "",
    kind: str = "programme",
    area: str = "",
    parent: str = "",
    other_names: Iterable[str] = (),
    built_in: str = "",
    added_by: int | None = None,
) -> ProgrammeRecord:
    """Put a programme into the register; without a ``code`` it gets the next one."""
    with transaction.atomic():
        row = Programme.objects.create(
            code=code or "new",
            name=name[:300],
            name_en=name_en[:300],
            kind=kind,
            area=area,
            parent=_row(parent) if parent else None,
            built_in=built_in,
            added_by_id=added_by or None,
        )
        if not code:
            row.code = row.next_code
            row.save(update_fields=["code"])
        for each in (name, name_en, *other_names):
            _call(row, each)
    return programme(row.code)


def call(code: str, name: str) -> None:
    """Note another name under which documents speak of a programme."""
    _call(_row(code), name)


def _call(row: Programme, name: str) -> None:
    key = forms_of(name).letters[:LONGEST_NAME]
    if key:
        ProgrammeName.objects.get_or_create(
            programme=row, key=key, defaults={"name": name[:LONGEST_NAME]}
        )


def state(
    code: str,
    value: StatementValue,
    as_of: date,
    *,
    document: int | None = None,
    place: tuple[int, int] | None = None,
    quote: str = "",
    source: str = "",
    note: str = "",
    built_in: str = "",
    added_by: int | None = None,
) -> StatementRecord:
    """Put a statement into the register, unconfirmed; one that is there already is returned.

    Two statements are one when document, place and value are the same.
    """
    new = NewStatement(
        value,
        as_of,
        document=document,
        place=place,
        quote=quote,
        source=source,
        note=note,
        built_in=built_in,
        added_by=added_by,
    )
    with transaction.atomic():
        row = Programme.objects.select_for_update().get(pk=_row(code).pk)
        id = _stated(row, new)
        if id is None:
            (id,) = additions.add(
                [additions.Addition(row, additions.counted_of([row])[row.pk], [new])]
            )
    return statement(id)


def _stated(row: Programme, new: NewStatement) -> int | None:
    """The number of the statement, if it is there already."""
    said = Statement.objects.filter(
        programme=row,
        subject=str(new.value.subject),
        value=plain_of(new.value),
        as_of=new.as_of,
        document_id=new.document,
        start=new.place[0] if new.place else None,
        end=new.place[1] if new.place else None,
    )
    return said.order_by("id").values_list("pk", flat=True).first()


def settle(
    id: int,
    decision: ReviewState,
    *,
    by: int | None,
    value: StatementValue | None = None,
    note: str = "",
) -> StatementRecord:
    """What a person decided of a statement: confirmed, corrected (with a ``value``) or rejected.

    ``EXTRACTED`` takes an earlier decision back, which must come before deciding otherwise than
    somebody else did (``NotAllowed``). Nothing else confirms anything.
    """
    return settle_all([id], decision, by=by, value=value, note=note)[0]


def settle_all(
    ids: Sequence[int],
    decision: ReviewState,
    *,
    by: int | None,
    value: StatementValue | None = None,
    note: str = "",
) -> list[StatementRecord]:
    """The same decision on several statements: on all of them, or where one is missing on none."""
    with transaction.atomic():
        rows = _locked(ids)
        settled = [row for row in rows.values() if _settle(row, decision, by, value, note)]
        for row in {row.programme_id: row for row in settled}.values():
            lists.refresh(row.programme)
    found = {record.id: record for record in read(Statement.objects.filter(pk__in=ids))}
    return [found[id] for id in ids]


def _locked(ids: Sequence[int]) -> dict[int, Statement]:
    """Rows of statements that nobody else changes until this transaction ends.

    First their programmes and all in one order, so that two people who decide on the same ones
    come one after the other and never wait for each other.
    """
    programmes = Statement.objects.filter(pk__in=ids).values("programme_id")
    list(Programme.objects.select_for_update().filter(pk__in=programmes).order_by("pk"))
    rows = {
        row.pk: row
        for row in Statement.objects.select_for_update().filter(pk__in=ids).order_by("pk")
    }
    for id in ids:
        if id not in rows:
            raise NotFound(_("{id}번 진술이 없습니다. 검토 목록에서 번호를 확인해 주세요.", id=id))
    return rows


def _settle(
    row: Statement,
    decision: ReviewState,
    by: int | None,
    value: StatementValue | None,
    note: str,
) -> bool:
    """Write a decision; ``False`` where it was decided so before: twice is once."""
    before = {"state": row.state, "value": row.value}
    if decision is ReviewState.CORRECTED:
        _correct(row, value)
    elif row.extracted_value is not None:
        row.value, row.extracted_value = row.extracted_value, None
    after = {"state": str(decision), "value": row.value}
    if before == after and not note:
        return False
    if before != after:
        _check_undecided(row, decision, by)
    row.number = number_of(value_of(row.value))
    row.state = str(decision)
    row.note = note or row.note
    taken_back = decision is ReviewState.EXTRACTED
    row.decided_at = None if taken_back else timezone.now()
    row.decided_by_id = None if taken_back else by or None
    row.save()
    code = row.programme.code
    revise(
        _REVISIONS[decision], code, by=by, statement=row.pk, before=before, after=after, note=note
    )
    return True


def _check_undecided(row: Statement, decision: ReviewState, by: int | None) -> None:
    """Refuse to decide over what somebody else decided, who may have seen what this person did not."""
    if decision is ReviewState.EXTRACTED or row.state == str(ReviewState.EXTRACTED):
        return
    if row.decided_by_id != (by or None):
        raise NotAllowed(
            _(
                "{id}번 진술은 {who:이/가} 이미 정했습니다({state}). 달리 정하려면 먼저 되돌려 주세요.",
                id=row.pk,
                who=str(row.decided_by or "") or _("명령줄의 운영자"),
                state=STATES[ReviewState(row.state)],
            )
        )


def revise(
    kind: RevisionKind,
    code: str,
    *,
    by: int | None,
    statement: int | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    note: str = "",
) -> None:
    """Note what a person changed; nothing takes such a note away."""
    Revision.objects.create(
        kind=kind,
        programme=code,
        by_id=by or None,
        statement_id=statement,
        before=dict(before or {}),
        after=dict(after or {}),
        note=note,
    )


def _correct(row: Statement, value: StatementValue | None) -> None:
    if value is None or str(value.subject) != row.subject:
        raise WrongArgument(
            "value",
            _(
                "{id}번 진술을 고치려면 같은 항목({subject})의 바른 값을 함께 주세요.",
                id=row.pk,
                subject=row.subject,
            ),
        )
    if row.extracted_value is None:
        row.extracted_value = row.value
    row.value = plain_of(value)


def programme(code: str) -> ProgrammeRecord:
    """A programme by its code; raises ``NotFound``."""
    return record(_row(code))


def statements(code: str) -> list[StatementRecord]:
    """All statements of a programme, by subject and day, rejected ones included."""
    return [statement_record(row) for row in _statements().filter(programme__code=code)]


def statement(id: int) -> StatementRecord:
    """A statement by its number; raises ``NotFound``."""
    row = _statements().filter(pk=id).first()
    if row is None:
        raise NotFound(_("{id}번 진술이 없습니다. 검토 목록에서 번호를 확인해 주세요.", id=id))
    return statement_record(row)


def with_name(name: str) -> list[ProgrammeRecord]:
    """The programmes that bear a name, spelt in any way."""
    keys = ProgrammeName.objects.filter(key=forms_of(name).letters[:LONGEST_NAME])
    return [record(row) for row in _programmes().filter(pk__in=keys.values("programme"))]


def read(rows: QuerySet[Statement]) -> list[StatementRecord]:
    """Rows of statements as plain values, in their order."""
    return [statement_record(row) for row in _with_people(rows)]


def _row(code: str) -> Programme:
    row = (
        _programmes().filter(code=code).first()
        or _programmes().filter(former_codes__code=code).first()
    )
    if row is None:
        raise NotFound(
            _("'{code}'인 사업이 없습니다. 사업 목록에서 번호를 확인해 주세요.", code=code)
        )
    return row


def _programmes() -> QuerySet[Programme]:
    return Programme.objects.select_related("parent").prefetch_related("names", "regions")


def _statements() -> QuerySet[Statement]:
    return _with_people(Statement.objects.all())


def _with_people(rows: QuerySet[Statement]) -> QuerySet[Statement]:
    # Joined, not fetched after: SQLite takes no list of a thousand documents in one query.
    people = rows.select_related("programme", "added_by", "decided_by", "document")
    return people.defer("document__text")
