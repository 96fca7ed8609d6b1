"""Pages of the list of what is in force, signed, so that whoever passes them on cannot change them."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any

import orjson

from ieum.exchange.ledger.notes import PublicKey
from ieum.kernel.context import SEOUL


class WrongPage(Exception):
    """A page that the hub did not sign so, or that has been valid once."""


def signed_text(
    cursor: str,
    after: int,
    following: int | None,
    valid_through: date,
    names: Sequence[str],
    rows: Sequence[Sequence[Any]],
) -> str:
    """What is signed of a page: its place among the pages, until when it holds, and all that it says.

    The digest is the SHA-256 of ``[names, rows]`` as JSON in UTF-8 without blanks.
    """
    digest = sha256(orjson.dumps([list(names), list(rows)])).hexdigest()
    end = "end" if following is None else following
    return f"ieum scamcall live list\n{cursor}\n{after} {end}\n{valid_through}\n{digest}\n"


def valid_through(now: datetime) -> date:
    """The day, in Korea, through which a page made now holds: the next one."""
    return now.astimezone(SEOUL).date() + timedelta(days=1)


def check(key: PublicKey, signature: str, text: str, valid_through: date, now: datetime) -> None:
    """Raise ``WrongPage`` unless the key has signed the text and the day is not over."""
    try:
        raw = base64.b64decode(signature, validate=True)
    except binascii.Error:
        raw = b""
    if not key.verifies(raw, text):
        raise WrongPage(f"the page is not signed by {key.name}")
    if now.astimezone(SEOUL).date() > valid_through:
        raise WrongPage(f"the page was valid through {valid_through}")
