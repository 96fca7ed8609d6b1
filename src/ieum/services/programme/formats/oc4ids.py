"""The register as a project package of OC4IDS 0.9.5 (Open Contracting for Infrastructure).

A project's ``budget.amount`` is what is stated for the whole of it; amounts of single years stand
in a breakdown and are never put in its place. What nobody has confirmed is said to be so.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any, BinaryIO

import orjson

from ieum.kernel.context import SEOUL
from ieum.services.programme.extraction.findings import Basis
from ieum.services.programme.formats.entries import (
    Entry,
    Publication,
    clean,
    stated,
    told_of,
    years_of,
)
from ieum.services.programme.register.records import StatementRecord
from ieum.services.programme.register.values import Amount, Stage, Status, Step, Subject, Time

PREFIX = "oc4ids-ieum00"
"""Before the codes of this register. A publisher takes a prefix of its own from the standard's body."""
#: OC4IDS projectStatus; a status that says nothing of the phase is left out.
_STATUSES = {
    Status.UNDER_REVIEW: "identification",
    Status.TENTATIVE: "identification",
    Status.ANNOUNCED: "identification",
    Status.PLANNED: "preparation",
    Status.IN_PROGRESS: "implementation",
    Status.DELAYED: "implementation",
    Status.IN_OPERATION: "maintenance",
    Status.DONE: "completion",
    Status.STOPPED: "cancelled",
}


def write_oc4ids(publication: Publication, out: BinaryIO) -> None:
    """Write the package, one project at a time."""
    head = orjson.dumps(
        {
            "uri": f"{publication.address}/api/programme/export/files/oc4ids.json?format=oc4ids",
            "publishedDate": publication.moment.isoformat(),
            "version": "0.9",
            "publisher": {"name": "Ieum (이음)", "uri": publication.address},
        }
    )
    out.write(head[:-1] + b',"projects":[\n')
    for number, entry in enumerate(publication.entries()):
        out.write((b",\n" if number else b"") + orjson.dumps(project(entry, publication)))
    out.write(b"\n]}\n")


def project(entry: Entry, publication: Publication) -> dict[str, Any]:
    """One programme as a project; what is not stated is left out."""
    programme, language = entry.programme, publication.language
    built: dict[str, Any] = {
        "id": identifier(programme.code),
        "title": clean(programme.name),
        "description": told_of(entry, language),
        "status": _status(entry),
        "purpose": clean(programme.area),
        "language": "ko",
        "period": _period(entry),
        "budget": _budget(entry, language),
        "publicAuthority": _authority(entry),
        "parties": _parties(entry),
        "locations": [
            {"id": f"{number}", "description": clean(name)}
            for number, name in enumerate(entry.names(Subject.REGIONS), 1)
        ],
        "identifiers": [{"id": clean(programme.code), "scheme": "ieum"}],
        "documents": list(_documents(entry, publication)),
        "milestones": list(_milestones(entry, language)),
        "relatedProjects": _related(entry),
    }
    if entry.programme.last_heard:
        built["updated"] = _moment(entry.programme.last_heard)
    return {name: value for name, value in built.items() if value}


def identifier(code: str) -> str:
    """The identifier of a project in the world."""
    return f"{PREFIX}-{clean(code)}"


def _status(entry: Entry) -> str:
    found = [one.value for one in entry.of(Subject.STATUS) if isinstance(one.value, Stage)]
    return _STATUSES.get(found[-1].status, "") if found else ""


def _period(entry: Entry) -> dict[str, str]:
    starts = [one.value for one in entry.of(Subject.START) if isinstance(one.value, Time)]
    ends = [one.value for one in entry.of(Subject.END) if isinstance(one.value, Time)]
    if starts and ends and ends[-1].last < starts[-1].first:
        return {}  # Two documents that do not go together; the description has both.
    return {
        **({"startDate": _moment(starts[-1].first)} if starts else {}),
        **({"endDate": _moment(ends[-1].last)} if ends else {}),
    }


def _budget(entry: Entry, language: str) -> dict[str, Any]:
    amounts = [(one, one.value) for one in entry.counting if isinstance(one.value, Amount)]
    totals = [(one, value) for one, value in amounts if value.basis is Basis.TOTAL]
    years = [
        _breakdown(one, value, language) for one, value in amounts if value.basis is Basis.ANNUAL
    ]
    built: dict[str, Any] = {}
    if totals:
        newest, value = totals[-1]
        built["amount"] = _value(value)
        built["description"] = stated(newest, language)
    if years:
        built["budgetBreakdowns"] = [{"id": "years", "budgetBreakdown": years}]
    return built


def _breakdown(statement: StatementRecord, value: Amount, language: str) -> dict[str, Any]:
    built: dict[str, Any] = {
        "id": str(statement.id),
        "description": stated(statement, language),
        "amount": _value(value),
    }
    first, last = years_of(value)
    if first and last:
        built["period"] = {
            "startDate": _moment(date(first, 1, 1)),
            "endDate": _moment(date(last, 12, 31)),
        }
    return built


def _value(value: Amount) -> dict[str, Any]:
    return {"amount": value.won, "currency": "KRW"}


def _authority(entry: Entry) -> dict[str, str]:
    leads = entry.names(Subject.LEAD)
    return {"id": clean(leads[0]), "name": clean(leads[0])} if leads and clean(leads[0]) else {}


def _parties(entry: Entry) -> list[dict[str, Any]]:
    roles: dict[str, list[str]] = {}
    for subject, role in ((Subject.LEAD, "publicAuthority"), (Subject.PARTNERS, "interestedParty")):
        for name in filter(None, map(clean, entry.names(subject))):
            if role not in roles.setdefault(name, []):
                roles[name].append(role)
    return [{"id": name, "name": name, "roles": held} for name, held in roles.items()]


def _documents(entry: Entry, publication: Publication) -> Iterator[dict[str, str]]:
    seen = set()
    for one in entry.counting:
        if one.document is not None and one.document not in seen:
            seen.add(one.document)
            title = clean(one.document_title)
            address = publication.page(one.document)
            named = {"title": title} if title else {}
            yield {"id": str(one.document), "documentType": "projectPlan", "url": address, **named}


def _milestones(entry: Entry, language: str) -> Iterator[dict[str, Any]]:
    for one in entry.of(Subject.MILESTONE):
        if isinstance(one.value, Step):
            met = one.value.met
            built = {
                "id": str(one.id),
                "title": clean(one.value.what),
                "type": "delivery",
                "description": stated(one, language),
                "dueDate": _moment(one.value.due),
                "status": "met" if met else "scheduled",
                "dateMet": _moment(met) if met else "",
            }
            yield {name: value for name, value in built.items() if value}


def _related(entry: Entry) -> list[dict[str, str]]:
    codes = [entry.programme.parent, *entry.parts]
    return [
        {"id": str(number), "scheme": "oc4ids", "identifier": identifier(code)}
        for number, code in enumerate(filter(None, codes), 1)
    ]


def _moment(day: date) -> str:
    return datetime.combine(day, time(), SEOUL).isoformat()
