# /// script
# requires-python = ">=3.11"
# dependencies = ["libcoveoc4ids==0.9.1", "pyshacl==0.40.1", "frictionless==5.21.0", "lxml>=5.3"]
# ///
"""Validates exported files with the validators of their standards, all offline.

    uv run --script benchmarks/judges/exports.py FOLDER… --standards standards.zip

It runs in an environment of its own: libcoveoc4ids is under the AGPL, so it is neither a part of the
project nor of its tests; nothing of the project is imported here. The last line is JSON: for each
folder and format the errors, each in a line.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
import threading
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

MOST_ERRORS = 20


def oc4ids(file: Path, standards: Path, schema_host: str) -> Iterator[str]:
    """Errors of libcoveoc4ids: the schema, closed codelists, and its additional checks."""
    from libcoveoc4ids.api import oc4ids_json_output
    from libcoveoc4ids.config import LibCoveOC4IDSConfig

    config = LibCoveOC4IDSConfig()
    config.config["schema_host"] = schema_host
    config.config["schema_version_choices"] = {"0.9.5": ("0.9.5", schema_host)}
    config.config["schema_codelists"] = {"0.9": f"{schema_host}codelists/"}
    with tempfile.TemporaryDirectory() as folder:
        found = oc4ids_json_output(folder, str(file), lib_cove_oc4ids_config=config)
    for error in found["validation_errors"]:
        yield f"schema: {str(error)[:300]}"
    for name in ("additional_closed_codelist_values", "additional_fields", "additional_checks"):
        for one in found.get(name) or ():
            yield f"{name}: {str(one)[:300]}"
    # Open lists allow other codes; ours are among the list's own.
    for one in (found.get("additional_open_codelist_values") or {}).values():
        yield f"codelist: {str(one)[:300]}"


def iati(file: Path, standards: Path, schema_host: str) -> Iterator[str]:
    """Errors of the XSD and of the standard ruleset (its warnings count too)."""
    from lxml import etree

    document = etree.parse(str(file))
    schema = etree.XMLSchema(etree.parse(str(standards / "iati-2.03/iati-activities-schema.xsd")))
    if not schema.validate(document):
        yield from (f"xsd: {error.line}: {error.message}" for error in schema.error_log)
    ruleset = json.loads((standards / "iati-2.03/ruleset-standard.json").read_text())
    today = date.today().isoformat()
    for context, rules in ruleset.items():
        if "iati-organisation" in context and "iati-activit" not in context:
            continue
        for element in document.xpath(context):
            for rule, told in rules.items():
                for case in told["cases"]:
                    if not _keeps(element, rule, case, today):
                        info = case.get("ruleInfo", {})
                        yield f"rule {info.get('id')}: {info.get('message')} ({element.tag})"
    identifiers = document.xpath("//iati-identifier/text()")
    if len(set(identifiers)) != len(identifiers):
        yield "an identifier stands twice"


def _keeps(element: Any, rule: str, case: dict[str, Any], today: str) -> bool:
    """Whether an element keeps one case of a rule (IATI Rulesets, the kinds that it has)."""
    if "condition" in case and not element.xpath(case["condition"]):
        return True
    values = [value for path in case.get("paths", ()) for value in _values(element, path)]
    match rule:
        case "atleast_one":
            return any(value.strip() for value in values) or any(
                _is_element(one) for path in case["paths"] for one in element.xpath(path)
            )
        case "no_more_than_one":
            return len(values) <= 1
        case "unique":
            return len(set(values)) == len(values)
        case "no_spaces":
            return all(value == value.strip() for value in values)
        case "regex_matches":
            return all(re.search(case["regex"], value) for value in values)
        case "startswith":
            prefixes = [p for path in case["prefix"] for p in _prefixes(element, path)]
            ending = case.get("separator", "")
            return not prefixes or all(
                any(value.startswith(prefix + ending) for prefix in prefixes) for value in values
            )
        case "date_order":
            less, more = _day(element, case["less"], today), _day(element, case["more"], today)
            return not less or not more or less <= more
        case "date_now":
            return all(value[:10] <= today for value in _values(element, case["date"]))
        case "time_limit":
            first, last = _day(element, case["start"], today), _day(element, case["end"], today)
            return not first or not last or _within_year(first, last)
        case "strict_sum" | "sum":
            total = sum(float(value) for value in values)
            return not values or abs(total - case["sum"]) < 1e-6
        case "range":
            return all(case["min"] <= float(value) <= case["max"] for value in values)
        case "if_then":
            return not element.xpath(case["if"]) or bool(element.xpath(case["then"]))
        case "one_or_all":
            return bool(element.xpath(case["one"]))
        case "loop":
            return all(
                _keeps(element, inner, _put(one, value), today)
                for value in set(_values(element, case["foreach"]))
                for inner, told in case["do"].items()
                for one in told["cases"]
            )
    raise ValueError(f"no such rule: {rule}")


def _put(case: dict[str, Any], value: str) -> dict[str, Any]:
    filled: dict[str, Any] = json.loads(json.dumps(case).replace("$1", value))
    return filled


def _prefixes(element: Any, path: str) -> list[str]:
    # The list of agency codes is kept by IATI's registry, which is not here.
    return [] if path == "ORG-ID-PREFIX" else _values(element, path)


def _values(element: Any, path: str) -> list[str]:
    found = element.xpath(path)
    return [_text(one) for one in found] if isinstance(found, list) else [str(found)]


def _text(one: Any) -> str:
    return "".join(one.itertext()) if _is_element(one) else str(one)


def _is_element(one: Any) -> bool:
    return hasattr(one, "itertext")


def _day(element: Any, path: str, today: str) -> str:
    return today if path == "NOW" else next(iter(_values(element, path)), "")[:10]


def _within_year(first: str, last: str) -> bool:
    begins, ends = date.fromisoformat(first), date.fromisoformat(last)
    return (ends - begins).days <= 366


def dcat(file: Path, standards: Path, schema_host: str) -> Iterator[str]:
    """Violations of the shapes of DCAT-AP: what is required, and of which class everything is."""
    import pyshacl
    import rdflib

    data = rdflib.Graph().parse(file, format="json-ld")
    for name in ("dcatap_shapes.ttl", "dcatap_range.ttl"):
        shapes = rdflib.Graph().parse(standards / "dcat-ap-3.0.1" / name)
        conforms, _graph, said = pyshacl.validate(data, shacl_graph=shapes)
        if not conforms:
            for one in said.split("Constraint Violation in ")[1:] or [said]:
                yield f"{name}: {' '.join(one.split())[:400]}"
    if not len(data):
        yield "the graph is empty"


def package(file: Path, standards: Path, schema_host: str) -> Iterator[str]:
    """Errors of frictionless, with keys and references."""
    import frictionless

    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(file) as archive:
            archive.extractall(folder)
        report = frictionless.validate(str(Path(folder) / "datapackage.json"))
        for error in report.flatten(["type", "rowNumber", "fieldName", "note"]):
            yield str(error)


def schema_org(file: Path, standards: Path, schema_host: str) -> Iterator[str]:
    """What stands in no vocabulary cannot be looked up offline: form and references are checked."""
    document = json.loads(file.read_text())
    ids = [node["@id"] for node in document["@graph"]]
    if len(set(ids)) != len(ids):
        yield "an @id stands twice"
    for node in document["@graph"]:
        if not node.get("name") or node.get("@type") != "Project":
            yield f"{node.get('@id')}: a project has a name"


Check = Callable[[Path, Path, str], Iterator[str]]
CHECKS: dict[str, Check] = {
    "oc4ids.json": oc4ids,
    "iati-activities.xml": iati,
    "catalogue.jsonld": dcat,
    "datapackage.zip": package,
    "schema-org.jsonld": schema_org,
}


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: Any) -> None:
        """Say nothing."""


def main() -> None:
    """Judge the folders that are named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--standards", type=Path, required=True)
    arguments = parser.parse_args()
    found: dict[str, dict[str, list[str]]] = {}
    with tempfile.TemporaryDirectory() as unpacked:
        standards = Path(unpacked)
        with zipfile.ZipFile(arguments.standards) as archive:
            archive.extractall(standards)
        handler = partial(_Quiet, directory=str(standards / "oc4ids-0.9.5"))
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        host = f"http://127.0.0.1:{server.server_port}/"
        _point_home(standards / "oc4ids-0.9.5", host)
        for folder in arguments.folders:
            for name, check in CHECKS.items():
                print(f"{folder.name}/{name}", file=sys.stderr, flush=True)
                errors = list(check(folder / name, standards, host))
                found.setdefault(folder.name, {})[name] = errors[:MOST_ERRORS]
        server.shutdown()
    print(json.dumps(found, ensure_ascii=False))


def _point_home(folder: Path, host: str) -> None:
    """Let the package's schema refer to the project's schema here rather than in the network."""
    for file in folder.glob("*.json"):
        text = file.read_text()
        file.write_text(
            re.sub(
                r"https?://standard\.open-contracting\.org/infrastructure/schema/[^/\"]+/",
                host,
                text,
            )
        )


if __name__ == "__main__":
    main()
