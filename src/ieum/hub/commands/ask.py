"""Ask a question in plain Korean or English."""

from __future__ import annotations

import argparse


def configure(parser: argparse.ArgumentParser) -> None:
    """The question, in as many words as it takes."""
    parser.add_argument("question", nargs="+", help="the question")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(arguments: argparse.Namespace) -> int:
    """Answer as the box on the front page does."""
    from ieum.hub.doors.hub_ready import hub_ready
    from ieum.hub.doors.speaker import Speaker

    hub_ready()
    from ieum.hub.doors.ask_on_terminal import ask

    speaker = Speaker(arguments.language_of_door)
    speaker.as_json = arguments.json
    return ask(" ".join(arguments.question), speaker)
