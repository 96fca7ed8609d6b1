"""Show how a job stands, or cancel it."""

from __future__ import annotations

import argparse


def configure(parser: argparse.ArgumentParser) -> None:
    """The id of the job, and what to do with it."""
    parser.add_argument("id", help="id of the job")
    parser.add_argument("--cancel", action="store_true", help="end the job")
    parser.add_argument("--wait", action="store_true", help="wait until it has ended")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(arguments: argparse.Namespace) -> int:
    """Print the state of the job; its answer once it is done."""
    from ieum.hub.doors.hub_ready import hub_ready
    from ieum.hub.doors.speaker import Speaker

    hub_ready()
    from ieum.hub.accounts.caller import OPERATOR
    from ieum.hub.doors.jobs_on_terminal import show_finished
    from ieum.hub.jobs import queue
    from ieum.hub.registry import registry

    speaker = Speaker(arguments.language_of_door)
    speaker.as_json = arguments.json
    if arguments.cancel:
        state = queue.cancel(arguments.id, OPERATOR, speaker.language)
    else:
        seconds = float("inf") if arguments.wait else 0.0
        state = queue.wait(arguments.id, OPERATOR, speaker.language, seconds)
    if state.finished:
        return show_finished(state, registry().tool(*state.tool.split(".", 1)), speaker)
    if speaker.as_json:
        import orjson

        details = {"job": state.id, "tool": state.tool, "state": state.phase}
        more = {"share": state.share, "message": state.message}
        speaker.say_json(orjson.dumps(details | more))
    else:
        speaker.say(f"{state.tool}  {state.phase}  {state.share:.0%}  {state.message}\n")
    return 0
