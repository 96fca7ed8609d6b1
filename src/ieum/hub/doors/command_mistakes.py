"""What argparse finds wrong with a command line, in the reader's language.

argparse hands over one English sentence. Those that people meet are read back into what they say;
any other is shown as it is.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable

from ieum.kernel.messages import Message, _

_ARGUMENT = r"argument (?P<name>[^:]+): "


def in_words(problem: str, options: Iterable[str]) -> Message:
    """The message for one sentence of argparse; ``options`` are those the command has."""
    for pattern, message in _KNOWN:
        if found := pattern.fullmatch(problem):
            return message(found.groupdict(), list(options))
    return Message("{problem}", {"problem": problem})


def _unrecognised(found: dict[str, str], options: list[str]) -> Message:
    word = found["words"].split()[0]
    near = difflib.get_close_matches(word, options, n=1)
    if near:
        return _(
            "'{word}'{word:-은/는} 이 명령에 없는 말입니다. '{near}'{near:-을/를} 뜻했나요?",
            word=word,
            near=near[0],
        )
    return _("'{word}'{word:-은/는} 이 명령에 없는 말입니다.", word=word)


_KNOWN: tuple[tuple[re.Pattern[str], Callable[[dict[str, str], list[str]], Message]], ...] = (
    (re.compile(r"unrecognized arguments: (?P<words>.+)", re.DOTALL), _unrecognised),
    (
        re.compile(r"the following arguments are required: (?P<names>.+)"),
        lambda found, _options: _("빠진 것이 있습니다: {names}.", names=found["names"]),
    ),
    (
        re.compile(_ARGUMENT + r"expected (one|at least one) argument"),
        lambda found, _options: _("{name} 뒤에 값이 필요합니다.", name=found["name"]),
    ),
    (
        re.compile(_ARGUMENT + r"invalid choice: (?P<value>.+) \(choose from (?P<all>.+)\)"),
        lambda found, _options: _(
            "{name}에 {value}{value:-은/는} 쓸 수 없습니다. 쓸 수 있는 것: {all}.",
            name=found["name"],
            value=found["value"],
            all=found["all"].replace("'", ""),
        ),
    ),
    (
        re.compile(_ARGUMENT + r"ignored explicit argument (?P<value>.+)"),
        lambda found, _options: _(
            "{name}에는 값을 붙이지 않습니다({value}).", name=found["name"], value=found["value"]
        ),
    ),
    (
        re.compile(_ARGUMENT + r"not allowed with argument (?P<other>.+)"),
        lambda found, _options: _(
            "{name}{name:-과/와} {other}{other:-은/는} 함께 쓸 수 없습니다. 하나만 써 주세요.",
            name=found["name"],
            other=found["other"],
        ),
    ),
    (
        re.compile(_ARGUMENT + r"(?P<said>.+)"),
        lambda found, _options: Message("{name}: {said}", dict(found)),
    ),
)
