"""The services of this hub: which there are, and which an operator has switched off."""

from __future__ import annotations

from functools import cache, partial

from ieum.hub.home import home
from ieum.kernel.registry import Registry


@cache
def registry() -> Registry:
    """The one registry of this process."""
    from ieum.hub.environment import API_PROXY
    from ieum.hub.switches.state import is_off
    from ieum.remote.registration import remote_services

    joined = partial(remote_services, proxy_of=API_PROXY.value)
    return Registry(home() / "services", is_off, [joined])
