"""The backup file: what is whole is read, and everything else is refused with a reason."""

from __future__ import annotations

import gzip
import io
import json
import stat
import tarfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ieum.hub.backup import archive
from ieum.hub.backup.archive import Header, NotABackup, Writer, members, verified

HEADER = Header("0.1.0", "2026-11-21T09:00:00+00:00", "sqlite", [("accounts", "0001_initial")])
CONTENT = {"rows/accounts.User.jsonl": b'["id"]\n[1]\n', "files/uploads/a.txt": b"x" * 5000}


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    return write(tmp_path / "backup.tar.gz", CONTENT)


def write(path: Path, content: dict[str, bytes]) -> Path:
    with Writer(path, HEADER) as writer:
        for name, body in content.items():
            with writer.member(name) as file:
                file.write(body)
    return path


def tar(path: Path, content: dict[str, bytes]) -> Path:
    """A gzipped tar with exactly these members, as somebody else might make one."""
    with tarfile.open(path, "w:gz") as file:
        for name, body in content.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(body)
            file.addfile(entry, io.BytesIO(body))
    return path


def unpacked(path: Path) -> dict[str, bytes]:
    return {name: file.read() for name, file in members(path)}


def test_what_was_written_is_read_back(backup: Path) -> None:
    found = verified(backup)
    assert found.header == HEADER
    assert found.sizes == {name: len(body) for name, body in CONTENT.items()} | {
        archive.HEADER: found.sizes[archive.HEADER]
    }
    assert unpacked(backup).items() >= CONTENT.items()


def test_only_its_owner_may_read_it(backup: Path) -> None:
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600


def test_a_failure_while_writing_leaves_no_file_and_the_old_one_untouched(backup: Path) -> None:
    before = backup.read_bytes()

    with pytest.raises(ZeroDivisionError), Writer(backup, HEADER):
        raise ZeroDivisionError
    assert backup.read_bytes() == before
    assert list(backup.parent.iterdir()) == [backup]


def test_a_backup_that_was_cut_is_refused_wherever_the_cut_is(backup: Path, tmp_path: Path) -> None:
    whole = backup.read_bytes()
    cut = tmp_path / "cut.tar.gz"
    for length in range(0, len(whole) - 1, max(1, len(whole) // 60)):
        cut.write_bytes(whole[:length])
        with pytest.raises(NotABackup):
            verified(cut)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(data=st.data())
def test_a_backup_with_any_byte_changed_is_refused(backup: Path, data: st.DataObject) -> None:
    whole = bytearray(backup.read_bytes())
    # The first ten bytes are gzip's own: time, system; they say nothing about the content.
    position = data.draw(st.integers(10, len(whole) - 1))
    whole[position] ^= data.draw(st.integers(1, 255))
    changed = backup.with_name("changed.tar.gz")
    changed.write_bytes(whole)
    with pytest.raises(NotABackup):
        verified(changed)


def test_a_member_that_was_changed_is_named(backup: Path, tmp_path: Path) -> None:
    content = unpacked(backup)
    content["rows/accounts.User.jsonl"] = b'["id"]\n[2]\n'
    with pytest.raises(NotABackup) as refusal:
        verified(tar(tmp_path / "changed.tar.gz", content))
    assert "rows/accounts.User.jsonl" in str(refusal.value)


@pytest.mark.parametrize("change", ["dropped", "added"])
def test_a_member_too_few_or_too_many_is_noticed(backup: Path, tmp_path: Path, change: str) -> None:
    content = unpacked(backup)
    if change == "dropped":
        del content["files/uploads/a.txt"]
        name = "files/uploads/a.txt"
    else:
        last = content.popitem()
        content |= {"files/evil.txt": b"x", last[0]: last[1]}
        name = "files/evil.txt"
    with pytest.raises(NotABackup) as refusal:
        verified(tar(tmp_path / "changed.tar.gz", content))
    assert name in str(refusal.value)


def test_a_place_outside_the_data_folder_is_refused(backup: Path, tmp_path: Path) -> None:
    for name in ("files/../../evil", "/etc/evil", "files/..\\evil"):
        content = {archive.HEADER: unpacked(backup)[archive.HEADER], name: b"x"}
        with pytest.raises(NotABackup):
            verified(tar(tmp_path / "evil.tar.gz", content))


def test_a_link_is_refused(backup: Path, tmp_path: Path) -> None:
    path = tmp_path / "link.tar.gz"
    with tarfile.open(path, "w:gz") as file:
        header = unpacked(backup)[archive.HEADER]
        entry = tarfile.TarInfo(archive.HEADER)
        entry.size = len(header)
        file.addfile(entry, io.BytesIO(header))
        link = tarfile.TarInfo("files/link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        file.addfile(link)
    with pytest.raises(NotABackup):
        verified(path)


@pytest.mark.parametrize(
    "body",
    [b"", b"hello", b"PK\x03\x04zip", gzip.compress(b"hello" * 1000), gzip.compress(b"")],
    ids=["empty", "text", "zip", "gzip of something else", "gzip of nothing"],
)
def test_a_file_of_another_kind_is_refused(tmp_path: Path, body: bytes) -> None:
    path = tmp_path / "other"
    path.write_bytes(body)
    with pytest.raises(NotABackup) as refusal:
        verified(path)
    assert str(path) in refusal.value.message.text("ko")


def test_the_tar_of_somebody_else_is_refused(tmp_path: Path) -> None:
    for content in ({"README": b"x"}, {archive.HEADER: b'{"kind": "photos"}'}):
        with pytest.raises(NotABackup) as refusal:
            verified(tar(tmp_path / "other.tar.gz", content))
        assert "not a backup that Ieum made" in str(refusal.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotABackup, match="There is no file"):
        verified(tmp_path / "none.tar.gz")


def test_a_newer_format_asks_for_the_newer_release(tmp_path: Path) -> None:
    newer = {"kind": archive.KIND, "format": archive.FORMAT + 1, "ieum": "9.9"}
    path = tar(tmp_path / "newer.tar.gz", {archive.HEADER: json.dumps(newer).encode()})
    with pytest.raises(NotABackup, match=r"newer release, Ieum 9\.9"):
        archive.read_header(path)
