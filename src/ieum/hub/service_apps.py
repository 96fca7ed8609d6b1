"""Services that keep rows: each folder with a ``models.py`` becomes a Django app by itself.

A service whose ``models.py`` fails to import must not take the hub down. Its app is then empty;
the service is shown as broken, because its tools meet the same failure.
"""

from __future__ import annotations

from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.apps import AppConfig

GROUP = "ieum.services"
_configurations: dict[str, type[AppConfig]] = {}


def service_packages() -> list[str]:
    """Packages of the registered services that have a ``models.py``, in order of name."""
    packages = {
        entry.value.partition(":")[0].rpartition(".")[0] for entry in entry_points(group=GROUP)
    }
    return sorted(package for package in packages if package and _keeps_rows(package))


def _keeps_rows(package: str) -> bool:
    try:
        spec = find_spec(package)
    except ImportError:
        return False  # The registry of services shows why it does not load.
    return any(
        (Path(folder) / "models.py").is_file()
        for folder in (spec.submodule_search_locations if spec else None) or ()
    )


def installed_apps() -> list[str]:
    """Entries for ``INSTALLED_APPS``, one a service that keeps rows."""
    return [f"{__name__}.{_class_name(package)}" for package in service_packages()]


def _class_name(package: str) -> str:
    return "App_" + package.replace(".", "_")


def __getattr__(name: str) -> type[AppConfig]:
    """The app configuration that ``installed_apps`` named, made when Django asks for it."""
    if name not in _configurations:
        for package in service_packages():
            if _class_name(package) == name:
                _configurations[name] = _configuration(package)
                break
        else:
            raise AttributeError(name)
    return _configurations[name]


def _configuration(package: str) -> type[AppConfig]:
    from django.apps import AppConfig

    class ServiceApp(AppConfig):
        name = package
        label = package.rpartition(".")[2]
        default_auto_field = "django.db.models.BigAutoField"

        def import_models(self) -> None:
            try:
                super().import_models()
            except Exception:
                import logging

                logging.getLogger("ieum.services").exception(
                    "models of %s do not load; the service is off until they do", package
                )
                self.apps.all_models[self.label].clear()
                self.models = self.apps.all_models[self.label]

    return ServiceApp
