"""Services written as folders: noticing that one changed, and importing it anew.

A hub runs on while its services are written, so nothing here may hold on to what a file said
before: a service that changed is imported into fresh modules, from its source.
"""

from __future__ import annotations

import importlib
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.machinery import SOURCE_SUFFIXES, FileFinder, ModuleSpec, SourceFileLoader
from pathlib import Path
from types import ModuleType

from ieum.kernel.errors import ToolDefinitionError
from ieum.kernel.messages import add_catalogues, forget_catalogues
from ieum.kernel.service import Service

#: The package under which services from folders are imported.
LOCAL_PACKAGE = "ieum_local_services"
#: What a service is made of: code, sentences, and data in text that it may read when it loads.
MADE_OF = frozenset({".py", ".po", ".json", ".toml", ".yaml", ".yml", ".csv", ".txt"})
#: Folders below a service's own are looked into so far down.
DEEPEST = 6
#: A source written less than so many seconds ago may be written again within the same second.
RECENT_SECONDS = 2.0

Loader = Callable[[], Service]
#: Which files a service is made of, each with what changes when the file does.
Stamp = Mapping[str, tuple[int, int, int]]


def stamps(folder: Path) -> dict[str, Stamp]:
    """How each service folder stands now; two that are equal hold the same files, unchanged."""
    found: dict[str, Stamp] = {}
    for entry in _entries(folder):
        if _is_dir(entry, follow=True):
            found[entry.name] = dict(_files(entry.path, DEEPEST))
    return found


def local_services(folder: Path) -> dict[str, Loader]:
    """A loader for each service in a folder of services."""
    return {
        file.parent.name: _loader(file.parent)
        for file in sorted(folder.glob("*/service.py"))
        if not file.parent.name.startswith(".")
    }


def forget(folder: Path) -> None:
    """Let go of the modules and the sentences of a service; calls that run keep their own."""
    prefix = f"{LOCAL_PACKAGE}.{folder.name}"
    for name in [n for n in sys.modules if n == prefix or n.startswith(prefix + ".")]:
        del sys.modules[name]
    forget_catalogues(folder)


def _entries(folder: str | Path) -> Iterator[os.DirEntry[str]]:
    # A folder may go while it is looked into: then there is nothing in it.
    try:
        with os.scandir(folder) as entries:
            yield from [one for one in entries if not one.name.startswith((".", "__pycache__"))]
    except OSError:
        return


def _is_dir(entry: os.DirEntry[str], *, follow: bool) -> bool:
    try:
        return entry.is_dir(follow_symlinks=follow)
    except OSError:
        return False


def _files(folder: str, levels: int) -> Iterator[tuple[str, tuple[int, int, int]]]:
    for entry in _entries(folder):
        if os.path.splitext(entry.name)[1] in MADE_OF:
            try:
                found = entry.stat()
            except OSError:
                continue
            yield entry.path, (found.st_mtime_ns, found.st_size, found.st_ino)
        elif levels and _is_dir(entry, follow=False):
            yield from _files(entry.path, levels - 1)


def _loader(folder: Path) -> Loader:
    def load() -> Service:
        forget(folder)
        _make_importable(folder.parent)
        importlib.invalidate_caches()
        try:
            module = importlib.import_module(f"{LOCAL_PACKAGE}.{folder.name}.service")
            add_catalogues(folder)
            service: Service = module.service
            if isinstance(service, Service):
                _ = service.tools  # Imports them, so that their failure is explained too.
        except RuntimeError as error:
            if (folder / "models.py").is_file() and "INSTALLED_APPS" in str(error):
                raise ToolDefinitionError(
                    "models.py keeps rows, which a service in a folder cannot: make a package of "
                    "it that registers by an entry point, install that, and start the hub again "
                    f"({error})"
                ) from error
            raise
        return service

    return load


def _make_importable(folder: Path) -> None:
    if _LocalFinder not in sys.meta_path:
        sys.meta_path.insert(0, _LocalFinder)
    package = sys.modules.setdefault(LOCAL_PACKAGE, ModuleType(LOCAL_PACKAGE))
    package.__path__ = [str(folder)]


class _LocalFinder:
    """Finds the modules of services in folders, and of nothing else."""

    @classmethod
    def find_spec(
        cls, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """How to import a module; None where the ordinary finders are to look."""
        if path is None or not name.startswith(f"{LOCAL_PACKAGE}."):
            return None
        for folder in path:
            spec = FileFinder(folder, (_Source, SOURCE_SUFFIXES)).find_spec(name)
            if spec is not None and spec.loader is not None:
                return spec
        return None


class _Source(SourceFileLoader):
    """Reads a source itself, not the bytecode kept of it, while that cannot be told from older.

    Kept bytecode is known by the second in which its source was written, and by its length.
    """

    def path_stats(self, path: str) -> Mapping[str, float]:
        """When the source was written; none that bytecode could be kept by if that was just now."""
        found: Mapping[str, float] = super().path_stats(path)
        if time.time() - found["mtime"] < RECENT_SECONDS:
            raise OSError("written just now")
        return found
