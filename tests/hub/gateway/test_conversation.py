"""A model chooses a tool and phrases the answer, and nothing that it does wrong gets through."""

from __future__ import annotations

import json
from datetime import date

import pytest

from ieum.hub.gateway.conversation import answer, phrase
from ieum.hub.gateway.functions import may_offer
from ieum.hub.gateway.models import Budget, ModelCall, Phase, Spending
from ieum.kernel.context import Caller, Context
from ieum.kernel.tool import Tool
from tests.hub.gateway.behaviours import BEHAVIOURS
from tests.hub.gateway.conftest import KEY, Join
from tests.hub.gateway.demo_service import QUESTION, SENTENCE, TOOLS, acts, service
from tests.hub.gateway.misbehaving_server import MisbehavingServer
from tests.hub.gateway.model_exchange import Script

pytestmark = pytest.mark.django_db
NOBODY = Caller()
STAFF = Caller(id=7, name="official", staff=True)


def tool(name: str) -> Tool:
    return service.tools[name]


def choice(
    question: str, caller: Caller = NOBODY, today: date | None = None
) -> tuple[Tool, dict[str, object]] | None:
    """The tool that the model was let use first, with its arguments."""
    used = answer(question, caller, "ko", TOOLS, today=today).used
    return (used[0].tool, used[0].arguments) if used else None


def phrased(server: MisbehavingServer, text: str, question: str = QUESTION) -> str | None:
    server.script = Script(sentence=text)
    found = tool("budget").run({"place": "광주"}, Context())
    return phrase(question, found.rendered("ko"), "ko", tool=tool("budget"),
                  arguments={"place": "광주"})  # fmt: skip


def test_without_a_model_nothing_is_chosen_or_phrased() -> None:
    assert phrase(QUESTION, {"result": {}}, "ko") is None
    assert answer(QUESTION, NOBODY, "ko", TOOLS).used == ()
    assert ModelCall.objects.count() == 0


def test_an_honest_model_chooses_and_phrases(join: Join) -> None:
    join("honest")
    assert choice(QUESTION) == (tool("budget"), {"place": "광주"})
    conversed = answer(QUESTION, NOBODY, "ko", TOOLS)
    assert [used.tool.name for used in conversed.used] == ["budget"]
    assert conversed.text == SENTENCE


@pytest.mark.parametrize("behaviour", sorted(set(BEHAVIOURS) - {"honest"}))
def test_whatever_the_server_does_is_contained(
    join: Join, model_server: MisbehavingServer, behaviour: str
) -> None:
    join(behaviour)
    # Of an official, to whom most tools are offered.
    conversed = answer(QUESTION, STAFF, "ko", TOOLS)
    # The words are those of an honest model, or there are none and the plain answer is shown.
    assert conversed.text in (None, SENTENCE)
    assert acts == []
    assert all(used.tool.name == "budget" for used in conversed.used)
    sent = json.dumps(model_server.requests, ensure_ascii=False)
    assert KEY not in sent
    # Every call was settled, for no more than it reserved.
    assert not ModelCall.objects.filter(phase=Phase.OPEN).exists()
    assert all(row.reserved_tokens == 0 for row in Spending.objects.all())
    for call in ModelCall.objects.all():
        assert 0 <= call.input_tokens <= call.most_input_tokens
        assert 0 <= call.output_tokens <= call.most_output_tokens


def test_a_document_cannot_change_the_list_of_tools(
    join: Join, model_server: MisbehavingServer
) -> None:
    join("obeys_hidden_instructions")
    answer(QUESTION, STAFF, "ko", TOOLS)
    offered = {
        offered["function"]["name"]
        for request in model_server.requests
        for offered in request.get("tools", [])
    }
    assert offered == {"demo__budget", "demo__tax", "demo__inside"}


def test_a_tool_that_acts_is_offered_to_nobody() -> None:
    assert not may_offer(tool("block"), STAFF)
    assert not may_offer(tool("inside"), NOBODY)
    assert may_offer(tool("inside"), STAFF)


def test_arguments_come_from_the_question(join: Join, model_server: MisbehavingServer) -> None:
    join("honest")
    model_server.script = Script("demo__tax", {"monthly_pay": 3_500_000})
    assert choice("월급 350만원이면 세금은?") == (
        tool("tax"), {"monthly_pay": 3_500_000}
    )  # fmt: skip
    assert choice("월급 360만원이면 세금은?") is None


@pytest.mark.parametrize("dependants", [3, 2])
def test_an_argument_that_the_question_does_not_say_is_refused(
    join: Join, model_server: MisbehavingServer, dependants: int
) -> None:
    join("honest")
    model_server.script = Script("demo__tax", {"monthly_pay": 3_500_000, "dependants": dependants})
    made = choice("월급 350만원이고 가족이 3명이면 세금은?")
    assert (made is not None) == (dependants == 3)


def test_a_date_argument_may_be_said_relative_to_today(
    join: Join, model_server: MisbehavingServer
) -> None:
    join("honest")
    model_server.script = Script("demo__budget", {"place": "2027년 3월 5일"})
    today = date(2026, 11, 1)
    assert choice("내년 3월 5일 예산은?", today=today)
    assert choice("내년 4월 5일 예산은?", today=today) is None


def test_a_figure_of_the_question_is_no_evidence(
    join: Join, model_server: MisbehavingServer
) -> None:
    join("honest")
    question = "광주 예산이 900억원 맞지?"
    assert phrased(model_server, "네, 광주 예산은 900억원입니다.", question) is None
    text = "말씀하신 900억원과 달리 찾은 금액이 있습니다. 광주 예산은 611억원입니다."
    assert phrased(model_server, text, question) == text


def test_an_answer_in_another_language_is_not_shown(
    join: Join, model_server: MisbehavingServer
) -> None:
    join("honest")
    assert phrased(model_server, "The budget is 61.1 billion won.") is None


def test_an_english_answer_may_name_what_has_a_korean_name(
    join: Join, model_server: MisbehavingServer
) -> None:
    join("honest")
    text = "The budget of 광주 is 61.1 billion won."
    model_server.script = Script(sentence=text)
    found = tool("budget").run({"place": "광주"}, Context())
    assert phrase("How much is it?", found.rendered("en"), "en", tool=tool("budget")) == text


def test_a_refusal_is_never_phrased(join: Join) -> None:
    join("honest")
    assert phrase(QUESTION, {"result": None, "refusal": {"missing": "x"}}, "ko") is None
    assert ModelCall.objects.count() == 0


def test_a_used_up_budget_leaves_the_plain_answer(join: Join) -> None:
    Budget.objects.create(scope="service", name="demo", period="day", token_limit=10)
    join("honest")
    found = tool("budget").run({"place": "광주"}, Context())
    assert phrase(QUESTION, found.rendered("ko"), "ko", tool=tool("budget")) is None
    assert choice(QUESTION) is not None


def test_use_is_counted_by_service_and_party(join: Join) -> None:
    join("honest")
    choice(QUESTION, STAFF)
    found = tool("budget").run({"place": "광주"}, Context())
    phrase(QUESTION, found.rendered("ko"), "ko", tool=tool("budget"))
    assert set(ModelCall.objects.values_list("service", "party")) == {
        ("ask", "account 7"),
        ("demo", "public"),
    }
