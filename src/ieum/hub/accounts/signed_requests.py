"""Signed requests of parties: what arrives over HTTP, as the exchange checks it."""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest

from ieum.exchange.parties.signing import store as signing
from ieum.exchange.parties.signing.requests import SignedRequest, WrongSignature
from ieum.kernel.errors import TooLarge
from ieum.kernel.messages import _

#: Where it stands which key signed a request, once that is checked: a nonce is taken only once, while
#: a stream asks again and again who its reader is. No header can have this name.
SIGNED_BY = "ieum.signed_by"


def check_signature(request: HttpRequest, party: str) -> None:
    """Check the signature of a program that calls for a party.

    A signature that is there must be right, whether the party demands one or not. Raises
    ``WrongSignature``, or ``TooLarge`` for a body that is too long to be signed.
    """
    key = request.META.get(SIGNED_BY)
    if key is not None:
        if signing.signing_key(key) is None:
            raise WrongSignature(_("이 요청에 서명한 키는 끝난 키입니다."))
        return
    if "HTTP_SIGNATURE" in request.META or "HTTP_SIGNATURE_INPUT" in request.META:
        request.META[SIGNED_BY] = signing.take(party, _signed(request))
    elif signing.demands_signatures(party):
        raise WrongSignature(
            _(
                "'{party}'{party:-은/는} 프로그램의 모든 요청에 서명하기로 했습니다. 등록한 서명 키로 "
                "HTTP 메시지 서명(RFC 9421)을 해 보내 주세요.",
                party=party,
            )
        )


def _signed(request: HttpRequest) -> SignedRequest:
    try:
        body = request.body
    except RequestDataTooBig:
        raise TooLarge(
            _("서명한 요청의 본문이 너무 큽니다. 나누어 보내거나 서명 없이 보내 주세요.")
        ) from None
    return SignedRequest(
        (request.method or "").upper(),
        request.build_absolute_uri(),
        dict(request.headers.items()),
        body,
    )
