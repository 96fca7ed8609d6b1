"""Reading the text of an OpenAPI description, JSON or YAML, in bounded time and memory.

What somebody else wrote decides how long it is, how deep, and how often YAML's aliases repeat it.
"""

from __future__ import annotations

import re
from typing import Any, ClassVar, cast

import orjson
import yaml

from ieum.kernel.errors import IeumError
from ieum.kernel.messages import _

#: The most bytes of a description; the largest ones in public use have about half of that.
LARGEST = 10 * 2**20
#: The most values a YAML description may hold, counted as often as aliases repeat them.
MOST_VALUES = 300_000
#: So deep may a YAML description be nested.
DEEPEST = 100

#: With libyaml where PyYAML has it: ten times as fast.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class WrongDescription(IeumError):
    """An OpenAPI description that cannot be used, and why."""

    code = "wrong-description"
    status = 422


def document(text: str) -> dict[str, Any]:
    """The description as it stands, references and all; ``WrongDescription`` if it is none."""
    if len(text) > LARGEST:
        raise too_large()
    try:
        found = orjson.loads(text)
    except ValueError:
        found = _from_yaml(text)
    if not isinstance(found, dict):
        raise WrongDescription(_("OpenAPI 설명을 JSON으로도 YAML로도 읽을 수 없습니다."))
    return cast(dict[str, Any], found)


def too_large() -> WrongDescription:
    """What is said of a description with more bytes than are read."""
    return WrongDescription(
        _(
            "OpenAPI 설명이 {megabytes}MB를 넘습니다. 쓸 작업만 남긴 설명을 주세요.",
            megabytes=LARGEST // 2**20,
        )
    )


def _from_yaml(text: str) -> Any:
    try:
        _check_size(text)
        # A subclass of PyYAML's safe loader, which makes plain values alone.
        return yaml.load(text, Loader=_JsonValues)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None


def _check_size(text: str) -> None:
    """Refuse a text that would grow by its aliases, before anything is made of it."""
    sizes: dict[str, int] = {}
    within: list[tuple[str | None, int]] = []
    count = 0
    for event in yaml.parse(text, Loader=_Loader):
        match event:
            case yaml.AliasEvent():
                # Unknown: it repeats what it stands in, or there is no such anchor.
                count += sizes.get(str(event.anchor), MOST_VALUES)
            case yaml.ScalarEvent():
                count += 1
                if event.anchor:
                    sizes[event.anchor] = 1
            case yaml.CollectionStartEvent():
                within.append((event.anchor, count))
                count += 1
            case yaml.CollectionEndEvent():
                anchor, before = within.pop()
                if anchor:
                    sizes[anchor] = count - before
        if count > MOST_VALUES or len(within) > DEEPEST:
            raise WrongDescription(
                _(
                    "OpenAPI 설명(YAML)이 값 {most:,}개나 {deepest}겹을 넘거나 자신을 되풀이합니다. "
                    "쓸 작업만 남기거나 JSON으로 주세요.",
                    most=MOST_VALUES,
                    deepest=DEEPEST,
                )
            )


class _JsonValues(_Loader):  # type: ignore[misc]
    """Reads unquoted words as JSON would have them: no dates, no yes and no, no clock times."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


for _tag, _pattern, _first in (
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", list("tTfF")),
    ("int", r"^-?(?:0|[1-9][0-9]*)$", list("-0123456789")),
    (
        "float",
        r"^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?$",
        list("-0123456789"),
    ),
    ("merge", r"^<<$", ["<"]),
):
    _JsonValues.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), _first)
