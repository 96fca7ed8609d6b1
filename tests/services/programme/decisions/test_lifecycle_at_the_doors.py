"""Decision, task, report, overdue, escalation, sign-off: by four people, through the real doors."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from ieum.hub.doors.cli import main
from ieum.kernel.context import today_in_korea
from ieum.services.programme.decisions import clock
from ieum.services.programme.register import store as register
from ieum.services.programme.register.contradictions import contradictions
from ieum.services.programme.register.values import Names, ReviewState, Subject
from tests.services.programme.decisions.conftest import Cast, Visitor, numbers

pytestmark = pytest.mark.django_db
TODAY = today_in_korea()
Command = Callable[..., tuple[int, str]]


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Command:
    """``ieum programme …`` as the operator runs it: exit status and all output."""

    def run(*words: str) -> tuple[int, str]:
        status = main(["programme", *words, "--language", "ko"])
        return status, "".join(capsys.readouterr())

    return run


def decided(office: Visitor) -> str:
    made = office.does(
        "record_decision",
        organisation="다솜점검부",
        title="실증도시 착수",
        meeting="제3차 점검회의",
        decided_on=str(TODAY - timedelta(days=30)),
    )
    return str(made["decision"])


def assigned(cast: Cast, **more: Any) -> str:
    decision = more.pop("decision", None) or decided(cast.office)
    made = cast.office.does(
        "assign",
        decision=decision,
        **{
            "title": "실증 차량 운행",
            "lead": "한빛산업부",
            "partners": ["누리도청"],
            "deadline": str(TODAY + timedelta(days=20)),
            "measure": "실증 차량",
            "target": 200,
            "unit": "대",
            "programme": cast.programme,
            "regions": ["서남권"],
            **more,
        },
    )
    return str(made["task"])


def test_a_task_goes_from_decision_to_sign_off_by_four_people(cast: Cast, command: Command) -> None:
    # The office decides on the page.
    status, html = cast.office.submits(
        "record_decision",
        organisation="다솜점검부",
        title="실증도시 착수",
        meeting="제3차 점검회의",
        decided_on=str(TODAY - timedelta(days=30)),
    )
    assert status == 200
    decision = cast.office.does("decisions")["decisions"]["rows"][0][0]
    assert decision in html

    # It assigns in JSON; nobody but those concerned sees the task.
    task = assigned(cast, decision=decision, deadline=str(TODAY + timedelta(days=5)))
    for who in (cast.office, cast.lead, cast.region, cast.minister, cast.administrator):
        assert who.sees() == {task}, who.name
    assert cast.stranger.sees() == set()
    assert cast.stranger.call("task", task=task)[0] == 404
    assert cast.stranger.page(f"/s/programme/task?task={task}")[0] == 404

    # It asks for a report; the lead and the province report on their own lines only.
    cast.office.does("ask_report", task=task, due=str(TODAY + timedelta(days=2)), note="중간 보고")
    assert numbers(cast.lead.does("my_tasks")) == {task}
    status, html = cast.region.submits("report", task=task, note="구간을 정함", progress="30")
    assert status == 200
    assert "누리도청" in html
    status, body = cast.region.call("report", task=task, note="남의 몫", line="한빛산업부")
    assert status == 403, body
    assert cast.minister.call("report", task=task, note="대신")[0] == 403
    cast.lead.does("report", task=task, note="차량을 샀음", progress=60, measured=90)
    status, body = cast.minister.call("sign_off", task=task, note="이르다")
    assert status == 403

    # The deadline passes; the clock says so once, and later puts the task before those above.
    late = TODAY + timedelta(days=6)
    assert [one.kind for one in clock.tick(late)] == ["overdue"]
    assert clock.tick(late) == []
    assert task in {row[0] for row in board_on(cast.office, late)["red"]["rows"]}
    much_later = late + timedelta(days=30)
    assert [one.kind for one in clock.tick(much_later)] == ["escalate"]
    assert clock.tick(much_later) == []
    view = cast.lead.does("task", task=task)
    assert view["authority"] == "다솜조정실"

    # The office may no longer answer it; the lead reports it done, by its own command-line program.
    assert cast.office.call("send_back", task=task, note="보완")[0] == 403
    cast.lead.does("report", task=task, note="마침", progress=100, measured=205, done=True)
    assert cast.lead.call("sign_off", task=task, note="내가 한 것")[0] == 403
    assert cast.region.call("sign_off", task=task, note="남의 것")[0] == 403
    status, output = command("sign_off", "--task", task, "--note", "운영자")
    assert status != 0
    assert "결재권자" in output

    # Only the minister ends it, on the page; what was measured is now confirmed by a person.
    status, html = cast.minister.submits("sign_off", task=task, note="확인했습니다")
    assert status == 200, html
    assert "종결" in html
    (effect,) = [
        s for s in register.statements(cast.programme) if getattr(s.value, "number", 0) == 205
    ]
    assert effect.state is ReviewState.CONFIRMED
    assert effect.decided_by == "minister"
    kinds = [row[1] for row in cast.office.does("task", task=task)["history"]["rows"]]
    assert kinds == [
        "과제 맡기기",
        "보고 요청",
        "이행 보고",
        "이행 보고",
        "기한이 지났음을 알림",
        "상급 기관에 올리기",
        "이행 보고",
        "종결 결재",
    ]
    status, output = command("task", "--task", task)
    assert status == 0
    assert "종결" in output


def board_on(who: Visitor, day: date) -> dict[str, Any]:
    """The board as it will be on a day."""
    from ieum.kernel.context import Caller, Context
    from ieum.services.programme.decisions import board_tools

    answer = board_tools.tasks(Context(caller=Caller(who.user.pk, who.name), today=day))
    result: dict[str, Any] = json.loads(answer.as_json("ko"))["result"]
    return result


def test_a_regional_official_sees_the_region_across_divisions_and_reports_on_nothing_else(
    cast: Cast,
) -> None:
    seen = {
        region: assigned(cast, partners=[], regions=[region])
        for region in ("호남권", "서남권", "전북", "광주", "전국", "영남권", "강원")
    }
    concerned = {seen[name] for name in ("호남권", "서남권", "전북", "광주", "전국")}
    assert cast.region.sees() == concerned
    for task in concerned:
        assert cast.region.call("report", task=task, note="남의 일")[0] == 403
    assert cast.region.call("report", task=seen["영남권"], note="남의 일")[0] == 404


def test_a_repeated_act_is_done_once(cast: Cast) -> None:
    task = assigned(cast)
    for _ in range(2):
        assert cast.lead.call("report", key="same", task=task, note="한 번")[0] == 200
    rows = cast.lead.does("task", task=task)["history"]["rows"]
    assert [row[1] for row in rows].count("이행 보고") == 1


def test_the_first_deadline_stays_when_it_is_moved(cast: Cast) -> None:
    task = assigned(cast)
    new = TODAY + timedelta(days=100)
    assert cast.office.call("move_deadline", task=task, deadline=str(new), note="늦음")[0] == 403
    view = cast.minister.does("move_deadline", task=task, deadline=str(new), note="예산")
    assert view["first_deadline"] != view["deadline"]
    reasons = cast.office.call("task", task=task)[1]["notes"]
    assert any("처음" in reason for reason in reasons)


def test_a_person_sets_the_light_and_the_computed_one_stays_beside_it(cast: Cast) -> None:
    task = assigned(cast)
    lights = cast.office.does("set_signal", task=task, signal="red", reason="부품이 없음")
    assert (lights["signal"], lights["computed"]) == ("빨강", "초록")
    assert cast.lead.call("set_signal", task=task, signal="green", reason="괜찮음")[0] == 403


def test_a_misuse_ends_with_a_law_or_without_a_finding(cast: Cast) -> None:
    task = assigned(cast, kind="misuse", target=None)
    done = {"task": task, "note": "조사 끝", "done": True}
    assert cast.lead.call("report", **done)[0] == 422
    assert cast.lead.call("report", **done, outcome="continue")[0] == 422
    assert cast.lead.call("report", **done, outcome="sanction")[0] == 422
    assert cast.lead.call("report", **done, outcome="sanction", basis="규정대로")[0] == 422
    view = cast.lead.does("report", **done, outcome="sanction", basis="S01")
    assert "국가연구개발혁신법 제32조제1항" in view["history"]["rows"][-1][5]


def test_a_second_attempt_names_the_first(cast: Cast) -> None:
    first = assigned(cast)
    status, _body = cast.office.call(
        "assign",
        decision="D000001",
        title="다시",
        lead="한빛산업부",
        deadline=str(TODAY),
        measure="대",
        kind="retry",
    )
    assert status in (404, 422)
    again = assigned(cast, kind="retry", retries=first)
    assert cast.office.does("task", task=again)["retries"] == first


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_pages_of_a_task_are_whole(cast: Cast, language: str) -> None:
    task = assigned(cast)
    for address in (
        f"/s/programme/task?task={task}&lang={language}",
        f"/s/programme/tasks?state=&lang={language}",
        f"/s/programme/my_tasks?lang={language}",
        f"/s/programme/decisions?lang={language}",
        f"/s/programme/organisations?lang={language}",
    ):
        status, html = cast.lead.page(address)
        assert status == 200, html


def test_a_decision_shows_only_the_tasks_that_are_ones_own(cast: Cast) -> None:
    decision = decided(cast.office)
    assigned(cast, decision=decision, regions=["영남권"], partners=[])
    assigned(cast, decision=decision, regions=["전북"], partners=[])
    assert cast.office.does("decisions")["decisions"]["rows"][0][5] == 2
    assert cast.region.does("decisions")["decisions"]["rows"][0][5] == 1
    assert cast.stranger.does("decisions")["count"] == 0


def test_two_who_sign_off_at_once_close_it_once(cast: Cast) -> None:
    task = assigned(cast)
    cast.lead.does("report", task=task, note="마침", measured=200, done=True)
    cast.minister.does("sign_off", task=task, note="확인")
    assert cast.minister.call("sign_off", task=task, note="또 확인")[0] == 403


def test_a_board_asks_the_database_as_often_for_many_tasks_as_for_few(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    decision = decided(cast.office)
    for _ in range(12):
        assigned(cast, decision=decision)
    with django_assert_max_num_queries(20):
        assert len(cast.office.sees()) == 12


def test_a_long_board_has_pages_with_the_open_and_urgent_ones_first(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ieum.services.programme.decisions.tasks import store

    monkeypatch.setattr(store, "PAGE_LENGTH", 2)
    decision = decided(cast.office)
    made = [
        assigned(cast, decision=decision, deadline=str(TODAY + timedelta(days=days)))
        for days in (30, 10, 20, 5)
    ]
    cast.lead.does("report", task=made[3], note="마침", measured=200, done=True)
    cast.minister.does("sign_off", task=made[3], note="확인")
    first, second = (cast.office.does("tasks", page=page) for page in (1, 2))
    assert (first["count"], first["page"], first["pages"]) == (4, 1, 2)
    assert numbers(first) == {made[1], made[2]}
    assert numbers(second) == {made[0], made[3]}
    assert numbers(cast.office.does("tasks", page=3)) == set()


def test_my_tasks_are_those_whose_next_step_is_mine(cast: Cast) -> None:
    task = assigned(cast)
    waits = {who.name: numbers(who.does("my_tasks")) for who in (cast.lead, cast.minister)}
    assert waits == {"lead": {task}, "minister": set()}
    cast.lead.does("report", task=task, note="마침", measured=200, done=True)
    waits = {who.name: numbers(who.does("my_tasks")) for who in (cast.lead, cast.minister)}
    assert waits == {"lead": set(), "minister": {task}}


def test_a_board_of_one_decision_holds_its_tasks_alone(cast: Cast) -> None:
    first, second = decided(cast.office), decided(cast.office)
    task = assigned(cast, decision=first)
    assigned(cast, decision=second)
    assert numbers(cast.office.does("tasks", decision=first)) == {task}
    assert cast.stranger.call("tasks", decision=first)[0] == 404
    status, html = cast.office.page(f"/s/programme/tasks?decision={first}")
    assert status == 200
    assert task in html


def test_what_a_reviewer_corrected_stays_when_the_task_is_signed_off(cast: Cast) -> None:
    task = assigned(cast)
    cast.lead.does("report", task=task, note="마침", measured=205, done=True)
    (effect,) = register.statements(cast.programme)
    right = effect.value.model_copy(update={"number": 195.0})
    register.settle(effect.id, ReviewState.CORRECTED, by=cast.administrator.user.pk, value=right)
    cast.minister.does("sign_off", task=task, note="확인")
    now = register.statement(effect.id)
    assert (now.state, now.value) == (ReviewState.CORRECTED, right)
    assert now.decided_by == "administrator"


def test_what_a_partner_measures_is_its_share_and_never_taken_for_the_whole(cast: Cast) -> None:
    task = assigned(cast)
    cast.lead.does("report", task=task, note="전체", measured=205)
    cast.region.does("report", task=task, note="우리 몫", measured=30)
    stated = register.statements(cast.programme)
    assert {(s.value.what, s.value.number) for s in stated} == {  # type: ignore[union-attr]
        ("실증 차량", 205.0),
        ("실증 차량 (누리도청)", 30.0),
    }
    assert contradictions(stated) == []


def test_a_partner_that_is_done_does_not_wait_for_a_sign_off(cast: Cast) -> None:
    task = assigned(cast)
    status, body = cast.region.call("report", task=task, note="우리 몫을 마침", done=True)
    assert (status, body["result"]["state"]) == (200, "이행 중")
    assert body["steps"][0]["says"] == "보고했습니다."
    _status, body = cast.lead.call("report", task=task, note="마침", done=True)
    assert body["steps"][0]["says"] == "보고했습니다. 결재를 기다립니다."


def test_a_task_without_regions_concerns_those_of_its_programme(cast: Cast) -> None:
    places = Names(subject=Subject.REGIONS, names=("광주", "해외"))
    register.state(cast.programme, places, TODAY)
    task = assigned(cast, regions=[], partners=[])
    assert cast.region.sees() == {task}
    assert cast.office.does("task", task=task)["regions"] == "광주"


def test_what_is_said_of_a_task_stays_with_those_it_concerns(cast: Cast) -> None:
    task = assigned(cast)
    cast.lead.does("report", task=task, note="안에서만 볼 보고", measured=205, done=True)
    cast.minister.does("sign_off", task=task, note="안에서만 볼 결재 의견")
    _status, html = cast.stranger.page(f"/s/programme/programme?code={cast.programme}")
    assert "205대" in html
    assert "안에서만" not in html
    assert "안에서만" not in str(cast.stranger.call("programme", code=cast.programme))
    assert "안에서만 볼 결재 의견" in str(cast.office.does("task", task=task)["history"])
