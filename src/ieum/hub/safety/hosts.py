"""Refuses requests under a name that is not ours, to which a page of another site may have led."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port, validate_host

from ieum.hub.failures import failure
from ieum.kernel.errors import UnreadableRequest
from ieum.kernel.messages import _

Handler = Callable[[HttpRequest], HttpResponse]


def known_host(get_response: Handler) -> Handler:
    """Middleware: answer 400 to a request under a host name that is not this hub's.

    Whoever owns a name can let it point to a hub inside an organisation and have a page there read
    what the hub says to its neighbours (DNS rebinding). With an address in digits that does not
    work, so that one is let through; no link is ever made to it unless it is the hub's own.
    """
    names: list[str] = settings.ALLOWED_HOSTS

    @lru_cache(256)
    def known(host: str) -> bool:
        name, _port = split_domain_port(host)
        return bool(name) and (_in_digits(name) or validate_host(name, names))

    def middleware(request: HttpRequest) -> HttpResponse:
        host = request.META.get("HTTP_HOST")
        # A request without a name (HTTP/1.0) names none falsely.
        if host is None or known(host):
            return get_response(request)
        return failure(
            request,
            UnreadableRequest(
                _(
                    "'{host}'{host:-은/는} 이 허브의 이름이 아닙니다. 맞는 이름이면 관리자가 "
                    "IEUM_HOSTS에 적어야 합니다.",
                    host=host[:100],
                )
            ),
        )

    return middleware


def _in_digits(name: str) -> bool:
    try:
        ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True
