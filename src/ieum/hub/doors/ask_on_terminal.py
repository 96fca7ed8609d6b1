"""A question asked on the command line: the answer of the tool it asks for, or what is unclear."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from ieum.ask.asking import note_of_unused
from ieum.ask.readings import Chosen, Missing, OutOfScope, Reading, Unsure
from ieum.hub.accounts.caller import OPERATOR
from ieum.hub.calls import Door, Request, perform
from ieum.hub.doors.help_pages import columns, command_line
from ieum.hub.doors.speaker import ANSWERED, Speaker
from ieum.hub.doors.terminal import draw, terminal_width
from ieum.hub.gateway import conversation
from ieum.hub.registry import registry
from ieum.hub.understanding import read
from ieum.kernel.files import described_file, inlined
from ieum.kernel.messages import _
from ieum.kernel.tool import Effect, Tool


def ask(question: str, speaker: Speaker) -> int:
    """Answer a question as the box on the front page does, with a language model where there is
    one; what would change something is only shown as a command to type."""
    language = speaker.language
    conversed = conversation.answer(question, OPERATOR, language, registry().tools())
    if not conversed.used:
        return _told(read(question, language), speaker)
    if conversed.text and not speaker.as_json:
        speaker.say(f"{conversed.text}\n\n")
    for used in conversed.used:
        _answered(
            used.tool, used.arguments, used.answer.rendered(language, described_file), speaker
        )
    return ANSWERED


def _told(reading: Reading, speaker: Speaker) -> int:
    match reading:
        case Chosen():
            _chosen(reading, speaker)
        case Missing():
            _missing(reading, speaker)
        case Unsure():
            _unsure(reading, speaker)
        case OutOfScope():
            _out_of_scope(reading, speaker)
    return ANSWERED


def _chosen(reading: Chosen, speaker: Speaker) -> None:
    tool = reading.tool
    if tool.effect is not Effect.READ or tool.job:
        _ready(tool, reading.arguments, speaker)
        return
    outcome = perform(
        Request(
            tool=tool,
            given=reading.arguments,
            as_text=False,
            caller=OPERATOR,
            language=speaker.language,
            door=Door.ASK,
        )
    )
    assert outcome.answer is not None  # jobs went their own way above
    files = inlined if speaker.as_json else described_file
    rendered = outcome.answer.rendered(speaker.language, files)
    _answered(tool, reading.arguments, rendered, speaker)


def _answered(
    tool: Tool, arguments: Mapping[str, Any], rendered: dict[str, Any], speaker: Speaker
) -> None:
    if speaker.as_json:
        _say_json(speaker, tool=tool.full_name, arguments=dict(arguments), answer=rendered)
        return
    speaker.aside(
        _(
            "이렇게 알아들었습니다: {command}",
            command=command_line(tool, arguments, speaker.language),
        )
    )
    speaker.say(draw(rendered, tool.answer_type, speaker.language, terminal_width()))


def _ready(tool: Tool, arguments: Mapping[str, Any], speaker: Speaker) -> None:
    command = command_line(tool, arguments, speaker.language)
    if speaker.as_json:
        _say_json(speaker, tool=tool.full_name, arguments=dict(arguments), command=command)
        return
    speaker.aside(_("이 일은 직접 시켜 주세요. 아래 명령입니다."))
    speaker.say(f"{command}\n")


def _missing(reading: Missing, speaker: Speaker) -> None:
    question = reading.question.text(speaker.language)
    if speaker.as_json:
        _say_json(
            speaker,
            tool=reading.tool.full_name,
            arguments=dict(reading.arguments),
            missing=reading.argument.name,
            question=question,
        )
        return
    speaker.say(f"{question}\n")
    speaker.say(
        f"  {command_line(reading.tool, reading.arguments, speaker.language)} --{reading.argument.name} …\n"
    )


def _unsure(reading: Unsure, speaker: Speaker) -> None:
    language = speaker.language
    rows = [
        (command_line(one.tool, one.arguments, language), one.tool.title.text(language))
        for one in reading.candidates
    ]
    if speaker.as_json:
        candidates = [
            {"tool": one.tool.full_name, "arguments": dict(one.arguments)}
            for one in reading.candidates
        ]
        _say_json(speaker, candidates=candidates, unused=list(reading.unused))
        return
    if reading.unused:
        speaker.say(note_of_unused(reading.unused).text(language) + "\n")
    speaker.say(_("어느 것을 뜻했나요?").text(language) + "\n")
    speaker.say("\n".join(columns(rows)) + "\n")


def _out_of_scope(reading: OutOfScope, speaker: Speaker) -> None:
    message = reading.message.text(speaker.language)
    if speaker.as_json:
        _say_json(speaker, tool=None, message=message, offers=[one.say for one in reading.offers])
        return
    speaker.say(f"{message}\n")
    rows = [(one.title.text(speaker.language), one.say) for one in reading.offers]
    speaker.say("\n".join(columns(rows)) + "\n")


def _say_json(speaker: Speaker, **content: Any) -> None:
    speaker.say_json(orjson.dumps(content) + b"\n")
