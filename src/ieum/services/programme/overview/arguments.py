"""What the tools of this room take: filters, pages, days."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from ieum.kernel.errors import WrongArgument
from ieum.kernel.messages import Message, _
from ieum.services.programme.overview.limits import MOST_COUNTED
from ieum.services.programme.overview.names import name_in, region_words
from ieum.services.programme.register.regions import Reach, is_nationwide, reach_of
from ieum.services.programme.register.spelling import body_as_kept

Lead = Annotated[
    str | None,
    Field(max_length=100, description=_("주관 기관. 문서에 적힌 이름이나 그 일부")),
]
Region = Annotated[
    str | None,
    Field(max_length=40, description=_("지역. 시·도, 시·군·구, 권역 이름. 예: 호남")),
]
FieldOfWork = Annotated[str | None, Field(max_length=60, description=_("분야"))]
PageNumber = Annotated[int, Field(ge=1, le=100_000, description=_("쪽"))]
Year = Annotated[int | None, Field(ge=1950, le=2150, description=_("연도"))]


def lead_sought(lead: str | None, today: date) -> str:
    """The lead to look for: a short or English name (산업부) stands for the full one of today."""
    return body_as_kept((lead or "").strip(), today)


class Review(StrEnum):
    """Which programmes, by whether people confirmed what counts of them."""

    ALL = "all"
    CONFIRMED = "confirmed"
    UNCONFIRMED = "unconfirmed"

    @property
    def words(self) -> Message:
        """What people call it."""
        return {
            Review.ALL: _("모두"),
            Review.CONFIRMED: _("확인된 것만"),
            Review.UNCONFIRMED: _("아직 확인되지 않은 것만"),
        }[self]

    @property
    def is_confirmed(self) -> bool | None:
        """As a filter has it."""
        return None if self is Review.ALL else self is Review.CONFIRMED


def pages_of(page: int, total: int, length: int) -> dict[str, int]:
    """The page and the number of pages, for a result; nothing where all is on one page."""
    pages = -(-total // length)
    return {"page": page, "pages": pages} if pages > 1 else {}


def counted_note(*counts: int) -> list[Message]:
    """What to know where matches were not counted to the last."""
    if all(count < MOST_COUNTED for count in counts):
        return []
    return [_("{most}개까지만 셌습니다. 더 있을 수 있습니다.", most=MOST_COUNTED)]


def region_named(name: str | None) -> Reach | None:
    """What concerns a region; raises ``WrongArgument`` for a name that is none."""
    if not name:
        return None
    if is_nationwide(name):
        raise WrongArgument(
            "region",
            _(
                "'{name}'{name:-은/는} 좁힐 수 있는 지역이 아닙니다. 지역을 비우면 온 나라를 봅니다.",
                name=name,
            ),
        )
    reach = reach_of(name)
    if reach is None:
        raise WrongArgument(
            "region",
            _(
                "'{name}'{name:-이라는/라는} 지역을 모릅니다. 시·도, 시·군·구, 권역 이름으로 적어 주세요. 예: 전북, 수원시, 호남",
                name=name,
            ),
        )
    return reach


def region_notes(reach: Reach | None, language: str) -> list[Message]:
    """How a region was taken, across the divisions that documents use."""
    if reach is None:
        return []
    names = ", ".join(name_in(language, place.short, place.name_en) for place in reach.provinces)
    notes = [
        _(
            "{region:은/는} {provinces}에 걸친 것으로 보았습니다. 문서마다 권역을 달리 나누며(2021년 6개 권역, 2025년 4대 권역, 5극 3특), 서로의 관계를 밝힌 문서는 없어 시·도를 기준으로 이었습니다. 전국 사업은 넣지 않았습니다.",
            region=name_in(language, reach.place.name, reach.place.name_en),
            provinces=names,
        )
    ]
    wider = sorted(name for name in reach.wider if name.endswith("권"))
    if wider:
        notes.append(
            _(
                "더 넓은 권역({names})의 사업도 함께 넣었습니다. 그 몫이 얼마인지는 문서가 나누어 밝힐 때만 알 수 있습니다.",
                names=region_words(wider, language),
            )
        )
    return notes
