"""The hub's own commands: each file in ``ieum/hub/commands`` is one, and nothing lists them.

A command's module has a docstring whose first line says what the command does,
``configure(parser)`` and ``run(arguments) -> int``. The docstring is read without importing it.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

from ieum.hub.doors.command_mistakes import in_words
from ieum.kernel.errors import IeumError
from ieum.kernel.messages import Message, _

FOLDER = Path(__file__).parent.parent / "commands"
PACKAGE = "ieum.hub.commands"


class WrongCommand(IeumError):
    """A command line that does not say what to do."""

    code = "wrong-command"
    status = 400


def summaries() -> dict[str, Message]:
    """What each command does, by its name on the command line."""
    return {
        file.stem.replace("_", "-"): _summary(file)
        for file in sorted(FOLDER.glob("*.py"))
        if file.stem != "__init__"
    }


def run(name: str, words: Sequence[str], language: str) -> int:
    """Run a command; its exit code."""
    module = import_module(f"{PACKAGE}.{name.replace('-', '_')}")
    parser = _Parser(prog=f"ieum {name}", language=language)
    parser.description = summaries()[name].text(language)
    module.configure(parser)
    parser.put_into_words()
    arguments = parser.parse_args(list(words))
    arguments.language_of_door = language
    code: int = module.run(arguments)
    return code


def _summary(file: Path) -> Message:
    """The first line of the docstring, which is the first line of the file."""
    with file.open(encoding="utf-8") as lines:
        return Message(lines.readline().strip().strip('"').strip())


class _Parser(argparse.ArgumentParser):
    """argparse with its words in the reader's language and without guessing at names."""

    def __init__(self, *, language: str = "ko", **more: Any) -> None:
        self.language = language
        super().__init__(allow_abbrev=False, add_help=False, **more)
        self._positionals.title = _("입력").text(language)
        self._optionals.title = _("선택").text(language)
        self.add_argument("-h", "--help", action="help", help=_("이 도움말"))

    def add_subparsers(self, **more: Any) -> Any:
        """Commands within a command speak the same language."""
        found = super().add_subparsers(**more)
        language = self.language

        class Inner(_Parser):
            def __init__(self, **inner: Any) -> None:
                super().__init__(language=language, **inner)

        found._parser_class = Inner
        return found

    def put_into_words(self) -> None:
        """Turn every help text into the reader's language."""
        for action in self._actions:
            actions: Iterable[Any] = (action, *getattr(action, "_choices_actions", ()))
            for one in actions:
                if isinstance(one.help, str) and one.help is not argparse.SUPPRESS:
                    one.help = Message(one.help).text(self.language).replace("%", "%%")
            if isinstance(action, argparse._SubParsersAction):
                for inner in action.choices.values():
                    if inner.description:
                        inner.description = Message(inner.description).text(self.language)
                    inner.put_into_words()

    def format_usage(self) -> str:
        formatter = self._get_formatter()
        self._say_usage(formatter)
        return formatter.format_help()

    def format_help(self) -> str:
        formatter = self._get_formatter()
        formatter.add_text(self.description)
        self._say_usage(formatter)
        for group in self._action_groups:
            formatter.start_section(group.title)
            formatter.add_arguments(group._group_actions)
            formatter.end_section()
        formatter.add_text(self.epilog)
        return formatter.format_help()

    def error(self, message: str) -> NoReturn:
        """Say what argparse found wrong, and how the command is written."""
        raise WrongCommand(
            Message(
                "{problem} {usage}",
                {
                    "problem": in_words(message, self._option_string_actions),
                    "usage": " ".join(self.format_usage().split()),
                },
            )
        )

    def _say_usage(self, formatter: argparse.HelpFormatter) -> None:
        prefix = _("쓰는 법: {command}", command="").text(self.language)
        formatter.add_usage(self.usage, self._actions, self._mutually_exclusive_groups, prefix)
