"""Write the folder of a new service, ready for every door."""

from __future__ import annotations

import argparse
from pathlib import Path


def configure(parser: argparse.ArgumentParser) -> None:
    """The name, and where the folder goes."""
    parser.add_argument("name", help="name of the service: small letters, digits and underscores")
    parser.add_argument(
        "--to", type=Path, help="folder to write it into (the folder of services of this hub)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Write the folder and say what to do next."""
    from ieum.hub.doors import commands, found_services
    from ieum.hub.doors.speaker import Speaker
    from ieum.hub.home import home
    from ieum.hub.new_service.folder import write
    from ieum.kernel.messages import _

    speaker = Speaker(arguments.language_of_door)
    services = home() / "services"
    taken = frozenset({*commands.summaries(), *found_services.names(services)})
    parent = services if arguments.to is None else arguments.to
    folder = write(arguments.name, parent, taken)
    speaker.say(f"{folder}\n")
    if arguments.to is None:
        name = arguments.name
        speaker.aside(
            _(
                "서비스를 만들었습니다. 해 보기: {call} · 고친 뒤에: {check} · 켜져 있는 허브는 스스로 알아봅니다.",
                call=f"ieum {name} vehicles --people 120",
                check=f"ieum service check {name}",
            )
        )
    else:
        speaker.aside(_("서비스를 만들었습니다. 이 폴더를 허브의 services 폴더에 두면 작동합니다."))
    return 0
