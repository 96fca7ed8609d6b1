"""Refuses requests that bring too much, before anything reads them."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from ieum.hub.failures import failure
from ieum.hub.wsgi_bridge import BODY_TOO_LARGE
from ieum.kernel.errors import TooLarge
from ieum.kernel.messages import _

Handler = Callable[[HttpRequest], HttpResponse]


def request_size(get_response: Handler) -> Handler:
    """Middleware: answer 413 to a request over ``IEUM_UPLOAD_MEGABYTES``."""
    megabytes: int = settings.UPLOAD_MEGABYTES

    def middleware(request: HttpRequest) -> HttpResponse:
        if BODY_TOO_LARGE in request.META or _length(request) > megabytes * 2**20:
            return failure(
                request,
                TooLarge(
                    _(
                        "보낸 내용이 너무 큽니다. 한 번에 {megabytes}MB까지 받습니다. "
                        "파일을 줄이거나 나누어 보내 주세요.",
                        megabytes=megabytes,
                    )
                ),
            )
        return get_response(request)

    return middleware


def _length(request: HttpRequest) -> int:
    text = request.META.get("CONTENT_LENGTH") or "0"
    return int(text) if text.isdecimal() else 0
