"""Values by province as a map: five shades, a legend in figures, and the same as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from ieum.hub.look import korea
from ieum.hub.look.amounts import amount_text
from ieum.hub.look.charts import TONES

#: Shades of one colour that can be told apart, from the lowest to the highest.
SHADES = 5


@dataclass(frozen=True, slots=True)
class Province:
    """A province on the map; ``shade`` is 0 where its value is not known."""

    code: str
    path: str
    x: float
    y: float
    anchor: str
    name: str
    text: str
    shade: int


@dataclass(frozen=True, slots=True)
class Shade:
    """What a shade stands for."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Outline:
    """Provinces that some division of the country puts together."""

    label: str
    members: str
    tone: int
    codes: Sequence[str]


@dataclass(frozen=True, slots=True)
class RegionMap:
    """A map of the provinces with all that a template needs to draw it."""

    template: ClassVar[str] = "look/region_map.html"
    title: str
    unit: str
    provinces: Sequence[Province]
    shades: Sequence[Shade]
    outlines: Sequence[Outline]
    rows: Sequence[tuple[str, str, str]]
    unknown: Sequence[str]
    view_box: ClassVar[str] = " ".join(f"{side:g}" for side in korea.VIEW_BOX)
    frame: ClassVar[tuple[float, float, float, float]] = korea.EAST_SEA_FRAME
    dokdo: ClassVar[tuple[float, float]] = korea.dokdo()
    credit: ClassVar[str] = korea.CREDIT

    @property
    def has_notes(self) -> bool:
        """Whether any province has something to say beside its value."""
        return any(note for _name, _text, note in self.rows)


def region_map_of(view: Mapping[str, Any], language: str) -> RegionMap:
    """Lay out a rendered ``RegionMap``."""
    given = {value["code"]: value for value in view["values"]}
    known = {code: value["value"] for code, value in given.items() if value["value"] is not None}
    limits = shade_limits(list(known.values()))

    def text(value: float) -> str:
        return amount_text(value, language, unit=view["unit"], in_won=view["in_won"])

    def drawn(shape: korea.Shape) -> Province:
        value = known.get(shape.code)
        shade = 0 if value is None else shade_of(value, limits)
        words = "" if value is None else text(value)
        return Province(
            shape.code,
            shape.path,
            shape.x,
            shape.y,
            shape.anchor,
            korea.name_on_map(shape.code, language),
            words,
            shade,
        )

    def name(code: str) -> str:
        label: str = given[code]["label"] if code in given else korea.name_on_map(code, language)
        return label

    ranked = sorted(known, key=lambda code: -known[code])
    return RegionMap(
        title=view["title"],
        unit="" if view["in_won"] else view["unit"],
        provinces=[drawn(shape) for shape in korea.shapes()],
        shades=_legend(sorted(known.values()), limits, text),
        outlines=[
            Outline(
                group["label"],
                "·".join(map(name, group["codes"])),
                number % TONES,
                group["codes"],
            )
            for number, group in enumerate(view["groups"])
        ],
        rows=[(given[code]["label"], text(known[code]), given[code]["note"]) for code in ranked],
        unknown=[name(shape.code) for shape in korea.shapes() if shape.code not in known],
    )


def shade_limits(values: Sequence[float]) -> list[float]:
    """The highest value of each shade: every value its own where they are few, else fifths."""
    distinct = sorted(set(values))
    if len(distinct) <= SHADES:
        return distinct
    return [distinct[(len(distinct) * part - 1) // SHADES] for part in range(1, SHADES + 1)]


def shade_of(value: float, limits: Sequence[float]) -> int:
    """The shade of a value, 1 to 5; few values are spread over all shades."""
    place = next(number for number, limit in enumerate(limits) if value <= limit)
    if len(limits) == 1:
        return (SHADES + 1) // 2
    return 1 + round(place * (SHADES - 1) / (len(limits) - 1))


def _legend(values: Sequence[float], limits: Sequence[float], text: Any) -> list[Shade]:
    found = []
    for limit in limits:
        members = [value for value in values if shade_of(value, limits) == shade_of(limit, limits)]
        low, high = text(members[0]), text(members[-1])
        found.append(Shade(shade_of(limit, limits), low if low == high else f"{low} – {high}"))
    return found
