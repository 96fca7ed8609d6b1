"""Which services a hub has: found by entry point or in a folder, loaded when first used.

A service that fails to load is kept with its error, and the others run on.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import entry_points
from pathlib import Path
from types import ModuleType

from ieum.kernel.errors import NotFound, ServiceUnavailable
from ieum.kernel.messages import _, add_catalogues
from ieum.kernel.service import Service
from ieum.kernel.tool import Tool

GROUP = "ieum.services"
#: The package under which services from folders are imported.
LOCAL_PACKAGE = "ieum_local_services"

Loader = Callable[[], Service]


@dataclass(frozen=True, slots=True)
class BrokenService:
    """A service that could not be loaded, and why."""

    name: str
    error: str


class Registry:
    """The services of one hub, by name."""

    def __init__(
        self,
        folder: Path | None = None,
        is_off: Callable[[str], bool] = lambda name: False,
        loaders: Iterable[Callable[[Path], dict[str, Loader]]] = (),
    ) -> None:
        """``folder`` holds local services, one a folder; ``loaders`` find further kinds in it."""
        self._folder = folder
        self._is_off = is_off
        self._more_loaders = tuple(loaders)
        self._found: dict[str, Loader] | None = None
        self._loaded: dict[str, Service | BrokenService] = {}
        self._loading = threading.RLock()

    def names(self) -> list[str]:
        """The names of all services, on or off, without loading any."""
        return list(self._loaders())

    def is_off(self, name: str) -> bool:
        """Whether an operator switched the service off."""
        return self._is_off(name)

    def load(self, name: str) -> Service | BrokenService:
        """A service with its tools, or what is wrong with it; ``NotFound`` if there is none."""
        found = self._loaded.get(name)
        if found is None:
            # One load at a time: two threads that import one local folder would mix its modules.
            with self._loading:
                found = self._loaded.get(name) or _loaded(name, self._loader(name))
                self._loaded[name] = found
        return found

    def _loader(self, name: str) -> Loader:
        loader = self._loaders().get(name)
        if loader is None:
            raise NotFound(
                _(
                    "'{name}' 서비스가 없습니다. 있는 서비스: {names}",
                    name=name,
                    names=", ".join(self.names()),
                )
            )
        return loader

    def service(self, name: str) -> Service:
        """A service that is on and whole, or the error a door shows."""
        found = self.load(name)
        if self.is_off(name):
            raise ServiceUnavailable(_("'{name}' 서비스는 꺼져 있습니다.", name=name))
        if isinstance(found, BrokenService):
            raise ServiceUnavailable(
                _(
                    "'{name}' 서비스에 문제가 있어 쓸 수 없습니다. 관리자가 확인하고 있습니다.",
                    name=name,
                )
            )
        return found

    def tool(self, service: str, name: str) -> Tool:
        """One tool of a service that is on and whole."""
        return self.service(service).get(name)

    def services(self) -> Iterator[Service]:
        """All services that are on and whole."""
        for name in self.names():
            found = self.load(name)
            if isinstance(found, Service) and not self.is_off(name):
                yield found

    def broken(self) -> Iterator[BrokenService]:
        """The services that failed to load."""
        for name in self.names():
            found = self.load(name)
            if isinstance(found, BrokenService):
                yield found

    def tools(self) -> Iterator[Tool]:
        """All tools of all services that are on and whole."""
        for service in self.services():
            yield from service.tools.values()

    def forget(self) -> None:
        """Look for services anew, after one was added."""
        self._found = None
        self._loaded.clear()

    def _loaders(self) -> dict[str, Loader]:
        if self._found is None:
            found: dict[str, Loader] = {
                point.name: point.load for point in entry_points(group=GROUP)
            }
            if self._folder is not None and self._folder.is_dir():
                found |= _local_services(self._folder)
                for more in self._more_loaders:
                    found |= more(self._folder)
            self._found = dict(sorted(found.items()))
        return self._found


def _loaded(name: str, loader: Loader) -> Service | BrokenService:
    # Whatever a service does wrong on loading must not take the hub down: the fault is kept and
    # shown under the service's name.
    try:
        service = loader()
        if not isinstance(service, Service):
            raise TypeError(f"expected a Service, got {type(service).__name__}")
        if service.name != name:
            raise ValueError(f"the service calls itself {service.name!r}, not {name!r}")
        if not service.tools:
            raise ValueError("the service declares no tools")
    except (Exception, SystemExit) as error:
        return BrokenService(name, f"{type(error).__name__}: {error}")
    return service


def _local_services(folder: Path) -> dict[str, Loader]:
    return {
        file.parent.name: _local_loader(file.parent) for file in sorted(folder.glob("*/service.py"))
    }


def _local_loader(folder: Path) -> Loader:
    def load() -> Service:
        if LOCAL_PACKAGE not in sys.modules:
            sys.modules[LOCAL_PACKAGE] = ModuleType(LOCAL_PACKAGE)
        package = sys.modules[LOCAL_PACKAGE]
        package.__path__ = [str(folder.parent)]
        prefix = f"{LOCAL_PACKAGE}.{folder.name}"
        for name in [n for n in sys.modules if n == prefix or n.startswith(prefix + ".")]:
            del sys.modules[name]
        importlib.invalidate_caches()
        module = importlib.import_module(f"{prefix}.service")
        add_catalogues(folder)
        service: Service = module.service
        return service

    return load
