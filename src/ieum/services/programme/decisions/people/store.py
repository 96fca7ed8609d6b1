"""Organisations and memberships in rows: who a caller is, and who is to be told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable

from django.contrib.auth import get_user_model

from ieum.kernel.context import ADMINISTRATORS, Caller
from ieum.kernel.errors import WrongArgument
from ieum.kernel.messages import _
from ieum.services.programme.decisions.records import MembershipRecord, OrganisationRecord
from ieum.services.programme.decisions.roles import Grant, Person, Role
from ieum.services.programme.decisions.rows import Membership
from ieum.services.programme.register.regions import kept_region
from ieum.services.programme.register.rows import Organisation


def person(caller: Caller) -> Person:
    """The caller with the roles they hold now."""
    grants: tuple[Grant, ...] = ()
    if caller.id:
        rows = Membership.objects.filter(account_id=caller.id)
        grants = tuple(
            Grant(Role(row.role), row.organisation_id, row.region) for row in rows.order_by("id")
        )
    return Person(caller.id, caller.name, grants, ADMINISTRATORS in caller.groups)


def chains() -> Callable[[int], tuple[int, ...]]:
    """How to find an organisation and those above it, from below; read once for many."""
    parents = dict(Organisation.objects.values_list("id", "parent_id"))

    def chain(organisation: int) -> tuple[int, ...]:
        found: list[int] = []
        at: int | None = organisation
        while at is not None and at not in found:
            found.append(at)
            at = parents.get(at)
        return tuple(found)

    return chain


def with_parts(organisations: Iterable[int]) -> frozenset[int]:
    """Organisations and all below them."""
    parts: dict[int | None, list[int]] = defaultdict(list)
    for id, parent in Organisation.objects.values_list("id", "parent_id"):
        parts[parent].append(id)
    found: set[int] = set()
    waiting = list(organisations)
    while waiting:
        at = waiting.pop()
        if at not in found:
            found.add(at)
            waiting += parts[at]
    return frozenset(found)


def accounts_of(roles: Collection[Role], organisations: Collection[int]) -> list[int]:
    """The accounts that hold one of the roles at one of the organisations and may sign in."""
    rows = Membership.objects.filter(
        role__in=[str(role) for role in roles],
        organisation_id__in=organisations,
        account__is_active=True,
    )
    return sorted(set(rows.values_list("account_id", flat=True)))


def organisations() -> list[OrganisationRecord]:
    """All of them, by name."""
    return [_record(row) for row in Organisation.objects.select_related("parent")]


def organisation(name: str, argument: str) -> Organisation:
    """The organisation of a name; refuses the argument where there is none."""
    row = Organisation.objects.filter(name=name.strip()).first()
    if row is None:
        row = Organisation.objects.filter(name_en__iexact=name.strip()).first()
    if row is None:
        raise WrongArgument(
            argument,
            _(
                "'{name}'{name:-은/는} 등록되지 않은 기관입니다. 기관 목록에 있는 이름을 그대로 적어 주세요.",
                name=name.strip(),
            ),
        )
    return row


def add_organisation(
    name: str, *, kind: str, name_en: str = "", region: str = "", parent: str = ""
) -> OrganisationRecord:
    """Put an organisation on the list, or mend what is known of it."""
    above = organisation(parent, "parent") if parent else None
    row, _new = Organisation.objects.get_or_create(name=name.strip(), defaults={"kind": kind})
    if above is not None and row.pk in chains()(above.pk):
        raise WrongArgument(
            "parent",
            _(
                "'{name}'{name:-은/는} 자기 자신이나 자기 아래 기관에 속할 수 없습니다.",
                name=row.name,
            ),
        )
    row.kind, row.name_en, row.parent = kind, name_en or row.name_en, above or row.parent
    row.region = read_region(region, "region") or row.region
    row.save()
    return _record(row)


def appoint(email: str, organisation_name: str, role: Role, region: str = "") -> MembershipRecord:
    """Give an account a role at an organisation; once more changes only its region."""
    account = get_user_model().objects.filter(email=email.strip().lower()).first()
    if account is None:
        raise WrongArgument(
            "email",
            _(
                "'{email}'{email:-로/으로} 로그인하는 계정이 없습니다. 먼저 계정을 만들어 주세요.",
                email=email,
            ),
        )
    place = organisation(organisation_name, "organisation")
    row, _new = Membership.objects.update_or_create(
        account=account,
        organisation=place,
        role=str(role),
        defaults={"region": read_region(region, "region")},
    )
    return _membership(row)


def dismiss(email: str, organisation_name: str, role: Role) -> bool:
    """Take a role away; False if the account did not hold it."""
    place = organisation(organisation_name, "organisation")
    count, _rows = Membership.objects.filter(
        account__email=email.strip().lower(), organisation=place, role=str(role)
    ).delete()
    return bool(count)


def memberships() -> list[MembershipRecord]:
    """Who holds which role, by organisation."""
    rows = Membership.objects.select_related("account", "organisation")
    return [_membership(row) for row in rows.order_by("organisation__name", "role", "id")]


def read_region(name: str, argument: str) -> str:
    """A region as it is kept; refuses the argument for a name that is none."""
    if not name.strip():
        return ""
    region = kept_region(name)
    if region is None:
        raise WrongArgument(
            argument,
            _(
                "'{name}'{name:-은/는} 우리가 아는 지역이 아닙니다. 시·도 이름이나 호남권 같은 권역 이름을 적어 주세요.",
                name=name,
            ),
        )
    return region


def _record(row: Organisation) -> OrganisationRecord:
    return OrganisationRecord(
        row.pk,
        row.name,
        row.name_en,
        row.kind,
        row.region,
        row.parent.name if row.parent else "",
    )


def _membership(row: Membership) -> MembershipRecord:
    return MembershipRecord(str(row.account), row.organisation.name, Role(row.role), row.region)
