"""The programme service: what government documents promise, and what has become of it."""

from ieum.kernel.messages import _
from ieum.kernel.service import Area, Service
from ieum.services.programme.tool_groups import GROUPS

service = Service(
    "programme",
    title=_("AX 사업 점검 이음터"),
    description=_(
        "정부가 약속한 사업을 문서의 약속에서 돌아가는 서비스와 잰 효과까지 따라갑니다. 예산, 주관, 기한을 "
        "문서의 대목과 함께 찾고, 사람이 확인한 것을 밝히며, 문서에 없으면 없다고 말합니다."
    ),
    area=Area.GOVERNMENT,
    tools_module="ieum.services.programme.tools",
    groups=GROUPS,
)
