"""Where rows are kept: SQLite in the home, or the PostgreSQL of ``IEUM_DATABASE_URL``."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from ieum.hub import environment
from ieum.hub.home import home


def database_settings() -> dict[str, Any]:
    """Django's settings for the one database.

    Raises ``environment.WrongSetting`` when the address is not one of PostgreSQL.
    """
    address = environment.DATABASE_URL.value()
    return _postgresql(address) if address else _sqlite()


def _sqlite() -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": home() / "ieum.sqlite3",
        # The pragmas below are set again for each connection, so connections are kept.
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # A transaction that reads and then writes would fail at once when another writer came
            # between; taking the write lock at the start waits its turn instead.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }


def _postgresql(address: str) -> dict[str, Any]:
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise environment.WrongSetting(environment.DATABASE_URL, address) from None
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in {"postgresql", "postgres"} or not name:
        raise environment.WrongSetting(environment.DATABASE_URL, address)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }
