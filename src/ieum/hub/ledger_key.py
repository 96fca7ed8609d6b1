"""The secret key that signs the ledger: 32 bytes in hex, given by the operator or kept in the home."""

from __future__ import annotations

import os
import secrets
import tempfile

from ieum.hub import environment
from ieum.hub.home import home, kept_once

NAME = "ledger_key"


def ledger_seed() -> str:
    """The key as it is now; made when first needed, readable by the hub's own account alone."""
    return environment.LEDGER_KEY.value() or kept_once(NAME, secrets.token_hex(32))


def replace_ledger_key() -> None:
    """Put a new key in place of the one in the home, if that is where it is kept.

    One that the operator has set (``IEUM_LEDGER_KEY``) is for the operator to change.
    """
    if environment.LEDGER_KEY.is_set():
        return
    descriptor, draft = tempfile.mkstemp(prefix=f".{NAME}.", dir=home())
    with open(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(32))
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, home() / NAME)
