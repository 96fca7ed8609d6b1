"""Serve every tool to an AI assistant over MCP on standard input and output."""

from __future__ import annotations

import argparse


def configure(parser: argparse.ArgumentParser) -> None:
    """One option."""
    parser.add_argument(
        "--operator",
        action="store_true",
        help="let the assistant use the tools of the operator too, those that act included",
    )


def run(arguments: argparse.Namespace) -> int:
    """Serve until standard input ends.

    The assistant is an unknown caller unless the operator says otherwise: what it reads may hold
    instructions of somebody else.
    """
    import asyncio

    from ieum.hub.doors.hub_ready import hub_ready

    hub_ready()
    from mcp.server.stdio import stdio_server

    from ieum.hub.accounts.caller import NOBODY, OPERATOR
    from ieum.hub.doors.mcp_server import Visitor, mcp_server

    language = arguments.language_of_door
    visitor = Visitor(OPERATOR if arguments.operator else NOBODY, language, "stdio")
    server = mcp_server(lambda context: visitor, language)

    async def serve() -> None:
        async with stdio_server() as (read, write):
            await server.run(read, write, server.create_initialization_options())

    asyncio.run(serve())
    return 0
