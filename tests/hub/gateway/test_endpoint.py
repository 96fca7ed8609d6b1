"""`/v1`: the model for services and parties, within their budgets."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, cast

import pytest
from django.test import Client

from ieum.hub.accounts.models import User
from ieum.hub.gateway.keys import make_key, revoke_keys
from ieum.hub.gateway.models import Budget, GatewayKey, ModelCall, Phase, Spending
from tests.hub.gateway.conftest import KEY, Join
from tests.hub.gateway.misbehaving_server import MisbehavingServer
from tests.hub.gateway.model_exchange import Script

pytestmark = pytest.mark.django_db
HELLO: dict[str, Any] = {"model": "local", "messages": [{"role": "user", "content": "안녕?"}]}


@pytest.fixture
def key() -> str:
    return make_key("letters", "city")


def post(key: str | None, body: Any = HELLO, client: Client | None = None) -> Any:
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    return (client or Client()).post(
        "/v1/chat/completions", body, content_type="application/json", headers=headers
    )


def streamed(response: Any) -> list[Any]:
    whole = b"".join(cast(Iterable[bytes], response.streaming_content)).decode()
    events = [event.removeprefix("data: ") for event in whole.split("\n\n") if event]
    return [event if event == "[DONE]" else json.loads(event) for event in events]


def test_without_a_model_the_addresses_do_not_exist(key: str) -> None:
    assert post(key).status_code == 404


def test_a_key_is_answered_and_charged_to_its_service_and_party(join: Join, key: str) -> None:
    join("honest")
    reply = post(key).json()
    call = ModelCall.objects.get()
    assert reply["choices"][0]["message"]["content"]
    assert (call.service, call.party, call.phase) == ("letters", "city", Phase.SETTLED)
    assert reply["usage"]["total_tokens"] == call.input_tokens + call.output_tokens > 0


def test_a_streamed_reply_is_settled_and_ends_with_done(join: Join, key: str) -> None:
    join("honest")
    body = {**HELLO, "stream": True, "stream_options": {"include_usage": True}}
    *pieces, finish, usage, done = streamed(post(key, body))
    said = "".join(piece["choices"][0]["delta"]["content"] for piece in pieces)
    call = ModelCall.objects.get()
    assert said.startswith("광주의 예산은")
    assert finish["choices"][0]["finish_reason"] == "stop"
    assert usage["usage"]["prompt_tokens"] == call.input_tokens
    assert not call.estimated
    assert done == "[DONE]"


def test_a_tool_call_passes_through_whole_and_streamed(
    join: Join, key: str, model_server: MisbehavingServer
) -> None:
    join("honest")
    model_server.script = Script("find", {"place": "광주"})
    offered = {"type": "function", "function": {"name": "find", "parameters": {}}}
    body = {**HELLO, "tools": [offered]}
    (whole,) = post(key, body).json()["choices"][0]["message"]["tool_calls"]
    last = streamed(post(key, {**body, "stream": True}))[-2]
    (piece,) = last["choices"][0]["delta"]["tool_calls"]
    assert whole["function"] == piece["function"]
    assert json.loads(whole["function"]["arguments"]) == {"place": "광주"}


@pytest.mark.django_db(transaction=True)
def test_a_caller_who_goes_away_pays_for_what_came(join: Join, key: str) -> None:
    join("infinite_stream")
    response = post(key, {**HELLO, "stream": True, "max_tokens": 1000})
    next(iter(response.streaming_content))
    response.close()
    call = ModelCall.objects.get()
    assert (call.phase, call.outcome, call.estimated) == (Phase.SETTLED, "disconnected", True)
    assert 0 < call.output_tokens <= 1000
    assert Spending.objects.filter(reserved_tokens__gt=0).count() == 0


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize("behaviour", ["status_500", "hang_before_headers", "broken_json"])
def test_a_server_that_fails_is_a_502_in_the_dialect(
    join: Join, key: str, behaviour: str, stream: bool
) -> None:
    join(behaviour)
    response = post(key, {**HELLO, "stream": stream})
    assert response.status_code == 502
    assert response.json()["error"]["code"] == "upstream-failed"
    assert KEY not in response.content.decode()
    assert not ModelCall.objects.filter(phase=Phase.OPEN).exists()


def test_a_server_that_fails_in_the_middle_says_so_in_the_stream(join: Join, key: str) -> None:
    join("truncated_stream")
    *_, last = streamed(post(key, {**HELLO, "stream": True}))
    assert last["error"]["code"] == "upstream-failed"
    call = ModelCall.objects.get()
    assert call.output_tokens == call.most_output_tokens


def test_a_budget_that_is_used_up_is_429_and_nothing_is_sent(
    join: Join, key: str, model_server: MisbehavingServer
) -> None:
    join("honest")
    Budget.objects.create(scope="party", name="city", period="month", token_limit=100)
    for stream in (False, True):
        response = post(key, {**HELLO, "stream": stream})
        assert response.status_code == 429
        assert response.json()["error"]["code"] == "budget-exhausted"
    assert model_server.requests == []


def test_the_operators_most_tokens_bound_what_a_caller_asks_for(
    join: Join, key: str, model_server: MisbehavingServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    join("honest")
    monkeypatch.setenv("IEUM_LLM_MAX_TOKENS", "64")
    post(key, {**HELLO, "max_tokens": 10**9})
    assert model_server.requests[-1]["max_tokens"] == 64


def test_a_wrong_a_revoked_or_no_key_is_refused(join: Join, key: str) -> None:
    join("honest")
    assert revoke_keys("letters", "city") == 1
    for wrong in (key, "ieum-wrong", None):
        response = post(wrong)
        assert response.status_code == 401
        assert response.headers["WWW-Authenticate"] == "Bearer"


def test_only_the_digest_of_a_key_is_kept(key: str) -> None:
    row = GatewayKey.objects.get()
    assert key not in str(vars(row))


def test_an_account_signed_in_needs_no_key(join: Join) -> None:
    join("honest")
    client = Client()
    user = User.objects.create_user("somebody@example.invalid")
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert post(None, client=client).status_code == 200
    assert ModelCall.objects.get().party == f"account {user.pk}"
    models = client.get("/v1/models").json()
    assert [model["id"] for model in models["data"]] == ["local"]


@pytest.mark.django_db(transaction=True)
def test_a_slow_model_cannot_hold_every_thread(
    join: Join, key: str, model_server: MisbehavingServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    join("honest")
    monkeypatch.setenv("IEUM_LLM_CALLS", "1")
    first = post(key, {**HELLO, "stream": True})
    assert post(key).status_code == 503
    assert post(key, {**HELLO, "stream": True}).status_code == 503
    first.close()
    assert post(key).status_code == 200


def test_a_conversation_that_is_too_long_is_refused(join: Join, key: str) -> None:
    join("honest")
    long = [{"role": "user", "content": "가" * 400_000}]
    assert post(key, {**HELLO, "messages": long}).status_code == 413


@pytest.mark.parametrize(
    "wrong",
    [
        {"messages": []},
        {"messages": [{"role": "user", "content": 1}]},
        {"messages": [{"role": "user", "content": [{"type": "image_url", "image_url": {}}]}]},
        {"n": 2},
        {"max_tokens": 0},
        {"max_tokens": "10"},
        {"logit_bias": {"1": 2}},
        {"temperature": 9},
    ],
)
def test_a_request_that_is_not_wholly_understood_is_refused(
    join: Join, key: str, wrong: dict[str, Any]
) -> None:
    join("honest")
    response = post(key, {**HELLO, **wrong})
    assert response.status_code == 400
    assert next(iter(wrong)) in response.json()["error"]["message"]


@pytest.mark.parametrize("body", ["{", "[]", '"x"', '{"model": NaN}'])
def test_a_body_that_is_no_json_object_is_refused(join: Join, key: str, body: str) -> None:
    join("honest")
    assert post(key, body).status_code == 400


def test_another_model_is_not_found(join: Join, key: str) -> None:
    join("honest")
    assert post(key, {**HELLO, "model": "other"}).status_code == 404
