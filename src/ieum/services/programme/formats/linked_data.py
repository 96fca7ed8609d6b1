"""The register as linked data in JSON-LD: a catalogue (DCAT-AP 3.0.1), and schema.org.

A catalogue names what there is and where: the register as a dataset with each of its files, and
each document of the library. Every node says what it is, so that a reader needs nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

import orjson

from ieum.kernel.messages import Language
from ieum.services.programme.extraction.findings import Basis
from ieum.services.programme.formats.entries import (
    ABOUT,
    TITLE,
    Entry,
    Publication,
    SourceDocument,
    clean,
    stated,
)
from ieum.services.programme.register.values import Amount, Subject, Time

DCAT = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_LANGUAGES = {
    "ko": "http://publications.europa.eu/resource/authority/language/KOR",
    "en": "http://publications.europa.eu/resource/authority/language/ENG",
}
_MEDIA_TYPES = "http://www.iana.org/assignments/media-types/"
_FREQUENCY = "http://publications.europa.eu/resource/authority/frequency/CONT"
_KOREA = "http://publications.europa.eu/resource/authority/country/KOR"


def write_dcat(
    publication: Publication, out: BinaryIO, files: Mapping[str, tuple[str, str]]
) -> None:
    """Write the catalogue; ``files`` are the names and media types of the register's files, by
    format."""
    address = publication.address
    register = f"{address}/s/programme#register"
    documents = (_document(one, publication) for one in publication.documents())
    out.write(b'{"@context":' + orjson.dumps(DCAT) + b',"@graph":[\n')
    for node in _shared(publication, files, register):
        out.write(orjson.dumps(node) + b",\n")
    names = [register]
    for document in documents:
        names.append(document["@id"])
        out.write(orjson.dumps(document) + b",\n")
    out.write(
        orjson.dumps(
            {
                "@id": f"{address}/s/programme#catalogue",
                "@type": "dcat:Catalog",
                "dct:title": _in_languages(TITLE),
                "dct:description": _in_languages(ABOUT),
                "dct:publisher": {"@id": f"{address}/#publisher"},
                "dct:language": [{"@id": uri} for uri in _LANGUAGES.values()],
                "dct:spatial": {"@id": _KOREA},
                "dct:modified": _day(publication.day.isoformat()),
                "foaf:homepage": {"@id": f"{address}/", "@type": "foaf:Document"},
                "dcat:dataset": [{"@id": name} for name in names],
            }
        )
    )
    out.write(b"\n]}\n")


def _shared(
    publication: Publication, files: Mapping[str, tuple[str, str]], register: str
) -> Iterator[dict[str, Any]]:
    address = publication.address
    yield {"@id": f"{address}/#publisher", "@type": "foaf:Agent", "foaf:name": "Ieum (이음)"}
    yield {"@id": _KOREA, "@type": "dct:Location"}
    yield {"@id": _FREQUENCY, "@type": "dct:Frequency"}
    for uri in _LANGUAGES.values():
        yield {"@id": uri, "@type": "dct:LinguisticSystem"}
    for media_type in sorted({media_type for _name, media_type in files.values()} | {"text/html"}):
        yield {
            "@id": _MEDIA_TYPES + media_type,
            "@type": ["dct:MediaType", "dct:MediaTypeOrExtent"],
        }
    yield {
        "@id": register,
        "@type": "dcat:Dataset",
        "dct:title": _in_languages(TITLE),
        "dct:description": _in_languages(ABOUT),
        "dct:publisher": {"@id": f"{address}/#publisher"},
        "dct:modified": _day(publication.day.isoformat()),
        "dct:accrualPeriodicity": {"@id": _FREQUENCY},
        "dct:spatial": {"@id": _KOREA},
        "dct:language": {"@id": _LANGUAGES["ko"]},
        "dcat:landingPage": {"@id": f"{address}/s/programme", "@type": "foaf:Document"},
        "dcat:distribution": [
            _distribution(publication, format, name, media_type)
            for format, (name, media_type) in files.items()
        ],
    }


def _distribution(
    publication: Publication, format: str, name: str, media_type: str
) -> dict[str, Any]:
    query = "&".join(filter(None, (f"format={format}", publication.query)))
    call = f"{publication.address}/api/programme/export"
    return {
        "@id": f"{publication.address}/s/programme#{format}-{name}",
        "@type": "dcat:Distribution",
        "dct:title": name,
        "dcat:accessURL": {"@id": f"{publication.address}/s/programme/export?{query}"},
        "dcat:downloadURL": {"@id": f"{call}/files/{name}?{query}"},
        "dcat:mediaType": {"@id": _MEDIA_TYPES + media_type},
    }


def _document(document: SourceDocument, publication: Publication) -> dict[str, Any]:
    page = publication.page(document.id)
    title = clean(document.title) or clean(document.name) or str(document.id)
    built: dict[str, Any] = {
        "@id": page,
        "@type": "dcat:Dataset",
        "dct:title": title,
        "dct:description": clean(document.name) or title,
        "dct:identifier": document.sha256,
        "dcat:distribution": {
            "@id": f"{page}#page",
            "@type": "dcat:Distribution",
            "dcat:accessURL": {"@id": page},
            "dcat:mediaType": {"@id": f"{_MEDIA_TYPES}text/html"},
        },
    }
    if clean(document.publisher):
        name = clean(document.publisher)
        built["dct:publisher"] = {"@type": "foaf:Agent", "foaf:name": name}
    if document.issued:
        built["dct:issued"] = _day(document.issued.isoformat())
    if document.language in _LANGUAGES:
        built["dct:language"] = {"@id": _LANGUAGES[document.language]}
    return built


def _in_languages(message: Any) -> list[dict[str, str]]:
    return [{"@value": message.text(code), "@language": str(code)} for code in Language]


def _day(day: str) -> dict[str, str]:
    return {"@value": day, "@type": "xsd:date"}


def write_schema_org(publication: Publication, out: BinaryIO) -> None:
    """Write every programme as a ``Project`` of schema.org, one at a time."""
    out.write(b'{"@context":"https://schema.org","@graph":[\n')
    for number, entry in enumerate(publication.entries()):
        out.write((b",\n" if number else b"") + orjson.dumps(project(entry, publication)))
    out.write(b"\n]}\n")


def project(entry: Entry, publication: Publication) -> dict[str, Any]:
    """A programme as a ``Project`` of schema.org; what is not stated is left out."""
    programme = entry.programme
    starts = [one.value for one in entry.of(Subject.START) if isinstance(one.value, Time)]
    ends = [one.value for one in entry.of(Subject.END) if isinstance(one.value, Time)]
    names = (programme.name_en, *programme.other_names)
    built: dict[str, Any] = {
        "@type": "Project",
        "@id": publication.uri(programme.code),
        "identifier": clean(programme.code),
        "name": clean(programme.name),
        "alternateName": [clean(name) for name in names if clean(name)],
        "keywords": clean(programme.area),
        "foundingDate": starts[-1].first.isoformat() if starts else "",
        "dissolutionDate": ends[-1].last.isoformat() if ends else "",
        "sponsor": _organisations(entry.names(Subject.LEAD)),
        "member": _organisations(entry.names(Subject.PARTNERS)),
        "areaServed": [
            {"@type": "AdministrativeArea", "name": clean(name)}
            for name in entry.names(Subject.REGIONS)
        ],
        "funding": list(_grants(entry, publication)),
        "subjectOf": [
            {"@type": "DigitalDocument", "url": publication.page(number)}
            for number in entry.documents
        ],
    }
    if programme.parent:
        built["parentOrganization"] = {"@id": publication.uri(programme.parent)}
    return {name: value for name, value in built.items() if value}


def _organisations(names: tuple[str, ...]) -> list[dict[str, str]]:
    return [{"@type": "Organization", "name": clean(name)} for name in names if clean(name)]


def _grants(entry: Entry, publication: Publication) -> Iterator[dict[str, Any]]:
    """The amounts, each with its words: the vocabulary has no room for about, from and up to."""
    for one in entry.counting:
        value = one.value
        if isinstance(value, Amount):
            bound = {"at_least": "minValue", "more_than": "minValue"}.get(
                value.qualifier,
                "maxValue" if value.qualifier in ("at_most", "less_than") else "value",
            )
            amount = {"@type": "MonetaryAmount", "currency": "KRW", bound: value.won}
            years = {str(value.first_year or ""), str(value.last_year or "")} - {""}
            yield {
                "@type": "MonetaryGrant",
                "amount": amount,
                "description": stated(one, publication.language),
                "keywords": " ".join(
                    ["annual" if value.basis is Basis.ANNUAL else "total", *sorted(years)]
                ),
            }
