"""Help on the command line: of the hub, of a service, and of a tool with its arguments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ieum.hub.doors.terminal_tables import padded, width
from ieum.hub.look.arguments import examples_in
from ieum.kernel.faults import EXPECTED
from ieum.kernel.files import may_give_files
from ieum.kernel.groups import GroupedTools
from ieum.kernel.messages import Language, Message, _, written_in
from ieum.kernel.service import Service
from ieum.kernel.shapes import Argument, Kind, Shape
from ieum.kernel.tool import Access, Effect, Tool

#: Words that a shell takes as they are; others are quoted in an example.
PLAIN = re.compile(r"[\w@%+=:,./-]+")
#: Bounds this wide say nothing to a reader.
WIDE = 10**15


def overview(
    commands: Mapping[str, Message], services: Mapping[str, Message | None], language: str
) -> str:
    """What ``ieum --help`` shows."""
    lines = [
        _("이음(Ieum): 공공 서비스를 함께 쓰는 AI 전환 허브").text(language),
        "",
        _("쓰는 법").text(language),
        *columns(
            [
                ("ieum up", _("허브를 시작합니다").text(language)),
                (
                    _("ieum 서비스 도구 --이름 값 …").text(language),
                    _("도구를 부릅니다").text(language),
                ),
                (
                    _("ieum 서비스 --help").text(language),
                    _("서비스의 도구를 봅니다").text(language),
                ),
                (
                    _("ieum 서비스 도구 --help").text(language),
                    _("도구의 입력을 봅니다").text(language),
                ),
            ]
        ),
        "",
        _("서비스").text(language),
        *columns(
            [(name, title.text(language) if title else "") for name, title in services.items()]
        ),
        "",
        _("명령").text(language),
        *columns([(name, summary.text(language)) for name, summary in commands.items()]),
        "",
        _("선택").text(language),
        *columns(
            [
                ("--language ko|en", _("말할 언어 (IEUM_LANGUAGE)").text(language)),
                ("--json", _("답을 JSON 그대로 보입니다").text(language)),
                ("--version", _("판을 보입니다").text(language)),
            ]
        ),
    ]
    return "\n".join(lines) + "\n"


def of_service(service: Service, language: str) -> str:
    """What ``ieum SERVICE --help`` shows."""
    parts = service.grouped()
    widest = max(width(name) for name in service.tools)
    lines = [service.title.text(language), service.description.text(language)]
    for part in parts:
        lines += ["", *_head_of(part, language)]
        lines += [
            f"  {padded(tool.name, widest)}  {tool.title.text(language)}" for tool in part.tools
        ]
    command = f"ieum {service.name} {parts[0].tools[0].name} --help"
    lines += ["", _("더 보기: {command}", command=command).text(language)]
    return "\n".join(lines) + "\n"


def _head_of(part: GroupedTools, language: str) -> Iterator[str]:
    """The heading of some tools of a service, and who uses them where not everybody does."""
    if part.group is None:
        yield _("도구").text(language)
        return
    yield part.group.title.text(language)
    if part.group.needs is not None:
        yield "  " + part.group.needs.text(language)


def of_tool(tool: Tool, language: str) -> str:
    """What ``ieum SERVICE TOOL --help`` shows."""
    lines = [tool.title.text(language)]
    if tool.description.rstrip(".") != tool.title:
        lines.append(tool.description.text(language))
    lines += [*_marks(tool, language), "", _("입력").text(language)]
    rows = [row for argument in tool.arguments.arguments for row in _rows(argument, language)]
    lines += columns(rows) or ["  " + _("없음").text(language)]
    lines += ["", _("보기").text(language)]
    lines += [f"  {example}" for example in examples(tool, language)]
    lines += ["", _("이렇게 물을 수 있습니다").text(language)]
    says = [text for text in tool.says if written_in(text) == language] or list(tool.says)
    lines += [f"  {text}" for text in says[:3]]
    lines += ["", _("선택").text(language), *columns(_door_options(tool, language))]
    return "\n".join(lines) + "\n"


def examples(tool: Tool, language: str) -> list[str]:
    """Command lines that call the tool with its examples for readers of a language."""
    return [command_line(tool, example, language) for example in examples_in(tool, language)]


def command_line(tool: Tool, values: Mapping[str, Any], language: str = Language.KOREAN) -> str:
    """The command line that gives a tool these values, amounts as in the language."""
    words = ["ieum", tool.service, tool.name]
    texts = tool.arguments.as_text(
        {
            name: value
            for name, value in values.items()
            if not _takes_files(tool.arguments.by_name[name].shape)
        },
        language,
    )
    for name, text in texts.items():
        for one in text if isinstance(text, list) else [text]:
            words += [option(name), quoted(one)]
    for name, value in values.items():
        if _takes_files(tool.arguments.by_name[name].shape):
            for upload in value if isinstance(value, list) else [value]:
                words += [option(name), quoted(str(upload["name"]))]
    return " ".join(words)


def option(name: str) -> str:
    """How an argument is named on a command line."""
    return "--" + name.replace("_", "-")


def quoted(text: str) -> str:
    """The text as a shell takes it for one word."""
    return text if PLAIN.fullmatch(text) else "'" + text.replace("'", "'\"'\"'") + "'"


def columns(rows: Iterable[tuple[str, str]]) -> list[str]:
    """Names and what they mean, side by side."""
    rows = list(rows)
    widest = max((width(name) for name, _meaning in rows), default=0)
    return [f"  {padded(name, widest)}  {meaning}".rstrip() for name, meaning in rows]


def _rows(argument: Argument, language: str) -> Iterator[tuple[str, str]]:
    shape = argument.shape
    if shape.kind is Kind.MODEL and shape.text_form is None:
        for field in shape.fields:
            name = f"{option(argument.name)}.{field.name}"
            yield name, _about(field, language, outer=argument)
    else:
        yield option(argument.name), _about(argument, language)


def _about(argument: Argument, language: str, outer: Argument | None = None) -> str:
    says = argument.description.text(language).rstrip(".")
    if outer is not None:
        says = f"{outer.description.text(language).rstrip('.')}: {says}"
    parts = [*_expected(argument.shape, language)]
    if (outer or argument).required and argument.required:
        parts.append(_("꼭 필요").text(language))
    elif argument.default not in (None, "", (), []):
        parts.append(_("기본값 {value}", value=_default(argument, language)).text(language))
    return f"{says}. {'; '.join(parts)}"


def _expected(shape: Shape, language: str) -> Iterator[str]:
    if shape.kind is Kind.LIST and shape.item is not None:
        yield from _expected(shape.item, language)
        yield _("여러 번 쓸 수 있음").text(language)
        return
    if shape.text_form is not None:
        yield shape.text_form.expects.text(language).rstrip(".")
    elif shape.kind is Kind.CHOICE:
        yield ", ".join(str(choice.value) for choice in shape.choices)
    elif shape.kind is Kind.UPLOAD:
        yield _("파일 경로, 또는 표준 입력은 -").text(language)
    else:
        yield EXPECTED[shape.kind].text(language)
    if bounds := " ".join(_bounds(shape)):
        yield bounds


def _bounds(shape: Shape) -> Iterator[str]:
    for sign, bound in (
        ("≥", shape.at_least),
        (">", shape.above),
        ("≤", shape.at_most),
        ("<", shape.below),
    ):
        if bound is not None and abs(bound) < WIDE:
            yield f"{sign} {bound:,}"


def _default(argument: Argument, language: str) -> str:
    value = argument.default
    if argument.shape.text_form is not None and not isinstance(value, str):
        return argument.shape.text_form.written(value, language)
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(getattr(value, "value", value))


def _takes_files(shape: Shape) -> bool:
    return (shape.item or shape).kind is Kind.UPLOAD


def _marks(tool: Tool, language: str) -> Iterator[str]:
    if tool.access is not Access.PUBLIC:
        yield _("로그인한 사람이 쓰는 도구입니다. 명령줄은 이 기계의 운영자로 부릅니다.").text(
            language
        )
    if tool.effect is Effect.WRITE:
        yield _("허브의 기록을 바꿉니다.").text(language)
    elif tool.effect is Effect.ACT:
        yield _("누군가에게 영향을 줍니다. 되돌릴 수 있고, 기록에 남습니다.").text(language)


def _door_options(tool: Tool, language: str) -> Iterator[tuple[str, str]]:
    yield "--json", _("답을 JSON 그대로 보입니다").text(language)
    yield "--arguments JSON", _("입력을 JSON으로: '{…}', @파일, 표준 입력은 -").text(language)
    yield "--language ko|en", _("말할 언어 (IEUM_LANGUAGE)").text(language)
    if tool.job:
        yield "--no-wait", _("기다리지 않고 작업 번호를 보입니다").text(language)
    if may_give_files(tool.answer_type):
        yield "--save", _("답의 파일을 둘 폴더(없으면 지금 있는 폴더)").text(language)
    if tool.effect is Effect.ACT:
        yield "--key", _("같은 일을 두 번 하지 않게 하는 번호").text(language)
