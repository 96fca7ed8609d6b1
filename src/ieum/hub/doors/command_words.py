"""The words of a command line, collected by name for the arguments model of a tool.

Nothing is read here: every value stays the text that was typed, and the model says what it means.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ieum.kernel.errors import UnreadableRequest
from ieum.kernel.json_values import read_json
from ieum.kernel.messages import _
from ieum.kernel.shapes import Argument, Kind
from ieum.kernel.text_values import FALSE_WORDS, TRUE_WORDS, Text
from ieum.kernel.tool import Tool
from ieum.kernel.upload import Upload

#: Options of the door itself: whether each takes a value. A tool's argument of the same name wins;
#: before the name of the service the door's option can always be given.
DOOR_OPTIONS = {
    "help": False,
    "json": False,
    "no-wait": False,
    "language": True,
    "arguments": True,
    "key": True,
    "save": True,
}
STANDARD_INPUT = "-"


@dataclass
class Collected:
    """What a command line says: texts by argument, or one JSON object, and the door's options."""

    texts: dict[str, Text] = field(default_factory=dict)
    options: dict[str, str] = field(default_factory=dict)

    def has(self, option: str) -> bool:
        """Whether a door's option was given."""
        return option in self.options

    @property
    def given(self) -> tuple[Any, bool]:
        """The values to hand on, and whether they are texts."""
        if "arguments" not in self.options:
            return self.texts, True
        if self.texts:
            raise UnreadableRequest(
                _("--arguments와 다른 입력을 함께 쓸 수 없습니다. 하나로 모아 주세요.")
            )
        return json_arguments(self.options["arguments"]), False


def leading_options(words: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """The door's options before the first other word, and the rest."""
    options: dict[str, str] = {}
    rest = list(words)
    while rest and rest[0].startswith("-"):
        word = rest.pop(0)
        name, equals, value = word.removeprefix("--").partition("=")
        if word == "-h":
            name = "help"
        if name not in DOOR_OPTIONS and name != "version":
            raise _unknown_option(word)
        if DOOR_OPTIONS.get(name) and not equals:
            if not rest:
                raise _without_value(name)
            value = rest.pop(0)
        options[name] = value
    return options, rest


def collect(tool: Tool, words: Sequence[str], options: Mapping[str, str]) -> Collected:
    """Sort the words behind a tool's name; files are opened, and nothing else is done to a value.

    ``options`` are those that were given before the name of the service.
    """
    collected = Collected(options=dict(options))
    several: dict[str, list[str]] = {}
    paths: list[str] = []
    rest = iter(_Words(words))
    for word, next_word in rest:
        if word == "--":
            paths += [word for word, _next in rest]
        elif word.startswith("--") or word == "-h":
            _take_option(tool, word, next_word, rest, several, collected)
        else:
            paths.append(word)
    file_argument = _only_upload(tool)
    if paths:
        if file_argument is None:
            raise _stray(tool, paths[0])
        several.setdefault(file_argument.name, []).extend(paths)
    for name, texts in several.items():
        argument = tool.arguments.by_name.get(name)
        collected.texts[name] = _files(texts) if _is_upload(argument) else _one_or_many(texts)
    return collected


class _Words:
    """Words, each with the one behind it, so that an option can take it."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = list(words)
        self._at = 0

    def __iter__(self) -> Iterator[tuple[str, str | None]]:
        return self

    def __next__(self) -> tuple[str, str | None]:
        if self._at >= len(self._words):
            raise StopIteration
        word = self._words[self._at]
        self._at += 1
        return word, self._words[self._at] if self._at < len(self._words) else None


def _take_option(
    tool: Tool,
    word: str,
    next_word: str | None,
    rest: Iterator[tuple[str, str | None]],
    several: dict[str, list[str]],
    collected: Collected,
) -> None:
    typed, equals, value = word.removeprefix("--").partition("=")
    name = typed.replace("-", "_")
    argument = tool.arguments.by_name.get(name.partition(".")[0])
    is_switch = argument is not None and argument.shape.kind is Kind.BOOLEAN
    if argument is None and word == "-h":
        collected.options["help"] = ""
    elif argument is None and typed in DOOR_OPTIONS:
        if DOOR_OPTIONS[typed] and not equals:
            if next_word is None:
                raise _without_value(typed)
            value = next(rest)[0]
        collected.options[typed] = value
    elif argument is None and not equals and _switched_off(tool, name):
        several.setdefault(name.removeprefix("no_"), []).append("false")
    elif equals:
        several.setdefault(name, []).append(value)
    elif is_switch and (next_word or "").strip().lower() not in TRUE_WORDS | FALSE_WORDS:
        several.setdefault(name, []).append("true")
    elif next_word is not None and not next_word.startswith("--"):
        several.setdefault(name, []).append(next(rest)[0])
    elif argument is None:
        # A name that is nobody's goes on with a value, for the model to refuse it by name.
        several.setdefault(name, []).append("true")
    else:
        raise _without_value(typed)


def json_arguments(text: str) -> Any:
    """The JSON object in ``{…}``, ``@file`` or ``-`` for standard input."""
    if text == STANDARD_INPUT:
        return read_json(sys.stdin.buffer.read())
    if text.startswith("@"):
        return read_json(_file(text[1:]).read())
    return read_json(os.fsencode(text))


def _switched_off(tool: Tool, name: str) -> bool:
    argument = tool.arguments.by_name.get(name.removeprefix("no_"))
    return name.startswith("no_") and argument is not None and argument.shape.kind is Kind.BOOLEAN


def _is_upload(argument: Argument | None) -> bool:
    return argument is not None and (argument.shape.item or argument.shape).kind is Kind.UPLOAD


def _only_upload(tool: Tool) -> Argument | None:
    """The argument that paths without a name belong to, where there is no doubt."""
    uploads = [argument for argument in tool.arguments.arguments if _is_upload(argument)]
    return uploads[0] if len(uploads) == 1 else None


def _one_or_many(texts: list[str]) -> Text:
    return texts[0] if len(texts) == 1 else texts


def _files(paths: list[str]) -> Text:
    # A blank path means absent, as blank text does for every argument.
    files = [_file(path) if path.strip() else path for path in paths]
    return files[0] if len(files) == 1 else files


def _file(path: str) -> Upload:
    if path == STANDARD_INPUT:
        return Upload("stdin", sys.stdin.buffer.read())
    # A name with bytes that are no text is shown with a replacement; the file is opened as it is.
    name = os.fsencode(path).decode("utf-8", "replace")
    file = Path(path)
    try:
        with file.open("rb"):
            pass
    except OSError as error:
        raise UnreadableRequest(
            _(
                "'{path}' 파일을 열 수 없습니다({reason}). 경로를 확인해 주세요.",
                path=name,
                reason=error.strerror or type(error).__name__,
            )
        ) from None
    except ValueError:  # a path with a null character
        raise UnreadableRequest(_("파일 경로에 쓸 수 없는 글자가 있습니다.")) from None
    return Upload(name, file)


def _unknown_option(word: str) -> UnreadableRequest:
    return UnreadableRequest(
        _("'{word}'{word:-은/는} 없는 선택입니다. ieum --help 를 보세요.", word=_shown(word))
    )


def _without_value(name: str) -> UnreadableRequest:
    return UnreadableRequest(_("--{name} 뒤에 값이 필요합니다.", name=_shown(name)))


def _stray(tool: Tool, word: str) -> UnreadableRequest:
    return UnreadableRequest(
        _(
            "'{word}'{word:-을/를} 어디에 쓸지 알 수 없습니다. --이름 값 꼴로 써 주세요. "
            "이름은 {command} --help 에 있습니다.",
            word=_shown(word),
            command=f"ieum {tool.service} {tool.name}",
        )
    )


def _shown(word: str) -> str:
    return os.fsencode(word).decode("utf-8", "replace")[:60]
