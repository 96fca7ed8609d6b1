"""The ledger's own addresses: its signed head, and proofs against it, for anybody to read.

``GET /api/exchange/ledger/head``, ``/proof?index=N[&size=N]`` and ``/consistency?from=N&to=N``.
Hashes are in hex; what an entry says is not shown here.
"""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse
from django.urls import path

from ieum.exchange.ledger import proofs
from ieum.hub.doors.api import endpoint, json_response
from ieum.kernel.errors import WrongArgument
from ieum.kernel.messages import _

NUMBER = re.compile(r"[0-9]{1,18}")


@endpoint("GET", "HEAD")
def head(request: HttpRequest) -> HttpResponse:
    """The newest signed head, in parts and as a note to keep."""
    found = proofs.newest_head()
    return json_response(
        {
            "origin": found.checkpoint.origin,
            "size": found.checkpoint.size,
            "root": found.checkpoint.root.hex(),
            "at": found.at.isoformat(),
            "key": found.key.line(),
            "note": found.note(),
        }
    )


@endpoint("GET", "HEAD")
def proof(request: HttpRequest) -> HttpResponse:
    """The proof that an entry is in the ledger."""
    size = _number(request, "size") if "size" in request.GET else None
    return json_response(proofs.inclusion(_number(request, "index"), size).as_json())


@endpoint("GET", "HEAD")
def consistency(request: HttpRequest) -> HttpResponse:
    """The proof that the ledger of one size is the beginning of that of another."""
    found = proofs.consistency(_number(request, "from"), _number(request, "to"))
    return json_response(found.as_json())


urlpatterns = [
    path("api/exchange/ledger/head", head, name="ledger-head"),
    path("api/exchange/ledger/proof", proof, name="ledger-proof"),
    path("api/exchange/ledger/consistency", consistency, name="ledger-consistency"),
]


def _number(request: HttpRequest, name: str) -> int:
    text = request.GET.get(name, "")
    if not NUMBER.fullmatch(text):
        raise WrongArgument(
            name,
            _(
                "{name}의 값 '{text}'{text:-은/는} 수가 아닙니다. 0 이상의 정수를 적어 주세요. 예: ?{name}=7",
                name=name,
                text=text[:40],
            ),
        )
    return int(text)
