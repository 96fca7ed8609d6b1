"""Many entries of the allow list from one table: all of them, or none and what is wrong in which line."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, time

from ieum.kernel.context import SEOUL
from ieum.kernel.errors import WrongArgument
from ieum.kernel.messages import Message, _
from ieum.services.scamcall.judgement.allow_list import AllowedHolder, Wish, normal_wish
from ieum.services.scamcall.vocabulary import SubjectKind

COLUMNS = ("kind", "identifier", "match", "holder", "who", "basis", "valid_from", "valid_until")
MOST_LINES = 10_000
MOST_BYTES = 4 * 2**20
_MATCHES = {"exact": False, "beginning": True}


def read(content: bytes) -> list[Wish]:
    """The wishes of a CSV file (UTF-8, with a line of names).

    ``match`` is ``exact`` or ``beginning``; ``valid_until`` may be blank, all else not. Raises
    ``WrongArgument`` that names the line; it repeats no number, which may be somebody's.
    """
    if len(content) > MOST_BYTES:
        raise _wrong(_("표가 너무 큽니다. {most}MB까지 받습니다.", most=MOST_BYTES // 2**20))
    try:
        text = content.decode("utf-8-sig")
        lines = csv.DictReader(io.StringIO(text), strict=True)
        if tuple(lines.fieldnames or ()) != COLUMNS:
            raise _wrong(
                _("첫 줄에 이 이름들이 차례로 있어야 합니다: {names}", names=",".join(COLUMNS))
            )
        wishes = []
        for number, line in enumerate(lines, 2):
            if number > MOST_LINES + 1:
                raise _wrong(_("한 번에 {most}줄까지 받습니다.", most=MOST_LINES))
            wishes.append(_wish(line, number))
    except UnicodeDecodeError:
        raise _wrong(_("UTF-8 글이 아닙니다. CSV(UTF-8)로 저장해 주세요.")) from None
    except csv.Error:
        raise _wrong(_("CSV로 읽을 수 없습니다. 따옴표가 닫혔는지 보아 주세요.")) from None
    if not wishes:
        raise _wrong(_("표에 줄이 없습니다."))
    return wishes


def first_moment(day: date) -> datetime:
    """The beginning of a day in Korea."""
    return datetime.combine(day, time(), SEOUL)


def _wish(line: dict[str, str | None], number: int) -> Wish:
    values = {name: (line.get(name) or "").strip() for name in COLUMNS}
    if None in line:
        raise _wrong(_("{number}번째 줄에 칸이 남습니다.", number=number))
    try:
        kind = SubjectKind(values["kind"])
        is_beginning = _MATCHES[values["match"]]
        holder = AllowedHolder(values["holder"])
        valid_from = first_moment(date.fromisoformat(values["valid_from"]))
        until = values["valid_until"]
        valid_until = first_moment(date.fromisoformat(until)) if until else None
    except (KeyError, ValueError):
        raise _wrong(
            _(
                "{number}번째 줄을 읽을 수 없습니다. kind는 {kinds}, match는 exact나 beginning, holder는 {holders}, 날은 "
                "2026-11-21처럼 적어 주세요.",
                number=number,
                kinds="·".join(SubjectKind),
                holders="·".join(AllowedHolder),
            )
        ) from None
    if not values["who"] or not values["basis"] or max(map(len, values.values())) > 300:
        raise _wrong(
            _("{number}번째 줄에 누구의 것인지(who)와 근거(basis)를 적어 주세요.", number=number)
        )
    if valid_until is not None and valid_until <= valid_from:
        raise _wrong(
            _("{number}번째 줄의 끝나는 날이 시작하는 날보다 뒤여야 합니다.", number=number)
        )
    try:
        identifier = normal_wish(kind, values["identifier"], is_beginning)
    except WrongArgument as error:
        raise _wrong(
            _("{number}번째 줄: {why}", number=number, why=error.faults[0].message)
        ) from None
    return Wish(
        kind,
        identifier,
        is_beginning,
        holder,
        values["who"][:100],
        values["basis"],
        valid_from,
        valid_until,
    )


def _wrong(message: Message) -> WrongArgument:
    return WrongArgument("file", message)
