"""Why a document cannot be read: one family, one clear sentence each."""

from __future__ import annotations

from ieum.kernel.errors import IeumError
from ieum.kernel.messages import Message


class Unreadable(IeumError):
    """A document that is refused; nothing of it is kept.

    ``reason`` is stable: ``empty``, ``too-large``, ``encrypted``, ``truncated``, ``wrong-extension``,
    ``not-text``, ``later``, ``encoding``, ``language``, ``no-article`` or
    ``too-many-tags``.
    """

    code = "unreadable-document"
    status = 422

    def __init__(self, reason: str, message: Message) -> None:
        super().__init__(message)
        self.reason = reason
