"""Too many wrong passwords: what counts as one person trying, and what they are told."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template import loader

from ieum.hub.failures import failure, wants_json
from ieum.kernel.errors import TooManyCalls
from ieum.kernel.messages import _


def name_tried(request: HttpRequest | None, credentials: dict[str, Any] | None = None) -> str:
    """The account somebody tries to enter, written as accounts are kept."""
    given = dict(credentials or {})
    name = given.get("email") or given.get("username")
    if not name and request is not None:
        name = request.POST.get("login") or request.POST.get("username")
    return str(name or "").strip().lower()


def locked_out(
    request: HttpRequest,
    original: HttpResponse | None = None,
    credentials: dict[str, Any] | None = None,
) -> HttpResponse:
    """The reply to somebody who is locked out."""
    wait = settings.AXES_COOLOFF_TIME
    message = _(
        "비밀번호를 {times}번 틀려 로그인을 잠시 막았습니다. {minutes}분 뒤에 다시 해 주세요.",
        times=settings.AXES_FAILURE_LIMIT,
        minutes=int(wait.total_seconds() // 60),
    )
    if wants_json(request):
        response = failure(request, TooManyCalls(message, retry_after=wait.total_seconds()))
    else:
        page = loader.render_to_string("account/lockout.html", {"message": message}, request)
        response = HttpResponse(page, status=TooManyCalls.status)
    response.headers["Retry-After"] = str(int(wait.total_seconds()))
    return response
