"""Start the hub: pages, JSON, MCP and jobs in one process."""

from __future__ import annotations

import argparse
import sys


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", help="address to listen on (IEUM_HOST; 127.0.0.1)")
    parser.add_argument("--port", type=int, help="port to listen on (IEUM_PORT; 8000)")


def run(arguments: argparse.Namespace) -> int:
    from ieum.hub import environment
    from ieum.hub.django_ready import django_ready

    django_ready()
    from ieum.hub import server
    from ieum.hub.background import Background
    from ieum.hub.home import home
    from ieum.hub.static_files import gather
    from ieum.hub.upgrade import upgrade

    host = arguments.host or environment.HOST.value()
    port = arguments.port or environment.PORT.value()
    for name in environment.unknown():
        say(f"{name} is not a setting of Ieum; is it misspelt? See: ieum check")
    try:
        server.check_free(host, port)
        say(f"Data folder: {home()}")
        if steps := upgrade():
            say(f"Database brought up to this release: {len(steps)} steps.")
        gather()
        with Background():
            server.serve(host, port, lambda: say(f"Ieum is at {address(host, port)}"))
    except server.CannotListen as problem:
        say(str(problem))
        return 1
    say("Ieum has stopped.")
    return 0


def address(host: str, port: int) -> str:
    """The address to type into a browser on this machine."""
    near = {"0.0.0.0": "localhost", "::": "localhost", "127.0.0.1": "localhost"}.get(host, host)
    return f"http://{f'[{near}]' if ':' in near else near}:{port}"


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
