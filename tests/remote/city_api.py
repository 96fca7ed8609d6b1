"""A made-up API of a city, served over real HTTP, and its OpenAPI description."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

DESCRIPTION: dict[str, Any] = {
    "openapi": "3.0.3",
    "info": {"title": "가람시 공공자료", "version": "2.1", "description": "가람시가 여는 자료"},
    "servers": [{"url": "/v1"}],
    "paths": {
        "/parks": {
            "get": {
                "operationId": "listParks",
                "summary": "공원 목록",
                "parameters": [
                    {
                        "name": "district",
                        "in": "query",
                        "required": True,
                        "description": "자치구",
                        "schema": {"type": "string", "enum": ["동구", "서구"]},
                    },
                    {
                        "name": "min-area",
                        "in": "query",
                        "description": "넓이(㎡)",
                        "schema": {"type": "integer", "minimum": 0},
                    },
                ],
            },
            "post": {
                "operationId": "addPark",
                "summary": "공원 등록",
                "requestBody": {
                    "required": True,
                    "content": {
                        "application/json": {"schema": {"$ref": "#/components/schemas/Park"}}
                    },
                },
            },
        },
        "/parks/{park_id}": {
            "get": {
                "operationId": "getPark",
                "summary": "공원 하나",
                "parameters": [
                    {
                        "name": "park_id",
                        "in": "path",
                        "required": True,
                        "schema": {"type": "string", "maxLength": 50},
                    }
                ],
            }
        },
        "/greeting": {
            "get": {
                "operationId": "greeting",
                "parameters": [{"name": "X-Name", "in": "header", "schema": {"type": "string"}}],
            }
        },
        "/photo": {
            "post": {
                "operationId": "uploadPhoto",
                "requestBody": {"required": True, "content": {"image/png": {}}},
            }
        },
        "/tree": {
            "post": {
                "operationId": "plantTree",
                "requestBody": {
                    "content": {
                        "application/json": {"schema": {"$ref": "#/components/schemas/Tree"}}
                    }
                },
            }
        },
        **{
            f"/{what}": {"get": {"operationId": what, "summary": f"{what} 답"}}
            for what in ("teapot", "slow", "huge", "nonsense", "elsewhere", "word")
        },
    },
    "components": {
        "schemas": {
            "Park": {
                "type": "object",
                "required": ["name", "area"],
                "properties": {
                    "name": {"type": "string", "description": "이름", "maxLength": 40},
                    "area": {"type": "number", "exclusiveMinimum": 0, "description": "넓이"},
                    "opened": {"type": "string", "format": "date", "description": "연 날"},
                },
            },
            "Tree": {
                "type": "object",
                "properties": {"child": {"$ref": "#/components/schemas/Tree"}},
            },
        }
    },
}
PARKS = [
    {"id": "가/나", "name": "샘물공원", "area": 1200.5, "where": {"lat": 35.1, "lon": 126.9}},
    {"id": "b", "name": "솔숲공원", "area": 300, "tags": ["숲"]},
]


class CityServer(ThreadingHTTPServer):
    """Remembers the requests it got."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.requests: list[tuple[str, str, dict[str, str], bytes]] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: CityServer

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        self.server.requests.append(("GET", self.path, dict(self.headers), b""))
        parts = urlsplit(self.path)
        query = parse_qs(parts.query)
        match parts.path.split("/")[1:]:
            case ["openapi.json"]:
                self.reply(200, DESCRIPTION)
            case ["v1", "parks"]:
                area = float(query.get("min-area", ["0"])[0])
                self.reply(200, [one for one in PARKS if float(str(one["area"])) >= area])
            case ["v1", "parks", id]:
                found = [one for one in PARKS if one["id"] == unquote(id)]
                self.reply(200, found[0]) if found else self.reply(404, {"detail": "no"})
            case ["v1", "teapot"]:
                self.reply(418, {"message": "주전자입니다"})
            case ["v1", "slow"]:
                time.sleep(1.0)
                self.reply(200, {})
            case ["v1", "huge"]:
                self.reply(200, "x" * 6_000_000)
            case ["v1", "nonsense"]:
                self.send(200, b'{"half": ', "application/json")
            case ["v1", "elsewhere"]:
                self.send(302, b"", "text/plain", Location="http://other.invalid/")
            case ["v1", "trickle"]:
                self.trickle()
            case _:
                self.send(200, "한마디".encode(), "text/plain")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.requests.append(("POST", self.path, dict(self.headers), body))
        if json.loads(body).get("name") == "금지":
            self.reply(422, {"detail": "쓸 수 없는 이름"})
        else:
            self.reply(201, {"id": "c", **json.loads(body)})

    def trickle(self) -> None:
        """A piece now and then, for as long as anybody listens."""
        self.send_response(200)
        self.end_headers()
        with suppress(OSError):
            for _piece in range(1000):
                self.wfile.write(b" ")
                time.sleep(0.05)

    def reply(self, status: int, content: Any) -> None:
        self.send(status, json.dumps(content, ensure_ascii=False).encode(), "application/json")

    def send(self, status: int, body: bytes, media_type: str, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def city() -> Iterator[CityServer]:
    """A running city."""
    server = CityServer()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
