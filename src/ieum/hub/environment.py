"""Every setting of a hub: the ``IEUM_`` variables, their meaning, the one place that reads them.

A setting is a ``Variable``. Whoever adds one adds it here, and a line about it in
``docs/operate.md``; a test compares the two. A service declares settings of its own the same way,
in a module of its own, and they are known from the moment that module is imported.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar, Generic, TypeVar
from urllib.parse import urlsplit

T = TypeVar("T")
PREFIX = "IEUM_"


class WrongSetting(Exception):
    """A variable whose value cannot be used: names it, its value, and what was expected."""

    def __init__(self, variable: Variable[object], value: str) -> None:
        shown = "(a secret, not shown)" if variable.secret else repr(value)
        super().__init__(
            f"{variable.name} is {shown}; expected {variable.expected}. "
            f"Correct it or unset it, then start again."
        )
        self.variable = variable


class Variable(Generic[T]):
    """One setting: its name, how its text is read, what counts when it is unset, what it is for."""

    known: ClassVar[dict[str, Variable[object]]] = {}

    def __init__(
        self,
        name: str,
        read: Callable[[str], T],
        default: T,
        expected: str,
        meaning: str,
        *,
        secret: bool = False,
    ) -> None:
        self.name = PREFIX + name
        self.read = read
        self.default = default
        self.expected = expected
        self.meaning = meaning
        self.secret = secret
        Variable.known[self.name] = self  # type: ignore[assignment]

    def value(self) -> T:
        """What the operator set, read and checked; the default when unset or blank.

        Raises ``WrongSetting`` when the text cannot be read.
        """
        text = os.environ.get(self.name, "").strip()
        if not text:
            return self.default
        try:
            return self.read(text)
        except ValueError:
            raise WrongSetting(self, text) from None  # type: ignore[arg-type]

    def is_set(self) -> bool:
        """Whether the operator set it to anything but blank."""
        return bool(os.environ.get(self.name, "").strip())


def unknown() -> list[str]:
    """Names in the environment that look like settings of ours and are none, most likely typos."""
    return sorted(
        name for name in os.environ if name.startswith(PREFIX) and name not in Variable.known
    )


def problems() -> Iterator[WrongSetting]:
    """Every variable whose value cannot be used."""
    for variable in Variable.known.values():
        try:
            variable.value()
        except WrongSetting as problem:
            yield problem


def text(value: str) -> str:
    """Any text."""
    return value


def yes_or_no(value: str) -> bool:
    """``yes``/``no``, also ``true``/``false``, ``on``/``off``, ``1``/``0``."""
    lowered = value.lower()
    if lowered in {"yes", "true", "on", "1"}:
        return True
    if lowered in {"no", "false", "off", "0"}:
        return False
    raise ValueError(value)


def one_of(*choices: str) -> Callable[[str], str]:
    """One of a few words."""

    def read(value: str) -> str:
        if value not in choices:
            raise ValueError(value)
        return value

    return read


def whole(least: int, most: int) -> Callable[[str], int]:
    """A whole number within bounds."""

    def read(value: str) -> int:
        number = int(value)
        if not least <= number <= most:
            raise ValueError(value)
        return number

    return read


def listed(value: str) -> tuple[str, ...]:
    """Parts divided by commas or blanks."""
    return tuple(value.replace(",", " ").split())


def web_address(value: str) -> str:
    """An ``http`` or ``https`` address, without a closing slash."""
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError(value)
    return value.rstrip("/")


def web_addresses(value: str) -> tuple[str, ...]:
    """Several ``http`` or ``https`` addresses, divided by commas or blanks."""
    return tuple(web_address(part) for part in listed(value))


HOME = Variable(
    "HOME",
    Path,
    Path("ieum-data"),
    "a folder that the hub may write",
    "The data folder: database, uploads, local services, generated keys.",
)
HOST = Variable(
    "HOST",
    text,
    "127.0.0.1",
    "an address of this machine",
    "Where `ieum up` listens. Only this machine reaches the default; see HTTPS below.",
)
PORT = Variable(
    "PORT",
    whole(1, 65535),
    8000,
    "a port, 1 to 65535",
    "The port that `ieum up` listens on.",
)
THREADS = Variable(
    "THREADS",
    whole(1, 256),
    8,
    "a whole number from 1 to 256",
    "How many pages and JSON calls one process works on at the same time.",
)
PUBLIC_URL = Variable(
    "PUBLIC_URL",
    web_address,
    "",
    "the address people type, such as https://hub.example.go.kr",
    "Where people reach the hub. Its host is the only one answered besides this machine's own; "
    "with https, cookies are sent over https only and browsers are told to stay on it.",
)
HOSTS = Variable(
    "HOSTS",
    listed,
    (),
    "host names divided by commas",
    "Further host names to answer to, such as one behind the balancer.",
)
PROXIES = Variable(
    "PROXIES",
    whole(0, 5),
    0,
    "the number of proxies, 0 to 5",
    "How many proxies of yours stand before the hub. Only then are `X-Forwarded-For` and "
    "`X-Forwarded-Proto` believed, and only the entries your own proxies wrote.",
)
SECRET_KEY = Variable(
    "SECRET_KEY",
    text,
    "",
    "at least 32 characters chosen by chance",
    "Signs sessions and links. Unset: made once and kept in the data folder, readable by the "
    "hub's account alone. Set it when several machines serve one hub.",
    secret=True,
)
DATABASE_URL = Variable(
    "DATABASE_URL",
    text,
    "",
    "postgresql://user:password@host:5432/name",
    "A PostgreSQL database. Unset: SQLite in the data folder.",
    secret=True,
)
LOG = Variable(
    "LOG",
    one_of("text", "json"),
    "",
    "text or json",
    "How log lines look. Unset: text on a terminal, JSON otherwise.",
)
LOG_LEVEL = Variable(
    "LOG_LEVEL",
    one_of("debug", "info", "warning", "error"),
    "info",
    "debug, info, warning or error",
    "The least severity that is logged.",
)
METRICS_TOKEN = Variable(
    "METRICS_TOKEN",
    text,
    "",
    "a token of your choice",
    "A monitor elsewhere reads `/metrics` and the details of `/health/ready` with it "
    "(`Authorization: Bearer …`). Unset: only this machine may read them.",
    secret=True,
)
UPLOAD_MEGABYTES = Variable(
    "UPLOAD_MEGABYTES",
    whole(1, 10_000),
    50,
    "a whole number of megabytes from 1 to 10000",
    "The most that one request may bring, uploads included.",
)
JOBS = Variable(
    "JOBS",
    one_of("here", "elsewhere"),
    "here",
    "here or elsewhere",
    "Where long work is done: in the web process, or by `ieum worker` on this or another machine.",
)
RATE_LIMITS = Variable(
    "RATE_LIMITS",
    one_of("process", "database", "off"),
    "",
    "process, database or off",
    "Where rate limits are counted. Unset: in the process with SQLite, in the database with "
    "PostgreSQL, so that several processes count together. `off` is for measuring.",
)

LLM_URL = Variable(
    "LLM_URL",
    web_address,
    "",
    "the address of an OpenAI-compatible server up to /v1, such as http://127.0.0.1:9000/v1",
    "The language model server. Unset: the hub works without a model.",
)
LLM_MODEL = Variable(
    "LLM_MODEL",
    text,
    "",
    "a model's name",
    "The name of the model at that server.",
)
LLM_KEY = Variable(
    "LLM_KEY",
    text,
    "",
    "the server's key",
    "Sent to the model server as a bearer token. Unset: none is sent.",
    secret=True,
)
LLM_SECONDS = Variable(
    "LLM_SECONDS",
    whole(1, 3600),
    60,
    "whole seconds from 1 to 3600",
    "The longest that one call of the model may take.",
)
LLM_FIRST_TOKEN_SECONDS = Variable(
    "LLM_FIRST_TOKEN_SECONDS",
    whole(1, 3600),
    20,
    "whole seconds from 1 to 3600",
    "The longest wait for the first piece of a streamed reply, and between two pieces.",
)
LLM_MAX_TOKENS = Variable(
    "LLM_MAX_TOKENS",
    whole(16, 1_000_000),
    1024,
    "a whole number from 16 to 1000000",
    "The most tokens that one reply of the model may have.",
)
LLM_INPUT_PRICE = Variable(
    "LLM_INPUT_PRICE",
    whole(0, 1_000_000_000),
    0,
    "whole won, 0 or more",
    "Won for a million tokens sent to the model.",
)
LLM_OUTPUT_PRICE = Variable(
    "LLM_OUTPUT_PRICE",
    whole(0, 1_000_000_000),
    0,
    "whole won, 0 or more",
    "Won for a million tokens that the model writes.",
)
