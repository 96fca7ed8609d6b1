"""The receipt of a release as one HTML file that anybody can keep, open and print."""

from __future__ import annotations

from html import escape

from ieum.kernel.files import Content, File
from ieum.kernel.messages import Message, _
from ieum.kernel.views import Cell, Table
from ieum.services.scamcall.due_process.telling import confirmations, moment
from ieum.services.scamcall.due_process.values import Objection, Release

_STYLE = (
    "body{font-family:sans-serif;line-height:1.6;max-width:48rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%}th,td{border:1px solid #8a949e;padding:.4rem;"
    "text-align:left;overflow-wrap:anywhere}"
)


def receipt(objection: Objection, releases: list[Release], language: str) -> File:
    """The file; the same release and confirmations give the same bytes."""
    title = _("해제 확인서").text(language)
    parts = [
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body><h1>{escape(title)}</h1>"
    ]
    for release in releases:
        parts.append(f"<h2>{escape(release.order)}</h2>")
        parts += [_paragraph(line, language) for line in lines(objection, release)]
        parts.append(_table(confirmations(release, language), language))
    parts.append("</body></html>\n")
    return File(
        name=f"release-{objection.reference}.html",
        media_type="text/html",
        content=Content("".join(parts).encode()),
    )


def lines(objection: Objection, release: Release) -> list[Message]:
    """What the receipt says of one release."""
    said = [
        _(
            "이의 {reference}에 따라 {at}에 풀었습니다.",
            reference=objection.reference,
            at=moment(release.at),
        ),
        _(
            "받은 기관 {all}곳 가운데 {confirmed}곳이 풀었다고 확인했습니다.",
            all=len(release.subscribers),
            confirmed=len(set(release.subscribers) & set(release.confirmed)),
        ),
    ]
    if objection.kept_won is not None:
        said.append(
            _("피해금 {kept:won}만 묶여 있고 나머지는 풀렸습니다.", kept=objection.kept_won)
        )
    said.append(
        _("모두 확인했습니다.")
        if release.is_complete
        else _("아직 확인하지 않은 기관이 있습니다. 모두 확인하면 다시 받아 주세요.")
    )
    return said


def _paragraph(line: Message, language: str) -> str:
    return f"<p>{escape(line.text(language))}</p>"


def _table(table: Table, language: str) -> str:
    head = "".join(f'<th scope="col">{_words(one.label, language)}</th>' for one in table.columns)
    rows = "".join(
        f"<tr>{''.join(f'<td>{_words(cell, language)}</td>' for cell in row)}</tr>"
        for row in table.rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _words(cell: Cell, language: str) -> str:
    if isinstance(cell, Message):
        return escape(cell.text(language))
    return "–" if cell is None else escape(str(cell))
