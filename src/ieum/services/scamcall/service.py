"""The scam-call service: shared signals, fast blocks, and always a way back."""

from ieum.kernel.messages import _
from ieum.kernel.service import Area, Service
from ieum.services.scamcall.tool_groups import GROUPS

service = Service(
    "scamcall",
    title=_("보이스피싱 공동 대응"),
    description=_(
        "통신사, 단말 제조사, 은행, 기관이 의심 신호를 바로 나누고, 전화와 계좌를 기한을 두고 막으며, 잘못 막힌 "
        "사람이 되돌릴 길을 끝까지 보입니다. 누구나 전화번호, 링크, 문자를 확인하고 신고할 수 있습니다."
    ),
    area=Area.SAFETY,
    tools_module="ieum.services.scamcall.tools",
    groups=GROUPS,
)
