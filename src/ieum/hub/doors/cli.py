"""The command line: ``ieum COMMAND`` for the hub itself, ``ieum SERVICE TOOL`` for every tool.

Exit codes: 0 for an answer or a refusal, 2 for a call that has to be written differently, 1 for
anything that failed, 130 for Ctrl-C. With ``--json``, standard output carries exactly the body
that the JSON door would send, errors included.

Whoever may run commands on the machine of the hub may also read its database, so the caller is the
operator (``accounts.caller.OPERATOR``): staff, in the group of administrators, without a limit.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ieum.hub.doors import commands
from ieum.hub.doors.command_words import leading_options
from ieum.hub.doors.hub_ready import hub_ready
from ieum.hub.doors.language import language_of_terminal
from ieum.hub.doors.speaker import ANSWERED, FAILED, INTERRUPTED, Speaker, language_named
from ieum.kernel.errors import IeumError, NotFound
from ieum.kernel.messages import Language, Message, _

if TYPE_CHECKING:
    from ieum.hub.doors.command_words import Collected


def main(words: Sequence[str] | None = None) -> int:
    """Carry out a command line; its exit code."""
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    speaker = Speaker(language_of_terminal())
    try:
        return _carry_out(sys.argv[1:] if words is None else words, speaker)
    except IeumError as error:
        return speaker.failure(error)
    except KeyboardInterrupt:
        speaker.aside(_("그만두었습니다."))
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read us has gone (`ieum … | head`); nothing is left to say, and Python must not
        # say so either when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except Exception as error:
        from ieum.hub.machine_faults import machine_fault

        fault = machine_fault(error)
        if fault is None:
            raise
        return speaker.failure(fault)


def _carry_out(words: Sequence[str], speaker: Speaker) -> int:
    options, rest = leading_options(words)
    speaker.follow(options)
    if "version" in options:
        from importlib.metadata import version

        speaker.say(f"ieum {version('ieum')}\n")
        return ANSWERED
    if not rest:
        speaker.say(_overview(speaker.language))
        return ANSWERED
    name, *rest = rest
    if "help" in options:
        rest = [*rest, "--help"]
    if name in commands.summaries():
        language, rest = _command_language(rest, speaker.language)
        speaker.language = language
        if speaker.as_json:
            rest = [*rest, "--json"]
        return commands.run(name, rest, language)
    return _service(name, rest, options, speaker)


def _command_language(words: Sequence[str], language: Language) -> tuple[Language, list[str]]:
    """``--language`` may stand behind a command of the hub too."""
    rest = list(words)
    for number, word in enumerate(rest):
        if word == "--language" and number + 1 < len(rest):
            return language_named(rest[number + 1]), rest[:number] + rest[number + 2 :]
        if word.startswith("--language="):
            return language_named(word.partition("=")[2]), rest[:number] + rest[number + 1 :]
    return language, rest


def _overview(language: Language) -> str:
    from ieum.hub.doors import found_services, help_pages
    from ieum.hub.home import home

    services = found_services.services(home() / "services")
    return help_pages.overview(commands.summaries(), services, language)


def _service(name: str, words: list[str], options: dict[str, str], speaker: Speaker) -> int:
    """``ieum SERVICE …``: its tools, the help of one, or a call."""
    from ieum.hub.doors import help_pages

    _known(name)
    hub_ready()
    from ieum.hub.registry import registry
    from ieum.kernel.registry import BrokenService

    found = registry().load(name)
    if isinstance(found, BrokenService):
        speaker.aside(Message("{error}", {"error": found.error}))
    service = registry().service(name)
    if not words or words[0] in ("--help", "-h"):
        speaker.say(help_pages.of_service(service, speaker.language))
        return ANSWERED
    return _tool(name, words, options, speaker)


def _known(name: str) -> None:
    """Refuse a word that is neither a command nor a service, and say what comes nearest."""
    import difflib

    from ieum.hub.doors import found_services
    from ieum.hub.home import home

    names = [*commands.summaries(), *found_services.names(home() / "services")]
    if name in names:
        return
    near = difflib.get_close_matches(name, names, n=1)
    shown = os.fsencode(name).decode("utf-8", "replace")[:60]
    if near:
        raise NotFound(
            _(
                "'{name}'{name:-이라는/라는} 명령도 서비스도 없습니다. '{near}'{near:-을/를} 뜻했나요?",
                name=shown,
                near=near[0],
            )
        )
    raise NotFound(
        _(
            "'{name}'{name:-이라는/라는} 명령도 서비스도 없습니다. 있는 것: ieum --help",
            name=shown,
        )
    )


def _tool(service: str, words: list[str], options: dict[str, str], speaker: Speaker) -> int:
    from ieum.hub.accounts.caller import OPERATOR
    from ieum.hub.calls import Door, Request, perform
    from ieum.hub.doors import help_pages
    from ieum.hub.doors.command_words import collect
    from ieum.hub.doors.files import saved_in
    from ieum.hub.doors.jobs_on_terminal import follow_job
    from ieum.hub.registry import registry
    from ieum.kernel.files import inlined

    tool = registry().tool(service, words[0])
    collected = collect(tool, words[1:], options)
    speaker.follow(collected.options)
    if collected.has("help"):
        speaker.say(help_pages.of_tool(tool, speaker.language))
        return ANSWERED
    given, as_text = collected.given
    outcome = perform(
        Request(
            tool=tool,
            given=given,
            as_text=as_text,
            caller=OPERATOR,
            language=speaker.language,
            door=Door.COMMAND,
            key=_key(collected),
        )
    )
    folder = _folder(collected, speaker)
    if outcome.answer is None:
        assert outcome.job is not None
        wait = not collected.has("no-wait")
        return follow_job(outcome.job, tool, speaker, wait=wait, folder=folder)
    files = saved_in(folder) if folder is not None else inlined
    if speaker.as_json:
        speaker.say_json(outcome.answer.as_json(speaker.language, files))
    else:
        show(outcome.answer.rendered(speaker.language, files), tool.answer_type, speaker)
    return ANSWERED


def _folder(collected: Collected, speaker: Speaker) -> Path | None:
    """Where the files of an answer go: ``--save``, else where the caller stands; with ``--json``
    alone they are a part of what is printed."""
    if "save" in collected.options:
        return Path(collected.options["save"])
    return None if speaker.as_json else Path()


def show(answer: dict[str, object], answer_type: object, speaker: Speaker) -> None:
    """Draw a rendered answer on standard output."""
    from ieum.hub.doors.terminal import draw, terminal_width

    speaker.say(draw(answer, answer_type, speaker.language, terminal_width()))


def _key(collected: Collected) -> str:
    """The caller's own key; without one, every command is an act of its own."""
    from uuid import uuid4

    return collected.options.get("key") or uuid4().hex
