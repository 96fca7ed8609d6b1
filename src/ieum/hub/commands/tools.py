"""List every tool of every service."""

from __future__ import annotations

import argparse


def configure(parser: argparse.ArgumentParser) -> None:
    """One option."""
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(arguments: argparse.Namespace) -> int:
    """Print the tools by service; a service that does not load is named with its error."""
    from ieum.hub.doors.help_pages import columns
    from ieum.hub.doors.hub_ready import hub_ready
    from ieum.hub.doors.speaker import Speaker

    hub_ready()
    from ieum.hub.registry import registry
    from ieum.kernel.messages import _

    language = arguments.language_of_door
    speaker = Speaker(language)
    if arguments.json:
        import orjson

        tools = [
            {"name": tool.full_name, "title": tool.title.text(language)}
            for tool in registry().tools()
        ]
        speaker.say_json(orjson.dumps(tools))
        return 0
    rows = [
        (f"{tool.service} {tool.name}", tool.title.text(language)) for tool in registry().tools()
    ]
    speaker.say("\n".join(columns(rows)) + "\n")
    for broken in registry().broken():
        speaker.aside(
            _(
                "'{name}' 서비스를 불러오지 못했습니다: {error}",
                name=broken.name,
                error=broken.error,
            )
        )
    return 0
