"""Remote APIs in a hub's folder of services: a description kept there becomes a service.

Nothing is fetched when a hub starts: what ``ieum add-api`` kept is what counts.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from ieum.kernel.errors import IeumError
from ieum.kernel.messages import _
from ieum.kernel.service import Area, Service
from ieum.kernel.tool import Access, Tool
from ieum.remote.description import Description, NotATool, WrongDescription, plain, read
from ieum.remote.operation import Remote, tool_of

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


def remote_services(folder: Path) -> dict[str, Callable[[], Service]]:
    """A loader for each remote API that is kept in a folder of services."""
    return {
        file.parent.name: lambda kept=file.parent: load(kept)  # type: ignore[misc]
        for file in sorted(folder.glob(f"*/{REGISTRATION}"))
    }


def load(folder: Path) -> Service:
    """The service of a remote API from what is kept in its folder."""
    kept = json.loads((folder / REGISTRATION).read_text(encoding="utf-8"))
    registration = Registration(**{**kept, "only": tuple(kept.get("only", ()))})
    description = read((folder / DESCRIPTION).read_text(encoding="utf-8"))
    service, _left_out = service_of(registration, description)
    return service


def keep(folder: Path, registration: Registration, text: str) -> None:
    """Keep a remote API in its folder; the registration comes last, since it makes it count."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / DESCRIPTION).write_text(text, encoding="utf-8")
    draft = folder / f".{REGISTRATION}"
    draft.write_text(
        json.dumps(asdict(registration), ensure_ascii=False, indent=2), encoding="utf-8"
    )
    draft.replace(folder / REGISTRATION)


def service_of(
    registration: Registration, description: Description
) -> tuple[Service, dict[str, str]]:
    """The service of a remote API, and the operations left out with the reason of each."""
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
    )
    left_out = dict(description.left_out)
    for operation in description.operations:
        if registration.only and operation.name not in registration.only:
            left_out[operation.name] = "not asked for"
            continue
        try:
            service.add(_tool(remote, operation, registration))
        except NotATool as reason:
            left_out[operation.name] = str(reason)
    if not service.tools:
        raise WrongDescription(
            _(
                "도구로 쓸 수 있는 작업이 하나도 없습니다: {reasons}",
                reasons="; ".join(f"{name}: {why}" for name, why in left_out.items())[:500],
            )
        )
    return service, left_out


def _tool(remote: Remote, operation: object, registration: Registration) -> Tool:
    from ieum.kernel.errors import ToolDefinitionError

    try:
        return tool_of(remote, operation, writes_for=Access(registration.writes_for))  # type: ignore[arg-type]
    except ToolDefinitionError as error:
        raise NotATool(str(error)) from None


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
