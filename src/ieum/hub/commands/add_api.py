"""Make a REST API that exists already a service of this hub, by its OpenAPI address."""

from __future__ import annotations

import argparse
import sys


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
    from ieum.hub.home import home
    from ieum.hub.registry import registry
    from ieum.kernel.tool import Access
    from ieum.remote import description, registration

    folder = home() / "services" / arguments.name
    is_new = arguments.name not in registry().names()
    if not is_new and not (folder / registration.REGISTRATION).exists():
        print(
            f"There is already a service {arguments.name!r}; choose another name.", file=sys.stderr
        )
        return 1
    text = _text_of(arguments.address)
    described = description.read(text)
    registered = registration.Registration(
        name=arguments.name,
        source=arguments.address,
        base=registration.base_of(described, arguments.address, arguments.base),
        key_header=arguments.key_header,
        writes_for=Access.SIGNED_IN if arguments.open else Access.STAFF,
        only=tuple(arguments.only),
    )
    service, left_out = registration.service_of(registered, described)
    registration.keep(folder, registered, text)
    registry().forget()
    print(f"{service.name}: {len(service.tools)} tools, calling {registered.base}")
    for tool in service.tools.values():
        print(f"  {tool.full_name}  {tool.title}")
    for name, reason in left_out.items():
        print(f"  left out: {name}: {reason}")
    return 0


def _text_of(address: str) -> str:
    from pathlib import Path

    from ieum.kernel.errors import NotFound
    from ieum.kernel.messages import _
    from ieum.remote.wire import fetch_description

    if "://" in address:
        return fetch_description(address)
    file = Path(address)
    if not file.is_file():
        raise NotFound(
            _("{address} 파일이 없습니다. 파일이나 http 주소를 적어 주세요.", address=address)
        )
    return file.read_text(encoding="utf-8")
