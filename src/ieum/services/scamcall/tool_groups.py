"""The headings under which doors list the tools of this service: everybody's first."""

from __future__ import annotations

from collections.abc import Callable

from ieum.kernel.context import Caller
from ieum.kernel.groups import ToolGroup
from ieum.kernel.messages import _
from ieum.kernel.tool import Scope


def _may(*scopes: Scope) -> Callable[[Caller], bool]:
    """Whether a caller has any of these scopes at this service."""
    return lambda caller: any(caller.has_scope(f"scamcall:{scope}") for scope in scopes)


GROUPS = (
    ToolGroup(
        "citizens",
        _("확인하고 신고하기"),
        _("이상한 전화, 링크, 문자를 확인하고 신고합니다. 계정이 없어도 됩니다."),
        ["check", "report"],
    ),
    ToolGroup(
        "way_back",
        _("잘못 막혔을 때"),
        _(
            "통지에 적힌 번호로 이의를 내고, 진행과 내 정보가 오간 기록을 봅니다. 전화가 없어도 됩니다."
        ),
        [
            "file_objection",
            "objection_status",
            "add_papers",
            "release_receipt",
            "data_about_me",
            "legal_clocks",
            "legal_deadline",
        ],
    ),
    ToolGroup(
        "desk",
        _("상황판과 지급정지"),
        _("새 신호와 그 뒷받침, 승인을 기다리는 명령, 이체의 흐름, 야간 연락처와 근무 인계입니다."),
        [
            "board",
            "approval_queue",
            "desk_case",
            "freeze_account",
            "decide_order",
            "release_order",
            "payer_on_call",
            "night_contacts",
            "shift",
            "hand_over",
        ],
        needs=_(
            "참여 기관의 담당자와 승인자가 씁니다. 기관의 관리자에게 역할을 맡겨 달라고 해 주세요."
        ),
        open_to=_may(Scope.RECEIVE, Scope.DECIDE, Scope.APPROVE, Scope.ASK),
    ),
    ToolGroup(
        "objections",
        _("이의 받고 결정하기"),
        _("창구에서 이의를 받아 적고, 기한 안에 결정합니다."),
        [
            "take_objection",
            "find_notice",
            "objections_taken",
            "objection_taken",
            "receipt_at_counter",
            "objections_to_decide",
            "objection_case",
            "ask_papers",
            "extend_decision",
            "decide_objection",
        ],
        needs=_(
            "참여 기관의 창구 직원과 담당자가 씁니다. 기관의 관리자에게 역할을 맡겨 달라고 해 주세요."
        ),
        open_to=_may(Scope.ASSIST, Scope.DECIDE),
    ),
    ToolGroup(
        "programs",
        _("기관의 프로그램"),
        _("신호를 보내고 거두며, 시행 중인 목록을 받고 적용했다고 알립니다."),
        [
            "send_signals",
            "retract_signal",
            "note_new_holder",
            "live_list",
            "confirm_applied",
            "handset_list",
            "confirm_number",
            "handset_key",
        ],
        needs=_(
            "참여 기관의 키나 엔지니어가 씁니다. 기관의 관리자에게 키를 만들어 달라고 해 주세요."
        ),
        open_to=_may(Scope.SUBMIT, Scope.RECEIVE),
    ),
    ToolGroup(
        "oversight",
        _("감독"),
        _(
            "가고 있는 시계와 넘긴 시계, 오차단, 규칙의 단계, 원장의 증명을 보고, 절대 막지 않을 곳을 정합니다."
        ),
        [
            "clocks_running",
            "false_blocks",
            "rules",
            "ledger_proof",
            "allow_list_entries",
            "allow_identifier",
            "allow_many",
            "end_allowance",
        ],
        needs=_("감독 기관의 사람이 씁니다. 허브 운영자에게 역할을 맡겨 달라고 해 주세요."),
        open_to=_may(Scope.OVERSEE),
    ),
    ToolGroup(
        "operator",
        _("허브 운영"),
        _("규칙을 한 단계씩 옮기고, 잘못되면 바로 끄며, 시민의 신고를 살핍니다."),
        ["let_rule", "switch_off", "switch_on", "switched_off", "citizen_report", "simulate"],
        needs=_("허브를 운영하는 기관의 사람이 씁니다."),
        open_to=_may(Scope.MANAGE),
    ),
)
