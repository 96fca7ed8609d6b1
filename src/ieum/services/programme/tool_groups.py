"""The headings under which doors list the tools of this service, those that most people use first."""

from __future__ import annotations

from ieum.kernel.context import Caller
from ieum.kernel.groups import ToolGroup
from ieum.kernel.messages import _
from ieum.services.programme.review.rights import REVIEWERS, may_review


def _is_signed_in(caller: Caller) -> bool:
    return caller.signed_in


def _is_official(caller: Caller) -> bool:
    return caller.staff


def _has_part(caller: Caller) -> bool:
    """Whether the caller holds a role at an organisation."""
    if not caller.signed_in:
        return False
    # Rows are read only when somebody looks, so that the service loads without a database.
    from ieum.services.programme.decisions.people.store import person

    return person(caller).has_part


GROUPS = (
    ToolGroup(
        "ask",
        _("물어보고 찾기"),
        _("문서와 사업 대장에서 답을 찾고, 그 말이 적힌 자리를 함께 보여 드립니다."),
        ["ask_documents", "programmes", "programme", "budget", "changes", "milestones", "compare"],
    ),
    ToolGroup(
        "overview",
        _("한눈에 보기"),
        _("약속된 시스템과 지금의 서비스, 지역 지도, 예산과 일정을 그림으로 봅니다."),
        ["promised", "map", "areas", "timeline", "signal"],
    ),
    ToolGroup(
        "documents",
        _("문서와 기준"),
        _("읽어 둔 문서를 펼쳐 보거나, 가진 파일 하나를 두지 않고 들여다봅니다."),
        ["documents", "document", "ask_file", "promises", "sanctions"],
    ),
    ToolGroup(
        "files",
        _("파일로 받기"),
        _("사업 대장을 엑셀, 한글 한 쪽 브리핑, 열린 데이터 표준으로 받습니다."),
        ["export", "export_all"],
    ),
    ToolGroup(
        "bring",
        _("문서와 표 올리기"),
        _("문서를 읽혀 약속을 찾게 하고, 고친 표를 다시 들여옵니다. 확인은 사람이 합니다."),
        ["read", "import_table"],
        needs=_("계정으로 로그인한 사람이 씁니다. 계정은 관리자가 만듭니다."),
        open_to=_is_signed_in,
    ),
    ToolGroup(
        "review",
        _("뽑은 내용 검토"),
        _("문서에서 뽑은 내용을 확인하고 고치며, 같은 사업을 합치고 다른 사업을 나눕니다."),
        [
            "statements",
            "review",
            "confirm",
            "correct",
            "reject",
            "undo",
            "review_history",
            "propose",
            "merge",
            "split_off",
            "keep_apart",
            "rename",
            "also_called",
            "put_under",
        ],
        needs=_(
            "'{group}' 그룹의 분석가와 담당자가 씁니다. 관리자에게 그 그룹에 넣어 달라고 해 주세요.",
            group=REVIEWERS,
        ),
        open_to=may_review,
    ),
    ToolGroup(
        "decisions",
        _("결정과 과제"),
        _("회의에서 결정한 것을 과제로 맡기고, 보고와 결재로 끝까지 점검합니다."),
        [
            "my_tasks",
            "tasks",
            "task",
            "report",
            "decisions",
            "record_decision",
            "assign",
            "ask_report",
            "send_back",
            "escalate",
            "sign_off",
            "move_deadline",
            "set_signal",
            "organisations",
        ],
        needs=_(
            "기관에서 점검 담당, 결재권자, 이행 담당, 열람자 가운데 한 역할을 맡은 사람이 씁니다. "
            "관리자에게 역할을 맡겨 달라고 해 주세요."
        ),
        open_to=_has_part,
    ),
    ToolGroup(
        "manage",
        _("관리"),
        _("기관을 등록하고, 역할을 맡기거나 거두고, 잘못 올린 문서를 지웁니다."),
        ["add_organisation", "appoint", "dismiss", "remove"],
        needs=_("담당자와 관리자가 씁니다. 관리자에게 권한을 요청해 주세요."),
        open_to=_is_official,
    ),
)
