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
HEADERS = (
    ("Content-Security-Policy", CONTENT_SECURITY_POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(self), payment=(), usb=()"),
)
HTTPS_ONLY = ("Strict-Transport-Security", "max-age=31536000")

Handler = Callable[[HttpRequest], HttpResponse]


def safe_headers(get_response: Handler) -> Handler:
    """Middleware: put the headers on every response that does not set its own."""
    headers = (*HEADERS, HTTPS_ONLY) if settings.HTTPS else HEADERS

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in headers:
            response.headers.setdefault(name, value)
        if not response.streaming:
            # Without it a plain WSGI server would send even a whole response in chunks.
            response.headers.setdefault("Content-Length", str(len(response.content)))
        return response

    return middleware
