"""Every request leaves a trail: a reference, a log line, a count; none says who asked what."""

from __future__ import annotations

import logging
from collections.abc import Callable
from secrets import token_hex
from time import perf_counter

from django.http import HttpRequest, HttpResponse

from ieum.hub import log, metrics

logger = logging.getLogger("ieum.requests")
Handler = Callable[[HttpRequest], HttpResponse]


def trail(get_response: Handler) -> Handler:
    """Middleware: give the request a reference, time it, count it and write one line about it.

    The line holds the route, never the path or the query, which may hold what a person typed.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        reference = token_hex(8)
        request.request_id = reference  # type: ignore[attr-defined]
        mark = log.request_id.set(reference)
        start = perf_counter()
        try:
            response = get_response(request)
            seconds = perf_counter() - start
            match = request.resolver_match
            route = match.route if match else "(none)"
            response.headers["X-Request-ID"] = reference
            metrics.count_request(request.method or "", route, response.status_code, seconds)
            if logger.isEnabledFor(logging.INFO):
                logger.info(
                    "request",
                    extra={
                        "method": request.method,
                        "route": route,
                        "status": response.status_code,
                        "milliseconds": round(seconds * 1000, 1),
                    },
                )
            return response
        finally:
            log.request_id.reset(mark)

    return middleware
