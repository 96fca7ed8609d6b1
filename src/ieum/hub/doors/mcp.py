"""The MCP door over HTTP: ``/mcp``, stateless, so that any process of the hub can answer.

A request from a web page of another site is refused by its ``Origin``, and one that was led here
under a false name by its ``Host``. Whoever brings the session of an account has its rights.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.sessions.backends.db import SessionStore
from django.core.handlers.wsgi import WSGIRequest
from django.utils.functional import SimpleLazyObject
from mcp.server.context import ServerRequestContext
from mcp.server.transport_security import TransportSecuritySettings
from starlette.applications import Starlette

from ieum.hub import environment
from ieum.hub.accounts.caller import caller_of
from ieum.hub.doors.mcp_server import Visitor, mcp_server
from ieum.hub.language_choice import chosen
from ieum.hub.safety.client import client_address
from ieum.hub.wsgi_bridge import environ_of

#: A message is held in memory as a whole, so it may be smaller than an upload of a form.
MOST_BYTES = 8 * 2**20


def visitor_of(context: ServerRequestContext[Any]) -> Visitor:
    """Who stands behind an HTTP request, as the pages and the JSON door see it."""
    assert context.request is not None, "an HTTP request carries itself along"
    request = WSGIRequest(environ_of(context.request.scope))
    request.session = SessionStore(request.COOKIES.get(settings.SESSION_COOKIE_NAME))
    request.user = SimpleLazyObject(lambda: get_user(request))
    return Visitor(caller_of(request), chosen(request), client_address(request))


def known_hosts() -> TransportSecuritySettings:
    """The names that the hub answers to, with any port, as Django has them."""
    hosts = [host for host in settings.ALLOWED_HOSTS if host != "*"]
    return TransportSecuritySettings(
        enable_dns_rebinding_protection=True,
        allowed_hosts=[f"{host}{port}" for host in hosts for port in ("", ":*")],
        allowed_origins=[
            f"{scheme}://{host}{port}"
            for scheme in ("http", "https")
            for host in hosts
            for port in ("", ":*")
        ],
    )


def http_application() -> Starlette:
    """The ASGI application for ``/mcp``."""
    return mcp_server(visitor_of).streamable_http_app(
        streamable_http_path="/mcp",
        json_response=True,
        stateless_http=True,
        transport_security=known_hosts(),
        max_request_body_size=min(MOST_BYTES, environment.UPLOAD_MEGABYTES.value() * 2**20),
    )


application = http_application()
