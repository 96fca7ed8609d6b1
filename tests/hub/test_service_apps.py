"""Services that keep rows become Django apps by themselves, and a broken one stays alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ieum.hub.service_apps import installed_apps, service_packages


def test_a_built_in_service_with_models_is_an_app() -> None:
    assert "ieum.services.programme" in service_packages()
    assert "ieum.hub.service_apps.App_ieum_services_programme" in installed_apps()


def test_a_service_without_models_is_none() -> None:
    assert "ieum.services.quantities" not in service_packages()


def installed(folder: Path, name: str, models: str) -> None:
    """Put a service into a folder as an installed package is."""
    package = folder / name
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("")
    (package / "models.py").write_text(models)
    (package / "service.py").write_text("service = None\n")
    information = folder / f"{name}-1.0.dist-info"
    information.mkdir()
    (information / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    (information / "entry_points.txt").write_text(
        f"[ieum.services]\n{name} = {name}.service:service\n"
    )


@pytest.mark.parametrize(
    ("models", "expected"),
    [
        (
            "from django.db import models\n"
            "class Thing(models.Model):\n    name = models.TextField()\n",
            "['thing']",
        ),
        (
            "from django.db import models\n"
            "class Thing(models.Model):\n    name = models.TextField()\n"
            "import a_module_that_is_not_there\n",
            "[]",
        ),
        ("this is not Python", "[]"),
    ],
    ids=["whole", "fails midway", "unreadable"],
)
def test_a_service_whose_models_fail_leaves_the_hub_whole(
    tmp_path: Path, models: str, expected: str
) -> None:
    installed(tmp_path / "site", "outside_service", models)
    script = (
        "from ieum.hub.django_ready import django_ready; django_ready()\n"
        "from django.apps import apps\n"
        "print(sorted(apps.get_app_config('outside_service').models))\n"
        "from django.test import Client\n"
        "print(Client().get('/health', HTTP_HOST='localhost').status_code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={"PYTHONPATH": str(tmp_path / "site"), "IEUM_HOME": str(tmp_path / "home")},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [expected, "200"]
    assert (expected == "[]") == ("do not load" in done.stderr)
