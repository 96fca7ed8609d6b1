"""Headers that tell browsers what a page of the hub may do: next to nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

#: No unsafe source, no other host. A page needs only what the hub itself serves.
CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
#: What counts for any reply, whether a browser shows it or a program reads it.
ANY_REPLY = (
    ("Content-Security-Policy", CONTENT_SECURITY_POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
)
#: What counts for pages besides. JSON has none of it: each header costs a call of it one percent.
PAGES = (
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(self), payment=(), usb=()"),
)
HTTPS_ONLY = ("Strict-Transport-Security", "max-age=31536000")

Handler = Callable[[HttpRequest], HttpResponse]


def safe_headers(get_response: Handler) -> Handler:
    """Middleware: put the headers on every response that does not set its own."""
    any_reply = (*ANY_REPLY, HTTPS_ONLY) if settings.HTTPS else ANY_REPLY
    page = (*any_reply, *PAGES)

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in any_reply if request.path.startswith("/api/") else page:
            response.headers.setdefault(name, value)
        if not response.streaming:
            # Without it a plain WSGI server would send even a whole response in chunks.
            response.headers.setdefault("Content-Length", str(len(response.content)))
        return response

    return middleware
