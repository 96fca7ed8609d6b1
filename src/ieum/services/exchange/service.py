"""The exchange as a service: parties, their people and keys, and what they agreed to share."""

from ieum.kernel.groups import ToolGroup
from ieum.kernel.messages import _
from ieum.kernel.service import Area, Service

service = Service(
    "exchange",
    title=_("기관 이음"),
    description=_(
        "함께하는 기관과 그 사람, 키, 서명 키를 관리하고, 누가 무엇을 누구에게 어떤 목적으로 얼마 동안 주는지 "
        "약정합니다. 시험 참여로 시작하고, 한 일은 모두 원장에 남습니다."
    ),
    area=Area.GOVERNMENT,
    tools_module="ieum.services.exchange.tools",
    groups=(
        ToolGroup(
            "parties",
            _("참여 기관"),
            _("함께하는 기관과 그 사람"),
            (
                "all_parties",
                "standing",
                "add_party",
                "set_party_state",
                "set_institution_codes",
                "people",
                "appoint",
                "dismiss",
            ),
        ),
        ToolGroup(
            "keys",
            _("키와 서명"),
            _("프로그램이 쓰는 키와 서명에 쓰는 키"),
            (
                "keys",
                "make_key",
                "end_key",
                "signing_keys",
                "add_signing_key",
                "end_signing_key",
                "demand_signatures",
            ),
        ),
        ToolGroup(
            "agreements",
            _("약정"),
            _("누가 무엇을 누구에게 주는지, 그리고 적용했다는 기록"),
            (
                "offers",
                "make_offer",
                "accept_offer",
                "revoke_offer",
                "agreed",
                "end_agreement",
                "confirmations",
            ),
        ),
    ),
)
