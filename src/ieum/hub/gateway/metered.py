"""Calls of the model that are paid for: every one reserves, and every one settles."""

from __future__ import annotations

import logging
from collections.abc import Generator

from prometheus_client import Counter

from ieum.hub.gateway.accounting import Payer, reserve, settle
from ieum.hub.gateway.models import ModelCall
from ieum.hub.gateway.slots import give_back_slot, take_slot
from ieum.hub.gateway.upstream import prices
from ieum.language.client import ChatClient
from ieum.language.faults import UpstreamFault
from ieum.language.request import ChatRequest, Upstream
from ieum.language.tokens import most_input_tokens, most_output_tokens, plausible
from ieum.language.wire import Completion, StreamReader

log = logging.getLogger("ieum.gateway")
MODEL_CALLS = Counter(
    "ieum_model_calls",
    "Calls of the language model by service and outcome.",
    ["service", "outcome"],
)
MODEL_TOKENS = Counter(
    "ieum_model_tokens", "Tokens of the language model by service.", ["service", "direction"]
)
# A reservation must outlive any call, with its one retry and a slow database.
SLACK_SECONDS = 120.0


def complete(
    upstream: Upstream, request: ChatRequest, payer: Payer
) -> tuple[Completion, ModelCall]:
    """One reply within the payer's budgets, and its settled row.

    Raises `UpstreamFault` and `BudgetExhausted`.
    """
    take_slot()
    try:
        call = _reserve(upstream, request, payer)
        try:
            completion = ChatClient(upstream).complete(request)
        except UpstreamFault as fault:
            _settle_fault(call, fault)
            raise
        except BaseException:
            _settle_most(call, "failed")
            raise
        _settle_reply(call, request, completion)
        return completion, call
    finally:
        give_back_slot()


def stream(
    upstream: Upstream, request: ChatRequest, payer: Payer, reader: StreamReader
) -> tuple[ModelCall, Generator[str, None, None]]:
    """The row of one reply and its pieces.

    Settles when the stream ends, breaks, or its caller goes away. Reserves at once, not with the
    first piece, so that a refusal comes before anything is sent. The pieces must be closed.
    """
    take_slot()
    try:
        call = _reserve(upstream, request, payer)
    except BaseException:
        give_back_slot()
        raise
    pieces = _stream(call, ChatClient(upstream), request, reader)
    # A generator that nobody began is closed without running; this makes its end count.
    next(pieces)
    return call, pieces


def settled_usage(call: ModelCall) -> dict[str, int]:
    """The tokens that a call was charged with, in the words of the dialect."""
    call.refresh_from_db()
    return {
        "prompt_tokens": call.input_tokens,
        "completion_tokens": call.output_tokens,
        "total_tokens": call.input_tokens + call.output_tokens,
    }


def _stream(
    call: ModelCall, client: ChatClient, request: ChatRequest, reader: StreamReader
) -> Generator[str, None, None]:
    try:
        yield ""
        yield from client.stream(request, reader)
    except UpstreamFault as fault:
        _settle_fault(call, fault)
        raise
    except GeneratorExit:
        # The caller went away and with it our connection; servers stop when they notice.
        came = most_output_tokens(reader.output_bytes, reader.chunks, call.most_output_tokens)
        _settle(call, call.most_input_tokens, came, True, "disconnected")
        raise
    except BaseException:
        _settle_most(call, "failed")
        raise
    else:
        _settle_reply(call, request, reader.completion())
    finally:
        give_back_slot()


def _reserve(upstream: Upstream, request: ChatRequest, payer: Payer) -> ModelCall:
    return reserve(
        payer,
        upstream.model,
        most_input_tokens(request),
        request.max_tokens,
        prices=prices(),
        lifetime_seconds=upstream.total_seconds + SLACK_SECONDS,
    )


def _settle_reply(call: ModelCall, request: ChatRequest, completion: Completion) -> None:
    usage = completion.usage
    if usage is not None and plausible(usage, request, completion.output_bytes):
        _settle(call, usage.input_tokens, usage.output_tokens, False, "answered")
        return
    if usage is not None:
        log.warning("the model server's count of tokens cannot be true; the most is charged")
    came = most_output_tokens(completion.output_bytes, 0, call.most_output_tokens)
    _settle(call, call.most_input_tokens, came, True, "answered")


def _settle_fault(call: ModelCall, fault: UpstreamFault) -> None:
    log.warning("the model gave no usable reply: %s", fault)
    if fault.charged:
        _settle_most(call, fault.reason)
    else:
        _settle(call, 0, 0, False, fault.reason)


def _settle_most(call: ModelCall, outcome: str) -> None:
    _settle(call, call.most_input_tokens, call.most_output_tokens, True, outcome)


def _settle(
    call: ModelCall, input_tokens: int, output_tokens: int, estimated: bool, outcome: str
) -> None:
    settle(call, input_tokens, output_tokens, estimated=estimated, outcome=outcome)
    MODEL_CALLS.labels(call.service, outcome).inc()
    MODEL_TOKENS.labels(call.service, "input").inc(input_tokens)
    MODEL_TOKENS.labels(call.service, "output").inc(output_tokens)
