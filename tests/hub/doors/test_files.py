"""The files of an answer at each door: fetched alone, downloaded, saved, put beside the words."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

from ieum.hub.jobs.models import Job

pytestmark = pytest.mark.django_db(transaction=True)
SHAPES = Path(__file__).parents[2] / "services" / "shapes"
TEXT, BINARY = "무,1\r\n".encode(), b"\0\xff"


@pytest.fixture(autouse=True)
def hub(db: None) -> Iterator[None]:
    from ieum.hub.conformance.temporary_hub import temporary_hub
    from ieum.hub.registry import registry

    with temporary_hub(SHAPES):
        registry().forget()
        yield
    registry().forget()


def test_a_file_has_the_address_of_its_call() -> None:
    response = Client().get("/api/shapes/give/files/bytes.bin", {"word": "무"})
    assert b"".join(response) == BINARY
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"] == 'attachment; filename="bytes.bin"'
    assert response["Content-Length"] == "2"


def test_a_name_that_the_answer_does_not_have_is_told_with_those_it_has() -> None:
    response = Client().get("/api/shapes/give/files/other.csv?word=무&lang=en")
    assert response.status_code == 404
    assert "words.csv, bytes.bin" in response.json()["detail"]


def test_a_wrong_call_for_a_file_is_refused_as_the_call_is() -> None:
    response = Client().get("/api/shapes/give/files/words.csv")
    assert response.status_code == 422
    assert [fault["path"] for fault in response.json()["faults"]] == ["word"]


def test_a_page_offers_the_files_without_a_script() -> None:
    html = Client().get("/s/shapes/give", {"word": "무&"}).content.decode()
    address = "/api/shapes/give/files/words.csv?word=%EB%AC%B4%26"
    assert f'href="{address}" download="words.csv"' in html
    assert "8바이트" in html  # 무&,1 and the end of the line


def test_a_job_keeps_its_files_until_it_is_forgotten() -> None:
    from datetime import timedelta

    from django.core.files.storage import default_storage
    from django.utils import timezone

    from ieum.hub.jobs import worker

    client = Client()
    accepted = client.post(
        "/api/shapes/give_slowly", {"word": "무"}, content_type="application/json"
    ).json()
    assert worker.run(accepted["job"])
    answer = client.get(accepted["address"]).json()["answer"]
    file = answer["result"]["binary"]
    assert "base64" not in file
    assert b"".join(client.get(file["address"])) == BINARY
    assert f'href="{file["address"]}"' in client.get(f"/jobs/{accepted['job']}").content.decode()
    assert client.get(f"/api/jobs/{accepted['job']}/files/other").status_code == 404

    job = Job.objects.get()
    Job.objects.update(finished_at=timezone.now() - timedelta(days=31))
    worker.tidy()
    assert not any(default_storage.exists(stored) for stored in job.answer_files.values())


def test_the_command_line_saves_files_and_says_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from ieum.hub.doors import cli

    monkeypatch.chdir(tmp_path)
    for folder in (".", "new/folder"):
        assert cli.main(["shapes", "give", "--word", "무", "--save", folder]) == 0
        assert (tmp_path / folder / "words.csv").read_bytes() == TEXT
    assert "new/folder/bytes.bin" in capsys.readouterr().out


def test_the_command_line_overwrites_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ieum.hub.doors import cli

    monkeypatch.chdir(tmp_path)
    (tmp_path / "words.csv").write_text("mine")
    assert cli.main(["shapes", "give_slowly", "--word", "무"]) == 0
    assert (tmp_path / "words.csv").read_text() == "mine"
    assert (tmp_path / "words-2.csv").read_bytes() == TEXT


def test_a_folder_that_cannot_be_written_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from ieum.hub.doors import cli

    (tmp_path / "file").write_text("")
    assert cli.main(["shapes", "give", "--word=무", f"--save={tmp_path}/file"]) == 2
    assert f"{tmp_path}/file" in capsys.readouterr().err


def test_json_on_the_command_line_carries_the_bytes(capsys: pytest.CaptureFixture[str]) -> None:
    from ieum.hub.doors import cli

    assert cli.main(["shapes", "give", "--word", "무", "--json"]) == 0
    result = json.loads(capsys.readouterr().out)["result"]
    assert base64.b64decode(result["text"]["base64"]) == TEXT


def test_an_assistant_gets_text_as_text_and_other_bytes_as_a_blob() -> None:
    from ieum.hub.accounts.caller import OPERATOR
    from ieum.hub.doors.mcp_server import Visitor, called_tool

    visitor = Visitor(OPERATOR, "ko", "")
    result = called_tool("shapes.give", {"word": "무"}, visitor, None)
    _words, text, binary = result.content
    assert text.resource.text.encode() == TEXT
    assert base64.b64decode(binary.resource.blob) == BINARY
    assert result.structured_content["result"]["text"]["address"] == text.resource.uri
    assert "base64" not in str(result.structured_content)


def test_openapi_describes_where_files_are() -> None:
    paths = Client().get("/api/openapi.json").json()["paths"]
    names = [p["name"] for p in paths["/api/shapes/give/files/{name}"]["parameters"]]
    assert names == ["name"]
    assert "/api/jobs/{id}/files/{name}" in paths
    assert "/api/shapes/give_slowly/files/{name}" not in paths
