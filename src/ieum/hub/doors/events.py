"""The door of events: ``GET /events`` streams to a party what others share with it.

Server-sent events (WHATWG HTML, 9.2). A reader sends the key of its party, and where it stopped: the
``id`` of the last event as ``Last-Event-ID`` (browsers and most clients do it by themselves) or as
``?cursor=``; ``?from=start`` asks for all that is kept, and without any of these the stream begins
now. ``?kinds=scamcall.order,…`` narrows it. Each event carries under ``previous`` the id of the one
before it in this stream, so that a reader sees that none is missing. The stream ends when the key or
the agreements do.
"""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

import orjson
from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.sessions.backends.db import SessionStore
from django.core.exceptions import DisallowedHost
from django.core.handlers.wsgi import WSGIRequest
from django.db import close_old_connections, connections
from django.utils.functional import SimpleLazyObject

from ieum.exchange.agreements import store as agreements
from ieum.exchange.events import store as outbox
from ieum.exchange.events.stream import Permission, Streams, services_of
from ieum.exchange.events.values import Cursor
from ieum.hub.accounts.caller import caller_of_program
from ieum.hub.language_choice import chosen
from ieum.hub.problems import problem
from ieum.hub.safety.headers import ANY_REPLY, HTTPS_ONLY
from ieum.hub.wsgi_bridge import Receive, Scope, Send, environ_of
from ieum.kernel.errors import IeumError, MethodNotAllowed, NotAllowed, NotSignedIn
from ieum.kernel.messages import _
from ieum.kernel.tool import Scope as PartyScope

#: Streams of one party at a time: two processes and one that is being changed.
MOST_STREAMS = 4
streams = Streams(outbox, release=connections.close_all)
_open: dict[str, int] = {}


@dataclass(frozen=True, slots=True)
class Listener:
    """Who asks for a stream, for which kinds of events, and from where on."""

    request: WSGIRequest
    party: str
    kinds: frozenset[str]
    cursor: Cursor
    #: How many of the party's pauses were over as the stream was opened.
    pauses_over: int

    def permission(self) -> Permission | None:
        """What may be read now; None once the key or the account opens nothing any more."""
        close_old_connections()
        try:
            caller = caller_of_program(self.request)
        except IeumError:
            return None
        services = services_of(caller.scopes)
        if caller.party != self.party or not services:
            return None
        terms = agreements.terms_of(self.party)
        if terms.pauses_over != self.pauses_over:
            # What was kept back meanwhile lies before the place of this stream.
            return None
        return Permission(terms, services, self.kinds)


def listener_of(scope: Scope) -> Listener:
    """Who asks. Raises ``IeumError`` for whoever may not, and for a cursor that leads nowhere."""
    close_old_connections()
    request = _request_of(scope)
    if request.method != "GET":
        raise MethodNotAllowed(_("사건의 흐름은 GET으로만 받습니다."))
    caller = caller_of_program(request)
    if caller.party is None and not caller.signed_in:
        raise NotSignedIn(
            _(
                "사건의 흐름은 참여 기관이 받습니다. 기관의 키를 Authorization: Bearer로 보내 주세요."
            )
        )
    if caller.party is None or not any(
        scope.endswith(f":{PartyScope.RECEIVE}") for scope in caller.scopes
    ):
        raise NotAllowed(_("사건을 받으려면 권한 '서비스:receive'가 있는 기관 키가 있어야 합니다."))
    query = parse_qs(scope["query_string"].decode("latin-1"))
    place = query.get("cursor", [request.headers.get("Last-Event-ID", "")])[0].strip()
    terms = agreements.terms_of(caller.party)
    if place:
        cursor = outbox.checked(place)
        agreements.check_resumed(terms, cursor)
    elif query.get("from") == ["start"]:
        cursor = outbox.beginning(terms.pauses_over)
    else:
        cursor = outbox.newest(terms.pauses_over)
    kinds = frozenset(kind for some in query.get("kinds", []) for kind in some.split(",") if kind)
    return Listener(request, caller.party, kinds, cursor, terms.pauses_over)


def _request_of(scope: Scope) -> WSGIRequest:
    request = WSGIRequest(environ_of(scope))
    try:
        request.get_host()
    except DisallowedHost:
        raise NotAllowed(_("이 허브는 그 이름으로 불리지 않습니다.")) from None
    request.session = SessionStore(request.COOKIES.get(settings.SESSION_COOKIE_NAME))
    request.user = SimpleLazyObject(lambda: get_user(request))
    return request


class Events:
    """The ASGI application for ``/events``."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        try:
            listener = await asyncio.to_thread(listener_of, scope)
            if _open.get(listener.party, 0) >= MOST_STREAMS:
                raise NotAllowed(
                    _(
                        "'{party}'의 흐름이 이미 {most}개 열려 있습니다. 쓰지 않는 것을 닫아 주세요.",
                        party=listener.party,
                        most=MOST_STREAMS,
                    )
                )
        except IeumError as error:
            await _refuse(scope, send, error)
            return
        _open[listener.party] = _open.get(listener.party, 0) + 1
        try:
            await self._stream(listener, receive, send)
        finally:
            _open[listener.party] -= 1

    async def _stream(self, listener: Listener, receive: Receive, send: Send) -> None:
        headers = [
            ("Content-Type", "text/event-stream; charset=utf-8"),
            ("Cache-Control", "no-store"),
            ("X-Accel-Buffering", "no"),
        ]
        await send(_start(200, headers))
        gone = asyncio.ensure_future(_gone(receive))
        async with aclosing(streams.frames(listener.permission, listener.cursor)) as frames:
            # The hub being told to stop ends the task; a reader that goes away ends the stream.
            while not gone.done():
                following = asyncio.ensure_future(anext(frames, None))
                await asyncio.wait({following, gone}, return_when=asyncio.FIRST_COMPLETED)
                if not following.done():
                    following.cancel()
                    await asyncio.gather(following, return_exceptions=True)
                    break
                chunk = following.result()
                if chunk is None:
                    break
                await send({"type": "http.response.body", "body": chunk, "more_body": True})
        gone.cancel()
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _live(self, receive: Receive, send: Send) -> None:
        while True:
            if (await receive())["type"] == "lifespan.startup":
                await send({"type": "lifespan.startup.complete"})
            else:
                streams.stop()
                await send({"type": "lifespan.shutdown.complete"})
                return


async def _gone(receive: Receive) -> None:
    """Wait until the reader has gone."""
    while (await receive())["type"] != "http.disconnect":
        pass


async def _refuse(scope: Scope, send: Send, error: IeumError) -> None:
    language = chosen(WSGIRequest(environ_of(scope)))
    body = orjson.dumps(problem(error, language))
    headers = [("Content-Type", "application/problem+json")]
    if error.status == 401:
        headers.append(("WWW-Authenticate", "Bearer"))
    await send(_start(error.status, headers))
    await send({"type": "http.response.body", "body": body})


def _start(status: int, headers: list[tuple[str, str]]) -> dict[str, Any]:
    shared = (*ANY_REPLY, HTTPS_ONLY) if settings.HTTPS else ANY_REPLY
    return {
        "type": "http.response.start",
        "status": status,
        "headers": [(name.lower().encode(), value.encode()) for name, value in (*headers, *shared)],
    }


application = Events()
