"""The hub's log: one line an event to standard error, as JSON or as text, no personal data."""

from __future__ import annotations

import logging
import logging.config
import sys
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

import orjson

from ieum.hub import environment
from ieum.hub.personal_data import without_personal_data

#: The request that the running code works for; the empty string outside of requests.
request_id: ContextVar[str] = ContextVar("request_id", default="")

_OWN = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}
# Django puts these on its records; they hold the whole request.
_NEVER = frozenset({"request", "server_time"})


class JsonLines(logging.Formatter):
    """A record as one JSON object: time, level, logger, event, request, and what it was given."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": _text(record.getMessage()),
        }
        if reference := request_id.get():
            line["request_id"] = reference
        for name, value in given(record):
            line[name] = _clean(value)
        if record.exc_info:
            line["traceback"] = _text(self.formatException(record.exc_info))
        return orjson.dumps(line).decode()


class TextLines(logging.Formatter):
    """A record for the eyes of whoever started the hub in a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        parts = [f"{datetime.fromtimestamp(record.created):%H:%M:%S}", record.levelname.lower()]
        parts.append(record.getMessage())
        parts += [f"{name}={value}" for name, value in given(record)]
        if reference := request_id.get():
            parts.append(f"request_id={reference}")
        text = " ".join(parts)
        if record.exc_info:
            text += "\n" + self.formatException(record.exc_info)
        return _text(text)


def given(record: logging.LogRecord) -> list[tuple[str, Any]]:
    """What the caller of the logger passed as ``extra``."""
    return [
        (name, value)
        for name, value in record.__dict__.items()
        if name not in _OWN and name not in _NEVER
    ]


def _clean(value: object) -> object:
    """A value that JSON can hold, without personal data at any depth."""
    match value:
        case None | bool() | float():
            return value
        case int() if value.bit_length() < 64:
            return value
        case list() | tuple():
            return [_clean(item) for item in value]
        case dict():
            return {_text(name): _clean(item) for name, item in value.items()}
        case _:
            return _text(value)


def _text(value: object) -> str:
    # A lone surrogate, as it comes in with broken input, cannot be written as UTF-8.
    return without_personal_data(str(value).encode("utf-8", "replace").decode())


def set_up() -> None:
    """Send everything that is logged in this process to standard error in the chosen form."""
    form = environment.LOG.value() or ("text" if sys.stderr.isatty() else "json")
    level = environment.LOG_LEVEL.value().upper()
    # What no line of ours shows need not be found out for each.
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {
                "json": {"()": "ieum.hub.log.JsonLines"},
                "text": {"()": "ieum.hub.log.TextLines"},
            },
            "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": form}},
            "root": {"handlers": ["stderr"], "level": "WARNING"},
            "loggers": {
                "ieum": {"level": level},
                "granian": {"level": "ERROR"},
                "_granian": {"level": "ERROR"},
                # Every 4xx would be a warning here; the request's own line has its status.
                "django.request": {"level": "ERROR"},
            },
        }
    )
