"""What every page of this door shares: how it fails, and which methods it takes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from ieum.hub.failures import failure
from ieum.kernel.errors import IeumError, MethodNotAllowed, TooManyCalls
from ieum.kernel.messages import _

View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Crumb:
    """A page above this one."""

    title: str
    address: str


def tell_when_to_retry(response: HttpResponse, error: TooManyCalls) -> None:
    """Put the wait of a caller who called too often into the header for it (RFC 9110, 10.2.3)."""
    response.headers["Retry-After"] = str(max(1, round(error.retry_after)))


def page(*methods: str) -> Callable[[View], View]:
    """A view that answers only these methods, and whose errors become pages."""

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, *given: Any, **place: str) -> HttpResponse:
            try:
                if request.method not in methods:
                    raise MethodNotAllowed(
                        _("이 주소에서는 {method} 요청을 받지 않습니다.", method=request.method)
                    )
                response = view(request, *given, **place)
            except IeumError as error:
                response = failure(request, error)
                if isinstance(error, MethodNotAllowed):
                    response.headers["Allow"] = ", ".join(methods)
                if isinstance(error, TooManyCalls):
                    tell_when_to_retry(response, error)
            # One address has a Korean and an English page, a light and a dark one.
            patch_vary_headers(response, ["Cookie", "Accept-Language"])
            return response

        return wrapped

    return decorate
