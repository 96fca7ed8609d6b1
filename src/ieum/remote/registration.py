"""Remote APIs in a hub's folder of services: a description kept there becomes a service.

Nothing is fetched when a hub starts: what ``ieum add-api`` kept is what counts.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from pydantic import PydanticUserError
from pydantic_core import SchemaError

from ieum.kernel.errors import IeumError, ToolDefinitionError
from ieum.kernel.messages import Message, _
from ieum.kernel.service import Area, Service
from ieum.kernel.tool import Access, Tool
from ieum.remote.description import Description, Operation, plain, read
from ieum.remote.document import WrongDescription
from ieum.remote.operation import Remote, tool_of
from ieum.remote.references import NotATool
from ieum.remote.schema import identifier

REGISTRATION = "remote.json"
DESCRIPTION = "openapi.txt"


@dataclass(frozen=True, slots=True)
class Registration:
    """What an operator said about a remote API.

    ``source`` is where its description came from; ``key_header`` the header that carries the
    secret of the variable ``IEUM_API_<NAME>_KEY``; ``writes_for`` who may call what changes
    something there.
    """

    name: str
    source: str
    base: str
    key_header: str = ""
    writes_for: str = Access.STAFF
    only: tuple[str, ...] = ()

    @property
    def key_variable(self) -> str:
        """The environment variable that holds the secret."""
        return f"IEUM_API_{self.name.upper()}_KEY"

    def at(self, base: str) -> Registration:
        """The same, of an API that is found to be at an address."""
        return replace(self, base=base)

    def wants(self, operation: str) -> bool:
        """Whether an operation is asked for, by its own name or by that of its tool."""
        return not self.only or operation in self.only or identifier(operation) in self.only


#: The proxy that calls go through, asked for when a service is loaded; empty for none.
ProxyOf = Callable[[], str]


def remote_services(
    folder: Path, proxy_of: ProxyOf = lambda: ""
) -> dict[str, Callable[[], Service]]:
    """A loader for each remote API that is kept in a folder of services."""
    return {
        file.parent.name: partial(load, file.parent, proxy_of)
        for file in sorted(folder.glob(f"*/{REGISTRATION}"))
    }


def load(folder: Path, proxy_of: ProxyOf = lambda: "") -> Service:
    """The service of a remote API from what is kept in its folder."""
    kept = json.loads((folder / REGISTRATION).read_text(encoding="utf-8"))
    registration = Registration(**{**kept, "only": tuple(kept.get("only", ()))})
    description = read((folder / DESCRIPTION).read_text(encoding="utf-8"), registration.wants)
    service, _left_out = service_of(registration, description, proxy_of())
    return service


def keep(folder: Path, registration: Registration, text: str) -> None:
    """Keep a remote API in its folder; the registration comes last, since it makes it count."""
    folder.mkdir(parents=True, exist_ok=True)
    registered = json.dumps(asdict(registration), ensure_ascii=False, indent=2)
    for name, content in ((DESCRIPTION, text), (REGISTRATION, registered)):
        # Each appears whole: a hub that runs reads it as soon as it is there.
        draft = folder / f".{name}"
        draft.write_text(content, encoding="utf-8")
        draft.replace(folder / name)


def service_of(
    registration: Registration, description: Description, proxy: str = ""
) -> tuple[Service, dict[str, Message]]:
    """The service of a remote API, and what was asked for and left out with the reason of each."""
    _check_wanted(registration, description)
    service = Service(
        registration.name,
        title=plain(description.title or registration.name),
        description=plain(description.summary or description.title or registration.name),
        area=Area.GOVERNMENT,
    )
    secret = os.environ.get(registration.key_variable, "") if registration.key_header else ""
    remote = Remote(
        registration.name,
        description,
        registration.base,
        {registration.key_header: secret} if secret else {},
        proxy,
    )
    left_out = dict(description.left_out)
    for operation in description.operations:
        try:
            service.add(_tool(remote, operation, registration))
        except NotATool as cause:
            left_out[operation.name] = cause.reason
        except ToolDefinitionError as error:
            left_out[operation.name] = plain(str(error))
    if not service.tools:
        raise WrongDescription(
            _(
                "도구로 쓸 수 있는 작업이 하나도 없습니다: {reasons}",
                reasons=_reasons(left_out),
            )
        )
    return service, left_out


#: Reasons told in one sentence; of an API where nothing fits, they are mostly the same.
MOST_REASONS = 5


def _reasons(left_out: Mapping[str, Message]) -> Message:
    """The first reasons one after the other, each in the language of the reader."""
    first = list(left_out.items())[:MOST_REASONS]
    values: dict[str, object] = {f"name_{n}": name for n, (name, _why) in enumerate(first)}
    values |= {f"why_{n}": why for n, (_name, why) in enumerate(first)}
    return Message("; ".join(f"{{name_{n}}}: {{why_{n}}}" for n in range(len(first))), values)


def _check_wanted(registration: Registration, description: Description) -> None:
    names = [*(one.name for one in description.operations), *description.left_out]
    there = {*names, *map(identifier, names)}
    if missing := [name for name in registration.only if name not in there]:
        raise WrongDescription(
            _(
                "{missing} 작업이 설명에 없습니다. 설명의 operationId를 적어 주세요.",
                missing=", ".join(missing)[:200],
            )
        )


def _tool(remote: Remote, operation: Operation, registration: Registration) -> Tool:
    try:
        return tool_of(remote, operation, writes_for=Access(registration.writes_for))
    except (TypeError, ValueError, AttributeError, KeyError, SchemaError, PydanticUserError):
        # A schema may say anything at all; what makes no sense costs this operation alone.
        raise NotATool(_("its schemas contradict themselves or OpenAPI")) from None


def base_of(description: Description, source: str, given: str | None) -> str:
    """Where the API is: what the operator says, or what its description says."""
    if given:
        base = given
    else:
        server = next(iter(description.servers), "")
        base = urljoin(source, server or "/") if "://" in source else server
    if urlsplit(base).scheme not in ("http", "https"):
        raise _NoBase(
            _(
                "API가 어디 있는지 설명에 없습니다(servers). --base로 적어 주세요. 예: {example}",
                example="--base http://127.0.0.1:9000",
            )
        )
    return base.rstrip("/")


class _NoBase(IeumError):
    code = "wrong-description"
    status = 422
