"""A ZIP archive of documents: its members, one after the other, as if each had been added alone."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator

from ieum.kernel.messages import _
from ieum.kernel.upload import Upload
from ieum.services.programme.reading.containers import ZIP, kind_of_archive
from ieum.services.programme.reading.reader import LARGEST
from ieum.services.programme.reading.unreadable import Unreadable, broken

MOST_MEMBERS = 20_000
#: What all members together may unpack to, in bytes.
MOST_UNPACKED = 4_000_000_000
#: Names that archivers of other systems add, which are nobody's documents.
_LITTER = ("__MACOSX/", "Thumbs.db", "desktop.ini", ".DS_Store")


def count_documents(upload: Upload) -> int:
    """How many documents an upload brings: those in an archive, or the file itself."""
    with upload.open() as file:
        if file.read(4) != b"PK\x03\x04":
            return 1
        file.seek(0)
        try:
            archive = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, ValueError):
            return 1
        if kind_of_archive(archive) is not ZIP:
            return 1
        return max(len(_members(archive)), 1)


def documents_in(upload: Upload) -> Iterator[tuple[str, Upload | Unreadable]]:
    """Name and content of each document of an archive, or of the file itself.

    What cannot be taken out stands as its refusal.
    """
    with upload.open() as file:
        if file.read(4) != b"PK\x03\x04":
            yield upload.name, upload
            return
        file.seek(0)
        try:
            archive = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, ValueError):
            yield upload.name, upload
            return
        members = _members(archive)
        if kind_of_archive(archive) is not ZIP or not members:
            yield upload.name, upload
            return
        yield from _taken_out(archive, members, upload.name)


def _members(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    return [
        member
        for member in archive.infolist()
        if not member.is_dir() and not any(litter in member.filename for litter in _LITTER)
    ]


def _taken_out(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], name: str
) -> Iterator[tuple[str, Upload | Unreadable]]:
    if len(members) > MOST_MEMBERS:
        yield name, _too_many(name, len(members))
        return
    left = MOST_UNPACKED
    for member in members:
        label = _name(member)
        if member.flag_bits & 1:
            yield label, _locked(label)
            continue
        try:
            with archive.open(member) as file:
                content = file.read(LARGEST + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
            yield label, broken(label)
            continue
        left -= len(content)
        if left < 0:
            yield name, _too_large(name, label)
            return
        yield label, Upload(label, content)


def _name(member: zipfile.ZipInfo) -> str:
    """A member's name; Korean Windows writes it in CP949 without saying so."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("cp949")
    except UnicodeError:
        return member.filename


def _locked(name: str) -> Unreadable:
    return Unreadable(
        "encrypted",
        _(
            "{name:은/는} 압축 파일 안에서 암호가 걸려 있습니다. 암호를 풀고 다시 압축해 올려 주세요.",
            name=name,
        ),
    )


def _too_many(name: str, count: int) -> Unreadable:
    return Unreadable(
        "too-much-inside",
        _(
            "'{name}'에는 파일이 {count:,}개 있어, 한 번에 읽는 {most:,}개를 넘습니다. 나누어 올려 주세요.",
            name=name,
            count=count,
            most=MOST_MEMBERS,
        ),
    )


def _too_large(name: str, member: str) -> Unreadable:
    return Unreadable(
        "too-much-inside",
        _(
            "'{name}'의 압축을 모두 풀면 {most:,.0f}GB를 넘어, {member}부터는 읽지 않았습니다. 나누어 올려 "
            "주세요.",
            name=name,
            most=MOST_UNPACKED / 1e9,
            member=member,
        ),
    )
