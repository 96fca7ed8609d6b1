"""Files among an answer: their bytes, their names, and how an answer writes them."""

from __future__ import annotations

import base64

import pytest
from pydantic import ValidationError

from ieum.kernel.answer import Answer, Result
from ieum.kernel.files import (
    IN_MEMORY_BYTES,
    Content,
    File,
    described_file,
    described_files,
    files_in,
    may_give_files,
)
from ieum.kernel.upload import Upload
from ieum.kernel.views import Value


class Bundle(Result):
    files: list[File]
    first: File | None = None


def named(name: str, content: bytes = b"a,b\n") -> File:
    return File(name=name, media_type="text/csv", content=Content(content))


def test_what_one_tool_gives_another_can_be_given() -> None:
    rendered = Answer[Bundle](result=Bundle(files=[named("가 나".encode().hex())])).rendered("ko")
    (file,) = rendered["result"]["files"]
    upload = Upload.from_json({"name": file["name"], "base64": file["base64"]})
    assert upload.read() == b"a,b\n"
    assert file["size"] == 4


def test_a_door_may_leave_the_bytes_out() -> None:
    answer = Answer[Bundle](result=Bundle(files=[named("a.csv")], first=named("b.csv")))
    rendered = answer.rendered("en", lambda file: described_file(file, address=f"/x/{file.name}"))
    assert [file["address"] for file in described_files(rendered)] == ["/x/a.csv", "/x/b.csv"]
    assert not any("base64" in file for file in described_files(rendered))
    assert [file.name for file in files_in(answer.result)] == ["a.csv", "b.csv"]


def test_a_long_content_is_written_and_read_in_blocks() -> None:
    with Content.written() as (out, content):
        for _number in range(3):
            out.write(b"x" * IN_MEMORY_BYTES)
    assert content.size == 3 * IN_MEMORY_BYTES
    assert max(map(len, content.blocks())) < IN_MEMORY_BYTES
    assert content.sha256 == Content(b"x" * 3 * IN_MEMORY_BYTES).sha256


def test_a_kept_answer_has_its_bytes_again() -> None:
    kept = Answer[Bundle](result=Bundle(files=[named("a.csv", b"\0\xff")])).model_dump(mode="json")
    restored = Answer[Bundle].model_validate(kept)
    assert restored.result is not None
    assert restored.result.files[0].content.read() == b"\0\xff"
    assert base64.b64encode(b"\0\xff").decode() in str(kept)


@pytest.mark.parametrize("name", ["../a", "a/b", ".a", "", "a b", "가.csv", "a\n", "-a"])
def test_a_name_that_could_lead_elsewhere_is_refused(name: str) -> None:
    with pytest.raises(ValidationError, match="plain name"):
        named(name)


def test_it_is_known_which_tools_may_give_files() -> None:
    assert may_give_files(Answer[Bundle])
    assert may_give_files(Answer[File])
    assert not may_give_files(Answer[Value])
