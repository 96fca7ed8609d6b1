"""Places as a map without tiles: pins over a grid of degrees, with a scale.

Nothing is fetched from a map server, so the map works offline and tells nobody what is looked at.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from ieum.hub.look.charts import nice_levels

WIDTH = 400.0
LEAST_HEIGHT, MOST_HEIGHT = 220.0, 460.0
PADDING = 48.0
#: A map of a single place shows this much around it, in kilometres.
LEAST_SPAN_KM = 4.0
KM_PER_DEGREE = 111.195
#: Length of the scale bar, at most, in units of the canvas.
LONGEST_SCALE = 110.0


@dataclass(frozen=True, slots=True)
class Pin:
    """A numbered place on the canvas."""

    number: int
    x: float
    y: float
    label: str
    note: str
    latitude: str
    longitude: str


@dataclass(frozen=True, slots=True)
class GridLine:
    """A line of latitude or longitude with its degrees."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Map:
    """A map with all that a template needs to draw it."""

    template: ClassVar[str] = "look/map.html"
    title: str
    height: float
    pins: Sequence[Pin]
    meridians: Sequence[GridLine]
    parallels: Sequence[GridLine]
    scale_km: str
    scale_end: float
    width: ClassVar[float] = WIDTH


def map_of(places: Mapping[str, Any]) -> Map:
    """Lay out rendered ``Places`` in an equirectangular projection true at their middle."""
    found = places["places"]
    latitudes: list[float] = [place["latitude"] for place in found] or [36.0]
    longitudes: list[float] = [place["longitude"] for place in found] or [127.5]
    middle = (min(latitudes) + max(latitudes)) / 2
    centre = (min(longitudes) + max(longitudes)) / 2
    # A degree of longitude is shorter than one of latitude; at the poles it has no length.
    squeeze = max(math.cos(math.radians(middle)), 0.01)
    least = LEAST_SPAN_KM / KM_PER_DEGREE
    width = max((max(longitudes) - min(longitudes)) * squeeze, least)
    height = max(max(latitudes) - min(latitudes), least)
    unit = min((WIDTH - 2 * PADDING) / width, (MOST_HEIGHT - 2 * PADDING) / height)
    canvas = min(max(height * unit + 2 * PADDING, LEAST_HEIGHT), MOST_HEIGHT)

    def x(longitude: float) -> float:
        return round(WIDTH / 2 + (longitude - centre) * squeeze * unit, 1)

    def y(latitude: float) -> float:
        return round(canvas / 2 - (latitude - middle) * unit, 1)

    half_width = WIDTH / 2 / unit / squeeze
    half_height = canvas / 2 / unit
    kilometre = unit / KM_PER_DEGREE
    scale = _round_below(LONGEST_SCALE / kilometre)
    return Map(
        title=places["title"],
        height=round(canvas, 1),
        pins=[
            Pin(
                number,
                x(place["longitude"]),
                y(place["latitude"]),
                place["label"],
                place["note"],
                f"{place['latitude']:.4f}",
                f"{place['longitude']:.4f}",
            )
            for number, place in enumerate(found, 1)
        ],
        meridians=[
            GridLine(x(level), f"{level:g}°")
            for level in nice_levels(centre - half_width, centre + half_width)
            if 0 < x(level) < WIDTH
        ],
        parallels=[
            GridLine(y(level), f"{level:g}°")
            for level in nice_levels(middle - half_height, middle + half_height)
            if 0 < y(level) < canvas
        ],
        scale_km=f"{scale:g} km",
        scale_end=round(16 + scale * kilometre, 1),
    )


def _round_below(length: float) -> float:
    """The largest of 1, 2 or 5 times a power of ten that is no longer."""
    power = 10.0 ** math.floor(math.log10(length))
    return next(power * factor for factor in (5, 2, 1) if power * factor <= length)
