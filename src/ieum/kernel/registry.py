"""Which services a hub has: found by entry point or in a folder, loaded when first used.

A service that fails to load is kept with its error, and the others run on. One in the folder that
comes, changes or goes while the hub runs is taken up as it is then, within a second.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import entry_points
from pathlib import Path

from ieum.kernel import local_services
from ieum.kernel.errors import NotFound, ServiceUnavailable
from ieum.kernel.local_services import Loader, Stamp
from ieum.kernel.messages import _
from ieum.kernel.service import Service
from ieum.kernel.tool import Tool

GROUP = "ieum.services"
#: Seconds between looks at the folder. Every call asks, so its files are not looked at each time.
LOOK_EVERY = 1.0
#: A look at a large or slow folder is followed by a rest of so many times its own length.
REST = 50.0

log = logging.getLogger("ieum.services")


@dataclass(frozen=True, slots=True)
class BrokenService:
    """A service that could not be loaded, and why."""

    name: str
    error: str


@dataclass(frozen=True, slots=True)
class _Loaded:
    """What came of loading a service, and how its folder stood before."""

    service: Service | BrokenService
    stamp: Stamp | None


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
        self._loaded: dict[str, _Loaded] = {}
        self._stamps: dict[str, Stamp] = {}
        self._next_look = float("-inf")
        self._loading = threading.RLock()

    def names(self) -> list[str]:
        """The names of all services, on or off, without loading any."""
        return list(self._loaders())

    def is_off(self, name: str) -> bool:
        """Whether an operator switched the service off."""
        return self._is_off(name)

    def load(self, name: str) -> Service | BrokenService:
        """A service with its tools, or what is wrong with it; ``NotFound`` if there is none."""
        self._look()
        found = self._loaded.get(name)
        if found is None:
            # One load at a time: two threads that import one local folder would mix its modules.
            with self._loading:
                found = self._loaded.get(name)
                if found is None:
                    # Taken before loading: what is written meanwhile is then noticed as a change.
                    stamp = self._stamps.get(name)
                    found = _Loaded(_loaded(name, self._loader(name)), stamp)
                    self._loaded[name] = found
        return found.service

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

    def all(self) -> Iterator[Service | BrokenService]:
        """All services, on or off, whole or broken."""
        for name in self.names():
            try:
                yield self.load(name)
            except NotFound:
                continue  # It went in this moment.

    def services(self) -> Iterator[Service]:
        """All services that are on and whole."""
        for found in self.all():
            if isinstance(found, Service) and not self.is_off(found.name):
                yield found

    def broken(self) -> Iterator[BrokenService]:
        """The services that failed to load."""
        for found in self.all():
            if isinstance(found, BrokenService):
                yield found

    def tools(self) -> Iterator[Tool]:
        """All tools of all services that are on and whole."""
        for service in self.services():
            yield from service.tools.values()

    def forget(self) -> None:
        """Look for services anew now, and load each anew when it is next used."""
        with self._loading:
            self._found = None
            self._loaded.clear()
            self._next_look = float("-inf")

    def _look(self) -> None:
        """Let go of what came, changed or went in the folder since the last look."""
        if self._folder is None or time.monotonic() < self._next_look:
            return
        # While another thread looks or loads, this one goes on with what is known.
        if not self._loading.acquire(blocking=False):
            return
        try:
            began = time.monotonic()
            stamps = local_services.stamps(self._folder)
            ended = time.monotonic()
            self._next_look = ended + max(LOOK_EVERY, REST * (ended - began))
            if stamps != self._stamps:
                self._stamps = stamps
                self._found = self._find()
                self._let_go(self._folder)
        finally:
            self._loading.release()

    def _let_go(self, folder: Path) -> None:
        for name, kept in list(self._loaded.items()):
            if kept.stamp != self._stamps.get(name):
                del self._loaded[name]
                gone = name not in self._stamps
                if gone:
                    local_services.forget(folder / name)
                log.info("the service %s %s", name, "is gone" if gone else "changed: loading anew")

    def _loaders(self) -> dict[str, Loader]:
        self._look()
        found = self._found
        if found is None:
            with self._loading:
                found = self._found = self._found or self._find()
        return found

    def _find(self) -> dict[str, Loader]:
        found: dict[str, Loader] = {point.name: point.load for point in entry_points(group=GROUP)}
        if self._folder is not None and self._folder.is_dir():
            found |= local_services.local_services(self._folder)
            for more in self._more_loaders:
                found |= more(self._folder)
        return dict(sorted(found.items()))


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
        service.grouped()  # A group that names no tool of the service is a fault like any other.
    except (Exception, SystemExit) as error:
        return BrokenService(name, f"{type(error).__name__}: {error}")
    return service
