"""The secret from which keys of pseudonyms and seals are derived: 32 bytes in hex, kept in the home."""

from __future__ import annotations

import secrets

from ieum.hub import environment
from ieum.hub.home import kept_once


def subject_secret() -> str:
    """The secret; made when first needed, readable by the hub's own account alone."""
    return environment.SUBJECT_SECRET.value() or kept_once("subject_secret", secrets.token_hex(32))
