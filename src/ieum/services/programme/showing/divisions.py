"""The divisions of the country that plans use, as provinces.

2021 and 2025: the documents name the regions and not the provinces in them; what is meant by each
name is custom (``text/regions``). 5극 3특 is named without its members, which are those of the
Presidential Committee for Decentralization and Balanced Development's plan.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ieum.kernel.messages import Message, _
from ieum.services.programme.register.regions import provinces_of
from ieum.text.regions import places


class Division(StrEnum):
    """How a plan divides the country."""

    OF_2021 = "2021"
    OF_2025 = "2025"
    POLES = "poles"

    @property
    def words(self) -> Message:
        """What people call it."""
        return {
            Division.OF_2021: _("2021년 6개 권역"),
            Division.OF_2025: _("2025년 4대 권역"),
            Division.POLES: _("5극 3특"),
        }[self]


@dataclass(frozen=True, slots=True)
class Part:
    """A region of a division, with its provinces."""

    name: str
    name_en: str
    codes: tuple[str, ...]


_PARTS = {
    Division.OF_2021: ("수도권", "충청권", "호남권", "영남권", "강원권", "제주권"),
    Division.OF_2025: ("대경권", "전북", "서남권", "동남권"),
    Division.POLES: ("수도권", "충청권", "서남권", "대경권", "동남권", "강원", "전북", "제주"),
}
#: 5극 3특 gives Honam without Jeonbuk, which is one of the three special provinces.
_CALLED = {(Division.POLES, "서남권"): ("호남권", "Honam")}


def parts(division: Division) -> list[Part]:
    """The regions of a division, in the order in which plans name them."""
    found = []
    for name in _PARTS[division]:
        place = next(one for one in places()[name] if one.level != "municipality")
        korean, english = _CALLED.get((division, name), (name, place.name_en))
        found.append(Part(korean, english, provinces_of(place)))
    return found
