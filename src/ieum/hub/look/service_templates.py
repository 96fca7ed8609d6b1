"""Templates that services bring along, wherever the service lives.

A service's folder may hold ``templates/NAME/TOOL.html``, which is shown in place of the generic
page of that tool. Services are found by their entry points and in the data folder, without running
any of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path

from django.template.loaders.filesystem import Loader as FilesystemLoader

from ieum.hub.home import home
from ieum.kernel.registry import GROUP


class Loader(FilesystemLoader):
    """Looks anew each time, since a service may be added while the hub runs.

    It comes after the hub's own templates, so that no service replaces one of those.
    """

    def get_dirs(self) -> list[Path]:
        """The ``templates`` folders of all services."""
        return [templates for folder in _folders() if (templates := folder / "templates").is_dir()]


def _folders() -> Iterator[Path]:
    for point in entry_points(group=GROUP):
        package = point.value.partition(":")[0].rpartition(".")[0]
        try:
            spec = find_spec(package) if package else None
        except ImportError:
            continue  # The registry of services shows why it does not load.
        yield from map(Path, (spec.submodule_search_locations if spec else None) or ())
    yield from sorted(path for path in (home() / "services").glob("*") if path.is_dir())
