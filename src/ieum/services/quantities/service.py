"""The service of numbers, money and dates in plain Korean and English."""

from ieum.kernel.messages import _
from ieum.kernel.service import Area, Service

service = Service(
    name="quantities",
    title=_("우리말 수와 날짜"),
    description=_(
        "글에서 금액·수·날짜·지역을 찾고, 금액을 계약서 꼴로 쓰고, 기간·일수·나이와 예산 합계를 셈합니다."
    ),
    area=Area.LANGUAGE,
    tools_module="ieum.services.quantities.tools",
)
