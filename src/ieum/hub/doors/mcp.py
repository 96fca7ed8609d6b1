"""The MCP door over HTTP: ``/mcp``, stateless, so that any process of the hub can answer.

A request from a web page of another site is refused by its ``Origin``, and one that was led here
under a false name by its ``Host``. Whoever brings an access key of an account, or its session, has
its rights.
"""

from __future__ import annotations

import asyncio
from io import BytesIO
from typing import Any

import mcp_types as types
from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.sessions.backends.db import SessionStore
from django.core.handlers.wsgi import WSGIRequest
from django.utils.functional import SimpleLazyObject
from mcp.server.context import ServerRequestContext
from mcp.server.transport_security import TransportSecuritySettings
from mcp.shared.exceptions import MCPError
from starlette.applications import Starlette
from starlette.responses import Response

from ieum.hub import environment
from ieum.hub.accounts.caller import caller_of_program
from ieum.hub.doors.mcp_server import Visitor, mcp_server
from ieum.hub.language_choice import chosen
from ieum.hub.safety.client import client_address
from ieum.hub.safety.headers import ANY_REPLY, HTTPS_ONLY
from ieum.hub.wsgi_bridge import Receive, Scope, Send, body_due, environ_of
from ieum.kernel.errors import NotSignedIn

#: A message is held in memory as a whole, so it may be smaller than an upload of a form.
MOST_BYTES = 8 * 2**20
#: Where the body of a message that may be signed is kept with its request.
SIGNED_BODY = "ieum.body"


def visitor_of(context: ServerRequestContext[Any]) -> Visitor:
    """Who stands behind an HTTP request, as the pages and the JSON door see it."""
    assert context.request is not None, "an HTTP request carries itself along"
    scope = context.request.scope
    environ = environ_of(scope)
    environ["wsgi.input"] = BytesIO(scope.get(SIGNED_BODY, b""))
    request = WSGIRequest(environ)
    request.session = SessionStore(request.COOKIES.get(settings.SESSION_COOKIE_NAME))
    request.user = SimpleLazyObject(lambda: get_user(request))
    language = chosen(request)
    try:
        caller = caller_of_program(request)
    except NotSignedIn as error:
        raise MCPError(types.INVALID_REQUEST, error.message.text(language)) from None
    return Visitor(caller, language, client_address(request))


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


class Guarded:
    """The protocol's application, with what the hub promises of every reply.

    Its replies carry the hub's security headers. ``GET`` would open a stream on which a stateless
    server never has anything to say, so that it only holds a connection; the protocol allows to
    refuse it. A message that breaks off or comes too slowly is the sender's fault, not the hub's.
    """

    def __init__(self, application: Starlette) -> None:
        self.application = application
        headers = (*ANY_REPLY, HTTPS_ONLY) if settings.HTTPS else ANY_REPLY
        self.headers = [(name.lower().encode(), value.encode()) for name, value in headers]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.application(scope, receive, send)
            return
        is_signed = any(name.lower() == b"signature" for name, _value in scope["headers"])
        broke_off = complete = False
        length = 0
        begun = asyncio.get_running_loop().time()

        async def received() -> dict[str, Any]:
            nonlocal broke_off, complete, length
            if complete:  # What comes now is the end of the connection, whenever that is.
                return await receive()
            try:
                async with asyncio.timeout_at(body_due(begun, length)):
                    message = await receive()
            except TimeoutError:
                message = {"type": "http.disconnect"}
            broke_off = message["type"] == "http.disconnect"
            complete = broke_off or not message.get("more_body", False)
            length += len(message.get("body", b""))
            if is_signed and length <= MOST_BYTES:
                scope[SIGNED_BODY] = scope.get(SIGNED_BODY, b"") + message.get("body", b"")
            return message

        async def sent(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                own = {name for name, _value in message["headers"]}
                added = [header for header in self.headers if header[0] not in own]
                status = message["status"]
                message = {
                    **message,
                    "status": 400 if broke_off and status == 500 else status,
                    "headers": [*message["headers"], *added],
                }
            await send(message)

        application = self.application if scope["method"] != "GET" else _no_stream
        await application(scope, received, sent)


_no_stream = Response(status_code=405, headers={"Allow": "POST, DELETE"})


def http_application() -> Guarded:
    """The ASGI application for ``/mcp``."""
    application = mcp_server(visitor_of).streamable_http_app(
        streamable_http_path="/mcp",
        json_response=True,
        stateless_http=True,
        transport_security=known_hosts(),
        max_request_body_size=min(MOST_BYTES, environment.UPLOAD_MEGABYTES.value() * 2**20),
    )
    return Guarded(application)


application = http_application()
