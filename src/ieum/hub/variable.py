"""What a setting is: a variable of the environment, how its text is read, and what it is for."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, ClassVar, Generic, TypeVar
from urllib.parse import urlsplit

from ieum.kernel.errors import IeumError
from ieum.kernel.messages import Message, _

T = TypeVar("T")
PREFIX = "IEUM_"


class WrongSetting(IeumError):
    """A variable whose value cannot be used: names it, its value, and what was expected."""

    code = "wrong-setting"

    def __init__(self, variable: Variable[Any], value: str, given_as: str = "") -> None:
        """``given_as`` is what the operator wrote in place of the variable, such as an option."""
        self.variable = variable
        name = given_as or variable.name
        if variable.secret:
            message = _(
                "{name} cannot be used (its value is secret and not shown). Expected: {expected}. "
                "Correct it or unset it, then start again.",
                name=name,
                expected=variable.expected,
            )
        else:
            message = _(
                "{name} is '{value}', which cannot be used. Expected: {expected}. "
                "Correct it or unset it, then start again.",
                name=name,
                value=value,
                expected=variable.expected,
            )
        super().__init__(message)


class Variable(Generic[T]):
    """One setting: its name, how its text is read, what counts when it is unset, what it is for."""

    known: ClassVar[dict[str, Variable[Any]]] = {}

    def __init__(
        self,
        name: str,
        read: Callable[[str], T],
        default: T,
        expected: Message,
        meaning: str,
        *,
        secret: bool = False,
    ) -> None:
        self.name = PREFIX + name
        self.read = read
        self.default = default
        self.expected = expected
        self.meaning = meaning
        self.secret = secret
        Variable.known[self.name] = self

    def value(self) -> T:
        """What the operator set, read and checked; the default when unset or blank.

        Raises ``WrongSetting`` when the text cannot be read.
        """
        text = os.environ.get(self.name, "").strip()
        return self.read_as(self.name, text) if text else self.default

    def read_as(self, name: str, text: str) -> T:
        """What a text says that was given under ``name``, such as an option of a command.

        Raises ``WrongSetting``, which speaks of that name, when the text cannot be read.
        """
        try:
            return self.read(text)
        except ValueError:
            raise WrongSetting(self, text, name) from None

    def is_set(self) -> bool:
        """Whether the operator set it to anything but blank."""
        return bool(os.environ.get(self.name, "").strip())


def text(value: str) -> str:
    """Any text."""
    return value


def hex_bytes(count: int) -> Callable[[str], str]:
    """So many bytes in hexadecimal digits, as ``openssl rand -hex`` writes them."""

    def read(value: str) -> str:
        if len(value) != 2 * count or len(bytes.fromhex(value)) != count:
            raise ValueError(value)
        return value.lower()

    return read


def yes_or_no(value: str) -> bool:
    """``yes``/``no``, also ``true``/``false``, ``on``/``off``, ``1``/``0``."""
    lowered = value.lower()
    if lowered in {"yes", "true", "on", "1"}:
        return True
    if lowered in {"no", "false", "off", "0"}:
        return False
    raise ValueError(value)


def one_of(*choices: str) -> Callable[[str], str]:
    """One of a few words."""

    def read(value: str) -> str:
        if value not in choices:
            raise ValueError(value)
        return value

    return read


def whole(least: int, most: int) -> Callable[[str], int]:
    """A whole number within bounds."""

    def read(value: str) -> int:
        number = int(value)
        if not least <= number <= most:
            raise ValueError(value)
        return number

    return read


def listed(value: str) -> tuple[str, ...]:
    """Parts divided by commas or blanks."""
    return tuple(value.replace(",", " ").split())


def web_address(value: str) -> str:
    """An ``http`` or ``https`` address, without a closing slash."""
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError(value)
    return value.rstrip("/")


def web_addresses(value: str) -> tuple[str, ...]:
    """Several ``http`` or ``https`` addresses, divided by commas or blanks."""
    return tuple(web_address(part) for part in listed(value))


def host_names(value: str) -> tuple[str, ...]:
    """Host names divided by commas or blanks, each with a port if it has one."""
    names = tuple(name.lower() for name in listed(value))
    if any("/" in name or "@" in name for name in names):
        raise ValueError(value)
    return names


def mail_addresses(value: str) -> tuple[str, ...]:
    """E-mail addresses divided by commas or blanks."""
    addresses = listed(value)
    if not all(
        local and "." in domain
        for local, _at, domain in (address.rpartition("@") for address in addresses)
    ):
        raise ValueError(value)
    return addresses


def server_address(*schemes: str) -> Callable[[str], str]:
    """The address of a server with one of these schemes."""

    def read(value: str) -> str:
        parts = urlsplit(value)
        # Reading the port raises ValueError when it is none.
        if parts.scheme not in schemes or not parts.hostname or parts.port == 0:
            raise ValueError(value)
        return value

    return read
