"""Names of programmes and regions in the reader's language, where they have one in it."""

from __future__ import annotations

from collections.abc import Sequence

from ieum.kernel.messages import Language
from ieum.services.programme.register.regions import region_name


def name_in(language: str, name: str, english: str) -> str:
    """The English name for English readers, if there is one; else the name as documents have it."""
    return english if language == Language.ENGLISH and english else name


def region_words(names: Sequence[str], language: str) -> str:
    """Regions in one cell."""
    return ", ".join(region_name(name, language) for name in names)
