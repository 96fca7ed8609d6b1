"""The JSON door: every tool as an HTTP endpoint, and the page of OpenAPI that describes them.

``POST /api/SERVICE/TOOL`` takes a JSON object, or a form with files. ``GET`` takes a query, for
tools that only read. Errors are problem details (RFC 9457). A file in an answer stands there in
base64; ``GET /api/SERVICE/TOOL/files/NAME`` with the same query gives its bytes alone. The files of
a job have addresses of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

import orjson
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.http.multipartparser import MultiPartParserError
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from ieum.hub.accounts.caller import caller_of_program
from ieum.hub.calls import Door, Outcome, Request, perform
from ieum.hub.doors import openapi
from ieum.hub.doors.files import download, file_named
from ieum.hub.language_choice import language_of
from ieum.hub.problems import problem_response
from ieum.hub.registry import registry
from ieum.hub.safety.client import client_address
from ieum.kernel.errors import (
    IeumError,
    MethodNotAllowed,
    NotAllowed,
    NotFound,
    TooLarge,
    UnreadableRequest,
    UnsupportedMediaType,
)
from ieum.kernel.json_values import read_json
from ieum.kernel.messages import _
from ieum.kernel.tool import Effect, Tool
from ieum.kernel.upload import Upload

JSON = "application/json"
#: Where a caller puts the key that makes an act idempotent: the header ``Idempotency-Key``
#: (draft-ietf-httpapi-idempotency-key). Django's ``headers`` would copy all of them to find it.
KEY_HEADER = "HTTP_IDEMPOTENCY_KEY"

View = Callable[..., HttpResponseBase]


def endpoint(*methods: str) -> Callable[[View], View]:
    """A view that answers only these methods, and whose errors become problem details."""

    def decorate(view: View) -> View:
        @csrf_exempt
        @wraps(view)
        def wrapped(request: HttpRequest, **place: str) -> HttpResponseBase:
            try:
                if request.method not in methods:
                    raise _method_not_allowed(request, methods)
                return view(request, **place)
            except IeumError as error:
                response = problem_response(error, request)
                if isinstance(error, MethodNotAllowed):
                    response.headers["Allow"] = ", ".join(methods)
                return response

        return wrapped

    return decorate


@endpoint("GET", "HEAD", "POST")
def call(request: HttpRequest, service: str, tool: str) -> HttpResponse:
    """Call a tool."""
    outcome = _performed(request, registry().tool(service, tool))
    if outcome.answer is not None:
        return HttpResponse(outcome.answer.as_json(language_of(request)), content_type=JSON)
    address = f"/api/jobs/{outcome.job}"
    response = json_response({"job": outcome.job, "address": address}, status=202)
    response.headers["Location"] = address
    return response


def _performed(request: HttpRequest, tool: Tool) -> Outcome:
    # First, because a signature is of the body as it came, which a form is no more once it is read.
    caller = caller_of_program(request)
    given, as_text = _collected(request, tool)
    return perform(
        Request(
            tool=tool,
            given=given,
            as_text=as_text,
            caller=caller,
            language=language_of(request),
            door=Door.API,
            key=request.META.get(KEY_HEADER),
            client=client_address(request),
        )
    )


@endpoint("GET", "HEAD")
def file(request: HttpRequest, service: str, tool: str, name: str) -> HttpResponseBase:
    """One file of the answer that the same call gives, byte for byte."""
    outcome = _performed(request, registry().tool(service, tool))
    assert outcome.answer is not None  # GET is refused for jobs
    if outcome.answer.refusal is not None:
        # What came instead says why there is no file.
        raise NotFound(outcome.answer.refusal.missing)
    found = file_named(outcome.answer, name)
    content = found.content
    return download(request, name, found.media_type, content.size, content.blocks())


@endpoint("GET", "HEAD")
def job_file(request: HttpRequest, id: str, name: str) -> HttpResponseBase:
    """One file of the answer of a finished job."""
    from ieum.hub.jobs import queue

    language = language_of(request)
    kept = queue.file(id, name, caller_of_program(request), language)
    return download(request, name, kept.media_type, kept.size, kept.blocks())


@endpoint("GET", "HEAD", "DELETE")
def job(request: HttpRequest, id: str) -> HttpResponse:
    """How a job stands; with DELETE, cancel it."""
    from ieum.hub.jobs import queue

    ask = queue.cancel if request.method == "DELETE" else queue.state
    state = ask(id, caller_of_program(request), language_of(request))
    return json_response(
        {
            "job": state.id,
            "tool": state.tool,
            "state": state.phase,
            "share": state.share,
            "message": state.message,
            "answer": state.answer,
            "problem": state.problem,
        }
    )


@endpoint("GET", "HEAD")
def services(request: HttpRequest) -> HttpResponse:
    """The services and tools of this hub."""
    language = language_of(request)
    return json_response(
        [
            {
                "name": service.name,
                "title": service.title.text(language),
                "description": service.description.text(language),
                "area": service.area,
                "groups": [
                    {
                        "name": group.name,
                        "title": group.title.text(language),
                        "description": group.description.text(language),
                        "needs": group.needs.text(language) if group.needs else "",
                        "tools": group.tools,
                    }
                    for group in service.groups
                ],
                "tools": [
                    {
                        "name": tool.name,
                        "title": tool.title.text(language),
                        "description": tool.description.text(language),
                        "access": tool.access,
                        "effect": tool.effect,
                        "job": tool.job,
                        "address": f"/api/{service.name}/{tool.name}",
                    }
                    for tool in service.tools.values()
                ],
            }
            for service in registry().services()
        ]
    )


@endpoint("GET", "HEAD")
def description(request: HttpRequest) -> HttpResponse:
    """The OpenAPI description of this hub."""
    language = language_of(request)
    return json_response(openapi.description(registry().services(), language))


urlpatterns = [
    path("api/openapi.json", description, name="openapi"),
    path("api/services", services, name="api-services"),
    path("api/jobs/<str:id>", job, name="api-job"),
    path("api/jobs/<str:id>/files/<str:name>", job_file, name="api-job-file"),
    path("api/<str:service>/<str:tool>/files/<str:name>", file, name="api-file"),
    path("api/<str:service>/<str:tool>", call, name="api-call"),
]


def json_response(content: Any, status: int = 200) -> HttpResponse:
    """JSON in UTF-8, Hangul as it is."""
    return HttpResponse(orjson.dumps(content), status=status, content_type=JSON)


def _method_not_allowed(request: HttpRequest, methods: tuple[str, ...]) -> MethodNotAllowed:
    return MethodNotAllowed(
        _(
            "이 주소에서는 {method}{method:-을/를} 쓸 수 없습니다. 쓸 수 있는 것: {methods}",
            method=(request.method or "")[:20],
            methods=", ".join(methods),
        )
    )


def _collected(request: HttpRequest, tool: Tool) -> tuple[Mapping[str, Any], bool]:
    """What the caller sent, and whether it is text."""
    if request.method in ("GET", "HEAD"):
        if tool.effect is not Effect.READ or tool.job:
            raise _method_not_allowed(request, ("POST",))
        query = request.GET.copy()
        query.pop("lang", None)
        return dict(query.lists()), True
    if tool.effect is not Effect.READ:
        _refuse_other_sites(request)
    media_type = (request.content_type or "").lower()
    try:
        if media_type in ("multipart/form-data", "application/x-www-form-urlencoded"):
            texts: dict[str, Any] = dict(request.POST.lists())
            for name, files in request.FILES.lists():
                texts[name] = [_upload(file) for file in files]
            return texts, True
        if media_type not in (JSON, ""):
            raise UnsupportedMediaType(
                _(
                    "{given}{given:-은/는} 받지 않습니다. JSON({json})이나 양식으로 보내 주세요.",
                    given=media_type[:60],
                    json=JSON,
                )
            )
        body = request.body
        return read_json(body) if body.strip() else {}, False
    except RequestDataTooBig:
        raise TooLarge(
            _("보낸 내용이 너무 큽니다. 파일은 multipart/form-data로 보내 주세요.")
        ) from None
    except (MultiPartParserError, SuspiciousOperation, UnicodeDecodeError):
        raise UnreadableRequest(_("양식을 읽을 수 없습니다. 형식을 확인해 주세요.")) from None


def _upload(file: Any) -> Upload:
    """An uploaded file; a large one stays where Django has put it on disk."""
    from pathlib import Path

    if hasattr(file, "temporary_file_path"):
        return Upload(file.name, Path(file.temporary_file_path()))
    return Upload(file.name, file.read())


def _refuse_other_sites(request: HttpRequest) -> None:
    """A call that changes something must not be made by a page of another site.

    Browsers say where a request comes from; programs without a browser say nothing, and carry no
    session of somebody who looks at a page.
    """
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        raise NotAllowed(_("다른 사이트의 페이지에서는 이 일을 할 수 없습니다."))
