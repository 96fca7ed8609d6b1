"""A service whose tools have every shape of argument and return every view, to test doors with."""

from ieum.kernel.messages import _
from ieum.kernel.service import Area, Service

service = Service(
    name="demo",
    title=_("보기 서비스"),
    description=_("모든 꼴의 입력과 답을 보여 주는 시험용 서비스입니다."),
    area=Area.LIVING,
    tools_module="ieum_local_services.demo.tools",
)
