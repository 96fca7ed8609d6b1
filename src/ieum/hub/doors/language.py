"""Which language the command line speaks."""

from __future__ import annotations

import os
from collections.abc import Mapping

from ieum.kernel.messages import Language

VARIABLE = "IEUM_LANGUAGE"
#: What a machine says about its language, the strongest first (POSIX, Base Definitions 8.2).
LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def language_of_terminal(environment: Mapping[str, str] = os.environ) -> Language:
    """``IEUM_LANGUAGE``, then what the machine's locale says; Korean when nothing says English."""
    for name in (VARIABLE, *LOCALE_VARIABLES):
        value = environment.get(name, "").strip().lower()
        if value:
            return Language.ENGLISH if value.startswith("en") else Language.KOREAN
    return Language.KOREAN
