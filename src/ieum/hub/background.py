"""Work that goes on beside the requests: each app's module ``background``, in a thread."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from types import TracebackType

logger = logging.getLogger("ieum.background")
Work = Callable[[threading.Event], None]
RESTART_SECONDS = 5.0


class Background:
    """Runs ``run(stop)`` of every app's ``background`` module for as long as the block lasts.

    ``run`` works until ``stop`` is set. One that fails is logged and started again.
    """

    def __init__(self, works: dict[str, Work] | None = None) -> None:
        self.works = found() if works is None else works
        self.stop = threading.Event()
        self.threads: list[threading.Thread] = []

    def __enter__(self) -> Background:
        for name, work in self.works.items():
            thread = threading.Thread(target=self._keep, args=(name, work), name=name, daemon=True)
            thread.start()
            self.threads.append(thread)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop.set()
        for thread in self.threads:
            thread.join(timeout=10)

    def _keep(self, name: str, work: Work) -> None:
        from django.db import connections

        while not self.stop.is_set():
            try:
                work(self.stop)
            except Exception:
                logger.exception("background work failed", extra={"work": name})
                self.stop.wait(RESTART_SECONDS)
            finally:
                connections.close_all()


def found() -> dict[str, Work]:
    """The background work of all installed apps, by app."""
    from django.apps import apps

    return {
        app.label: import_module(f"{app.name}.background").run
        for app in apps.get_app_configs()
        if app.name.startswith("ieum.") and find_spec(f"{app.name}.background")
    }
