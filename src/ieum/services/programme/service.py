"""The programme service: what government documents promise, with the place in the document."""

from ieum.kernel.messages import _
from ieum.kernel.service import Area, Service

service = Service(
    "programme",
    title=_("정책 문서"),
    description=_(
        "정부 문서를 읽어 사업, 예산, 기한을 찾고, 물음에 문서의 대목을 들어 답합니다. 문서에 없으면 없다고 말합니다."
    ),
    area=Area.GOVERNMENT,
    tools_module="ieum.services.programme.tools",
)
