"""`/v1/chat/completions` and `/v1/models`: the model for services and parties, within budgets.

Needs a key (`ieum budget --new-key`) or an account signed in. Where the operator named no model the
addresses do not exist.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from functools import wraps
from itertools import chain

import orjson
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from pydantic import ValidationError

from ieum.hub import environment
from ieum.hub.accounts.caller import caller_of
from ieum.hub.gateway.accounting import BudgetExhausted, Payer
from ieum.hub.gateway.conversation import party_of
from ieum.hub.gateway.dialect import (
    ChatBody,
    completion_json,
    error_event,
    error_json,
    last_events,
    piece_event,
)
from ieum.hub.gateway.keys import payer_of
from ieum.hub.gateway.metered import complete, settled_usage, stream
from ieum.hub.gateway.upstream import configured
from ieum.hub.language_choice import language_of
from ieum.kernel.errors import (
    IeumError,
    MethodNotAllowed,
    NotFound,
    NotSignedIn,
    ServiceUnavailable,
    TooLarge,
    UnreadableRequest,
    UpstreamFailed,
)
from ieum.kernel.messages import _
from ieum.language.faults import Reason, UpstreamFault
from ieum.language.request import Upstream
from ieum.language.wire import StreamReader

#: What an account's own calls are charged to.
DIRECT = "direct"
MOST_BYTES = 2**20
View = Callable[[HttpRequest, Upstream, Payer], HttpResponseBase]


def endpoint(method: str) -> Callable[[View], Callable[[HttpRequest], HttpResponseBase]]:
    """A view for callers who may use the model; errors are told in the dialect."""

    def decorate(view: View) -> Callable[[HttpRequest], HttpResponseBase]:
        @wraps(view)
        def wrapped(request: HttpRequest) -> HttpResponseBase:
            try:
                upstream = configured()
                if upstream is None:
                    raise NotFound(
                        _(
                            "이 허브에는 언어 모델이 없습니다. 관리자가 IEUM_LLM_URL을 정해야 합니다."
                        )
                    )
                if request.method != method:
                    raise MethodNotAllowed(_("이 주소는 {method}만 받습니다.", method=method))
                return view(request, upstream, _payer(request))
            except IeumError as error:
                return _failed(request, error)
            except UpstreamFault as fault:
                return _failed(request, _upstream_failed(fault))

        return wrapped

    return decorate


@endpoint("POST")
def chat_completions(request: HttpRequest, upstream: Upstream, payer: Payer) -> HttpResponseBase:
    """One reply of the model, whole or streamed."""
    body = _body(request)
    if body.model != upstream.model:
        raise NotFound(
            _(
                "'{model}'{model:-은/는} 이 허브에 없는 모델입니다. '{known}'{known:-을/를} 써 주세요.",
                model=body.model[:100],
                known=upstream.model,
            )
        )
    chat = body.request(environment.LLM_MAX_TOKENS.value())
    id = f"chatcmpl-{uuid.uuid4().hex}"
    if not body.stream:
        completion, call = complete(upstream, chat, payer)
        return HttpResponse(
            completion_json(id, upstream.model, completion, settled_usage(call)),
            content_type="application/json",
        )
    reader = StreamReader()
    call, pieces = stream(upstream, chat, payer, reader)
    # A server that fails at once is told with its own status, not inside a stream that began.
    first = next(pieces, "")
    wants_usage = body.stream_options is not None and body.stream_options.include_usage

    def events() -> Iterator[bytes]:
        try:
            for text in chain([first] if first else [], pieces):
                yield piece_event(id, upstream.model, text)
        except UpstreamFault as fault:
            error = _upstream_failed(fault)
            yield error_event(error.message.text(language_of(request)), error.code)
            return
        finally:
            # Django closes this generator when the caller goes away; the call settles then.
            pieces.close()
        usage = settled_usage(call) if wants_usage else None
        yield last_events(id, upstream.model, reader.completion(), usage)

    response = StreamingHttpResponse(events(), content_type="text/event-stream")
    response.headers["Cache-Control"] = "no-store"
    return response


@endpoint("GET")
def models(request: HttpRequest, upstream: Upstream, payer: Payer) -> HttpResponse:
    """The one model that this hub offers."""
    model = {"id": upstream.model, "object": "model", "created": 0, "owned_by": "ieum"}
    return HttpResponse(
        orjson.dumps({"object": "list", "data": [model]}), content_type="application/json"
    )


def _payer(request: HttpRequest) -> Payer:
    scheme, _blank, key = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer" and key.strip():
        payer = payer_of(key.strip())
        if payer is not None:
            return payer
    else:
        caller = caller_of(request)
        if caller.signed_in:
            return Payer(DIRECT, party_of(caller))
    raise NotSignedIn(
        _(
            "언어 모델을 쓰려면 로그인하거나 열쇠를 Authorization: Bearer 머리글로 보내야 합니다. "
            "열쇠는 관리자가 ieum budget으로 만듭니다."
        )
    )


def _body(request: HttpRequest) -> ChatBody:
    if request.content_type != "application/json":
        raise UnreadableRequest(_("Content-Type은 application/json이어야 합니다."))
    # By the length told, since Django refuses to read what is longer than it allows.
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        raise TooLarge(
            _(
                "보낸 대화가 너무 깁니다. 한 번에 {kilobytes}KB까지 받습니다.",
                kilobytes=MOST_BYTES // 1024,
            )
        )
    try:
        given = orjson.loads(request.body)
        return ChatBody.model_validate(given)
    except orjson.JSONDecodeError:
        raise UnreadableRequest(_("보낸 내용이 JSON이 아닙니다.")) from None
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise UnreadableRequest(
            _(
                "'{where}'{where:-이/가} 맞지 않습니다. 채팅 완성 형식의 글 메시지만 받습니다.",
                where=where[:100] or "body",
            )
        ) from None


def _upstream_failed(fault: UpstreamFault) -> IeumError:
    if fault.reason is Reason.BUSY:
        return ServiceUnavailable(_("언어 모델이 지금 바쁩니다. 잠시 뒤 다시 해 주세요."))
    return UpstreamFailed(
        _(
            "언어 모델 서버가 쓸 수 있는 답을 주지 않았습니다 ({reason}). 잠시 뒤 다시 해 주세요.",
            reason=fault.reason.value,
        )
    )


def _failed(request: HttpRequest, error: IeumError) -> HttpResponse:
    language = language_of(request)
    response = HttpResponse(
        error_json(error.message.text(language), error.code),
        status=error.status,
        content_type="application/json",
    )
    if isinstance(error, NotSignedIn):
        response.headers["WWW-Authenticate"] = "Bearer"
    if isinstance(error, BudgetExhausted):
        # Clients of this dialect try again on 429; this tells them not to.
        response.headers["x-should-retry"] = "false"
    return response
