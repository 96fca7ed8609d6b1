"""Tools for organisations and the roles at them, and for the sanctions that the law knows."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from ieum.kernel.answer import Answer, Source, SourceKind, Step, refused
from ieum.kernel.context import Context
from ieum.kernel.errors import NotAllowed
from ieum.kernel.messages import Message, _
from ieum.kernel.views import Cell, Column, Table
from ieum.services.programme.decisions.arguments import Organisation
from ieum.services.programme.decisions.people import store
from ieum.services.programme.decisions.results import (
    Appointment,
    OrganisationList,
    SanctionRules,
)
from ieum.services.programme.decisions.roles import Role
from ieum.services.programme.decisions.sanctions import SanctionRule, sanction_rules
from ieum.services.programme.register.regions import region_name
from ieum.services.programme.service import service


class BodyKind(StrEnum):
    """What sort of body an organisation is."""

    MINISTRY = "ministry"
    PROVINCE = "province"
    MUNICIPALITY = "municipality"
    AGENCY = "agency"
    COMPANY = "company"
    OTHER = "other"

    @property
    def words(self) -> Message:
        """What people call it."""
        return {
            BodyKind.MINISTRY: _("중앙행정기관"),
            BodyKind.PROVINCE: _("시·도"),
            BodyKind.MUNICIPALITY: _("시·군·구"),
            BodyKind.AGENCY: _("공공기관"),
            BodyKind.COMPANY: _("기업"),
            BodyKind.OTHER: _("그 밖의 기관"),
        }[self]


Email = Annotated[str, Field(min_length=3, max_length=254, description=_("계정의 전자우편 주소"))]
RoleGiven = Annotated[Role, Field(description=_("역할"))]


@service.tool(
    title=_("기관 목록"),
    says=[
        "등록된 기관 목록 보여줘",
        "어떤 부처와 지자체가 있어",
        "기관 이름을 알려 주세요",
        "기관 리스트",
        "과제를 맡을 수 있는 기관들",
        "누가 어느 기관 담당인지 보여줘",
        "기관과 담당 계정 보기",
        "부처 목록 조회",
        "list the organisations",
        "which ministries and provinces are registered?",
        "show organisations and who holds which role",
    ],
    examples=[{}],
    access="signed_in",
)
def organisations(context: Context) -> Answer[OrganisationList]:
    """The organisations that can be given tasks; administrators see who holds which role too."""
    found = store.organisations()
    if not found:
        return refused(
            _("아직 등록된 기관이 없습니다."),
            helps=_("관리자가 '기관 등록'으로 부처와 시·도를 올리면 과제를 맡길 수 있습니다."),
        )
    english = context.language == "en"
    rows: list[list[Cell]] = [
        [
            one.name_en if english and one.name_en else one.name,
            BodyKind(one.kind).words if one.kind in set(BodyKind) else one.kind,
            region_name(one.region, context.language) if one.region else None,
            one.parent or None,
        ]
        for one in found
    ]
    return Answer[OrganisationList](
        result=OrganisationList(
            count=len(found),
            organisations=Table(
                caption=_("등록된 기관"),
                columns=[
                    Column(name="name", label=_("기관 이름")),
                    Column(name="kind", label=_("기관의 종류")),
                    Column(name="region", label=_("속한 시·도")),
                    Column(name="parent", label=_("위 기관")),
                ],
                rows=rows,
            ),
            memberships=_memberships(context) if store.person(context.caller).administers else None,
        ),
        sources=[_OUR_LIST],
    )


_OUR_LIST = Source(kind=SourceKind.DATASET, title=_("이 허브에 등록된 기관"))


def _memberships(context: Context) -> Table:
    return Table(
        caption=_("역할을 맡은 계정"),
        columns=[
            Column(name="organisation", label=_("기관 이름")),
            Column(name="role", label=_("역할")),
            Column(name="account", label=_("계정")),
            Column(name="region", label=_("함께 보는 지역")),
        ],
        rows=[
            [
                one.organisation,
                one.role.words,
                one.account,
                region_name(one.region, context.language) if one.region else None,
            ]
            for one in store.memberships()
        ],
    )


@service.tool(
    title=_("기관 등록"),
    says=[
        "새 기관을 등록해줘",
        "과기정통부를 기관 목록에 넣어 주세요",
        "지자체 하나 추가",
        "기관 정보 고치기",
        "부처 등록하고 싶어요",
        "기관 추가",
        "산하기관 등록",
        "위 기관을 정해서 등록",
        "register an organisation",
        "add a ministry to the list",
        "add a province as an organisation",
    ],
    examples=[{"name": "한빛도", "kind": "province", "name_en": "Hanbit Province"}],
    access="staff",
    effect="write",
)
def add_organisation(
    name: Organisation,
    kind: Annotated[BodyKind, Field(description=_("기관의 종류"))],
    context: Context,
    name_en: Annotated[str, Field(max_length=200, description=_("영어 이름"))] = "",
    region: Annotated[str, Field(max_length=20, description=_("속한 시·도"))] = "",
    parent: Annotated[
        str, Field(max_length=200, description=_("위 기관. 과제는 그리로 올라갑니다."))
    ] = "",
) -> Answer[OrganisationList]:
    """Put an organisation on the list, or mend what is known of it."""
    _only_administrators(context)
    store.add_organisation(name, kind=str(kind), name_en=name_en, region=region, parent=parent)
    return organisations(context)


@service.tool(
    title=_("역할 맡기기"),
    says=[
        "이 계정에 결재 권한을 줘",
        "담당자를 지정해 주세요",
        "계정을 기관의 이행 담당으로",
        "점검 담당 임명",
        "지역 담당자에게 역할 부여",
        "결재권자 지정",
        "호남 전체를 보는 역할 주기",
        "기관 역할 배정",
        "give an account a role at an organisation",
        "appoint an approver for the ministry",
        "make this account a reporter of the province",
    ],
    examples=[{"email": "person@example.invalid", "organisation": "한빛도", "role": "reporter"}],
    access="staff",
    effect="write",
)
def appoint(
    email: Email,
    organisation: Organisation,
    role: RoleGiven,
    context: Context,
    region: Annotated[
        str, Field(max_length=20, description=_("기관의 일 말고도 함께 볼 지역. 예: 호남권"))
    ] = "",
) -> Answer[Appointment]:
    """Give an account a role at an organisation, and if wanted sight of a region."""
    _only_administrators(context)
    made = store.appoint(email, organisation, role, region)
    return Answer[Appointment](
        result=Appointment(
            account=made.account,
            organisation=made.organisation,
            role=made.role.words,
            region=region_name(made.region, context.language) if made.region else None,
        ),
        steps=[Step(says=_("다음에 로그인할 때까지 기다리지 않고 바로 쓸 수 있습니다."))],
    )


@service.tool(
    title=_("역할 거두기"),
    says=[
        "이 계정의 결재 권한을 빼줘",
        "담당자를 해제해 주세요",
        "역할 거두기",
        "인사이동으로 역할 해제",
        "기관 담당 그만두게 하기",
        "점검 담당 해임",
        "권한 회수",
        "계정의 역할 삭제",
        "take a role away from an account",
        "dismiss the approver",
        "remove the role of a reporter",
    ],
    examples=[{"email": "person@example.invalid", "organisation": "한빛도", "role": "reporter"}],
    access="staff",
    effect="write",
)
def dismiss(
    email: Email, organisation: Organisation, role: RoleGiven, context: Context
) -> Answer[Appointment]:
    """Take a role away from an account; what it did stays in the history."""
    _only_administrators(context)
    had = store.dismiss(email, organisation, role)
    says = _("역할을 거두었습니다.") if had else _("이 계정은 그 역할을 맡고 있지 않았습니다.")
    return Answer[Appointment](
        result=Appointment(account=email, organisation=organisation, role=role.words, held=False),
        steps=[Step(says=says)],
    )


def _only_administrators(context: Context) -> None:
    if not store.person(context.caller).administers:
        raise NotAllowed(_("기관과 역할은 관리자만 정할 수 있습니다. 관리자에게 요청해 주세요."))


@service.tool(
    title=_("제재 기준"),
    says=[
        "연구비 부정 사용하면 어떤 제재를 받아",
        "연구비를 유용하면 참여 제한이 몇 년이야",
        "제재부가금은 몇 배까지예요",
        "개인정보 유출 과징금 상한이 얼마야",
        "반복 침해사고 과징금 기준",
        "연구 부정 제재 근거 법 조문",
        "과징금 상한 알려 주세요",
        "침해사고를 늦게 신고하면 과태료가 얼마",
        "제재 기준 목록",
        "what sanctions follow the misuse of research funds?",
        "how many years of exclusion from R&D for misconduct?",
        "the upper limit of fines for leaks of personal data",
    ],
    examples=[{}, {"about": "연구개발"}],
)
def sanctions(
    context: Context,
    about: Annotated[
        str, Field(max_length=50, description=_("찾을 말. 예: 연구개발, 과징금"))
    ] = "",
) -> Answer[SanctionRules]:
    """The sanctions for misuse and security failures that the law knows, each with law and source."""
    english = context.language == "en"
    found = [rule for rule in sanction_rules() if about.strip() in _searched(rule)]
    if not found:
        return refused(
            _("'{about}'에 관한 제재 기준은 갖고 있지 않습니다.", about=about.strip()),
            helps=_("찾을 말을 비우면 가진 기준을 모두 보여 드립니다."),
        )
    rows: list[list[Cell]] = [
        [
            rule.code,
            rule.basis,
            rule.measure_en if english else rule.measure,
            rule.most,
            (rule.unit_en if english else rule.unit) or None,
            rule.condition_en if english else rule.condition,
            rule.effective_from,
        ]
        for rule in found
    ]
    return Answer[SanctionRules](
        result=SanctionRules(
            count=len(found),
            rules=Table(
                caption=_("제재 기준"),
                columns=[
                    Column(name="code", label=_("번호")),
                    Column(name="law", label=_("법과 조문")),
                    Column(name="measure", label=_("제재")),
                    Column(name="most", label=_("상한")),
                    Column(name="unit", label=_("단위")),
                    Column(name="condition", label=_("어떤 때")),
                    Column(name="from", label=_("시행일")),
                ],
                rows=rows,
            ),
        ),
        sources=[
            Source(kind=SourceKind.LAW, title=rule.basis, version=rule.code, locator=rule.source)
            for rule in found
        ],
        notes=[_("우리말로 간추린 것입니다. 제재를 정할 때는 지금 시행되는 조문을 확인해 주세요.")],
    )


def _searched(rule: SanctionRule) -> str:
    return " ".join((rule.basis, rule.measure, rule.measure_en, rule.condition, rule.condition_en))
