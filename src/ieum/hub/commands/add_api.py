"""Make a REST API that exists already a service of this hub, by its OpenAPI address."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from ieum.hub.doors.speaker import Speaker
    from ieum.kernel.messages import Message
    from ieum.kernel.service import Service

#: Operations that were left out and are named with their reason; the rest are counted.
MOST_LEFT_OUT = 50


def configure(parser: argparse.ArgumentParser) -> None:
    """The name, the address, and how its calls are made."""
    parser.add_argument("name", help="name of the service: small Latin letters, digits, _")
    parser.add_argument("address", help="address or file of the OpenAPI 3 description")
    parser.add_argument("--base", help="address of the API, if its description does not say")
    parser.add_argument(
        "--key-header",
        default="",
        help="header that carries the secret kept in IEUM_API_<NAME>_KEY, such as X-API-Key",
    )
    parser.add_argument(
        "--only", nargs="+", default=[], metavar="OPERATION", help="take these operations only"
    )
    parser.add_argument(
        "--open",
        action="store_true",
        help="let every signed-in person call what changes something there; otherwise officials",
    )


def run(arguments: argparse.Namespace) -> int:
    """Fetch, check and keep the description, and say what became of each operation."""
    from ieum.hub.doors.speaker import Speaker
    from ieum.hub.environment import API_PROXY
    from ieum.hub.home import home
    from ieum.kernel.messages import _
    from ieum.kernel.tool import Access
    from ieum.remote import description, registration

    speaker = Speaker(arguments.language_of_door)
    _check_name(arguments.name)
    proxy = API_PROXY.value()
    text = _text_of(arguments.address, proxy)
    registered = registration.Registration(
        name=arguments.name,
        source=arguments.address,
        base="",
        key_header=arguments.key_header,
        writes_for=Access.SIGNED_IN if arguments.open else Access.STAFF,
        only=tuple(arguments.only),
    )
    described = description.read(text, registered.wants)
    base = registration.base_of(described, arguments.address, arguments.base)
    registered = registered.at(base)
    service, left_out = registration.service_of(registered, described, proxy)
    registration.keep(home() / "services" / arguments.name, registered, text)
    _report(speaker, service, base, left_out)
    speaker.aside(
        _(
            "'{name}' 서비스를 더했습니다. 해 보기: {call} · 켜져 있는 허브는 스스로 알아봅니다.",
            name=service.name,
            call=f"ieum {service.name} --help",
        )
    )
    return 0


def _check_name(name: str) -> None:
    """Refuse a name that no service can have, or that is taken by anything but a joined API."""
    from ieum.hub.doors import commands, found_services
    from ieum.hub.home import home
    from ieum.hub.new_service.folder import check_name
    from ieum.remote.registration import REGISTRATION

    check_name(name, frozenset())
    services = home() / "services"
    if not (services / name / REGISTRATION).exists():
        check_name(name, frozenset({*commands.summaries(), *found_services.names(services)}))


def _report(speaker: Speaker, service: Service, base: str, left_out: dict[str, Message]) -> None:
    from ieum.kernel.messages import _

    language = speaker.language
    count = len(service.tools)
    head = _("{name}: 도구 {count}개, 부르는 곳 {base}", name=service.name, count=count, base=base)
    lines = [head.text(language)]
    lines += [f"  {tool.full_name}  {tool.title.text(language)}" for tool in service.tools.values()]
    for name, reason in list(left_out.items())[:MOST_LEFT_OUT]:
        lines.append("  " + _("뺀 것: {name}: {reason}", name=name, reason=reason).text(language))
    if len(left_out) > MOST_LEFT_OUT:
        more = _("그 밖에 {count}개를 더 뺐습니다.", count=len(left_out) - MOST_LEFT_OUT)
        lines.append("  " + more.text(language))
    speaker.say("\n".join(lines) + "\n")


def _text_of(address: str, proxy: str) -> str:
    from pathlib import Path

    from ieum.remote.wire import fetch_description

    return fetch_description(address, proxy) if "://" in address else _text_in(Path(address))


def _text_in(file: Path) -> str:
    from ieum.kernel.errors import NotFound
    from ieum.kernel.messages import _
    from ieum.remote.document import LARGEST, too_large

    if not file.is_file():
        raise NotFound(
            _("{address} 파일이 없습니다. 파일이나 http 주소를 적어 주세요.", address=str(file))
        )
    with file.open("rb") as content:
        found = content.read(LARGEST + 1)
    if len(found) > LARGEST:
        raise too_large()
    return found.decode("utf-8-sig", "replace")
