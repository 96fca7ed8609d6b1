"""Calling a remote API over HTTP, and telling its failures apart.

Where a call goes is decided by what the operator said to the hub alone: proxies and passwords that
the environment or a ``.netrc`` may hold for other programs are not used.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from time import monotonic
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from ieum.kernel.errors import Fault, InvalidArguments, UpstreamFailed
from ieum.kernel.messages import _
from ieum.remote.document import LARGEST as LARGEST_DESCRIPTION

if TYPE_CHECKING:
    import ssl

    import httpx

CONNECT_SECONDS = 5.0
#: For the reply to begin, between two pieces of it, and until it is whole.
REPLY_SECONDS = 20.0
LARGEST_REPLY = 5 * 2**20

_UNFIT_FOR_A_HEADER = _("이 값 가운데 머리말로 보내는 것은 한 줄의 영문, 숫자, 기호여야 합니다.")


class NotThere(Exception):
    """The remote says that what was asked for does not exist (404 or 410)."""


@dataclass(frozen=True, slots=True)
class Call:
    """One HTTP request to be made. ``path`` holds ``{name}`` for the values of ``path_values``."""

    method: str
    path: str
    path_values: Mapping[str, Any] = field(default_factory=dict)
    query: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: Any = None


def address(base: str, call: Call) -> str:
    """The address of a call, without its query; values can never leave their place in the path."""
    path = call.path
    for name, value in call.path_values.items():
        text = quote(str(value), safe="")
        # A browser and a server may both take these for steps in the path, encoded or not.
        path = path.replace(f"{{{name}}}", "%2E" * len(text) if text.strip(".") == "" else text)
    return base.rstrip("/") + path


def send(
    service: str, base: str, call: Call, secret_headers: Mapping[str, str], proxy: str = ""
) -> Any:
    """Make the call, through a proxy if one is named, and give the JSON or the text of the reply.

    Raises ``NotThere``, ``InvalidArguments`` where the remote refuses the values, and
    ``UpstreamFailed`` for everything else; no message holds a secret.
    """
    import httpx

    headers = {"Accept": "application/json", **call.headers, **secret_headers}
    try:
        with (
            _client(proxy) as client,
            client.stream(
                call.method,
                address(base, call),
                params=_query(call.query),
                headers=headers,
                json=call.body,
            ) as reply,
        ):
            content = _limited(service, reply, LARGEST_REPLY)
            status = reply.status_code
            media_type = reply.headers.get("Content-Type", "")
    except (httpx.LocalProtocolError, UnicodeEncodeError):
        # Only a header can be spoilt by its value: the rest is encoded on the way.
        raise InvalidArguments([Fault("", "refused", _UNFIT_FOR_A_HEADER)]) from None
    except httpx.TimeoutException:
        raise UpstreamFailed(
            _(
                "{service:이/가} {seconds:.0f}초 안에 답하지 않았습니다. 잠시 뒤 다시 해 보세요.",
                service=service,
                seconds=REPLY_SECONDS,
            )
        ) from None
    except httpx.HTTPError as error:
        raise UpstreamFailed(
            _(
                "{service}에 연결할 수 없습니다({reason}). 그 시스템이 켜져 있는지 관리자에게 확인해 주세요.",
                service=service,
                reason=type(error).__name__,
            )
        ) from None
    return _read(service, status, media_type, content)


def fetch_description(url: str, proxy: str = "") -> str:
    """The text of an OpenAPI description; redirects only within its own host."""
    import httpx

    host = urlsplit(url).netloc
    with _client(proxy) as client:
        for _hop in range(4):
            try:
                with client.stream("GET", url) as reply:
                    if not reply.is_redirect:
                        content = _limited(url, reply, LARGEST_DESCRIPTION)
                        _read_description_status(url, reply.status_code)
                        return content.decode("utf-8-sig", "replace")
                    url = str(reply.next_request.url) if reply.next_request else url
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                raise UpstreamFailed(
                    _(
                        "{url}에 연결할 수 없습니다({reason}). 주소를 확인해 주세요.",
                        url=url,
                        reason=type(error).__name__,
                    )
                ) from None
            if urlsplit(url).netloc != host:
                break
    raise UpstreamFailed(
        _("{url}에서 다른 곳으로 보냅니다. 옮겨 간 주소를 직접 적어 주세요.", url=url)
    )


def _read_description_status(url: str, status: int) -> None:
    if status != 200:
        raise UpstreamFailed(
            _("{url}에서 {status} 상태로 답했습니다. 주소를 확인해 주세요.", url=url, status=status)
        )


def _client(proxy: str) -> httpx.Client:
    import httpx

    return httpx.Client(
        timeout=httpx.Timeout(REPLY_SECONDS, connect=CONNECT_SECONDS),
        follow_redirects=False,
        trust_env=False,
        proxy=proxy or None,
        verify=_trusted(),
    )


@cache
def _trusted() -> ssl.SSLContext:
    """Whom calls trust. Made once: to read all the certificates costs more than a call."""
    import httpx

    return httpx.create_ssl_context(trust_env=False)


def _query(values: Mapping[str, Any]) -> list[tuple[str, str | int | float | bool | None]]:
    pairs: list[tuple[str, str | int | float | bool | None]] = []
    for name, value in values.items():
        for one in value if isinstance(value, list) else [value]:
            pairs.append((name, str(one).lower() if isinstance(one, bool) else str(one)))
    return pairs


def _limited(service: str, reply: httpx.Response, most: int) -> bytes:
    """The content of a reply; one that trickles in for too long is given up like a silent one."""
    import httpx

    content = bytearray()
    end = monotonic() + REPLY_SECONDS
    for part in reply.iter_bytes():
        content += part
        if monotonic() > end:
            raise httpx.ReadTimeout("the reply does not end", request=reply.request)
        if len(content) > most:
            raise UpstreamFailed(
                _(
                    "{service}의 답이 너무 큽니다({megabytes}MB 넘음). 범위를 좁혀 다시 해 주세요.",
                    service=service,
                    megabytes=most // 2**20,
                )
            )
    return bytes(content)


def _read(service: str, status: int, media_type: str, content: bytes) -> Any:
    text = content.decode("utf-8", "replace")
    is_json = "json" in media_type
    if status in (404, 410):
        raise NotThere
    if status in (400, 422):
        raise InvalidArguments(
            [
                Fault(
                    "",
                    "refused",
                    _(
                        "{service:이/가} 값을 받지 않았습니다: {detail}",
                        service=service,
                        detail=_detail(text),
                    ),
                )
            ]
        )
    if not 200 <= status < 300:
        raise UpstreamFailed(
            _(
                "{service:이/가} {status} 상태로 답했습니다. {detail}",
                service=service,
                status=status,
                detail=_detail(text),
            )
        )
    if not text.strip():
        return {}
    if not is_json:
        return text
    try:
        return json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise UpstreamFailed(
            _(
                "{service:이/가} 읽을 수 없는 JSON으로 답했습니다. 그 시스템의 관리자에게 알려 주세요.",
                service=service,
            )
        ) from None


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")


def _detail(text: str) -> str:
    """What the remote says about its refusal, short and on one line."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        content = text
    if isinstance(content, dict):
        named = (content.get(key) for key in ("detail", "message", "error", "title"))
        content = next((one for one in named if one), content)
    words = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    return " ".join(words.split())[:300]
