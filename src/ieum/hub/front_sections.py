"""What services show of themselves on the front page: each app's module ``front``.

``section(language, states)`` gives the values that the template ``NAME/front.html`` of the service is
drawn with; ``states`` are the services of the hub by name, as ``doors/pages/state.py`` has them.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

logger = logging.getLogger("ieum.services")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the front page that a service draws."""

    template: str
    values: Mapping[str, Any]


def sections(language: str, states: Mapping[str, Any]) -> list[Section]:
    """The sections of the services that run; one that fails is logged and left out, so that the
    front page stays."""
    from django.apps import apps

    found = []
    for app in apps.get_app_configs():
        state = states.get(app.label)
        if state is None or not state.is_running or not find_spec(f"{app.name}.front"):
            continue
        try:
            values = import_module(f"{app.name}.front").section(language, states)
        except Exception:
            logger.exception("the service %s has nothing for the front page", app.label)
            continue
        found.append(Section(f"{app.label}/front.html", values))
    return found
