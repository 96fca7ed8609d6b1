"""Organisations and roles: who sets them, and what the administration pages allow."""

from __future__ import annotations

import pytest

from ieum.services.programme.decisions.sanctions import read_basis, sanction_rules
from tests.services.programme.decisions.conftest import Cast

pytestmark = pytest.mark.django_db


def test_only_administrators_set_roles(cast: Cast) -> None:
    given = {"email": "stranger@example.invalid", "organisation": "한빛산업부", "role": "observer"}
    assert cast.minister.call("appoint", **given)[0] == 403
    assert cast.administrator.does("appoint", **given)["held"] is True
    assert cast.administrator.does("dismiss", **given)["held"] is False
    assert cast.administrator.does("dismiss", **given)["held"] is False


def test_a_role_counts_at_once_and_ends_at_once(cast: Cast) -> None:
    from tests.services.programme.decisions.test_lifecycle_at_the_doors import assigned

    task = assigned(cast)
    role = {"email": "stranger@example.invalid", "organisation": "한빛산업부", "role": "reporter"}
    cast.administrator.does("appoint", **role)
    assert cast.stranger.sees() == {task}
    cast.stranger.does("report", task=task, note="새 담당")
    cast.administrator.does("dismiss", **role)
    assert cast.stranger.sees() == set()


@pytest.mark.parametrize(
    ("tool", "given", "path"),
    [
        ("appoint", {"email": "nobody@example.invalid", "organisation": "한빛산업부"}, "email"),
        ("appoint", {"email": "lead@example.invalid", "organisation": "없는부"}, "organisation"),
        (
            "appoint",
            {"email": "lead@example.invalid", "organisation": "한빛산업부", "region": "달나라"},
            "region",
        ),
    ],
)
def test_a_wrong_name_is_told_at_its_argument(
    cast: Cast, tool: str, given: dict[str, str], path: str
) -> None:
    status, body = cast.administrator.call(tool, role="reporter", **given)
    assert status == 422
    assert body["faults"][0]["path"] == path


def test_no_organisation_comes_to_stand_above_itself(cast: Cast) -> None:
    status, body = cast.administrator.call(
        "add_organisation", name="다솜조정실", kind="agency", parent="다솜점검부"
    )
    assert status == 422
    assert body["faults"][0]["path"] == "parent"


def test_an_official_of_the_hub_is_not_thereby_one_of_an_organisation(cast: Cast) -> None:
    from ieum.hub.accounts.groups import be_in_groups
    from ieum.hub.accounts.models import OFFICIALS

    be_in_groups(cast.stranger.user, {OFFICIALS: True})
    assert cast.stranger.sees() == set()
    given = {"name": "새부", "kind": "ministry"}
    assert cast.stranger.call("add_organisation", **given)[0] == 403


def test_the_administration_pages_show_the_history_and_change_none_of_it(cast: Cast) -> None:
    from tests.services.programme.decisions.test_lifecycle_at_the_doors import assigned

    assigned(cast)
    client = cast.administrator.client
    for model in ("organisation", "task", "taskevent", "decision"):
        assert client.get(f"/admin/programme/{model}/").status_code == 200
    assert client.get("/admin/programme/organisation/add/").status_code == 200
    for model in ("task", "taskevent", "decision"):
        assert client.get(f"/admin/programme/{model}/add/").status_code == 403


def test_every_sanction_rule_names_a_law_and_a_source() -> None:
    rules = sanction_rules()
    assert len({rule.code for rule in rules}) == len(rules)
    for rule in rules:
        assert rule.law
        assert rule.source
        assert read_basis(rule.code.lower()) == rule.basis


def test_a_region_typed_in_the_administration_pages_is_kept_under_its_one_name(cast: Cast) -> None:
    from django.core.exceptions import ValidationError

    from ieum.services.programme.decisions.rows import Membership

    row = Membership.objects.get(account=cast.region.user)
    row.region = "호남"
    row.full_clean()
    assert row.region == "호남권"
    row.region = "달나라"
    with pytest.raises(ValidationError):
        row.full_clean()
