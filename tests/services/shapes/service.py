"""A local service for tests: one argument of each shape, one result of each view."""

from __future__ import annotations

from ieum.kernel.messages import _
from ieum.kernel.service import Area, Service

service = Service(
    "shapes",
    title=_("모든 꼴"),
    description=_("Every shape of argument and every view."),
    area=Area.LANGUAGE,
    tools_module=f"{__package__}.tools",
)
