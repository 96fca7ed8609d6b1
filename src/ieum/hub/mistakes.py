"""Mistakes of our own: the log gets the traceback, the reader a reference to it."""

from __future__ import annotations

import logging
import secrets

from ieum.hub.log import request_id
from ieum.kernel.errors import Unexpected
from ieum.kernel.messages import _

log = logging.getLogger("ieum.mistakes")


def unexpected(error: Exception, where: str) -> Unexpected:
    """Log a mistake of our own, and give the error that tells the reader its reference.

    It is that of the request, under which the log has all else, where one is being answered.
    """
    reference = request_id.get() or secrets.token_hex(4)
    log.error("failed: %s (reference %s)", where, reference, exc_info=error)
    return Unexpected(
        _(
            "처리하다가 문제가 생겼습니다. 잠시 뒤 다시 해 보시고, 계속되면 관리자에게 "
            "{reference} 번을 알려 주세요.",
            reference=reference,
        )
    )
