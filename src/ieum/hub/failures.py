"""Replies for what goes wrong outside of tools: unknown addresses, refused forms, our own faults.

A program gets problem details (RFC 9457), a person gets a page; both get the request's reference.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template import TemplateDoesNotExist, loader

from ieum.hub.problems import problem, problem_response
from ieum.kernel.errors import (
    IeumError,
    NotAllowed,
    NotFound,
    Unexpected,
    UnreadableRequest,
)
from ieum.kernel.messages import Language, _


def wants_json(request: HttpRequest) -> bool:
    """Whether the caller is a program: the JSON door's address, or a wish for JSON over HTML."""
    if request.path.startswith("/api/"):
        return True
    accept = request.headers.get("Accept", "")
    return "json" in accept and "text/html" not in accept


def failure(request: HttpRequest, error: IeumError) -> HttpResponse:
    """A reply about an error, in the form and the language of the caller.

    The page is the template ``404.html`` (or whatever the status is), else ``failure.html``; it is
    given ``problem``, the problem details.
    """
    if wants_json(request):
        return problem_response(error, request)
    language = getattr(request, "language", Language.KOREAN)
    details = problem(error, language, getattr(request, "request_id", ""))
    try:
        page = loader.select_template([f"{error.status}.html", "failure.html"])
    except TemplateDoesNotExist:
        return HttpResponse(
            f"{details['title']}\n{details['detail']}\n",
            status=error.status,
            content_type="text/plain; charset=utf-8",
        )
    return HttpResponse(page.render({"problem": details}, request), status=error.status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the request itself cannot be read, or names a host that is not ours."""
    return failure(
        request, UnreadableRequest(_("요청을 읽을 수 없습니다. 주소와 보낸 내용을 확인해 주세요."))
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the caller may not do this."""
    return failure(
        request,
        NotAllowed(_("이 일을 할 권한이 없습니다. 권한이 있는 계정으로 로그인해 주세요.")),
    )


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form without the token that shows it came from a page of ours."""
    return failure(
        request,
        NotAllowed(
            _("이 양식은 오래되었거나 다른 곳에서 왔습니다. 앞 화면을 새로 고쳐 다시 보내 주세요.")
        ),
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: no such address."""
    return failure(
        request,
        NotFound(
            _("'{path}' 주소에는 아무것도 없습니다. 첫 화면에서 찾아 주세요.", path=request.path)
        ),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our own fault; the log has the traceback under the request's reference."""
    return failure(
        request,
        Unexpected(
            _(
                "허브에 문제가 있어 답하지 못했습니다. "
                "계속되면 관리자에게 {reference} 번을 알려 주세요.",
                reference=getattr(request, "request_id", "?"),
            )
        ),
    )
