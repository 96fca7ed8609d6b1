"""How the hub's own commands speak to whoever typed them."""

from __future__ import annotations

import argparse
import sys

from ieum.kernel.errors import IeumError
from ieum.kernel.messages import Language, Message


class CommandFailed(IeumError):
    """A command could not do what it was asked to do."""

    code = "command-failed"


def language_of(arguments: argparse.Namespace) -> str:
    """The language that the command line speaks."""
    return getattr(arguments, "language_of_door", Language.KOREAN)


def say(arguments: argparse.Namespace, message: Message) -> None:
    """A line of what the command found or did, on standard output."""
    print(message.text(language_of(arguments)), flush=True)


def mention(arguments: argparse.Namespace, message: Message) -> None:
    """A line about how things go, on standard error."""
    print(message.text(language_of(arguments)), file=sys.stderr, flush=True)
