"""Of one party, one large call at a time.

A large call keeps a thread of the hub for seconds. Some of them at once would keep all threads, and everybody
else waiting; and the party gains nothing, for its signals are taken in one part after the other anyway.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from ieum.kernel.errors import TooManyCalls
from ieum.kernel.messages import _

#: Seconds after which to send again what was refused.
RETRY_AFTER = 1


class OneAtATime:
    """Lets each party do one thing at a time, in this process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._under_way: set[str] = set()

    @contextmanager
    def of(self, party: str) -> Iterator[None]:
        """Within it the party does its one thing. Raises ``TooManyCalls`` where another is under way."""
        with self._lock:
            if party in self._under_way:
                raise TooManyCalls(
                    _(
                        "이 기관이 앞서 보낸 묶음을 아직 받고 있습니다. 그 답을 받은 뒤에 다음 묶음을 보내 주세요."
                    ),
                    RETRY_AFTER,
                )
            self._under_way.add(party)
        try:
            yield
        finally:
            with self._lock:
                self._under_way.discard(party)
