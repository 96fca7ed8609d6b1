"""List services, switch one on or off, or check that it conforms at every door."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ieum.hub.doors.speaker import Speaker


def configure(parser: argparse.ArgumentParser) -> None:
    """One action, and the service it is for."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="list|on|off|check")
    actions.add_parser("list", help="which services there are, and how they are")
    on = actions.add_parser("on", help="switch a service on")
    off = actions.add_parser("off", help="switch a service off; its tools answer that it is off")
    check = actions.add_parser(
        "check", help="call every tool at every door, with its examples and broken calls"
    )
    for action in (on, off, check):
        action.add_argument("name", help="name of the service")


def run(arguments: argparse.Namespace) -> int:
    """Do it; 1 where a check finds something."""
    from ieum.hub.doors.speaker import Speaker

    speaker = Speaker(arguments.language_of_door)
    if arguments.action == "check":
        return check(arguments.name, speaker)
    from ieum.hub.doors.hub_ready import hub_ready

    hub_ready()
    if arguments.action == "list":
        return list_services(speaker)
    return switch(arguments.name, off=arguments.action == "off", speaker=speaker)


def list_services(speaker: Speaker) -> int:
    """Print each service with its state."""
    from ieum.hub.doors.help_pages import columns
    from ieum.hub.registry import registry
    from ieum.kernel.messages import _
    from ieum.kernel.registry import BrokenService

    rows = []
    for found in registry().all():
        name = found.name
        if isinstance(found, BrokenService):
            state = _("고장: {error}", error=found.error)
        elif registry().is_off(name):
            state = _("꺼짐")
        else:
            state = _("켜짐 · 도구 {count}개", count=len(found.tools))
        title = "" if isinstance(found, BrokenService) else found.title.text(speaker.language)
        rows.append((name, f"{state.text(speaker.language)}  {title}".rstrip()))
    speaker.say("\n".join(columns(rows)) + "\n")
    return 0


def switch(name: str, *, off: bool, speaker: Speaker) -> int:
    """Switch a service off or on."""
    from ieum.hub.accounts.caller import OPERATOR
    from ieum.hub.registry import registry
    from ieum.hub.switches.state import switch as set_switch
    from ieum.kernel.messages import _

    registry().load(name)
    set_switch(name, off=off, caller=OPERATOR)
    said = (
        _("'{name}' 서비스를 껐습니다.", name=name)
        if off
        else _("'{name}' 서비스를 켰습니다.", name=name)
    )
    speaker.aside(said)
    return 0


def check(name: str, speaker: Speaker) -> int:
    """Run the conformance suite on a service, in a hub that is thrown away."""
    from ieum.hub.conformance.temporary_hub import temporary_hub
    from ieum.hub.home import home

    folder = home() / "services" / name
    with temporary_hub(*([folder] if folder.is_dir() else [])):
        from ieum.hub.conformance.suite import CHECKS, Conformance, it_loads

        conformance = Conformance(name)
        failed = 0
        for one in CHECKS:
            wrong = one(conformance)
            failed += bool(wrong)
            mark = "✗" if wrong else "✓"
            speaker.say(f"{mark} {(one.__doc__ or '').strip().splitlines()[0]}\n")
            for line in wrong:
                print(f"    {line}", file=sys.stderr, flush=True)
            if wrong and one is it_loads:
                return 1
        conformance.close()
        speaker.say(conformance.report() + "\n")
        return 1 if failed else 0
