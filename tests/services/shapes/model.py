"""A choice and two flat models, with a text form and without, for the arguments of tests."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, ClassVar

from pydantic import Field

from ieum.kernel.messages import _
from ieum.kernel.shapes import Flat
from ieum.kernel.text_form import TextForm


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


def read_item(text: str) -> dict[str, Any]:
    name, _space, count = text.strip().rpartition(" ")
    if not name:
        raise ValueError(text)
    return {"name": name, "count": int(count)}


class Item(Flat):
    text_form: ClassVar[TextForm | None] = TextForm(
        read_item, lambda item: f"{item.name} {item.count}", _("이름과 개수. 예: 배추 2")
    )
    name: Annotated[str, Field(min_length=1, max_length=20, description=_("이름"))]
    count: Annotated[int, Field(ge=1, le=99, description=_("개수"))]


class Spot(Flat):
    latitude: Annotated[float, Field(ge=-90, le=90, description=_("위도"))]
    longitude: Annotated[float, Field(ge=-180, le=180, description=_("경도"))]
