"""A file that a caller hands over: its name is a label and never a path."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ieum.kernel.upload import Upload


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("a.txt", "a.txt"),
        ("/etc/passwd", "passwd"),
        ("..\\..\\a.txt", "a.txt"),
        ("folder/", "unnamed"),
        ("", "unnamed"),
        ("가 나.hwp", "가 나.hwp"),
        ("a\nb\x1b[31m.txt", "a_b_[31m.txt"),
        ("\u202etxt.exe", "_txt.exe"),
        ("a\udcff.txt", "a_.txt"),
    ],
)
def test_a_name_has_neither_folders_nor_what_cannot_be_seen(name: str, label: str) -> None:
    assert Upload(name, b"").name == label


def test_content_is_read_from_memory_or_from_disk(tmp_path: Path) -> None:
    file = tmp_path / "a.bin"
    file.write_bytes(b"content")
    for upload in (Upload("a.bin", b"content"), Upload("a.bin", file)):
        assert upload.size == 7
        assert upload.read() == b"content"
        assert upload.read(3) == b"con"
        with upload.open() as opened:
            assert opened.read(4) == b"cont"
        assert repr(upload) == "Upload('a.bin', 7 bytes)"


def test_json_brings_text_or_base64() -> None:
    assert Upload.from_json({"name": "a.txt", "text": "가"}).read() == "가".encode()
    assert Upload.from_json({"name": "a.bin", "base64": "AAE="}).read() == b"\x00\x01"


@pytest.mark.parametrize(
    "value",
    [
        None,
        "a.txt",
        {},
        {"name": "a"},
        {"name": 5, "text": "a"},
        {"name": "a", "text": 5},
        {"name": "a", "text": "a", "base64": "AAE="},
        {"name": "a", "text": "a", "path": "/etc/passwd"},
        {"name": "a", "base64": "A"},
        {"name": "a", "base64": "가"},
        {"name": "a", "base64": "A A E ="},
    ],
)
def test_any_other_json_is_no_upload(value: Any) -> None:
    with pytest.raises(ValueError, match=r"upload|base64|ASCII"):
        Upload.from_json(value)


@given(st.binary(max_size=100), st.text(max_size=20))
def test_any_content_comes_through(content: bytes, name: str) -> None:
    sent = {"name": name, "base64": base64.b64encode(content).decode()}
    assert Upload.from_json(sent).read() == content
