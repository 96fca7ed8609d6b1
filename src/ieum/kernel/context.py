"""What a tool may know of its call beside the arguments."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from ieum.kernel.errors import Cancelled
from ieum.kernel.messages import Language, Message, _

#: The group whose members may use and change everything, the administration pages included.
ADMINISTRATORS = "administrators"
#: The law's days are Korean days, wherever the machine stands.
SEOUL = ZoneInfo("Asia/Seoul")


def today_in_korea() -> date:
    """The date in Korea now."""
    return datetime.now(SEOUL).date()


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls: nobody known (``id`` is None), or an account with its groups.

    ``party`` is the party of the exchange for which an account or a program acts, and ``scopes`` what
    it may do there, each ``service:scope``. A program of a party has no account.
    ``key`` is the number of the access key that a program came with, None for people;
    ``reads_only`` says that this key is not for changing anything.
    """

    id: int | None = None
    name: str = ""
    groups: frozenset[str] = frozenset()
    staff: bool = False
    key: int | None = None
    reads_only: bool = False
    party: str | None = None
    scopes: frozenset[str] = frozenset()

    @property
    def signed_in(self) -> bool:
        """Whether the caller is an account."""
        return self.id is not None

    @property
    def reference(self) -> str:
        """Who called, for records that others read: a number, never a name."""
        if self.id is not None:
            return f"account:{self.id}"
        return f"key:{self.key}" if self.key is not None else ""

    def has_scope(self, scope: str) -> bool:
        """Whether a scope (``service:scope``) is among those given; ``*:scope`` covers every service."""
        return scope in self.scopes or f"*:{scope.partition(':')[2]}" in self.scopes


def _unheard(share: float, message: Message | None) -> None:
    """Progress that nobody listens to."""


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Context:
    """The call as a tool may see it; with no arguments, a call from a notebook.

    ``today`` is the date in Korea that "this year" and "next month" refer to.
    """

    caller: Caller = Caller()
    language: str = Language.KOREAN
    today: date = field(default_factory=today_in_korea)
    report: Callable[[float, Message | None], None] = _unheard
    is_cancelled: Callable[[], bool] = _never

    def progress(self, share: float, message: Message | None = None) -> None:
        """Say how much is done, 0 to 1; raise ``Cancelled`` if the caller no longer wants it."""
        if self.is_cancelled():
            raise Cancelled(_("작업이 취소되었습니다."))
        self.report(min(max(share, 0.0), 1.0), message)
