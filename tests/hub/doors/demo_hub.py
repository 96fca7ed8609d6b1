"""Puts the demo service, and one that is broken, into a data folder."""

from __future__ import annotations

import shutil
from pathlib import Path

DEMO = Path(__file__).parent / "demo_service"
#: What is wrong with the broken one.
FAULT = "the tables are not there"


def put_demo_services(home: Path) -> None:
    """Add both to the services of a data folder."""
    services = home / "services"
    services.mkdir(parents=True, exist_ok=True)
    shutil.copytree(DEMO, services / "demo", ignore=shutil.ignore_patterns("__pycache__"))
    broken = services / "broken"
    broken.mkdir()
    (broken / "service.py").write_text(f"raise ImportError({FAULT!r})\n", encoding="utf-8")


def remove_demo_services(home: Path) -> None:
    """Take both away again."""
    for name in ("demo", "broken"):
        shutil.rmtree(home / "services" / name, ignore_errors=True)
