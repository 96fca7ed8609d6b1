"""The TAXII door: signals and orders as STIX 2.1 for programs that speak TAXII 2.1.

Discovery at ``/taxii2/``, the API root of the scam-call service at ``/taxii2/scamcall/``. A party
sends its key as ``Authorization: Bearer``, or, as many TAXII clients only can, as the password of
``Authorization: Basic`` under any user name.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.csrf import csrf_exempt

from ieum.exchange.parties import store as parties
from ieum.hub.accounts.caller import caller_with_key
from ieum.hub.language_choice import language_of
from ieum.hub.rate_limits import take
from ieum.hub.registry import registry
from ieum.kernel.context import Caller
from ieum.kernel.errors import IeumError, NotSignedIn, ServiceUnavailable
from ieum.kernel.messages import _
from ieum.kernel.tool import Rate
from ieum.services.scamcall.clock import now
from ieum.services.scamcall.standards.taxii.errors import TaxiiError, UnreadableBody
from ieum.services.scamcall.standards.taxii.server import Call, Reply, Server
from ieum.services.scamcall.standards.taxii.values import MEDIA_TYPE, Backend

#: Requests of one party a minute.
RATE = Rate(6000, 60)
_SERVICE = "scamcall"
#: Who may ask, and what is kept for them. Raises ``NotSignedIn`` and ``TaxiiError``.
Opens = Callable[[HttpRequest], Backend]
_READING = ("GET", "HEAD")
_COLLECTION = "<str:root>/collections/<str:collection>/"
#: What answers at which address under a root, and by which methods beside reading.
_ADDRESSES: dict[str, tuple[str, tuple[str, ...]]] = {
    "<str:root>/": ("root", ()),
    "<str:root>/status/<str:status>/": ("status", ()),
    "<str:root>/collections/": ("collections", ()),
    _COLLECTION: ("collection", ()),
    f"{_COLLECTION}manifest/": ("manifest", ()),
    f"{_COLLECTION}objects/": ("objects", ("POST",)),
    f"{_COLLECTION}objects/<str:object>/": ("object", ("DELETE",)),
    f"{_COLLECTION}objects/<str:object>/versions/": ("versions", ()),
}


def addresses(opens: Opens, roots: str) -> list[URLPattern]:
    """The addresses of a TAXII server: discovery, and its API roots below ``roots``."""
    found = [path("taxii2/", _view(opens, "discovery", _READING), name="taxii-discovery")]
    for address, (resource, methods) in _ADDRESSES.items():
        view = _view(opens, resource, (*_READING, *methods))
        found.append(path(roots + address, view, name=f"taxii-{resource}"))
    return found


def _view(opens: Opens, resource: str, methods: tuple[str, ...]) -> Callable[..., HttpResponse]:
    @csrf_exempt
    def view(request: HttpRequest, **place: str) -> HttpResponse:
        if request.method not in methods:
            return HttpResponse(status=405, headers={"Allow": ", ".join(methods)})
        try:
            server = Server(opens(request), now)
            return _response(getattr(server, resource)(_call(request, place)))
        except TaxiiError as error:
            return _response(Reply(error.status, error.resource()))
        except NotSignedIn as error:
            return _page(401, error, request, **{"WWW-Authenticate": 'Basic realm="TAXII"'})
        except IeumError as error:
            refused = TaxiiError(error.status, error.message.text("en"))
            return _response(Reply(error.status, refused.resource()))
        except UnreadableBody:
            return _page(400, IeumError(_("보낸 내용이 JSON이 아닙니다.")), request)

    return view


def _call(request: HttpRequest, place: dict[str, str]) -> Call:
    return Call(
        method=str(request.method),
        place={name: _sought(text) for name, text in place.items()},
        query={name: _sought(texts[0]) for name, texts in request.GET.lists()},
        accept=request.META.get("HTTP_ACCEPT", ""),
        content_type=request.META.get("CONTENT_TYPE", ""),
        content_length=request.META.get("CONTENT_LENGTH", ""),
        body=partial(_body, request),
    )


def _sought(text: str) -> str:
    """A text to look for: PostgreSQL holds no NUL and refuses to look for one, so a stranger stands for it."""
    return text.replace("\x00", "\ufffd")


def _body(request: HttpRequest) -> bytes:
    try:
        return request.body
    except RequestDataTooBig:
        raise TaxiiError(413, "Content-Length header not valid or exceeds maximum!.") from None
    except SuspiciousOperation:
        raise UnreadableBody from None


def _response(reply: Reply) -> HttpResponse:
    response = HttpResponse(reply.content(), content_type=MEDIA_TYPE, status=reply.status)
    for name, text in reply.headers.items():
        response.headers[name] = text
    return response


def _page(status: int, error: IeumError, request: HttpRequest, **headers: str) -> HttpResponse:
    return HttpResponse(error.message.text(language_of(request)), status=status, headers=headers)


def basic_credentials(request: HttpRequest) -> tuple[str, str] | None:
    """The user name and the password that were sent (RFC 7617), if any."""
    scheme, _blank, sent = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        name, colon, password = base64.b64decode(sent.strip()).decode().partition(":")
    except (binascii.Error, UnicodeError):
        return None
    return (name, password) if colon else None


def _opened(request: HttpRequest) -> Backend:
    """What a party may read and write."""
    # Imported when it is first needed: a hub whose TAXII door nobody uses starts without it.
    from ieum.services.scamcall.standards import shared

    caller = _caller(request)
    if registry().is_off(_SERVICE):
        raise ServiceUnavailable(_("'{name}' 서비스는 꺼져 있습니다.", name=_SERVICE))
    wait = take(f"taxii party {caller.party}", RATE)
    if wait:
        raise TaxiiError(429, f"Too many requests, wait {wait:.0f} seconds.")
    address = f"{request.scheme}://{request.get_host()}/taxii2/scamcall/"
    return shared.backend_for(
        caller, address, language_of(request), partial(_charge, str(caller.party))
    )


def _charge(party: str, count: int) -> None:
    """Let objects count as the signals that they become, in the one allowance of the party for both."""
    tool = registry().tool(_SERVICE, "send_signals")
    wait = take(f"{tool.full_name} party {party}", tool.rate, min(count, tool.rate.calls))
    if wait:
        raise TaxiiError(429, f"Too many objects, wait {wait:.0f} seconds.")


def _caller(request: HttpRequest) -> Caller:
    basic = basic_credentials(request)
    scheme, _blank, key = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
    # A session opens nothing here: a page of another site could send it along.
    if basic is None and scheme.lower() != "bearer":
        raise NotSignedIn(
            _("TAXII는 참여 기관이 씁니다. 기관의 키를 Bearer나 Basic의 비밀번호로 보내 주세요.")
        )
    caller = caller_with_key(request, basic[1] if basic is not None else key.strip())
    parties.acting_for(caller)
    return caller


urlpatterns: list[Any] = addresses(_opened, "taxii2/")
