"""The files among an answer, as doors hand them on: as a download, or saved into a folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.http import HttpRequest, StreamingHttpResponse
from django.utils.http import content_disposition_header

from ieum.kernel.answer import Answer
from ieum.kernel.errors import NotFound, UnreadableRequest
from ieum.kernel.files import File, FileForm, described_file, files_in
from ieum.kernel.messages import _


def at_address(base: str, query: str = "") -> FileForm:
    """Files are to be had one by one below an address, under their names."""
    ending = f"?{query}" if query else ""
    return lambda file: described_file(file, address=f"{base}/files/{file.name}{ending}")


def file_named(answer: Answer[Any], name: str) -> File:
    """The file of that name among an answer; ``NotFound`` where there is none."""
    found = {file.name: file for file in files_in(answer.result)}
    if name not in found:
        raise no_file(name, found)
    return found[name]


def no_file(name: str, names: Iterable[str]) -> NotFound:
    """The error for a name that no file of an answer bears."""
    return NotFound(
        _(
            "이 답에는 '{name}' 파일이 없습니다. 있는 파일: {names}",
            name=name[:80],
            names=", ".join(names) or "-",
        )
    )


def download(
    request: HttpRequest, name: str, media_type: str, size: int, blocks: Iterable[bytes]
) -> StreamingHttpResponse:
    """A file as a response that a browser saves rather than shows."""
    response = StreamingHttpResponse(
        blocks if request.method != "HEAD" else (), content_type=media_type
    )
    response.headers["Content-Length"] = str(size)
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or ""
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def saved_in(folder: Path) -> FileForm:
    """Files are written into a folder, and their address is the path there."""
    written: dict[int, dict[str, Any]] = {}

    def save(file: File) -> dict[str, Any]:
        if id(file) not in written:
            path = write(folder, file.name, file.content.blocks())
            written[id(file)] = described_file(file, address=str(path))
        return written[id(file)]

    return save


def write(folder: Path, name: str, blocks: Iterable[bytes]) -> Path:
    """Write a new file into a folder, which is made if need be; nothing there is overwritten."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path in _free_paths(folder, name):
            try:
                with path.open("xb") as file:
                    for block in blocks:
                        file.write(block)
                return path
            except FileExistsError:
                continue
    except OSError as error:
        raise UnreadableRequest(
            _(
                "'{folder}' 폴더에 쓸 수 없습니다({reason}). --save 로 다른 폴더를 정해 주세요.",
                folder=str(folder).encode("utf-8", "replace").decode(),
                reason=error.strerror or type(error).__name__,
            )
        ) from None
    raise AssertionError("the names never end")


def _free_paths(folder: Path, name: str) -> Iterator[Path]:
    """``a.csv``, then ``a-2.csv``, ``a-3.csv`` and so on."""
    stem, dot, ending = name.rpartition(".")
    yield folder / name
    number = 2
    while True:
        yield folder / (f"{stem}-{number}.{ending}" if dot else f"{name}-{number}")
        number += 1
