"""Names as the register keeps them, told in the reader's language: bodies and regions."""

from __future__ import annotations

from ieum.kernel.messages import Language, Message
from ieum.services.programme.extraction.bodies import english_name
from ieum.services.programme.register.regions import region_name

BETWEEN = ", "


class KeptNames(Message):
    """Names in a row: 과학기술정보통신부, 광주광역시, in English as the bodies call themselves.

    A name without an English one stands as documents write it.
    """

    __slots__ = ()

    def text(self, language: str = Language.KOREAN) -> str:
        """The names in a language."""
        if language == Language.KOREAN:
            return str(self)
        return BETWEEN.join(_name_in(name, language) for name in str(self).split(BETWEEN))


def _name_in(name: str, language: str) -> str:
    return english_name(name) or region_name(name, language)
