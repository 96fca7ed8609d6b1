"""The register as activities of IATI 2.03.

The standard's budgets are of a year at most, so only amounts of one fiscal year become budgets; an
amount for the whole of a programme is a planned disbursement over its years. An amount that the
programme above it holds for the same time stands in the description alone: readers of IATI add
parents and parts together. What a person has confirmed is *committed*, all else *indicative*.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, BinaryIO

from lxml import etree

from ieum.kernel.messages import _
from ieum.services.programme.extraction.findings import Basis
from ieum.services.programme.formats.entries import Entry, Publication, clean, told_of, years_of
from ieum.services.programme.register.records import StatementRecord
from ieum.services.programme.register.values import Amount, Stage, Status, Subject, Time

ORGANISATION = "KR-IEUM"
"""Who reports. A publisher takes its own organisation identifier from IATI."""
_NOT_SPECIFIED = "99810"
"""DAC sector of what names no purpose that the list knows."""
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_STATUSES = {
    Status.IN_PROGRESS: "2",
    Status.IN_OPERATION: "2",
    Status.DELAYED: "2",
    Status.DONE: "4",
    Status.STOPPED: "5",
}
_PIPELINE = "1"
_ANNOUNCED = _("발표된 날. 문서에 시작하는 때가 없습니다.")
_NOBODY_NAMED = _("문서에 맡은 기관이 적혀 있지 않습니다.")
_FIRST_BUDGET = _("예산의 첫 회계연도. 문서에 시작하는 때가 없습니다.")


def write_iati(publication: Publication, out: BinaryIO) -> None:
    """Write the activities, one at a time."""
    with etree.xmlfile(out, encoding="utf-8") as file:
        file.write_declaration()
        with file.element(
            "iati-activities",
            {"version": "2.03", "generated-datetime": publication.moment.isoformat()},
        ):
            for entry in publication.entries():
                file.write(activity(entry, publication), pretty_print=True)


def activity(entry: Entry, publication: Publication) -> Any:
    """One programme as an activity. The order of the elements is the schema's."""
    programme, language = entry.programme, publication.language
    root = etree.Element(
        "iati-activity",
        {_LANG: "ko", "default-currency": "KRW", "hierarchy": "2" if programme.parent else "1"},
    )
    root.set("last-updated-datetime", publication.moment.isoformat())
    _add(root, "iati-identifier").text = identifier(programme.code)
    _narrated(root, "reporting-org", ["Ieum (이음)"], ref=ORGANISATION, type="10")
    title = _narrated(root, "title", [clean(programme.name) or clean(programme.code)])
    if clean(programme.name_en):
        _narrative(title, clean(programme.name_en), "en")
    _narrated(
        root,
        "description",
        [told_of(entry, language) or clean(programme.name) or clean(programme.code)],
        language=language,
    )
    leads, partners = (
        [name for name in map(clean, entry.names(subject)) if name]
        for subject in (Subject.LEAD, Subject.PARTNERS)
    )
    # The standard wants an organisation; where no document names one, that is what is said.
    for name in leads or ([] if partners else [_NOBODY_NAMED.text("ko")]):
        _narrated(root, "participating-org", [name], role="2")
    for name in partners:
        _narrated(root, "participating-org", [name], role="4")
    _add(root, "activity-status", code=_status(entry))
    starts = _dates(root, entry, publication)
    _add(root, "recipient-country", code="KR", percentage="100")
    for name in filter(None, map(clean, entry.names(Subject.REGIONS))):
        _narrated(_add(root, "location"), "name", [name])
    _add(root, "sector", vocabulary="1", code=_NOT_SPECIFIED)
    if clean(programme.area):
        area = clean(programme.area)
        _narrated(root, "sector", [area], vocabulary="99", code=area)
    _amounts(root, entry, starts)
    _documents(root, entry, publication)
    if programme.parent:
        _add(root, "related-activity", ref=identifier(programme.parent), type="1")
    for part in entry.parts:
        _add(root, "related-activity", ref=identifier(part), type="2")
    return root


def identifier(code: str) -> str:
    """The identifier of an activity in the world; a few characters are not allowed in one."""
    return f"{ORGANISATION}-{clean(code).translate(str.maketrans('/&|?', '____'))}"


def _status(entry: Entry) -> str:
    found = [one.value for one in entry.of(Subject.STATUS) if isinstance(one.value, Stage)]
    return _STATUSES.get(found[-1].status, _PIPELINE) if found else _PIPELINE


def _dates(root: Any, entry: Entry, publication: Publication) -> date:
    """The planned start and end; the start is asked for, so one that no document states says where
    it comes from."""
    starts = [one.value.first for one in entry.of(Subject.START) if isinstance(one.value, Time)]
    ends = [one.value.last for one in entry.of(Subject.END) if isinstance(one.value, Time)]
    end = ends[-1] if ends else None
    start, why = _start(entry, publication, starts, end)
    _narrated(root, "activity-date", why, type="1", **{"iso-date": start.isoformat()})
    # An end before the start is a contradiction of two documents; the description has both.
    if end is not None and end >= start:
        _add(root, "activity-date", type="3", **{"iso-date": end.isoformat()})
    return start


def _start(
    entry: Entry, publication: Publication, starts: Sequence[date], end: date | None
) -> tuple[date, list[str]]:
    if starts:
        return starts[-1], []
    amounts = (one.value for one in entry.counting if isinstance(one.value, Amount))
    if years := [first for first, _last in map(years_of, amounts) if first]:
        found, why = date(min(years), 1, 1), _FIRST_BUDGET
    else:
        found = min((one.as_of for one in entry.counting), default=publication.day)
        why = _ANNOUNCED
    return min(found, end or found), [why.text("ko")]


def _amounts(root: Any, entry: Entry, starts: date) -> None:
    """Budgets, then planned disbursements: the schema wants them so."""
    amounts = [
        (one, one.value)
        for one in entry.counting
        if isinstance(one.value, Amount) and one.id not in entry.held
    ]
    for one, value in amounts:
        if year := _one_year(value):
            settled = "2" if one.is_settled else "1"
            budget = _add(root, "budget", type="1", status=settled)
            _period(budget, date(year, 1, 1), date(year, 12, 31))
            _value(budget, one, value)
    for one, value in amounts:
        if not _one_year(value):
            planned = _add(root, "planned-disbursement", type="1")
            first, last = years_of(value)
            begins = date(first, 1, 1) if first else starts
            if last and begins.year > last:
                begins = date(last, 1, 1)
            _period(planned, begins, date(last, 12, 31) if last else None)
            _value(planned, one, value)


def _one_year(value: Amount) -> int | None:
    """The fiscal year that an amount is for, if it is for one."""
    first, last = years_of(value)
    is_one = value.basis is Basis.ANNUAL and first in (None, last)
    return last if is_one else None


def _period(parent: Any, first: date, last: date | None) -> None:
    _add(parent, "period-start", **{"iso-date": first.isoformat()})
    if last is not None:
        _add(parent, "period-end", **{"iso-date": last.isoformat()})


def _value(parent: Any, statement: StatementRecord, value: Amount) -> None:
    given = {"currency": "KRW", "value-date": statement.as_of.isoformat()}
    _add(parent, "value", **given).text = str(value.won)


def _documents(root: Any, entry: Entry, publication: Publication) -> None:
    titles = {one.document: clean(one.document_title) for one in entry.counting if one.document}
    for number, title in titles.items():
        assert number is not None
        link = _add(root, "document-link", format="text/html", url=publication.page(number))
        _narrated(link, "title", [title or str(number)])
        _add(link, "category", code="A02")


def _add(parent: Any, name: str, **attributes: str) -> Any:
    return etree.SubElement(parent, name, attributes)


def _narrated(
    parent: Any, name: str, texts: Sequence[str], language: str = "ko", **attributes: str
) -> Any:
    element = _add(parent, name, **attributes)
    for text in texts:
        _narrative(element, text, language)
    return element


def _narrative(parent: Any, text: str, language: str) -> None:
    narrative = _add(parent, "narrative")
    if language != "ko":
        narrative.set(_LANG, language)
    narrative.text = text
