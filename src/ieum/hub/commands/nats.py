"""Print who may do what at the NATS server, as a part of its configuration."""

from __future__ import annotations

import argparse


def configure(parser: argparse.ArgumentParser) -> None:
    """One action."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="users")
    actions.add_parser(
        "users",
        help="the block `authorization` of nats-server.conf: the hub, and each signing key of a party",
    )


def run(_arguments: argparse.Namespace) -> int:
    """Print it."""
    from ieum.hub.doors.hub_ready import hub_ready

    hub_ready()
    from ieum.exchange.events.jetstream.accounts import configuration
    from ieum.exchange.events.jetstream.identity import hub_public
    from ieum.exchange.events.jetstream.receivers_store import receivers

    print(configuration(hub_public(), receivers()), end="")
    return 0
