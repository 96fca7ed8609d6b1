"""The client against a real server that misbehaves."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from ieum.language.client import ChatClient
from ieum.language.faults import Reason, UpstreamFault
from ieum.language.request import ChatRequest, Upstream
from ieum.language.tokens import most_input_tokens, plausible
from ieum.language.wire import StreamReader
from tests.hub.gateway.behaviours import USAGES
from tests.hub.gateway.misbehaving_server import MisbehavingServer, misbehaving_server
from tests.hub.gateway.model_exchange import Script

REQUEST = ChatRequest([{"role": "user", "content": "안녕?"}], max_tokens=200)


@pytest.fixture(scope="module")
def server() -> Iterator[MisbehavingServer]:
    with misbehaving_server(Script(sentence="반갑습니다. 무엇을 도와 드릴까요?")) as running:
        yield running


def client(server: MisbehavingServer, behaviour: str) -> ChatClient:
    return ChatClient(
        Upstream(
            server.url(behaviour),
            "local",
            key="not-a-real-key",
            first_token_seconds=0.3,
            total_seconds=0.6,
            max_bytes=200_000,
        )
    )


def reason_of_refusal(server: MisbehavingServer, behaviour: str, stream: bool) -> Reason:
    caller = client(server, behaviour)
    with pytest.raises(UpstreamFault) as caught:
        list(caller.stream(REQUEST)) if stream else caller.complete(REQUEST)
    assert "not-a-real-key" not in str(caught.value)
    return caught.value.reason


def test_an_honest_reply_is_read(server: MisbehavingServer) -> None:
    completion = client(server, "honest").complete(REQUEST)
    assert completion.text == server.script.sentence
    assert completion.finish == "stop"
    assert plausible(completion.usage, REQUEST, completion.output_bytes)


def test_a_streamed_reply_is_the_same_as_the_whole(server: MisbehavingServer) -> None:
    reader = StreamReader()
    pieces = list(client(server, "honest").stream(REQUEST, reader))
    assert len(pieces) > 1
    assert "".join(pieces) == server.script.sentence
    assert reader.completion() == client(server, "honest").complete(REQUEST)


def test_a_tool_call_is_read_whole_and_streamed(server: MisbehavingServer) -> None:
    tool = {"type": "function", "function": {"name": "demo__find", "parameters": {}}}
    request = ChatRequest(REQUEST.messages, 200, tools=[tool])
    server.script = Script(tool="demo__find", arguments={"place": "광주"})
    reader = StreamReader()
    assert list(client(server, "honest").stream(request, reader)) == []
    (streamed,) = reader.completion().tool_calls
    (whole,) = client(server, "honest").complete(request).tool_calls
    server.script = Script()
    assert streamed == whole
    assert (whole.name, whole.arguments) == ("demo__find", {"place": "광주"})


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize(
    ("behaviour", "reason"),
    [
        ("broken_json", Reason.MALFORMED),
        ("wrong_content_type", Reason.MALFORMED),
        ("status_500", Reason.BROKEN),
        ("status_429_for_ever", Reason.BUSY),
        ("status_429_with_long_retry_after", Reason.BUSY),
        ("hang_before_headers", Reason.TIMED_OUT),
        ("drip_headers", Reason.TIMED_OUT),
        ("redirect_to_another_host", Reason.REDIRECTED),
    ],
)
def test_a_reply_that_cannot_be_used_is_one_typed_error(
    server: MisbehavingServer, behaviour: str, reason: Reason, stream: bool
) -> None:
    assert reason_of_refusal(server, behaviour, stream) is reason


@pytest.mark.parametrize(
    ("behaviour", "reason"),
    [
        ("wrong_types", Reason.MALFORMED),
        ("deep_json", Reason.MALFORMED),
        ("lone_surrogate", Reason.MALFORMED),
        ("empty_reply", Reason.MALFORMED),
        ("error_with_status_200", Reason.BROKEN),
        ("truncated_body", Reason.TRUNCATED),
        ("huge_body", Reason.TOO_LARGE),
        ("compressed_bomb", Reason.MALFORMED),
    ],
)
def test_a_whole_reply_that_cannot_be_used_is_one_typed_error(
    server: MisbehavingServer, behaviour: str, reason: Reason
) -> None:
    assert reason_of_refusal(server, behaviour, stream=False) is reason


@pytest.mark.parametrize(
    ("behaviour", "reason"),
    [
        ("truncated_stream", Reason.TRUNCATED),
        ("hang_mid_stream", Reason.TIMED_OUT),
        ("infinite_stream", Reason.TOO_LARGE),
        ("infinite_line", Reason.TOO_LARGE),
    ],
)
def test_a_stream_that_does_not_end_well_is_one_typed_error(
    server: MisbehavingServer, behaviour: str, reason: Reason
) -> None:
    assert reason_of_refusal(server, behaviour, stream=True) is reason


def test_no_wait_outlasts_the_deadline(server: MisbehavingServer) -> None:
    started = time.monotonic()
    reason_of_refusal(server, "drip_headers", stream=False)
    # Far below what the server would go on for; the bound is wide for a busy machine.
    assert time.monotonic() - started < 10


def test_a_server_that_is_not_there_is_unreachable() -> None:
    with misbehaving_server() as gone:
        url = gone.url("honest")
    with pytest.raises(UpstreamFault) as caught:
        ChatClient(Upstream(url, "local")).complete(REQUEST)
    assert caught.value.reason is Reason.UNREACHABLE
    assert not caught.value.charged


@pytest.mark.parametrize(
    ("behaviour", "requests"),
    [
        ("status_429_for_ever", 2),
        ("status_429_with_long_retry_after", 1),
        ("status_500", 1),
        ("hang_before_headers", 1),
    ],
)
def test_only_a_call_that_cost_nothing_is_tried_again(
    server: MisbehavingServer, behaviour: str, requests: int
) -> None:
    before = len(server.requests)
    reason_of_refusal(server, behaviour, stream=False)
    assert len(server.requests) - before == requests


@pytest.mark.parametrize("behaviour", sorted(USAGES))
@pytest.mark.parametrize("stream", [False, True])
def test_a_count_of_tokens_that_cannot_be_true_is_not_believed(
    server: MisbehavingServer, behaviour: str, stream: bool
) -> None:
    if stream:
        reader = StreamReader()
        list(client(server, behaviour).stream(REQUEST, reader))
        completion = reader.completion()
    else:
        completion = client(server, behaviour).complete(REQUEST)
    assert not plausible(completion.usage, REQUEST, completion.output_bytes)


def test_bytes_bound_tokens_from_above() -> None:
    long = ChatRequest([{"role": "user", "content": "가" * 1000}], max_tokens=1)
    assert most_input_tokens(long) >= 3000


@pytest.mark.parametrize("max_tokens", [0, -1])
def test_a_request_for_no_tokens_is_refused(max_tokens: int) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        ChatRequest(REQUEST.messages, max_tokens)


def test_unknown_options_are_refused() -> None:
    with pytest.raises(ValueError, match="unknown options"):
        ChatRequest(REQUEST.messages, 10, options={"n": 5})
