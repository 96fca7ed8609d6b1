"""How far lists count."""

from __future__ import annotations

#: Matches among statements and amounts are counted up to this; a list of more says so.
MOST_COUNTED = 1000
