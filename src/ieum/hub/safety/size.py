"""Refuses requests that bring too much or break off, before anything reads them."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from ieum.hub.failures import failure
from ieum.hub.wsgi_bridge import BODY_BROKEN, BODY_TOO_LARGE
from ieum.kernel.errors import TooLarge, UnreadableRequest
from ieum.kernel.messages import _

Handler = Callable[[HttpRequest], HttpResponse]
Refusal = Callable[..., HttpResponse]
View = Callable[..., HttpResponse]


def request_size(get_response: Handler) -> Handler:
    """Middleware: 413 to a request over ``IEUM_UPLOAD_MEGABYTES``, 400 to one that broke off."""
    megabytes: int = settings.UPLOAD_MEGABYTES

    def middleware(request: HttpRequest) -> HttpResponse:
        if BODY_TOO_LARGE in request.META or _length(request) > megabytes * 2**20:
            error = TooLarge(
                _(
                    "보낸 내용이 너무 큽니다. 한 번에 {megabytes}MB까지 받습니다. "
                    "파일을 줄이거나 나누어 보내 주세요.",
                    megabytes=megabytes,
                )
            )
            return _drawn(request, error) or failure(request, error)
        if BODY_BROKEN in request.META:
            return failure(
                request,
                UnreadableRequest(_("보낸 내용이 중간에 끊겼습니다. 처음부터 다시 보내 주세요.")),
            )
        return get_response(request)

    return middleware


def drawn_when_too_large(draw: Refusal) -> Callable[[View], View]:
    """A view whose reply to a request that brings too much is drawn by ``draw``.

    ``draw`` gets the request, the error and the place in the address; the body is gone.
    """

    def decorate(view: View) -> View:
        view.drawn_when_too_large = draw  # type: ignore[attr-defined]
        return view

    return decorate


def _drawn(request: HttpRequest, error: TooLarge) -> HttpResponse | None:
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return None
    draw: Refusal | None = getattr(match.func, "drawn_when_too_large", None)
    return None if draw is None else draw(request, error, **match.kwargs)


def _length(request: HttpRequest) -> int:
    text = request.META.get("CONTENT_LENGTH") or "0"
    return int(text) if text.isdecimal() else 0
