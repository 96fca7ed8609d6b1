"""Start the hub: pages, JSON, MCP and jobs in one process."""

from __future__ import annotations

import argparse


def configure(parser: argparse.ArgumentParser) -> None:
    """Where to listen; the environment says the rest."""
    parser.add_argument("--host", help="address to listen on (IEUM_HOST; 127.0.0.1)")
    parser.add_argument("--port", help="port to listen on (IEUM_PORT; 8000)")


def run(arguments: argparse.Namespace) -> int:
    """Bring the data up to date, then serve until SIGTERM or SIGINT."""
    import os

    from ieum.hub import environment
    from ieum.hub.django_ready import django_ready

    if arguments.host:
        os.environ[environment.HOST.name] = arguments.host  # The settings answer to it.
    django_ready()
    from ieum.hub import server
    from ieum.hub.home import home
    from ieum.hub.running import running
    from ieum.hub.saying import mention
    from ieum.hub.static_files import gather
    from ieum.hub.upgrade import upgrade_apart
    from ieum.kernel.messages import _

    host = environment.HOST.value()
    port = (
        environment.PORT.value()
        if arguments.port is None
        else environment.PORT.read_as("--port", arguments.port)
    )
    for name in environment.unknown():
        mention(arguments, _("{name} is not a setting of Ieum. Is it misspelt?", name=name))
    server.check_free(host, port)
    if host in server.EVERYWHERE and not (
        environment.PUBLIC_URL.is_set() or environment.HOSTS.is_set()
    ):
        mention(
            arguments,
            _(
                "The hub listens everywhere but answers to localhost alone. "
                "Set IEUM_PUBLIC_URL to the address that people type."
            ),
        )
    mention(arguments, _("Data folder: {folder}", folder=home()))
    with running(home()):
        if steps := upgrade_apart():
            mention(
                arguments,
                _("Database brought up to this release ({count:step/steps}).", count=len(steps)),
            )
            if not has_accounts():
                mention(
                    arguments,
                    _("Nobody can sign in yet. Make an administrator: ieum create-admin EMAIL"),
                )
        gather()
        serve(arguments, host, port)
    mention(arguments, _("Ieum has stopped."))
    return 0


def has_accounts() -> bool:
    """Whether anybody can sign in."""
    from django.db import connections

    from ieum.hub.accounts.models import User

    try:
        return User.objects.exists()
    finally:
        connections.close_all()  # Serving opens connections of its own.


def serve(arguments: argparse.Namespace, host: str, port: int) -> None:
    """Serve, with the work beside the requests, until told to stop."""
    from ieum.hub import server
    from ieum.hub.background import Background
    from ieum.hub.saying import mention
    from ieum.kernel.messages import _

    with Background():
        server.serve(
            host,
            port,
            lambda: mention(
                arguments, _("Ieum is at {address}", address=server.address(host, port))
            ),
        )
