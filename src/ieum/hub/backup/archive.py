"""The one file that a backup is: how it is written, and how it is proved whole.

It is a gzipped tar. The first member says what the file is, the last lists the SHA-256 digest of
every other member; so a file that was cut, changed or made by something else is known before
anything is done with it.
"""

from __future__ import annotations

import gzip
import json
import os
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from io import BufferedReader, BytesIO, RawIOBase
from pathlib import Path, PurePosixPath
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import IO, Any

from ieum.kernel.errors import IeumError
from ieum.kernel.messages import _

KIND = "ieum-backup"
FORMAT = 1
HEADER = "ieum-backup.json"
DIGESTS = "digests.json"
ROWS = "rows/"
FILES = "files/"
IN_MEMORY_BYTES = 4 * 2**20
BLOCK_BYTES = 2**20
#: What reading a damaged file may raise.
DAMAGE = (EOFError, zlib.error, tarfile.TarError, OSError, ValueError, OverflowError)


class NotABackup(IeumError):
    """The file cannot be restored from, and why."""

    code = "not-a-backup"


@dataclass(frozen=True, slots=True)
class Header:
    """What a backup is of."""

    #: The release that made it.
    ieum: str
    #: When the rows were read, ISO 8601.
    made_at: str
    #: The database it was read from; it may be restored into another.
    database: str
    #: The steps that database had taken: ``[["accounts", "0001_initial"], …]``.
    steps: list[tuple[str, str]]
    kind: str = KIND
    format: int = FORMAT


@dataclass(frozen=True, slots=True)
class Contents:
    """What a whole backup holds: its header, and of each member the bytes and the digest."""

    header: Header
    sizes: dict[str, int] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)


class Writer:
    """Writes a backup beside its final name, which it gets once it is complete."""

    def __init__(self, path: Path, header: Header) -> None:
        self.path = path
        self.draft = path.with_name(f".{path.name}.{os.getpid()}")
        self.contents = Contents(header)
        descriptor = os.open(self.draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        self._file = open(descriptor, "wb")  # noqa: SIM115 (closed in __exit__)
        self._tar = tarfile.open(  # noqa: SIM115 (closed in __exit__)
            fileobj=self._file, mode="w|gz", format=tarfile.PAX_FORMAT
        )
        with self.member(HEADER) as file:
            file.write(json.dumps(asdict(header), indent=1).encode())

    def __enter__(self) -> Writer:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is None:
            listing = json.dumps({"sha256": self.contents.digests}).encode()
            self._add(DIGESTS, BytesIO(listing), len(listing))
        self._tar.close()
        if error is None:
            self._file.flush()
            os.fsync(self._file.fileno())
        self._file.close()
        if error is None:
            self.draft.replace(self.path)
        else:
            self.draft.unlink(missing_ok=True)

    @contextmanager
    def member(self, name: str) -> Iterator[IO[bytes]]:
        """A file to write one member into; it goes into the backup when the block ends."""
        with SpooledTemporaryFile(IN_MEMORY_BYTES) as file:
            yield file
            size = file.tell()
            file.seek(0)
            digest = sha256()
            while block := file.read(BLOCK_BYTES):
                digest.update(block)
            file.seek(0)
            self._add(name, file, size)
        self.contents.sizes[name] = size
        self.contents.digests[name] = digest.hexdigest()

    def _add(self, name: str, file: IO[bytes], size: int) -> None:
        entry = tarfile.TarInfo(name)
        entry.size = size
        entry.mode = 0o600
        self._tar.addfile(entry, file)


def verified(path: Path) -> Contents:
    """What the backup holds, after every byte of it was compared with the digests.

    Raises ``NotABackup``.
    """
    found = Contents(read_header(path))
    listing: dict[str, Any] | None = None
    for name, file in members(path):
        if listing is not None:
            raise NotABackup(_("{file} has something behind its end. It was changed.", file=path))
        if name == DIGESTS:
            listing = _json(path, file)
            continue
        digest, size = sha256(), 0
        while block := file.read(BLOCK_BYTES):
            digest.update(block)
            size += len(block)
        found.sizes[name], found.digests[name] = size, digest.hexdigest()
    if listing is None:
        raise _cut(path)
    expected: dict[str, str] = listing.get("sha256", {})
    for name in sorted(expected.keys() | found.digests.keys()):
        if expected.get(name) != found.digests.get(name):
            raise NotABackup(
                _(
                    "{file} was changed after it was made: {member} does not match its digest. "
                    "Use another backup.",
                    file=path,
                    member=name,
                )
            )
    return found


def read_header(path: Path) -> Header:
    """What the file says it is. Raises ``NotABackup``."""
    for name, file in members(path):
        if name != HEADER:
            break
        said = _json(path, file)
        if said.get("kind") != KIND:
            break
        if said.get("format", 0) > FORMAT:
            raise NotABackup(
                _(
                    "{file} was made by a newer release, Ieum {release}. "
                    "Install that release, then restore.",
                    file=path,
                    release=said["ieum"],
                )
            )
        try:
            said["steps"] = [(app, step) for app, step in said["steps"]]
            return Header(**said)
        except (KeyError, TypeError, ValueError):
            raise _cut(path) from None
    raise _foreign(path)


def members(path: Path) -> Iterator[tuple[str, IO[bytes]]]:
    """Name and content of each member in turn; a member can be read until the next is taken.

    Raises ``NotABackup`` for a file that is no gzipped tar, is cut, or names a place outside.
    """
    try:
        with gzip.open(path) as packed, tarfile.open(fileobj=packed, mode="r|") as tar:
            for position, entry in enumerate(tar):
                file = tar.extractfile(entry) if entry.isreg() else None
                if file is None or not _stays_inside(entry.name):
                    raise _foreign(path)
                if position == 0 and entry.name != HEADER:
                    raise _foreign(path)
                yield entry.name, BufferedReader(_Sound(file, path), BLOCK_BYTES)
            while packed.read(BLOCK_BYTES):
                pass  # To the end, where gzip's own checksum stands.
    except FileNotFoundError:
        raise NotABackup(_("There is no file {file}.", file=path)) from None
    except DAMAGE:
        raise _broken(path) from None


class _Sound(RawIOBase):
    """A member's content; damage met while reading it is a backup's fault, not the reader's."""

    def __init__(self, file: IO[bytes], path: Path) -> None:
        self.file = file
        self.path = path

    def readable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int:
        try:
            block = self.file.read(len(into))
        except DAMAGE:
            raise _broken(self.path) from None
        into[: len(block)] = block
        return len(block)


def _json(path: Path, file: IO[bytes]) -> dict[str, Any]:
    try:
        said = json.loads(file.read())
    except ValueError:
        raise _cut(path) from None
    return said if isinstance(said, dict) else {}


def _broken(path: Path) -> NotABackup:
    with path.open("rb") as file:
        is_gzip = file.read(2) == b"\x1f\x8b"
    return _cut(path) if is_gzip else _foreign(path)


def _stays_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name


def _cut(path: Path) -> NotABackup:
    return NotABackup(
        _("{file} is damaged or not complete. Copy it again, or use another backup.", file=path)
    )


def _foreign(path: Path) -> NotABackup:
    return NotABackup(_("{file} is not a backup that Ieum made.", file=path))
