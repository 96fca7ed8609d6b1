"""Which machine a request comes from."""

from __future__ import annotations

from functools import lru_cache
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The caller's network address.

    Behind ``IEUM_PROXIES`` proxies of our own it is the entry that the outermost of them wrote
    into ``X-Forwarded-For``; whatever stands further left came from outside and is not believed.
    """
    near = str(request.META.get("REMOTE_ADDR", ""))
    proxies: int = settings.PROXIES
    if not proxies:
        return near
    entries = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    written = entries[-proxies] if len(entries) >= proxies else ""
    return written if _is_address(written) else near


@lru_cache(4096)
def network_of(address: str) -> str:
    """What counts as one caller: the address, or the /64 network of one in IPv6.

    A connection in IPv6 commonly has a whole /64 (RFC 6177), from which it may call under as many
    addresses as it likes.
    """
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if found.version == 4:
        return address
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ip_network((found.packed[:8] + bytes(8), 64)))


def client_network(request: HttpRequest) -> str:
    """What counts as one caller where only an address may stand: that of the /64 in IPv6."""
    return network_of(client_address(request)).partition("/")[0]


def is_this_machine(request: HttpRequest) -> bool:
    """Whether the request was made on this very machine and came through no proxy.

    A proxy on this machine makes every request of the world look local, so one that forwards
    is never taken for local.
    """
    forwarded = any(
        name in request.META
        for name in ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_VIA")
    )
    near = request.META.get("REMOTE_ADDR", "")
    return not forwarded and _is_address(near) and ip_address(near).is_loopback


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
