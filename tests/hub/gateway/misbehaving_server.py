"""A model server on 127.0.0.1 that speaks the OpenAI dialect, and misbehaves on request.

Tests and ``benchmarks.gateway`` use it. The behaviour is chosen by the first part of the address:
``http://127.0.0.1:PORT/NAME/v1``; behaviours are the functions of ``behaviours.py``. What an honest
model would do (which tool, which arguments, which sentence) is the test's to say, by a ``Script``.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.hub.gateway.behaviours import BEHAVIOURS
from tests.hub.gateway.model_exchange import Exchange, Script


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        server: Any = self.server
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        server.requests.append(body)
        name = self.path.split("/")[1]
        try:
            BEHAVIOURS[name](Exchange(self, server.script, body))
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True  # the client gave up, as it should

    def log_message(self, format: str, *args: Any) -> None:
        """Silent."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Silent: a client that gave up breaks the connection, as it should."""


class MisbehavingServer:
    """The running server: `url(behaviour)`, and `requests`, the bodies it was sent."""

    def __init__(self, server: Any) -> None:
        self._server = server

    @property
    def requests(self) -> list[dict[str, Any]]:
        requests: list[dict[str, Any]] = self._server.requests
        return requests

    @property
    def tokens(self) -> list[int]:
        """What each honest reply was said to have cost."""
        tokens: list[int] = self._server.tokens
        return tokens

    @property
    def script(self) -> Script:
        script: Script = self._server.script
        return script

    @script.setter
    def script(self, script: Script) -> None:
        self._server.script = script

    def url(self, name: str) -> str:
        assert name in BEHAVIOURS, name
        return f"http://127.0.0.1:{self._server.server_address[1]}/{name}/v1"


@contextmanager
def misbehaving_server(script: Script | None = None) -> Iterator[MisbehavingServer]:
    """Serves on a free port of 127.0.0.1 until the block ends."""
    server: Any = _Server(("127.0.0.1", 0), _Handler)
    server.requests = []
    server.tokens = []
    server.script = script or Script()
    server.stopping = threading.Event()
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield MisbehavingServer(server)
    finally:
        server.stopping.set()
        server.shutdown()
        server.server_close()
        thread.join()
