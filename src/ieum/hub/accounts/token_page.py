"""The address where programs of parties get their tokens."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from ieum.hub import rate_limits
from ieum.hub.safety.client import client_address, network_of
from ieum.kernel.tool import Rate

#: From one machine: enough for all programs of an organisation, too few to try keys.
TOKEN_RATE = Rate(120, 60)


@csrf_exempt
def token(request: HttpRequest) -> HttpResponseBase:
    """Give a token for a party's key (RFC 6749, 4.4); errors are those of RFC 6749, 5.2."""
    wait = rate_limits.take(f"oauth token {network_of(client_address(request))}", TOKEN_RATE)
    if wait:
        reply = JsonResponse({"error": "slow_down"}, status=429)
        reply.headers["Retry-After"] = str(max(1, round(wait)))
        return reply
    # Loaded when the first program asks.
    from oauth2_provider.views import TokenView

    given: HttpResponseBase = TokenView.as_view()(request)
    return given
