"""A briefing of one page for Hangul (HWPX): what there is, what changed, what does not agree."""

from __future__ import annotations

import heapq
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Any, BinaryIO

from ieum.kernel.messages import Message, _
from ieum.services.programme.formats.entries import (
    Entry,
    Publication,
    clean,
    stated,
    stated_words,
)
from ieum.services.programme.formats.steady_zip import steadied
from ieum.services.programme.register.contradictions import contradictions
from ieum.services.programme.register.history import changes
from ieum.services.programme.register.lists.columns import due_of
from ieum.services.programme.register.records import StatementRecord
from ieum.services.programme.register.values import Status, Subject
from ieum.services.programme.register.wording import NOT_CONFIRMED, SUBJECTS

#: Lines of each part and characters of each line, so that all fit on one page of A4 even where
#: every one of them is as long as it may be.
MOST_BUDGETS, MOST_LINES = 5, 4
LONGEST_NAME, LONGEST_LINE = 30, 80
LINE_SPACING_PERCENT = 130
#: Five millimetres in HWP units (1/7200 inch); there is no header.
NARROW_MARGIN = 1417
#: Every Hangul has them.
TITLE_FONT, TEXT_FONT = "함초롬돋움", "함초롬바탕"
#: Widths of the table's columns in HWP units, together the width of the text.
_COLUMN_WIDTHS = (18000, 9000, 15520)
_ID = re.compile(rb'(<hp:(?:p|tbl)\b[^>]*?\bid=")\d+')
_HEADINGS = (_("사업"), _("주관"), _("예산"))


@dataclass
class Digest:
    """What a briefing tells, gathered in one pass over the programmes."""

    programmes: int = 0
    statements: int = 0
    confirmed: int = 0
    budgets: list[tuple[int, int, Sequence[str]]] = field(default_factory=list)
    changed: list[tuple[date, int, str]] = field(default_factory=list)
    disagreeing: list[tuple[date, int, str]] = field(default_factory=list)
    due: list[tuple[int, int, str]] = field(default_factory=list)


def digest(entries: Iterable[Entry], day: date, language: str) -> Digest:
    """Gather what is largest, newest and next due."""
    found = Digest()
    for entry in entries:
        found.programmes += 1
        found.statements += len(entry.counting)
        found.confirmed += sum(one.is_settled for one in entry.counting)
        name = shortened(clean(entry.programme.name), LONGEST_NAME)
        _note_budget(found, entry, name, language)
        for change in changes(entry.statements):
            if change.before is not None:
                line = f"{name}, {_two(change.before, '→', change.after, language)}"
                _keep(found.changed, (change.after.as_of, change.after.id, line))
        for one, other in contradictions(entry.statements):
            line = f"{name}, {_two(one, '↔', other, language)}"
            _keep(found.disagreeing, (other.as_of, other.id, line))
        is_over = entry.programme.status in (Status.DONE, Status.STOPPED)
        for one in entry.counting:
            due = due_of(one.value, is_over=is_over)
            if due is not None and due >= day:
                subject = SUBJECTS[one.subject].text(language)
                line = f"{due.isoformat()} {name}, {subject}: {stated(one, language)}"
                _keep(found.due, (-due.toordinal(), -one.id, line))
    return found


def _two(one: StatementRecord, sign: str, other: StatementRecord, language: str) -> str:
    """Two statements of one matter, and whether either waits for a person."""
    said = f"{stated_words(one, language)} {sign} {stated_words(other, language)}"
    if not (one.is_settled and other.is_settled):
        said += f" ({NOT_CONFIRMED.text(language)})"
    return f"{SUBJECTS[one.subject].text(language)}: {said}"


def _note_budget(found: Digest, entry: Entry, name: str, language: str) -> None:
    amount = entry.programme.budget
    if amount is None:
        return
    said = [stated(one, language) for one in entry.counting if one.value == amount]
    lead = shortened(clean("·".join(entry.names(Subject.LEAD))), LONGEST_NAME // 2)
    row = (name, lead or "–", said[-1] if said else "–")
    _keep(found.budgets, (amount.won, found.programmes, row), MOST_BUDGETS)


def _keep(heap: list[Any], item: Any, most: int = MOST_LINES) -> None:
    heapq.heappush(heap, item)
    if len(heap) > most:
        heapq.heappop(heap)


def write_briefing(publication: Publication, out: BinaryIO) -> None:
    """Write the page."""
    found = digest(publication.entries(), publication.day, publication.language)
    with io.BytesIO(_page(found, publication).to_bytes()) as made:
        steadied(made, out, {"Contents/section0.xml": _numbered})


def _numbered(section: bytes) -> bytes:
    """A section whose paragraphs and tables are numbered in order rather than at random."""
    numbers = count(1)
    return _ID.sub(lambda found: found[1] + str(next(numbers)).encode(), section)


def _page(found: Digest, publication: Publication) -> Any:
    # Loading the library takes a quarter of a second, which nothing else here needs.
    from hwpx.document import HwpxDocument

    def say(message: Message) -> str:
        return message.text(publication.language)

    page = HwpxDocument.new()
    title = page.styles.ensure_run(bold=True, size=18, font=TITLE_FONT)
    head = page.styles.ensure_run(bold=True, size=12, font=TITLE_FONT)
    text = page.styles.ensure_run(size=9.5, font=TEXT_FONT)
    page.page.set_margins(header=NARROW_MARGIN, footer=NARROW_MARGIN)
    page.paragraphs[0].text = say(_("정책 사업 점검 자료"))
    page.paragraphs[0].char_pr_id_ref = title
    page.add_paragraph(
        say(
            _(
                "{day} 기준. 사업 {programmes}건, 진술 {statements}건 가운데 사람이 확인한 것 {confirmed}건.",
                day=publication.day,
                programmes=found.programmes,
                statements=found.statements,
                confirmed=found.confirmed,
            )
        ),
        char_pr_id_ref=text,
    )
    page.add_paragraph(say(_("예산이 큰 사업")), char_pr_id_ref=head)
    _table(page, [row for _won, _n, row in sorted(found.budgets, reverse=True)], text, head, say)
    for heading, lines in (
        (_("바뀐 것"), sorted(found.changed, reverse=True)),
        (_("문서끼리 다른 것"), sorted(found.disagreeing, reverse=True)),
        (_("다가오는 기한"), sorted(found.due, reverse=True)),
    ):
        page.add_paragraph(say(heading), char_pr_id_ref=head)
        texts = [line for _key, _id, line in lines] or [say(_("문서에 없습니다."))]
        for line in texts:
            page.add_paragraph(f"○ {shortened(line, LONGEST_LINE)}", char_pr_id_ref=text)
    page.add_paragraph(
        say(
            _(
                "상위 사업의 금액은 하위 사업의 금액을 품으므로 서로 더하지 않습니다. 이음이 만들었습니다."
            )
        ),
        char_pr_id_ref=page.styles.ensure_run(size=8, font=TEXT_FONT, color="#555555"),
    )
    page.styles.apply_paragraph_format(
        paragraph_indexes=range(len(page.paragraphs)), line_spacing_percent=LINE_SPACING_PERCENT
    )
    return page


def _table(page: Any, rows: Sequence[Sequence[str]], text: str, head: str, say: Any) -> None:
    cells = [[say(heading) for heading in _HEADINGS], *rows]
    table = page.add_table(len(cells), len(_HEADINGS), width=sum(_COLUMN_WIDTHS))
    table.set_column_widths(list(_COLUMN_WIDTHS))
    for number, row in enumerate(cells):
        for column, words in enumerate(row):
            table.set_cell_text(number, column, words)
            for paragraph in table.cell(number, column).paragraphs:
                paragraph.char_pr_id_ref = text if number else head


def shortened(text: str, most: int) -> str:
    """A text in one line of at most so many characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"
