"""Errors as problem details (RFC 9457), the one form in which programs get them."""

from __future__ import annotations

from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse

from ieum.kernel.errors import IeumError, InvalidArguments, NotSignedIn, TooManyCalls
from ieum.kernel.messages import Language, Message, _

MEDIA_TYPE = "application/problem+json"

TITLES: dict[str, Message] = {
    "invalid-arguments": _("입력값이 맞지 않습니다"),
    "unreadable-request": _("요청을 읽을 수 없습니다"),
    "unsupported-media-type": _("받을 수 없는 형식입니다"),
    "not-signed-in": _("로그인이 필요합니다"),
    "wrong-signature": _("서명을 확인할 수 없습니다"),
    "not-allowed": _("권한이 없습니다"),
    "not-found": _("찾을 수 없습니다"),
    "method-not-allowed": _("이 주소에서 쓸 수 없는 방법입니다"),
    "too-large": _("너무 큽니다"),
    "too-many-calls": _("요청이 너무 잦습니다"),
    "upstream-failed": _("연결된 시스템이 답하지 않았습니다"),
    "service-unavailable": _("지금은 쓸 수 없는 서비스입니다"),
    "cancelled": _("취소되었습니다"),
    "unexpected": _("예상하지 못한 문제가 생겼습니다"),
}
FAILED = _("처리하지 못했습니다")


def title_of(error: IeumError) -> Message:
    """What kind of error it is, in a few words."""
    return TITLES.get(error.code, FAILED)


def problem(error: IeumError, language: str, request_id: str = "") -> dict[str, Any]:
    """The problem details of an error, in a language.

    ``code`` and each fault's ``path`` and ``code`` are the same in every language; ``instance``
    names the request in the log.
    """
    details: dict[str, Any] = {
        "type": f"urn:ieum:problem:{error.code}",
        "title": title_of(error).text(language),
        "status": error.status,
        "code": error.code,
        "detail": error.message.text(language),
    }
    if isinstance(error, InvalidArguments):
        details["faults"] = [
            {"path": fault.path, "code": fault.code, "detail": fault.message.text(language)}
            for fault in error.faults
        ]
    if isinstance(error, TooManyCalls):
        details["retry_after"] = error.retry_after
    if request_id:
        details["instance"] = f"urn:ieum:request:{request_id}"
    return details


def problem_response(error: IeumError, request: HttpRequest) -> HttpResponse:
    """The reply to a program whose request failed."""
    response = HttpResponse(
        orjson.dumps(
            problem(
                error,
                getattr(request, "language", Language.KOREAN),
                getattr(request, "request_id", ""),
            )
        ),
        status=error.status,
        content_type=MEDIA_TYPE,
    )
    if isinstance(error, NotSignedIn):
        # RFC 9110, 11.6.1: a 401 says how one signs in.
        response.headers["WWW-Authenticate"] = "Bearer"
    if isinstance(error, TooManyCalls):
        response.headers["Retry-After"] = str(max(1, round(error.retry_after)))
    return response
