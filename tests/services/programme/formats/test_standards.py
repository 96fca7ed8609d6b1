"""What the files of the standards say; the validators themselves run in ``benchmarks.exports``."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from typing import Any, BinaryIO

import pytest
from hwpx.document import HwpxDocument
from hwpx.tools.package_validator import validate_editor_open_safety
from lxml import etree

from benchmarks.exports import odd
from ieum.services.programme.formats.entries import Publication
from ieum.services.programme.formats.files import FILES, Format, write_files
from ieum.services.programme.formats.iati import activity, write_iati
from ieum.services.programme.formats.linked_data import project as schema_org_project
from ieum.services.programme.formats.oc4ids import project, write_oc4ids
from ieum.services.programme.register.values import ReviewState

from .examples import WHOLE, YEAR, entry, publication


def written(write: Callable[[Publication, BinaryIO], None], given: Publication) -> bytes:
    out = io.BytesIO()
    write(given, out)
    return out.getvalue()


def texts(root: Any, path: str) -> list[str]:
    return [str(one) for one in root.xpath(path)]


def test_iati_calls_only_the_amount_of_one_year_a_budget() -> None:
    root = activity(entry(), publication())
    assert texts(root, "budget/value/text()") == [str(YEAR.won)]
    assert texts(root, "budget/period-end/@iso-date") == ["2027-12-31"]
    assert texts(root, "planned-disbursement/value/text()") == [str(WHOLE.won)]
    assert texts(root, "planned-disbursement/period-end/@iso-date") == ["2030-12-31"]


def test_iati_calls_committed_only_what_a_person_confirmed() -> None:
    confirmed = activity(entry(states=(ReviewState.CONFIRMED,)), publication())
    assert texts(confirmed, "budget/@status") == ["2"]
    assert texts(activity(entry(), publication()), "budget/@status") == ["1"]


def test_iati_gives_no_amount_that_the_programme_above_holds() -> None:
    part = entry(parent="P000002", held=frozenset({1, 2}))
    root = activity(part, publication())
    assert not root.xpath("budget | planned-disbursement")
    assert "12억" in root.findtext("description/narrative")
    assert texts(root, "related-activity/@ref") == ["KR-IEUM-P000002"]


def test_iati_says_where_a_start_comes_from_that_no_document_states() -> None:
    root = activity(entry(values=(YEAR,)), publication())
    assert texts(root, "activity-date[@type='1']/@iso-date") == ["2027-01-01"]
    assert "첫 회계연도" in texts(root, "activity-date/narrative/text()")[0]
    stated = activity(entry(), publication())
    assert not stated.xpath("activity-date/narrative")


def test_iati_names_no_ministry_that_the_documents_do_not_name() -> None:
    root = activity(entry(values=(YEAR,)), publication())
    assert texts(root, "participating-org/narrative/text()") == [
        "문서에 맡은 기관이 적혀 있지 않습니다."
    ]


def test_iati_is_written_whole_whatever_a_name_holds() -> None:
    given = odd(40)
    root = etree.fromstring(written(write_iati, given))
    assert len(root) == 40
    assert len(set(texts(root, "iati-activity/iati-identifier/text()"))) == 40


def test_oc4ids_puts_no_single_year_in_the_place_of_the_whole() -> None:
    budget = project(entry(), publication())["budget"]
    assert budget["amount"] == {"amount": WHOLE.won, "currency": "KRW"}
    (year,) = budget["budgetBreakdowns"][0]["budgetBreakdown"]
    assert year["amount"]["amount"] == YEAR.won
    assert "아직 확인되지 않음" in budget["description"]
    only_year = project(entry(values=(YEAR,)), publication())["budget"]
    assert "amount" not in only_year


def test_what_nobody_states_is_left_out() -> None:
    empty = entry(values=())
    assert set(project(empty, publication())) == {
        "id",
        "title",
        "purpose",
        "language",
        "identifiers",
    }
    assert "funding" not in schema_org_project(empty, publication())


def test_oc4ids_is_one_package_of_all_projects() -> None:
    package = json.loads(written(write_oc4ids, odd(30)))
    assert (package["version"], len(package["projects"])) == ("0.9", 30)


@pytest.mark.parametrize("qualifier", ["at_least", "at_most", "exact"])
def test_schema_org_says_whether_an_amount_is_a_bound(qualifier: str) -> None:
    value = WHOLE.model_copy(update={"qualifier": qualifier})
    (grant,) = schema_org_project(entry(values=(value,)), publication())["funding"]
    bound = {"at_least": "minValue", "at_most": "maxValue", "exact": "value"}[qualifier]
    assert grant["amount"][bound] == WHOLE.won


def test_the_catalogue_names_every_file_and_every_document() -> None:
    (file,) = write_files(Format.DCAT, publication(entry()), 1)
    graph = json.loads(file.content.read())["@graph"]
    register = next(node for node in graph if str(node["@id"]).endswith("#register"))
    offered = {one["dct:title"] for one in register["dcat:distribution"]}
    assert offered == {names[0][0] for format, names in FILES.items() if format is not Format.DCAT}
    assert any(node["@id"].endswith("document?id=7") for node in graph)


def test_the_package_describes_every_column_of_its_tables() -> None:
    (file,) = write_files(Format.FRICTIONLESS, publication(entry()), 1)
    with zipfile.ZipFile(io.BytesIO(file.content.read())) as archive:
        described = json.loads(archive.read("datapackage.json"))
        for resource in described["resources"]:
            heading = archive.read(resource["path"]).decode("utf-8-sig").splitlines()[0]
            assert heading.split(",") == [field["name"] for field in resource["schema"]["fields"]]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_briefing_opens_and_tells_what_disagrees(language: str, tmp_path: Any) -> None:
    other = YEAR.model_copy(update={"won": 1_300_000_000})
    given = publication(entry(values=(YEAR, other, WHOLE)), language=language)
    (file,) = write_files(Format.HWPX, given, 1)
    path = tmp_path / "briefing.hwpx"
    path.write_bytes(file.content.read())
    safety = validate_editor_open_safety(str(path))
    assert safety.reopen_ok
    assert not safety.blocking_package_errors
    text = HwpxDocument.open(str(path)).text.plain()
    assert " ↔ " in text
    assert ("다솜 실증" in text, "at least" in text) == (True, language == "en")


@pytest.mark.parametrize("format", list(Format), ids=str)
def test_the_same_register_gives_the_same_bytes(format: Format) -> None:
    first, second = (write_files(format, publication(entry()), 1) for _time in range(2))
    assert [one.content.sha256 for one in first] == [one.content.sha256 for one in second]


@pytest.mark.parametrize("format", list(Format), ids=str)
def test_a_register_of_nothing_and_of_odd_things_is_written(format: Format) -> None:
    for given in (publication(), odd(30)):
        for file in write_files(format, given, 30):
            assert file.content.size > 40
