"""Which language a request is answered in."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from ieum.kernel.messages import Language

COOKIE = "ieum_language"
PARAMETER = "lang"
YEAR = 365 * 24 * 60 * 60
LANGUAGES = frozenset(Language)

Handler = Callable[[HttpRequest], HttpResponse]


def language_of(request: HttpRequest) -> Language:
    """The language that a request is answered in, as the middleware chose it."""
    return Language(getattr(request, "language", Language.KOREAN))


def chosen(request: HttpRequest) -> Language:
    """``?lang=``, then the cookie, then what the browser prefers; Korean when nothing says else."""
    for wish in (_in_address(request), _in_cookie(request)):
        if wish in LANGUAGES:
            return Language(wish)
    return preferred(request.META.get("HTTP_ACCEPT_LANGUAGE", ""))


# Taking queries and cookies apart costs more than the rest; most calls have neither.
def _in_address(request: HttpRequest) -> str | None:
    if f"{PARAMETER}=" not in request.META.get("QUERY_STRING", ""):
        return None
    return request.GET.get(PARAMETER)


def _in_cookie(request: HttpRequest) -> str | None:
    return request.COOKIES.get(COOKIE) if "HTTP_COOKIE" in request.META else None


def preferred(header: str) -> Language:
    """The best of our languages for an ``Accept-Language`` header (RFC 9110, 12.5.4)."""
    best, weight = Language.KOREAN, 0.0
    for entry in header.split(","):
        tag, _, parameter = entry.partition(";")
        primary = tag.strip().lower().partition("-")[0]
        try:
            quality = float(parameter.strip().removeprefix("q=") or 1)
        except ValueError:
            continue
        if primary in LANGUAGES and quality > weight:
            best, weight = Language(primary), quality
    return best


def language_choice(get_response: Handler) -> Handler:
    """Middleware: set ``request.language`` and Django's own; remember an explicit wish."""

    def middleware(request: HttpRequest) -> HttpResponse:
        language = chosen(request)
        request.language = language  # type: ignore[attr-defined]
        request.LANGUAGE_CODE = language.value
        # Every request sets it anew, so that it need not be put back.
        translation.activate(language.value)
        response = get_response(request)
        response.headers.setdefault("Content-Language", language.value)
        if _in_address(request) == language and _in_cookie(request) != language:
            response.set_cookie(
                COOKIE,
                language.value,
                max_age=YEAR,
                samesite="Lax",
                httponly=True,
                secure=settings.HTTPS,
            )
        return response

    return middleware
