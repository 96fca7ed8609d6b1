"""Check the configuration: settings, data folder, database, sign-on, mail, model, services."""

from __future__ import annotations

import argparse


def configure(parser: argparse.ArgumentParser) -> None:
    """What to print."""
    parser.add_argument(
        "--settings", action="store_true", help="also list every setting and what it is for"
    )


def run(arguments: argparse.Namespace) -> int:
    """Say what was found; 1 when something is wrong."""
    from ieum.hub import environment
    from ieum.hub.configuration import configuration_findings
    from ieum.hub.saying import say
    from ieum.kernel.messages import Message, _

    if arguments.settings:
        for line in environment.table():
            print(line)
    well = True
    for finding in configuration_findings():
        well = well and finding.ok
        mark = _("fine") if finding.ok else _("WRONG")
        say(
            arguments,
            Message(
                "{mark}: {name}: {detail}",
                {"mark": mark, "name": finding.name, "detail": finding.detail},
            ),
        )
    return 0 if well else 1
