"""The provinces of Korea as shapes: simplified once from the boundaries in ``vendor``.

The source (MapSVG through @svg-maps/south-korea, CC BY 4.0) weighs 80 KB, more than a page may.
Shapes keep what can be seen at the size they are drawn. Ulleungdo stands in a frame beside the
coast, as on Korea's own maps; Dokdo, which the source leaves out, is added at its position.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

from ieum.kernel.messages import Language
from ieum.text.regions import provinces

BOUNDARIES = (
    Path(__file__).parent / "static" / "vendor" / "@svg-maps" / "south-korea" / "south-korea.svg"
)
CREDIT = "MapSVG, CC BY 4.0"

#: What is drawn: left, top, width and height in the source's units.
VIEW_BOX = (-4.0, -8.0, 524.0, 648.0)
#: A point nearer than this to the line between its neighbours cannot be seen.
TOLERANCE = 1.0
#: Islands below this area, in square units, are a speck; the map leaves them out.
LEAST_AREA = 9.0
#: From longitude and latitude (WGS 84) to the source's units: a Mercator projection, fitted to the
#: bounds of Seoul and of Ulleungdo.
PER_DEGREE, WEST, NORTH = 93.88, 125.345, 38.612
#: Where the islands of the East Sea are drawn, and the frame around them.
EAST_SEA_SHIFT = (-112.0, 6.0)
EAST_SEA_FRAME = (390.0, 110.0, 122.0, 74.0)
DOKDO = (131.8669, 37.2426)

_IDS = {
    "seoul": "KR-11",
    "busan": "KR-26",
    "daegu": "KR-27",
    "incheon": "KR-28",
    "gwangju": "KR-29",
    "daejeon": "KR-30",
    "ulsan": "KR-31",
    "gyeonggi": "KR-41",
    "gangwon": "KR-42",
    "north-chungcheong": "KR-43",
    "south-chungcheong": "KR-44",
    "north-jeolla": "KR-45",
    "south-jeolla": "KR-46",
    "north-gyeongsang": "KR-47",
    "south-gyeongsang": "KR-48",
    "jeju": "KR-49",
    "sejong": "KR-50",
}
#: Where a province's name reads best: x, y, and the side of the point it stands on.
_NAMES: Mapping[str, tuple[float, float, str]] = {
    "KR-11": (153, 128, "middle"),
    "KR-26": (372, 412, "start"),
    "KR-27": (300, 338, "middle"),
    "KR-28": (108, 140, "end"),
    "KR-29": (140, 409, "middle"),
    "KR-30": (192, 278, "middle"),
    "KR-31": (384, 366, "start"),
    "KR-41": (196, 172, "middle"),
    "KR-42": (275, 98, "middle"),
    "KR-43": (246, 214, "middle"),
    "KR-44": (126, 256, "middle"),
    "KR-45": (168, 344, "middle"),
    "KR-46": (150, 456, "middle"),
    "KR-47": (312, 262, "middle"),
    "KR-48": (276, 398, "middle"),
    "KR-49": (112, 606, "middle"),
    "KR-50": (177, 246, "middle"),
}

#: Names that fit into the map, where the usual English ones are long.
_SHORT_ENGLISH = {
    "KR-43": "Chungbuk",
    "KR-44": "Chungnam",
    "KR-46": "Jeonnam",
    "KR-47": "Gyeongbuk",
    "KR-48": "Gyeongnam",
}

Ring = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Shape:
    """A province: its outline as an SVG path, and where its name stands."""

    code: str
    path: str
    x: float
    y: float
    anchor: str


@cache
def shapes() -> tuple[Shape, ...]:
    """The seventeen provinces, in the order in which they are drawn: cities after what is
    around them."""
    root = ElementTree.parse(BOUNDARIES).getroot()
    paths = {
        _IDS[path.attrib["id"]]: path.attrib["d"] for path in root.iter() if "d" in path.attrib
    }
    return tuple(
        Shape(code, _drawn(code, paths[code]), *_NAMES[code])
        for code in sorted(_NAMES, key=lambda code: code < "KR-41" or code == "KR-50")
    )


def name_on_map(code: str, language: str) -> str:
    """What stands on the map for a province: 전북, Jeonbuk."""
    province = next(province for province in provinces() if province.code == code)
    if language == Language.KOREAN:
        return province.short
    return _SHORT_ENGLISH.get(code, province.name_en)


@cache
def dokdo() -> tuple[float, float]:
    """Where Dokdo is drawn."""
    x, y = _position(*DOKDO)
    return round(x + EAST_SEA_SHIFT[0], 1), round(y + EAST_SEA_SHIFT[1], 1)


def _drawn(code: str, path: str) -> str:
    rings = list(_rings(path))
    largest = max(rings, key=_area)
    kept = []
    for ring in rings:
        in_the_east_sea = min(x for x, _ in ring) > EAST_SEA_FRAME[0] + EAST_SEA_FRAME[2] / 2
        if ring is not largest and _area(ring) < LEAST_AREA and not in_the_east_sea:
            continue
        dx, dy = EAST_SEA_SHIFT if in_the_east_sea else (0.0, 0.0)
        kept.append([(x + dx, y + dy) for x, y in simplified(ring, TOLERANCE)])
    return "".join(map(_written, kept))


def _written(ring: Ring) -> str:
    """A closed outline as an SVG path, in steps from point to point, which are shorter to write.

    The steps are taken between rounded points, so that the roundings do not add up.
    """
    spots = [(round(x * 10), round(y * 10)) for x, y in ring]
    (x, y), steps = spots[0], pairwise(spots)
    moves = " ".join(f"{(bx - ax) / 10:g} {(by - ay) / 10:g}" for (ax, ay), (bx, by) in steps)
    return f"M{x / 10:g} {y / 10:g}l{moves}z"


def _rings(path: str) -> Iterator[Ring]:
    """The closed outlines of a path of relative moves, the only commands that the source has."""
    x = y = 0.0
    for part in re.findall(r"m([^m]*)", path):
        numbers = [float(number) for number in re.findall(r"-?[\d.]+", part)]
        ring: Ring = []
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            ring.append((x, y))
        if "z" in part:
            x, y = ring[0]
        yield ring


def simplified(line: Sequence[tuple[float, float]], tolerance: float) -> Ring:
    """The line without the points that are nearer than ``tolerance`` to what remains
    (Ramer, Douglas and Peucker)."""
    kept = {0, len(line) - 1}
    spans = [(0, len(line) - 1)]
    while spans:
        start, end = spans.pop()
        distance, at = max(
            ((_distance(line[i], line[start], line[end]), i) for i in range(start + 1, end)),
            default=(0.0, 0),
        )
        if distance > tolerance:
            kept.add(at)
            spans += [(start, at), (at, end)]
    return [line[at] for at in sorted(kept)]


def _distance(
    point: tuple[float, float], start: tuple[float, float], end: tuple[float, float]
) -> float:
    (x, y), (ax, ay), (bx, by) = point, start, end
    dx, dy = bx - ax, by - ay
    length = math.hypot(dx, dy)
    if not length:
        return math.hypot(x - ax, y - ay)
    along = max(0.0, min(1.0, ((x - ax) * dx + (y - ay) * dy) / length**2))
    return math.hypot(x - ax - along * dx, y - ay - along * dy)


def _area(ring: Ring) -> float:
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs)) / 2


def _position(longitude: float, latitude: float) -> tuple[float, float]:
    def up(degrees: float) -> float:
        return math.degrees(math.log(math.tan(math.radians(45 + degrees / 2))))

    return PER_DEGREE * (longitude - WEST), PER_DEGREE * (up(NORTH) - up(latitude))
