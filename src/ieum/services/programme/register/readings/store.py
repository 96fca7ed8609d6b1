"""What a document has in the register, and what becomes of it when the document is read again,
taken away, or comes back: what a person decided is never lost."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction

from ieum.services.programme.register import store as register
from ieum.services.programme.register.lists import store as lists
from ieum.services.programme.register.lists.columns import number_of
from ieum.services.programme.register.records import StatementRecord
from ieum.services.programme.register.rows import (
    LONGEST_QUOTE,
    Programme,
    Revision,
    Statement,
)
from ieum.services.programme.register.values import ReviewState, StatementValue, plain_of

#: What every programme has; a programme with nothing else has nothing to say.
_OWN_PARTS = {"names", "regions", "amounts", "former_codes"}


def kept_of(document: int, title: str, as_of: date) -> list[StatementRecord]:
    """The statements of a document, rejected ones too; and those that were decided when it was
    here before, under the same title and day."""
    here = Statement.objects.filter(document_id=document)
    gone = Statement.objects.filter(document__isnull=True, source=title[:300], as_of=as_of)
    ids = [
        *here.order_by("id").values_list("pk", flat=True),
        *gone.exclude(quote="").order_by("id").values_list("pk", flat=True),
    ]
    # A document that is new has none, and most documents are.
    found = {s.id: s for s in register.read(Statement.objects.filter(pk__in=ids))} if ids else {}
    return [found[id] for id in ids]


def found_again(
    id: int, *, document: int, place: tuple[int, int], quote: str, value: StatementValue
) -> bool:
    """Note where a statement stands in a document that was read again.

    The ``value`` replaces what nobody has confirmed; then it is ``True``, and the programme is to be
    refreshed.
    """
    row = Statement.objects.get(pk=id)
    row.document_id = document
    row.start, row.end = place
    row.quote = quote[:LONGEST_QUOTE]
    row.source = ""
    takes_value = row.state == ReviewState.EXTRACTED
    if takes_value:
        row.value, row.number = plain_of(value), number_of(value)
    row.save()
    return takes_value


def withdraw(ids: Collection[int]) -> None:
    """Take away statements that nobody has decided on, and the programmes that had only those."""
    rows = Statement.objects.filter(
        pk__in=ids, state=ReviewState.EXTRACTED, revisions__isnull=True, built_in=""
    )
    with transaction.atomic():
        programmes = set(rows.values_list("programme_id", flat=True))
        Statement.objects.filter(pk__in=list(rows.values_list("pk", flat=True))).delete()
        _tidy(programmes)


def forget_document(document: int, title: str) -> None:
    """Before a document is taken away: what was decided stays, with its title as source; what only
    waited goes with it."""
    with transaction.atomic():
        said = Statement.objects.filter(document_id=document)
        withdraw(said.values_list("pk", flat=True))
        said.update(document=None, source=title[:300])


def _tidy(programmes: Collection[int]) -> None:
    """Bring programmes up to date whose statements went, and take away those left with nothing."""
    # Parts come after the programme they are a part of; the last first, so that it may go as well.
    for row in Programme.objects.filter(pk__in=programmes).order_by("-pk"):
        if not _says_nothing(row):
            lists.refresh(row)
            continue
        parent = row.parent
        row.delete()
        if parent is not None and parent.pk not in programmes:
            lists.refresh(parent)


def _says_nothing(row: Programme) -> bool:
    if row.built_in or row.signal or Revision.objects.filter(programme=row.code).exists():
        return False
    return not any(
        relation.related_model.objects.filter(**{relation.field.name: row}).exists()
        for relation in Programme._meta.related_objects
        if relation.get_accessor_name() not in _OWN_PARTS
    )
